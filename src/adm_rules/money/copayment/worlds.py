"""Every amount that can be due for some sessions, world by world, over each certificate that may count.

A world takes each comparison that is unknown as true or as false. Comparisons are nodes of the core, and one that
stands in two conditions is one node: `not` and repetition stay consistent. Those about the case are shared by all its
sessions; what is unknown of one session is its own. So is the certificate, where any may count: one may begin or end
between two sessions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any, Final, TypeAlias

from adm_rules.bounds import ANYTHING, NONE, ZERO, Interval, exact, exactly, hull
from adm_rules.compiler import evaluate, nodes
from adm_rules.compiler.asking import Asked
from adm_rules.compiler.fees import Schedule
from adm_rules.compiler.nodes import Node
from adm_rules.compiler.tariffs import Priced
from adm_rules.logic import Truth
from adm_rules.money.copayment.certificates import NOBODY, Sight
from adm_rules.money.copayment.copayment import Waiver
from adm_rules.money.copayment.fees import NO_ISEE, Trail, fee_of, total_of, without
from adm_rules.operators import OPERATORS
from adm_rules.rules import Flat, Table

#: What a comparison is known by, and whether it is taken to hold.
World: TypeAlias = Mapping[Any, bool]
#: More unknown comparisons than these are not gone through.
MOST: Final = 10


def atoms(node: Node) -> Iterator[Node]:
    """The comparisons that a condition is made of."""
    if isinstance(node, nodes.And | nodes.Or | nodes.Not):
        for arg in node.args:
            yield from atoms(arg)
    else:
        yield node


def name_of(atom: Node) -> str:
    """What a comparison is asked by."""
    return f"tariff:{atom.number}"


def key_of(atom: Node) -> Any:
    """What a comparison is known by: one about the case has one key, whoever asks."""
    return (type(atom), *map(_of_owner, atom.parts)) if is_shared(atom) else atom


def is_shared(atom: Node) -> bool:
    """Whether a comparison is about the case, not about one of its sessions."""
    return atom.scope == "case" or all(_from_above(arg) for arg in atom.args)


def _from_above(node: Node) -> bool:
    if isinstance(node, nodes.Pair | nodes.Union):
        return all(_from_above(arg) for arg in node.args)
    return isinstance(node, nodes.Via | nodes.Const | nodes.Today)


def _of_owner(part: Any) -> Any:
    """A part as the owner sees it, from wherever it is seen."""
    match part:
        case nodes.Pair() | nodes.Union():
            return (type(part), *map(_of_owner, part.args))
        case nodes.Via(of=of):
            return of
    return part


def truth(node: Node, asked: Asked, world: World) -> Truth:
    """The truth of a condition on a row, in a world."""

    def of_atom(atom: Node) -> Truth:
        found = asked.truths.get(name_of(atom))
        return found if isinstance(found, bool) else world.get(key_of(atom))

    return evaluate.joined(node, of_atom)


def unknown_atoms(conditions: Iterable[Node], asked: Asked) -> Iterator[Node]:
    """The unknown comparisons behind conditions that are unknown."""
    for node in conditions:
        if truth(node, asked, {}) is None:
            yield from (atom for atom in atoms(node) if not isinstance(asked.truths.get(name_of(atom)), bool))


#: Unknown comparisons by what they are known by, each with who is asked.
Unknown: TypeAlias = Mapping[Any, tuple[Asked, Node]]


def worlds(unknown: Unknown) -> Iterator[World]:
    """Every way in which unknown comparisons may turn out together; none of more than are gone through."""
    together: dict[Any, dict[Any, tuple[Asked, Node]]] = {}
    for key, (asked, atom) in unknown.items():
        held = measured(atom)
        about = key if held is None else _of_owner(held.left)
        together.setdefault(about, {})[key] = (asked, atom)
    for parts in product(*map(_outcomes, together.values())) if len(unknown) <= MOST else ():
        yield {key: holds for part in parts for key, holds in part.items()}


def measured(atom: Node) -> nodes.Compare | None:
    """A comparison that holds one value against constants: others of the value may exclude or imply it."""
    if not isinstance(atom, nodes.Compare) or atom.event or atom.left.kind == "set":
        return None
    return atom if None not in (*_constants(atom.right),) and not isinstance(atom.left, nodes.Const) else None


def value_name(atom: nodes.Compare) -> str:
    """What the value of a comparison is asked by."""
    return f"tariff value:{atom.left.number}"


def _constants(node: Node) -> Iterator[Any]:
    """The constants that a value is held against, one by one; None for what is none, or is not set."""
    if isinstance(node, nodes.Pair):
        yield from (*_constants(node.low), *_constants(node.high))
    elif not isinstance(node, nodes.Const) or node.value.__class__ is Interval:
        yield None
    elif node.value.__class__ is frozenset:
        yield from sorted(node.value)
    else:
        yield node.value


def _right(node: Node) -> Any:
    """The constants as an operator takes them."""
    return (
        (_right(node.low), _right(node.high))
        if isinstance(node, nodes.Pair)
        else getattr(node, "value", None)
    )


def _outcomes(unknown: Unknown) -> Sequence[World]:
    """How comparisons of one value may turn out together: as they do for some value that it can have."""
    alone = [dict(zip(unknown, held, strict=True)) for held in product((False, True), repeat=len(unknown))]
    tests = {key: found for key, (_, atom) in unknown.items() if (found := measured(atom)) is not None}
    if not tests:
        return alone
    asked, _ = next(iter(unknown.values()))
    value = asked.values.get(value_name(next(iter(tests.values()))))
    constants = [each for test in tests.values() for each in _constants(test.right)]
    candidates = _candidates(value, constants) if value.__class__ is Interval else ()
    outcomes = (
        {key: OPERATORS[test.order].test(each, _right(test.right)) for key, test in tests.items()}
        for each in candidates
    )
    sure = {
        tuple(holds.items()): {key: bool(held) for key, held in holds.items()}
        for holds in outcomes
        if all(isinstance(held, bool) for held in holds.values())
    }
    return list(sure.values()) or alone


def _candidates(value: Interval, constants: Sequence[Any]) -> Iterator[Any]:
    """Values that stand for all that an unknown one can be: each constant, what lies beside it, and anything else."""
    if value.none:
        yield NONE
    numbers = [each for each in constants if each.__class__ in {int, tuple}]
    names = [each for each in constants if each.__class__ is str]
    yield from (*names, "") if names else () if numbers else (True, False)
    for each in numbers:
        step = 1 if each.__class__ is int else Fraction(1, 10**12)
        near = (exact(each) - step, exact(each), exact(each) + step)
        yield from (number for number in near if value.lo <= number <= value.hi)


# --- amounts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """What is paid for at one fee: a session, or a month. ``rate`` is the cost that a share is taken of, else 1."""

    asked: Asked
    priced: Priced
    day: int
    quantity: Interval
    rate: Interval
    sight: Sight


@dataclass(frozen=True, slots=True)
class Closing:
    """By what a total is made: the version of the last session that counts, its day, and what is seen on it."""

    priced: Priced
    day: int
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


#: All that an amount can be, ``none`` where the act says nothing in some case; None where it does in none.
Amount: TypeAlias = Interval | None


class Bill:
    """What some sessions cost together, one at least; ``case`` answers for the conditions of the total."""

    def __init__(self, items: Sequence[Item], case: Asked, end: Closing) -> None:
        self.items = items
        self.case = case
        self.end = end
        self.closing = end.priced
        self._found_own: dict[int, Unknown] = {}  # by the id of an item, which lives as long as this does
        self._found_fees: dict[int, Amount] = {}

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
    def _shared(self) -> Unknown:
        return {key_of(atom): (asked, atom) for asked, atom in self.unknown() if is_shared(atom)}

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
        return Bill(items, self.case, replace(self.end, sight=NOBODY)).total

    @cached_property
    def cap(self) -> Amount:
        """The most that the month can cost; None where there is no limit."""
        table = self.closing.shape.month_cap if isinstance(self.closing.shape, Table) else None
        if table is None:
            return None
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
        holds = lambda node: bool(truth(node, self.case, world))  # noqa: E731
        return total_of(total, self.closing, self.cap, holds, Trail())

    def _fee(self, item: Item, world: World) -> Amount:
        """The fee of one item in one world, over what is its own."""
        own = self._own(item)
        if len(own) > MOST:
            return ANYTHING
        return _joined(
            [
                self._in_world(item, {**world, **mine}, isee, Trail())
                for mine in worlds(own)
                for isee in _seen(item)
            ]
        )

    @staticmethod
    def _in_world(item: Item, world: World, isee: int, trail: Trail) -> Amount:
        return fee_of(item.priced, item.day, isee, lambda node: bool(truth(node, item.asked, world)), trail)

    def waiver(self, item: Item) -> Waiver | None:
        """Why nothing is due for an item, where every world gives one and the same reason."""
        found = set[Waiver | None]()
        for shared in worlds(self._shared):
            for mine in worlds(self._own(item)):
                for isee in _seen(item):
                    trail = Trail()
                    self._in_world(item, {**shared, **mine}, isee, trail)
                    found.add(trail.reason)
        return found.pop() if len(found) == 1 else None

    # --- on the way to one amount -------------------------------------------------------------------------------------

    def trail(self, item: Item) -> Trail:
        """How the fee of an item comes about, where it does not depend on anything unknown."""
        trail = Trail()
        sight = item.sight
        isee = (
            min(sight.values) if sight.settled and sight.values else NO_ISEE if sight.absent else _any(item)
        )
        self._in_world(item, {}, isee, trail)
        return trail

    def total_trail(self, total: Fraction) -> Trail:
        """How the total comes about from the sum of the fees."""
        trail = Trail()
        total_of(exactly(total), self.closing, self.cap, lambda node: bool(truth(node, self.case, {})), trail)
        return trail


def _seen(item: Item) -> list[int]:
    """What the tariff may see of the ISEE, ``NO_ISEE`` included."""
    sight, shape = item.sight, item.priced.shape
    schedule = item.priced.schedule(shape, item.day) if isinstance(shape, Table) else None
    return [*_places(sight, schedule), *([NO_ISEE] if sight.absent else [])]


def _places(sight: Sight, schedule: Schedule | None) -> list[int]:
    """The ISEE that may be attested; of any one, those at which an amount can be least or greatest."""
    points = (schedule.turning_points() if schedule is not None else (0,)) if sight.open else ()
    return sorted({*sight.values, *points})


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
