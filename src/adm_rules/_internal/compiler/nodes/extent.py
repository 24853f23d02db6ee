"""What a node's value can be, whatever the files say: told when the node is made, from its parts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

from adm_rules._internal.values import KINDS
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, is_known


class Doubt(IntEnum):
    """Where a value may be not, or not wholly, known."""

    NEVER = 0
    GAPS = 1  # only where a key or a list of the file that it rests on is not wholly known
    ALWAYS = 2  # even where the file tells all that it rests on


class Extent(NamedTuple):
    """The bounds of a value of an ordered kind, ``-INF`` and ``INF`` where there are none, and what else it may be.

    - ``none``: it may be known, or turn out, not to exist;
    - ``unknown``: where it may be not, or not wholly, known;
    - ``waits``: a truth that may wait for a day to come.
    """

    lo: Any = -INF
    hi: Any = INF
    none: bool = True
    unknown: Doubt = Doubt.ALWAYS
    waits: bool = False


def of_constant(value: Any) -> Extent:
    """What a plain value, or one that is not set, can be."""
    if not is_known(value):
        return Extent()
    if value.__class__ is int:
        return Extent(value, value, none=False, unknown=Doubt.NEVER)
    return Extent(none=value is NONE, unknown=Doubt.NEVER)


def of_kind(kind: str) -> Extent:
    """What a key of a file can be. What is not known of an event is whether it has come, and of a set, its members."""
    row = KINDS[kind]
    return Extent(row.lowest, row.highest, kind not in ("event", "set"), Doubt.GAPS)


def any_unknown(extents: Iterable[Extent], *, always: bool = False) -> Doubt:
    """Where one of several values may be unknown; ``always`` where a doubt of the node's own comes in."""
    return Doubt.ALWAYS if always else max((each.unknown for each in extents), default=Doubt.NEVER)


def over_list(parts: Iterable[Extent], *, always: bool = False) -> Doubt:
    """`any_unknown` of what elements add; their list may be open."""
    return max(Doubt.GAPS, any_unknown(parts, always=always))


def any_none(extents: Iterable[Extent]) -> bool:
    """Whether one of several values may be none."""
    return any(each.none for each in extents)


def hull(extents: Iterable[Extent]) -> Extent:
    """What one of several values can be."""
    found = list(extents)
    lo, hi = min(each.lo for each in found), max(each.hi for each in found)
    return Extent(lo, hi, any_none(found), any_unknown(found), any(each.waits for each in found))


def amount(parts: Iterable[Extent], lo: Any = -INF, hi: Any = INF) -> Extent:
    """An amount that is none where a part is, and unknown where a part is."""
    found = list(parts)
    return Extent(lo, hi, any_none(found), any_unknown(found))


def truth(parts: Iterable[Extent], *, waits: bool = False) -> Extent:
    """A truth that is unknown only where a part is, and waits where a part does, or by itself."""
    found = list(parts)
    return Extent(none=False, unknown=any_unknown(found), waits=waits or any(each.waits for each in found))


def may_not_come(extent: Extent) -> bool:
    """Whether a day may be one that has not come."""
    return bool(extent.hi >= NOT_YET)


def least(parts: Iterable[Extent]) -> Extent:
    """The least of several values, of which what is none does not count."""
    found = list(parts)
    there = [each.hi for each in found if not each.none]
    hi = min(there) if there else max(each.hi for each in found)
    return Extent(min(each.lo for each in found), hi, not there, any_unknown(found))


def greatest(parts: Iterable[Extent]) -> Extent:
    """The greatest of several values, of which what is none does not count."""
    low = least(Extent(-each.hi, -each.lo, each.none, each.unknown) for each in parts)
    return Extent(-low.hi, -low.lo, low.none, low.unknown)
