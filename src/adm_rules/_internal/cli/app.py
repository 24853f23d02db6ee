"""The application: every command by its name, each of which stands in a module of its own."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Final

import typer

from adm_rules._internal.cli.forms import Command
from adm_rules.version import VERSION

#: Every command, in the order in which help lists them, with the module and the function that it is.
COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("check", "check"),
    "show": ("show", "show"),
    "facts": ("show", "facts"),
    "schema": ("schema", "schema"),
    "test": ("examples", "examples"),
    "lint": ("lint", "lint"),
    "fmt": ("fmt", "fmt"),
    "coverage": ("coverage", "coverage"),
    "compare": ("compare", "compare"),
    "diff": ("diff", "diff"),
    "pin": ("pin", "pin"),
    "deadlines": ("deadlines", "deadlines"),
    "copay": ("copay", "copay"),
    "statement": ("statement", "statement"),
    "contract": ("contract", "contract"),
    "queue": ("queue", "queue"),
    "report": ("report", "report"),
    "import": ("importing", "import_"),
    "new": ("new", "new"),
}
_HELP: Final = (
    "Check cases and agencies against the regulations of ADM and Spazio Neutro, and explain the rules."
)


def application(only: str | None = None) -> typer.Typer:
    """The application with all its commands, or with the one that is called: the others need not be loaded."""
    made = typer.Typer(
        no_args_is_help=True,
        pretty_exceptions_enable=False,  # a pretty traceback shows local variables: those hold data of a case
        help=_HELP,
    )
    made.callback()(_main)
    for name in COMMANDS if only not in COMMANDS else [only]:
        module, function = COMMANDS[str(name)]
        command = getattr(import_module(f"adm_rules._internal.cli.{module}"), function)
        if isinstance(command, typer.Typer):
            made.add_typer(command, name=name)
        else:
            made.command(name, cls=Command)(command)
    return made


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"adm-rules {VERSION}")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Check cases and agencies against the regulations of ADM and Spazio Neutro, and explain the rules."""


if TYPE_CHECKING:
    app: typer.Typer
else:

    def __getattr__(name: str) -> typer.Typer:
        """``app``, the whole application, made when it is asked for."""
        if name != "app":
            raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
        globals()[name] = whole = application()
        return whole
