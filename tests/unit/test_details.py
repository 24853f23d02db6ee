"""What a breach fails by is told: the condition, the term, what lacks, the derogation that falls short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.details import observed_text
from adm_rules._internal.facts import registry
from adm_rules._internal.report import Finding, Observed, Verdict
from adm_rules._internal.review.examples import Suite, suites
from adm_rules._internal.texts import Text
from tests.rules.small import case, only, rule, rule_set, session, with_intervention, with_sessions


@cache
def tirano() -> RuleSet:
    return load("tirano")


def breach(rule_id: str, on: str = "2026-03-31", **files: Any) -> Finding:
    report = tirano().check(**files, on=date.fromisoformat(on))
    (found,) = [each for each in report.findings if each.rule == rule_id and each.verdict is Verdict.BREACHES]
    return found


def intervention(**more: Any) -> dict[str, Any]:
    return {"id": "adm-1", "closed_on": "none", "service": "home_education", **more}


def child(**more: Any) -> dict[str, Any]:
    return {
        "id": "c",
        "birth_date": "2014-05-03",
        "residence": "tirano",
        "complete_until": "2026-03-31",
        **more,
    }


def granted(**more: Any) -> dict[str, Any]:
    shared = {"id": "d-1", "from": "2026-03-01", "to": "2026-03-31", "document": "x"}
    extended = {"scope": ["hours"], "social_relevance": True, "assessed_by": "reference_social_worker"}
    days = {"assessed_on": "2026-02-24", "authorised_by": "plan_office", "authorised_on": "2026-02-26"}
    return {**shared, **extended, **days, **more}


# --- what the documents of faults say, F-142 to F-150 ----------------------------------------------------------------


def test_of_what_was_to_be_complete_what_lacks_is_named() -> None:
    """F-142: three of five documents were sent."""
    sent = ("requirements_declaration", "training_plan", "training_certificates")
    documents = [{"type": each, "year": 2025, "sent_on": "2025-12-18"} for each in sent]
    agency = {
        "id": "a",
        "complete_from": "2025-01-01",
        "complete_until": "2026-05-04",
        "documents": documents,
    }
    found = breach("agency.documents-year-end-missing", "2026-05-04", agency=agency)
    assert "general report on home education and general report on supervised contact" in found.message("en")
    assert "training" not in found.message("en")
    assert found.message("it").endswith(
        "Mancano: relazione generale sull'ADM e relazione generale sullo spazio neutro."
    )


def test_what_came_too_late_is_told_with_its_day() -> None:
    """The same, with the two reports that came, one of them after the term."""
    sent = (
        "requirements_declaration",
        "training_plan",
        "training_certificates",
        "general_report_home_education",
    )
    documents = [{"type": each, "year": 2025, "sent_on": "2025-12-18"} for each in sent]
    documents.append({"type": "general_report_supervised_contact", "year": 2025, "sent_on": "2026-02-10"})
    agency = {
        "id": "a",
        "complete_from": "2025-01-01",
        "complete_until": "2026-05-04",
        "documents": documents,
    }
    found = breach("agency.documents-year-end-missing", "2026-05-04", agency=agency)
    assert "After the term: general report on supervised contact (10 February 2026)." in found.message("en")
    assert "Not there" not in found.message("en")


def test_the_limit_of_the_derogation_is_that_of_the_finding() -> None:
    """F-143: until 21:00 is granted, and the session ends twenty minutes later."""
    late = {**session("2026-03-10T19:00", "21:20", id="s1"), "venue": "home"}
    grant = granted(start="18:00", end="21:00")
    found = breach(
        "session.hours-window", case=child(derogations=[grant], interventions=[intervention(sessions=[late])])
    )
    assert "Distance, with derogation d-1: 20 minutes after the limit." in found.message("en")
    assert "1 hour 20 minutes" not in found.message("en")
    assert found.message("en").count("no later than") == 1
    assert "asked for: no" not in found.message("en")


def hours(**more: Any) -> dict[str, Any]:
    conditions = {"exceptional": True, "budget_available": True, "weekly_minutes": 720}
    grant = granted(**{"scope": ["weekly_cap"], **conditions, **more})
    days = ("2026-03-02", "2026-03-04", "2026-03-06")
    sessions = [session(f"{day}T14:00", "18:00", id=day) for day in days]
    return child(derogations=[grant], interventions=[intervention(sessions=sessions)])


def test_a_derogation_that_begins_too_late_is_named_with_its_day() -> None:
    """F-144: from Wednesday on, in a week that begins on Monday."""
    found = breach("hours.weekly-cap", case=hours(**{"from": "2026-03-04"}))
    assert "d-1, art. 7, note 2; it does not satisfy: start of the derogation: 4 March 2026" in found.message(
        "en"
    )
    assert "Distance: 2 hours too much." in found.message("en")


def test_a_derogation_of_another_intervention_says_whose_it_is() -> None:
    file = hours(intervention="adm-2")
    file["interventions"].append(intervention(id="adm-2", sessions=[]))
    weekly = breach("hours.weekly-cap", case=file).message("en")
    assert "intervention that the derogation is for: adm-2 (allowed: adm-1)" in weekly
    saturday = {**session("2026-03-14T09:00", "11:00", id="s1"), "venue": "home"}
    file = child(
        derogations=[granted(scope=["weekend"], days=["saturday"], intervention="adm-2")],
        interventions=[intervention(sessions=[saturday]), intervention(id="adm-2", sessions=[])],
    )
    daily = breach("session.weekdays", case=file).message("en")
    assert "intervention that the derogation is for: adm-2 (asked for: adm-1)" in daily


def test_of_five_conditions_the_one_that_fails_is_named() -> None:
    """F-145: the budget."""
    found = breach("derogation.hours-conditions", case=hours(budget_available=False, payer="family"))
    assert [each.it for each in found.evidence.details] == [
        "disponibilità di bilancio per la deroga: no (richiesto: sì)"
    ]


def test_of_who_when_and_how_much_the_day_is_named() -> None:
    """F-146: the ratio was set two days after the activity."""
    ratio = {"group_ratio": "1/4", "group_ratio_by": "minors_protection", "group_ratio_on": "2026-03-12"}
    group = {**session("2026-03-10T14:00", "16:00", id="s1", activity="group"), "users_present": 4, **ratio}
    found = breach("group.ratio-decided", case=child(interventions=[intervention(sessions=[group])]))
    assert len(found.evidence.details) == 1
    assert "12 March 2026 (no later than 10 March 2026)" in found.message("en")


def test_who_wrote_the_plan_is_named_by_the_id_of_the_file() -> None:
    """F-147: an educator, but not the one assigned."""
    assigned = {"staff": "E1", "role": "educator", "from": "2026-01-10", "left_on": "none"}
    plan = {"id": "p", "drafted_on": "2026-02-10", "drafted_by": "educator", "drafted_by_id": "E9"}
    found = breach(
        "plan.by-educator", case=child(interventions=[intervention(assignments=[assigned], plans=[plan])])
    )
    assert found.evidence.details[0].en == "staff member who drafted the plan: E9 (allowed: E1)"
    assert "drafted by: educator" not in found.message("en")


def reviews(*days: str, **more: Any) -> dict[str, Any]:
    meetings = [{"type": "plan_review", "on": day} for day in days]
    return child(
        interventions=[intervention(started_on="2024-09-09", meetings=meetings, sessions=[], **more)]
    )


def test_of_what_recurs_the_term_that_was_missed_is_named() -> None:
    """F-148: one day late, a year ago."""
    found = breach("plan.reviewed", case=reviews("2025-03-11", "2025-09-05", "2026-03-03"))
    assert [each.en for each in found.evidence.details] == ["due on 10 March 2025: 1 day late"]
    own = breach("plan.reviewed", case=reviews("2025-03-11", review_interval_months=3))
    assert own.evidence.details[0].en == "due on 9 December 2024: 92 days late"


def test_many_terms_are_counted_after_the_first() -> None:
    found = breach(
        "plan.reviewed", "2026-03-31", case=reviews("2025-06-02", "2026-02-02", review_interval_months=3)
    )
    lines = [each.it for each in found.evidence.details]
    assert lines == [
        "termine del 9 dicembre 2024: 175 giorni di ritardo",
        "termine del 2 settembre 2025: 153 giorni di ritardo",
    ]
    monthly = [f"2025-{month:02}-28" for month in range(1, 13)]
    more = breach("plan.reviewed", "2026-01-15", case=reviews(*monthly[::2], review_interval_months=1))
    assert len(more.evidence.details) == 4
    assert more.evidence.details[-1].en.startswith("further terms that were not kept: ")


def test_a_term_that_passed_before_the_end_was_missed() -> None:
    closed = {"closed_on": "2025-06-30", "review_interval_months": 6}
    found = breach("plan.reviewed", case=child(interventions=[{**reviews(**closed)["interventions"][0]}]))
    assert [each.en for each in found.evidence.details] == ["due on 10 March 2025: 112 days late"]


def test_that_there_is_none_is_no_distance() -> None:
    """F-149: no assessment at all is told as such, and not as one too few."""
    request = {"id": "r", "type": "activation", "submitted_on": "2026-01-02", "by": "minors_protection"}
    found = breach("access.assessment", case=child(requests=[request], assessments=[]))
    assert "too few" not in found.message("en")
    assert (
        "assessments by the competent service up to the day of the request: 0 (at least 1)"
        in found.evidence.details[0].en
    )


def test_the_assessor_who_fails_a_derogation_is_named_at_the_session_as_well() -> None:
    """F-150: assessed by the agency, where the reference social worker has to."""
    saturday = {**session("2026-03-14T09:00", "11:00", id="s1"), "venue": "home"}
    grant = granted(scope=["weekend"], days=["saturday"], assessed_by="agency")
    file = child(derogations=[grant], interventions=[intervention(sessions=[saturday])])
    for rule_id in ("derogation.assessed-first", "session.weekdays"):
        said = breach(rule_id, case=file).message("en").lower()
        assert "who assessed the derogation: provider agency (asked for: reference social worker)" in said, (
            rule_id
        )


# --- what is told, and what is not ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "operator", "italian", "english"),
    [
        ("direct_time", "at_most", "(al massimo L)", "(at most L)"),
        ("start_clock", "at_least", "(non prima: L)", "(no earlier than L)"),
        ("closed_on", "within", "(termine: L)", "(due by L)"),
        ("closed_on", "below", "(prima di: L)", "(before L)"),
        ("plan_reviews", "every", "(L)", "(L)"),
        ("no_such_fact", "includes", "(richiesti: L)", "(asked for: L)"),
        ("service", "is", "(richiesto: L)", "(asked for: L)"),
    ],
)
def test_a_comparison_says_what_was_asked_for(fact: str, operator: str, italian: str, english: str) -> None:
    item = Observed(fact, Text("nome", "label"), Text("A", "B"), operator, Text("L", "L"), holds=False)
    assert observed_text(registry(), item, "it") == f"nome: A {italian}"
    assert observed_text(registry(), item, "en") == f"label: B {english}"


def details(
    require: str, file: Mapping[str, Any], message: str = "{it: Non va., en: It fails.}", **more: Any
) -> list[str]:
    rules = rule_set(rule(require, otherwise=f"{{severity: error, message: {message}}}", **more))
    return [each.en for each in only(rules, file).evidence.details]


HOUR = with_sessions(session("2026-03-02T15:00", "16:00"))


def test_what_the_message_shows_is_not_told_again() -> None:
    shown = '{it: "Dura {session_time}.", en: "It lasts {session_time}."}'
    assert details("{session_time: {at_most: 30 min}}", HOUR) == [
        "length of the session: 1 hour (at most 30 minutes)"
    ]
    assert details("{session_time: {at_most: 30 min}}", HOUR, shown) == []


def test_of_alternatives_those_that_forbid_a_thing_say_nothing_beside_the_others() -> None:
    either = "{any: [{session_time: {exists: false}}, {session_time: {at_most: 30 min}}]}"
    assert details(either, HOUR) == ["length of the session: 1 hour (at most 30 minutes)"]
    alone = "{any: [{session_time: {exists: false}}, {session_start: {exists: false}}]}"
    assert len(details(alone, HOUR)) == 2


def test_what_holds_is_not_told() -> None:
    both = "{all: [{session_time: {at_most: 2 h}}, {activity: {is: group}}]}"
    assert details(both, HOUR) == ["kind of activity: direct work (asked for: group work)"]


SIGNED = """
  all_sign: {per: plan, kind: event, label: {it: firme, en: signatures},
    complete_on: {from: signature, of: signer, by: signed_on, ever: true, needs: [$signers]}}
  first_signed: {per: intervention, kind: event, label: {it: prima firma, en: first plan signed},
    pick: {from: plan, of: all_sign, by: drafted_on, take: first, ever: true}}
"""
SIGNERS = """
  signers: {kind: set, of: role, label: {it: chi firma, en: who signs},
    history: [{is: [educator, minor], cites: {article: "1"}}]}
"""
BY_START = rule_set(
    rule("{first_signed: {by: {fact: started_on}}}", per="intervention"), facts=SIGNED, values=SIGNERS
)


def signed(*plans: str) -> list[str]:
    one = {"signatures": [{"signer": "educator", "on": "2026-01-02"}]}
    made = [{"id": each, "drafted_on": "2026-01-01", **one} for each in plans]
    file = case(
        interventions=[intervention(started_on="2026-01-10", plans=made)], complete_until="2026-03-31"
    )
    return [each.en for each in only(BY_START, file).evidence.details]


def test_what_lacks_is_named_where_one_record_alone_can_tell_it() -> None:
    assert "not there: minor" in signed("p1")
    assert not [each for each in signed("p1", "p2") if each.startswith("not there")]


def of_sessions(form: str, per: str, *sessions: dict[str, Any]) -> list[str]:
    """What is told of a plan that the educator alone signed, on 2 January."""
    rules = rule_set(rule(form, per=per), facts=SIGNED, values=SIGNERS)
    plan = {
        "id": "p1",
        "drafted_on": "2026-01-01",
        "signatures": [{"signer": "educator", "on": "2026-01-02"}],
    }
    file = case(
        interventions=[intervention(sessions=list(sessions), plans=[plan])], complete_until="2026-03-31"
    )
    return [each.en for each in only(rules, file).evidence.details]


def test_what_lacks_is_named_at_each_record_of_what_it_lacks_at() -> None:
    hour = session("2026-01-10T15:00", "16:00")
    assert "not there: minor" in of_sessions("{first_signed: {by: {fact: session_day}}}", "session", hour)


def test_nothing_is_said_to_be_late_where_the_term_is_not_known() -> None:
    """Whether the session of the first of January was held is not known, so the term ends then or on the tenth."""
    sessions = [
        session("2026-01-01T15:00", "16:00", status=None),
        session("2026-01-10T15:00", "16:00"),
    ]
    form = "{first_signed: {by: {fact: first_session_on}}}"
    known, open_ = (of_sessions(form, "intervention", *taken) for taken in (sessions[1:], sessions))
    assert "not there: minor" in known
    assert "not there: minor" in open_
    assert not [each for each in open_ if each.startswith("after the term")]


def test_a_report_without_a_breach_has_no_details() -> None:
    rules = rule_set(rule("{session_time: {at_most: 2 h}}"))
    assert (
        only(rules, with_intervention(sessions=[session("2026-03-02T15:00", "16:00")])).evidence.details == ()
    )


@pytest.mark.parametrize("name", available())
def test_each_breach_names_what_it_fails_by(name: str) -> None:
    """The law: each condition that fails alone is shown by its value, its distance or a detail, in both languages."""
    (suite,) = found_suites(name)
    rules = load(name)
    for example in suite.examples[::5]:
        for finding in example.findings(rules):
            if finding.verdict.fails:
                assert untold(rules, finding) == [], example.id


def untold(rules: RuleSet, finding: Finding) -> list[str]:
    details = [each.en for each in finding.evidence.details]
    said = finding.message("en")
    return [
        item.fact
        for item in finding.observed
        if item.holds is False and not item.alternative and not item.value.en.startswith("yes")
        if item.value.en not in said
        and (item.distance is None or item.distance.en not in said)
        and item.operator != "every"
        and observed_text(rules.program.registry, item, "en") not in details
        and item.label.en not in said
    ]


@cache
def found_suites(name: str) -> tuple[Suite, ...]:
    return tuple(suites(name))


def test_a_comparison_that_is_asked_twice_is_told_once() -> None:
    """One payer is asked of an invoice under every reading, and is also what the reading in force asks."""
    (suite,) = found_suites("tirano")
    asked = [each for each in suite.examples if each.rule == "invoice.one-payer"]
    assert asked
    for example in asked:
        for finding in example.findings(tirano()):
            facts = [item.fact for item in finding.observed]
            assert facts == sorted(set(facts), key=facts.index), example.id


def test_of_a_comparison_that_is_asked_twice_the_one_that_decides_is_told() -> None:
    many = "{users_present: {at_least: 9}}"
    rules = rule_set(rule(f"{{all: [{{any: [{many}, {{session_time: {{at_most: 2 h}}}}]}}, {many}]}}"))
    finding = only(rules, with_intervention(sessions=[session("2026-03-02T15:00", "16:00", users_present=4)]))
    (asked, _) = finding.observed
    assert (asked.fact, asked.alternative, asked.distance is not None) == ("users_present", False, True)
