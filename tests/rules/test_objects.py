"""A duty is judged within its object: of the service that its norm speaks of, and on a day that has come."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest

from adm_rules._internal.engine import available, load
from adm_rules._internal.facts import registry
from adm_rules._internal.review.examples import suites
from adm_rules._internal.rules import FactRef, Rule

NORMS: Final = Path(__file__).parents[2] / "rules" / "norms" / "tirano.csv"
#: How the register of Tirano begins a norm that stands under one of the two services of its arts. 3 and 6.
UNDER: Final = {
    "home_education": re.compile(r"ADM\b|a\) |Group ADM|(Prevention|Evaluation|Treatment) area"),
    "supervised_contact": re.compile(r"SN\b|b\) |Spazio Neutro"),
}
#: Facts of a session, and of an agency's people, that only one service has.
TIED: Final = {"service", "activity", "staff_role"}


def asked_in(rule: Rule) -> set[str]:
    leaves = rule.when.leaves() if rule.when is not None else ()
    return {fact.name for leaf in leaves for fact in leaf.facts()}


def test_a_rule_of_one_service_asks_for_that_service() -> None:
    with NORMS.open(encoding="utf-8") as lines:
        norms = {row["id"]: row["norm_en"] for row in csv.DictReader(lines)}
    tried = 0
    for rule in load("tirano").regulation.rules:
        services = {
            next((name for name, begins in UNDER.items() if begins.match(norms[n])), "") for n in rule.norms
        }
        if len(services) == 1 and services != {""}:
            assert asked_in(rule) & TIED, (rule.id, services)
            tried += 1
    assert tried > 40


def days_at(recipe: Any) -> Iterator[str]:
    """The days that a recipe asks something at."""
    if isinstance(recipe, Mapping):
        if isinstance(recipe.get("at"), str):
            yield recipe["at"]
        recipe = [*recipe.values()]
    for part in recipe if isinstance(recipe, list | tuple) else ():
        yield from days_at(part)


def looked_at(ref: FactRef, per: str) -> set[str]:
    fact = registry().facts.get(ref.name)
    made = set() if fact is None or fact.per != per else set(days_at(fact.recipe or {}))
    first = None if ref.when is None else ref.when.first
    return made | ({first.name} if isinstance(first, FactRef) else set())


@pytest.mark.parametrize("name", available())
def test_what_is_asked_on_the_day_of_an_event_waits_for_that_day(name: str) -> None:
    """On a day that has not come nobody lives anywhere and nothing is in force: the rule must not apply until then."""
    facts, subjects = registry().facts, registry().subjects
    for rule in load(name).regulation.rules:
        found = (looked_at(ref, rule.per) for leaf in rule.require.leaves() for ref in leaf.facts())
        days = {day for each in found for day in each if day in facts and facts[day].kind == "event"}
        assert days <= asked_in(rule) | {str(subjects[rule.per].happens)}, (rule.id, days)


#: The services that a text regulates, where it regulates no more than one or two.
REGULATED: Final = {
    "scheda_comunale": {"home_education"},
    "basso_lodigiano": {"home_education", "supervised_contact"},
    "medio_olona": {"home_education", "supervised_contact"},
}


@pytest.mark.parametrize("name", REGULATED)
def test_of_a_service_that_the_text_does_not_know_nothing_is_asked(name: str) -> None:
    """One file may hold interventions of other services, which other acts regulate."""
    (suite,) = suites(name)
    subjects, tried = registry().subjects, 0
    for example in suite.examples:
        case = deepcopy(example.files.get("case") or {})
        for each in case.get("interventions") or ():
            each["service"] = "school_wellbeing"
        if not case.get("interventions"):
            continue
        for each in suite.rules.check(**{**example.files, "case": case}, on=example.on).findings:
            scope = each.subject
            while scope not in ("intervention", "file"):
                scope = str(subjects[scope].parent)
            if scope == "intervention":
                assert each.verdict == "not_applicable", (example.id, each.rule)
                tried += 1
    assert tried > 100
