"""Weekly slots: what they cover of a band of the clock, and what they leave uncovered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from adm_rules._internal.calendar import weekday as weekday_of
from adm_rules._internal.values.bounds import INF, NONE, Interval, limits
from adm_rules._internal.values.bounds import members as members_of
from adm_rules._internal.values.logic import Truth

#: A weekly slot: ``(counts, weekday, start, end, valid from, valid until, phantom)``; weekday 0 is Monday.
Slot = tuple[Truth, Any, Any, Any, Any, Any, bool]


def _valid_on(slot: Slot, day: int) -> Truth:
    """Whether a slot takes place on a day: its weekday, inside its validity."""
    sure, weekday, _, _, first, final, phantom = slot
    if phantom:
        return None
    if weekday.__class__ is int and weekday != weekday_of(day):
        return False
    early = limits(first)[0] if first is not NONE else -INF
    late = limits(final)[1] if final is not NONE else INF
    if not early <= day <= late:
        return False
    inside = (first is NONE or limits(first)[1] <= day) and (final is NONE or limits(final)[0] >= day)
    return True if sure is True and inside and weekday.__class__ is int else None


def _pieces(slots: Iterable[Slot], day: int, band: tuple[int, int], *, sure: bool) -> list[tuple[int, int]]:
    """The parts of the band that slots cover on a day: at least (``sure``) or at most."""
    found = []
    for slot in slots:
        valid = _valid_on(slot, day)
        if valid is False or (sure and valid is None):
            continue
        start = _clock(slot[2], latest=sure, default=band[1] if sure else band[0])
        end = _clock(slot[3], latest=not sure, default=band[0] if sure else band[1])
        low, high = max(start, band[0]), min(end, band[1])
        if low < high:
            found.append((low, high))
    return found


def _clock(value: Any, *, latest: bool, default: int) -> int:
    if value.__class__ is int:
        return int(value)
    if value is NONE:
        return default
    lo, hi, _ = limits(value)
    bound = hi if latest else lo
    return default if abs(bound) >= INF else int(bound)


def merged_minutes(pieces: Iterable[tuple[int, int]]) -> int:
    """Minutes that pieces of a day cover together, what overlaps being counted once."""
    covered, reached = 0, -1
    for low, high in sorted(pieces):
        covered += max(0, high - max(low, reached))
        reached = max(reached, high)
    return covered


def _minutes(pieces: list[tuple[int, int]], *, merge: bool) -> int:
    return merged_minutes(pieces) if merge else sum(high - low for low, high in pieces)


def overlap(slots: Sequence[Slot], band: tuple[int, int], days: Sequence[int], merge: bool) -> Any:
    """Minutes of weekly slots that fall inside a band of the clock on the given days."""
    lo = sum(_minutes(_pieces(slots, day, band, sure=True), merge=merge) for day in days)
    hi = sum(_minutes(_pieces(slots, day, band, sure=False), merge=merge) for day in days)
    if any(slot[-1] for slot in slots):
        hi = max(0, band[1] - band[0]) * len(days) if merge else INF
    return lo if lo == hi else Interval(lo, hi)


def uncovered(slots: Sequence[Slot], band: tuple[Any, Any], days: Sequence[int]) -> Any:
    """Minutes of the band, on the given days, that no slot covers."""
    start, end = band
    if start.__class__ is not int or end.__class__ is not int:
        return Interval(0, INF)
    whole = max(0, end - start) * len(days)
    covered = overlap(slots, (start, end), days, merge=True)
    lo, hi, _ = limits(covered)
    return whole - lo if lo == hi else Interval(whole - hi, whole - lo)


def weekdays_of(first_day: int, names: Any, index: dict[str, int]) -> list[int]:
    """The days of the week that begins on ``first_day`` (a Monday) whose weekday is among the names."""
    sure, _ = members_of(names)
    return [first_day + index[name] for name in sorted(sure, key=lambda name: index[name])]


def plain_overlap(slots: Sequence[Slot], low: int, high: int, days: frozenset[str]) -> int | None:
    """`overlap` where all slots are known and hold always; None where something is not plain."""
    minutes = 0
    for sure, name, start, end, first, last, phantom in slots:
        plain = start.__class__ is int and end.__class__ is int and first is NONE and last is NONE
        if sure is not True or phantom or not plain or name.__class__ is not str:
            return None
        if name in days and start < high and end > low:
            minutes += max(0, min(end, high) - max(start, low))
    return minutes
