"""What crosses midnight lies on two days: its weekdays, its weeks and months, holidays, ages and derogations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.compiler import kernels, weekly
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.values.bounds import INF, NONE, UNKNOWN, Interval, SetSpan
from adm_rules.models import Case
from tests.rules.small import rule, rule_set, session, verdicts, with_sessions

ON = date(2026, 6, 30)
FRIDAY = date(2026, 5, 8).toordinal()
TIRANO = load("tirano")


def at(day: int, hour: int, minute: int = 0) -> int:
    """An instant as rows hold it."""
    return (day * 1440 + hour * 60 + minute) * 2


SATURDAY = FRIDAY + 1
NIGHT = (at(FRIDAY, 23), at(SATURDAY, 2))


@pytest.mark.parametrize(
    ("start", "end", "last", "weekdays"),
    [
        (*NIGHT, SATURDAY, {"friday", "saturday"}),
        (at(FRIDAY, 23), at(SATURDAY, 0), FRIDAY, {"friday"}),  # ends as the next day begins
        (at(FRIDAY, 23), at(SATURDAY, 0, 1), SATURDAY, {"friday", "saturday"}),
        (at(FRIDAY, 0), at(FRIDAY, 1), FRIDAY, {"friday"}),
        (at(FRIDAY, 23), NONE, FRIDAY, {"friday"}),
    ],
)
def test_the_days_from_one_moment_to_another(start: Any, end: Any, last: int, weekdays: set[str]) -> None:
    assert kernels.touched(start, end, "last_day", ()) == last
    assert kernels.touched(start, end, "weekdays", ()) == frozenset(weekdays)


def test_an_end_that_is_not_known_lies_on_the_same_day_or_on_the_next() -> None:
    found = [
        kernels.touched(at(FRIDAY, 23), UNKNOWN, what, ()) for what in ("last_day", "weekdays", "holiday")
    ]
    assert found[0] == Interval(FRIDAY, SATURDAY)
    assert found[1] == SetSpan(frozenset({"friday"}), frozenset({"friday", "saturday"}))
    assert found[2] is False  # a Saturday is no holiday
    assert kernels.touched(at(SATURDAY, 23), UNKNOWN, "holiday", ()) is UNKNOWN  # Sunday is one
    assert kernels.touched(at(SATURDAY + 1, 9), UNKNOWN, "holiday", ()) is True


def test_of_a_beginning_that_is_not_known_little_is_known() -> None:
    span = Interval(FRIDAY * 2880, SATURDAY * 2880 + 2879)
    assert kernels.touched(span, UNKNOWN, "last_day", ()) == Interval(FRIDAY, SATURDAY + 1)
    assert kernels.touched(UNKNOWN, UNKNOWN, "last_day", ()) == Interval(-INF, INF, none=True)
    assert kernels.touched(span, UNKNOWN, "weekdays", ()) == SetSpan(frozenset(), None)
    assert kernels.touched(span, UNKNOWN, "holiday", ()) is UNKNOWN
    assert kernels.touched(NONE, UNKNOWN, "weekdays", ()) == frozenset()
    assert kernels.touched(NONE, UNKNOWN, "last_day", ()) is NONE


def test_a_holiday_may_begin_at_midnight() -> None:
    eve = at(date(2026, 8, 14).toordinal(), 23)
    assert kernels.touched(eve, eve + 2 * 120, "holiday", ()) is True
    assert kernels.touched(eve, eve + 2 * 60, "holiday", ()) is False
    assert kernels.touched(*NIGHT, "holiday", ((5, 9),)) is True


def slot(weekday: str, start: int, end: int) -> tuple[Any, ...]:
    return (True, weekday, start, end, NONE, NONE, False)


def test_slots_of_the_next_day_cover_what_lies_on_it() -> None:
    slots = [slot("friday", 1200, 1440), slot("saturday", 0, 60)]
    assert weekly.uncovered(slots, *NIGHT) == 60
    assert weekly.uncovered([slot("friday", 0, 1440)], *NIGHT) == 120
    assert weekly.uncovered([], at(FRIDAY, 23), at(SATURDAY, 0)) == 60
    open_slot = (None, *slot("saturday", 0, 60)[1:])
    assert weekly.uncovered([slots[0], open_slot], *NIGHT) == Interval(60, 120)


# --- weeks and months -------------------------------------------------------------------------------------------------

TIME = "{with: {service: home_education}, at_most: 2 h}"


def totals(per: str) -> RuleSet:
    return rule_set(rule(f"{{time_of_{per}: {TIME}}}", per=per))


def found(rules: RuleSet, data: Any, on: date = ON) -> list[tuple[str, str]]:
    return [(each.subject_id, each.verdict.value) for each in rules.check(data, on=on).findings]


#: From Sunday 31 May, 21:30, to Monday 1 June, 01:30: two weeks and two months.
OVER = session("2026-05-31T21:30", "2026-06-01T01:30")


@pytest.mark.parametrize("trusted", [False, True])
def test_each_week_and_month_has_its_own_part(trusted: bool) -> None:
    data: Any = with_sessions(OVER)
    data = Case.model_validate(data) if trusted else data
    assert found(totals("week"), data) == [("2026-W22", "breaches"), ("2026-W23", "complies")]
    assert found(totals("month"), data) == [("2026-05", "breaches"), ("2026-06", "complies")]


def test_what_ends_at_midnight_is_of_one_week() -> None:
    data = with_sessions(session("2026-05-31T21:30", "2026-06-01T00:00"))
    assert found(totals("week"), data) == [("2026-W22", "breaches")]


def test_within_a_week_it_is_one_session() -> None:
    rules = rule_set(
        rule("{sessions_of_week: {with: {service: home_education}, at_most: 1}}", per="week"),
    )
    assert found(rules, with_sessions(session("2026-05-08T23:00", "2026-05-09T01:00"))) == [
        ("2026-W19", "complies")
    ]
    assert found(rules, with_sessions(OVER)) == [("2026-W22", "complies"), ("2026-W23", "complies")]


def test_rules_about_sessions_see_the_whole_once() -> None:
    rules = rule_set(
        rule("{session_time: {at_most: 3 h}}", id="length"),
        rule(f"{{time_of_week: {TIME}}}", id="week", per="week"),
    )
    report = rules.check(with_sessions(OVER), on=ON)
    assert [each.rule for each in report.findings].count("length") == 1
    assert verdicts(rule_set(rule("{session_time: {at_most: 3 h}}")), with_sessions(OVER)) == ["breaches"]


def test_its_first_week_has_happened_before_the_second() -> None:
    rules = rule_set(rule("{sessions_of_month: {with: {service: home_education}, at_most: 0}}", per="month"))
    assert found(rules, with_sessions(OVER), date(2026, 5, 31)) == [
        ("2026-05", "breaches"),
        ("2026-06", "complies"),
    ]


def test_a_week_names_the_session_by_its_own_name() -> None:
    unsettled = {key: item for key, item in OVER.items() if key != "status"} | {"end": "2026-06-01T04:00"}
    for data, name in ((unsettled, "2026-05-31T21:30"), ({**unsettled, "id": "acc-7"}, "acc-7")):
        _, second = totals("week").check(with_sessions(data), on=ON).findings
        assert [each.subject for each in second.missing] == [name]


# --- what the shipped rules make of it --------------------------------------------------------------------------------


def of_rule(name: str, data: Any, on: date = ON) -> str:
    (verdict,) = {each.verdict.value for each in TIRANO.check(data, on=on).findings if each.rule == name}
    return verdict


def test_a_derogation_covers_every_day_of_a_session() -> None:
    granted = {
        "id": "d1", "scope": ["weekend"], "from": "2026-05-01", "social_relevance": True,
        "days": ["friday", "saturday"],
        "assessed_by": "reference_social_worker", "assessed_on": "2026-05-01", "authorised_by": "plan_office",
        "authorised_on": "2026-05-02",
    }  # fmt: skip
    night = session("2026-05-08T23:00", "2026-05-09T02:00")
    for last, verdict in (("2026-05-08", "breaches"), ("2026-05-09", "derogated")):
        data = with_sessions(night, derogations=[{**granted, "to": last}])
        assert of_rule("session.weekdays", data) == verdict


def test_somebody_who_turns_eighteen_at_midnight() -> None:
    data = with_sessions(session("2026-05-08T23:00", "2026-05-09T00:00"), adult_continuation_on="none")
    data["birth_date"] = "2008-05-09"
    assert of_rule("session.after-birthday", data) == "complies"
    data["interventions"][0]["sessions"][0]["end"] = "2026-05-09T00:01"
    assert of_rule("session.after-birthday", data) == "to_judge"


# --- what was planned -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "verdict"), [("2026-05-08", "breaches"), ("2026-05-09", "undecided")])
def test_what_was_planned_for_a_day_that_has_passed_may_not_have_been(on: str, verdict: str) -> None:
    rules = rule_set(rule("{session_status: {is: cancelled}}"))
    data = with_sessions(session("2026-05-08T15:00", "17:00", status="planned"))
    (finding,) = rules.check(data, on=date.fromisoformat(on)).findings
    assert finding.verdict.value == verdict
    assert [each.name for each in finding.missing] == (["recorded_status"] if verdict == "undecided" else [])


def test_a_planned_session_of_the_agency_that_has_passed_is_open() -> None:
    rules = rule_set(rule("{agency_session_status: {is: cancelled}}", per="agency_session"))
    agency = {
        "id": "ag",
        "sessions": [{"start": "2026-05-08T15:00", "end": "2026-05-08T17:00", "status": "planned"}],
    }
    (finding,) = rules.check(agency=agency, on=ON).findings
    assert finding.verdict.value == "undecided"
