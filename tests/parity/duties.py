"""What deadlines mean when nothing is missing: the sentences of the rule language, one by one, on plain days.

Terms leave out the day they run from and take in their last one; a rollover moves a last day that is a holiday. Only
the calendar is taken from the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from typing import Any

from adm_rules._internal.calendar import add_months, calendar_period, roll
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.logic import WAIT, Truth

CALENDAR = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}


@dataclass(frozen=True)
class Pace:
    """``length`` days, working days or months, what a holiday does to the last one, and how repetitions are counted."""

    length: int
    unit: str
    mode: str = "rolling"
    rollover: Any = "none"
    patrons: tuple[tuple[int, ...], ...] = ()
    still: tuple[tuple[int, int], ...] = ()

    def nominal(self, anchor: int, times: int = 1) -> int:
        """The last day as counted."""
        length = self.length * times
        if self.still and length > 0:
            return self._counted(anchor, length)
        if self.unit == "working_days":
            return next(islice(self._working(anchor, 1 if length > 0 else -1), abs(length), None))
        return add_months(anchor, length) if self.unit == "months" else anchor + length

    def _counted(self, anchor: int, length: int) -> int:
        """The same where days of the year on which terms stand still are left out, one by one."""
        runs = (day for day in count(anchor + 1) if not self._stands_still(day))
        if self.unit == "working_days":
            runs = (day for day in runs if roll(day, "next", self.patrons) == day)
        if self.unit == "months":
            length = add_months(first := next(runs) - 1, length) - first
            return next(islice((d for d in count(first + 1) if not self._stands_still(d)), length - 1, None))
        return next(islice(runs, length - 1, None))

    def _stands_still(self, day: int) -> bool:
        on = date.fromordinal(day)
        (first, last), here = self.still, (on.month, on.day)
        inside = [here >= first, here <= last]
        return all(inside) if first <= last else any(inside)

    def _working(self, anchor: int, step: int) -> Iterator[int]:
        """The anchor, and each day after or before it that is no holiday."""
        yield anchor
        yield from (day for day in count(anchor + step, step) if roll(day, "next", self.patrons) == day)

    def effective(self, nominal: int) -> int:
        """The last day as moved."""
        moved = roll(nominal, self.rollover, self.patrons)
        while self.still and self.rollover != "none" and self._stands_still(moved):
            step = 1 if self.rollover == "next" else -1
            moved = roll(moved + step, self.rollover, self.patrons)
        return moved


def due_day(anchor: int, pace: Pace) -> int:
    """The last day in time after an anchor; never while the anchor has not come."""
    return anchor if anchor == NOT_YET else pace.effective(pace.nominal(anchor))


def in_time(event: int, due: int, on: int) -> Truth:
    """One event and the last day on which it is in time."""
    if due == NOT_YET:
        return WAIT
    if event <= on:
        return event <= due
    return WAIT if on <= due else False


def recurs(days: Iterable[int], start: int, stop: int, pace: Pace, on: int) -> Truth:
    """Whether something that must recur has done so, from its start until it ends."""
    if start == NOT_YET:
        return WAIT
    seen = sorted(day for day in days if start <= day <= min(stop, on))
    if pace.mode == "rolling":
        return _rolling(seen, start, stop, pace, on)
    found = [
        True if kept is not None else WAIT if on <= due else False
        for (_, due), kept in kept_cells(seen, cells(start, stop, pace, on))
    ]
    return False if False in found else WAIT if WAIT in found else True


def _rolling(seen: list[int], start: int, stop: int, pace: Pace, on: int) -> Truth:
    """Each event is held to the one before; then one more is due, unless it would be on or after the end."""
    anchor = start
    for day in seen:
        if day > pace.effective(pace.nominal(anchor)):
            return False
        anchor = day
    nominal = pace.nominal(anchor)
    if nominal >= stop:
        return True
    return WAIT if on <= pace.effective(nominal) else False


def cells(start: int, stop: int, pace: Pace, on: int) -> list[tuple[int, int]]:
    """First day and effective last day of every cell that has begun and counts."""
    made, first, number = [], start, 1
    while first <= min(stop, on):
        if pace.mode == "calendar":
            last = effective = calendar_period(first, CALENDAR[pace.length])[1]
        else:
            last = pace.nominal(start, number)
            effective = pace.effective(last)
            if last >= stop:
                break
        made.append((first, effective))
        first, number = last + 1, number + 1
    return made


def kept_cells(
    seen: Iterable[int], found: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], int | None]]:
    """Each cell with the event that keeps it: none keeps two, also where a moved last day lies in the next one."""
    unused = sorted(seen)
    for first, due in found:
        kept = next((day for day in unused if first <= day <= due), None)
        if kept is not None:
            unused.remove(kept)
        yield (first, due), kept
