"""Days that lie so long after another day."""

from __future__ import annotations

from typing import Any, Final

from adm_rules._internal.calendar import Rollover, calendar_period, last_day_of_term
from adm_rules._internal.values.bounds import NONE, NOT_YET, UNKNOWN
from adm_rules._internal.values.terms import counted_from, due

#: The first and the last day of the month that a day is moved into.
MONTH_ENDS: Final = ("first_of_month", "last_of_month")


def shift(day_: Any, length: Any, unit: str, kind: str, rollover: Rollover = "none", rest: Any = ()) -> Any:
    """A day so many days or months later, where a term ends, the last valid day of a duration, an end of a month."""
    if day_ is NONE or day_ == NOT_YET:
        return day_
    if length.__class__ is not int:
        return UNKNOWN
    if kind == "last_day_of_term":
        return counted_from(day_, lambda start: last_day_of_term(start, **{unit: length}))
    if kind in MONTH_ENDS:
        end = MONTH_ENDS.index(kind)
        return counted_from(
            day_, lambda start: calendar_period(due(start, length, unit, "none", ()), "month")[end]
        )
    return due(day_, length, unit, rollover, rest)
