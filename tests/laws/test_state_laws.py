"""Everybody lives somewhere: what a history of such a state leaves out is not known, and never a breach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.keys import not_before
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import suites
from tests.parity.compare import checked
from tests.parity.generate import make_files
from tests.parity.rule_sets import SUBJECTS_TRIED
from tests.rules.small import rule, rule_set

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


# --- of two days in order, one bounds the other ---------------------------------------------------------------------


def ended_by_nobody(value: Any, ordered: Mapping[str, str]) -> Any:
    """A file in which each record that may last has begun on a known day, and no end of one is recorded."""
    if isinstance(value, list):
        return [ended_by_nobody(each, ordered) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: ended_by_nobody(each, ordered) for key, each in value.items()}
    for last, first in ordered.items():
        if first in made or last in made:
            made = {key: each for key, each in made.items() if key not in (first, last)} | {first: BEGUN}
    return made


def not_ended_before(last: str, first: str) -> str:
    """A rule that a record does not end before it begins."""
    per = registry().facts[last].per
    return rule(
        f"{{not: {{{last}: {{below: {{fact: {first}}}}}}}}}", id=f"r.{last.replace('_', '-')}", per=per
    )


BEGUN = "2025-11-03"
#: The pairs that begin on a plain day: what happened may not have.
PLAIN = {
    last: first
    for last, first in not_before().items()
    if registry().facts[first].kind == "date"
    and registry().facts[last].per in {*SUBJECTS_TRIED, "home", "residence"}
}


def test_a_record_covers_its_first_day_whatever_its_end() -> None:
    rules = rule_set(*(not_ended_before(*pair) for pair in PLAIN.items()))
    keys = {
        str(registry().facts[last].path): str(registry().facts[first].path) for last, first in PLAIN.items()
    }
    found: Counter[str] = Counter()
    for seed in range(30):
        files, on = make_files(Random(seed))
        if "complete_until" in files.get("case", {}):
            files["case"] = {**files["case"], "complete_until": None}
        report = checked(rules, ended_by_nobody(files, keys), on, trusted=True)
        for each in report.findings:
            asked = {one.name for one in each.missing}
            assert all((last in asked) is (first in asked) for last, first in PLAIN.items()), (
                seed,
                each.rule,
            )
            found[each.rule] += each.verdict is Verdict.COMPLIES
    assert all(found.values()), found


# --- records of what was done -----------------------------------------------------------------------------------------

ACTS = {name: subject for name, subject in registry().subjects.items() if subject.acts}


def acts_in(scope: str, content: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """The records in a file that say that something was done, each with the key of its day."""
    for name, subject in registry().subjects.items():
        if subject.parent != scope or subject.key is None:
            continue
        raw = content.get(subject.key)
        for each in raw.get("items", ()) if isinstance(raw, dict) else raw if isinstance(raw, list) else ():
            if name in ACTS and subject.placing in each:
                yield each, str(subject.placing)
            yield from acts_in(name, each)


def test_the_records_of_what_was_done_are_marked() -> None:
    assert set(ACTS) == {
        *(
            "agreement",
            "assessment",
            "isee",
            "project_agreement",
            "signature",
            "substitute_listed",
            "verification",
        )
    }


@pytest.mark.parametrize("name", available())
def test_what_was_done_on_a_day_that_is_left_out_is_no_breach(name: str) -> None:
    """Whoever lists the signatures without their days has a signed plan, however whole the file is."""
    rules, tried = load(name), 0
    for example in (each for suite in suites(name) for each in suite.examples):
        files = deepcopy(dict(example.files))
        found = [place for root, content in files.items() for place in acts_in(root, content)]
        days = [(each, key, each.pop(key)) for each, key in found]
        if not days:
            continue
        for content in files.values():
            content["complete_until"] = example.on.isoformat()
        undated = breaches(rules, files, example)
        for each, key, day in days:
            each[key] = day
        assert undated <= breaches(rules, files, example), example.id
        tried += 1
    assert tried > 3 or name in {"medio_olona", "scheda_comunale"}, tried  # which ask for no such records
