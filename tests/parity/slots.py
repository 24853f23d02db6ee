"""Weekly slots, minute by minute: a day's covered minutes are the bits of one whole number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adm_rules._internal.names import NAMES
from adm_rules._internal.values.bounds import NONE
from adm_rules._internal.values.logic import Truth
from tests.parity.values import BIG, Could, order, stretch, sure

_NAMES = list(NAMES["weekday"])


@dataclass(frozen=True)
class Slot:
    """A slot: whether it counts, its weekday, its clock times, and the days between which it is valid."""

    counts: Truth
    seen: bool
    weekday: Could
    start: Could
    end: Could
    first: Could
    final: Could


def _takes_place(slot: Slot, day: int) -> Truth:
    """Whether a slot takes place on a day: on its weekday, within its validity."""
    if not slot.seen:
        return None
    if slot.weekday.known and slot.weekday.only != _NAMES[(day - 1) % 7]:
        return False
    begun = order("at_most", _open(slot.first, -BIG), sure(day))
    lasts = order("at_least", _open(slot.final, BIG), sure(day))
    if begun is False or lasts is False:
        return False
    return True if slot.counts is True and begun is True and lasts is True and slot.weekday.known else None


def _open(end: Could, beyond: int) -> Could:
    return Could(frozenset(beyond if day is NONE else day for day in end.values), end.stretches)


def _minutes(first: int, last: int) -> int:
    return ((1 << max(last - first, 0)) - 1) << first


def _covers(slots: Sequence[Slot], day: int, band: tuple[int, int], *, surely: bool) -> Iterator[int]:
    for slot in slots:
        there = _takes_place(slot, day)
        if there is False or (surely and there is None):
            continue
        if slot.seen and slot.start.known and slot.end.known and NONE not in (slot.start.only, slot.end.only):
            start, end = slot.start.only, slot.end.only
        elif surely:
            continue
        else:
            start, end = band
        yield _minutes(start, end) & _minutes(*band)


def _count(parts: Iterator[int], *, merge: bool) -> int:
    if not merge:
        return sum(part.bit_count() for part in parts)
    whole = 0
    for part in parts:
        whole |= part
    return whole.bit_count()


def covered(slots: Sequence[Slot], band: tuple[int, int], days: Sequence[int], *, merge: bool) -> Could:
    """Minutes of slots inside a band of the clock on some days."""
    lo = sum(_count(_covers(slots, day, band, surely=True), merge=merge) for day in days)
    hi = sum(_count(_covers(slots, day, band, surely=False), merge=merge) for day in days)
    if not merge and any(not slot.seen for slot in slots):
        hi = BIG
    return stretch(lo, hi)


def uncovered(slots: Sequence[Slot], band: tuple[int, int], days: Sequence[int]) -> Could:
    """Minutes of the band that no slot covers."""
    whole = max(band[1] - band[0], 0) * len(days)
    lo = sum(_count(_covers(slots, day, band, surely=True), merge=True) for day in days)
    hi = sum(_count(_covers(slots, day, band, surely=False), merge=True) for day in days)
    return stretch(whole - hi, whole - lo)
