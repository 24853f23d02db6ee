"""How a rule moves when a value that it names grows: easier to keep, harder, or either way."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.compiler.signs import effects, growth
from adm_rules._internal.facts import registry
from adm_rules._internal.values.operators import EASIER, EITHER, HARDER
from tests.rules.small import COUNTED, HOURS, rule, rule_set, value

VALUES = (
    HOURS
    + value("v", "minutes", "is: 1 h")
    + value("w", "minutes", "is: 3 h")
    + value("places", "set, of: venue", "is: [home]")
    + value("tags", "set, of: activity_tag", "is: [leisure]")
    + value("term", "days", "is: 15")
    + value("rhythm", "months", "is: 3")
    + value("year_day", "month_day", "is: 01-31")
    + value("age", "years", "is: 6")
)


def moves(require: str, name: str = "v", *, per: str = "session", when: str = "", more: str = "") -> set[int]:
    rules = rule_set(rule(require, per=per, when=when, more=more), values=VALUES, readings=COUNTED)
    return effects(rules.rules[0], name, registry())


@pytest.mark.parametrize(
    ("operator", "effect"),
    [
        ("at_most", EASIER),
        ("below", EASIER),
        ("at_least", HARDER),
        ("above", HARDER),
        ("is", EITHER),
        ("is_not", EITHER),
    ],
)
def test_a_limit(operator: str, effect: int) -> None:
    assert moves(f"{{session_time: {{{operator}: $v}}}}") == {effect}
    assert moves(f"{{not: {{session_time: {{{operator}: $v}}}}}}") == {-effect}


@pytest.mark.parametrize(
    ("require", "name", "effect"),
    [
        ("{venue: {one_of: $places}}", "places", EASIER),
        ("{venue: {none_of: $places}}", "places", HARDER),
        ("{venue: {one_of: [school, $places]}}", "places", EASIER),
        ("{session_activities: {includes: $tags}}", "tags", HARDER),
        ("{session_activities: {includes_any: $tags}}", "tags", EASIER),
        ("{session_time: {between: [$v, $w]}}", "v", HARDER),
        ("{session_time: {between: [$v, $w]}}", "w", EASIER),
    ],
)
def test_names_and_both_ends(require: str, name: str, effect: int) -> None:
    assert moves(require, name) == {effect}


def test_a_rule_that_does_not_name_the_value_does_not_move() -> None:
    assert moves("{session_time: {at_most: $w}}") == set()
    assert moves("{session_time: {between: [$w, $w]}}") == set()
    assert moves("{session_time: {exists: true}}") == set()
    assert moves("{first_session_on: {by: {fact: proposed_on}}}", "term", per="intervention") == set()


def test_a_condition_turns_the_effect_round_and_a_derogation_does_not() -> None:
    assert moves("{venue: {is: home}}", when="{session_time: {at_most: $v}}") == {HARDER}
    derogations = """derogations:
  - {id: a, when: {session_time: {at_most: $v}}, require: {venue: {is: school}}}
  - id: b
    record: {derogation_weekly_time: {at_least: $w}}
    require: {venue: {is: school}}"""
    assert moves("{venue: {is: home}}", more=derogations) == {EASIER}
    assert moves("{venue: {is: home}}", "w", more=derogations) == {HARDER}


def test_every_place_counts() -> None:
    assert moves("{all: [{session_time: {at_most: $v}}, {feedback_time: {at_least: $v}}]}") == {
        EASIER,
        HARDER,
    }
    reading = (
        "{by_reading: {counted: {direct: {session_time: {at_most: $v}},"
        " all: {any: [{session_time: {above: $v}}]}}}}"
    )
    assert moves(reading) == {EASIER, HARDER}


@pytest.mark.parametrize(
    ("deadline", "name", "per", "effect"),
    [
        ("{first_session_on: {within: {days: $term, after: proposed_on}}}", "term", "intervention", EASIER),
        ("{proposed_on: {by: {days: $term, before: first_session_on}}}", "term", "intervention", HARDER),
        (
            "{plan_reviews: {every: {months: $rhythm, from: first_session_on, until: closed_on}}}",
            "rhythm",
            "intervention",
            EASIER,
        ),
        (
            "{first_session_on: {by: {day: $year_day, of: following_year}}}",
            "year_day",
            "intervention",
            EASIER,
        ),
    ],
)
def test_deadlines(deadline: str, name: str, per: str, effect: int) -> None:
    assert moves(deadline, name, per=per) == {effect}


def test_a_value_inside_a_fact_may_move_it_either_way() -> None:
    assert "counted_statuses" in registry().values_inside("direct_time")
    assert moves("{direct_time: {at_most: $v}}", "counted_statuses", per="week") == {EITHER}
    assert moves("{worked_time: {at_most: {fact: direct_time}}}", "capped_activities", per="week") == {EITHER}
    assert moves("{session_time: {between: [{fact: feedback_time}, $v]}}", "counted_statuses") == set()
    assert moves("{children_aged: {with: {up_to: $age}, at_most: 3}}", "age", per="case") == {EITHER}


def test_a_value_inside_what_a_deadline_or_a_rule_goes_by() -> None:
    assert registry().values_inside("plan_reviews") == set()
    assert registry().values_inside("nothing") == set()
    moved = rule_set(
        rule("{moved_out_on: {within: {days: $term, after: proposed_on}}}", per="intervention"),
        rule("{proposed_on: {exists: true}}", id="dated", per="intervention", more="dated_by: moved_out_on"),
        values=VALUES + value("municipalities", "set, of: municipality", "is: [tirano]"),
    )
    assert effects(moved.rules[0], "municipalities", registry()) == {EITHER}
    assert effects(moved.rules[0], "term", registry()) == {EASIER}
    assert effects(moved.rules[1], "municipalities", registry()) == {EITHER}


@pytest.mark.parametrize(
    ("kind", "old", "new", "move"),
    [
        ("minutes", 1, 1, None),
        ("minutes", 1, 2, 1),
        ("days", 2, 1, -1),
        ("fraction", (1, 3), (1, 2), 1),
        ("fraction", (1, 2), (1, 3), -1),
        ("fraction", (2, 4), (1, 2), None),
        ("month_day", (1, 15), (1, 31), 1),
        ("month_day", (2, 28), (1, 31), -1),
        ("set", frozenset("a"), frozenset("ab"), 1),
        ("set", frozenset("ab"), frozenset("a"), -1),
        ("set", frozenset("a"), frozenset("b"), EITHER),
        ("bool", True, False, EITHER),
        ("enum", "a", "b", EITHER),
    ],
)
def test_growth_of_an_amount(kind: str, old: Any, new: Any, move: int | None) -> None:
    assert growth(kind, old, new) == move
