"""Periods of one length from a day on and the events that serve them, and days so long after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from adm_rules._internal.calendar import (
    Rollover,
    add_months,
    calendar_period,
    last_day_of_term,
    months_between,
)
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, coming
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.terms import counted_from, due


def served(elements: Iterable[tuple[Truth, Any, bool]], since: Any, months: Any) -> Any:
    """How many periods of so many months, from ``since`` on, have an event: two events of one period serve one.

    An event that comes later than its period serves it as well, if nothing else does. ``(counts, day, phantom)``.
    """
    if since is NONE or since == NOT_YET:
        return 0
    if months.__class__ is not int:
        return Interval(0, INF)
    first, last = coming(since)
    least, most, is_open = [], [], False
    for sure, day, phantom in elements:
        low, high = coming(day)
        if low >= NOT_YET:
            continue
        is_open = is_open or phantom
        most.append(INF if high >= NOT_YET or first <= 0 else _period(first, high, months))
        if sure is True and not phantom and low > 0 and high < NOT_YET and last < NOT_YET:
            least.append(_period(last, low, months))
    lo, hi = _served(least), INF if is_open else _served(most)
    return lo if lo == hi else Interval(lo, hi)


def _period(since: int, day: int, months: int) -> int:
    """The number of the period that a day lies in, from 1; before the first, 0."""
    return months_between(since, day) // months + 1 if day >= since else 0


def _served(periods: Iterable[int]) -> int:
    """How many periods events serve, each one of those begun by then."""
    found = 0
    for number in sorted(periods):
        found += number > found
    return found


# --- days so long after others ----------------------------------------------------------------------------------------

#: The first and the last day of the month that a day is moved into.
MONTH_ENDS: Final = ("first_of_month", "last_of_month")


def shift(day_: Any, length: Any, unit: str, kind: str, rollover: Rollover = "none", rest: Any = ()) -> Any:
    """A day so long after or before another, where a term ends, the last valid day of a duration, an end of a month."""
    if day_ is NONE or day_ == NOT_YET:
        return day_
    if length.__class__ is not int:
        return UNKNOWN
    if kind == "before":
        return counted_from(
            day_, lambda start: add_months(start, -length) if unit == "months" else start - length
        )
    if kind == "last_day_of_term":
        return counted_from(day_, lambda start: last_day_of_term(start, **{unit: length}))
    if kind in MONTH_ENDS:
        end = MONTH_ENDS.index(kind)
        return counted_from(
            day_, lambda start: calendar_period(due(start, length, unit, "none", ()), "month")[end]
        )
    return due(day_, length, unit, rollover, rest)
