"""How a rule moves when a value that it names grows: easier to keep, harder, or either way.

A calculus of signs, without a solver. Where a value stands tells: under ``at_most`` a larger one is easier to keep,
under ``at_least`` harder; ``when`` and ``not`` turn that round, a derogation does not. Where several places disagree,
or the value works inside a fact, nothing can be said: *either*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from adm_rules.facts.registry import Registry
from adm_rules.quantities import KINDS
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
    Regulation,
    Rule,
    Term,
    ValueRef,
)

EASIER, HARDER, EITHER = 1, -1, 0

#: What a larger operand does to a comparison.
_EFFECT = {"at_most": EASIER, "below": EASIER, "one_of": EASIER, "at_least": HARDER, "above": HARDER,
           "none_of": HARDER, "includes": HARDER, "is": EITHER, "is_not": EITHER}  # fmt: skip
_TERM_EFFECT = {"within": EASIER, "by_day": EASIER, "every": EASIER, "before": HARDER}


def effects(rule: Rule, value: str, registry: Registry) -> set[int]:
    """What growth of a value does to a rule, place by place; empty when the rule does not name it."""
    found = {
        effect
        for condition in _parts(rule)
        for effect in _of(condition, value, -1 if condition is rule.when else 1, registry)
    }
    inside = any(value in values_inside(name, registry) for name in _dating(rule, registry))
    return found | ({EITHER} if inside else set())


def _dating(rule: Rule, registry: Registry) -> list[str]:
    """The facts that say which day's values count, and until when the rule waits."""
    return [name for name in (rule.dated_by, rule.awaits, registry.subjects[rule.per].day) if name]


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
        case Term():
            yield from _of_term(condition, value, sign, registry)
        case _:
            yield from _of_comparison(condition, value, sign, registry)


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
        fixed = term.form == "every" and term.mode != "rolling"  # dates of a longer step lie elsewhere
        yield EITHER if fixed else sign * _TERM_EFFECT[term.form]
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
    else:
        for item in data if isinstance(data, (list, tuple)) else ():
            yield from _words(item)


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


def rests_on(rule: Rule, recipe: str, registry: Registry) -> bool:
    """Whether the conditions of a rule ask a fact that a recipe makes, itself or through other facts."""
    names = {each.name for part in _parts(rule) for each in _walk(part) if isinstance(each, FactRef)}
    return any(_made_by(name, recipe, registry, frozenset()) for name in names)


def _made_by(name: str, recipe: str, registry: Registry, seen: frozenset[str]) -> bool:
    fact = registry.facts.get(name)
    if fact is None or fact.recipe is None or name in seen:
        return False
    below = (_made_by(word, recipe, registry, seen | {name}) for word in _words(fact.recipe))
    return recipe in fact.recipe or any(below)


# --- what a rule rests on ---------------------------------------------------------------------------------------------


def readings_of(rule: Rule, regulation: Regulation, registry: Registry) -> set[str]:
    """The readings that a rule depends on: by its conditions, or by a value that differs from reading to reading."""
    found, values = set[str](), set[str]()
    for part in _parts(rule):
        found |= {each.reading for each in _walk(part) if isinstance(each, ByReading)}
        values |= {each.name for each in _walk(part) if isinstance(each, ValueRef)}
        for ref in (each for each in _walk(part) if isinstance(each, FactRef)):
            values |= values_inside(ref.name, registry)
    for name in _dating(rule, registry):
        values |= values_inside(name, registry)
    entries = (entry for name in values & set(regulation.values) for entry in regulation.values[name].history)
    return found | {entry.by_reading[0] for entry in entries if entry.by_reading is not None}


def _parts(rule: Rule) -> Iterator[Condition]:
    derogated = [part for item in rule.derogations for part in (item.record, item.when, item.require)]
    yield from (part for part in (rule.when, rule.require, *derogated) if part is not None)


def _walk(part: Any) -> Iterator[Any]:
    """A condition and everything below it, down to values and facts."""
    yield part
    for below in _BELOW.get(type(part), lambda _: ())(part):
        if below is not None:
            yield from _walk(below)


#: What stands below each part of a condition.
_BELOW: Mapping[type, Callable[[Any], Iterable[Any]]] = {
    AllOf: lambda part: part.parts,
    AnyOf: lambda part: part.parts,
    Not: lambda part: (part.part,),
    ByReading: lambda part: part.options.values(),
    Comparison: lambda part: (part.fact, part.operand),
    Term: lambda part: (part.fact, part.length, part.anchor, part.until),
    ListOf: lambda part: part.items,
    FactRef: lambda part: (argument for _, argument in part.arguments),
}
