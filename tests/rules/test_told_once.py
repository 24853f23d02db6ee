"""What is told of Tirano's files: each fault once, with its days, in the words of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from adm_rules._internal.engine import load
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Report

ON = date(2026, 3, 31)


def days(first: date, last: date) -> Iterator[date]:
    """Mondays and Thursdays."""
    whole = (first + timedelta(n) for n in range((last - first).days + 1))
    return (day for day in whole if day.weekday() in {0, 3})


def session(day: date | str, hours: tuple[str, str] = ("15:00", "17:00"), **more: Any) -> dict[str, Any]:
    kept = {"status": "delivered", "activity": "direct", "venue": "home", "phase": "ordinary"}
    return {"id": f"s-{day}", "start": f"{day}T{hours[0]}", "end": f"{day}T{hours[1]}", **kept, **more}


def judged(work: dict[str, Any], **more: Any) -> Report:
    intervention = {"id": "i1", "service": "home_education", "closed_on": "none", **work}
    data = {
        "id": "c1",
        "birth_date": "2014-05-03",
        "complete_until": "2026-03-31",
        "interventions": [intervention],
    }
    return load("tirano").check({**data, **more}, on=ON)


def told(report: Report, rule: str, lang: str = "it") -> str:
    """What a reader is told of the findings of a rule, on one line."""
    page = Page(lang, 400)
    text = text_of(report.only(lambda finding: finding.rule == rule and finding.verdict.told), page)
    return " ".join(text.split())


def entries(report: Report, *rules: str) -> list[tuple[str, int]]:
    return [(each.rule, each.count) for each in report.entries if each.rule in rules]


def test_sessions_after_a_birthday_are_one_entry_with_their_days() -> None:
    held = [session(day) for day in days(date(2026, 2, 11), date(2026, 3, 25))]
    report = judged({"sessions": held}, birth_date="2008-02-10")
    assert entries(report, "session.after-birthday") == [("session.after-birthday", len(held))]
    said = told(report, "session.after-birthday")
    assert "Accesso · in 12 casi" in said
    assert "12 febbraio 2026 ore 15:00; " in said
    assert said.count("Accesso dopo i diciotto anni") == 1


def test_sessions_before_a_late_plan_are_one_entry_and_name_its_day_alone() -> None:
    held = [session(day) for day in days(date(2026, 1, 12), date(2026, 3, 10))]
    plan = {"id": "p", "drafted_on": "2026-03-20", "schedule": [], "venues": ["home"]}
    report = judged({"started_on": "2026-01-12", "plans": [plan], "sessions": held})
    assert entries(report, "plan.before-sessions", "session.on-plan") == [("plan.before-sessions", len(held))]
    said = told(report, "plan.before-sessions")
    assert "(primo progetto: 20 marzo 2026)" in said
    assert "fase ordinaria" not in said


def test_reviews_that_never_were_are_one_entry_by_the_stricter_rhythm() -> None:
    report = judged({"started_on": "2025-05-12", "review_interval_months": 3, "meetings": []})
    reviews = [each.rule for each in report.breaches if "rhythm" in each.rule or "review" in each.rule]
    assert reviews == ["plan.reviewed"]
    (finding,) = report.filter(rule="plan.reviewed")
    assert finding.deadlines[0].day == date(2025, 8, 12)


@pytest.mark.parametrize(
    ("lang", "said"), [("it", "è 44,4 %, non più di"), ("en", "is 44.4%, not more than")]
)
def test_a_share_of_time_is_a_percentage(lang: str, said: str) -> None:
    held = [
        session("2026-02-02"),
        session("2026-02-03", venue="school"),
        session("2026-02-05", ("15:00", "15:30"), venue="school"),
    ]
    terms = [{"kind": "first", "start": "2026-01-12", "end": "2026-07-11"}]
    assert said in told(judged({"voucher_terms": terms, "sessions": held}), "venue.mostly-home", lang)


def test_a_team_lacks_one_of_several() -> None:
    report = judged({"plans": [{"id": "p", "drafted_on": "2026-01-20", "team": ["educator"]}]})
    said = told(report, "plan.team")
    assert (
        "da aggiungere uno tra assistente sociale, assistente sociale referente e operatore referente."
        in said
    )


def test_what_is_not_on_record_is_not_said_to_be_none() -> None:
    """Where the minor lives is asked for; where it is recorded, it is named."""
    asked = {"requests": [{"id": "r", "submitted_on": "2026-01-12", "type": "activation"}]}
    (open_,) = judged({}, **asked).filter(rule="access.residence")
    assert open_.verdict == "undecided"
    away = [{"municipality": "sondrio", "from": "2014-05-03", "to": "none"}]
    said = told(judged({}, **asked, residence=away), "access.residence")
    assert "(Comune di residenza: Sondrio)" in said
    assert "inesistente" not in said


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_bare_export_asks_and_accuses_nobody(lang: str) -> None:
    held = [session(day) for day in days(date(2026, 1, 12), date(2026, 3, 31))]
    bare = [{key: each[key] for key in ("id", "start", "end", "status")} for each in held]
    work = {"id": "i1", "service": "home_education", "sessions": bare}
    data = {"id": "c1", "birth_date": "2014-05-03", "residence": "tirano", "interventions": [work]}
    report = load("tirano").check(data, on=ON)
    assert not report.breaches
    assert not report.to_judge
    assert len(text_of(report, Page(lang, 80)).splitlines()) <= 30


@pytest.mark.parametrize("lang", ["it", "en"])
def test_another_service_is_no_remedy_for_an_activity(lang: str) -> None:
    """A rule with a case for each service says which service it is, and never asks for the other one."""
    report = judged({"sessions": [session("2026-02-02", activity="supervised_meeting")]})
    said = told(report, "session.catalogue", lang)
    assert {"it": "(assistenza domiciliare minori (ADM))", "en": "(home education"}[lang] in said
    assert {"it": "richiesto", "en": "required"}[lang] not in said
