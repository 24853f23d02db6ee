"""The commands and their options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from adm_rules.cli.check import Wanted, check
from adm_rules.cli.compare import compare
from adm_rules.cli.coverage import CoverageFormat, show_coverage
from adm_rules.cli.examples import run_examples
from adm_rules.cli.options import (
    AgencyOption,
    FilesArgument,
    Format,
    FormatOption,
    Lang,
    LangOption,
    OnOption,
    RootOption,
    RulesOption,
    day_or_today,
    rules_at,
    told,
)
from adm_rules.cli.planning import app as planning
from adm_rules.cli.show import show_facts, show_rule, show_rules
from adm_rules.version import VERSION

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a pretty traceback shows local variables: those hold data of a case
    help="Check cases and agencies against the regulations of ADM and Spazio Neutro, and explain the rules.",
)


class FailLevel(StrEnum):
    """From which severity on a breach makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


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


@app.command("check")
def check_command(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: FilesArgument,
    rules: RulesOption,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: FormatOption = Format.TEXT,
    fail_level: Annotated[
        FailLevel, typer.Option(help="Exit with 1 for breaches of this severity or graver.")
    ] = FailLevel.ERROR,
    agency: AgencyOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show also what is in order or does not apply.")
    ] = False,
    root: RootOption = None,
) -> None:
    """Check files against a rule set.

    Exit codes: 0 clean, 1 breaches at or above the fail level, 2 bad usage or bad file, 3 bad rules.
    """
    wanted = Wanted(
        files=tuple(files),
        on=day_or_today(on),
        today=on is None,
        lang=lang.value,
        as_json=format_ is Format.JSON,
        every=every,
        fail_level=fail_level.value,
        root=None if root is None else root.value,
        agency=agency,
    )
    raise typer.Exit(check(rules_at(rules), wanted))


@app.command("show")
def show_command(
    rules: Annotated[str, typer.Argument(help="A rule set by name, or the path of a rule file.")],
    rule: Annotated[str | None, typer.Argument(help="One of its rules or tariffs.")] = None,
    lang: LangOption = Lang.IT,
) -> None:
    """Explain a rule set, or one of its rules or tariffs."""
    if rule is None:
        show_rules(rules_at(rules), lang.value)
    else:
        show_rule(rules_at(rules), rule, lang.value)


@app.command("facts")
def facts_command(
    name: Annotated[str | None, typer.Argument(help="One fact.")] = None,
    per: Annotated[str | None, typer.Option(metavar="SUBJECT", help="Only the facts of a subject.")] = None,
    lang: LangOption = Lang.IT,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Show the vocabulary that rules are written in."""
    show_facts(name, per, lang.value, as_json=format_ is Format.JSON)


@app.command("test")
def examples_command(
    where: Annotated[
        str | None,
        typer.Argument(
            metavar="[AMBITO|FILE]",
            help="A rule set by name or path, or a file or folder of examples.",
            show_default="every shipped rule set",
        ),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(help="Judge the examples by this rule set instead, such as an overlay.")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: FormatOption = Format.TEXT,
    every: Annotated[
        bool, typer.Option("--all", help="Show also how many examples each rule has of each verdict.")
    ] = False,
) -> None:
    """Run the examples of rule sets.

    Exit codes: 0 all as expected, 1 some not, 2 bad usage, 3 bad rules or bad examples.
    """
    with told():
        raise typer.Exit(run_examples(where, rules, lang.value, as_json=format_ is Format.JSON, every=every))


@app.command("coverage")
def coverage_command(
    ambito: Annotated[
        str | None, typer.Argument(help="A rule set by name.", show_default="the totals of all")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[
        CoverageFormat, typer.Option("--format", help="Text or Markdown to read, JSON or CSV for a program.")
    ] = CoverageFormat.TEXT,
) -> None:
    """Show what became of every norm of a document: which rules encode it, with how many examples."""
    with told():
        show_coverage(ambito, lang.value, format_)


@app.command("compare")
def compare_command(
    things: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE|RULES...", help="One file to judge, or two rule sets or more to compare."
        ),
    ],
    rules: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…", help="The rule sets to judge the file by.", show_default="every shipped one"
        ),
    ] = None,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Judge one file under several rule sets, or compare what rule sets regulate."""
    with told():
        compare(things, rules, day_or_today(on), lang.value, as_json=format_ is Format.JSON, today=on is None)


app.registered_commands += planning.registered_commands
