"""Values that are not, or not wholly, known.

A known value is a plain Python object (int, str, bool, frozenset, a ``(numerator, denominator)`` pair); anything
else is one of the classes below, so that ``value.__class__ is int`` is the whole test of the fast path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Any, Final, TypeAlias

#: An event that has not happened by the judgement day: later than any day that `date` can hold.
NOT_YET: Final = 4_000_000
#: Beyond every quantity.
INF: Final = 10**18


#: A bound, exact.
Number: TypeAlias = int | Fraction


class Interval:
    """An ordered value of which only the bounds are known; ``none`` tells that it may turn out not to exist.

    An end that nothing bounds is ``-INF`` or ``INF``: arithmetic keeps it there, and ``lowest`` and ``highest`` tell
    it as None. Results hold every value that the same arithmetic gives for numbers between the bounds.
    """

    __slots__ = ("hi", "lo", "none")

    def __init__(self, lo: Number, hi: Number, none: bool = False) -> None:
        self.lo: Number = lo
        self.hi: Number = hi
        self.none = none

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Interval) and (self.lo, self.hi, self.none) == (
            other.lo,
            other.hi,
            other.none,
        )

    def __hash__(self) -> int:
        return hash((self.lo, self.hi, self.none))

    def __repr__(self) -> str:
        return f"<Interval {'decided' if self.decided else 'undecided'}>"

    @property
    def decided(self) -> bool:
        """Whether there is one value, and it exists."""
        return bool(self.lo == self.hi) and not self.none

    @property
    def lowest(self) -> Number | None:
        """The lower bound; None where there is none."""
        return None if self.lo <= -INF else self.lo

    @property
    def highest(self) -> Number | None:
        """The upper bound; None where there is none."""
        return None if self.hi >= INF else self.hi

    def __add__(self, other: Interval) -> Interval:
        lo = _sum(self.lo, other.lo)
        exact = self.lo is self.hi and other.lo is other.hi
        return Interval(lo, lo if exact else _sum(self.hi, other.hi), self.none or other.none)

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo, self.none)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The product; nothing of what has no bound is nothing."""
        return self._corners(_product, other)

    def __truediv__(self, other: Interval) -> Interval:
        """The exact quotient.

        Raises:
            ValueError: the divisor may be zero or less.
        """
        if other.lo <= 0:
            raise ValueError("only what is more than nothing divides an interval")
        return self._corners(_quotient, other)

    def _corners(self, made: Callable[[Number, Number], Number], other: Interval) -> Interval:
        """What comes of either bound of each; of two numbers that are known, of these alone."""
        if self.lo is self.hi and other.lo is other.hi:
            only = made(self.lo, other.lo)
            return Interval(only, only, self.none or other.none)
        corners = [made(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(corners), max(corners), self.none or other.none)

    def map(self, rising: Callable[[Number], Number]) -> Interval:
        """What a function that never falls makes of it."""
        lo = self.lo if self.lo <= -INF else rising(self.lo)
        if self.lo is self.hi and self.hi < INF:
            return Interval(lo, lo, self.none)
        return Interval(lo, self.hi if self.hi >= INF else rising(self.hi), self.none)

    def rounded(self) -> Interval:
        """To whole numbers, a half going up."""
        return self.map(half_up)

    def outward(self) -> Interval:
        """The whole numbers around it."""
        lo = self.lo if self.lo <= -INF else floor(self.lo)
        return Interval(lo, self.hi if self.hi >= INF else ceil(self.hi), self.none)

    def or_nothing(self) -> Interval:
        """The value, or zero: of something that may not count."""
        return Interval(min(self.lo, 0), max(self.hi, 0), self.none)


def _is_open(end: Number) -> bool:
    # Whole numbers are compared several times as fast as fractions, and a fraction is no larger than its numerator.
    return not -INF < end.numerator < INF and not -INF < end < INF


def _sum(left: Number, right: Number) -> Number:
    """A sum of two lower or of two upper bounds."""
    if _is_open(left) or _is_open(right):
        return left if _is_open(left) else right
    return left + right


def _product(left: Number, right: Number) -> Number:
    if not (left and right):
        return 0
    if _is_open(left) or _is_open(right):
        return INF if (left > 0) == (right > 0) else -INF
    return left * right


def _quotient(above: Number, below: Number) -> Number:
    if below >= INF:
        return 0
    if _is_open(above):
        return above
    return above / below if isinstance(above, Fraction) else Fraction(above, below)


def exactly(number: Number) -> Interval:
    """A known number as an interval."""
    return Interval(number, number)


def half_up(number: Number) -> int:
    """The nearest whole number, a half going up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The least interval that holds all of them; there is at least one."""
    found = list(intervals)
    if len(found) == 1:
        return found[0]
    lows, highs = [each.lo for each in found], [each.hi for each in found]
    return Interval(min(lows), max(highs), any(each.none for each in found))


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


#: Nothing, known to be it.
ZERO: Final = Interval(0, 0)
#: Any number from nothing up.
ANYTHING: Final = Interval(0, INF)
#: Not known at all: any value of its kind, or none.
UNKNOWN: Final = Interval(-INF, INF, True)
#: An event of which nothing is recorded: it may have happened on any day, or not yet.
UNKNOWN_EVENT: Final = Interval(-INF, NOT_YET, False)
#: Known not to exist.
NONE: Final = Absent()
#: A set of which nothing is known.
ANY_SET: Final = SetSpan(frozenset(), None)


def is_known(value: Any) -> bool:
    """Whether the value is plainly known; `NONE` is."""
    return value.__class__ is not Interval and value.__class__ is not SetSpan


def exact(value: Any) -> Any:
    """A number that compares with other numbers: a fraction pair becomes a `Fraction`."""
    return _fraction(value) if value.__class__ is tuple else value


@lru_cache(maxsize=5_000)
def _fraction(pair: tuple[int, int]) -> Fraction:
    return Fraction(*pair)


def limits(value: Any) -> tuple[Any, Any, bool]:
    """``(lo, hi, may be none)`` of an ordered value other than `NONE`."""
    if value.__class__ is int:
        return value, value, False
    if value.__class__ is Interval:
        return value.lo, value.hi, value.none
    number = exact(value)
    return number, number, False


def coming(value: Any) -> tuple[Any, Any]:
    """The first and the last day on which something may come: what does not exist, or may not, may never come."""
    if value is NONE:
        return NOT_YET, NOT_YET
    lo, hi, none = limits(value)
    return lo, max(hi, NOT_YET) if none else hi


def members(value: Any) -> tuple[frozenset[Any], frozenset[Any] | None]:
    """``(certain, possible)`` of a set, of a single name, of `NONE` (empty) or of something unknown."""
    if value.__class__ is frozenset:
        return value, value
    if value.__class__ is SetSpan:
        return value.certain, value.possible
    if value is NONE:
        return frozenset(), frozenset()
    if value.__class__ is Interval:
        return frozenset(), None
    single = frozenset((value,))
    return single, single


def is_set(value: Any) -> bool:
    """Whether a value is a set, known or between two."""
    return value.__class__ is frozenset or value.__class__ is SetSpan


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
