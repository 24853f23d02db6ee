"""Every way in which something partly known can turn out, and what all of them together say.

The laws check each bound and each three-valued answer against plain enumeration: nothing here knows how the library
computes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

from adm_rules._internal.values.bounds import NONE, NOT_YET, Interval, SetSpan
from adm_rules._internal.values.logic import WAIT, Truth

#: Plain numbers that an unbounded amount stands for in these small worlds.
FEW = range(5)
#: Names that an open set can have.
NAMES = ("a", "b", "c")


def turns(value: Any, numbers: Iterable[int] = FEW) -> list[Any]:
    """Everything that an ordered value can turn out to be, among the ``numbers``; what is known stays as it is."""
    if not isinstance(value, Interval):
        return [value]
    found: list[Any] = [number for number in numbers if value.lo <= number <= value.hi]
    if value.hi == NOT_YET:
        found.append(NOT_YET)
    return [*found, NONE] if value.none else found


def sets_between(value: Any, names: Iterable[str] = NAMES) -> list[frozenset[str]]:
    """Every set that a set with bounds can turn out to be."""
    if not isinstance(value, SetSpan):
        return [frozenset(value)]
    possible = set(names) if value.possible is None else value.possible
    return [value.certain | extra for extra in subsets(sorted(possible - value.certain))]


def subsets(members: Iterable[Any]) -> Iterator[frozenset[Any]]:
    """All subsets, the empty one first."""
    pool = list(members)
    for part in chain.from_iterable(combinations(pool, size) for size in range(len(pool) + 1)):
        yield frozenset(part)


def together(outcomes: Iterable[Truth]) -> Truth:
    """The truth of something that can turn out in several ways: one outcome stands, true or waiting waits."""
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    return WAIT if found == {True, WAIT} else None


def holds_in_all(answer: Truth, outcomes: Iterable[Truth]) -> bool:
    """Whether an answer is sound: unknown always is, anything else is what every outcome says together."""
    return answer is None or answer is together(outcomes)


def as_number(value: Any) -> Any:
    """A fraction pair as a number; everything else as it is."""
    return Fraction(*value) if isinstance(value, tuple) else value


def within(bound: Any, outcome: Any) -> bool:
    """Whether an outcome lies inside what a bound allows."""
    if isinstance(bound, Interval):
        return (
            bound.none
            if outcome is NONE
            else bool(as_number(bound.lo) <= as_number(outcome) <= as_number(bound.hi))
        )
    if bound is NONE or outcome is NONE:
        return bound is outcome
    return bool(as_number(bound) == as_number(outcome))


def set_within(bound: Any, outcome: frozenset[Any]) -> bool:
    """The same for a set."""
    if isinstance(bound, SetSpan):
        return bound.certain <= outcome and (bound.possible is None or outcome <= bound.possible)
    return bool(bound == outcome)


def hull(outcomes: Iterable[Any]) -> tuple[Any, Any, bool]:
    """Least and greatest of the outcomes that exist, and whether one does not exist."""
    found = [as_number(outcome) for outcome in outcomes]
    there = [outcome for outcome in found if outcome is not NONE]
    return min(there, default=None), max(there, default=None), len(there) < len(found)


def hull_of(bound: Any) -> tuple[Any, Any, bool]:
    """The same of a bound."""
    if isinstance(bound, Interval):
        return as_number(bound.lo), as_number(bound.hi), bound.none
    if bound is NONE:
        return None, None, True
    return as_number(bound), as_number(bound), False
