"""Terms that take the place of the ordinary one: which is in force, what its state is, and what is told of it."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from adm_rules._internal.compiler.signs import effects
from adm_rules._internal.explain.conditions import Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.render.due_words import term_text
from adm_rules._internal.render.ics import deadlines_ics
from adm_rules._internal.values import terms
from adm_rules._internal.values.logic import WAIT, Truth, either_way
from adm_rules._internal.values.operators import EASIER, EITHER
from adm_rules._internal.values.terms import State, Turn
from tests.rules.small import only, rule, rule_set, value, with_intervention

REQUESTED = "2026-03-02"
#: Fifteen days after the request, ten of an urgent one, or by the day that the plan sets.
START = """
      first_session_on:
        within:
          days: 15
          after: requested_on
          instead:
            - {title: {it: urgenza, en: urgency}, when: {urgent: {is: true}}, days: 10, after: requested_on}
            - title: {it: data del progetto, en: day of the plan}
              when: {agreed_start_on: {exists: true}}
              by: {fact: agreed_start_on}
"""
RULES = rule_set(rule(START, per="intervention"))
DUE = {"ordinary": date(2026, 3, 17), "urgent": date(2026, 3, 12), "plan": date(2026, 4, 13)}


def asked(
    urgent: bool | None, agreed: str | None, session: str | None, status: str | None = "delivered"
) -> dict[str, Any]:
    """A case with one request and its intervention."""
    request = {"id": "r1", "type": "activation", "submitted_on": REQUESTED, "urgent": urgent}
    sessions = (
        []
        if session is None
        else [{"start": f"{session}T15:00", "end": f"{session}T17:00", "status": status}]
    )
    keys = {"request": "r1", "agreed_start_on": agreed, "sessions": sessions}
    return with_intervention(case_keys={"requests": [request]}, **keys)


@pytest.mark.parametrize(
    ("urgent", "agreed", "session", "on", "verdict"),
    [
        (False, "none", "2026-03-17", "2026-06-15", "complies"),  # the ordinary term, to its last day
        (False, "none", "2026-03-18", "2026-06-15", "breaches"),
        (True, "none", "2026-03-12", "2026-06-15", "complies"),
        (True, "none", "2026-03-13", "2026-06-15", "breaches"),
        (True, "2026-04-13", "2026-04-13", "2026-06-15", "breaches"),  # the first that applies, not the last
        (False, "2026-04-13", "2026-04-13", "2026-06-15", "complies"),
        (False, "2026-04-13", "2026-04-14", "2026-06-15", "breaches"),
        (False, "2026-04-13", None, "2026-04-13", "pending"),  # the duty does not go away
        (False, "2026-04-13", None, "2026-04-14", "breaches"),
        (None, "none", "2026-03-12", "2026-06-15", "complies"),  # both terms agree
        (None, "none", "2026-03-13", "2026-06-15", "undecided"),
        (None, "none", "2026-03-17", "2026-06-15", "undecided"),
        (None, "none", "2026-03-18", "2026-06-15", "breaches"),
        (None, "none", None, "2026-03-12", "pending"),
        (None, "none", None, "2026-03-13", "undecided"),
        (None, "none", None, "2026-03-18", "breaches"),
        (False, None, "2026-03-17", "2026-06-15", "undecided"),  # the plan's day may lie before
        (None, None, "2026-03-13", "2026-06-15", "undecided"),
    ],
)  # fmt: skip
def test_the_term_in_force_decides(
    urgent: bool | None, agreed: str | None, session: str | None, on: str, verdict: str
) -> None:
    finding = only(RULES, asked(urgent, agreed, session), date.fromisoformat(on))
    assert finding.verdict.value == verdict


def test_only_what_tells_the_term_is_asked_for() -> None:
    late = date(2026, 6, 15)
    assert [each.name for each in only(RULES, asked(None, "none", "2026-03-13"), late).missing] == ["urgent"]
    (missing,) = only(RULES, asked(False, None, "2026-03-18"), late).missing
    assert missing.name == "agreed_start_on"
    both = only(RULES, asked(None, None, "2026-03-18"), late).missing
    assert [each.name for each in both] == ["urgent", "agreed_start_on"]
    # whether the plan sets a day does not matter to an urgent request
    urgent = only(RULES, asked(True, None, "2026-03-12", status=None), late).missing
    assert {each.name for each in urgent} == {"recorded_status"}


def test_the_day_shown_is_that_of_the_term_in_force() -> None:
    (due,) = RULES.deadlines(asked(False, "2026-04-13", None), on=date(2026, 3, 20))
    assert (due.state, due.effective, due.days_left) == ("pending", DUE["plan"], 24)
    assert due.term is not None
    assert due.term.en == "day of the plan"
    assert due.anchor is not None
    assert (due.anchor.fact, due.possible_terms) == ("agreed_start_on", ())
    finding = only(RULES, asked(False, "2026-04-13", None), date(2026, 3, 20))
    assert finding.message("en") == "Trial rule: pending; it is due on 13 April 2026 (day of the plan)."
    (observed,) = finding.observed
    assert (observed.operator, observed.limit.en) == ("within", "13 April 2026 (day of the plan)")


def test_where_the_term_is_not_known_the_days_of_all_are_told() -> None:
    (due,) = RULES.deadlines(asked(None, "none", None), on=date(2026, 3, 10))
    assert (due.state, due.effective, due.days_left) == ("pending", DUE["urgent"], 2)
    assert (due.term, due.anchor) == (None, None)
    assert [(each.title.en, each.day) for each in due.possible_terms] == [
        ("urgency", DUE["urgent"]),
        ("ordinary term", DUE["ordinary"]),
    ]
    finding = only(RULES, asked(None, "none", None), date(2026, 3, 13))
    assert finding.observed[0].limit.en == "12 March 2026 (urgency) or 17 March 2026"
    assert [(each.state, each.day) for each in finding.deadlines] == [("undecided", DUE["urgent"])]


def test_what_is_late_by_every_term_is_late_by_the_least() -> None:
    (due,) = RULES.deadlines(asked(None, "none", "2026-03-20"), on=date(2026, 6, 15))
    assert (due.state, due.effective, due.days_late) == ("late", None, 3)
    (owed,) = RULES.deadlines(asked(None, "none", None), on=date(2026, 3, 20))
    assert (owed.state, owed.days_late) == ("overdue", 3)


# --- what recurs ------------------------------------------------------------------------------------------------------

RHYTHM = """
      plan_reviews:
        every:
          months: 6
          from: case_opened_on
          until: closed_on
          instead:
            - {title: {it: del progetto, en: of the plan}, when: {disability: {is: true}}, months: 2,
               from: case_opened_on, until: closed_on}
"""
RHYTHMS = rule_set(rule(RHYTHM, per="intervention"))


def reviewed(special: bool | None, *days: str) -> dict[str, Any]:
    meetings = [{"type": "plan_review", "on": day} for day in days]
    keys = {"opened_on": "2026-01-12", "disability": special}
    return with_intervention(case_keys=keys, meetings=meetings, closed_on="none")


@pytest.mark.parametrize(
    ("special", "days", "on", "verdict", "states"),
    [
        (False, ["2026-04-13"], "2026-06-15", "pending", ["met", "pending"]),
        (True, ["2026-04-13"], "2026-06-15", "breaches", ["late", "overdue"]),
        (True, ["2026-03-12", "2026-05-12"], "2026-06-15", "pending", ["met", "met", "pending"]),
        (None, ["2026-03-12", "2026-05-12"], "2026-06-15", "pending", ["pending"]),
        (None, ["2026-04-13"], "2026-06-15", "undecided", ["undecided"]),
        (None, [], "2026-08-31", "breaches", ["overdue"]),
    ],
)
def test_a_rhythm_is_replaced_for_every_turn(
    special: bool | None, days: list[str], on: str, verdict: str, states: list[str]
) -> None:
    data, day = reviewed(special, *days), date.fromisoformat(on)
    finding = only(RHYTHMS, data, day)
    assert (finding.verdict.value, [each.state for each in finding.deadlines]) == (verdict, states)
    assert [each.state for each in RHYTHMS.deadlines(data, on=day)] == states


def test_a_rhythm_says_which_one_it_is() -> None:
    finding = only(RHYTHMS, reviewed(True), date(2026, 2, 1))
    assert finding.observed[0].limit.en == "every 2 months (of the plan)"
    finding = only(RHYTHMS, reviewed(None), date(2026, 2, 1))
    assert finding.observed[0].limit.en == "every 2 months (of the plan) or every 6 months"


# --- the arithmetic ---------------------------------------------------------------------------------------------------

TRUTHS: tuple[Truth, ...] = (True, False, WAIT, None)


@pytest.mark.parametrize(("left", "right"), list(product(TRUTHS, TRUTHS)))
def test_one_of_two_ways_agrees_or_is_not_known(left: Truth, right: Truth) -> None:
    found = either_way(left, right)
    assert either_way(right, left) is found
    if left is right:
        assert found is left
    elif {left, right} == {True, WAIT}:
        assert found is WAIT
    else:
        assert found is None


def turn(state: str, due: int | None = None, late: int = 0) -> Turn:
    return Turn(None, None, State(state, due, None, late))


@pytest.mark.parametrize(
    ("possible", "state", "due", "late"),
    [
        ([[turn("met", 5)], [turn("pending", 9)]], "pending", 5, 0),
        ([[turn("met", 5)], [turn("not_started")]], "not_started", 5, 0),
        ([[turn("overdue", 5, 4)], [turn("overdue", 7, 2)]], "overdue", None, 2),
        ([[turn("overdue", 5, 4)], [turn("pending", 9)]], "undecided", 5, 0),
        ([[turn("met", 3), turn("late", 5, 4)], [turn("missed", 7, 2)]], "late", None, 2),
        ([[], [turn("pending", 9)]], "pending", 9, 0),
        ([[turn("undecided")], [turn("met", 4)]], "undecided", 4, 0),
    ],
)
def test_one_turn_stands_for_terms_that_differ(
    possible: list[list[Turn]], state: str, due: int | None, late: int
) -> None:
    (found,) = terms.whichever(possible)
    assert found.state == State(state, due, None, late)


def test_terms_that_are_alike_keep_their_turns() -> None:
    alike = [turn("met", 5), turn("pending", 9)]
    assert terms.whichever([alike, list(alike)]) == alike


# --- what is written --------------------------------------------------------------------------------------------------


def test_the_term_is_written_beside_the_day() -> None:
    def written(lang: str, data: dict[str, Any]) -> str:
        found = RULES.deadlines(data, on=date(2026, 3, 10))
        return (
            deadlines_ics(found, on=date(2026, 3, 10), key=bytes(16), lang=lang).decode().replace("\r\n ", "")
        )

    assert "Term: day of the plan." in written("en", asked(False, "2026-04-13", None))
    assert "Term: " not in written("en", asked(False, "none", None))
    assert (
        "Which term holds is not certain: urgency (12 March 2026)\\; ordinary term (17 March 2026)."
        in written("en", asked(None, "none", None))
    )  # fmt: skip
    (due,) = RULES.deadlines(asked(False, None, None), on=date(2026, 3, 10))
    assert term_text(due, "it") == (
        "Quale termine valga non è certo: data del progetto (senza data); termine ordinario (17 marzo 2026)."
    )


#: No more than the months that the intervention has run; the two sides may stand either way.
SHORTER = "{months_running: {at_least: {fact: review_interval}}}"


def test_a_length_that_is_not_known_is_at_most_what_the_condition_says() -> None:
    require = """
      plan_reviews:
        every:
          months: 6
          from: case_opened_on
          until: closed_on
          instead:
            - title: {it: del progetto, en: of the plan}
              when: {all: [{disability: {is: true}}, {review_interval: {at_most: 6}}]}
              months: {fact: review_interval}
              from: case_opened_on
              until: closed_on
    """
    rules = rule_set(rule(require, per="intervention"))
    assert only(rules, reviewed(True), date(2026, 7, 14)).verdict.value == "breaches"
    assert only(rules, reviewed(True), date(2026, 7, 12)).verdict.value == "undecided"
    assert [each.state for each in rules.deadlines(reviewed(True), on=date(2026, 7, 14))] == ["overdue"]
    rules = rule_set(rule(require.replace("{review_interval: {at_most: 6}}", SHORTER), per="intervention"))
    running = reviewed(True)
    running["interventions"][0]["started_on"] = "2026-01-12"
    assert only(rules, running, date(2026, 7, 14)).verdict.value == "breaches"


def test_a_value_that_tells_which_term_is_in_force_moves_the_rule_either_way() -> None:
    require = """
      first_session_on:
        within:
          days: $long
          after: requested_on
          instead:
            - title: {it: breve, en: short}
              when: {age_at_start: {at_least: $age}}
              days: $short
              after: requested_on
    """
    values = (
        value("long", "days", "is: 15") + value("short", "days", "is: 5") + value("age", "years", "is: 14")
    )
    (made,) = rule_set(rule(require, per="intervention"), values=values).regulation.rules
    known = registry()
    assert effects(made, "long", known) == effects(made, "short", known) == {EASIER}
    assert effects(made, "age", known) == {EITHER}


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_term_is_said_with_what_it_is_called(lang: str) -> None:
    said = Prose(registry(), lang).sentence(RULES.regulation.rules[0].require)
    assert ("; oppure, urgenza (se sussiste" if lang == "it" else "; or, urgency (if the urgency") in said
