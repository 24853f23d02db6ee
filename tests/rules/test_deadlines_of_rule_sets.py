"""Which rule of the shipped rule sets makes what due, on invented files; and what is told of validities that end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.deadlines.expiries import told_by
from adm_rules._internal.engine import RuleSet, available
from adm_rules._internal.engine import load as fresh
from adm_rules._internal.rules.purposes import ForExpiry
from tests.rules.small import with_intervention

ON = date(2026, 3, 31)


@cache
def load(name: str) -> RuleSet:
    return fresh(name)


#: A home education case with something of everything that has a day.
CASE: Mapping[str, Any] = {
    "id": "esempio-1",
    "birth_date": "2014-05-01",
    "complete_until": "2026-03-31",
    "payments": [{"id": "p1", "payer": "family", "due_on": "2026-04-15", "paid_on": "none"}],
    "isee": [{"kind": "ordinary", "issued_on": "2026-02-02", "valid_until": "2026-12-31"}],
    "derogations": [
        {
            "id": "d1",
            "scope": ["weekly_cap"],
            "from": "2026-03-09",
            "to": "2026-04-12",
            "authorised_on": "2026-03-06",
        }
    ],
    "requests": [{"id": "r1", "submitted_on": "2026-02-16", "type": "activation", "urgent": False}],
    "interventions": [
        {
            "id": "i1",
            "service": "home_education",
            "request": "r1",
            "proposed_on": "2026-02-20",
            "agreed_start_on": "none",
            "knowledge_ends_on": "2026-04-10",
            "review_interval_months": 3,
            "closed_on": "none",
            "sessions": [
                {
                    "start": "2026-03-02T15:00",
                    "end": "2026-03-02T17:00",
                    "status": "delivered",
                    "activity": "direct",
                }
            ],
            "plans": [],
            "reports": [],
            "meetings": [],
            "report_requests": [{"asked_on": "2026-03-24", "answered_on": "none"}],
            "absences": [
                {"staff": "op-1", "from": "2026-03-30", "substituted_on": "none", "returned_on": "none"}
            ],
            "assignments": [
                {"staff": "op-2", "from": "2026-03-02", "left_on": "2026-03-27", "replaced_on": "none"}
            ],
            "authorisations": [{"from": "2026-03-02", "to": "2026-08-31", "weekly_minutes": 360}],
            "voucher_terms": [{"kind": "first", "start": "2026-03-02", "end": "2026-09-01"}],
        }
    ],
}
AGENCY: Mapping[str, Any] = {
    "id": "agenzia-1",
    "complete_from": "2026-01-01",
    "complete_until": "2026-03-31",
    "documents": [],
    "assignments": [{"staff": "op-2", "intervention": "i1", "from": "2026-01-08", "left_on": "none"}],
    "supervisions": [],
    "accreditations": [{"from": "2024-01-08", "to": "2027-01-07"}],
    "staff_list_changes": [{"effective_on": "2026-03-27", "notified_on": "none", "staff": "op-2"}],
    "staff": [
        {
            "id": "op-2",
            "listed_from": "2024-01-08",
            "delisted_on": "none",
            "contract_to": "2026-12-31",
            "licence_b": True,
            "licence_until": "2026-09-15",
        }
    ],
}
#: Rule, or fact of a validity that no rule is about: nominal day, effective day, state.
TIRANO = {
    "start.from-proposal": ("2026-03-07", "2026-03-07", "met"),
    "start.from-request": ("2026-03-03", "2026-03-03", "met"),
    "plan.by-knowledge-end": ("2026-04-10", "2026-04-10", "pending"),
    "plan.reviewed": ("2026-06-02", "2026-06-03", "pending"),
    "plan.written": ("2026-09-02", "2026-09-02", "pending"),
    "reports.quarterly": ("2026-06-02", "2026-06-03", "pending"),
    "reports.on-request": ("2026-04-08", "2026-04-08", "pending"),
    "absence.first-day": ("2026-03-30", "2026-03-30", "overdue"),
    "absence.next-day": ("2026-03-31", "2026-03-31", "pending"),
    "absence.five-days": ("2026-04-04", "2026-04-04", "pending"),
    "assignment.refilled": ("2026-04-01", "2026-04-01", "pending"),
    "payment.unpaid": ("2026-04-15", "2026-04-15", "pending"),
    "voucher.term": ("2026-09-01", "2026-09-01", "pending"),
    "agency.staff-list-change": ("2026-04-03", "2026-04-03", "pending"),
    "agency.documents-year-end": ("2026-12-31", "2026-12-31", "pending"),
    "agency.documents-year-end-missing": ("2027-01-31", "2027-02-01", "pending"),
    "agency.documents-january": ("2027-01-31", "2027-02-01", "pending"),
    "agency.supervision": ("2026-12-31", "2026-12-31", "pending"),
    "agency.training": ("2026-12-31", "2026-12-31", "pending"),
    "agency.turnover": ("2026-12-31", "2026-12-31", "pending"),
    "survey.yearly": ("2026-12-31", "2026-12-31", "pending"),
    "isee_valid_until": ("2026-12-31", "2026-12-31", "pending"),
    "derogation.hours-conditions": ("2026-04-12", "2026-04-12", "pending"),
    "authorised_until": ("2026-08-31", "2026-08-31", "pending"),
    "accredited_until": ("2027-01-07", "2027-01-07", "pending"),
    "staff.contract-running": ("2026-12-31", "2026-12-31", "pending"),
    "staff.licence": ("2026-09-15", "2026-09-15", "pending"),
}


def table(found: tuple[Deadline, ...]) -> dict[str, tuple[str, str, str]]:
    return {each.rule or each.fact: (str(each.nominal), str(each.effective), each.state) for each in found}


def test_what_tirano_makes_due() -> None:
    """The act sets no interval for meetings; whether the yearly supervision took place is judged after the year."""
    found = load("tirano").deadlines(CASE, agency=AGENCY, on=ON)
    assert table(found) == TIRANO
    (voucher,) = (each for each in found if each.rule == "voucher.term")
    assert [(other.option, str(other.effective)) for other in voucher.other_readings] == [
        ("start_excluded", "2026-09-02")
    ]


#: The day of a year's instalments and of a penalty, under the service contract.
CONTRACT: Mapping[str, Any] = {
    "id": "contratto-1",
    "term_start": "2025-01-01",
    "term_end": "2027-12-31",
    "renewal_notice_on": "none",
    "years": [
        {
            "year": 2027,
            "quota": 100000.0,
            "previous_quota": 98000.0,
            "forecast": 100000.0,
            "forecast_approved_on": "none",
            "pre_final_data_on": "2027-09-10",
            "payments": [],
        }
    ],
    "penalties": [
        {"id": "penale-1", "category": "delay", "applied_on": "2026-10-26", "requested_on": "2026-10-30",
         "request_received_on": "2026-11-02", "paid_on": "none"}
    ],
    "breaches": [],
    "controls": [],
}  # fmt: skip
SUD_EST_MILANO = {
    "penalty.paid": ("2027-01-01", "2027-01-02", "overdue"),
    "advance.first": ("2027-01-31", "2027-02-01", "overdue"),
    "contract.renewal-notice": ("2027-06-30", "2027-06-30", "overdue"),
    "advance.second": ("2027-09-30", "2027-09-30", "pending"),
    "contract.term": ("2027-12-31", "2027-12-31", "pending"),
}


def test_what_the_service_contract_of_sud_est_milano_makes_due() -> None:
    """Two instalments, a penalty within sixty days, the notice before the term ends, and the term itself."""
    found = load("sud_est_milano").deadlines(contract=CONTRACT, on=date(2027, 9, 20))
    assert {rule: days for rule, days in table(found).items() if rule in SUD_EST_MILANO} == SUD_EST_MILANO
    (notice,) = (each for each in found if each.rule == "contract.renewal-notice")
    assert [(other.option, str(other.effective), other.state) for other in notice.other_readings] == [
        ("after_expiry", "2028-06-30", "pending")
    ]


def test_which_rule_each_validity_is_told_by() -> None:
    told = {name: dict(told_by(load(name).regulation)) for name in available()}
    found = {name: {fact: each.rule.id for fact, each in facts.items()} for name, facts in told.items()}
    expected = {
        "sud_est_milano": {"contract_term_end": "contract.term"},
        "tirano": {
            "term_end": "voucher.term",
            "derogation_to": "derogation.hours-conditions",
            "contract_ends_on": "staff.contract-running",
            "licence_until": "staff.licence",
        },
    }
    assert {name: found[name] for name in expected} == expected
    declared = {
        name: {rule.purpose.of for rule in load(name).regulation.rules if isinstance(rule.purpose, ForExpiry)}
        for name in available()
    }
    assert {name: set(facts) for name, facts in found.items()} == declared


@pytest.mark.parametrize(
    ("start", "end", "days"), [("2026-03-02", "2026-09-01", 154), ("2025-08-01", "2026-01-31", None)]
)
def test_a_voucher_is_valid_to_its_last_day(start: str, end: str, days: int | None) -> None:
    data = with_intervention(voucher_terms=[{"kind": "first", "start": start, "end": end}])
    (found,) = (each for each in load("tirano").deadlines(data, on=ON) if each.kind == "expiry")
    assert (found.days_left, found.state) == (days, "pending" if days else "lapsed")
    assert (found.before is None) == (days is None)
