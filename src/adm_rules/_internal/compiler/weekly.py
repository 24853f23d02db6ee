"""What generated code calls for weekly slots: what they cover of a band of the clock, and what they leave uncovered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adm_rules._internal.calendar import weekday
from adm_rules._internal.compiler.kernels import WEEKDAY_NAMES
from adm_rules._internal.values import slots as weekly_slots
from adm_rules._internal.values.bounds import INF, NONE, Interval, limits
from adm_rules._internal.values.slots import Slot, merged_minutes, plain_overlap, weekdays_of

_INDEX = {name: number for number, name in enumerate(WEEKDAY_NAMES)}


def _numbered(slots: Sequence[Slot]) -> list[Slot]:
    return [
        (slot[0], _INDEX.get(slot[1], slot[1]) if slot[1].__class__ is str else slot[1], *slot[2:])
        for slot in slots
    ]


def overlap(slots: Sequence[Slot], low: Any, high: Any, days: Any, monday: Any, merge: bool) -> Any:
    """Minutes of weekly slots inside a band of the clock, on some weekdays of a week."""
    if monday.__class__ is not int or low.__class__ is not int or high.__class__ is not int:
        return Interval(0, INF)
    if not merge and days.__class__ is frozenset:
        found = plain_overlap(slots, low, high, days)
        if found is not None:
            return found
    return weekly_slots.overlap(_numbered(slots), (low, high), weekdays_of(monday, days, _INDEX), merge)


def uncovered_window(slots: Sequence[Slot], low: Any, high: Any, days: Any, monday: Any) -> Any:
    """Minutes of a daily window, on some weekdays of a week, that no slot covers."""
    if monday.__class__ is not int or low.__class__ is not int or high.__class__ is not int:
        return Interval(0, INF)
    return weekly_slots.uncovered(_numbered(slots), (low, high), weekdays_of(monday, days, _INDEX))


def uncovered(slots: Sequence[Slot], start: Any, end: Any) -> Any:
    """Minutes between two local times that no weekly slot covers."""
    if start.__class__ is not int or end.__class__ is not int:
        return NONE if start is NONE or end is NONE else Interval(0, INF)
    day_ = start // 2880
    first, until = start % 2880 // 2, (end // 2880 - day_) * 1440 + end % 2880 // 2
    if slots and slots[0][-1] and all(slot[-1] and slot[1].__class__ is not str for slot in slots):
        # Slots that nobody has seen may cover all of it.
        return Interval(0, until - first) if until > first else 0
    if 0 <= until < 1440:
        return _uncovered_on(slots, day_, (first, until))
    days = range(until // 1440 + 1)
    found = [
        _uncovered_on(slots, day_ + n, (first if n == 0 else 0, min(until - n * 1440, 1440))) for n in days
    ]
    ends = [limits(minutes) for minutes in found]
    low, high = sum(lo for lo, _, _ in ends), sum(hi for _, hi, _ in ends)
    return low if low == high else Interval(low, high)


def _uncovered_on(slots: Sequence[Slot], day_: int, band: tuple[int, int]) -> Any:
    """Minutes of a band of one day that no slot covers."""
    pieces = _plain_pieces(slots, day_, band)
    if pieces is None:
        return weekly_slots.uncovered(_numbered(slots), band, [day_])
    return band[1] - band[0] - merged_minutes(pieces)


def _plain_pieces(slots: Sequence[Slot], day_: int, band: tuple[int, int]) -> list[tuple[int, int]] | None:
    """The parts of a band that slots cover on a day, or None when something about the slots is not plain."""
    here = WEEKDAY_NAMES[weekday(day_)]
    pieces = []
    for sure, name, low, high, first, last, phantom in slots:
        if name.__class__ is str and name != here:
            continue
        plain_days = (first is NONE or first.__class__ is int) and (last is NONE or last.__class__ is int)
        if (
            sure is not True
            or phantom
            or not plain_days
            or low.__class__ is not int
            or high.__class__ is not int
        ):
            return None
        if (first is NONE or first <= day_) and (last is NONE or day_ <= last):
            pieces.append((max(low, band[0]), min(high, band[1])))
    return pieces
