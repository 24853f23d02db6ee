"""Conditions that are not decided, world by world: each comparison that is unknown is taken as true and as false.

Comparisons are nodes of the core, and one that stands in two conditions is one node: `not` and repetition stay
consistent. Those about the case, which several sessions share, are told apart from those of one session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, TypeAlias

from adm_rules.compiler.asking import Asked
from adm_rules.compiler.core import Node
from adm_rules.logic import Truth, all_of, any_of, negate

#: What a comparison is known by, and whether it is taken to hold.
World: TypeAlias = Mapping[Any, bool]
#: More unknown comparisons than these are not gone through.
MOST: Final = 10


def atoms(node: Node) -> Iterator[Node]:
    """The comparisons that a condition is made of."""
    if node.op in {"and", "or", "not"}:
        for arg in node.args:
            yield from atoms(arg)
    else:
        yield node


def name_of(atom: Node) -> str:
    """What a comparison is asked by."""
    return f"tariff:{atom.number}"


def key_of(atom: Node) -> Any:
    """What a comparison is known by: one about the case has one key, whoever asks."""
    return (atom.info, *(_of_owner(arg) for arg in atom.args)) if is_shared(atom) else atom


def is_shared(atom: Node) -> bool:
    """Whether a comparison is about the case, not about one of its sessions."""
    return atom.scope == "case" or all(_from_above(arg) for arg in atom.args)


def _from_above(node: Node) -> bool:
    if node.op in {"pair", "union"}:
        return all(_from_above(arg) for arg in node.args)
    return node.op in {"via", "const", "today"}


def _of_owner(node: Node) -> Any:
    if node.op in {"pair", "union"}:
        return (node.op, *(_of_owner(arg) for arg in node.args))
    return node.args[0] if node.op == "via" else node


def truth(node: Node, asked: Asked, world: World) -> Truth:
    """The truth of a condition on a row, in a world."""
    if node.op == "not":
        return negate(truth(node.args[0], asked, world))
    if node.op in {"and", "or"}:
        join = all_of if node.op == "and" else any_of
        return join(*(truth(arg, asked, world) for arg in node.args))
    found = asked.truths.get(name_of(node))
    return found if isinstance(found, bool) else world.get(key_of(node))


def unknown_atoms(conditions: Iterable[Node], asked: Asked) -> Iterator[Node]:
    """The unknown comparisons behind conditions that are unknown."""
    for node in conditions:
        if truth(node, asked, {}) is None:
            yield from (atom for atom in atoms(node) if not isinstance(asked.truths.get(name_of(atom)), bool))


def worlds(keys: Sequence[Any]) -> Iterator[World]:
    """Every way in which unknown comparisons may turn out."""
    for held in product((False, True), repeat=len(keys)):
        yield dict(zip(keys, held, strict=True))
