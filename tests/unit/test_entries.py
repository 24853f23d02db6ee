"""Findings that are alike are one entry with its places; what was late once and has been in time since is past."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.engine import load
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Finding, Report, UnderRecord, Verdict
from adm_rules._internal.values.states import mended
from tests.rules.small import case, rule, rule_set, session, with_intervention

ON = date(2026, 3, 31)
SHORT = rule_set(rule("{session_time: {at_most: 1 h}}"))


def work(name: str, *sessions: Any) -> dict[str, Any]:
    return {"id": name, "service": "home_education", "sessions": list(sessions)}


def long(day: str) -> dict[str, Any]:
    return session(f"{day}T15:00", "17:00")


# --- folds --------------------------------------------------------------------------------------------------------


def test_one_fault_of_many_sessions_is_one_entry_with_its_places() -> None:
    days = [f"2026-03-{n:02}" for n in range(2, 15)]
    report = SHORT.check(with_intervention(sessions=[long(day) for day in days]), on=ON)
    (entry,) = report.entries
    assert (entry.rule, entry.verdict, entry.count) == ("r", Verdict.BREACHES, 13)
    assert entry.places == tuple(f"{day}T15:00" for day in days)
    assert entry.under == UnderRecord("intervention", "i1")
    assert len(report.breaches) == 13
    told = entry.to_dict()
    assert (told["count"], told["places"][0], told["under"]) == (
        13,
        "2026-03-02T15:00",
        {"subject": "intervention", "id": "i1"},
    )
    (written,) = report.to_dict()["findings"]
    assert [written["path"], *written["also"]] == [f"interventions[0].sessions[{n}]" for n in range(13)]
    assert text_of(report).count("✗") == 1


def test_sessions_of_two_interventions_are_two_entries() -> None:
    both = case(interventions=[work("i1", long("2026-03-02")), work("i2", long("2026-03-03"))])
    assert [entry.under for entry in SHORT.check(both, on=ON).entries] == [
        UnderRecord("intervention", "i1"),
        UnderRecord("intervention", "i2"),
    ]


def test_what_fails_in_another_way_is_another_entry() -> None:
    rules = rule_set(rule("{all: [{session_time: {at_most: 1 h}}, {activity: {is: direct}}]}"))
    odd = {**session("2026-03-03T15:00", "16:00"), "activity": "group"}
    plain = {**long("2026-03-02"), "activity": "direct"}
    assert len(rules.check(with_intervention(sessions=[plain, odd]), on=ON).entries) == 2


def test_what_is_in_order_is_no_entry() -> None:
    report = SHORT.check(with_intervention(sessions=[session("2026-03-02T15:00", "16:00")]), on=ON)
    assert report.findings != ()
    assert report.entries == ()


def test_a_file_and_what_stands_in_it_are_under_the_file() -> None:
    rules = rule_set(rule("{age: {at_most: 3}}", per="case"))
    (entry,) = rules.check(case(), on=ON).entries
    assert entry.under == UnderRecord("case", "caso-1")


def test_entries_survive_json() -> None:
    report = SHORT.check(with_intervention(sessions=[long("2026-03-02"), long("2026-03-03")]), on=ON)
    again = Report.from_json(report.to_json(verdicts="all", evidence="all", lang=("it", "en")))
    assert again.entries == report.entries
    brief = Report.from_json(report.to_json())
    assert [(e.rule, e.places, e.under) for e in brief.entries] == [
        (e.rule, e.places, e.under) for e in report.entries
    ]


# --- settled late -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["late", "met", "pending"], True),
        (["met", "late", "met", "met"], True),
        (["late", "pending"], False),
        (["late", "met", "overdue"], False),
        (["missed", "met"], False),
        (["met", "pending"], False),
        (["undecided"], False),
    ],
)
def test_late_once_and_in_time_since(states: list[str], expected: bool) -> None:
    assert mended(states) is expected


def reviewed(*days: str, on: date = ON) -> Finding:
    """A plan that is reviewed every six months from an intervention that began on 7 January 2025."""
    meetings = [{"type": "plan_review", "on": day} for day in days]
    intervention = {
        **work("i-1", session("2025-01-07T15:00", "17:00", status="delivered")),
        "started_on": "2025-01-07",
        "closed_on": "none",
        "review_interval_months": 6,
        "meetings": meetings,
    }
    child = {
        "id": "c-1",
        "birth_date": "2014-05-05",
        "complete_until": "2026-03-31",
        "interventions": [intervention],
    }
    (found,) = load("tirano").check(child, on=on).filter(rule="plan.reviewed")
    return found


def test_a_review_that_was_late_once_is_past_when_the_next_one_is_in_time() -> None:
    once = reviewed("2025-07-09", "2025-12-20")
    assert (once.verdict, once.severity, once.settled_late) == (Verdict.BREACHES, "info", True)
    assert "È passato: " in text_of(Report("r", "1", "f", "0", ON, ("case",), (once,)), Page(width=200))


@pytest.mark.parametrize("days", [("2025-07-09",), (), ("2025-07-09", "2026-02-20")])
def test_a_review_that_is_late_last_or_missing_is_no_thing_of_the_past(days: tuple[str, ...]) -> None:
    found = reviewed(*days)
    assert (found.verdict, found.severity, found.settled_late) == (Verdict.BREACHES, "error", False)
    assert "È passato: " not in text_of(Report("r", "1", "f", "0", ON, ("case",), (found,)), Page(width=200))


def test_a_requirement_that_also_fails_by_something_else_is_not_past() -> None:
    every = "{plan_reviews: {every: {months: 6, from: started_on, until: closed_on}}}"
    rules = rule_set(rule(f"{{all: [{every}, {{service: {{is: supervised_contact}}}}]}}", per="intervention"))
    meetings = [{"type": "plan_review", "on": day} for day in ("2025-07-09", "2025-12-20")]
    keys = {"started_on": "2025-01-07", "closed_on": "none", "meetings": meetings}
    (found,) = rules.check(case(interventions=[{**work("i1"), **keys}]), on=ON).findings
    assert (found.verdict, found.settled_late) == (Verdict.BREACHES, False)
