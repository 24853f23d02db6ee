"""The commands of planners: what is due when, what it costs whom, who comes first."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from adm_rules.cli.contract import show_contract
from adm_rules.cli.copay import WantedCopay, copay
from adm_rules.cli.deadlines import WantedDeadlines, show_deadlines
from adm_rules.cli.options import (
    AgencyOption,
    FilesArgument,
    Lang,
    LangOption,
    OnOption,
    RootOption,
    RulesOption,
    TableFormat,
    TableOption,
    day_or_today,
    plausible,
    rules_at,
    told,
    year_after,
)
from adm_rules.cli.queue import WantedQueue, show_queue
from adm_rules.cli.statement import WantedStatement, statement
from adm_rules.cli.terminal import fail

#: The commands; `adm_rules.cli.app` takes them in.
app = typer.Typer()


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
        until=plausible("--until", until) if until else year_after(day),
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


@app.command("statement")
def statement_command(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Cases as JSON or YAML, or folders of them.")
    ],
    rules: RulesOption,
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="The month.")],
    agency: Annotated[
        str | None, typer.Option(metavar="FILE", help="The agency: roles of its staff, and its invoices.")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="See the month as on this day.",
            show_default="its last day",
        ),
    ] = None,
    lang: LangOption = Lang.IT,
    format_: TableOption = TableFormat.TEXT,
) -> None:
    """Tell what the sessions of a month cost whom, and what is wrong with the agency's invoices.

    Exit codes: 0 made, 2 bad usage or bad file, 3 bad rules.
    """
    day = None if on is None else plausible("--on", on)
    wanted = WantedStatement(tuple(files), month, agency, day, lang.value, format_)
    with told():
        raise typer.Exit(statement(rules_at(rules), wanted))


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
