"""What some sessions cost together: every amount that can be due, over each world and each certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.compiler.fees import Schedule
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.tariffs import UNDELIVERED, Priced
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.money.amounts import counted
from adm_rules._internal.money.copayment.certificates import NOBODY, Sight
from adm_rules._internal.money.copayment.copayment import Waiver
from adm_rules._internal.money.copayment.fees import NO_ISEE, Trail, fee_of, total_of, without
from adm_rules._internal.money.copayment.worlds import (
    MOST,
    Seen,
    Unknown,
    World,
    is_shared,
    key_of,
    truth,
    unknown_atoms,
    value_name,
    worlds,
)
from adm_rules._internal.rules import Exemption, Flat, Table
from adm_rules._internal.rules.tariffs import Fixed
from adm_rules._internal.values.bounds import ANYTHING, INF, NONE, ZERO, Interval, exactly, hull


@dataclass(frozen=True, slots=True)
class Item:
    """What is paid for at one fee: a session, or a month. ``rate`` is the cost that a share is taken of, else 1."""

    asked: Asked
    priced: Priced
    day: int
    quantity: Interval
    rate: Interval
    sight: Sight

    @property
    def undelivered(self) -> Exemption | None:
        """Why it is charged, or may be, though it did not take place."""
        shape = self.priced.shape
        if isinstance(shape, Table) and self.asked.values.get("session_status") in NOT_HELD:
            return shape.undelivered
        return None


@dataclass(frozen=True, slots=True)
class Closing:
    """By what a total is made: the version of the last session that counts, its day, and what is seen on it.

    ``asked`` answers for the conditions of the total, and tells what was charged before; ``doubted`` are the sessions
    that were not delivered of which it is not known whether they are charged, each with its condition.
    """

    priced: Priced
    day: int
    sight: Sight
    asked: Asked
    doubted: Sequence[tuple[Asked, Node]] = ()


def conditions(priced: Priced, *, of_total: bool) -> list[Node]:
    """The conditions of a fee, or those of the total."""
    shape = priced.shape
    total = {each.id for each in shape.modifiers if each.of_total} if isinstance(shape, Table) else set()
    return [
        node
        for (kind, name), node in priced.holds.items()
        if (kind, name) != UNDELIVERED and (kind == "modifier" and name in total) is of_total
    ]


def _open_counts(priced: Priced, asked: Asked, *, of_total: bool) -> Iterator[Node]:
    """What modifiers that may hold count by, where it is not known."""
    for each in priced.shape.modifiers if isinstance(priced.shape, Table) else ():
        node = priced.factors.get(each.id)
        if node is None or each.of_total is not of_total:
            continue
        may_hold = truth(priced.holds["modifier", each.id], asked, {}) is not False
        if may_hold and not Seen(asked, {}).count(node).decided:
            yield node


#: Sessions that did not take place, nor will.
NOT_HELD: Final = frozenset({"cancelled", "missed", "suspended"})
#: By which a session is known that the end of a month cuts in two.
CUT: Final = "cut at the end of a month"
#: All that an amount can be, ``none`` where the act says nothing in some case; None where it does in none.
Amount: TypeAlias = Interval | None


class Bill:
    """What some sessions cost together, one at least; ``case`` answers for the conditions of the total."""

    def __init__(self, items: Sequence[Item], end: Closing) -> None:
        self.items = items
        self.end = end
        self.closing = end.priced
        self._closed = end.priced, end.day
        self._found_own: dict[int, Unknown] = {}  # by the id of an item, which lives as long as this does
        self._found_fees: dict[int, Amount] = {}
        self._found_plain: dict[tuple[int, int], tuple[Amount, Trail]] = {}  # where nothing is unknown

    # --- what is unknown ----------------------------------------------------------------------------------------------

    def unknown(self) -> Iterator[tuple[Asked, Node]]:
        """Unknown comparisons, and the rows that they are about."""
        for item in self.items:
            yield from (
                (item.asked, atom)
                for atom in unknown_atoms(conditions(item.priced, of_total=False), item.asked)
            )
        yield from self._of_total()

    def _of_total(self) -> Iterator[tuple[Asked, Node]]:
        asked = self.end.asked
        yield from ((asked, atom) for atom in unknown_atoms(conditions(self.closing, of_total=True), asked))

    def uncounted(self) -> Iterator[tuple[Asked, Node]]:
        """Facts that are counted by and not known, and the rows that they are about."""
        for item in self.items:
            yield from ((item.asked, node) for node in _open_counts(item.priced, item.asked, of_total=False))
        yield from (
            (self.end.asked, node) for node in _open_counts(self.closing, self.end.asked, of_total=True)
        )
        left, total = self._left_of_year, self.total
        if left is not None and self.closing.charged is not None and not left.decided:
            matters = total is None or total.hi > left.lo
            yield from [(self.end.asked, self.closing.charged)] if matters else []

    def doubtful(self) -> Iterator[tuple[Asked, Node]]:
        """Unknown comparisons behind whether an access that was not delivered is charged."""
        for asked, node in self.end.doubted:
            yield from ((asked, atom) for atom in unknown_atoms([node], asked))

    @cached_property
    def _shared(self) -> Unknown:
        """What is unknown of the case, and what the total by itself rests on."""
        found = {key_of(atom): (asked, atom) for asked, atom in self.unknown() if is_shared(atom)}
        return found | {key_of(atom): (asked, atom) for asked, atom in self._of_total()}

    def _own(self, item: Item) -> Unknown:
        """What is unknown of one item alone."""
        if id(item) not in self._found_own:
            found = unknown_atoms(conditions(item.priced, of_total=False), item.asked)
            own = {key_of(atom): (item.asked, atom) for atom in found if not is_shared(atom)}
            self._found_own[id(item)] = own
        return self._found_own[id(item)]

    # --- all that is possible -----------------------------------------------------------------------------------------

    @cached_property
    def total(self) -> Amount:
        """What is due in all, in cents."""
        return self._over_worlds(self._sum)

    @cached_property
    def without(self) -> Amount:
        """What is due if no certificate is presented."""
        items = [replace(each, sight=NOBODY) for each in self.items]
        return Bill(items, replace(self.end, sight=NOBODY)).total

    @cached_property
    def caps(self) -> Sequence[tuple[str, Interval]]:
        """The most that the month can cost, and what is left of the most of the year."""
        found = (("cap", self._cap), ("year_cap", self._left_of_year))
        return [(step, amount) for step, amount in found if amount is not None]

    @cached_property
    def _left_of_year(self) -> Amount:
        """What a year can cost besides what was charged in it before the month."""
        priced = self.end.priced
        cap = priced.shape.year_cap if isinstance(priced.shape, Table) else None
        if cap is None or priced.charged is None:
            return None
        most, value = self._limit(cap.most), self.end.asked.values[value_name(priced.charged)]
        before = ZERO if value is NONE else counted(value)
        least = 0 if most.lo <= -INF or before.hi >= INF else max(most.lo - before.hi, 0)
        return Interval(least, INF if most.hi >= INF else max(most.hi - before.lo, 0))

    @property
    def _cap(self) -> Amount:
        """The most that the month can cost; None where there is no limit."""
        cap = self.closing.shape.month_cap if isinstance(self.closing.shape, Table) else None
        return None if cap is None else self._limit(cap)

    def _limit(self, table: Fixed | Table) -> Interval:
        """What a cap comes to: an amount, or that of the indicator, over all that it may be."""
        priced, day, sight = self.end.priced, self.end.day, self.end.sight
        if isinstance(table, Flat):
            fixed = priced.fixed(table, day)
            return ANYTHING if fixed is None else exactly(fixed)
        schedule = priced.schedule(table, day)
        found = [schedule.fee_at(isee) for isee in _places(sight, schedule)]
        # What caps the month of a family that the act does not speak of, is not known.
        return hull([*found, *([without(priced, table, day) or ANYTHING] if sight.absent else [])])

    def fee(self, item: Item) -> Amount:
        """The fee of one item for one unit."""
        if id(item) not in self._found_fees:
            self._found_fees[id(item)] = self._over_worlds(lambda world: self._fee(item, world))
        return self._found_fees[id(item)]

    def _over_worlds(self, amount: Callable[[World], Amount]) -> Amount:
        """All that an amount can be, whatever is unknown of the case and of its certificate."""
        if len(self._shared) > MOST:
            return ANYTHING
        return _joined([amount(world) for world in worlds(self._shared)])

    def _sum(self, world: World) -> Amount:
        """All items together in one world."""
        fees = [(self._fee(item, world), item) for item in self.items]
        parts = [fee * item.rate * item.quantity for fee, item in fees if fee is not None]
        total = sum(parts, ZERO) if len(parts) == len(fees) else None
        return total_of(total, self._closed, self.caps, Seen(self.end.asked, world), Trail())

    def _fee(self, item: Item, world: World) -> Amount:
        """The fee of one item in one world, over what is its own."""
        own = self._own(item)
        if len(own) > MOST:
            return ANYTHING
        return _joined(
            [self._in_world(item, {**world, **mine}, isee)[0] for mine in worlds(own) for isee in _seen(item)]
        )

    def _in_world(self, item: Item, world: World, isee: int) -> tuple[Amount, Trail]:
        """The fee of one item in one world, and how it comes about; several ask for it where nothing is unknown."""
        found = None if world else self._found_plain.get((id(item), isee))
        if found is None:
            trail = Trail()
            found = fee_of(item.priced, item.day, isee, Seen(item.asked, world), trail), trail
            if not world:
                self._found_plain[id(item), isee] = found
        return found

    def waiver(self, item: Item) -> Waiver | None:
        """Why nothing is due for an item, where every world gives one and the same reason."""
        found = set[Waiver | None]()
        for shared in worlds(self._shared):
            for mine in worlds(self._own(item)):
                for isee in _seen(item):
                    found.add(self._in_world(item, {**shared, **mine}, isee)[1].reason)
        return found.pop() if len(found) == 1 else None

    # --- on the way to one amount -------------------------------------------------------------------------------------

    def trail(self, item: Item) -> Trail:
        """How the fee of an item comes about, where it does not depend on anything unknown."""
        sight = item.sight
        isee = (
            min(sight.values) if sight.settled and sight.values else NO_ISEE if sight.absent else _any(item)
        )
        return self._in_world(item, {}, isee)[1]

    def total_trail(self, total: Fraction) -> Trail:
        """How the total comes about from the sum of the fees."""
        trail = Trail()
        total_of(exactly(total), self._closed, self.caps, Seen(self.end.asked, {}), trail)
        return trail


def _seen(item: Item) -> list[int]:
    """What the tariff may see of the ISEE, ``NO_ISEE`` included."""
    sight, shape = item.sight, item.priced.shape
    schedule = item.priced.schedule(shape, item.day) if isinstance(shape, Table) else None
    return [*_places(sight, schedule), *([NO_ISEE] if sight.absent else [])]


def _places(sight: Sight, schedule: Schedule | None) -> list[int]:
    """The ISEE that may be attested; of any one, those at which an amount can be least or greatest."""
    if not sight.open:
        return sorted(sight.values)
    points = set(schedule.turning_points() if schedule is not None else (0,))
    low, high = sight.within.lo, sight.within.hi
    inside = {point for point in points if low <= point <= high}
    return sorted({*sight.values, *inside, *(int(end) for end in (low, high) if -INF < end < INF)})


def _any(item: Item) -> int:
    """An ISEE for which a fee can be told that no ISEE changes."""
    return item.priced.shape.indicator.lowest if isinstance(item.priced.shape, Table) else 0


def _joined(amounts: Sequence[Amount]) -> Amount:
    """All that some amounts hold together."""
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return None
    found = hull(known)
    return found if len(known) == len(amounts) else Interval(found.lo, found.hi, none=True)


def is_decided(amount: Amount) -> bool:
    """Whether there is one amount."""
    return amount is not None and amount.decided
