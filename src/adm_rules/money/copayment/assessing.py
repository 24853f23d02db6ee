"""Every amount that can be due for some sessions, over each certificate and each unknown condition.

The sessions share what is said of the case; what is unknown of one session is its own. So is the certificate, where
any may count: one may begin or end between two sessions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from adm_rules.compiler.asking import Asked
from adm_rules.compiler.fees import ANY, TOP, Range, exactly, turning_points
from adm_rules.compiler.nodes import Node
from adm_rules.compiler.tariffs import Priced
from adm_rules.money.copayment.certificates import NOBODY, Sight
from adm_rules.money.copayment.charging import NO_ISEE, Trail, fee_of, total_of
from adm_rules.money.copayment.worlds import MOST, World, is_shared, key_of, truth, unknown_atoms, worlds
from adm_rules.rules import Table


@dataclass(frozen=True, slots=True)
class Item:
    """What is paid for at one fee: a session, or a month. ``rate`` is the cost that a share is taken of, else 1."""

    asked: Asked
    priced: Priced
    day: int
    quantity: Range
    rate: Range
    sight: Sight


def conditions(priced: Priced, *, of_total: bool) -> list[Node]:
    """The conditions of a fee, or those of the total."""
    shape = priced.shape
    total = {each.id for each in shape.modifiers if each.of_total} if isinstance(shape, Table) else set()
    return [
        node
        for (kind, name), node in priced.holds.items()
        if (kind == "modifier" and name in total) is of_total
    ]


@dataclass(frozen=True, slots=True)
class Possible:
    """The amounts that are possible; ``silent`` tells that there are cases for which the act says nothing."""

    amounts: Range | None
    silent: bool

    @property
    def decided(self) -> bool:
        """Whether there is one amount."""
        return self.amounts is not None and self.amounts.exact and not self.silent


class Assessment:
    """What some sessions cost together, one at least; ``case`` answers for the conditions of the total.

    ``closing`` is the version that says what becomes of the total: that of the last session that counts.
    """

    def __init__(self, items: Sequence[Item], case: Asked, closing: Priced) -> None:
        self.items = items
        self.case = case
        self.closing = closing
        self._found_own: dict[int, list[Any]] = {}  # by the id of an item, which lives as long as this does
        self._found_fees: dict[int, Possible] = {}

    # --- what is unknown ----------------------------------------------------------------------------------------------

    def unknown(self) -> Iterator[tuple[Asked, Node]]:
        """Unknown comparisons, and the rows that they are about."""
        for item in self.items:
            yield from (
                (item.asked, atom)
                for atom in unknown_atoms(conditions(item.priced, of_total=False), item.asked)
            )
        whole = conditions(self.closing, of_total=True)
        yield from ((self.case, atom) for atom in unknown_atoms(whole, self.case))

    @cached_property
    def _shared(self) -> list[Any]:
        return list(dict.fromkeys(key_of(atom) for _, atom in self.unknown() if is_shared(atom)))

    def _own(self, item: Item) -> list[Any]:
        """What is unknown of one item alone."""
        if id(item) not in self._found_own:
            found = unknown_atoms(conditions(item.priced, of_total=False), item.asked)
            keys = dict.fromkeys(key_of(atom) for atom in found if not is_shared(atom))
            self._found_own[id(item)] = list(keys)
        return self._found_own[id(item)]

    # --- all that is possible -----------------------------------------------------------------------------------------

    @cached_property
    def total(self) -> Possible:
        """What is due in all, in cents."""
        return self._over_worlds(self._sum)

    @cached_property
    def without(self) -> Possible:
        """What is due if no certificate is presented."""
        items = [
            Item(each.asked, each.priced, each.day, each.quantity, each.rate, NOBODY) for each in self.items
        ]
        return Assessment(items, self.case, self.closing).total

    def fee(self, item: Item) -> Possible:
        """The fee of one item for one unit."""
        if id(item) not in self._found_fees:
            self._found_fees[id(item)] = self._over_worlds(lambda world: self._fee(item, world))
        return self._found_fees[id(item)]

    def _over_worlds(self, amount: Callable[[World], Possible]) -> Possible:
        """All that an amount can be, whatever is unknown of the case and of its certificate."""
        if len(self._shared) > MOST:
            return Possible(ANY, silent=False)
        return _joined([amount(world) for world in worlds(self._shared)])

    def _sum(self, world: World) -> Possible:
        """All items together in one world."""
        total: Range | None = exactly(0)
        silent = False
        for item in self.items:
            fee = self._fee(item, world)
            silent |= fee.silent
            part = fee.amounts and fee.amounts.times(item.rate).times(item.quantity)
            total = total and part and total.plus(part)
        return Possible(self._whole(total, world), silent and self._whole(None, world) is None)

    def _whole(self, total: Range | None, world: World) -> Range | None:
        """What is due in all, given the sum of the fees; None where the act says neither the fees nor the total."""
        return total_of(total, self.closing, lambda node: bool(truth(node, self.case, world)), Trail())

    def _fee(self, item: Item, world: World) -> Possible:
        """The fee of one item in one world, over what is its own."""
        own = self._own(item)
        if len(own) > MOST:
            return Possible(ANY, silent=False)
        return _joined(
            [self._in_world(item, {**world, **mine}, isee) for mine in worlds(own) for isee in _seen(item)]
        )

    @staticmethod
    def _in_world(item: Item, world: World, isee: int) -> Possible:
        fee = fee_of(item.priced, item.day, isee, lambda node: bool(truth(node, item.asked, world)), Trail())
        return Possible(fee, silent=fee is None)

    # --- on the way to one amount -------------------------------------------------------------------------------------

    def trail(self, item: Item) -> Trail:
        """How the fee of an item comes about, where it does not depend on anything unknown."""
        trail = Trail()
        sight = item.sight
        isee = min(sight.values) if sight.settled and sight.values else NO_ISEE if sight.absent else 0
        fee_of(item.priced, item.day, isee, lambda node: bool(truth(node, item.asked, {})), trail)
        return trail

    def total_trail(self, total: Fraction) -> Trail:
        """How the total comes about from the sum of the fees."""
        trail = Trail()
        total_of(exactly(total), self.closing, lambda node: bool(truth(node, self.case, {})), trail)
        return trail


def _seen(item: Item) -> list[int]:
    """What the tariff may see of the ISEE; of any one, those at which a fee can be least or greatest."""
    sight, shape = item.sight, item.priced.shape
    found = set(sight.values)
    if sight.open:
        found |= {0, TOP, *(turning_points(shape) if isinstance(shape, Table) else ())}
    return [*sorted(found), *([NO_ISEE] if sight.absent else [])]


def _joined(spans: Sequence[Possible]) -> Possible:
    """All that some spans hold together."""
    known = [span.amounts for span in spans if span.amounts is not None]
    hull = known[0] if known else None
    for each in known[1:]:
        hull = each.hull(hull) if hull is not None else each
    return Possible(hull, any(span.silent for span in spans))
