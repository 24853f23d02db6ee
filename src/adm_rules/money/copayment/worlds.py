"""Conditions that are not decided, world by world: each comparison that is unknown is taken as true and as false.

Comparisons are nodes of the core, and one that stands in two conditions is one node: `not` and repetition stay
consistent. Those about the case, which several sessions share, are told apart from those of one session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, TypeAlias

from adm_rules.compiler import evaluate, nodes
from adm_rules.compiler.asking import Asked
from adm_rules.compiler.nodes import Node
from adm_rules.logic import Truth

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


def worlds(keys: Sequence[Any]) -> Iterator[World]:
    """Every way in which unknown comparisons may turn out."""
    for held in product((False, True), repeat=len(keys)):
        yield dict(zip(keys, held, strict=True))
