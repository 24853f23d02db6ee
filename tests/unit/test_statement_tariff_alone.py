"""A service with a tariff and no voucher: the family's share stands on the tariff alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.rules.months import TARIFF, account, case, cents, family, intervention, made, rules_with, simple
from tests.rules.small import session
from tests.unit.test_statement_overlaps import undated

ALONE = rules_with(vouchers="", tariffs=TARIFF.replace("2.00", "3.00"))
BY_READING = rules_with(
    vouchers="",
    tariffs="""
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    history:
      - from: 2020-01-01
        cites: {article: "3"}
        by_reading:
          paid:
            direct: {rows: [{isee: {at_least: 0.00}, fee: 2.00}], no_isee: {fee: 2.00}}
            all: {rows: [{isee: {at_least: 0.00}, fee: 4.00}], no_isee: {fee: 4.00}}
""",
)


def held(start: str = "15:00", end: str = "17:00", **keys: Any) -> dict[str, Any]:
    return session(f"2026-03-10T{start}", end, **{"activity": "direct", **keys})


def test_a_family_pays_by_the_tariff_where_no_voucher_does() -> None:
    found = account(simple(held()), rules=ALONE)
    assert (found.payer, cents(found), family(found)) == (None, (0, 0), (600, 600))
    assert found.family is not None
    assert (found.family.outcome, [line.cents for line in found.family.lines]) == ("decided", [600])
    statement = made(simple(held()), rules=ALONE)
    assert [(each.payer, each.amount.lowest, each.outcome) for each in statement.totals] == [
        ("family", 600, "decided")
    ]


@pytest.mark.parametrize("status", ["missed", "cancelled"])
def test_what_was_not_held_costs_nothing(status: str) -> None:
    assert family(account(simple(held(status=status)), rules=ALONE)) == (0, 0)


@pytest.mark.parametrize(
    ("keys", "bounds", "missing"),
    [
        ({"status": None}, (0, 600), "recorded_status"),
        ({"activity": None}, (0, 600), "activity"),
        ({"activity": "group"}, (0, 600), "tariff"),
        ({"activity": "coordination"}, (0, 600), "tariff"),
        ({"end": None}, (0, 7200), "session_end"),
    ],
)
def test_what_is_not_known_or_not_said_leaves_bounds(
    keys: dict[str, Any], bounds: tuple[int, int], missing: str
) -> None:
    found = account(simple(held(**keys)), rules=ALONE)
    assert family(found) == bounds
    assert found.family is not None
    assert (found.family.outcome, [each.name for each in found.family.missing]) == ("undecided", [missing])


def test_overlapping_sessions_count_once_at_least() -> None:
    found = account(simple(held("15:00", "18:00"), held("17:00", "19:30")), rules=ALONE)
    assert family(found) == (1350, 1650)


def test_sessions_that_are_not_listed_leave_the_share_open() -> None:
    open_ = case(intervention(sessions=None))
    found = made(open_, rules=ALONE)
    (only,) = found.accounts
    assert (found.outcome, family(only), only.lines) == ("undecided", (0, None), ())


def test_another_reading_of_the_tariff_is_told() -> None:
    found = account(simple(held()), rules=BY_READING)
    assert family(found) == (400, 400)
    assert [(each.reading, each.option, each.payer, each.amount.lowest) for each in found.other_readings] == [
        ("paid", "all", "family", 800)
    ]


def test_a_reading_that_changes_nothing_is_not_told() -> None:
    free = case(intervention(held(status="missed")))
    assert account(free, rules=BY_READING).other_readings == ()


def test_a_session_without_a_day_leaves_the_share_open() -> None:
    found = made(undated(simple(held()), date(2026, 2, 20), date(2026, 3, 20)), rules=ALONE)  # type: ignore[arg-type]
    (only,) = found.accounts
    assert (found.outcome, family(only)) == ("undecided", (0, None))
    assert only.family is not None
    assert "session_start" in [each.name for each in only.family.missing]


def test_a_service_with_neither_voucher_nor_tariff_has_no_share() -> None:
    other = case(intervention(held(), service="pippi"))
    assert account(other, rules=ALONE).family is None
