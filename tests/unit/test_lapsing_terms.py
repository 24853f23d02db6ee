"""Deadlines of something that ended before they fell due: with `until`, no duty is left. All data are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.explain.conditions import Prose
from adm_rules._internal.facts import registry
from tests.rules.small import only, rule, rule_set, with_intervention

ON = date(2026, 6, 15)
#: Fifteen days from the proposal of 2 March, or the day of the plan.
START = """
      first_session_on:
        within:
          days: 15
          after: proposed_on
          until: closed_on
          instead:
            - title: {it: data del progetto, en: day of the plan}
              when: {agreed_start_on: {exists: true}}
              by: {fact: agreed_start_on}
"""
#: The first plan within a month of the proposal.
PLAN = "{some: {of: plan, within: {months: 1, after: proposed_on, until: closed_on}}}"
#: Ten days before the day that was agreed.
BEFORE = "{proposed_on: {by: {days: 10, before: agreed_start_on, until: closed_on}}}"


def verdict(text: str, on: date = ON, **keys: Any) -> str:
    keys = {"proposed_on": "2026-03-02", "agreed_start_on": "none", "sessions": [], "plans": [], **keys}
    known = {key: value for key, value in keys.items() if value is not None}
    return only(rule_set(rule(text, per="intervention")), with_intervention(**known), on).verdict.value


@pytest.mark.parametrize(
    ("closed", "agreed", "expected"),
    [
        ("2026-03-06", "none", "not_applicable"),
        ("2026-03-17", "none", "not_applicable"),  # on the last day
        ("2026-03-18", "none", "breaches"),  # it was late already
        ("none", "none", "breaches"),
        (None, "none", "undecided"),
        ("2026-03-18", "2026-04-13", "not_applicable"),  # the term in force counts
        ("2026-04-14", "2026-04-13", "breaches"),
        ("2026-03-06", None, "undecided"),  # the plan may have set a day before
        ("2026-06-16", "none", "breaches"),  # what closes tomorrow has not closed
    ],
)
def test_nothing_is_due_of_what_ended_before(closed: str | None, agreed: str | None, expected: str) -> None:
    assert verdict(START, closed_on=closed, agreed_start_on=agreed) == expected


def test_what_was_done_is_judged_whatever_ended_since() -> None:
    session = {
        "start": "2026-03-05T15:00",
        "end": "2026-03-05T17:00",
        "status": "delivered",
        "activity": "direct",
    }
    assert verdict(START, closed_on="2026-03-06", sessions=[session]) == "complies"


def test_a_term_of_elements_and_one_that_runs_backward_lapse_too() -> None:
    assert verdict(PLAN, closed_on="2026-04-02") == "not_applicable"
    assert verdict(PLAN, closed_on="2026-04-03") == "breaches"
    backward: dict[str, Any] = {"proposed_on": "none", "agreed_start_on": "2026-05-20"}
    assert verdict(BEFORE, closed_on="2026-05-08", **backward) == "not_applicable"
    assert verdict(BEFORE, closed_on="2026-05-12", **backward) == "breaches"


def test_what_has_no_last_day_does_not_ask_whether_it_ended() -> None:
    text = "{start: {within: {days: 15, after: proposed_on, until: closed_on}}}"
    case = with_intervention(proposed_on="none", sessions=[])
    finding = only(rule_set(rule(text, per="intervention")), case, ON)
    assert (finding.verdict.value, finding.missing) == ("pending", ())


def test_a_deadline_that_lapses_is_not_listed() -> None:
    rules = rule_set(rule(START, per="intervention"))
    keys: dict[str, Any] = {"proposed_on": "2026-03-02", "agreed_start_on": "none", "sessions": []}
    case = with_intervention(closed_on="none", **keys)
    assert len(rules.deadlines(case, on=ON)) == 1
    assert rules.deadlines(with_intervention(closed_on="2026-03-06", **keys), on=ON) == ()


def test_words_tell_when_nothing_is_due_any_more() -> None:
    require = rule_set(rule(START, per="intervention")).regulation.rules[0].require
    said = {lang: Prose(registry(), lang).sentence(require) for lang in ("it", "en")}
    assert "nothing is due any more where this comes first: the closing of the intervention" in said["en"]
    assert "nulla è più dovuto se prima si arriva alla chiusura dell'intervento" in said["it"]


def test_a_fact_that_does_not_exist_is_told_once() -> None:
    with pytest.raises(DiagnosticsError, match="no_such_event") as caught:
        rule_set(
            rule(
                "{no_such_event: {within: {days: 1, after: proposed_on, until: closed_on}}}",
                per="intervention",
            )
        )
    assert len(caught.value.diagnostics) == 1
