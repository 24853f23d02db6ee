"""Hours of each week as rows, counted from the sessions of a case's file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.calendar import elapsed_minutes, week_name
from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.frames.findings import AGENCY, CASE, INTERVENTION, RULE
from adm_rules._internal.records import items_of
from adm_rules._internal.report import Finding, Observed, Report, Verdict
from adm_rules._internal.texts import Text
from adm_rules._internal.values.operators import limit_of

if TYPE_CHECKING:
    from adm_rules._internal.case import Case

_OF_WEEK: Final = (
    Column("week", CellKind.TEXT, "the week, YYYY-Www", Text("settimana", "week")),
    Column("monday", CellKind.DAY, "its Monday", Text("lunedì", "Monday")),
)
HOURS: Final = (
    CASE,
    INTERVENTION,
    AGENCY,
    Column(
        "service", CellKind.NAME, "the service", Text("servizio", "service"), said=words.of_list("service")
    ),
    *_OF_WEEK,
    Column(
        "activity",
        CellKind.NAME,
        "what was done",
        Text("attività", "activity"),
        said=words.of_list("activity"),
    ),
    Column(
        "status",
        CellKind.NAME,
        "whether it took place",
        Text("stato", "status"),
        said=words.of_list("session_status"),
    ),
    Column(
        "sessions",
        CellKind.NUMBER,
        "how many sessions begin in the week",
        Text("accessi", "sessions"),
        "count",
    ),
    Column(
        "minutes",
        CellKind.NUMBER,
        "the time of those whose end is known; what passes midnight of Sunday is cut there",
        Text("minuti", "minutes"),
        "minutes",
    ),
    Column(
        "open_ends",
        CellKind.NUMBER,
        "how many of them have no end that is known",
        Text("senza fine", "without an end"),
        "count",
    ),
)


def hours(case: Case) -> Iterator[tuple[Any, ...]]:
    """A row for each week, intervention, activity and status in which there are sessions."""
    for each in items_of(case.interventions):
        found: dict[tuple[date, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for session in items_of(each.sessions):
            kind = str(session.activity or ""), str(session.status or "")
            for monday, *numbers in _parts(session.start, session.end):
                counts = found[(monday, *kind)]
                for n, number in enumerate(numbers):
                    counts[n] += number
        for (monday, activity, status), counts in sorted(found.items()):
            agency = None if each.agency in (None, "none") else each.agency
            whose = (case.id, each.id, agency, each.service and str(each.service))
            yield (*whose, week_name(monday.toordinal()), monday, activity or None, status or None, *counts)


def _parts(start: datetime, end: Any) -> Iterator[tuple[date, int, int, int]]:
    """The weeks of a session: the Monday, 1 where it begins, its minutes, 1 where its end is not known."""
    monday = _monday(start)
    if not isinstance(end, datetime):
        yield monday, 1, 0, 1
        return
    next_week = datetime.combine(monday + timedelta(days=7), time())
    yield monday, 1, elapsed_minutes(start, min(end, next_week)), 0
    if end > next_week:
        yield next_week.date(), 0, elapsed_minutes(next_week, end), 0


def _monday(at: datetime) -> date:
    return at.date() - timedelta(days=at.weekday())


# --- weeks beside a limit ---------------------------------------------------------------------------------------------

WEEKS: Final = (
    CASE,
    INTERVENTION,
    AGENCY,
    *_OF_WEEK,
    Column(
        "minutes",
        CellKind.NUMBER,
        "the time that the rule counts; empty where it is not wholly known",
        Text("minuti", "minutes"),
        "minutes",
    ),
    Column(
        "minutes_lowest",
        CellKind.NUMBER,
        "the least that it can be",
        Text("minuti minimi", "least minutes"),
        "minutes",
    ),
    Column(
        "minutes_highest",
        CellKind.NUMBER,
        "the most that it can be; empty where there is no bound",
        Text("minuti massimi", "most minutes"),
        "minutes",
    ),
    Column("cap", CellKind.NUMBER, "the limit of the rule", Text("limite", "cap"), "minutes"),
    Column(
        "over", CellKind.FLAG, "whether it is above; empty where that is not known", Text("oltre", "over")
    ),
    Column("derogated", CellKind.FLAG, "whether a derogation covers it", Text("in deroga", "derogated")),
    RULE,
)


def weeks(report: Report) -> Iterator[tuple[Any, ...]]:
    """A row for each week and rule that holds its time to a limit."""
    for finding, observed in limited_weeks(report):
        time, limit = observed.typed_value, observed.typed_limit
        minutes = (None,) * 3 if time is None else (time.value, time.lowest, time.highest)
        over = None if observed.holds is None else not observed.holds
        yield (
            *(finding.case_id, finding.intervention, finding.agency, finding.subject_id),
            *(week_monday(finding.subject_id), *minutes, None if limit is None else limit.value),
            *(over, finding.verdict is Verdict.DEROGATED, finding.rule),
        )


def limited_weeks(report: Report) -> Iterator[tuple[Finding, Observed]]:
    """Findings about weeks that hold a time to a most, each with what it observed of it."""
    for finding in report.findings:
        observed = next(filter(_is_limited, finding.observed), None)
        if observed is not None and finding.subject == "week" and _WEEK.fullmatch(finding.subject_id):
            yield finding, observed  # not the weeks of a list that nobody has seen


_WEEK: Final = re.compile(r"[0-9]{4}-W[0-9]{2}")


def _is_limited(observed: Observed) -> bool:
    limit, end = observed.typed_limit, limit_of(observed.operator)
    return (
        end is not None
        and end.above
        and limit is not None
        and limit.kind == "minutes"
        and limit.value is not None
    )


def week_monday(week: str) -> date:
    """The Monday of a week named ``2026-W10``."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
