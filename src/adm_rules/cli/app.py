"""The commands and their options."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from adm_rules.cli.check import Wanted, check
from adm_rules.cli.compare import compare
from adm_rules.cli.contract import show_contract
from adm_rules.cli.copay import WantedCopay, copay
from adm_rules.cli.coverage import CoverageFormat, show_coverage
from adm_rules.cli.deadlines import WantedDeadlines, show_deadlines
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
    TableFormat,
    TableOption,
    day_or_today,
    rules_at,
    told,
    year_after,
)
from adm_rules.cli.queue import WantedQueue, show_queue
from adm_rules.cli.show import show_facts, show_rule, show_rules
from adm_rules.cli.terminal import fail
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


@app.command("deadlines")
def deadlines_command(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: FilesArgument,
    rules: RulesOption,
    on: OnOption = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Leave out what falls due after this day.",
            show_default="a year later",
        ),
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a calendar (iCalendar) as well.")
    ] = None,
    key_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The office's key: the calendar of a case needs it.")
    ] = None,
    agency: AgencyOption = None,
    every: Annotated[bool, typer.Option("--all", help="Show also what is over.")] = False,
    root: RootOption = None,
    lang: LangOption = Lang.IT,
    format_: TableOption = TableFormat.TEXT,
) -> None:
    """Show what is due when, and write a calendar of it.

    Exit codes: 0 nothing overdue, 1 something overdue, 2 bad usage or bad file, 3 bad rules.
    """
    day = day_or_today(on)
    asked = WantedDeadlines(
        files=tuple(files),
        on=day,
        until=until.date() if until else year_after(day),
        today=on is None,
        lang=lang.value,
        form=format_.value,
        every=every,
        root=None if root is None else root.value,
        agency=agency,
        ics=ics,
        key_file=key_file,
    )
    if asked.until < day:
        fail("--until lies before --on")
    with told():
        raise typer.Exit(show_deadlines(rules_at(rules), asked))


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


@app.command("queue")
def queue_command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Cases as JSON or YAML, folders of them, or - for standard input."
        ),
    ],
    rules: RulesOption,
    on: OnOption = None,
    order: Annotated[
        str | None, typer.Option(metavar="ID", help="One of its orders.", show_default="the only one")
    ] = None,
    lang: LangOption = Lang.IT,
    form: TableOption = TableFormat.TEXT,
) -> None:
    """Rank the requests of cases: who comes first, and why. It leaves nobody out.

    Exit codes: 0 done, 2 bad usage, bad file or no such order, 3 bad rules.
    """
    wanted = WantedQueue(
        files=tuple(files), order=order, on=day_or_today(on), today=on is None, lang=lang.value, form=form
    )
    raise typer.Exit(show_queue(rules_at(rules), wanted))


@app.command("contract")
def contract_command(
    file: Annotated[str, typer.Argument(help="A service contract as JSON or YAML, or - for standard input.")],
    rules: RulesOption,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    form: TableOption = TableFormat.TEXT,
) -> None:
    """Show the instalments of a service contract, year by year, and the bands of the penalties.

    Exit codes: 0 done, 2 bad usage or bad file, 3 bad rules.
    """
    day, today = day_or_today(on), on is None
    raise typer.Exit(show_contract(rules_at(rules), file, day, lang.value, form, today=today))


def _hours(text: str) -> Decimal:
    """Hours as a decimal number, with a point or a comma."""
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        hours = Decimal("NaN")
    if not (hours.is_finite() and 0 <= hours <= _MOST_HOURS):
        raise typer.BadParameter("write a number of hours such as 2 or 1.5")
    return hours


#: As many hours as a month has.
_MOST_HOURS = 744


@app.command("copay")
def copay_command(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="A case, as JSON or YAML, or - for standard input.")
    ],
    rules: RulesOption,
    on: OnOption = None,
    service: Annotated[
        str | None,
        typer.Option(help="The service that is paid for.", show_default="the only one of the case"),
    ] = None,
    hours: Annotated[
        Decimal | None,
        typer.Option(parser=_hours, metavar="HOURS", help="So many hours.", show_default="one"),
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="When the access starts; else only its day is known.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="FILE", help="Price together with this agency.")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: TableOption = TableFormat.TEXT,
) -> None:
    """Say what a family pays, or what it may be and what to ask for.

    Exit codes: 0 an answer, 2 bad usage or bad file, 3 bad rules.
    """
    asked = WantedCopay(case, day_or_today(on), service, hours, at, agency)
    with told():
        copay(rules_at(rules), asked, lang.value, format_)
