"""What a value could turn out to be, as plain alternatives: the reference interpreter's only notion of "not known".

An ordered value, a name or a truth is a `Could`: some known alternatives, some stretches of whole numbers, perhaps any
name at all. A set is a `Members`: what is certainly in it and what may be. Every operator asks each pair of
alternatives and says what all of them together say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from adm_rules._internal.values.bounds import NONE, NOT_YET
from adm_rules._internal.values.logic import WAIT, Truth

#: Beyond every day, minute and cent.
BIG = 10**15
Stretch: TypeAlias = tuple[Any, Any]


@dataclass(frozen=True)
class Could:
    """The alternatives of one value; a stretch holds every whole number (or fraction) from its first to its last."""

    values: frozenset[Any] = frozenset()
    stretches: tuple[Stretch, ...] = ()
    any_name: bool = False

    @property
    def known(self) -> bool:
        return len(self.values) == 1 and not self.stretches and not self.any_name

    @property
    def only(self) -> Any:
        """The value, where it is known."""
        (value,) = self.values
        return value

    def pieces(self) -> Iterator[Stretch]:
        """Every alternative but "does not exist", as a first and a last."""
        yield from ((value, value) for value in self.values if value is not NONE)
        yield from self.stretches

    @property
    def may_not_exist(self) -> bool:
        return NONE in self.values

    def or_else(self, other: Could) -> Could:
        """Either of two."""
        return Could(
            self.values | other.values, (*self.stretches, *other.stretches), self.any_name or other.any_name
        )


@dataclass(frozen=True)
class Members:
    """A set: what it surely has, and all that it can have (None for anything)."""

    certain: frozenset[Any]
    possible: frozenset[Any] | None

    @property
    def known(self) -> bool:
        return self.certain == self.possible


@dataclass(frozen=True)
class Happenings:
    """The days of a recurring event: some certain, and so many more that may lie from a day on, or not be at all."""

    days: tuple[int, ...]
    loose: int
    known: bool = True
    since: int = -BIG


Value: TypeAlias = Could | Members | Happenings

NOTHING = Could(frozenset([NONE]))
ANY_NUMBER = Could(frozenset([NONE]), ((-BIG, BIG),))
ANY_NAME = Could(frozenset([NONE]), (), any_name=True)
ANY_TRUTH = Could(frozenset([True, False, NONE]))
ANYTHING = Members(frozenset(), None)
EMPTY = Members(frozenset(), frozenset())


def sure(value: Any) -> Could:
    """One known alternative."""
    return Could(frozenset([value]))


def stretch(first: Any, last: Any, *, none: bool = False) -> Could:
    """Everything from a first to a last, and perhaps nothing."""
    if first == last:
        return Could(frozenset([first, NONE] if none else [first]))
    return Could(frozenset([NONE] if none else []), ((first, last),))


def unknown_of(kind: str) -> Value:
    """A value of a kind of which nothing is known (an event is asked about with its coverage instead)."""
    if kind in ("enum", "id"):
        return ANY_NAME
    if kind == "bool":
        return ANY_TRUTH
    if kind == "set":
        return ANYTHING
    if kind == "series":
        return Happenings((), BIG, known=False)
    return ANY_NUMBER


def nothing_of(kind: str) -> Value:
    """What is known not to exist."""
    if kind == "event":
        return sure(NOT_YET)
    if kind == "set":
        return EMPTY
    return Happenings((), 0) if kind == "series" else NOTHING


def as_event(value: Could, on: int) -> Could:
    """The days of something that happens, as the judgement day sees them: what lies ahead has not happened."""
    values = {NOT_YET if day is NONE or day > on else day for day in value.values}
    cut = []
    for first, last in value.stretches:
        if last > on:
            values.add(NOT_YET)
        if first <= on:
            cut.append((first, min(last, on)))
    return Could(frozenset(values), tuple(cut))


def through(value: Could, rising: Callable[[Any], Any]) -> Could:
    """A function that never falls, over all alternatives; what does not exist stays so."""
    values = {rising(item) for item in value.values if item is not NONE}
    made = [(rising(first), rising(last)) for first, last in value.stretches]
    values |= {first for first, last in made if first == last}
    if value.may_not_exist:
        values.add(NONE)
    return Could(frozenset(values), tuple(pair for pair in made if pair[0] != pair[1]))


def bounds(value: Could) -> tuple[Any, Any]:
    """Least and greatest of the alternatives that exist."""
    pieces = list(value.pieces())
    return min(first for first, _ in pieces), max(last for _, last in pieces)


def together(outcomes: Iterable[Truth]) -> Truth:
    """The truth of something that can turn out in several ways."""
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    return WAIT if found == {True, WAIT} else None


# --- operators ----------------------------------------------------------------------------------------------------


def _check(name: str) -> None:
    if name not in ORDERS:
        raise LookupError(f"the reference knows no order `{name}`")


ORDERS = ("at_most", "below", "at_least", "above")


def order(name: str, left: Could, right: Could) -> Truth:
    """``at_most``, ``below``, ``at_least``, ``above``: false of what does not exist."""
    _check(name)
    return together(_orders(name, left, right))


def _orders(name: str, left: Could, right: Could) -> Iterator[bool]:
    if left.may_not_exist or right.may_not_exist:
        yield False
    for low, high in left.pieces():
        for first, last in right.pieces():
            yield from _order_of_pieces(name, (low, high), (first, last))


def _order_of_pieces(name: str, left: Stretch, right: Stretch) -> Iterator[bool]:
    if name in ("at_least", "above"):
        left, right = right, left
    strict = name in ("below", "above")
    (low, high), (first, last) = left, right
    if low < last or (low == last and not strict):
        yield True
    if high > first or (high == first and strict):
        yield False


def open_ended(name: str, left: Could, right: Could) -> Truth:
    """An order that holds as well where the first does not exist."""
    if left == NOTHING:
        return True
    known = Could(left.values - {NONE}, left.stretches)
    return together([*_orders(name, known, right), *([True] if left.may_not_exist else [])])


def same(left: Could, right: Could) -> Truth:
    """Equality: what does not exist equals nothing."""
    outcomes: set[Truth] = set()
    if left.may_not_exist or right.may_not_exist:
        outcomes.add(False)
    if (left.any_name and right != NOTHING) or (right.any_name and left != NOTHING):
        outcomes |= {True, False}
    for low, high in left.pieces():
        for first, last in right.pieces():
            if low == high and first == last:
                outcomes.add(low == first)
            else:
                outcomes |= {True, False} if low <= last and first <= high else {False}
    return together(outcomes)


def inside(value: Could, low: Could, high: Could) -> Truth:
    """``between``, both ends in."""
    outcomes: set[Truth] = set()
    if value.may_not_exist or low.may_not_exist or high.may_not_exist:
        outcomes.add(False)
    for a, b in value.pieces():
        for c, d in low.pieces():
            for e, f in high.pieces():
                if max(a, c) <= min(b, f):
                    outcomes.add(True)
                if a < d or b > e:
                    outcomes.add(False)
    return together(outcomes)


def among(value: Value, names: Members, *, inside: bool) -> Truth:
    """``one_of`` and ``none_of``, of a name or of every member of a set."""
    if isinstance(value, Members):
        if inside:
            return holds_all(names, value)
        certain, possible = value.certain & names.certain, _meet(value.possible, names.possible)
        return False if certain else True if possible == frozenset() else None
    assert isinstance(value, Could)
    outcomes: set[Truth] = {not inside} if value.may_not_exist else set()
    if value.any_name:
        outcomes.add(not inside)
        if names.possible != frozenset():
            outcomes.add(inside)
    for name, _ in value.pieces():
        if names.possible is None or name in names.possible:
            outcomes.add(inside)
        if name not in names.certain:
            outcomes.add(not inside)
    return together(outcomes)


def _meet(left: frozenset[Any] | None, right: frozenset[Any] | None) -> frozenset[Any] | None:
    if left == frozenset() or right == frozenset():
        return frozenset()
    return None if left is None or right is None else left & right


def holds_all(have: Members, needed: Members) -> Truth:
    """``includes``: every needed member is there."""
    if have.possible is not None and not needed.certain <= have.possible:
        return False
    return True if needed.possible is not None and needed.possible <= have.certain else None


def same_members(left: Members, right: Members) -> Truth:
    """Equality of two sets."""
    can = (right.possible is None or left.certain <= right.possible) and (
        left.possible is None or right.certain <= left.possible
    )
    if not can:
        return False
    return True if left.known and right.known else None


def there_is(value: Value) -> Truth:
    """``exists``: for an event, whether it has happened; for a set, whether it has members."""
    if isinstance(value, Members):
        return True if value.certain else False if value.possible == frozenset() else None
    assert isinstance(value, Could)
    outcomes: set[Truth] = {item is not NONE and item != NOT_YET for item in value.values}
    if value.stretches or value.any_name:
        outcomes.add(True)
    return together(outcomes)


def happened(name: str, left: Could, right: Could, on: int, *, waits: bool) -> Truth:
    """The order of an event and another day; elsewhere than in a requirement, waiting is false."""
    _check(name)
    right = Could(frozenset(NOT_YET if day is NONE else day for day in right.values), right.stretches)
    outcomes: set[Truth] = set()
    for low, high in left.pieces():
        for first, last in right.pieces():
            if low <= on:
                outcomes |= set(_order_of_pieces(name, (low, high), (first, last)))
                continue
            if first <= on:
                outcomes.add(False if name in ("at_most", "below") else WAIT)
            if last > on:
                outcomes.add(WAIT)
    return together(outcomes if waits else {truth is True for truth in outcomes})
