"""The application: every command by its name, each of which stands in a module of its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from adm_rules._internal.cli.commands import COMMANDS, command_of
from adm_rules._internal.cli.forms import FormOfOutput
from adm_rules._internal.cli.parameters import BadValueError, CommandGroup, Parameter
from adm_rules.version import VERSION

_HELP = "Check cases and agencies against the regulations of ADM and Spazio Neutro, and explain the rules."


def application(only: str | None = None) -> typer.Typer:
    """The application with all its commands, or with the one that is called: the others need not be loaded."""
    made = typer.Typer(
        no_args_is_help=True,
        pretty_exceptions_enable=False,  # a pretty traceback shows local variables: those hold data of a case
        help=_HELP,
    )
    made.callback()(_main)
    for name in COMMANDS if only not in COMMANDS else [only]:
        _add(made, str(name), command_of(str(name)))
    return made


def _add(made: typer.Typer, name: str, command: Callable[..., None] | CommandGroup) -> None:
    if isinstance(command, CommandGroup):
        below = typer.Typer(no_args_is_help=True, help=command.about)
        below.callback()(lambda: None)  # a group even of one command
        for each, function in command.commands.items():
            _add(below, each, function)
        made.add_typer(below, name=name)
    else:
        made.command(name, cls=Command)(_for_typer(command))


def _for_typer(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters are told as Typer wants it."""

    @wraps(command)
    def called(**given: Any) -> None:
        command(**given)

    told = inspect.signature(command, eval_str=True)
    own = [each.replace(annotation=_told(each.annotation)) for each in told.parameters.values()]
    called.__signature__ = told.replace(parameters=own)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in own}
    return called


def _told(hint: Any) -> Any:
    """The annotation of a parameter in Typer's words."""
    parameter: Parameter = hint.__metadata__[0]
    how = dict(parameter.how)
    if "parser" in how:
        how["parser"] = _parser(how["parser"])
    make = typer.Option if parameter.is_option else typer.Argument
    return Annotated[hint.__origin__, make(*parameter.names, **how)]


def _parser(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """A parser that refuses a value as Typer wants it."""

    @wraps(parse)
    def parsed(text: str) -> Any:
        try:
            return parse(text)
        except BadValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parsed


class Command(TyperCommand):
    """A command that says what its forms of output are when its help is shown."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        told = inspect.signature(self.callback).parameters if self.callback else {}
        for each in self.params:
            for info in (
                getattr(told[str(each.name)].annotation, "__metadata__", ()) if each.name in told else ()
            ):
                form = getattr(getattr(info, "parser", None), "__wrapped__", None)
                if isinstance(form, FormOfOutput):
                    form.explain(each)
        super().format_help(ctx, formatter)


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
