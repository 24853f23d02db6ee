"""Signs: rhythms with fixed dates, growth by kind, and what a rule rests on."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.compiler.signs import effects, growth
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.values.operators import EASIER, EITHER, HARDER
from tests.rules.small import COUNTED, HOURS, rule, rule_set, value

VALUES = (
    HOURS
    + value("rhythm", "months", "is: 3")
    + value("lead", "months", "is: 2")
    + value("limit", "minutes", "is: 1 h")
    + value("disputed", "minutes", "by_reading: {counted: {direct: 1 h, all: 2 h}}")
)


def moves(require: str, name: str, **keys: str) -> set[int]:
    return effects(rules_of(require, **keys).rules[0], name, registry())


def rules_of(require: str, **keys: str) -> Any:
    return rule_set(rule(require, **{"per": "intervention", **keys}), values=VALUES, readings=COUNTED)


@pytest.mark.parametrize(("mode", "effect"), [("rolling", EASIER), ("grid", EITHER), ("calendar", EITHER)])
def test_a_longer_rhythm_is_easier_unless_its_dates_are_fixed(mode: str, effect: int) -> None:
    every = f"{{every: {{months: $rhythm, from: proposed_on, until: closed_on, mode: {mode}}}}}"
    assert moves(f"{{plan_reviews: {every}}}", "rhythm") == {effect}


def test_a_longer_notice_is_harder() -> None:
    assert moves("{closed_on: {by: {months: $lead, before: proposed_on}}}", "lead") == {HARDER}


def test_signs_turn_round_under_not_and_differ_at_the_ends_of_a_band() -> None:
    assert moves("{not: {session_time: {at_most: $limit}}}", "limit", per="session") == {HARDER}
    assert moves("{session_time: {between: [$limit, 9 h]}}", "limit", per="session") == {HARDER}
    assert moves("{session_time: {between: [0, $limit]}}", "limit", per="session") == {EASIER}


def test_a_value_inside_what_is_compared_or_what_a_term_runs_from_is_either() -> None:
    assert moves("{direct_time: {at_most: 1 h}}", "counted_statuses", per="week") == {EITHER}
    signers = value("plan_signers", "set, of: role", "is: [educator]")
    signed = rule("{plan_signed_on: {within: {days: 5, after: drafted_on}}}", per="plan")
    made = rule_set(signed, values=signers).rules[0]
    assert effects(made, "plan_signers", registry()) == {EITHER}
    aged = rule("{children_aged: {with: {up_to: $age}, at_least: 1}}", per="case")
    assert effects(rule_set(aged, values=value("age", "years", "is: 6")).rules[0], "age", registry()) == {
        EITHER
    }


def test_a_rule_that_does_not_name_a_value_does_not_move() -> None:
    assert moves("{closed_on: {exists: true}}", "lead") == set()
    assert moves("{closed_on: {by: {fact: proposed_on}}}", "lead") == set()


@pytest.mark.parametrize(
    ("kind", "old", "new", "move"),
    [
        ("minutes", 60, 60, None),
        ("minutes", 60, 61, 1),
        ("money", 61, 60, -1),
        ("fraction", (1, 2), (2, 4), None),
        ("fraction", (1, 3), (1, 2), 1),
        ("fraction", (1, 2), (1, 3), -1),
        ("month_day", (1, 15), (1, 31), 1),
        ("month_day", (12, 31), (1, 31), -1),
        ("set", frozenset("a"), frozenset("ab"), 1),
        ("set", frozenset("ab"), frozenset("a"), -1),
        ("set", frozenset("a"), frozenset("b"), EITHER),
        ("bool", True, False, EITHER),
        ("enum", "a", "b", EITHER),
    ],
)
def test_growth_knows_the_kind(kind: str, old: Any, new: Any, move: int | None) -> None:
    assert growth(kind, old, new) == move


def test_a_rule_rests_on_the_readings_of_its_conditions_and_of_its_values() -> None:
    def rests(require: str, **keys: str) -> set[str]:
        rules = rules_of(require, per="week" if "direct_time" in require else "session", **keys)
        return set(readings_of(rules.rules[0], rules.regulation, registry()))

    plain = "{session_time: {at_most: $limit}}"
    assert rests(plain) == set()
    assert rests("{session_time: {at_most: $disputed}}") == {"counted"}
    assert rests("{session_time: {between: [0, $disputed]}}") == {"counted"}
    assert rests("{direct_time: {at_most: 1 h}}") == set()
    options = "{direct: {session_time: {at_most: 1 h}}, all: {session_time: {at_most: 2 h}}}"
    assert rests(plain, when=f"{{not: {{by_reading: {{counted: {options}}}}}}}") == {"counted"}
    derogation = "derogations: [{id: d, require: {session_time: {at_most: $disputed}}}]"
    assert rests(plain, more=derogation) == {"counted"}


def test_a_value_with_readings_inside_a_fact_counts_too() -> None:
    statuses = "history: [{by_reading: {counted: {direct: [delivered], all: [planned, delivered]}}"
    values = VALUES.replace("history: [{is: [planned, delivered]", statuses)
    rules = rule_set(rule("{direct_time: {at_most: 1 h}}", per="week"), values=values, readings=COUNTED)
    assert readings_of(rules.rules[0], rules.regulation, registry()) == ("counted",)


def test_values_inside_a_fact_are_found_through_other_facts() -> None:
    assert {"counted_statuses", "capped_activities"} <= registry().values_inside("direct_time")
    assert registry().values_inside("session_time") == set()
    assert registry().values_inside("no such fact") == set()


def test_the_fact_that_dates_a_rule_counts_as_a_place() -> None:
    months = value("voucher_months", "months", "is: 6")
    dated = rule("{six_month_due: {exists: true}}", per="voucher_term", more="dated_by: six_month_end")
    rules = rule_set(dated, values=VALUES + months, readings=COUNTED)
    assert "voucher_months" in registry().values_inside("six_month_end")
    assert effects(rules.rules[0], "voucher_months", registry()) == {EITHER}
