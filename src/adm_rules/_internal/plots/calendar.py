"""Deadlines on the months of a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.frames.kinds import answers_of
from adm_rules._internal.plots.plot import GREEN, GREY, ORANGE, RED, SKY, Plot, spec_of
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text
from adm_rules._internal.values import format_value
from adm_rules._internal.values.states import DueState

_MONTHS: Final = 12  # that are shown
_WEEK: Final = 7
_WORDS: Final = Catalogue(
    {
        "title": Text("Scadenze sul calendario", "Deadlines on the calendar"),
        "days": Text("lun mar mer gio ven sab dom", "Mon Tue Wed Thu Fri Sat Sun"),
        "day": Text("Giorno", "Day"),
        "what": Text("Che cosa", "What"),
        "file": Text("File", "File"),
        "state": Text("Stato", "State"),
        "signs": Text(
            "Quante scadono, e la più urgente · ! scaduta o mancata · ? da chiarire · ○ in attesa · ✓ adempiuta",
            "How many, and the most urgent · ! overdue or missed · ? to clear up · ○ pending · ✓ done",
        ),
        "without": Text(
            "Senza un giorno, o fuori dai mesi mostrati: {}", "Without a day, or beyond the months shown: {}"
        ),
        "alt": Text(
            "Calendario. Scadenze: {}; giorni con scadenze: {}; termini passati senza adempiere: {}.",
            "A calendar. Deadlines: {}; days with deadlines: {}; terms that passed with nothing done: {}.",
        ),
    }
)
#: How a day is painted and signed, by the most urgent state on it; the states as a planner wants them.
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "overdue": (RED, "!"),
    "missed": (RED, "!"),
    "undecided": (GREY, "?"),
    "pending": (SKY, "○"),
    "late": (ORANGE, "✓"),
}
_DONE: Final = GREEN, "✓"
_OPEN: Final = (DueState.OVERDUE, DueState.MISSED, DueState.UNDECIDED, DueState.PENDING)
_PASSED: Final = (DueState.OVERDUE, DueState.MISSED)


def deadlines(answers: Any, *, lang: str = "it") -> Plot:
    """Deadlines, as `deadlines` of a rule set gives them, on the months of a calendar: how many fall on each day.

    Twelve months are shown, from the first deadline that is open if there are more; the table below has them all.

    Raises:
        ArgumentError: these are no deadlines.
    """
    words = _WORDS.in_language(as_member(lang, LANGUAGES, "lang"))
    found = [each for each in answers_of(answers, "deadlines") if each.applies is not False]
    by_day: dict[date, list[Deadline]] = defaultdict(list)
    for each in found:
        if each.effective is not None:
            by_day[each.effective].append(each)
    months = _shown(by_day)
    rows = [row for month in months for row in _days(month, by_day)]
    shown = sum(len(due) for day, due in by_day.items() if day.replace(day=1) in months)
    passed = sum(each.state in _PASSED for each in found)
    rest = len(found) - shown
    title, alt = words["title"], words["alt"].format(len(found), len(by_day), passed)
    subtitle = [words["signs"], *([words["without"].format(rest)] if rest else [])]
    spec = spec_of(title, subtitle, alt, _view(rows, words["days"].split(), lang))
    columns = tuple(words[name] for name in ("day", "what", "file", "state"))
    return Plot(
        title,
        alt,
        lang,
        spec,
        columns,
        tuple(_told(each, lang) for each in sorted(found, key=lambda each: each.effective or date.max)),
    )


def _shown(by_day: Mapping[date, Sequence[Deadline]]) -> list[date]:
    """The first days of the months that are shown: all, or as many as there is room for from the first that is open."""
    months = list(_between(min(by_day), max(by_day))) if by_day else []
    waits = (day for day, due in by_day.items() if any(each.state in _OPEN for each in due))
    first = min(waits, default=date.min) if len(months) > _MONTHS else date.min
    return [month for month in months if month >= first.replace(day=1)][:_MONTHS]


def _between(first: date, last: date) -> Iterator[date]:
    """A day of each month from one day to another."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(days=31)).replace(day=1)


def _days(month: date, by_day: Mapping[date, Sequence[Deadline]]) -> Iterator[dict[str, Any]]:
    """The days of a month, each in its week and on its weekday."""
    day, before = month, month.weekday()
    while day.month == month.month:
        colour, sign = _look(each.state for each in by_day.get(day, ()))
        yield {
            "month": month.isoformat()[:7],
            "week": (day.day - 1 + before) // _WEEK,
            "weekday": day.weekday(),
            "day": day.day,
            "due": f"{len(by_day[day])} {sign}" if day in by_day else "",
            "colour": colour,
        }
        day += timedelta(days=1)


def _look(states: Iterable[str]) -> tuple[str, str]:
    """How a day is painted: by the most urgent of what falls due on it."""
    found = set(states)
    if not found:
        return "#f2f2f2", ""
    return next((look for state, look in _LOOKS.items() if state in found), _DONE)


def _told(deadline: Deadline, lang: str) -> tuple[str, ...]:
    day = deadline.effective
    told = "" if day is None else format_value("date", day.toordinal(), lang)
    state = DueState(deadline.state).counted.noun(1, lang)
    return told, deadline.what.in_language(lang), deadline.root_id, state


def _view(rows: list[dict[str, Any]], weekdays: list[str], lang: str) -> dict[str, Any]:
    """A panel for each month: a square for each day, with its number and what falls due."""
    months = {row["month"]: date.fromisoformat(f"{row['month']}-01") for row in rows}
    told = {month: format_value("date", day.toordinal(), lang) for month, day in months.items()}
    named = {month: day.partition(" ")[2] for month, day in told.items()}
    names = "[" + ",".join(f"'{each}'" for each in weekdays) + "]"
    axis = {
        "labelExpr": f"{names}[datum.value]",
        "orient": "top",
        "labelAngle": 0,
        "domain": False,
        "ticks": False,
    }
    x = {
        "field": "weekday",
        "type": "ordinal",
        "title": None,
        "axis": axis,
        "scale": {"domain": list(range(_WEEK))},
    }
    y = {"field": "week", "type": "ordinal", "title": None, "axis": None}
    number = {"type": "text", "align": "left", "baseline": "top", "dx": -16, "dy": -13, "fontSize": 10}
    return {
        "data": {"values": [{**row, "month_name": named[row["month"]]} for row in rows]},
        "facet": {"field": "month_name", "type": "nominal", "title": None, "sort": list(named.values())},
        "columns": 3,
        "resolve": {"axis": {"x": "independent"}},
        "spec": {
            "width": {"step": 38},
            "height": {"step": 32},
            "encoding": {"x": x, "y": y},
            "layer": [
                {
                    "mark": {"type": "rect", "stroke": "#ffffff"},
                    "encoding": {"color": {"field": "colour", "type": "nominal", "scale": None}},
                },
                {"mark": number, "encoding": {"text": {"field": "day", "type": "quantitative"}}},
                {
                    "mark": {"type": "text", "fontWeight": "bold", "fontSize": 12, "dy": 5},
                    "encoding": {"text": {"field": "due", "type": "nominal"}},
                },
            ],
        },
    }
