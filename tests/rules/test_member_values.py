"""Medio Olona with the values that its card leaves to others: what its rules then say of invented files."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, parse
from tests.rules.small import pinned_if_read

OVERLAY = """
language: 1
id: medio_prova
title: {it: Prova, en: Trial}
version: "1"
extends: {rules: medio_olona}
adopted: {act: "del. 1/2000 (inventata)", body: "l'assemblea consortile dell'Azienda", on: 2000-01-01}
values:
  member_municipalities:
    history: [{from: 2000-01-01, is: [castellanza, olgiate_olona], cites: {act: del. 1/2000}}]
"""
REVIEWS = """
language: 1
id: medio_prova
title: {it: Prova, en: Trial}
version: "1"
extends: {rules: medio_olona}
adopted:
  act: "conv. 1/2000 (inventata)"
  body: "l'Azienda Speciale Consortile con i Servizi Sociali dei Comuni"
  on: 2000-01-01
values:
  review_months: {history: [{from: 2000-01-01, is: 3, cites: {act: conv. 1/2000}}]}
"""


@cache
def rules(overlay: str) -> RuleSet:
    return parse(pinned_if_read(overlay))


def case(**keys: Any) -> dict[str, Any]:
    started = {"id": "i1", "service": "home_education", "started_on": "2025-09-01", "closed_on": "none"}
    return {
        "id": "c",
        "birth_date": "2014-05-03",
        "interventions": [started | keys.pop("intervention", {})],
        **keys,
    }


def verdict(overlay: str, rule: str, data: dict[str, Any], on: str = "2026-03-31") -> str:
    (finding,) = rules(overlay).check(data, on=date.fromisoformat(on)).filter(rule=rule)
    return finding.verdict.value


def lived(*until: str) -> list[dict[str, str]]:
    there = {"municipality": "castellanza", "from": "2020-01-01", "to": until[0] if until else "none"}
    after = [{"municipality": "015146", "from": "2026-01-01", "to": "none"}] if until else []
    return [there, *after]


def in_charge(until: str) -> list[dict[str, str]]:
    role = {"role": "municipal_social_service", "municipality": "castellanza"}
    return [role | {"from": "2024-01-01", "to": until}]


def test_who_moves_out_while_the_intervention_runs_is_told() -> None:
    assert verdict(OVERLAY, "access.resident-in-course", case(residence=lived())) == "complies"
    assert verdict(OVERLAY, "access.resident-in-course", case(residence=lived("2025-12-31"))) == "to_judge"


@pytest.mark.parametrize(
    ("until", "closed", "verdict_then"),
    [
        ("none", "none", "complies"),
        ("2026-03-30", "none", "to_judge"),
        ("2026-03-31", "none", "complies"),
        ("2026-02-28", "2026-02-28", "complies"),
        ("2026-02-27", "2026-02-28", "to_judge"),
    ],
)
def test_the_municipal_service_is_in_charge_while_the_intervention_runs(
    until: str, closed: str, verdict_then: str
) -> None:
    data = case(in_charge=in_charge(until), intervention={"closed_on": closed})
    assert verdict(OVERLAY, "access.in-charge-in-course", data) == verdict_then


def test_another_service_in_charge_is_not_the_municipal_one() -> None:
    parts = in_charge("2025-12-31")
    parts.append(
        {"role": "minors_protection", "municipality": "castellanza", "from": "2026-01-01", "to": "none"}
    )
    assert verdict(OVERLAY, "access.in-charge-in-course", case(in_charge=parts)) == "to_judge"


@pytest.mark.parametrize("types", [("case_review", "plan_review"), ("plan_review", "plan_review")])
def test_a_review_may_be_kept_as_one_of_the_case_or_of_the_plan(types: tuple[str, str]) -> None:
    """Every three months from 1 September; the next is due by 10 May."""
    meetings = [
        {"type": kind, "on": day} for kind, day in zip(types, ("2025-11-20", "2026-02-10"), strict=True)
    ]
    held = case(intervention={"meetings": meetings})
    assert verdict(REVIEWS, "review.interval", held) == "pending"
    late = case(intervention={"meetings": [meetings[1]]})
    assert verdict(REVIEWS, "review.interval", late) == "breaches"
    network = case(intervention={"meetings": [{"type": "network", "on": "2025-11-20"}]})
    assert verdict(REVIEWS, "review.interval", network) == "breaches"


def test_a_proposal_that_nobody_recorded_is_not_asked_for_where_one_amount_decides() -> None:
    """The interval is three months on all days that may pick it: which of them it is does not matter."""
    meetings = [{"type": "case_review", "on": "2025-11-20"}, {"type": "case_review", "on": "2026-02-10"}]
    data = case(intervention={"meetings": meetings})
    assert "proposed_on" not in data["interventions"][0]
    assert verdict(REVIEWS, "review.interval", data) == "pending"
    assert verdict(REVIEWS, "review.interval", data, on="2026-05-12") == "breaches"
