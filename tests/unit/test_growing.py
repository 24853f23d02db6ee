"""Rules that wait for the end of a period: what holds and cannot be undone is settled when it is there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.facts import registry, vocabulary
from adm_rules._internal.facts.growing import holds_for_good
from adm_rules._internal.report import Finding
from adm_rules._internal.rules import Comparison, FactRef, Literal
from tests.rules.small import rule, rule_set, value

VALUES = value("papers", "set", "is: [objectives]").replace("kind: set", "kind: set, of: report_content")
VALUES += value("steady", "count", "is: 1")
VALUES += value("rising", "count", "until: 2026-06-30, is: 1", "from: 2026-07-01, is: 2")
READINGS = """
  whose:
    question: {it: "Di chi?", en: "Whose?"}
    default: municipalities
    options: {municipalities: {it: i Comuni, en: municipalities}, anybody: {it: chiunque, en: anybody}}
    norms: [TST-01-01]
"""


def declared(name: str, kind: str, body: str) -> str:
    return f"\n  {name}: {{per: district_year, kind: {kind}, label: {{it: prova, en: trial}}, {body}}}"


SUBMITTED = "district_report_submitted_on"
FACTS = "".join(
    [
        declared("told_on", "event", "field: more"),
        declared("told", "bool", "field: more"),
        declared("contents", "count", "size: management_report_contents"),
        declared("first_on", "event", f"pick: {{from: district_report, of: {SUBMITTED}, by: {SUBMITTED}, "
                 "take: first, during: span}"),
        declared("late_ones", "count", "count: {from: district_report, ever: true, "
                 f"where: {{{SUBMITTED}: {{at_least: 2026-02-01}}}}}}"),
        declared("answered", "count", "count: {from: district_control, ever: true, "
                 "where: {district_control_answered_on: {exists: false}}}"),
        declared("from_now", "count", "count: {from: district_report, during: {from: judgement_day}}"),
        declared("staff_then", "count", "count: {from: team_member, at: judgement_day}"),
        declared("known_by_level", "count", "count: {from: district_report, ever: true, "
                 "where: {district_report_year: {at_least: $rising}}}"),
        declared("notices", "count", "count: {from: service_card}"),
    ]
)  # fmt: skip


def waiting(require: str) -> RuleSet:
    body = rule(require, per="district_year", more="awaits: district_year_last_day")
    return rule_set(body, values=VALUES, readings=READINGS, facts=FACTS)


def found(rules: RuleSet, on: str = "2026-03-31", **keys: Any) -> Finding:
    (finding,) = rules.check(
        district={"id": "d", "years": [{"year": 2026}], **keys}, on=date.fromisoformat(on)
    ).findings
    return finding


def report(*contents: str) -> dict[str, Any]:
    return {
        "reports": [
            {"type": "management", "year": 2026, "submitted_on": "2026-03-02", "contents": [*contents]}
        ]
    }


@pytest.mark.parametrize(
    ("require", "for_good"),
    [
        ("{management_report_contents: {includes: $papers}}", True),
        ("{management_report_contents: {includes: [objectives]}}", True),
        ("{municipal_surveys: {at_least: 1}}", True),
        ("{municipal_surveys: {above: 0}}", True),
        ("{municipal_surveys: {at_least: $steady}}", True),
        ("{contents: {at_least: 1}}", True),
        ("{told_on: {exists: true}}", True),
        ("{first_on: {exists: true}}", True),
        ("{late_ones: {at_least: 1}}", True),
        ("{yearly_reports: {with: {type: management}, at_least: 1}}", True),
        ("{any: [{municipal_surveys: {at_least: 1}}, {family_surveys: {at_least: 1}}]}", True),
        ("{by_reading: {whose: {municipalities: {contents: {at_least: 1}}, anybody: {told: {is: true}}}}}", True),
        # more may come, another amount may take its place, or the fact itself may change
        ("{municipal_surveys: {at_most: 1}}", False),
        ("{not: {municipal_surveys: {at_least: 1}}}", False),
        ("{municipal_surveys: {at_least: $rising}}", False),
        ("{municipal_surveys: {at_least: {fact: family_surveys}}}", False),
        ("{known_by_level: {at_least: 1}}", False),
        ("{first_on: {at_least: 2026-01-01}}", False),
        ("{answered: {at_least: 1}}", False),
        ("{from_now: {at_least: 1}}", False),
        ("{staff_then: {at_least: 1}}", False),
        ("{notices: {at_least: 1}}", False),
        ("{told: {is: true}}", False),
        ("{told: {exists: true}}", False),
        ("{fund_spent: {at_least: 100.00}}", False),
        ("{some: {of: district_survey, ever: true}}", False),
        ("{told_on: {by: {day: 12-31}}}", False),
    ],
)  # fmt: skip
def test_what_holds_for_good(require: str, for_good: bool) -> None:
    rules = waiting(require)
    condition = rules.regulation.rules[0].require
    chosen = {"whose": "municipalities"}
    assert holds_for_good(condition, rules.regulation, vocabulary(rules.regulation), chosen) is for_good


def test_nothing_is_said_of_a_fact_that_there_is_not() -> None:
    """The fault is told where the condition is lowered."""
    known = load("medio_olona").regulation
    condition = Comparison(FactRef("nothing"), "at_least", Literal(1), ())
    assert not holds_for_good(condition, known, registry(), {})


def test_what_is_in_early_is_settled_at_once() -> None:
    rules = waiting("{management_report_contents: {includes: [objectives]}}")
    assert found(rules, **report("objectives")).verdict.value == "complies"
    assert found(rules, **report("previous_year_account")).verdict.value == "pending"
    assert found(rules, on="2026-03-01", **report("objectives")).verdict.value == "pending"
    (due,) = rules.deadlines(
        district={"id": "d", "years": [{"year": 2026}], **report("objectives")}, on=date(2026, 3, 31)
    )
    assert (due.kind, due.state, due.effective) == ("check", "met", date(2026, 12, 31))
    assert found(rules, **report("objectives")).deadlines == ()


def test_what_may_be_undone_waits_for_the_end_of_the_year() -> None:
    rules = waiting("{municipal_surveys: {at_most: 1}}")
    assert found(rules, surveys=[]).verdict.value == "pending"


def test_what_is_in_and_lacks_something_is_told_while_it_can_be_mended() -> None:
    rules = waiting("{management_report_contents: {includes: [objectives]}}")
    lacking = found(rules, **report("previous_year_account")).evidence.message
    assert lacking.en.endswith("previous year's account (objectives to be added).")
    assert "Finora: " in lacking.it
    assert lacking.it.endswith("(da aggiungere obiettivi).")
    assert "So far" not in found(rules, reports=[]).evidence.message.en


def test_a_deadline_that_is_pending_lacks_no_names() -> None:
    rules = rule_set(rule("{told_on: {by: {day: 12-31}}}", per="district_year"), facts=FACTS, values=VALUES)
    assert "So far" not in found(rules).evidence.message.en
