"""Of several who must be there, agree or get a paper, nobody stands in for another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from adm_rules._internal.engine import available, load
from adm_rules._internal.rules import Comparison
from adm_rules._internal.rules.conditions import ListOf, Literal, Operand, ValueRef
from adm_rules._internal.rules.regulation import Regulation

#: Facts that ask for one of the names that they take, whichever.
ANY_OF = {"signed_by"}


def named(operand: Operand, regulation: Regulation) -> Iterator[str]:
    """The names that an operand lists, by itself or by a value."""
    match operand:
        case ListOf(items=items):
            for item in items:
                yield from named(item, regulation)
        case Literal(raw=raw):
            yield from map(str, raw if isinstance(raw, list | tuple) else [raw])
        case ValueRef(name=name) if regulation.values[name].kind == "set":
            for amount in regulation.values[name].history:
                yield from map(str, amount.amount or ())


def asked(regulation: Regulation) -> Iterator[tuple[str, set[str]]]:
    """The names that each rule asks for together."""
    for rule in regulation.rules:
        for leaf in rule.require.leaves():
            if not isinstance(leaf, Comparison):
                continue
            given = () if leaf.fact.name in ANY_OF else leaf.fact.arguments
            together: list[Any] = [operand for _, operand in given]
            together += [leaf.operand] if leaf.operator == "includes" else []
            for operand in together:
                yield rule.id, set(named(operand, regulation))


def test_of_those_asked_for_together_none_says_another() -> None:
    """As a municipality's head of services is not the professional social service of a public company."""
    tried = 0
    for name in available():
        regulation = load(name).regulation
        kin = regulation.kinships["role"]
        for rule, names in asked(regulation):
            for one, other in permutations(sorted(names), 2):
                tried += 1
                assert kin.says(one, other) is not True, f"{rule}: {one} alone is taken for {other} as well"
    assert tried
