"""Hours of the staff of an agency, as acts that ask for so many hours of a role can be written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.small import ON, rule, rule_set

RULES = rule_set(
    rule("{contract_time: {with: {role: educator}, at_least: 72 h}}", id="educators", per="agency"),
    rule("{contract_time: {with: {role: coordinator}, at_least: 28 h}}", id="coordinator", per="agency"),
)


def worker(name: str, role: str, hours: int | None, **keys: Any) -> dict[str, Any]:
    minutes = {} if hours is None else {"weekly_minutes": hours * 60}
    return {"id": name, "role": role, "listed_from": "2025-01-01", "delisted_on": "none", **minutes, **keys}


def verdicts(*staff: dict[str, Any]) -> list[str]:
    agency = {"id": "a1", "staff": list(staff)}
    return [finding.verdict.value for finding in RULES.check(agency=agency, on=ON).findings]


COORDINATOR = worker("c", "coordinator", 28)


@pytest.mark.parametrize(("hours", "verdict"), [(36, "complies"), (35, "breaches"), (None, "undecided")])
def test_the_hours_of_a_role_are_added_up(hours: int | None, verdict: str) -> None:
    found = verdicts(worker("a", "educator", 36), worker("b", "educator", hours), COORDINATOR)
    assert found == [verdict, "complies"]


def test_who_left_the_list_or_has_another_role_does_not_count() -> None:
    left = worker("b", "educator", 36, delisted_on="2026-03-30")
    assert verdicts(worker("a", "educator", 36), left, COORDINATOR) == ["breaches", "complies"]
    assert verdicts(worker("a", "educator", 36), worker("b", "psychologist", 36)) == ["breaches", "breaches"]
    unknown = {key: value for key, value in left.items() if key != "delisted_on"}
    assert verdicts(worker("a", "educator", 36), unknown, COORDINATOR) == ["undecided", "complies"]
