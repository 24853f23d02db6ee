"""Presumptions settle what is open and nothing else: over examples of every shipped rule set, in `make deep` all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.report import Report, Verdict
from tests.rules.running import examples

#: Which examples are tried: each ninth, or in a long campaign every one.
each_so_many = pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.deep)])
PRESUMING = tuple(name for name in available() if load(name).regulation.presumes)
#: A record that hints at each key or list of a case that shipped rule sets presume absent.
HINTS: Mapping[str, Mapping[str, Any]] = {
    "payment": {"payments": []},
    "expense": {"expenses": []},
    "conditions_overcome_on": {"conditions_overcome_on": "none"},
}


def by_subject(report: Report) -> dict[tuple[str, str, str], list[Verdict]]:
    found: dict[tuple[str, str, str], list[Verdict]] = {}
    for each in report.findings:
        found.setdefault((each.rule, each.subject, each.subject_id), []).append(each.verdict)
    return found


@each_so_many
@pytest.mark.parametrize("name", PRESUMING)
def test_what_is_decided_stays_and_nothing_becomes_a_breach(name: str, every: int) -> None:
    rules = load(name)
    settled = 0
    for example in examples(name)[::every]:
        left_open = by_subject(rules.check(**example.files, on=example.on, presume=False))
        presumed = by_subject(rules.check(**example.files, on=example.on))
        for key, before in left_open.items():
            after = presumed.get(key, [])
            settled += before.count(Verdict.UNDECIDED) - after.count(Verdict.UNDECIDED)
            assert after.count(Verdict.BREACHES) == before.count(Verdict.BREACHES), (example.id, key)
            lost = [each for each in before if each not in {*after, Verdict.UNDECIDED}]
            assert set(lost) <= {Verdict.COMPLIES}, (example.id, key)
            assert not lost or Verdict.NOT_APPLICABLE in after, (example.id, key)
    assert settled > 0


@each_so_many
@pytest.mark.parametrize("name", PRESUMING)
def test_with_every_hint_in_the_file_nothing_is_presumed(name: str, every: int) -> None:
    rules = load(name)
    for example in examples(name)[::every]:
        case = example.files.get("case")
        if case is None:
            continue
        hinted = {
            **case,
            **{key: value for hint in HINTS.values() for key, value in hint.items() if key not in case},
        }
        told = rules.check(case=hinted, on=example.on).presumed
        assert not [each.absent for each in told if each.absent in HINTS], example.id


def test_a_list_that_a_rule_demands_is_presumed_by_no_rule_set() -> None:
    """What somebody must have is asked for: the load check, seen from the rules that ask."""
    from adm_rules._internal.review.presupposed import asks_for

    def demanded(rules: RuleSet) -> frozenset[str]:
        asked = (asks_for(rule, rules.regulation, rules.vocabulary) for rule in rules.rules)
        return frozenset[str]().union(*asked)

    for name in PRESUMING:
        rules = load(name)
        lists = {each.absent for each in rules.regulation.presumes} & set(rules.vocabulary.subjects)
        assert not lists & demanded(rules), name
