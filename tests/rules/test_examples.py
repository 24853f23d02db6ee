"""Every example of every shipped rule set comes out as it says, and every rule shows every verdict that it can give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from adm_rules.engine import RuleSet, available, load
from adm_rules.facts import registry
from adm_rules.report import Verdict
from adm_rules.rules import AllOf, AnyOf, ByReading, Comparison, Condition, Not, Rule, Term
from tests.rules.running import Example, examples, seen

ALL = {name: tuple(examples(name)) for name in available()}
EVERY = [(name, example) for name, found in ALL.items() for example in found]
RULES = [(name, rule.id) for name in available() for rule in load(name).rules]

#: Verdicts that the form of a rule allows but that its words exclude, each with the reason.
NEVER = {
    ("access.moved-out", "pending"): "who has not moved out complies at once",
    ("provider.choice-form", "pending"): "it applies once the request is sent, and by then the form was signed or not",
    ("start.urgent", "complies"): "no act sets the days",
    ("start.urgent", "breaches"): "no act sets the days",
    ("start.urgent", "pending"): "no act sets the days",
    ("contact.substitutes-listed", "pending"): "it applies once the educator is named",
    ("contact.venue-agreed", "pending"): "it applies once there is a first session",
    ("contact.operators-met", "pending"): "it applies once there is a first session",
    ("contact.family-met", "pending"): "it applies once there is a first session",
    ("plan.before-start-day", "pending"): "it applies to a plan that is drafted",
    ("plan.minor-signs", "breaches"): "no act sets the age, so it never surely applies",
    ("plan.signed-before-sessions", "pending"): "it applies once there is an ordinary session",
    ("closing.reduced", "pending"): "what is neither reduced nor closed does not comply today",
}


@cache
def rule_set(name: str) -> RuleSet:
    return load(name)


@cache
def verdicts_shown(name: str, rule: str) -> frozenset[str]:
    return frozenset(
        str(wanted["verdict"]) for example in ALL[name] if example.rule == rule for wanted in example.expect
    )


@pytest.mark.parametrize(("name", "example"), EVERY, ids=[example.id for _, example in EVERY])
def test_an_example_comes_out_as_it_says(name: str, example: Example) -> None:
    found = example.findings(rule_set(name))
    assert [seen(f, wanted) for f, wanted in zip(found, example.expect, strict=False)] == list(example.expect)
    assert len(found) == len(example.expect)


@pytest.mark.parametrize(("name", "example"), EVERY, ids=[example.id for _, example in EVERY])
def test_a_finding_can_be_told_and_trusted_data_finds_the_same(name: str, example: Example) -> None:
    found = example.findings(rule_set(name))
    for finding in found:
        for lang in ("it", "en"):
            message = finding.message(lang)
            assert message.endswith(".")
            assert "{" not in message
        if finding.verdict is Verdict.UNDECIDED:
            assert finding.missing, "an undecided finding names what is missing"
            assert len(finding.possible) > 1, "more than one verdict stays possible"
    assert example.trusted_findings(rule_set(name)) == found


def test_ids_of_examples_are_unique() -> None:
    ids = [example.id for _, example in EVERY]
    assert len(set(ids)) == len(ids)


def test_examples_are_about_rules_that_exist() -> None:
    assert {(name, example.rule) for name, example in EVERY} <= set(RULES)


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_has_an_example_of_every_verdict_that_it_can_give(name: str, rule: str) -> None:
    excluded = {verdict for other, verdict in NEVER if other == rule}
    assert verdicts_shown(name, rule) == _can_give(rule_set(name).rule(rule)) - excluded


def test_the_table_of_exceptions_is_about_rules_that_exist() -> None:
    assert {rule for rule, _ in NEVER} <= {rule for _, rule in RULES}


def _can_give(rule: Rule) -> frozenset[str]:
    """Every rule can be complied with and breached, lack a fact, and lie before its act; some wait, some have derogations."""
    found = {"complies", "breaches", "undecided", "not_applicable"}
    if rule.derogations:
        found.add("derogated")
    if rule.awaits is not None or any(_waits(leaf) for leaf in _leaves(rule.require)):
        found.add("pending")
    return frozenset(found)


def _waits(leaf: Comparison | Term) -> bool:
    if isinstance(leaf, Term):
        return True
    return leaf.operator != "exists" and registry().facts[leaf.fact.name].kind == "event"


def _leaves(condition: Condition) -> Iterator[Comparison | Term]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case ByReading():
            for part in condition.options.values():
                yield from _leaves(part)
        case Comparison() | Term():
            yield condition
