"""Exact amounts of which only the bounds may be known, and the one rounding that they get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, TypeAlias

from adm_rules.bounds import INF, NONE, limits


@dataclass(frozen=True, slots=True, repr=False)
class Range:
    """An exact amount between two bounds, both possible; ``highest`` None: without an upper bound.

    ``lowest`` None says that nothing is known at all, as when no act sets the value of an hour.
    """

    lowest: Fraction | None
    highest: Fraction | None

    def __add__(self, other: Range) -> Range:
        return Range(_sum(self.lowest, other.lowest), _sum(self.highest, other.highest))

    def __repr__(self) -> str:
        return f"<Range {'decided' if self.decided else 'undecided'}>"

    @property
    def decided(self) -> bool:
        """Whether the amount is known."""
        return self.lowest is not None and self.lowest == self.highest

    def or_nothing(self) -> Range:
        """The amount, or nothing: of something that may not count."""
        return Range(None if self.lowest is None else min(self.lowest, NOTHING), self.highest)

    def times(self, other: Range) -> Range:
        """The product of two amounts that are not negative."""
        if self.highest == 0 or other.highest == 0:
            return ZERO
        return Range(_product(self.lowest, other.lowest), _product(self.highest, other.highest))

    def over(self, other: Range) -> Range:
        """The quotient; ``other`` is at least one."""
        lowest = None if self.lowest is None else _quotient(self.lowest, other.highest) or NOTHING
        return Range(lowest, _quotient(self.highest, other.lowest))

    def rounded(self) -> Bounds:
        """Rounded to cents, half a cent going up: the only rounding that an amount gets."""
        return Bounds(*(None if end is None else half_up(end) for end in (self.lowest, self.highest)))

    def outward(self) -> Bounds:
        """The whole numbers around the amount."""
        lowest, highest = self.lowest, self.highest
        return Bounds(None if lowest is None else floor(lowest), None if highest is None else ceil(highest))


@dataclass(frozen=True, slots=True, repr=False)
class Bounds:
    """A whole number (of cents, minutes, users) between two bounds; as in `Range`, None is what is not known."""

    lowest: int | None
    highest: int | None

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(_sum(self.lowest, other.lowest), _sum(self.highest, other.highest))

    def __repr__(self) -> str:
        return f"<Bounds {'decided' if self.decided else 'undecided'}>"

    @property
    def decided(self) -> bool:
        """Whether the number is known."""
        return self.lowest is not None and self.lowest == self.highest

    def above(self, number: int) -> bool:
        """Whether the number lies above what this can be."""
        return self.highest is not None and number > self.highest

    def below(self, number: int) -> bool:
        """Whether the number lies below what this can be."""
        return self.lowest is not None and number < self.lowest

    def exact(self) -> Range:
        """The same bounds as exact amounts."""
        return Range(*(None if end is None else Fraction(end) for end in (self.lowest, self.highest)))


#: What an amount is called whose bounds are one, or are not.
DECIDED, UNDECIDED = "decided", "undecided"
NOTHING: Final = Fraction(0)
ZERO: Final = Range(NOTHING, NOTHING)
NO_CENTS: Final = Bounds(0, 0)
#: Of what no act sets: not even zero is known.
UNSET: Final = Range(None, None)
#: Anything from nothing up.
ANYTHING: Final = Range(NOTHING, None)

Number: TypeAlias = int | Fraction


def exactly(number: Number) -> Range:
    """A known amount."""
    return Range(Fraction(number), Fraction(number))


def half_up(amount: Fraction) -> int:
    """The nearest whole number, a half going up."""
    return floor(amount + Fraction(1, 2))


def range_of(value: Any, most: int | None = None) -> Range:
    """The bounds of a fact that counts something; what does not exist, or is not known, may be anything up to ``most``.

    Negative bounds mean nothing here, and are cut off.
    """
    low, high, none = (0, INF, True) if value is NONE else limits(value)
    top = most if high >= INF else high
    return Range(NOTHING if none else Fraction(max(low, 0)), None if top is None else Fraction(top))


def hull(ranges: Iterable[Range]) -> Range:
    """The smallest range that holds all of them; there is at least one."""
    found = list(ranges)
    lows, highs = [each.lowest for each in found], [each.highest for each in found]
    known, bounded = [low for low in lows if low is not None], [high for high in highs if high is not None]
    return Range(
        min(known) if len(known) == len(lows) else None, max(bounded) if len(bounded) == len(highs) else None
    )


def _sum(left: Any, right: Any) -> Any:
    return None if left is None or right is None else left + right


def _product(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left * right


def _quotient(above: Fraction | None, below: Fraction | None) -> Fraction | None:
    return None if above is None or below is None else above / below
