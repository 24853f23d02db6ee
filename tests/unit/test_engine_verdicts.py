"""What a rule finds: each verdict, from the truths of `when`, `require` and the derogations."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.small import (
    ON,
    only,
    rule,
    rule_set,
    session,
    verdicts,
    with_intervention,
    with_sessions,
)

HOUR = session("2026-03-02T15:00", "16:00", venue="home")
NO_END = session("2026-03-02T15:00", venue="home")

SHORT = "{session_time: {at_most: 1 h}}"
SHORTER = "{session_time: {below: 1 h}}"
AT_HOME = "{venue: {is: home}}"
AT_SCHOOL = "{venue: {is: school}}"
AT_WORK = "{phase: {is: knowledge}}"


@pytest.mark.parametrize(
    ("when", "require", "verdict"),
    [
        (AT_HOME, SHORT, "complies"),
        (AT_HOME, SHORTER, "breaches"),
        (AT_SCHOOL, SHORT, "not_applicable"),
        (AT_SCHOOL, SHORTER, "not_applicable"),
        (AT_WORK, SHORT, "complies"),  # whether it applies is not known, but it holds in any case
        (AT_WORK, SHORTER, "undecided"),
        (AT_HOME, AT_WORK, "undecided"),
        (AT_WORK, AT_WORK, "undecided"),
        (AT_SCHOOL, AT_WORK, "not_applicable"),
    ],
)
def test_the_verdict_of_a_condition_and_a_requirement(when: str, require: str, verdict: str) -> None:
    assert verdicts(rule_set(rule(require, when=when)), with_sessions(HOUR)) == [verdict]


def test_an_undecided_finding_names_what_is_missing_and_what_stays_possible() -> None:
    finding = only(rule_set(rule(SHORT, when=AT_WORK)), with_sessions(NO_END))
    assert finding.verdict == "undecided"
    assert [(missing.name, missing.subject) for missing in finding.missing] == [
        ("phase", "2026-03-02T15:00"),
        ("session_end", "2026-03-02T15:00"),
    ]
    assert [verdict.value for verdict in finding.possible] == ["complies", "breaches", "not_applicable"]


def test_what_is_known_to_be_broken_only_waits_for_whether_it_applies() -> None:
    finding = only(rule_set(rule(SHORTER, when=AT_WORK)), with_sessions(HOUR))
    assert [missing.name for missing in finding.missing] == ["phase"]
    assert [verdict.value for verdict in finding.possible] == ["breaches", "not_applicable"]


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        (f"{{all: [{SHORT}, {AT_HOME}]}}", "complies"),
        (f"{{all: [{SHORT}, {AT_SCHOOL}]}}", "breaches"),
        (f"{{all: [{AT_WORK}, {AT_SCHOOL}]}}", "breaches"),
        (f"{{all: [{AT_WORK}, {AT_HOME}]}}", "undecided"),
        (f"{{any: [{AT_SCHOOL}, {AT_HOME}]}}", "complies"),
        (f"{{any: [{AT_WORK}, {AT_HOME}]}}", "complies"),
        (f"{{any: [{AT_WORK}, {AT_SCHOOL}]}}", "undecided"),
        (f"{{not: {AT_SCHOOL}}}", "complies"),
        (f"{{not: {AT_HOME}}}", "breaches"),
        (f"{{not: {AT_WORK}}}", "undecided"),
        (f"{{not: {{any: [{AT_WORK}, {AT_HOME}]}}}}", "breaches"),
        ("{session_time: {at_least: 30 min, at_most: 90 min}}", "complies"),
        ("{session_time: {at_least: 30 min, at_most: 59 min}}", "breaches"),
    ],
)
def test_conditions_combine(condition: str, verdict: str) -> None:
    assert verdicts(rule_set(rule(condition)), with_sessions(HOUR)) == [verdict]


@pytest.mark.parametrize(
    ("comparison", "verdict"),
    [
        ("{session_time: {is: 60 min}}", "complies"),
        ("{session_time: {is_not: 60 min}}", "breaches"),
        ("{session_time: {above: 59 min}}", "complies"),
        ("{session_time: {between: [1 h, 2 h]}}", "complies"),
        ("{session_time: {between: [61 min, 2 h]}}", "breaches"),
        ("{session_time: {exists: false}}", "breaches"),
        ("{start_clock: {at_least: '15:00'}}", "complies"),
        ("{end_clock: {below: '16:00'}}", "breaches"),
        ("{start_clock: {below: {fact: end_clock}}}", "complies"),
        ("{session_day: {is: 2026-03-02}}", "complies"),
        ("{session_day: {one_of: [2026-03-02]}}", None),
        ("{venue: {one_of: [home, school]}}", "complies"),
        ("{venue: {none_of: [home, school]}}", "breaches"),
        ("{venue: {is_not: school}}", "complies"),
        ("{session_time: {between: [1 h, {fact: session_time}]}}", "complies"),
        ("{session_time: {one_of: [{fact: session_time}]}}", None),
        ("{session_day: {at_most: {fact: judgement_day}}}", "complies"),
        ("{session_day: {above: {fact: judgement_day}}}", "breaches"),
        ("{holiday: {is: false}}", "complies"),
        ("{holiday: {is_not: false}}", "breaches"),
        ("{session_activities: {includes: [leisure]}}", "undecided"),
        ("{session_activities: {one_of: [leisure]}}", "undecided"),
        ("{session_activities: {is: [leisure]}}", "undecided"),
        ("{session_start: {exists: true}}", "complies"),
        ("{weekday: {is: monday}}", "complies"),
        ("{group_ratio: {at_least: 1/4}}", "undecided"),
        ("{users_present: {at_most: 0}}", "undecided"),
        ("{age_at_session: {below: 12}}", "complies"),
        ("{age_at_session: {at_least: 12}}", "breaches"),
    ],
)
def test_operators_in_a_rule(comparison: str, verdict: str | None) -> None:
    if verdict is None:
        with pytest.raises(Exception, match=r"error\[wrong-operator\]"):
            rule_set(rule(comparison))
    else:
        assert verdicts(rule_set(rule(comparison)), with_sessions(HOUR)) == [verdict]


@pytest.mark.parametrize(
    ("activities", "verdict"),
    [([], "complies"), (["leisure"], "complies"), (["leisure", "monitoring"], "breaches")],
)
def test_every_member_of_a_set_is_one_of_some(activities: list[str], verdict: str) -> None:
    data = with_sessions(session("2026-03-02T15:00", "16:00", activities=activities))
    assert verdicts(rule_set(rule("{session_activities: {one_of: [leisure]}}")), data) == [verdict]


def test_a_value_that_is_known_not_to_exist_is_below_nothing() -> None:
    nothing = dict.fromkeys(("users_present", "phase", "group_ratio"), "none")
    nobody = session("2026-03-02T15:00", "16:00", activity="correlated", **nothing)
    data = with_sessions(nobody)
    assert verdicts(rule_set(rule("{users_present: {at_most: 5}}")), data) == ["breaches"]
    assert verdicts(rule_set(rule("{users_present: {exists: false}}")), data) == ["complies"]
    assert verdicts(rule_set(rule("{phase: {is_not: knowledge}}")), data) == ["complies"]
    assert verdicts(rule_set(rule("{group_ratio: {exists: true}}")), data) == ["breaches"]


@pytest.mark.parametrize(
    ("ratio", "verdict"), [("1/4", "complies"), ("2/8", "complies"), ("1/3", "complies"), ("1/5", "breaches")]
)
def test_fractions_compare_exactly(ratio: str, verdict: str) -> None:
    rules = rule_set(rule("{group_ratio: {at_least: 1/4}}"))
    data = with_sessions(session("2026-03-02T15:00", "16:00", group_ratio=ratio))
    assert verdicts(rules, data) == [verdict]


def test_a_fraction_may_be_nought_or_one() -> None:
    rules = rule_set(rule("{group_ratio: {above: 0}}"), rule("{group_ratio: {at_most: 1}}", id="s"))
    data = with_sessions(session("2026-03-02T15:00", "16:00", group_ratio="1/4"))
    assert verdicts(rules, data) == ["complies", "complies"]


# --- time -------------------------------------------------------------------------------------------------------------

START = rule(
    "{first_session_on: {within: {days: 15, after: proposed_on}}}",
    per="intervention",
    when="{closed_on: {exists: false}}",
)


@pytest.mark.parametrize(
    ("proposed", "sessions", "on", "verdict"),
    [
        ("2026-03-02", [session("2026-03-17T15:00", "16:00")], ON, "complies"),
        ("2026-03-02", [session("2026-03-18T15:00", "16:00")], ON, "breaches"),
        ("2026-03-02", [], ON, "breaches"),
        ("2026-03-02", [], date(2026, 3, 17), "pending"),
        ("2026-03-02", [], date(2026, 3, 18), "breaches"),
        ("none", [], ON, "pending"),
        ("2026-04-15", [], ON, "pending"),  # proposed after the day of judgement: not yet
        (None, [], ON, "undecided"),
    ],
)
def test_a_deadline_waits_until_its_day(
    proposed: str | None, sessions: list[dict[str, object]], on: date, verdict: str
) -> None:
    data = with_intervention(sessions=sessions, closed_on="none", proposed_on=proposed)
    assert verdicts(rule_set(START), data, on) == [verdict]


def test_a_deadline_in_months_before_and_on_a_day_of_the_year() -> None:
    months = rule_set(
        rule("{first_session_on: {within: {months: 1, after: proposed_on}}}", per="intervention")
    )
    data = with_intervention(sessions=[session("2026-03-02T15:00", "16:00")], proposed_on="2026-01-31")
    assert verdicts(months, data) == ["breaches"]  # 31 January and a month: 28 February
    assert only(months, data).deadlines[0].day == date(2026, 2, 28)
    before = rule_set(rule("{proposed_on: {by: {months: 1, before: first_session_on}}}", per="intervention"))
    assert verdicts(before, data) == ["complies"]
    by_fact = rule_set(rule("{proposed_on: {by: {fact: first_session_on}}}", per="intervention"))
    assert verdicts(by_fact, data) == ["complies"]


@pytest.mark.parametrize(
    ("sessions", "on", "verdict"),
    [
        ([session("2026-01-10T15:00", "16:00")], ON, "complies"),
        ([session("2026-02-10T15:00", "16:00")], ON, "breaches"),
        ([], ON, "pending"),
    ],
)
def test_a_day_of_the_year_of_a_period_that_begins_with_an_event(
    sessions: list[dict[str, object]], on: date, verdict: str
) -> None:
    rules = rule_set(rule("{first_session_on: {by: {day: 01-31, of: this_year}}}", per="intervention"))
    assert verdicts(rules, with_intervention(sessions=sessions, closed_on="none"), on) == [verdict]


def test_a_deadline_that_ends_on_a_holiday_moves_unless_the_rule_says_otherwise() -> None:
    easter_monday = session("2026-04-07T15:00", "16:00")  # due on Easter Monday, 6 April 2026
    data = with_intervention(sessions=[easter_monday], proposed_on="2026-03-22")
    moved = rule("{first_session_on: {within: {days: 15, after: proposed_on}}}", per="intervention")
    fixed = rule(
        "{first_session_on: {within: {days: 15, after: proposed_on, rollover: none}}}", per="intervention"
    )
    on = date(2026, 5, 1)
    assert verdicts(rule_set(moved), data, on) == ["complies"]
    assert verdicts(rule_set(fixed), data, on) == ["breaches"]
    assert verdicts(rule_set(moved, conventions="{rollover: none}"), data, on) == ["breaches"]


def test_a_patron_day_is_a_holiday_where_the_rule_set_says_so() -> None:
    data = with_intervention(sessions=[session("2026-03-18T15:00", "16:00")], proposed_on="2026-03-02")
    deadline = rule("{first_session_on: {within: {days: 15, after: proposed_on}}}", per="intervention")
    assert verdicts(rule_set(deadline), data) == ["breaches"]
    assert verdicts(rule_set(deadline, conventions="{patron_days: [03-17]}"), data) == ["complies"]
    assert verdicts(rule_set(deadline, conventions="{patron_days: none}"), data) == ["breaches"]
    holiday = rule("{holiday: {is: true}}")
    data = with_sessions(session("2026-03-17T15:00", "16:00"))
    assert verdicts(rule_set(holiday), data) == ["breaches"]
    assert verdicts(rule_set(holiday, conventions="{patron_days: [03-17]}"), data) == ["complies"]


@pytest.mark.parametrize(
    ("reports", "closed", "on", "verdict"),
    [
        (["2026-04-02", "2026-07-02"], "2026-07-10", date(2026, 8, 1), "complies"),
        (["2026-04-02"], "2026-08-10", date(2026, 9, 1), "breaches"),
        (["2026-04-02"], "none", date(2026, 7, 2), "pending"),
        ([], "none", date(2026, 4, 2), "pending"),
        ([], "none", date(2026, 4, 3), "breaches"),
    ],
)
def test_a_rhythm(reports: list[str], closed: str, on: date, verdict: str) -> None:
    rules = rule_set(
        rule(
            "{progress_reports: {every: {months: 3, from: first_session_on, until: closed_on}}}",
            per="intervention",
        )
    )
    data = with_intervention(
        sessions=[session("2026-01-02T15:00", "16:00")],
        reports=[{"type": "progress", "submitted_on": day} for day in reports],
        closed_on=closed,
    )
    assert verdicts(rules, data, on) == [verdict]


EVENT = "{educator_named_on: {at_most: {fact: substitutes_listed_on}}}"


@pytest.mark.parametrize(
    ("named", "listed", "verdict"),
    [
        ("2026-03-01", "2026-03-02", "complies"),
        ("2026-03-03", "2026-03-02", "breaches"),
        ("2026-03-01", "none", "complies"),  # what has not come lies after everything
        ("none", "2026-03-02", "breaches"),  # it is too late by now
        ("none", "none", "pending"),
        ("2026-04-10", "2026-03-02", "breaches"),  # ahead of the day of judgement: not yet
        (None, "none", "pending"),
        (None, "2026-03-02", "undecided"),
        ("2026-03-01", None, "undecided"),
    ],
)
def test_an_event_that_has_not_come_waits(named: str | None, listed: str | None, verdict: str) -> None:
    data = with_intervention(educator_named_on=named, substitutes_listed_on=listed)
    assert verdicts(rule_set(rule(EVENT, per="intervention")), data) == [verdict]


def test_an_event_between_two_days() -> None:
    rules = rule_set(rule("{educator_named_on: {between: [2026-03-01, 2026-03-10]}}", per="intervention"))
    assert verdicts(rules, with_intervention(educator_named_on="2026-03-10")) == ["complies"]
    assert verdicts(rules, with_intervention(educator_named_on="2026-03-11")) == ["breaches"]
    assert verdicts(rules, with_intervention(educator_named_on="none"), date(2026, 2, 1)) == ["pending"]
    unknown = only(rules, with_intervention())
    assert (unknown.verdict.value, unknown.observed[0].holds) == ("undecided", None)


def test_a_rule_that_may_not_apply_and_would_wait() -> None:
    rules = rule_set(rule(EVENT, per="intervention", when="{feedback_planned: {is: true}}"))
    finding = only(rules, with_intervention(educator_named_on="none", substitutes_listed_on="none"))
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["not_applicable", "pending"]
    assert [missing.name for missing in finding.missing] == ["feedback_planned"]


def test_outside_a_requirement_an_event_that_has_not_come_is_no_match() -> None:
    rules = rule_set(rule("{service: {is: home_education}}", per="intervention", when=EVENT))
    none = with_intervention(educator_named_on="none", substitutes_listed_on="none")
    assert verdicts(rules, none) == ["not_applicable"]
    both = with_intervention(educator_named_on="2026-03-01", substitutes_listed_on="none")
    assert verdicts(rules, both) == ["complies"]


def test_a_rule_waits_for_the_day_that_it_awaits() -> None:
    rules = rule_set(rule("{session_time: {below: 1 h}}", more="awaits: session_day"))
    data = with_sessions(session("2026-03-20T15:00", "16:00"))
    waiting = only(rules, data, date(2026, 3, 20))
    assert (waiting.verdict.value, waiting.deadlines[0].fact, waiting.deadlines[0].day) == (
        "pending",
        "session_day",
        date(2026, 3, 20),
    )
    assert "20 March 2026" in waiting.message("en")
    assert verdicts(rules, data, date(2026, 3, 21)) == ["breaches"]


def test_a_rule_that_awaits_a_day_that_is_not_known_is_undecided() -> None:
    rules = rule_set(rule("{closed_on: {exists: false}}", per="intervention", more="awaits: agreed_start_on"))
    assert verdicts(rules, with_intervention(closed_on="none")) == ["undecided"]


# --- in force ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2026-02-28", "not_applicable"),
        ("2026-03-01", "breaches"),
        ("2026-03-31", "breaches"),
        ("2026-04-01", "not_applicable"),
    ],
)
def test_a_subject_outside_the_days_of_the_act_is_not_judged(day: str, verdict: str) -> None:
    rules = rule_set(rule("{session_time: {below: 1 h}}"), in_force="{from: 2026-03-01, until: 2026-03-31}")
    data = with_sessions(session(f"{day}T15:00", "16:00"))
    assert verdicts(rules, data, date(2026, 6, 1)) == [verdict]


def test_a_rule_may_be_dated_by_another_day() -> None:
    data = with_intervention(proposed_on="2026-03-02", closed_on="2019-12-31", started_on="none")
    own = rule("{closed_on: {exists: false}}", per="intervention")
    other = rule("{closed_on: {exists: false}}", per="intervention", more="dated_by: closed_on")
    assert verdicts(rule_set(own), data) == ["breaches"]
    assert verdicts(rule_set(other), data) == ["not_applicable"]


def test_what_is_not_dated_is_judged_by_the_day_of_judgement() -> None:
    rules = rule_set(rule("{age: {at_least: 18}}", per="case"), in_force="{from: 2026-03-01}")
    data = {"id": "caso-1", "birth_date": "2014-05-01"}
    assert verdicts(rules, data, date(2026, 2, 28)) == ["not_applicable"]
    assert verdicts(rules, data, date(2026, 3, 1)) == ["breaches"]


def test_an_event_that_has_not_come_does_not_lie_outside_the_act() -> None:
    rules = rule_set(
        rule("{closed_on: {exists: true}}", per="intervention", more="dated_by: closed_on"),
        in_force="{from: 2020-01-01, until: 2026-12-31}",
    )
    assert verdicts(rules, with_intervention(closed_on="none")) == ["breaches"]
