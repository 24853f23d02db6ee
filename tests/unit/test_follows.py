"""A fault that only repeats another stands under it; verdicts and counts stay as they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Report
from tests.rules.small import HOURS, ON, case, rule, rule_set, session


def rules(follows: str = "[cause]", *more: str) -> RuleSet:
    symptom = rule("{session_time: {at_most: 1 h}}", id="symptom", more=f"follows: {follows}")
    return rule_set(rule("{closed_on: {exists: true}}", id="cause", per="intervention"), symptom, *more)


def child(*interventions: dict[str, Any]) -> dict[str, Any]:
    return case(interventions=list(interventions))


def work(name: str, *, closed: str = "none", hours: int = 2) -> dict[str, Any]:
    days = ("2026-03-02", "2026-03-03", "2026-03-04")
    sessions = [session(f"{day}T15:00", f"{15 + hours}:00") for day in days]
    return {"id": name, "service": "home_education", "closed_on": closed, "sessions": sessions}


def shape(report: Report) -> list[tuple[str, int, list[tuple[str, int]]]]:
    return [
        (entry.rule, entry.count, [(each.rule, each.count) for each in entry.explains])
        for entry in report.entries
    ]


def test_a_symptom_stands_under_its_cause_with_all_its_places() -> None:
    report = rules().check(child(work("i1")), on=ON)
    assert shape(report) == [("cause", 1, [("symptom", 3)])]
    assert len(report.breaches) == 4
    text = text_of(report, Page("en", 200))
    assert text.count("✗") == 1
    assert "It also explains: Trial rule (3)." in text
    assert "It also explains: Trial rule (3)." in report_html(report, lang="en")
    assert text_of(report, Page("en", 200, every=True)).count("✗") == 2
    told = {each["rule"]: each for each in report.to_dict()["findings"]}
    assert told["symptom"]["because_of"] == "cause@interventions[0]"
    assert len(told["symptom"]["also"]) == 2
    assert "because_of" not in told["cause"]
    assert shape(Report.from_json(report.to_json())) == shape(report)


def test_where_the_cause_is_in_order_the_symptom_stands_alone() -> None:
    closed = work("i1", closed="2026-03-20")
    assert shape(rules().check(child(closed), on=ON)) == [("symptom", 3, [])]


def test_a_cause_of_another_record_explains_nothing() -> None:
    """The first intervention is closed, the second is not: sessions of the first are a fault of their own."""
    report = rules().check(child(work("i1", closed="2026-03-20"), work("i2", hours=1)), on=ON)
    assert sorted(shape(report)) == [("cause", 1, []), ("symptom", 3, [])]
    anywhere = rules("[{rule: cause, on: file}]")
    report = anywhere.check(child(work("i1", closed="2026-03-20"), work("i2", hours=1)), on=ON)
    assert shape(report) == [("cause", 1, [("symptom", 3)])]


def test_the_same_subject_is_the_very_one() -> None:
    same = rule_set(
        rule("{session_time: {at_most: 1 h}}", id="cause"),
        rule("{session_day: {at_most: 2026-03-02}}", id="symptom", more="follows: [{rule: cause, on: same}]"),
    )
    data = child(
        {
            **work("i1"),
            "sessions": [session("2026-03-03T15:00", "17:00"), session("2026-03-04T15:00", "16:00")],
        }
    )
    assert shape(same.check(data, on=ON)) == [("cause", 1, [("symptom", 1)]), ("symptom", 1, [])]


def test_what_explains_a_cause_explains_its_symptoms() -> None:
    chain = rule_set(
        rule("{area: {is: prevention}}", id="first", per="case"),
        rule(
            "{closed_on: {exists: true}}",
            id="second",
            per="intervention",
            more="follows: [{rule: first, on: file}]",
        ),
        rule("{session_time: {at_most: 1 h}}", id="third", more="follows: [second]"),
    )
    report = chain.check({**child(work("i1")), "area": "treatment"}, on=ON)
    assert shape(report) == [("first", 1, [("second", 1), ("third", 3)])]


def test_a_group_is_as_grave_as_its_gravest_member() -> None:
    light = rule(
        "{closed_on: {exists: true}}",
        id="cause",
        per="intervention",
        otherwise="{severity: info, message: {it: Lieve., en: Light.}}",
    )
    other = rule(
        "{area: {is: prevention}}",
        id="other",
        per="case",
        otherwise="{severity: warning, message: {it: Altro., en: Other.}}",
    )
    symptom = rule("{session_time: {at_most: 1 h}}", id="symptom", more="follows: [cause]")
    report = rule_set(light, other, symptom).check({**child(work("i1")), "area": "treatment"}, on=ON)
    text = text_of(report, Page("en", 200))
    assert text.index("Light.") < text.index("Other.")


def test_what_is_open_or_in_order_follows_nothing() -> None:
    unknown = {**work("i1"), "sessions": [{"id": "s", "start": "2026-03-02T15:00", "status": "delivered"}]}
    report = rules().check(child(unknown), on=ON)
    assert ("cause", 1, []) in shape(report)


@pytest.mark.parametrize(
    ("on", "said"),
    [("same", "of the same thing"), ("record", "in the same intervention"), ("file", "in the same file")],
)
def test_an_explanation_says_what_a_rule_follows(on: str, said: str) -> None:
    made = rule_set(
        rule("{session_time: {at_most: 1 h}}", id="cause"),
        rule(
            "{session_day: {at_most: 2026-03-02}}", id="symptom", more=f"follows: [{{rule: cause, on: {on}}}]"
        ),
    )
    given = made.regulation
    *_, otherwise, _ = Explanation(Prose(registry(), "en", given), given).rule(given.rules[1])
    assert said in otherwise.clauses[-1].text
    assert otherwise.clauses[-1].text.endswith(": Trial rule")


def test_a_child_without_a_plan_is_one_entry_in_tirano() -> None:
    sessions = [
        {"id": f"s{n}", "start": f"2026-0{m}-{n:02}T15:00", "end": f"2026-0{m}-{n:02}T17:00", "status": "delivered",
         "activity": "direct", "phase": "ordinary", "venue": "home"}
        for m in (2, 3) for n in (9, 10, 11, 12, 16, 17, 18, 19)
    ]  # fmt: skip
    for n, each in enumerate(sessions):
        each["id"] = f"s{n}"
    work_ = {
        "id": "i1",
        "service": "home_education",
        "started_on": "2026-01-12",
        "closed_on": "none",
        "knowledge_ends_on": "2026-02-06",
        "plans": [],
        "sessions": sessions,
    }
    data = {"id": "c1", "birth_date": "2014-05-05", "complete_until": "2026-03-31", "interventions": [work_]}
    report = load("tirano").check(data, on=date(2026, 3, 31))
    (entry,) = [each for each in report.entries if each.rule == "plan.by-knowledge-end"]
    told_alone = {each.rule for each in report.entries if each.verdict == "breaches"}
    assert {each.rule for each in entry.explains} >= {"plan.before-sessions"}
    assert not told_alone & {"plan.before-sessions", "session.on-plan", "session.venue-planned"}


def test_a_derogation_that_falls_short_is_told_once() -> None:
    """The week above the cap stands under the derogation that it names, and alone where that is about another."""
    weeks = [session(f"2026-03-{day:02}T14:00", "18:00", id=f"s{day}") for day in (2, 3, 4, 9, 10, 11)]
    short = {
        "id": "d1",
        "scope": ["weekly_cap"],
        "from": "2026-03-02",
        "to": "2026-03-08",
        "document": "none",
        "weekly_minutes": 720,
    }
    data = case(
        interventions=[{"id": "i1", "service": "home_education", "sessions": weeks}],
        derogations=[short],
        complete_until="2026-03-31",
    )
    cap = rule(
        "{direct_time: {at_most: 10 h}}",
        id="cap",
        per="week",
        more="follows: [{rule: paper, on: derogation}]\nderogations:\n"
        "  - {id: more, record: {derogation_scope: {includes: [weekly_cap]}},"
        " when: {all: [{derogation_document: {exists: true}}]},"
        " require: {direct_time: {at_most: {fact: derogation_weekly_time}}}}",
    )
    paper = rule("{derogation_document: {exists: true}}", id="paper", per="derogation")
    report = rule_set(cap, paper, values=HOURS).check(data, on=ON)
    assert [each.subject_id for each in report.filter(rule="paper")] == ["d1"]
    entries = {each.rule: each for each in report.entries}
    assert [each.places for each in entries["paper"].explains] == [("2026-W10",)]
    assert entries["cap"].places == ("2026-W11",)
    alone = rule_set(cap, paper, values=HOURS).check({**data, "derogations": []}, on=ON)
    assert [each.rule for each in alone.entries] == ["cap"]


def test_a_breach_may_follow_any_other_of_the_file() -> None:
    report = rule_set(
        rule("{area: {is: prevention}}", id="cause", per="case"),
        rule("{session_time: {at_most: 1 h}}", id="symptom", more="follows: [{rule: cause, on: file}]"),
    ).check({**child(work("i1")), "area": "treatment"}, on=ON)
    (entry,) = report.entries
    assert (entry.rule, [each.rule for each in entry.explains]) == ("cause", ["symptom"])
