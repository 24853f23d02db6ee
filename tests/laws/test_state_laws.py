"""Everybody lives somewhere: what a history of such a state leaves out is not known, and never a breach."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import registry
from adm_rules._internal.review.examples import Example, suites

STATES = {
    str(subject.key): subject for subject in registry().subjects.values() if subject.exists_in == "always"
}


def breaches(rules: RuleSet, files: Any, example: Example) -> set[str]:
    return {
        f"{finding.rule} {finding.subject} {finding.subject_id}"
        for finding in rules.check(**files, on=example.on).findings
        if finding.verdict.fails
    }


def told(example: Example) -> Iterator[tuple[str, Any]]:
    """The states that the case of an example tells something of."""
    case = example.files.get("case") or {}
    return ((key, case[key]) for key in STATES if case.get(key) not in (None, "none", []))


def without(history: Any) -> Iterator[Any]:
    """The history left out, and each of its records left out."""
    yield None
    if isinstance(history, list):
        for place in range(len(history)):
            yield [record for n, record in enumerate(history) if n != place]


def test_the_states_that_always_exist_are_marked() -> None:
    assert set(STATES) == {"residence", "family_residence", "lives_with"}


@pytest.mark.parametrize("key", STATES)
def test_an_empty_history_says_no_more_than_none(key: str) -> None:
    """Nobody lives nowhere: `[]` leaves as much open as a key that is left out."""
    rules, example = load("tirano"), next(each for suite in suites("tirano") for each in suite.examples)
    nothing: tuple[Any, ...] = (None, [])
    told_ = [
        [(each.rule, each.verdict, [asked.name for asked in each.missing]) for each in report.findings]
        for history in nothing
        for report in [rules.check({**example.files["case"], key: history}, on=example.on)]
    ]
    assert told_[0] == told_[1]


@pytest.mark.parametrize("name", available())
def test_a_record_of_a_state_that_always_exists_is_missed_and_not_judged(name: str) -> None:
    rules = load(name)
    tried = 0
    for suite in suites(name):
        for example in suite.examples:
            for key, history in told(example):
                before = breaches(rules, example.files, example)
                for less in without(history):
                    files = deepcopy(dict(example.files))
                    files["case"] = {**files["case"], key: less}
                    after = breaches(rules, files, example)
                    assert after <= before, (example.id, key, after - before)
                    tried += 1
    assert tried or name == "basso_lodigiano"
