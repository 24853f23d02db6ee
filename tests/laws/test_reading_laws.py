"""What `show` tells of readings is what a verdict is tried under, and nothing that matters is left out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.compiler.ruling import lower_rule
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Regulation, Rule

OVERLAYS = sorted(Path("examples/overlays").glob("*.yaml"))
RULE_SETS = (*available(), *map(str, OVERLAYS))


@cache
def loaded(name: str) -> RuleSet:
    return load(name)


def told(rule: Rule, regulation: Regulation) -> list[str]:
    sections = Explanation(Prose(vocabulary(regulation), "en", regulation), regulation).rule(rule)
    found = [
        clause.text for section in sections if section.heading == "Readings" for clause in section.clauses
    ]
    return [text.partition(":")[0] for text in found]


@pytest.mark.parametrize("name", RULE_SETS)
def test_the_readings_that_show_tells_are_those_that_a_verdict_is_tried_under(name: str) -> None:
    rules = loaded(name)
    for compiled in rules.program.rules:
        rule, regulation = compiled.rule, rules.regulation
        names = told(rule, regulation)
        assert names == list(readings_of(rule, regulation, vocabulary(regulation))), rule.id
        tried = [(reading, option) for reading, option, _ in compiled.others]
        assert tried == [(each, o) for each in names for o in regulation.readings[each].others], rule.id


def deep_if_overlay(name: str) -> Any:
    """Nearly all rules of an overlay are those of its base."""
    return pytest.param(name, marks=pytest.mark.deep) if "overlays" in name else name


@pytest.mark.parametrize("name", [deep_if_overlay(each) for each in RULE_SETS])
def test_a_reading_that_is_not_told_changes_nothing_in_the_code_of_a_rule(name: str) -> None:
    regulation = loaded(name).regulation
    low = Lowering(regulation, vocabulary(regulation), Faults(), lower_recipe)
    for rule in regulation.rules:
        usual, named = lower_rule(low, rule, {}), readings_of(rule, regulation, vocabulary(regulation))
        for reading in regulation.readings.values():
            for option in reading.others if reading.name not in named else ():
                assert lower_rule(low, rule, {reading.name: option}) == usual, (rule.id, reading.name)
