"""Terms between days that are known: where one ends, and whether what recurs has kept its rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from adm_rules._internal.calendar import due_day
from adm_rules._internal.calendar.terms import Rollover
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.logic import WAIT, Truth


@lru_cache(maxsize=20_000)
def ends_of(
    anchor: int, length: int, unit: str, rollover: Rollover, patrons: tuple[tuple[int, ...], ...]
) -> tuple[int, int]:
    """``(nominal, effective)`` day on which a term of so many days or months after an anchor ends."""
    return due_day(anchor, **{unit: length}, rollover=rollover, patrons=patrons)


def plain_term(
    series: Any, start: Any, end: Any, length: Any, rhythm: tuple[Any, ...]
) -> tuple[Any, ...] | None:
    """The term, as `ends_of` takes it, of what counts from the time before, where all is known; else None."""
    if start.__class__ is int and start != NOT_YET and end.__class__ is int and length.__class__ is int:
        unit, mode, rollover, patrons = rhythm
        if mode == "rolling" and length > 0 and series.loose == 0:
            return length, unit, rollover, patrons
    return None


def caught_up(days: Sequence[int], start: int, end: int, term: tuple[Any, ...], on: int) -> bool:
    """Whether what recurs was late, each time done all the same, and in time again at the last; else as `rolled`."""
    anchor, last = start, min(end, on)
    was_late = is_in_time = False
    for day in days:
        if start <= day <= last:
            is_in_time = day <= ends_of(anchor, *term)[1]
            was_late = was_late or not is_in_time
            anchor = day
    nominal, effective = ends_of(anchor, *term)
    return was_late and is_in_time and (nominal >= end or on <= effective)


def rolled(days: Sequence[int], start: int, end: int, term: tuple[Any, ...], on: int) -> Truth:
    """`terms.every` where all is known, and each time counts from the one before.

    ``term`` is its length, its unit, its rollover and the patron days, as `ends_of` takes them.
    """
    anchor, last = start, min(end, on)
    broken = False
    for day in days:
        if start <= day <= last:
            broken = broken or day > ends_of(anchor, *term)[1]
            anchor = day
    if broken:
        return False
    nominal, effective = ends_of(anchor, *term)
    return True if nominal >= end else WAIT if on <= effective else False
