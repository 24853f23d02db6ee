"""What a rule set presumes absent: only where a file nowhere speaks of it, and never what is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Report
from tests.rules.small import ON, case, pinned_if_read, rule, rule_set, session

NO_TRANSPORT = (
    "{absent: transport_needed, unless: [transport_provided, {venue: [territory, home]}],"
    " says: {it: nessun trasporto, en: no transport}}"
)
ONLY_STAFF = "{absent: attendee_kind, names: [volunteer, trainee, partner], says: {it: solo operatori, en: only staff}}"
NO_EXPENSE = "{absent: expense, says: {it: nessuna spesa, en: no expense}}"
DRIVEN = rule("{transport_provided: {is: true}}", when="{transport_needed: {is: true}}", id="driven")
HELPED = rule("{venue: {is: home}}", when="{volunteers_present: {at_least: 1}}", id="helped")
SPENT = rule("{expense_trigger: {exists: true}}", per="expense", id="spent")


def rules(*presumptions: str) -> RuleSet:
    return rule_set(DRIVEN, HELPED, SPENT, presume=f"[{', '.join(presumptions)}]")


def child(*sessions: dict[str, Any], **more: Any) -> dict[str, Any]:
    work = {"id": "i1", "service": "home_education", "sessions": list(sessions)}
    return case(interventions=[work], **more)


def access(n: int, **more: Any) -> dict[str, Any]:
    return {**session(f"2026-03-0{n}T15:00", "17:00"), "id": f"s{n}", **more}


def verdicts(report: Report, name: str) -> list[str]:
    return [each.verdict.value for each in report.filter(rule=name)]


def test_what_nothing_hints_at_is_absent_and_named_once() -> None:
    report = rules(NO_TRANSPORT, ONLY_STAFF, NO_EXPENSE).check(child(access(2), access(3)), on=ON)
    assert verdicts(report, "driven") == ["not_applicable"] * 2
    assert verdicts(report, "helped") == ["not_applicable"] * 2
    assert verdicts(report, "spent") == []
    assert [(each.absent, each.places) for each in report.presumed] == [
        ("transport_needed", 2),
        ("attendee_kind", 2),
        ("expense", 1),
    ]
    line = "Presumed absent, as nothing hints at them: no transport (2); only staff (2); no expense."
    assert line in text_of(report, Page("en", 200))
    assert line in report_html(report, lang="en")
    assert Report.from_json(report.to_json()).presumed == report.presumed
    assert report.only(lambda _: True).presumed == report.presumed


def test_it_can_all_be_left_open() -> None:
    report = rules(NO_TRANSPORT, ONLY_STAFF, NO_EXPENSE).check(child(access(2)), on=ON, presume=False)
    found = [verdicts(report, name) for name in ("driven", "helped", "spent")]
    assert found == [["undecided"]] * 3
    assert report.presumed == ()
    assert "Presum" not in text_of(report, Page("it", 200))


@pytest.mark.parametrize(
    "hint",
    [
        {"transport_needed": True},
        {"transport_needed": False},
        {"transport_provided": False},
        {"venue": "home"},
    ],
)
def test_a_hint_at_one_record_leaves_all_others_open(hint: dict[str, Any]) -> None:
    report = rules(NO_TRANSPORT).check(child(access(2), access(3, **hint)), on=ON)
    assert verdicts(report, "driven")[0] == "undecided"
    assert report.presumed == ()


@pytest.mark.parametrize(("more", "found"), [({}, 0), ({"payments": []}, 1)])
def test_a_list_may_hint_at_another(more: dict[str, Any], found: int) -> None:
    hinted = "{absent: expense, unless: [payment], says: {it: spese, en: expenses}}"
    report = rules(hinted).check(child(access(2), **more), on=ON)
    assert len(verdicts(report, "spent")) == found


def test_another_name_hints_at_nothing() -> None:
    report = rules(NO_TRANSPORT).check(child(access(2, venue="school")), on=ON)
    assert verdicts(report, "driven") == ["not_applicable"]


def test_a_list_that_is_said_to_be_empty_is_no_presumption() -> None:
    report = rules(NO_EXPENSE).check(child(access(2), expenses=[]), on=ON)
    assert (verdicts(report, "spent"), report.presumed) == ([], ())
    closed = {"items": [], "complete_until": "2026-03-20"}
    report = rules(NO_EXPENSE).check(child(access(2), expenses=closed), on=ON)
    assert (verdicts(report, "spent"), report.presumed) == ([], ())


def test_one_volunteer_on_record_leaves_open_who_else_came() -> None:
    """Staff among those present hint at no volunteer; a volunteer does, also from a list that is not whole."""
    staff = [{"kind": "staff", "staff": "op-1"}]
    report = rules(ONLY_STAFF).check(child(access(2, attendance=staff), access(3)), on=ON)
    assert verdicts(report, "helped") == ["not_applicable"] * 2
    one = {"items": [{"kind": "volunteer"}]}
    report = rules(ONLY_STAFF).check(child(access(2, attendance=one), access(3)), on=ON)
    assert "not_applicable" not in verdicts(report, "helped")


def test_nothing_is_presumed_beyond_the_day_until_which_a_file_is_complete() -> None:
    """An expense may have come since the data ended: the list stays open from there on."""
    report = rules(NO_EXPENSE).check(child(access(2), complete_until="2026-03-20"), on=ON)
    assert [each.rule for each in report.findings if each.rule == "spent"] == []
    assert [(end.file, end.day) for end in report.data_ends] == [("case", date(2026, 3, 20))]


def test_of_a_file_that_is_not_given_nothing_is_presumed() -> None:
    incidents = "{absent: incident, says: {it: nessun incidente, en: no incident}}"
    made = rule_set(
        rule("{incident_notified_on: {exists: true}}", per="incident", id="told"),
        DRIVEN,
        presume=f"[{incidents}]",
    )
    assert made.check(child(access(2)), on=ON).presumed == ()
    report = made.check(child(access(2)), agency={"id": "a1"}, on=ON)
    assert [each.absent for each in report.presumed] == ["incident"]
    assert report.filter(rule="told") == ()


def test_what_waits_for_newer_data_is_known_by_its_record() -> None:
    """A record of which something is presumed is the same one on the day on which the data end."""
    late = rule("{closed_on: {exists: true}}", per="intervention", id="late")
    made = rule_set(late, presume="[{absent: hours_reduced_on, says: {it: niente, en: nothing}}]")
    report = made.check(child(access(2), complete_until="2026-03-20"), on=ON)
    (finding,) = report.filter(rule="late")
    assert finding.as_of_end is not None
    assert finding.as_of_end.day == date(2026, 3, 20)


def test_the_same_files_in_any_form() -> None:
    made, data = rules(NO_TRANSPORT, ONLY_STAFF, NO_EXPENSE), child(access(2), access(3))
    plain = made.check(data, on=ON, trusted=True)
    assert plain.to_dict() == made.check(data, on=ON).to_dict()


def test_deadlines_presume_alike() -> None:
    term = rule(
        "{report_answered_on: {within: {days: 10, after: report_asked_on}}}",
        per="report_request",
        id="answer",
    )
    made = rule_set(term, presume="[{absent: report_request, says: {it: niente, en: nothing}}]")
    assert made.deadlines(child(access(2)), on=ON) == ()
    assert len(made.deadlines(child(access(2)), on=ON, presume=False)) == 1


def test_an_overlay_leaves_open_what_its_base_presumes() -> None:
    overlay = """
language: 1
id: own
title: {it: Prova, en: Trial}
version: "1"
extends: {rules: tirano}
adopted: {act: Delibera 1, body: Ente di prova, on: 2026-01-01}
not_presumed: [NAME]
"""
    made = parse(pinned_if_read(overlay.replace("NAME", "payment")))
    base = [each.absent for each in load("tirano").regulation.presumes]
    assert [each.absent for each in made.regulation.presumes] == [name for name in base if name != "payment"]
    with pytest.raises(DiagnosticsError, match="unknown-presumption"):
        parse(overlay.replace("NAME", "paymnt"))


def test_an_explanation_lists_what_is_presumed() -> None:
    given = rules(NO_TRANSPORT).regulation
    sections = Explanation(Prose(registry(), "en", given), given).overview()
    (found,) = [each for each in sections if each.heading.startswith("Presumed")]
    assert [clause.text for clause in found.clauses] == [
        "no transport; a hint: `transport_needed`, `transport_provided`, `venue`"
    ]
