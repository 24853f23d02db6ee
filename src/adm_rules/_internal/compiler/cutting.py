"""Cuts what lasts past the end of a week or month: each of the two gathers its own part.

A part is a row of its own while files are judged, so that every fact of it, its length as well as its weekday, is its
own. It is never a subject: rules see the whole element, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from datetime import date, datetime
from typing import Any, Final, cast

from adm_rules._internal.compiler.rows import PERIODS, Reading, RowPlan
from adm_rules._internal.facts.registry import PeriodGrouping

#: The keys of the first and the last moment of elements that periods gather.
START: Final = "start"
END: Final = "end"


def cut_at_periods(plans: Sequence[RowPlan], reading: Reading) -> dict[str, list[Any]]:
    """Add to the rows the parts of elements that lie in two periods; told by subject, to be taken away again.

    ``plans`` are those of the periods.
    """
    added: dict[str, list[Any]] = {}
    lasting = {scope: _beyond_a_day(reading.rows[scope]) for scope in {plan.chain[-1] for plan in plans}}
    for plan in plans if any(lasting.values()) else ():
        name, scope = cast("PeriodGrouping", plan.subject.grouped).period, plan.chain[-1]
        parts = {id(row): list(_parts(row, name)) for row in lasting[scope] if _is_cut(row, name)}
        if parts:
            reading.parts[plan.scope] = parts
            added.setdefault(scope, []).extend(part for each in parts.values() for part in each)
    for scope, rows in added.items():
        reading.rows[scope].extend(rows)
    return added


def take_away(added: dict[str, list[Any]], reading: Reading) -> set[int]:
    """Leave the whole elements alone among the rows, and tell which rows were parts."""
    for scope, rows in added.items():
        del reading.rows[scope][len(reading.rows[scope]) - len(rows) :]
    return {id(row) for rows in added.values() for row in rows}


def _beyond_a_day(rows: Iterable[Any]) -> list[Any]:
    """The elements but those that are written as of one day, which most are."""
    return [
        row
        for row in rows
        if (start := row.d.get(START)).__class__ is not str
        or (end := row.d.get(END)).__class__ is not str
        or start[:10] != end[:10]
    ]


def _is_cut(row: Any, name: str) -> bool:
    """Whether an element lies in two periods, as far as its ends are known."""
    start, end = row.d.get(START), row.d.get(END)
    if row.phantom or not (_is_moment(start) and _is_moment(end)) or _day_text(start) == _day_text(end):
        return False
    return _last_day(end) > _edge(name, start)


def _parts(row: Any, name: str) -> Iterator[Any]:
    """One part for each period; they bear the name of the whole."""
    start, end = row.d[START], row.d[END]
    named = row.d.get("id") or (start if isinstance(start, str) else start.isoformat(timespec="minutes"))
    while _last_day(end) > _edge(name, start):
        midnight = _midnight(_edge(name, start) + 1, like=start)
        yield _part(row, start, midnight, named)
        start = midnight
    yield _part(row, start, end, named)


def _edge(name: str, moment: Any) -> int:
    """The last day of the period that a moment lies in."""
    return PERIODS[name](_day(moment))[1]


def _part(row: Any, start: Any, end: Any, name: Any) -> Any:
    part = copy(row)
    part.d = {**row.d, START: start, END: end, "name": name}
    return part


def _is_moment(raw: Any) -> bool:
    return isinstance(raw, datetime) or (isinstance(raw, str) and raw != "none")


def _day_text(raw: Any) -> str:
    return raw[:10] if isinstance(raw, str) else raw.date().isoformat()


def _day(raw: Any) -> int:
    return date.fromisoformat(_day_text(raw)).toordinal()


def _last_day(raw: Any) -> int:
    """The day of the last minute: what ends at midnight does not touch the next day."""
    at_midnight = raw[11:16] == "00:00" if isinstance(raw, str) else not (raw.hour or raw.minute)
    return _day(raw) - at_midnight


def _midnight(day: int, *, like: Any) -> Any:
    """The beginning of a day, written as another moment is."""
    moment = datetime.fromordinal(day)
    return moment.isoformat(timespec="minutes") if isinstance(like, str) else moment
