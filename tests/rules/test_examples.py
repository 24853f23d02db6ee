"""Every example of every shipped rule set comes out as it says, and every rule shows every verdict that it can give."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.lint.linting import lint_material
from adm_rules._internal.lint.material import Material
from adm_rules._internal.lint.project import LintProject
from adm_rules._internal.lint.strict import WANTED
from adm_rules._internal.report import Finding, Verdict
from adm_rules._internal.review.examples import suites
from adm_rules._internal.review.expected import SAID
from adm_rules._internal.review.possible import can_give
from tests.rules.running import Example, examples, trusted_findings

ALL = {name: tuple(examples(name)) for name in available()}
RULES = [(name, rule.id) for name in available() for rule in load(name).rules]
#: Of Italian: `e` before an e, two prepositions in a row; of both languages: a word of a file in place of its label.
SLIPS = re.compile(r"\be (?=[eè])|\ba al\b|\bdi di\b|\[(?!op|ed)[a-z]+(?:_[a-z]+)+\]")
each_rule = pytest.mark.parametrize(("name", "rule"), RULES, ids=[f"{name}:{rule}" for name, rule in RULES])


@cache
def rule_set(name: str) -> RuleSet:
    return load(name)


def found_in(name: str, rule: str) -> tuple[tuple[Example, tuple[Finding, ...]], ...]:
    """The examples of a rule, each with what it finds."""
    mine = (example for example in ALL[name] if example.rule == rule)
    return tuple((example, example.findings(rule_set(name))) for example in mine)


def test_ids_of_examples_are_unique() -> None:
    for name, found in ALL.items():
        ids = Counter(example.id for example in found)
        assert (name, [each for each, number in ids.items() if number > 1]) == (name, [])


def test_examples_are_about_rules_that_exist() -> None:
    assert {(name, example.rule) for name, found in ALL.items() for example in found} <= set(RULES)


@each_rule
def test_the_examples_of_a_rule(name: str, rule: str) -> None:
    """In one test for each rule, so that no other process judges its files again."""
    found = found_in(name, rule)
    come_out_as_they_say(found)
    can_be_told_in_both_languages(found)
    find_the_same_in_trusted_data(found, rule_set(name))
    show_every_verdict(found, rule_set(name), rule)


Found = tuple[tuple[Example, tuple[Finding, ...]], ...]


def come_out_as_they_say(found: Found) -> None:
    wrong = {}
    for example, findings in found:
        alone = [dict(each) for each in example.of_rule_alone().expect]  # the rest: `adm-rules test`
        said = [
            {key: SAID[key](finding) for key in wanted}
            for finding, wanted in zip(findings, alone, strict=False)
        ]
        if len(findings) != len(alone) or said != alone:
            wrong[example.id] = said
    assert wrong == {}


def can_be_told_in_both_languages(found: Found) -> None:
    for example, findings in found:
        for finding in findings:
            for lang in ("it", "en"):
                assert finding.message(lang).endswith("."), (example.id, lang)
                assert "{" not in finding.message(lang), (example.id, lang)
            assert SLIPS.findall(finding.message("it")) == [], example.id
            if finding.verdict is Verdict.UNDECIDED:
                assert finding.missing, (example.id, "an undecided finding names what is missing")
                assert len(finding.possible) > 1, (example.id, "more than one verdict stays possible")


def find_the_same_in_trusted_data(found: Found, rules: RuleSet) -> None:
    """Tried for one example of each set of verdicts: they go through the same code."""
    some = {tuple(each.verdict for each in findings): (example, findings) for example, findings in found}
    for example, findings in some.values():
        assert trusted_findings(example, rules) == findings, example.id


def show_every_verdict(found: Found, rules: RuleSet, rule: str) -> None:
    shown = {str(wanted["verdict"]) for example, _ in found for wanted in example.expect}
    assert can_give(rules.rule(rule), rules.regulation, rules.vocabulary) - shown == set()


def test_the_verdicts_asked_for_are_those_of_the_forms_that_rules_have() -> None:
    asked = {
        can_give(rule_set(name).rule(rule), rule_set(name).regulation, rule_set(name).vocabulary)
        for name, rule in RULES
    }
    never = frozenset({"not_applicable"})  # a rule that another reading alone asks for
    assert all({"not_applicable", "undecided"} <= wanted or wanted == never for wanted in asked)
    for verdict in Verdict:
        assert any(verdict.value in wanted for wanted in asked)
    assert any("complies" not in wanted for wanted in asked)


@pytest.mark.parametrize("name", available())
def test_the_examples_of_a_rule_set_show_every_derogation_and_reading(name: str) -> None:
    (found,) = suites(name)
    report = lint_material(Material(found.rules, None, found.examples), LintProject(), WANTED)
    assert [f"{each.at}: {each.message}" for each in report.findings] == []
