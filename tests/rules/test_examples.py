"""Every example of every shipped rule set comes out as it says, and every rule shows every verdict that it can give."""

from __future__ import annotations

from functools import cache

import pytest

from adm_rules.engine import RuleSet, available, load
from adm_rules.report import Finding, Verdict
from tests.rules.possible import verdicts_of
from tests.rules.running import examples, seen, trusted_findings

ALL = {name: tuple(examples(name)) for name in available()}
EVERY = {f"{name}:{example.id}": (name, example) for name, found in ALL.items() for example in found}
RULES = [(name, rule.id) for name in available() for rule in load(name).rules]


@cache
def rule_set(name: str) -> RuleSet:
    return load(name)


@cache
def findings(key: str) -> tuple[Finding, ...]:
    name, example = EVERY[key]
    return example.findings(rule_set(name))


@cache
def verdicts_shown(name: str, rule: str) -> frozenset[str]:
    return frozenset(
        str(wanted["verdict"]) for example in ALL[name] if example.rule == rule for wanted in example.expect
    )


def test_ids_of_examples_are_unique() -> None:
    assert len(EVERY) == sum(len(found) for found in ALL.values())


def test_examples_are_about_rules_that_exist() -> None:
    assert {(name, example.rule) for name, example in EVERY.values()} <= set(RULES)


@pytest.mark.parametrize("key", EVERY)
def test_an_example_comes_out_as_it_says(key: str) -> None:
    _, example = EVERY[key]
    found = findings(key)
    assert [seen(each, wanted) for each, wanted in zip(found, example.expect, strict=False)] == list(
        example.expect
    )
    assert len(found) == len(example.expect)


@pytest.mark.parametrize("key", EVERY)
def test_what_an_example_finds_can_be_told_in_both_languages(key: str) -> None:
    for finding in findings(key):
        for lang in ("it", "en"):
            message = finding.message(lang)
            assert message.endswith(".")
            assert "{" not in message
        if finding.verdict is Verdict.UNDECIDED:
            assert finding.missing, "an undecided finding names what is missing"
            assert len(finding.possible) > 1, "more than one verdict stays possible"


@pytest.mark.parametrize("key", EVERY)
def test_trusted_data_finds_the_same(key: str) -> None:
    name, example = EVERY[key]
    assert trusted_findings(example, rule_set(name)) == findings(key)


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_has_an_example_of_every_verdict_that_it_can_give(name: str, rule: str) -> None:
    rules = rule_set(name)
    wanted = verdicts_of(rules.rule(rule), rules.regulation)
    assert wanted - verdicts_shown(name, rule) == set()


def test_every_rule_can_be_complied_with_or_lacks_what_no_act_sets() -> None:
    """The verdicts asked for are told from the form of a rule: here is what that comes to for all of them."""
    asked = {verdicts_of(rule_set(name).rule(rule), rule_set(name).regulation) for name, rule in RULES}
    assert all({"not_applicable", "undecided"} <= wanted for wanted in asked)
    assert any("derogated" in wanted for wanted in asked)
    assert any("pending" in wanted for wanted in asked)
    assert any("complies" not in wanted for wanted in asked)
