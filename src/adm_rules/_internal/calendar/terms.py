"""When a term falls due, and when a duration ends.

A *term* leaves out the day it runs from and takes in its last one (Italian civil code, art. 2963). Its
*nominal* day is where the count ends; its *effective* day is where a rollover moves that. A *duration*
counts its first day, and its end is never moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from adm_rules._internal.calendar.days import CalendarError, add_months, clamped_day, months_between, to_date
from adm_rules._internal.calendar.holidays import Patrons, is_suspended, next_working, previous_working

Rollover: TypeAlias = Literal["next", "previous", "none"]

_ROLLS: Final[Mapping[str, Callable[[int, Patrons], int]]] = {
    "next": next_working,
    "previous": previous_working,
    "none": lambda day, _patrons: day,
}


class TermEnd(NamedTuple):
    """The last day of a term: as counted, and as moved by the rollover."""

    nominal: int
    effective: int


def roll(day: int, rollover: Rollover = "next", patrons: Patrons = ()) -> int:
    """A day that is a holiday, moved to the next or the previous day that is none, or left (``none``)."""
    return _ROLLS[rollover](day, patrons)


def due_on(day: int, rollover: Rollover = "next", patrons: Patrons = ()) -> TermEnd:
    """A term whose last day is given."""
    return TermEnd(day, roll(day, rollover, patrons))


def _length(days: int | None, months: int | None) -> tuple[int, bool]:
    """The length of a term, and whether it is in months."""
    if days is not None and months is None:
        return days, False
    if months is not None and days is None:
        return months, True
    raise CalendarError("a term has a length either in days, in working days or in months")


def _shift(anchor: int, days: int | None, months: int | None, times: int) -> int:
    length, in_months = _length(days, months)
    return add_months(anchor, length * times) if in_months else anchor + length * times


def working_day(anchor: int, number: int, patrons: Patrons = ()) -> int:
    """The numbered working day after an anchor, which is not counted; before it where the number is negative."""
    step, roll_on = (1, next_working) if number > 0 else (-1, previous_working)
    for _ in range(abs(number)):
        anchor = roll_on(anchor + step, patrons)
    return anchor


def _end(anchor: int, length: tuple[int | None, int | None, int | None], way: int, patrons: Patrons) -> int:
    """Where a term of days, of working days or of months ends, as counted; ``way`` is -1 backward."""
    days, working_days, months = length
    if working_days is None:
        return _shift(anchor, days, months, way)
    _length(working_days, months if days is None else days)  # one length only
    return working_day(anchor, working_days * way, patrons)


def due_day(
    anchor: int,
    *,
    days: int | None = None,
    working_days: int | None = None,
    months: int | None = None,
    rollover: Rollover = "next",
    patrons: Patrons = (),
) -> TermEnd:
    """The last day of a term of so many days, working days or months after the anchor, which is not counted.

    Days over which terms are suspended are not counted: a term that would begin on one begins after the last of them,
    and one that runs into them, or over them, ends as many days later.
    """
    length = (days, working_days, months)
    runs_from = _next_counted(anchor, patrons) if any(each and each > 0 for each in length) else anchor
    end = _end(runs_from, length, 1, patrons)
    return due_on(end if working_days is not None else _later(runs_from, end, patrons), rollover, patrons)


def _next_counted(anchor: int, patrons: Patrons) -> int:
    """The day before the first that counts after an anchor."""
    while is_suspended(anchor + 1, patrons):
        anchor += 1
    return anchor


def _later(anchor: int, end: int, patrons: Patrons) -> int:
    """A last day, moved by as many days as are suspended between the anchor and it."""
    stood_still = sum(is_suspended(day, patrons) for day in range(anchor + 1, end + 1)) if patrons else 0
    while stood_still:
        end += 1
        stood_still -= not is_suspended(end, patrons)
    return end


def due_before(
    anchor: int,
    *,
    days: int | None = None,
    working_days: int | None = None,
    months: int | None = None,
    rollover: Rollover = "none",
    patrons: Patrons = (),
) -> TermEnd:
    """The last day on which one is in time *before* the anchor; ``previous`` is the prudent reading.

    Raises:
        CalendarError: the rollover is ``next``, which would shorten the time that the term protects.
    """
    if rollover == "next":
        raise CalendarError("a term that runs backward never rolls to the next day: use `previous` or `none`")
    return due_on(_end(anchor, (days, working_days, months), -1, patrons), rollover, patrons)


def yearly_day(year: int, month: int, day: int) -> int:
    """A day of every year; 29 February is the 28th in common years."""
    return clamped_day(year, month, day)


def grid_day(start: int, number: int, *, days: int | None = None, months: int | None = None) -> int:
    """The end of the numbered cell of a grid: start + number x length, counted from the start each time."""
    return _shift(start, days, months, number)


def grid_cell(start: int, day: int, *, days: int | None = None, months: int | None = None) -> int:
    """The number of the cell that holds a day: 1 from the start to ``grid_day(start, 1)``, and so on.

    0 before the start, which itself belongs to the first cell.

    Raises:
        CalendarError: the length is not at least one day or month.
    """
    length, in_months = _length(days, months)
    if length < 1:
        raise CalendarError("a grid has cells of at least one day or month")
    if day <= start:
        return int(day == start)
    whole = (months_between(start, day) if in_months else day - start) // length
    return whole + (grid_day(start, whole, days=days, months=months) < day)


def last_day_of_term(start: int, months: int = 0, *, days: int = 0) -> int:
    """The last valid day of a duration that begins with ``start`` and counts it (a voucher, an assignment).

    The day before the same-numbered day; where the month has no such day, its last one, so that no day of the
    duration is lost: 28/08/2021 and six months end on 27/02/2022, 29, 30 and 31/08/2021 on 28/02/2022.
    """
    end = add_months(start, months)
    return end + days - (to_date(end).day == to_date(start).day)
