"""How a rule moves when a value that it names grows: easier to keep, harder, or either way.

A calculus of signs, without a solver. Where a value stands tells: under ``at_most`` a larger one is easier to keep,
under ``at_least`` harder; ``when`` and ``not`` turn that round, a derogation does not. Where several places disagree,
or the value works inside a fact, nothing can be said: *either*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from adm_rules.facts.registry import Registry
from adm_rules.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    FactRef,
    ListOf,
    Not,
    Operand,
    Rule,
    Term,
    ValueRef,
)

EASIER, HARDER, EITHER = 1, -1, 0

#: What a larger operand does to a comparison.
_EFFECT = {"at_most": EASIER, "below": EASIER, "one_of": EASIER, "at_least": HARDER, "above": HARDER,
           "none_of": HARDER, "includes": HARDER, "is": EITHER, "is_not": EITHER}  # fmt: skip
_TERM_EFFECT = {"within": EASIER, "by_day": EASIER, "every": EASIER, "before": HARDER, "by_fact": EITHER}


def effects(rule: Rule, value: str, registry: Registry) -> set[int]:
    """What growth of a value does to a rule, place by place; empty when the rule does not name it."""
    found = set(_of(rule.require, value, 1, registry))
    if rule.when is not None:
        found |= set(_of(rule.when, value, -1, registry))
    for item in rule.derogations:
        for condition in (item.record, item.when, item.require):
            if condition is not None:
                found |= set(_of(condition, value, 1, registry))
    named = [FactRef(name) for name in (rule.dated_by, rule.awaits) if name]
    return found | ({EITHER} if any(_inside(ref, value, registry) for ref in named) else set())


def _of(condition: Condition, value: str, sign: int, registry: Registry) -> Iterator[int]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _of(part, value, sign, registry)
        case Not(part):
            yield from _of(part, value, -sign, registry)
        case ByReading():
            for part in condition.options.values():
                yield from _of(part, value, sign, registry)
        case Comparison():
            yield from _of_comparison(condition, value, sign, registry)
        case Term():
            yield from _of_term(condition, value, sign, registry)


def _of_comparison(condition: Comparison, value: str, sign: int, registry: Registry) -> Iterator[int]:
    operand = condition.operand
    if condition.operator == "between" and isinstance(operand, ListOf):
        for end, effect in zip(operand.items, (HARDER, EASIER), strict=False):
            if isinstance(end, ValueRef) and end.name == value:
                yield sign * effect
    elif _names(operand, value):
        yield sign * _EFFECT[condition.operator]
    refs = [condition.fact, *_facts(operand)]
    if any(_inside(ref, value, registry) for ref in refs):
        yield EITHER


def _of_term(term: Term, value: str, sign: int, registry: Registry) -> Iterator[int]:
    if term.length is not None and _names(term.length, value):
        yield sign * _TERM_EFFECT[term.form]
    refs = [ref for ref in (term.fact, term.anchor, term.until) if ref is not None]
    refs += _facts(term.length) if term.length is not None else []
    if any(_inside(ref, value, registry) for ref in refs):
        yield EITHER


def _names(operand: Operand, value: str) -> bool:
    if isinstance(operand, ListOf):
        return any(_names(item, value) for item in operand.items)
    return isinstance(operand, ValueRef) and operand.name == value


def _facts(operand: Operand) -> list[FactRef]:
    if isinstance(operand, ListOf):
        return [ref for item in operand.items for ref in _facts(item)]
    return [operand] if isinstance(operand, FactRef) else []


def _inside(ref: FactRef, value: str, registry: Registry) -> bool:
    """Whether a value works inside a fact: in its parameters, or in a recipe that it rests on."""
    if any(_names(argument, value) for _, argument in ref.arguments):
        return True
    return value in values_inside(ref.name, registry)


def values_inside(name: str, registry: Registry, seen: frozenset[str] = frozenset()) -> set[str]:
    """Names of the values that the recipe of a fact names, itself or through other facts."""
    fact = registry.facts.get(name)
    if fact is None or fact.recipe is None or name in seen:
        return set()
    found: set[str] = set()
    for word in _words(fact.recipe):
        found |= {word[1:]} if word.startswith("$") else values_inside(word, registry, seen | {name})
    return found


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield key
            yield from _words(item)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _words(item)


def growth(kind: str, old: Any, new: Any) -> int | None:
    """1 when an amount grows, -1 when it shrinks, 0 when it moves sideways, None when it stays."""
    if old == new:
        return None
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        return 1 if old < new else -1 if new < old else EITHER
    if kind == "fraction":
        return 1 if Fraction(*new) > Fraction(*old) else -1
    if kind == "month_day":
        return 1 if new > old else -1
    if isinstance(old, int) and isinstance(new, int) and not isinstance(old, bool):
        return 1 if new > old else -1
    return EITHER
