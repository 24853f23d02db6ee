"""Causes that the shipped rule sets declare: small invented files in which one fault breaks several rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.engine import load

ON = date(2026, 3, 31)


def child(**more: Any) -> dict[str, Any]:
    return {"id": "c1", "birth_date": "2014-05-20", "complete_until": "2026-03-31", **more}


def work(service: str = "home_education", **more: Any) -> dict[str, Any]:
    return {"id": "i1", "service": service, "closed_on": "none", "agency": "ag", **more}


def session(**more: Any) -> dict[str, Any]:
    return {"id": "s1", "start": "2026-03-03T15:00", "end": "2026-03-03T17:00", "status": "delivered", **more}


def course(**more: Any) -> dict[str, Any]:
    return {"interventions": [work(started_on="2026-02-02", **more)]}


#: Rule set, symptom, cause, the files.
CASES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "basso_lodigiano",
        "municipality.commitment-after-notice",
        "municipality.informed-first",
        {
            "case": child(
                **course(sessions=[session()]),
                municipality_informed_on="none",
                municipality_commitment_on="2026-02-10",
            )
        },
    ),
    (
        "basso_lodigiano",
        "plan.municipality-involved",
        "plan.shared-with-municipal-head",
        {
            "case": child(
                protection_paths=[{"from": "2025-01-01", "to": "none"}],
                **course(
                    plans=[
                        {"id": "p", "drafted_on": "2026-02-02", "shared_with": ["family"], "participants": []}
                    ]
                ),
            )
        },
    ),
    (
        "basso_lodigiano",
        "contact.dedicated-room",
        "premises.contact-room",
        {
            "case": child(
                interventions=[
                    work(
                        "supervised_contact",
                        sessions=[session(activity="supervised_meeting", venue="public_space")],
                    )
                ]
            ),
            "agency": {
                "id": "ag",
                "complete_from": "2022-01-01",
                "complete_until": "2026-03-31",
                "neutral_spaces": [],
            },
        },
    ),
    (
        "scheda_comunale",
        "session.activities-of-the-plan",
        "session.other-only-if-planned",
        {
            "case": child(
                **course(
                    plans=[{"id": "p", "drafted_on": "2026-02-02", "activities": ["leisure"]}],
                    sessions=[session(activity="direct", activities=["other"])],
                )
            )
        },
    ),
    (
        "scheda_comunale",
        "session.other-only-if-planned",
        "plan.before-sessions",
        {"case": child(**course(plans=[], sessions=[session(activity="direct", activities=["other"])]))},
    ),
    (
        "sud_est_milano",
        "school.help-desk",
        "school.level",
        {
            "case": child(
                school_level="nursery",
                interventions=[
                    work(
                        "school_wellbeing", sessions=[session(activities=["help_desk"], recipients=["minor"])]
                    )
                ],
            )
        },
    ),
    (
        "basso_lodigiano",
        "report.author",
        "staff.educator-assigned",
        {
            "case": child(
                **course(
                    assignments=[],
                    sessions=[session(activity="direct")],
                    reports=[{"type": "update", "submitted_on": "2026-03-10", "author": "e1"}],
                )
            )
        },
    ),
    (
        "sud_est_milano",
        "assignment.made",
        "assignment.educator",
        {
            "case": child(
                **course(
                    assignments=[
                        {"staff": "v1", "role": "volunteer", "from": "2026-02-02", "left_on": "none"}
                    ],
                    sessions=[session(activity="direct")],
                )
            )
        },
    ),
    (
        "tirano",
        "plan.signed-before-sessions",
        "plan.before-sessions",
        {"case": child(**course(plans=[], sessions=[session(activity="direct", phase="ordinary")]))},
    ),
    (
        "tirano",
        "plan.by-educator",
        "assignment.made",
        {
            "case": child(
                **course(
                    assignments=[],
                    plans=[{"id": "p", "drafted_on": "2026-02-02", "drafted_by": "educator"}],
                    sessions=[session(activity="direct", phase="ordinary")],
                )
            )
        },
    ),
    (
        "tirano",
        "coordinator.reachable",
        "agency.coordinator",
        {
            "case": child(**course(sessions=[session(activity="direct")])),
            "agency": {
                "id": "ag",
                "complete_from": "2022-01-01",
                "complete_until": "2026-03-31",
                "staff": [{"id": "e1", "role": "educator"}],
            },
        },
    ),
)


@pytest.mark.parametrize(("rules", "symptom", "cause", "files"), CASES, ids=[f"{c[0]}:{c[1]}" for c in CASES])
def test_one_fault_is_one_entry(rules: str, symptom: str, cause: str, files: dict[str, Any]) -> None:
    report = load(rules).check(**files, on=ON)
    broken = [each.rule for each in report.findings if each.verdict.fails]
    assert broken.count(symptom) == 1
    (entry,) = [each for each in report.entries if each.rule == cause]
    assert symptom in [each.rule for each in entry.explains]
    assert symptom not in [each.rule for each in report.entries if each.verdict == "breaches"]
