"""Every way in which what is unknown of some sessions may turn out together.

A world takes each comparison that is unknown as true or as false. Comparisons are nodes of the core, and one that
stands in two conditions is one node: `not` and repetition stay consistent. Those about the case are shared by all its
sessions; what is unknown of one session is its own. So is the certificate, where any may count: one may begin or end
between two sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, Final, TypeAlias

from adm_rules._internal.compiler import evaluate, nodes
from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.amounts import counted
from adm_rules._internal.values.bounds import ANYTHING, INF, NONE, Interval, Number, exact, hull
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.operators import OPERATORS

#: What a comparison is known by, and whether it is taken to hold; what a value is known by, and what it is taken to be.
World: TypeAlias = Mapping[Any, Any]
#: More unknown comparisons than these are not gone through.
MOST: Final = 10


def atoms(node: Node) -> Iterator[Node]:
    """The comparisons that a condition is made of."""
    if isinstance(node, nodes.And | nodes.Or | nodes.Not):
        for arg in node.args:
            yield from atoms(arg)
    elif not isinstance(node, nodes.Const):  # what everybody satisfies is asked of nobody
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
        if isinstance(atom, nodes.Const):
            return bool(atom.value)
        found = asked.truths.get(name_of(atom))
        return found if isinstance(found, bool) else world.get(key_of(atom))

    def of(part: Node) -> Truth:
        return evaluate.joined(part, of, of_atom)

    return of(node)


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


def value_name(value: Node) -> str:
    """What a value is asked by, of a comparison or to count by."""
    return f"tariff value:{value.number}"


def _value_key(value: Node) -> Any:
    """What a value is known by in a world."""
    return ("value", _of_owner(value))


@dataclass(frozen=True, slots=True)
class Seen:
    """A row as a world has it."""

    asked: Asked
    world: World

    def holds(self, node: Node) -> bool:
        """Whether a condition holds; what the world leaves open does not."""
        return bool(truth(node, self.asked, self.world))

    def count(self, node: Node) -> Interval:
        """How many a fact counts: within what its comparisons are taken to be."""
        taken = self.world.get(_value_key(node))
        return counted(self.asked.values[value_name(node)] if taken is None else taken)


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
    """How comparisons of one value may turn out together: as they do for some value, and for which ones they do."""
    alone = [dict(zip(unknown, held, strict=True)) for held in product((False, True), repeat=len(unknown))]
    tests = {key: found for key, (_, atom) in unknown.items() if (found := measured(atom)) is not None}
    if not tests:
        return alone
    asked, _ = next(iter(unknown.values()))
    about = next(iter(tests.values())).left
    value = asked.values.get(value_name(about))
    constants = [each for test in tests.values() for each in _constants(test.right)]
    candidates = _candidates(value, constants) if value.__class__ is Interval else ()
    outcomes: dict[tuple[Any, ...], tuple[World, list[Interval]]] = {}
    for each, span in candidates:  # a candidate and the constants are known: every test decides
        holds = {key: OPERATORS[test.order].test(each, _right(test.right)) for key, test in tests.items()}
        outcomes.setdefault(tuple(holds.items()), (holds, []))[1].append(span)
    sure = [{**holds, _value_key(about): hull(spans)} for holds, spans in outcomes.values()]
    return sure or alone


def _candidates(value: Interval, constants: Sequence[Any]) -> Iterator[tuple[Any, Interval]]:
    """Values that stand for all that an unknown one can be, each with the range that it stands for.

    These are each constant, what lies between two, and anything else.
    """
    if value.none:
        yield NONE, ANYTHING
    numbers = sorted({exact(each) for each in constants if each.__class__ in {int, tuple}})
    names = [each for each in constants if each.__class__ is str]
    others = (*names, "") if names else () if numbers else (True, False)
    yield from ((each, ANYTHING) for each in others)
    step = 1 if all(each.__class__ is int for each in constants) else Fraction(1, 10**12)
    begin = value.lo
    for each in numbers:
        yield from _stretch(value, begin, each - step)
        yield from _stretch(value, each, each)
        begin = each + step
    if numbers:
        yield from _stretch(value, begin, value.hi)


def _stretch(value: Interval, first: Number, last: Number) -> Iterator[tuple[Number, Interval]]:
    """A value that stands for those from ``first`` to ``last``, as far as the value can be any of them."""
    low, high = max(value.lo, first), min(value.hi, last)
    if low <= high:
        yield (high if low <= -INF else low), Interval(low, high)
