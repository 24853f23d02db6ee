"""What records of one file say of each other, and every fault of a file at once. All data are invented."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from adm_rules._internal.diagnostics import CaseError, Diagnostic
from adm_rules._internal.engine import load
from adm_rules._internal.engine.files import as_model

CASE: dict[str, Any] = {"id": "c-1", "birth_date": "2014-05-03"}
SESSION = {
    "start": "2026-03-02T14:00",
    "end": "2026-03-02T16:00",
    "status": "delivered",
    "activity": "direct",
}


def faults(root: Any = "case", data: Any = None, **keys: Any) -> list[Diagnostic]:
    base = CASE if root == "case" else {"id": "a-1"}
    with pytest.raises(CaseError) as caught:
        as_model(root, {**base, **keys} if data is None else data)
    return list(caught.value.diagnostics)


def seen(found: list[Diagnostic]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(each.code, each.path) for each in found]


def fine(root: Any = "case", **keys: Any) -> None:
    as_model(root, {**(CASE if root == "case" else {"id": "a-1"}), **keys})


ADM = {"id": "adm-1", "service": "home_education"}


# --- ids that lead nowhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("requests", [[], [{"id": "R1", "submitted_on": "2026-01-01"}]])
def test_a_request_that_is_not_there_is_refused(requests: list[Any]) -> None:
    found = faults(requests=requests, interventions=[ADM, {**ADM, "id": "adm-2", "request": "R77"}])
    assert seen(found) == [("unknown-reference", ("interventions", 1, "request"))]
    assert found[0].message == "no record of `requests` has this id"
    assert "R77" not in str(found[0])


@pytest.mark.parametrize(
    "requests",
    [
        None,
        [{"submitted_on": "2026-01-01"}],
        {"items": [], "complete_until": "2026-01-01"},
        [{"id": "R77", "submitted_on": "2026-01-01"}],
    ],
)
def test_a_list_that_may_have_more_refuses_nothing(requests: Any) -> None:
    fine(requests=requests, interventions=[{**ADM, "request": "R77"}])


@pytest.mark.parametrize(
    ("key", "record"),
    [
        ("derogations", {"scope": ["hours"], "from": "2026-03-02"}),
        ("payments", {}),
        ("expenses", {}),
    ],
)
def test_what_is_about_an_intervention_leads_to_one(key: str, record: dict[str, Any]) -> None:
    wrong = {**record, "intervention": "adm-9"}
    assert seen(faults(interventions=[ADM], **{key: [record, wrong]})) == [
        ("unknown-reference", (key, 1, "intervention"))
    ]
    covered = {"items": [wrong], "complete_until": "2026-03-31"}
    assert seen(faults(interventions=[ADM], **{key: covered})) == [
        ("unknown-reference", (key, "items", 0, "intervention"))
    ]
    fine(
        interventions=[ADM],
        **{key: [{**record, "intervention": "adm-1"}, {**record, "intervention": "none"}]},
    )
    fine(interventions=[{"service": "home_education"}], **{key: [wrong]})


def test_a_coordinator_is_one_of_the_staff() -> None:
    assert seen(faults("agency", coordinator="s-9", staff=[{"id": "s-1"}])) == [
        ("unknown-reference", ("coordinator",))
    ]
    fine("agency", coordinator="s-1", staff=[{"id": "s-1"}])
    fine("agency", coordinator="none", staff=[])
    fine("agency", coordinator="s-9")


# --- twins that contradict each other ---------------------------------------------------------------------------------


def test_what_has_not_started_has_no_session_with_users() -> None:
    (found,) = faults(
        interventions=[{**ADM, "started_on": "none", "sessions": [{**SESSION, "status": "planned"}, SESSION]}]
    )
    assert (found.code, found.path) == ("contradiction", ("interventions", 0, "started_on"))
    assert found.message.endswith("(the other: `interventions[0].sessions[1].start`)")
    fine(interventions=[{**ADM, "started_on": "none", "sessions": [{**SESSION, "activity": "correlated"}]}])
    fine(interventions=[{**ADM, "started_on": "none", "sessions": [{**SESSION, "activity": None}]}])
    fine(interventions=[{**ADM, "started_on": SESSION["start"][:10], "sessions": [SESSION]}])


@pytest.mark.parametrize(
    ("key", "record", "day"),
    [
        ("sessions", SESSION, "start"),
        ("reports", {"type": "progress", "submitted_on": "2026-03-02"}, "submitted_on"),
        ("meetings", {"type": "plan_review", "on": "2026-03-02"}, "on"),
    ],
)
def test_nothing_of_an_intervention_lies_before_its_recorded_start(
    key: str, record: dict[str, Any], day: str
) -> None:
    (found,) = faults(interventions=[{**ADM, "started_on": "2026-03-03", key: [record]}])
    assert (found.code, found.path) == ("contradiction", ("interventions", 0, "started_on"))
    assert found.message.endswith(f"(the other: `interventions[0].{key}[0].{day}`)")
    fine(interventions=[{**ADM, "started_on": "2026-03-02", key: [record]}])
    fine(interventions=[{**ADM, "started_on": "2026-03-03", key: [{**record, **_ELSEWHERE[key]}]}])


#: What takes from a record that it shows that an intervention has begun.
_ELSEWHERE = {
    "sessions": {"activity": "coordination"},
    "reports": {"submitted_on": "none"},
    "meetings": {"type": "team"},
}


def test_the_other_of_two_is_told_with_its_line() -> None:
    text = (
        'id: c-1\nbirth_date: "2014-05-03"\ninterventions:\n  - service: home_education\n    started_on: none\n'
        "    sessions:\n      - {start: 2026-03-02T14:00, status: delivered, activity: direct}\n"
        "holders:\n  - id: h-1\n  - id: h-1\n"
    )
    with pytest.raises(CaseError) as caught:
        as_model("case", text, file="case.yaml")
    assert [(str(each.position), each.message.split(" (")[-1]) for each in caught.value.diagnostics] == [
        ("case.yaml:5:17", "the other: `interventions[0].sessions[0].start`, line 7)"),
        ("case.yaml:10:9", "the other: `holders[0].id`, line 9)"),
    ]


@pytest.mark.parametrize("months", [1, 3])
def test_the_months_of_an_invoice_are_those_of_its_days(months: int) -> None:
    invoice = {"from": "2026-02-01", "to": "2026-03-31"}
    found = faults("agency", invoices=[{**invoice, "months": months}])
    assert seen(found) == [("contradiction", ("invoices", 0, "months"))]
    fine("agency", invoices=[{**invoice, "months": 2}, {**invoice, "months": "none"}, invoice])


def test_nothing_is_answered_before_it_is_asked() -> None:
    asked = {"asked_on": "2026-03-10", "answered_on": "2026-03-02"}
    assert seen(faults(interventions=[{**ADM, "report_requests": [asked]}])) == [
        ("end-before-start", ("interventions", 0, "report_requests", 0, "answered_on"))
    ]
    control = {"requested_on": "2026-03-10", "answered_on": "2026-03-02"}
    assert seen(faults("agency", controls=[control])) == [
        ("end-before-start", ("controls", 0, "answered_on"))
    ]


# --- every stage at once ----------------------------------------------------------------------------------------------


def test_faults_of_values_of_records_and_between_records_are_told_at_once() -> None:
    sessions = [
        {"start": "2026-03-02T14:00", "end": "2026-03-02T13:00", "status": "done"},
        {"start": "not a time", "end": "2026-03-02T13:00"},
        {**SESSION, "users_present": 0},
    ]
    found = faults(
        birth_date="2027-01-01",
        residenza="tirano",
        requests=[{"id": "R1", "submitted_on": "2026-01-01", "evaluated_on": "x"}],
        interventions=[{**ADM, "request": "R77", "sessions": sessions}],
        holders=[{"id": "h-1"}, {"id": "h-1"}, {}],
    )
    assert sorted(seen(found), key=repr) == sorted(
        [
            ("born-too-late", ("birth_date",)),
            ("unknown-key", ()),
            ("not-a-date", ("requests", 0, "evaluated_on")),
            ("unknown-reference", ("interventions", 0, "request")),
            ("unknown-name", ("interventions", 0, "sessions", 0, "status")),
            ("end-before-start", ("interventions", 0, "sessions", 0, "end")),
            ("not-a-time", ("interventions", 0, "sessions", 1, "start")),
            ("session-without-users", ("interventions", 0, "sessions", 2, "users_present")),
            ("missing-key", ("holders", 2)),
            ("duplicate-id", ("holders", 1, "id")),
        ],
        key=repr,
    )


def test_what_taking_out_a_fault_brings_about_is_no_fault() -> None:
    found = faults(requests=[{"id": "R1"}], interventions=[{**ADM, "request": "R1"}])
    assert seen(found) == [("missing-key", ("requests", 0))]
    found = faults(
        data={
            "birth_date": "2014-05-03",
            "interventions": [{**ADM, "started_on": "none", "sessions": [SESSION]}],
        }
    )
    assert seen(found) == [("missing-key", ()), ("contradiction", ("interventions", 0, "started_on"))]
    assert seen(faults("agency", birth_date="x", coordinator="s-9", staff=[])) == [
        ("unknown-key", ()),
        ("unknown-reference", ("coordinator",)),
    ]
    assert seen(faults(residence="Nowhere")) == [("not-a-municipality", ("residence", 0, "municipality"))]
    assert seen(faults(requests=3, interventions=[{**ADM, "request": "R1"}])) == [
        ("not-a-list", ("requests",))
    ]
    assert seen(faults(**{"RSSMRA@x.it": 1, "payments": [{"intervention": "x"}], "interventions": []})) == [
        ("unknown-key", ()),
        ("unknown-reference", ("payments", 0, "intervention")),
    ]


#: A whole file, and single edits of it, each of which is a fault of its own.
WHOLE: dict[str, Any] = {
    **CASE,
    "residence": [{"municipality": "tirano", "from": "2014-05-03", "to": "2024-01-01"}],
    "lives_with": [{"kind": "family", "from": "2014-05-03", "to": "2024-01-01"}],
    "court_orders": [{"court": "juvenile_court", "from": "2025-01-01", "to": "2027-01-01"}],
    "requests": [{"id": "R1", "submitted_on": "2026-01-12", "type": "activation"}],
    "interventions": [
        {
            **ADM,
            "request": "R1",
            "started_on": "2026-02-01",
            "closed_on": "2026-06-30",
            "sessions": [{**SESSION, "attendance": [{"kind": "staff", "staff": "E1"}]}],
            "plans": [{"drafted_on": "2026-02-02", "start_on": "2026-02-03", "end_on": "2026-06-30"}],
            "reports": [{"type": "progress", "submitted_on": "2026-04-01"}],
            "voucher_terms": [{"kind": "first", "start": "2026-02-01", "end": "2026-06-30"}],
            "authorisations": [{"from": "2026-02-01", "to": "2026-06-30", "weekly_minutes": 600}],
        }
    ],
}
EDITS: dict[str, Any] = {
    "birth_date": "31/12/2014",
    "residence.0.municipality": "atlantide",
    "residence.0.to": "2013-01-01",
    "lives_with.0.kind": "castle",
    "lives_with.0.to": "2013-01-01",
    "lives_with.0.nobody": 1,
    "court_orders.0.court": "supreme",
    "court_orders.0.to": "2024-01-01",
    "requests.0.type": "wish",
    "interventions.0.service": "home_educaton",
    "interventions.0.closed_on": "2026-01-01",
    "interventions.0.request": "R9",
    "interventions.0.since": "2026-02-01",
    "interventions.0.sessions.0.status": "done",
    "interventions.0.sessions.0.end": "2026-03-02T13:00",
    "interventions.0.sessions.0.attendance.0.kind": "ghost",
    "interventions.0.plans.0.drafted_on": "2026-02-30",
    "interventions.0.plans.0.end_on": "2026-02-01",
    "interventions.0.reports.0.type": "poem",
    "interventions.0.voucher_terms.0.kind": "last",
    "interventions.0.voucher_terms.0.end": "2026-01-01",
    "interventions.0.authorisations.0.to": "2026-01-01",
    "interventions.0.authorisations.0.weekly_minutes": -5,
}


def edited(*places: str) -> dict[str, Any]:
    made = deepcopy(WHOLE)
    for place in places:
        node: Any = made
        *steps, last = (int(step) if step.isdigit() else step for step in place.split("."))
        for step in steps:
            node = node[step]
        node[last] = EDITS[place]
    return made


def test_faults_planted_together_are_told_together() -> None:
    """Each alone gives one diagnostic; any two of them, and all of them, give all of those and no other."""
    fine(**{key: part for key, part in WHOLE.items() if key not in CASE})
    alone = {place: seen(faults(data=edited(place))) for place in EDITS}
    assert {place: found for place, found in alone.items() if len(found) != 1} == {}
    for planted in (*combinations(EDITS, 2), tuple(EDITS)):
        wanted = sorted((one for place in planted for one in alone[place]), key=repr)
        assert sorted(seen(faults(data=edited(*planted))), key=repr) == wanted, planted


def test_a_name_that_stands_in_for_another_says_nothing() -> None:
    """A report of unknown type is none on the course of an intervention that began after it."""
    late = {**ADM, "started_on": "2026-02-01"}
    report = {"type": "poem", "submitted_on": "2026-01-01"}
    for kind in ("poem", "", None):
        told = faults(interventions=[{**late, "reports": [{**report, "type": kind}]}])
        assert [each.code for each in told] in (["unknown-name"], ["missing-key"])


def test_a_number_that_a_record_needs_hides_nothing() -> None:
    payment = {"amount": "x"}
    told = faults(
        "contract", {"id": "c", "years": [{"year": "x", "payments": [payment]}, {"payments": [payment]}]}
    )
    assert sorted((each.code, each.path[:2]) for each in told) == [
        ("missing-key", ("years", 1)),
        ("not-a-whole-number", ("years", 0)),
        ("not-an-amount", ("years", 0)),
        ("not-an-amount", ("years", 1)),
    ]


# --- ids that lead nowhere, across files: told, since the other file may be about another day ------------------------


@pytest.mark.parametrize(
    ("staff", "told"),
    [
        ([{"id": "E1", "role": "educator"}], "staff member: no record has the id E77"),
        ([], "staff member: no record has the id E77"),
        ({"items": [{"id": "E1"}], "complete_until": "2026-01-01"}, "the whole list (staff member)"),
        (None, "the whole list (staff member)"),
    ],
)
def test_an_id_that_no_record_of_another_file_bears_is_named_where_it_matters(staff: Any, told: str) -> None:
    session = {**SESSION, "attendance": [{"kind": "staff", "staff": "E77"}]}
    case = {**CASE, "interventions": [{**ADM, "agency": "ag-9", "sessions": [session]}]}
    agency = {"id": "ag-9"} if staff is None else {"id": "ag-9", "staff": staff}
    found = (
        load("tirano")
        .check(case, agency=agency, on=date(2026, 3, 31))
        .filter(rule="session.educator-present")
    )
    assert [each.text.en for each in found[0].missing] == [told]


def test_an_id_into_a_file_that_is_not_given_asks_for_the_file() -> None:
    session = {**SESSION, "attendance": [{"kind": "staff", "staff": "E77"}]}
    case = {**CASE, "interventions": [{**ADM, "agency": "ag-9", "sessions": [session]}]}
    found = load("tirano").check(case, on=date(2026, 3, 31)).filter(rule="session.educator-present")
    assert [each.text.en for each in found[0].missing] == ["the file (agency)"]


@pytest.mark.parametrize(
    ("requests", "told"),
    [
        ([{"id": "R1", "submitted_on": "2026-01-02"}], ["request: which one, by its id"]),
        (None, ["the whole list (request)"]),
        ({"items": [], "complete_until": "2026-01-01"}, ["the whole list (request)"]),
        ([], []),
    ],
)
def test_which_record_is_meant_is_asked_where_all_are_there(requests: Any, told: list[str]) -> None:
    adm = {**ADM, "started_on": "2026-01-19"}
    case = {**CASE, "interventions": [adm], "requests": requests}
    found = load("tirano").check(case, on=date(2026, 3, 31)).filter(rule="request.granted")
    assert [each.text.en for each in found[0].missing] == told
    assert found[0].verdict == ("undecided" if told else "not_applicable")


def test_of_another_file_nobody_is_known_not_to_be_meant() -> None:
    """The agency's list of staff is empty, and the educator who was there may be another's."""
    session = {**SESSION, "attendance": [{"kind": "staff"}]}
    case = {**CASE, "interventions": [{**ADM, "agency": "ag-9", "sessions": [session]}]}
    agency = {"id": "ag-9", "staff": []}
    rules = load("tirano")
    found = rules.check(case, agency=agency, on=date(2026, 3, 31)).filter(rule="session.educator-present")
    assert [each.text.en for each in found[0].missing] == ["staff member: which one, by its id"]


def test_what_rests_on_the_name_that_stands_in_for_a_missing_one_is_no_fault() -> None:
    """Of an intervention without a service nobody knows which of its sessions show that it began."""
    session = {"start": "2026-03-02T15:00", "status": "delivered", "activity": "direct"}
    intervention: dict[str, Any] = {"id": "i", "started_on": "2026-03-20", "sessions": [session]}
    case = {"id": "prova", "birth_date": "2014-05-01", "interventions": [intervention]}
    with pytest.raises(CaseError) as missing:
        load("tirano").check(case, on=date(2026, 3, 31))
    assert [fault.code for fault in missing.value.diagnostics] == ["missing-key"]
    intervention["service"] = "home_education"
    with pytest.raises(CaseError) as contradicting:
        load("tirano").check(case, on=date(2026, 3, 31))
    assert [fault.code for fault in contradicting.value.diagnostics] == ["contradiction"]
