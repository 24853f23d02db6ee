"""What voucher terms commit of a budget, what is spent, what is left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.money.statement.budget import Budget
from tests.rules.months import (
    AGENCY,
    RULES,
    TERM,
    UNSET,
    WEEKLY,
    case,
    in_group,
    intervention,
    rules_with,
    values,
)
from tests.rules.small import session

#: A term of three weeks, with seven hours a week.
SHORT = {**TERM, "start": "2026-03-02", "end": "2026-03-22"}
SEVEN = {**WEEKLY, "weekly_minutes": 420}


def budget(
    *interventions: dict[str, Any],
    rules: RuleSet = RULES,
    first: str = "2026-01-01",
    last: str = "2026-12-31",
    available: str = "1000.00",
    on: str = "2026-03-31",
    **keys: Any,
) -> Budget:
    return rules.budget(
        [case(*interventions, **keys)],
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        available=Decimal(available),
        on=date.fromisoformat(on),
        agency=AGENCY,
    )


def given(**keys: Any) -> dict[str, Any]:
    return intervention(**{"voucher_terms": [SHORT], "authorisations": [SEVEN], **keys})


def bounds(found: Budget) -> list[tuple[Any, Any]]:
    return [(each.lowest, each.highest) for each in (found.committed, found.spent, found.remaining)]


def test_a_term_costs_a_seventh_of_the_weekly_hours_each_day_at_that_days_value() -> None:
    found = budget(given())
    # 14 days at 20.00 an hour and 7 from 16 March on at 24.35, an hour a day
    assert bounds(found) == [(14 * 2_000 + 7 * 2_435, 45_045), (0, 0), (100_000 - 45_045, 54_955)]
    (only,) = found.commitments
    assert (only.case, only.intervention, only.days, only.start, only.end) == (
        "caso-1", "i1", 21, date(2026, 3, 2), date(2026, 3, 22),
    )  # fmt: skip
    assert (found.outcome, only.outcome, found.over) == ("decided", "decided", False)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-03-22", "2026-12-31", 1),
        ("2026-01-01", "2026-03-02", 1),
        ("2026-03-05", "2026-03-06", 2),
        ("2026-03-23", "2026-12-31", 0),
        ("2026-01-01", "2026-03-01", 0),
    ],
)
def test_only_days_of_the_period_are_committed(first: str, last: str, days: int) -> None:
    assert sum(each.days for each in budget(given(), first=first, last=last).commitments) == days


def test_a_day_of_two_terms_is_committed_once() -> None:
    alone = budget(given())
    longer = {**SHORT, "kind": "extension", "start": "2026-03-16", "end": "2026-03-24"}
    found = budget(given(voucher_terms=[longer, SHORT, SHORT]))
    assert [each.days for each in found.commitments] == [21, 0, 2]
    assert alone.committed.lowest is not None
    assert found.committed.lowest == alone.committed.lowest + 2 * 2435  # an hour a day, at the later value


def test_a_term_is_rounded_once() -> None:
    one = {**TERM, "start": "2026-03-02", "end": "2026-03-04"}
    found = budget(given(voucher_terms=[one], authorisations=[{**WEEKLY, "weekly_minutes": 100}]))
    assert (
        found.committed.lowest == 1_429
    )  # 100 minutes × 3/7 at 20.00: 14.2857…; by the day it would be 14.28


def test_what_is_delivered_is_spent_with_each_month_rounded_as_its_statement() -> None:
    odd = [session(f"2026-{day}T15:00", "15:50") for day in ("02-02", "02-03", "03-02", "03-03")]
    found = budget(given(sessions=odd), last="2026-03-02")
    assert found.spent.lowest == 3_333 + 1_667
    statements = [
        RULES.statement([case(given(sessions=odd))], month=month, agency=AGENCY, on=date(2026, 3, 31)).totals[
            1
        ]
        for month in ("2026-02", "2026-03")
    ]
    assert budget(given(sessions=odd)).spent.lowest == sum(each.amount.lowest or 0 for each in statements)


def test_what_comes_later_is_not_spent() -> None:
    later = session("2026-03-20T15:00", "16:00")
    assert budget(given(sessions=[later]), on="2026-03-19").spent.lowest == 0
    assert budget(given(sessions=[later]), on="2026-03-20").spent.lowest == 2_435


def test_parts_of_groups_are_spent() -> None:
    assert budget(given(sessions=[in_group(users_present=1)])).spent.lowest == 4_000


@pytest.mark.parametrize(("available", "over"), [("450.45", False), ("450.44", True)])
def test_more_may_be_committed_than_there_is(available: str, over: bool) -> None:
    assert budget(given(), available=available).over is over


def test_of_a_value_that_nobody_set_nothing_is_known() -> None:
    found = budget(given(), rules=rules_with(values=values(unit_value=UNSET)), last="2026-03-10")
    assert bounds(found) == [(None, None), (0, 0), (None, None)]
    assert (found.outcome, found.over, found.commitments[0].outcome) == ("undecided", None, "undecided")
    assert [each.name for each in found.commitments[0].missing] == ["hour"]


@pytest.mark.parametrize(
    ("authorisations", "committed", "asked"),
    [
        ([], (0, 0), False),
        ([{**SEVEN, "to": "2026-03-01"}], (0, 0), False),
        ([{**SEVEN, "to": "none"}], (45_045, 45_045), False),
        ([SEVEN, {**SEVEN, "weekly_minutes": 60}], (45_045, 45_045), False),
        ([{"from": "2026-01-01", "to": "2026-06-30"}], (0, None), True),
        (None, (0, None), True),
        ({"items": [SEVEN], "complete_until": "2026-03-01"}, (45_045, None), True),
    ],
)
def test_hours_that_are_not_known_leave_it_open(
    authorisations: Any, committed: tuple[int | None, int | None], asked: bool
) -> None:
    found = budget(given(authorisations=authorisations))
    assert bounds(found)[0] == committed
    assert ("authorised_time" in {each.name for each in found.commitments[0].missing}) is asked


@pytest.mark.parametrize(
    ("keys", "committed", "asked"),
    [
        ({"closed_on": "2026-03-08"}, (14_000, 14_000), None),  # seven days of the twenty-one
        ({"closed_on": None}, (0, 45_045), "closed_on"),
        (
            {"authorisations": [{"from": "2026-01-01", "weekly_minutes": 420}]},
            (0, 45_045),
            "authorised_until",
        ),
    ],
)
def test_nothing_is_committed_after_the_closing(
    keys: dict[str, Any], committed: tuple[int, int], asked: str | None
) -> None:
    found = budget(given(**keys))
    assert bounds(found)[0] == committed
    assert {each.name for each in found.commitments[0].missing} == ({asked} if asked else set())


def test_terms_that_are_not_known_may_commit_anything() -> None:
    found = budget(given(voucher_terms=None))
    assert bounds(found)[0] == (0, None)
    assert bounds(found)[2] == (None, 100_000)
    assert (found.over, found.commitments[0].start) == (None, None)
    assert [each.name for each in found.commitments[0].missing] == ["voucher_term"]
    unset = budget(given(voucher_terms=None), rules=rules_with(values=values(unit_value=UNSET)))
    assert bounds(unset)[0] == (None, None)
    assert bounds(unset)[2] == (None, None)


def test_services_without_a_voucher_commit_nothing() -> None:
    assert budget(given(service="day_centre")).commitments == ()


def test_terms_come_in_order_and_a_later_list_is_not_awaited() -> None:
    second = {**SHORT, "start": "2026-03-23", "end": "2026-03-29"}
    found = budget(given(voucher_terms=[second, SHORT]))
    assert [each.start for each in found.commitments] == [date(2026, 3, 2), date(2026, 3, 23)]
    part = {"items": [SHORT], "complete_until": "2026-03-22"}
    assert len(budget(given(voucher_terms=part), last="2026-03-22").commitments) == 1
    assert len(budget(given(voucher_terms=part), last="2026-03-23").commitments) == 2


def test_the_rules_of_tirano_cannot_tell() -> None:
    assert bounds(budget(given(), rules=load("tirano")))[0] == (None, None)


def test_days_out_of_order_and_amounts_that_are_none_are_refused() -> None:
    with pytest.raises(AdmRulesError, match="before it starts"):
        budget(given(), first="2026-03-02", last="2026-03-01")
    with pytest.raises(AdmRulesError, match="two decimals"):
        budget(given(), available="10.001")
    unsure: Any = 10.5
    with pytest.raises(AdmRulesError, match="is a Decimal in euro"):
        RULES.budget(
            [], first=date(2026, 3, 1), last=date(2026, 3, 31), available=unsure, on=date(2026, 3, 31)
        )


def test_a_budget_is_data_and_shows_nothing_of_a_case() -> None:
    found = budget(given(voucher_terms=[SHORT, {**TERM, "start": "2026-04-01"}]), available="1000.00")
    assert found.to_dict()["available"] == 100_000
    assert found.to_dict()["commitments"][0]["start"] == "2026-03-02"
    assert found.to_json() == budget(given(voucher_terms=[{**TERM, "start": "2026-04-01"}, SHORT])).to_json()
    assert budget(given(voucher_terms=None)).to_dict()["commitments"][0]["start"] is None
    assert repr(found) == "<Budget 2026-01-01 – 2026-12-31: decided>"
    assert repr(found.commitments[0]) == "<Commitment decided>"
