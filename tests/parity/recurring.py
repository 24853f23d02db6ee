"""Recurring duties when events, the start or the end are not known: what every history together says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adm_rules._internal.values.bounds import NONE, NOT_YET
from adm_rules._internal.values.logic import WAIT, Truth
from tests.parity.duties import Pace, cells, kept_cells, recurs
from tests.parity.values import Could, Happenings, together


def recurs_in_all(series: Happenings, start: Could, end: Could, pace: Pace, on: int) -> Truth:
    """The answer of all histories; an unknown start decides nothing."""
    if not start.known:
        return None
    if start.only in (NONE, NOT_YET):
        return WAIT
    outcomes: set[Truth] = set()
    for stop in _ends(end, start.only, on):
        outcomes.add(recurs(series.days, start.only, stop, pace, on))
        if series.loose:
            outcomes.add(recurs(_mended(series, start.only, stop, pace, on), start.only, stop, pace, on))
    return together(outcomes)


def _ends(end: Could, start: int, on: int) -> Iterator[int]:
    """Every day on which it can have ended: none yet, or any day from the start to the judgement day."""
    yield from (NOT_YET if day is NONE else day for day in end.values)
    for first, last in end.stretches:
        yield from range(max(first, start), min(last, on) + 1)
        if last > on:
            yield last
        if first < start:
            yield start


def _mended(series: Happenings, start: int, stop: int, pace: Pace, on: int) -> Sequence[int]:
    """The history with its loose events placed at best: each on the last day of the first gap that is left."""
    days = list(series.days)
    for _ in range(min(series.loose, 1000)):
        missed = _first_missed(days, start, stop, pace, on)
        if missed is None or missed < series.since or missed in days[len(series.days) :]:
            break
        days.append(missed)
    return days


def _first_missed(days: Sequence[int], start: int, stop: int, pace: Pace, on: int) -> int | None:
    """The last day of the earliest term that nothing met."""
    seen = sorted(day for day in days if start <= day <= min(stop, on))
    if pace.mode == "rolling":
        anchor = start
        for day in [*seen, None]:
            nominal = pace.nominal(anchor)
            due = pace.effective(nominal)
            if (day > due) if day is not None else (nominal < stop and on > due):
                return due
            anchor = day if day is not None else anchor
        return None
    for (_, due), kept in kept_cells(seen, cells(start, stop, pace, on)):
        if on > due and kept is None:
            return min(due, stop)
    return None
