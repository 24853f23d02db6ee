"""Conditions with one part of a group left out, and which of these come to the same rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adm_rules._internal.dataclass import replace
from adm_rules._internal.lint.material import Material
from adm_rules._internal.proof.claims import PartVariant, alike
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    DerogationClause,
    Leaf,
    Not,
    Rule,
)
from adm_rules._internal.rules.canonical import unaliased


def idle_parts(material: Material) -> Iterator[tuple[Rule, Leaf]]:
    """The parts, by their first leaf, without which a rule is proved to give the same verdicts under every reading.

    Only a part whose facts the rest of the rule asks as well can be one.
    """
    numbers = {rule.id: n for n, rule in enumerate(material.rules.rules)}
    asked = [
        PartVariant(numbers[rule.id], other, (rule, next(part.leaves())))
        for rule in material.regulation.rules
        for part, other in _without(rule)
        if _facts(part) <= _facts(*other.conditions()) or _is_absorbed(part, other)
    ]
    yield from (variant.about for variant in alike(material.rules.program, material.registry, asked))


def _facts(*conditions: Condition) -> frozenset[Any]:
    return frozenset(
        (each.name, each.arguments) for one in conditions for each in map(unaliased, one.facts())
    )


def _is_absorbed(part: Condition, other: Rule) -> bool:
    """Whether the rest of a rule asks that a fact of the part is there: in a group of `any` that is enough."""
    there = {
        leaf.fact.name
        for condition in other.conditions()
        for leaf in condition.leaves()
        if isinstance(leaf, Comparison) and leaf.operator == "exists"
    }
    return isinstance(part, Comparison) and part.fact.name in there


def _without(rule: Rule) -> Iterator[tuple[Condition, Rule]]:
    """Each part of a group of the rule, and the rule without it."""
    if rule.when is not None:
        yield from ((part, replace(rule, when=rest)) for part, rest in _dropped(rule.when))
    yield from ((part, replace(rule, require=rest)) for part, rest in _dropped(rule.require))
    for n, clause in enumerate(rule.derogations):
        for part, other in _clauses(clause):
            both = (*rule.derogations[:n], other, *rule.derogations[n + 1 :])
            yield part, replace(rule, derogations=both)


def _clauses(clause: DerogationClause) -> Iterator[tuple[Condition, DerogationClause]]:
    if clause.when is not None:
        yield from ((part, replace(clause, when=rest)) for part, rest in _dropped(clause.when))
    yield from ((part, replace(clause, require=rest)) for part, rest in _dropped(clause.require))


def _dropped(condition: Condition, *, inside: bool = False) -> Iterator[tuple[Condition, Condition]]:
    """Each part of the groups of a condition, and the condition without it.

    Below two readings at once nothing is looked at: no verdict is ever given under two options that are no defaults.
    """
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for n, part in enumerate(parts):
                before, after = parts[:n], parts[n + 1 :]
                if before or after:
                    yield part, type(condition)((*before, *after))
                for dropped, rest in _dropped(part, inside=inside):
                    yield dropped, type(condition)((*before, rest, *after))
        case Not(part):
            yield from ((dropped, Not(rest)) for dropped, rest in _dropped(part, inside=inside))
        case ByReading() if not inside:
            for option, part in condition.options.items():
                for dropped, rest in _dropped(part, inside=True):
                    yield dropped, replace(condition, options={**condition.options, option: rest})
