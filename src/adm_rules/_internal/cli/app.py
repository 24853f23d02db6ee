"""The application: every command by its name, each of which stands in a module of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from adm_rules._internal.cli.check import check
from adm_rules._internal.cli.compare import compare
from adm_rules._internal.cli.contract import contract
from adm_rules._internal.cli.copay import copay
from adm_rules._internal.cli.coverage import coverage
from adm_rules._internal.cli.deadlines import deadlines
from adm_rules._internal.cli.diff import diff
from adm_rules._internal.cli.examples import examples
from adm_rules._internal.cli.fmt import fmt
from adm_rules._internal.cli.importing import import_
from adm_rules._internal.cli.lint import lint
from adm_rules._internal.cli.new import new
from adm_rules._internal.cli.pin import pin
from adm_rules._internal.cli.queue import queue
from adm_rules._internal.cli.schema import schema
from adm_rules._internal.cli.show import facts, show
from adm_rules._internal.cli.statement import statement
from adm_rules.version import VERSION

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a pretty traceback shows local variables: those hold data of a case
    help="Check cases and agencies against the regulations of ADM and Spazio Neutro, and explain the rules.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"adm-rules {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Check cases and agencies against the regulations of ADM and Spazio Neutro, and explain the rules."""


# In the order in which help lists them.
app.command("check")(check)
app.command("show")(show)
app.command("facts")(facts)
app.command("schema")(schema)
app.command("test")(examples)
app.command("lint")(lint)
app.command("fmt")(fmt)
app.command("coverage")(coverage)
app.command("compare")(compare)
app.command("diff")(diff)
app.command("pin")(pin)
app.command("deadlines")(deadlines)
app.command("copay")(copay)
app.command("statement")(statement)
app.command("contract")(contract)
app.command("queue")(queue)
app.command("import")(import_)
app.add_typer(new, name="new")
