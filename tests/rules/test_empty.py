"""A file that is complete and holds nothing is not in order: every duty to have or to do something lights up in it."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from adm_rules._internal.engine import available, load
from adm_rules._internal.report import Report
from adm_rules._internal.review.presupposed import asks_for, load_reasons
from tools.gen_empty import EMPTY, duties, files_of, judged, lit, texts

each_rule_set = pytest.mark.parametrize("name", available())


@cache
def report_on(name: str) -> Report:
    return judged(load(name))


@cache
def shining(name: str) -> frozenset[str]:
    """The rules that are broken, or to be judged."""
    return frozenset(rule for rule, _, _ in lit(report_on(name)))


@cache
def reasons() -> tuple[dict[str, str], ...]:
    with (EMPTY / "silent.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def excused(name: str) -> list[str]:
    """The duties, and the subjects, of which a reason says why nothing lights up."""
    return [row["what"] for row in reasons() if row["rules"] == name]


def silent_duties(name: str) -> set[str]:
    seen = {finding.rule for finding in report_on(name).findings}
    return (duties(load(name)) & seen) - shining(name)


def silent_subjects(name: str) -> set[str]:
    """What rules hang on, that is not excused from being there at all, and that no rule which lights up asks for."""
    rules = load(name)
    hanging = {rule.per for rule in rules.rules if rules.vocabulary.subjects[rule.per].key is not None}
    nobody_must = {reason.subject for reason in load_reasons() if reason.rules == name}
    asked = (
        asks_for(rule, rules.regulation, rules.vocabulary) for rule in rules.rules if rule.id in shining(name)
    )
    return hanging - nobody_must - frozenset[str]().union(*asked)


def test_the_stored_files_are_what_the_models_and_rules_make() -> None:
    made = texts()
    stored = {path.relative_to(EMPTY).as_posix() for path in EMPTY.rglob("*.*")} - {"silent.csv", "README.md"}
    assert stored == set(made)
    for name, text in made.items():
        assert (EMPTY / name).read_text(encoding="utf-8") == text, f"{name}: run make regenerate"


@each_rule_set
def test_every_duty_lights_up_or_a_reason_says_why_not(name: str) -> None:
    assert sorted(silent_duties(name) | silent_subjects(name)) == sorted(excused(name))


def test_reasons_are_whole_and_about_rule_sets() -> None:
    assert all(all(row.values()) for row in reasons())
    assert {row["rules"] for row in reasons()} <= set(available())


@each_rule_set
def test_nothing_is_asked_in_an_empty_file_that_it_has_said(name: str) -> None:
    """A key that says "none" is an answer: what is open is a number that no act sets, or a state that always exists."""
    for finding in report_on(name).undecided:
        for missing in finding.missing:
            subject = load(name).vocabulary.subjects.get(missing.of)
            told = missing.kind == "act" or (subject is not None and subject.exists_in == "always")
            assert told or missing.name not in _keys(files_of(load(name))), (finding.rule, missing.name)


def _keys(data: object) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*map(_keys, data.values()))
    return set().union(*map(_keys, data)) if isinstance(data, list) else set()
