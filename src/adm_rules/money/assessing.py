"""Every amount that can be due for some sessions, over each certificate and each unknown condition.

The sessions share the family's certificate and what is said of the case; what is unknown of one session is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from adm_rules.compiler.asking import Asked
from adm_rules.compiler.core import Node
from adm_rules.compiler.fees import ANY, TOP, Range, exactly, turning_points
from adm_rules.compiler.tariffs import Priced
from adm_rules.money.certificates import NOBODY, Sight
from adm_rules.money.charging import NO_ISEE, Trail, fee_of, total_of
from adm_rules.money.worlds import MOST, World, is_shared, key_of, truth, unknown_atoms, worlds
from adm_rules.rules import Table

#: No draw is needed where the certificate is known.
_ANYHOW: Final = -2


@dataclass(frozen=True, slots=True)
class Item:
    """What is paid for at one fee: a session, or a month. ``rate`` is the cost that a share is taken of, else 1."""

    asked: Asked
    priced: Priced
    day: int
    quantity: Range
    rate: Range
    sight: Sight

    def conditions(self, *, of_total: bool) -> list[Node]:
        """The conditions of the fee, or those of the total."""
        shape = self.priced.shape
        total = {each.id for each in shape.modifiers if each.of_total} if isinstance(shape, Table) else set()
        return [
            node
            for (kind, name), node in self.priced.holds.items()
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
    """What some sessions cost together; ``case`` answers for the conditions of the total."""

    def __init__(self, items: Sequence[Item], case: Asked) -> None:
        self.items = items
        self.case = case

    # --- what is unknown ----------------------------------------------------------------------------------------------

    def unknown(self) -> Iterator[tuple[Asked, Node]]:
        """Unknown comparisons, and the rows that they are about."""
        for item in self.items:
            yield from (
                (item.asked, atom) for atom in unknown_atoms(item.conditions(of_total=False), item.asked)
            )
        for item in self.items[-1:]:
            yield from (
                (self.case, atom) for atom in unknown_atoms(item.conditions(of_total=True), self.case)
            )

    @cached_property
    def _shared(self) -> list[Any]:
        return list(dict.fromkeys(key_of(atom) for _, atom in self.unknown() if is_shared(atom)))

    def _own(self, item: Item) -> list[Any]:
        found = unknown_atoms(item.conditions(of_total=False), item.asked)
        return list(dict.fromkeys(key_of(atom) for atom in found if not is_shared(atom)))

    # --- all that is possible -----------------------------------------------------------------------------------------

    @cached_property
    def total(self) -> Possible:
        """What is due in all, in cents."""
        return self._over_worlds(self._draws())

    @cached_property
    def without(self) -> Possible:
        """What is due if no certificate is presented."""
        items = [
            Item(each.asked, each.priced, each.day, each.quantity, each.rate, NOBODY) for each in self.items
        ]
        return Assessment(items, self.case).total

    def fee(self, item: Item) -> Possible:
        """The fee of one item for one unit."""
        spans = [
            self._fee(item, world, draw) for world in worlds(self._shared[:MOST]) for draw in self._draws()
        ]
        return _joined(spans) if len(self._shared) <= MOST else Possible(ANY, silent=False)

    def _draws(self) -> list[int]:
        """Every ISEE that needs looking at while the certificate is not known, and that there may be none."""
        if not any(item.sight.open for item in self.items):
            return [_ANYHOW]
        return [*self._points, NO_ISEE]

    @cached_property
    def _points(self) -> list[int]:
        shapes = [item.priced.shape for item in self.items]
        return sorted(
            {0, TOP, *(x for each in shapes if isinstance(each, Table) for x in turning_points(each))}
        )

    def _over_worlds(self, draws: Sequence[int]) -> Possible:
        if len(self._shared) > MOST:
            return Possible(ANY, silent=False)
        return _joined([self._sum(world, draw) for world in worlds(self._shared) for draw in draws])

    def _sum(self, world: World, draw: int) -> Possible:
        """All items together in one world."""
        total, silent = exactly(0), False
        for item in self.items:
            fee = self._fee(item, world, draw)
            silent |= fee.silent
            if fee.amounts is None:
                return Possible(None, silent)
            total = total.plus(fee.amounts.times(item.rate).times(item.quantity))
        for item in self.items[-1:]:
            total = total_of(total, item.priced, lambda node: bool(truth(node, self.case, world)), Trail())
        return Possible(total, silent)

    def _fee(self, item: Item, world: World, draw: int) -> Possible:
        """The fee of one item in one world, over what is its own."""
        own = self._own(item)
        if len(own) > MOST:
            return Possible(ANY, silent=False)
        return _joined(
            [
                self._in_world(item, {**world, **mine}, isee)
                for mine in worlds(own)
                for isee in self._sights(item.sight, draw)
            ]
        )

    @staticmethod
    def _in_world(item: Item, world: World, isee: int) -> Possible:
        fee = fee_of(item.priced, item.day, isee, lambda node: bool(truth(node, item.asked, world)), Trail())
        return Possible(fee, silent=fee is None)

    def _sights(self, sight: Sight, draw: int) -> list[int]:
        """What the tariff may see of the ISEE, given what the family holds."""
        found = sorted(sight.values)
        if not sight.open:
            return [*found, *([NO_ISEE] if sight.absent else [])]
        if draw != NO_ISEE:
            return [*found, draw]
        return [*found, NO_ISEE] if sight.absent else [*found, *self._points]

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
        for item in self.items[-1:]:
            total_of(exactly(total), item.priced, lambda node: bool(truth(node, self.case, {})), trail)
        return trail


def _joined(spans: Sequence[Possible]) -> Possible:
    """All that some spans hold together."""
    known = [span.amounts for span in spans if span.amounts is not None]
    hull = known[0] if known else None
    for each in known[1:]:
        hull = each.hull(hull) if hull is not None else each
    return Possible(hull, any(span.silent for span in spans))
