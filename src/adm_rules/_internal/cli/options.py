"""Options that several commands share, and how a command ends on an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

from adm_rules._internal.calendar import add_months, to_date
from adm_rules._internal.cli import RULES
from adm_rules._internal.cli.forms import FormOfOutput
from adm_rules._internal.cli.parameters import BadValueError, argument, option
from adm_rules._internal.cli.terminal import fail
from adm_rules._internal.diagnostics import AdmRulesError, CaseError, DiagnosticsError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.report import Severity
from adm_rules._internal.roots import Root
from adm_rules._internal.scalars import FIRST_YEAR, LAST_YEAR


class Lang(StrEnum):
    """Languages of the output."""

    IT = "it"
    EN = "en"


class FailLevel(StrEnum):
    """From which severity on a breach, or what is overdue, makes the exit code 1."""

    ERROR = Severity.ERROR.value
    WARNING = Severity.WARNING.value
    INFO = Severity.INFO.value
    NEVER = "never"

    def counts(self, severity: str) -> bool:
        """Whether a breach of a severity makes it."""
        return self != FailLevel.NEVER and Severity(severity).rank <= Severity(self.value).rank


FilesArgument = Annotated[
    list[str],
    argument(metavar="FILE...", help="JSON or YAML files, folders of them, or - for standard input."),
]
AgencyOption = Annotated[
    str | None, option(metavar="FILE", help="Judge each case together with this agency.")
]
RootOption = Annotated[Root | None, option(help="What the files are about, if they do not tell.")]
OutOption = Annotated[
    Path | None,
    option("--out", "-o", metavar="FILE", help="Write to this file in place of standard output."),
]
LangOption = Annotated[Lang, option(help="Language of the output.")]


def names_beginning(written: str) -> list[str]:
    """The shipped rule sets by which a shell completes a name; a shell knows the paths."""
    return [name for name in available() if name.startswith(written)]


RulesOption = Annotated[
    str, option(help="A rule set by name, or the path of a rule file.", autocompletion=names_beginning)
]
SetOption = Annotated[
    list[str] | None,
    option(
        "--set",
        metavar="NAME=VALUE",
        help="Try another value than the act's; every answer is marked as a trial.",
    ),
]
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def _day_in(text: str) -> datetime:
    """A day as files write it; one that begins with the day is told how to be written."""
    written = _DAY.fullmatch(text)
    if written is not None:
        with suppress(ValueError):
            year, month, day = map(int, written.groups())
            return datetime(year, month, day)  # noqa: DTZ001 - a day has no time zone
    found = _DAY_FIRST.fullmatch(text)
    meant = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else "2026-03-31"
    raise BadValueError(f"a day is written year, month, day, such as {meant}")


def day_option(*names: str, **how: Any) -> Any:
    """An option whose value is a day."""
    return option(*names, parser=_day_in, metavar="DATE", **how)


OnOption = Annotated[datetime | None, day_option(help="Judge as seen on this day.", show_default="today")]


def day_or_today(on: datetime | None) -> date:
    """The day that was named, or today in Italy: only the command line ever looks at the clock."""
    if on is not None:
        return plausible("--on", on)
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/Rome")).date()


def plausible(option: str, day: datetime) -> date:
    """A day that files may name as well; any other is a slip, and leads beyond the calendar."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        fail(f"{option}: the year is not plausible: {FIRST_YEAR} to {LAST_YEAR}")
    return day.date()


def year_after(day: date) -> date:
    """The same day a year later: how far ahead deadlines are shown if nobody says."""
    return to_date(add_months(day.toordinal(), 12))


def format_option(kind: type) -> Any:
    """The option that chooses the form in which a kind of answer is printed."""
    return option("--format", parser=FormOfOutput(kind))


@contextmanager
def told() -> Iterator[None]:
    """Ends the command on an error: 2 for what was asked, 3 for faults of rules, examples or registers."""
    try:
        yield
    except DiagnosticsError as error:
        fail(error, RULES)
    except CaseError as error:
        fail(error)
    except AdmRulesError as error:
        fail(str(error))


def rules_at(where: str, tries: Sequence[str] | None = None) -> RuleSet:
    """The rule set, or the end of the command: 2 if there is none, 3 if it has faults.

    ``tries`` are values to try in place of the act's, each as ``name=amount``.
    """
    with told():
        found = load(where)
    if not tries:
        return found
    from adm_rules._internal.engine.trial import tried  # compiles: only what is tried needs that

    settings = dict(map(_setting, tries))
    try:
        return tried(found, settings)
    except DiagnosticsError as error:
        fail(error)


def _setting(text: str) -> tuple[str, str]:
    name, equals, amount = text.partition("=")
    if not equals or "\n" in text:
        fail("--set: write a name of `values` and its amount, such as weekly_cap=12h")
    return name.strip(), amount.strip()
