"""Mistakes in what stands around the rules of a rule set: conventions, kin of names, presumptions, declared facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.basis import days_of
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.regulation import CONVENTIONS
from adm_rules._internal.names.base import Belonging, Lists
from adm_rules._internal.review.mutation.recipes import of_recipe
from adm_rules._internal.rules import Presumption, Regulation, Rule, Term, ValueRef
from adm_rules._internal.values.deadline_forms import FORMS

#: A rule set with a mistake: where it is, of which kind, its words, and whether a rule may be altered by it.
Around: TypeAlias = tuple[str, str, str, Regulation, Callable[[Rule, frozenset[str]], bool]]

#: Conventions that are days: without them every day counts.
_DAYS: Final = ("patron_days", "service_holidays", "suspended")


def around(plain: Regulation, registry: Registry) -> Iterator[Around]:
    """A rule set for each mistake, and which rules it may alter: by a rule and the facts that it rests on."""
    yield from _conventions(plain)
    yield from _kinship(plain, registry)
    yield from _presumptions(plain, registry)
    yield from _facts(plain, registry)


def basis(rule: Rule, registry: Registry) -> frozenset[str]:
    """All facts that a rule rests on, recipes looked into."""
    named = {fact.name for condition in rule.conditions() for fact in condition.facts()}
    return frozenset(each for name in {*named, *days_of(rule, registry)} for each in registry.made_of(name))


def _conventions(plain: Regulation) -> Iterator[Around]:
    habits: Any = plain.conventions
    words = [
        (key, word) for key, known in CONVENTIONS.items() for word in known if word != getattr(habits, key)
    ]
    days = [(key, ()) for key in _DAYS if getattr(habits, key)]
    waiting = frozenset(name for name, value in plain.values.items() if value.never_set)
    for key, word in (*words, *days):
        change = f"{key} {getattr(habits, key)} -> {word}" if word else f"{key}: left out"
        other = replace(plain, conventions=replace(habits, **{key: word}))
        yield "conventions", "convention", change, other, partial(_counts_days, key, waiting)


def _counts_days(key: str, waiting: frozenset[str], rule: Rule, _facts: frozenset[str]) -> bool:
    """Whether a rule has a term that a convention moves: each of the two rollovers moves those of its direction."""
    parts = (part for condition in rule.conditions() for part in condition.walk())
    terms = [
        each
        for each in parts
        if isinstance(each, Term) and FORMS[each.form].rollovers and each.rollover is None
        if not (isinstance(each.length, ValueRef) and each.length.name in waiting)
    ]
    backward = key.startswith("backward")
    return any(FORMS[each.form].backward is backward or not key.endswith("rollover") for each in terms)


def _kinship(plain: Regulation, registry: Registry) -> Iterator[Around]:
    def compared(list_: str, _rule: Rule, facts: frozenset[str]) -> bool:
        return any(registry.facts[name].names == list_ for name in facts)

    for way in ("counts_as", "may_be"):
        lists: Lists = getattr(plain.parts, way)
        for list_, names in lists.items():
            for name, broader in names.items():
                for each in broader:
                    rest = {**names, name: tuple(one for one in broader if one != each)}
                    parts: Belonging = replace(plain.parts, **{way: {**lists, list_: rest}})
                    change = f"{way} {each}: left out"
                    yield (
                        f"{list_} {name}",
                        "kin",
                        change,
                        replace(plain, parts=parts),
                        partial(compared, list_),
                    )


def _presumptions(plain: Regulation, registry: Registry) -> Iterator[Around]:
    def reads(absent: str, _rule: Rule, facts: frozenset[str]) -> bool:
        return absent in facts or any(registry.facts[name].per == absent for name in facts)

    for n, each in enumerate(plain.presumes):
        for change, other in _presumed(each):
            presumes = (*plain.presumes[:n], *other, *plain.presumes[n + 1 :])
            asked = partial(reads, each.absent)
            yield f"presume {each.absent}", "presumption", change, replace(plain, presumes=presumes), asked


def _presumed(each: Presumption) -> Iterator[tuple[str, tuple[Presumption, ...]]]:
    yield "left out", ()
    for n, hint in enumerate(each.unless):
        rest = (*each.unless[:n], *each.unless[n + 1 :])
        yield f"unless {hint.fact}: left out", (replace(each, unless=rest),)


def _facts(plain: Regulation, registry: Registry) -> Iterator[Around]:
    for fact in plain.facts.values():
        for recipe, body in (fact.recipe or {}).items():
            for kind, words, other in of_recipe(recipe, body, registry):
                changed: Mapping[str, object] = {recipe: other}
                facts = MappingProxyType({**plain.facts, fact.name: replace(fact, recipe=changed)})
                asked = partial(_asks, fact.name)
                yield f"fact {fact.name}", kind, words, replace(plain, facts=facts), asked


def _asks(name: str, _rule: Rule, facts: frozenset[str]) -> bool:
    return name in facts
