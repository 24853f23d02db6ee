"""Rules that ask whether something of the whole file has ever happened: each has its reason, and there is no other.

Such a rule is judged by the day of judgement, and not by the day of what it is about: what came years later, or for
another record, would do. What is of one record alone is a fact of that record, or is compared with a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.rules.conditions import Comparison
from tests.rules.small import rule, rule_set

REASONS: Final = {
    (
        "contact.file",
        "file_opened_on",
    ): "the file is the user's, whichever intervention; the card names no day",
}


def asked_at_any_time(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Each rule per record that asks for an event of an owner, and compares it with no day."""
    facts = vocabulary(rules.regulation).facts
    for each in rules.regulation.rules:
        leaves = [leaf for condition in each.conditions() for leaf in condition.leaves()]
        compared = [leaf for leaf in leaves if isinstance(leaf, Comparison)]
        dated = {leaf.fact.name for leaf in compared if leaf.operator != "exists"}
        for leaf in each.require.leaves():
            if isinstance(leaf, Comparison) and leaf.operator == "exists" and leaf.fact.name in facts:
                fact = facts[leaf.fact.name]
                if fact.kind == "event" and fact.per != each.per and fact.name not in dated:
                    yield each.id, fact.name


@pytest.mark.parametrize("name", available())
def test_no_rule_asks_for_an_event_of_its_owner_at_any_time(name: str) -> None:
    found = set(asked_at_any_time(load(name)))
    assert found == {each for each in REASONS if each in found}


def test_every_reason_is_still_needed() -> None:
    assert {each for name in available() for each in asked_at_any_time(load(name))} == set(REASONS)


def test_such_a_rule_is_found() -> None:
    ever = rule_set(rule("{family_agreed_on: {exists: true}}", per="intervention"))
    assert list(asked_at_any_time(ever)) == [("r", "family_agreed_on")]
    by_then = rule_set(rule("{family_agreed_on: {at_most: {fact: started_on}}}", per="intervention"))
    assert list(asked_at_any_time(by_then)) == []
