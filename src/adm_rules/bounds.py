"""Values that are not, or not wholly, known.

A known value is a plain Python object (int, str, bool, frozenset, a ``(numerator, denominator)`` pair); anything
else is one of the classes below, so that ``value.__class__ is int`` is the whole test of the fast path.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

#: An event that has not happened by the judgement day: later than any day that `date` can hold.
NOT_YET: Final = 4_000_000
#: Beyond every quantity.
INF: Final = 10**18


class Span:
    """An ordered value of which only the bounds are known; ``none`` tells that it may turn out not to exist."""

    __slots__ = ("hi", "lo", "none")

    def __init__(self, lo: Any, hi: Any, none: bool = False) -> None:
        self.lo = lo
        self.hi = hi
        self.none = none

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.lo, self.hi, self.none) == (other.lo, other.hi, other.none)

    def __hash__(self) -> int:
        return hash((self.lo, self.hi, self.none))

    def __repr__(self) -> str:
        return f"Span({self.lo}, {self.hi}, none={self.none})"


class SetSpan:
    """A set of which some members are certain; ``possible`` holds all that it can have, None for "anything"."""

    __slots__ = ("certain", "possible")

    def __init__(self, certain: frozenset[Any], possible: frozenset[Any] | None) -> None:
        self.certain = certain
        self.possible = possible

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SetSpan) and (self.certain, self.possible) == (other.certain, other.possible)

    def __hash__(self) -> int:
        return hash((self.certain, self.possible))

    def __repr__(self) -> str:
        return f"SetSpan({len(self.certain)} certain)"


class Absent:
    """The type of `NONE`: known not to exist."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NONE"


#: Not known at all: any value of its kind, or none.
UNKNOWN: Final = Span(-INF, INF, True)
#: An event of which nothing is recorded: it may have happened on any day, or not yet.
UNKNOWN_EVENT: Final = Span(-INF, NOT_YET, False)
#: Known not to exist.
NONE: Final = Absent()
#: A set of which nothing is known.
ANY_SET: Final = SetSpan(frozenset(), None)


def is_known(value: Any) -> bool:
    """Whether the value is plainly known; `NONE` is."""
    return value.__class__ is not Span and value.__class__ is not SetSpan


def exact(value: Any) -> Any:
    """A number that compares with other numbers: a fraction pair becomes a `Fraction`."""
    return Fraction(*value) if value.__class__ is tuple else value


def limits(value: Any) -> tuple[Any, Any, bool]:
    """``(lo, hi, may be none)`` of an ordered value other than `NONE`."""
    if value.__class__ is Span:
        return exact(value.lo), exact(value.hi), value.none
    number = exact(value)
    return number, number, False


def members(value: Any) -> tuple[frozenset[Any], frozenset[Any] | None]:
    """``(certain, possible)`` of a set, of a single name, of `NONE` (empty) or of something unknown."""
    if value.__class__ is frozenset:
        return value, value
    if value.__class__ is SetSpan:
        return value.certain, value.possible
    if value is NONE:
        return frozenset(), frozenset()
    if value.__class__ is Span:
        return frozenset(), None
    single = frozenset((value,))
    return single, single


def union_of(parts: Iterable[Any]) -> Any:
    """The set of all parts, each a set, a single name, `NONE` or unknown: a frozenset, or a `SetSpan`."""
    certain: set[Any] = set()
    possible: set[Any] | None = set()
    for part in parts:
        sure, may = members(part)
        certain |= sure
        if possible is not None:
            possible = None if may is None else possible | may
    if possible is not None and possible == certain:
        return frozenset(certain)
    return SetSpan(frozenset(certain), None if possible is None else frozenset(possible))
