"""What a rule rests on once recipes are looked into: facts, and the readings of the rule set."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import Condition, Regulation, Rule, Term


def days_of(rule: Rule, registry: Registry) -> Iterator[str]:
    """The facts that say which day's values count, and until when the rule waits."""
    subject = registry.subjects.get(rule.per)
    given = (rule.dated_by, rule.awaits, subject.day if subject is not None else None)
    return (name for name in given if name)


def values_of(rule: Rule, registry: Registry) -> frozenset[str]:
    """The values that a rule names, itself or in the recipes of its facts."""
    conditions = tuple(rule.conditions())
    named = {name for each in conditions for name in each.values()}
    inside = (registry.values_inside(fact.name) for each in conditions for fact in each.facts())
    return frozenset(named.union(*inside))


def readings_of(rule: Rule, regulation: Regulation, registry: Registry) -> tuple[str, ...]:
    """The readings that a rule depends on, by name: those that `show` tells are those that a verdict is tried under.

    Its conditions and derogations may name them, or a value that they compare with, or one inside a fact that they ask.
    """
    found = readings_in(tuple(rule.conditions()), regulation, registry)
    framing = (*days_of(rule, registry), *_span_of(rule, registry))
    inside = {value for name in framing for value in registry.values_inside(name)}
    return tuple(sorted(found.union(*(regulation.disputed.get(value, ()) for value in inside))))


def readings_asked(regulation: Regulation, registry: Registry) -> frozenset[str]:
    """The readings that some rule depends on."""
    return frozenset().union(*(readings_of(rule, regulation, registry) for rule in regulation.rules))


def _span_of(rule: Rule, registry: Registry) -> tuple[str, ...]:
    """The first and the last day of the subject, where a record must contain them or a day of the year is meant."""
    recorded = any(item.record is not None for item in rule.derogations)
    yearly = any(isinstance(part, Term) and part.form == "by_day" for part in rule.require.walk())
    subject = registry.subjects.get(rule.per) if recorded or yearly else None
    return subject.span or () if subject is not None else ()


def readings_in(
    conditions: tuple[Condition, ...], regulation: Regulation, registry: Registry
) -> frozenset[str]:
    """The readings that conditions depend on, recipes looked into; names that no reading bears are left out."""
    disputed = regulation.disputed
    named = (condition.readings(disputed, registry.values_inside) for condition in conditions)
    return frozenset().union(*named) & regulation.readings.keys()


def rests_on(rule: Rule, recipe: str, registry: Registry) -> bool:
    """Whether the conditions of a rule ask a fact that a recipe makes, itself or through other facts."""
    names = {fact.name for condition in rule.conditions() for fact in condition.facts()}
    return any(registry.uses_recipe(name, recipe) for name in names)
