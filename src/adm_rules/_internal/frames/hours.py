"""Hours of each week as rows, counted from the sessions of a case's file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.calendar import elapsed_minutes, week_name
from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.frames.findings import AGENCY, CASE, INTERVENTION
from adm_rules._internal.records import items_of
from adm_rules._internal.texts import Text

if TYPE_CHECKING:
    from adm_rules._internal.case import Case

HOURS: Final = (
    CASE,
    INTERVENTION,
    AGENCY,
    Column(
        "service", CellKind.NAME, "the service", Text("servizio", "service"), said=words.of_list("service")
    ),
    Column("week", CellKind.TEXT, "the week, YYYY-Www", Text("settimana", "week")),
    Column("monday", CellKind.DAY, "its Monday", Text("lunedì", "Monday")),
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
