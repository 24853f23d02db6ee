"""The number that each step of an order gives an element: less comes first, and what is not known is a stretch.

A condition gives 0 where it holds and 1 where it does not. A fact gives its value, with the other sign where the
greatest comes first; what has not come yet, or does not exist, lies after everything. Points give their sum, with the
other sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules import Direction
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, limits


class Ends(NamedTuple):
    """The least and the greatest number that a step may give an element; equal where it is known."""

    least: Any
    greatest: Any

    @property
    def known(self) -> bool:
        """Whether there is only one."""
        return bool(self.least == self.greatest)


_HELD: Final[Mapping[bool | None, Ends]] = {True: Ends(0, 0), False: Ends(1, 1), None: Ends(0, 1)}

_LAST: Final = Ends(INF, INF)


def of_condition(held: bool | None) -> Ends:
    """The number of ``first``."""
    return _HELD[held]


def of_value(found: Any, direction: Direction, last_day: int) -> Ends:
    """The number of a value; ``last_day`` is the last one on which something lies that may not have come yet."""
    if found is NONE:
        return _LAST
    low, high, none = limits(found)
    if direction.of_days and low >= NOT_YET:
        return _LAST
    if direction.of_days and NOT_YET <= high < INF:
        none, high = True, last_day
    first, last = (-high, -low) if direction.falling else (low, high)
    return Ends(first, INF if none else last)


@dataclass(frozen=True, slots=True)
class Scored:
    """One score as one element has it: whether its condition holds, and how often it counts."""

    because: Text
    points: Fraction
    held: bool | None
    times: Any  # a count, known or not

    def between(self) -> Interval:
        """How many points it gives, if its condition holds."""
        low, high, none = (0, 0, False) if self.times is NONE else limits(self.times)
        counted = Interval(0 if none else low, high)
        return counted * Interval(self.points, self.points)


def counting(entry: Sequence[Scored]) -> Iterator[Scored]:
    """The alternatives of an entry that may count: up to the first that surely holds."""
    for score in entry:
        if score.held is not False:
            yield score
        if score.held is True:
            return


def of_entry(entry: Sequence[Scored]) -> Interval:
    """Between how many points one entry gives: those of the first alternative that holds, none if none does."""
    found = [score.between() for score in counting(entry)]
    if not any(score.held is True for score in entry):
        found.append(Interval(0, 0))
    return Interval(min(each.lo for each in found), max(each.hi for each in found))


def total(entries: Iterable[Sequence[Scored]]) -> Interval:
    """Between how many points all entries give."""
    return sum((of_entry(entry) for entry in entries), Interval(0, 0))


def of_points(points: Interval) -> Ends:
    """The number of a sum of points: more comes first."""
    return Ends(-points.hi, -points.lo)
