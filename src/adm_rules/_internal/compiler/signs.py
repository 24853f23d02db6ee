"""How a rule moves when a value that it names grows: easier to keep, harder, or either way.

A calculus of signs, without a solver. Where a value stands tells: under ``at_most`` a larger one is easier to keep,
under ``at_least`` harder; ``when`` and ``not`` turn that round, a derogation does not. Where several places disagree,
or the value works inside a fact, nothing can be said: *either*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from adm_rules._internal.facts.basis import days_of
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import (
    Comparison,
    Elements,
    FactRef,
    Leaf,
    ListOf,
    Operand,
    Rule,
    Term,
    ValueRef,
    operands_in,
)
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.deadline_forms import FORMS
from adm_rules._internal.values.operators import EASIER, EITHER, OPERATORS


def effects(rule: Rule, value: str, registry: Registry) -> set[int]:
    """What growth of a value does to a rule, place by place; empty when the rule does not name it."""
    found = {
        effect
        for condition in rule.conditions()
        for leaf, holds in condition.signed(holds=condition is not rule.when)
        for effect in _of(leaf, value, 1 if holds else -1, registry)
    }
    inside = any(value in registry.values_inside(name) for name in days_of(rule, registry))
    return found | ({EITHER} if inside else set())


def _of(leaf: Leaf, value: str, sign: int, registry: Registry) -> Iterator[int]:
    match leaf:
        case Elements():
            yield from _of_elements(leaf, value, sign, registry)
        case Term(fact=Elements() as elements):
            yield from _of_term(leaf, value, sign)
            yield from _of_elements(elements, value, sign, registry)
        case Term():
            yield from _of_term(leaf, value, sign)
        case _:
            yield from _of_comparison(leaf, value, sign)
    if any(_inside(ref, value, registry) for ref in leaf.facts()):
        yield EITHER


def _of_elements(elements: Elements, value: str, sign: int, registry: Registry) -> Iterator[int]:
    """More elements make it easier that there is one, and harder that something holds of each."""
    if elements.grace is not None and _names(elements.grace, value):
        yield sign * EASIER
    looser = elements.form != "each"
    for condition, helps in ((elements.where, looser), (elements.holds, True)):
        for leaf, holds in condition.signed() if condition is not None else ():
            yield from _of(leaf, value, sign if holds is helps else -sign, registry)


def _of_comparison(condition: Comparison, value: str, sign: int) -> Iterator[int]:
    operand, operator = condition.operand, OPERATORS[condition.operator]
    if operator.operand == "pair" and isinstance(operand, ListOf):
        for end, effect in zip(operand.items, operator.effects, strict=False):
            if isinstance(end, ValueRef) and end.name == value:
                yield sign * effect
    elif _names(operand, value):
        yield sign * operator.effects[0]


def _of_term(term: Term, value: str, sign: int) -> Iterator[int]:
    if term.length is not None and _names(term.length, value):
        yield sign * FORMS[term.form].effect(term.mode)
    for each in term.instead:
        yield from _of_term(each.term, value, sign)
        if value in each.when.values():  # which term is in force tells nothing of which is longer
            yield EITHER


def _names(operand: Operand, value: str) -> bool:
    """Whether an operand is a value, or a list with it; one that fills a parameter works inside the fact."""
    items: Iterable[Operand] = operand.items if isinstance(operand, ListOf) else (operand,)
    return any(isinstance(item, ValueRef) and item.name == value for item in items)


def _inside(ref: FactRef, value: str, registry: Registry) -> bool:
    """Whether a value works inside a fact: in its parameters, or in a recipe that it rests on."""
    arguments = operands_in(argument for _, argument in ref.arguments)
    if any(isinstance(each, ValueRef) and each.name == value for each in arguments):
        return True
    return value in registry.values_inside(ref.name)


def growth(kind: str, old: Any, new: Any) -> int | None:
    """1 when an amount of a kind grows, -1 when it shrinks, 0 when it moves sideways, None when it stays."""
    if kind == "fraction":
        old, new = Fraction(*old), Fraction(*new)
    if old == new:
        return None
    if kind == "set":
        return 1 if old < new else -1 if new < old else EITHER
    if KINDS[kind].family in ("bool", "name"):
        return EITHER
    return 1 if new > old else -1
