"""Months of a case: which there are, what they gather, and what they add up to, like weeks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet
from tests.rules.small import ON, rule, rule_set, session, verdicts, with_intervention, with_sessions

#: At most two sessions, and three hours, of home education in a month.
FEW = rule_set(rule("{sessions_of_month: {with: {service: home_education}, at_most: 2}}", per="month"))
SHORT = rule_set(rule("{time_of_month: {with: {service: home_education}, at_most: 3 h}}", per="month"))


def on(*days: str, **keys: Any) -> list[dict[str, Any]]:
    """Sessions of an hour."""
    return [session(f"{day}T15:00", "16:00", **keys) for day in days]


def found(rules: RuleSet, data: Any) -> list[tuple[str, str]]:
    return [(each.subject_id, each.verdict.value) for each in rules.check(data, on=ON).findings]


def test_there_is_one_for_each_month_with_a_session() -> None:
    data = with_sessions(*on("2025-12-31", "2026-01-01", "2026-03-02", "2026-03-30", "2026-03-31"))
    assert found(FEW, data) == [("2025-12", "complies"), ("2026-01", "complies"), ("2026-03", "breaches")]


def test_a_month_of_cancelled_sessions_is_none() -> None:
    cancelled = on("2026-02-02", status="cancelled")
    data = with_sessions(*cancelled, *on("2026-03-02"))
    assert found(FEW, data) == [("2026-03", "complies")]


@pytest.mark.parametrize(("end", "verdict"), [("18:00", "complies"), ("18:01", "breaches")])
def test_its_sessions_are_added_up(end: str, verdict: str) -> None:
    assert verdicts(SHORT, with_sessions(session("2026-03-02T15:00", end))) == [verdict]


@pytest.mark.parametrize(("day", "verdict"), [(date(2026, 3, 31), "pending"), (date(2026, 4, 1), "breaches")])
def test_a_least_of_a_month_is_judged_once_it_is_over(day: date, verdict: str) -> None:
    """By the last day of the month, and not by the last one with a session."""
    least = "{sessions_of_month: {with: {service: home_education}, at_least: 3}}"
    rules = rule_set(rule(least, per="month", more="awaits: month_end"))
    assert verdicts(rules, with_sessions(*on("2026-03-02", "2026-03-09")), day) == [verdict]


def test_sessions_of_other_services_and_planned_ones_do_not_count() -> None:
    three = on("2026-03-02", "2026-03-09", "2026-03-16")
    assert verdicts(FEW, with_sessions(*three)) == ["breaches"]
    planned = [*three[:2], *on(ON.isoformat(), status="planned")]
    assert verdicts(FEW, with_sessions(*planned)) == ["complies"]
    passed = [*three[:2], *on("2026-03-16", status="planned")]
    assert verdicts(FEW, with_sessions(*passed)) == ["undecided"]
    other = rule_set(
        rule("{sessions_of_month: {with: {service: supervised_contact}, at_most: 0}}", per="month")
    )
    assert verdicts(other, with_sessions(*three)) == ["complies"]


def test_a_session_of_unknown_status_may_count() -> None:
    three = [*on("2026-03-02", "2026-03-09"), *on("2026-03-16", status=None)]
    assert verdicts(FEW, with_sessions(*three)) == ["undecided"]


def test_a_list_that_is_not_known_leaves_a_month_open() -> None:
    assert [verdict for _, verdict in found(FEW, with_intervention())] == ["undecided"]
    until = {"items": on("2026-03-02"), "complete_from": "2026-01-01", "complete_until": "2026-03-15"}
    data = with_intervention(sessions=until)
    assert found(FEW, data)[0] == ("2026-03", "undecided")


def test_months_of_every_intervention_are_one() -> None:
    data = with_sessions(*on("2026-03-02", "2026-03-09"))
    second = {**data["interventions"][0], "id": "i2", "sessions": on("2026-03-16")}
    data["interventions"].append(second)
    assert found(FEW, data) == [("2026-03", "breaches")]


def test_its_days_are_those_of_the_calendar_and_of_its_sessions() -> None:
    rules = rule_set(
        rule("{month_start: {is: 2024-02-01}}", id="start", per="month"),
        rule("{month_end: {is: 2024-02-29}}", id="end", per="month"),
        rule("{month_first_day: {is: 2024-02-06}}", id="first", per="month"),
        rule("{month_last_day: {is: 2024-02-20}}", id="last", per="month"),
    )
    data = with_sessions(*on("2024-02-20", "2024-02-06"))
    assert verdicts(rules, data, date(2024, 3, 31)) == ["complies"] * 4


def test_a_week_counts_the_sessions_of_any_service() -> None:
    rules = rule_set(
        rule("{sessions_of_week: {with: {service: supervised_contact}, at_most: 1}}", id="count", per="week"),
        rule("{time_of_week: {with: {service: supervised_contact}, at_most: 90 min}}", id="time", per="week"),
    )
    data = with_sessions(*on("2026-03-02", "2026-03-03"))
    assert verdicts(rules, data) == ["complies", "complies"]
    data["interventions"][0]["service"] = "supervised_contact"
    assert verdicts(rules, data) == ["breaches", "breaches"]
