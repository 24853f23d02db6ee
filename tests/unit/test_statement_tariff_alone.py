"""A service with a tariff and no voucher: the family's share stands on the tariff alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet
from tests.rules.months import TARIFF, account, case, cents, family, intervention, made, rules_with, simple
from tests.rules.small import session
from tests.unit.test_explain_tariffs import told
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


# --- one amount of the month, several interventions ------------------------------------------------------------------


def monthly(**changed: str) -> RuleSet:
    """A tariff of the month: with a cap of twelve euro, or as given."""
    table = {"rows": "[{isee: {at_least: 0.00}, fee: 3.00}]", "no_isee": "{fee: 3.00}", **changed}
    unit = table.pop("unit", "EUR_per_hour")
    lines = "".join(f"\n        {key}: {value}" for key, value in table.items())
    head = f"\n  copayment:\n    unit: {unit}\n    services: [home_education]\n    history:\n"
    tariffs = f"{head}      - from: 2020-01-01\n        cites: {{article: '3'}}{lines}\n"
    return rules_with(vouchers="", tariffs=tariffs)


def two(*others: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """Four hours by one agency and two by another, in one month, and what others have."""
    first, second = held("14:00", "18:00"), session("2026-03-20T15:00", "17:00", activity="direct", id="z")
    given = [intervention(first), intervention(second, id="i2", agency="agenzia-2"), *others]
    return case(*given, **keys)


@pytest.mark.parametrize(
    ("rules", "shares", "outcome"),
    [
        (monthly(), [(1200, 1200), (600, 600)], "decided"),
        (monthly(month_cap="20.00"), [(1200, 1200), (600, 600)], "decided"),
        (monthly(month_cap="15.00"), [(900, 1200), (300, 600)], "undecided"),
        (monthly(month_cap="5.00"), [(0, 500), (0, 500)], "undecided"),
        (monthly(unit="EUR_per_month"), [(0, 300), (0, 300)], "undecided"),
        (
            monthly(modifiers="[{id: most, because: {it: a, en: a}, at_most: 15.00, of: total}]"),
            [(900, 1200), (300, 600)],
            "undecided",
        ),
    ],
    ids=[
        "no amount of the month",
        "below the cap",
        "above it",
        "each above it",
        "a fee a month",
        "of the total",
    ],
)
def test_what_is_made_once_a_month_is_not_due_for_each_intervention(
    rules: RuleSet, shares: list[tuple[int, int]], outcome: str
) -> None:
    found = made(two(), rules=rules).accounts
    assert [family(each) for each in found] == shares
    assert {each.family.outcome for each in found if each.family is not None} == {outcome}


def test_what_is_due_in_all_is_told() -> None:
    found = made(two(), rules=monthly(month_cap="15.00")).accounts
    told = [
        each.text.en for account in found if account.family is not None for each in account.family.missing
    ]
    said = (
        "how what the family owes in all for the month (€15.00) is divided among the interventions i1 and i2"
    )
    assert told == [f"{said} (the act does not say)"] * 2


def test_what_is_open_stays_open_together() -> None:
    open_ = two(intervention(sessions=None, id="i3", agency="agenzia-3"))
    found = made(open_, rules=monthly(month_cap="15.00")).accounts
    assert [family(each) for each in found] == [(0, 1200), (0, 600), (0, None)]


def test_other_children_have_a_month_of_their_own() -> None:
    other = case(intervention(held("14:00", "18:00")), id="caso-2")
    first = case(intervention(held("14:00", "18:00")))
    found = made(first, other, rules=monthly(month_cap="15.00")).accounts
    assert [family(each) for each in found] == [(1200, 1200), (1200, 1200)]


# --- which work a family pays for -------------------------------------------------------------------------------------

PAYS = TARIFF.replace(
    "services: [home_education]", "services: [home_education]\n    activities: [direct, group]"
)
ONLY = rules_with(vouchers="", tariffs=PAYS)


@pytest.mark.parametrize(
    ("keys", "bounds"),
    [
        ({}, (400, 400)),
        ({"activity": "group"}, (400, 400)),
        ({"activity": "coordination"}, (0, 0)),
        ({"activity": "coordination", "status": None}, (0, 0)),
        ({"activity": "coordination", "end": None}, (0, 0)),
        ({"activity": None}, (0, 400)),
    ],
)
def test_an_act_may_say_which_work_a_family_pays_for(keys: dict[str, Any], bounds: tuple[int, int]) -> None:
    found = account(simple(held(**keys)), rules=ONLY)
    assert family(found) == bounds
    assert found.family is not None
    assert found.family.outcome == ("decided" if bounds[0] == bounds[1] else "undecided")


def test_a_month_of_unpaid_work_alone_costs_nothing() -> None:
    rules = rules_with(vouchers="", tariffs=PAYS.replace("EUR_per_hour", "EUR_per_month"))
    talk, access = held(activity="coordination"), held("17:00", "18:00")
    assert family(account(simple(talk), rules=rules)) == (0, 0)
    assert family(account(simple(talk, access), rules=rules)) == (200, 200)


def test_missed_work_that_a_family_does_not_pay_for_is_not_charged() -> None:
    missed = "undelivered: {because: {it: assenza, en: absence}, when: {session_status: {is: missed}}}"
    rules = rules_with(vouchers="", tariffs=f"{PAYS}        {missed}\n")
    for activity, due in (("direct", 400), ("coordination", 0), (None, 400)):
        assert family(account(simple(held(status="missed", activity=activity)), rules=rules)) == (due, due)


def test_beside_a_voucher_as_well() -> None:
    rules = rules_with(tariffs=PAYS.replace("[direct, group]", "[group]"))
    assert family(account(simple(held()), rules=rules)) == (0, 0)
    assert "the family pays for nothing but: group work" in told(rules)


@pytest.mark.parametrize(
    ("unit", "activity", "due"),
    [
        ("EUR_per_hour", "direct", "4.00"),
        ("EUR_per_hour", "coordination", "0.00"),
        ("EUR_per_hour", None, "4.00"),
        ("EUR_per_access", "coordination", "0.00"),
        # What else there is in the month decides.
        ("EUR_per_month", "coordination", "2.00"),
    ],
)
def test_a_single_access_of_unpaid_work_costs_nothing(unit: str, activity: str | None, due: str) -> None:
    rules = rules_with(vouchers="", tariffs=PAYS.replace("EUR_per_hour", unit))
    session = {"start": "2026-03-02T14:00", **({} if activity is None else {"activity": activity})}
    found = rules.copayment(simple(), on=date(2026, 3, 31), hours=2, session=session)
    assert found.total == Decimal(due)
    if due == "0.00":
        assert found.reason is not None
        assert found.reason.id == "activities"
        assert found.reason.text.en == "work that the family does not pay for: coordination"
