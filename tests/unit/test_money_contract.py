"""Instalments of a service contract, in cents computed by hand, and the bands of its penalties."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, load, parse, pinned
from adm_rules._internal.money.amounts import UNSET
from adm_rules._internal.money.contract.instalment import Instalment
from adm_rules._internal.money.contract.penalties import ContractMoney, PenaltyBand
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.values.bounds import Interval, exactly
from tests.rules.small import not_set, rule, rule_set, value

ON = date(2026, 12, 31)


def sem() -> RuleSet:
    return load("sud_est_milano")


def year(**keys: Any) -> dict[str, Any]:
    """A year of which everything that matters is known and nothing was paid yet."""
    base = {
        "year": 2026,
        "quota": "120000.00",
        "previous_quota": "110000.00",
        "forecast": "118000.00",
        "forecast_approved_on": "none",
        "pre_final_data_on": "2026-09-12",
        "interim_quota": "120000.00",
        "accounts_presented_on": "none",
        "payments": [],
    }
    return {key: item for key, item in {**base, **keys}.items() if item is not None}


def closed(**keys: Any) -> dict[str, Any]:
    """A year whose final accounts, presented by the judgement day, raised the quota that September knew."""
    return year(**{"quota": "125000.00", "accounts_presented_on": "2026-12-15", **keys})


def contract(*years: dict[str, Any], **keys: Any) -> dict[str, Any]:
    runs = {"term_end": "2027-12-31", "terminated_on": "none", "withdrawal_on": "none"}
    return {"id": "contratto-1", **runs, "years": list(years), **keys}


def paid(kind: str, amount: str, day: str | None, **keys: Any) -> dict[str, Any]:
    return {"kind": kind, "amount": amount, "paid_on": day, **keys}


def told(*years: dict[str, Any], on: date = ON, rules: RuleSet | None = None) -> dict[str, Instalment]:
    """The instalments by rule; of one year."""
    return {each.rule: each for each in (rules or sem()).instalments(contract(*years), on=on)}


def exact(amount: str) -> Interval:
    return exactly(int(Decimal(amount) * 100))


NOTHING_KNOWN = UNSET

# --- amounts ----------------------------------------------------------------------------------------------------------


def test_a_year_in_which_everything_is_known() -> None:
    """Half of the forecast, approved before the payment; 40 % of September's quota; the rest of the final one."""
    payments = [
        paid("first_advance", "59000.00", "2026-01-30"),
        paid("second_advance", "48000.00", "2026-09-30"),
        paid("balance", "18000.00", "2027-05-20"),
    ]
    known = closed(forecast_approved_on="2025-12-18", accounts_presented_on="2027-04-20", payments=payments)
    found = told(known, on=date(2027, 6, 1))
    first, second, balance = found["advance.first"], found["advance.second"], found["balance.amount"]
    assert (first.base, first.share, first.amount) == (exact("118000.00"), (1, 2), exact("59000.00"))
    assert (first.nominal, first.effective) == (date(2026, 1, 31), date(2026, 1, 31))
    assert (first.paid, first.paid_on, first.state) == (exact("59000.00"), date(2026, 1, 30), "met")
    assert (second.base, second.share, second.amount) == (exact("120000.00"), (2, 5), exact("48000.00"))
    assert (second.nominal, second.effective) == (date(2026, 9, 30), date(2026, 9, 30))
    assert (second.paid_on, second.state) == (date(2026, 9, 30), "met")
    assert (balance.base, balance.share, balance.amount) == (exact("125000.00"), None, exact("18000.00"))
    assert (balance.nominal, balance.effective) == (None, None)
    assert (balance.paid, balance.paid_on, balance.state) == (exact("18000.00"), date(2027, 5, 20), "met")
    assert [each.missing for each in found.values()] == [(), (), ()]
    assert balance.citation.text("en") == "art. 21, par. 2"


@pytest.mark.parametrize(
    ("approved", "base", "amount", "origin"),
    [
        ("none", "110000.00", "55000.00", "quota of the year before"),
        ("2026-01-20", "118000.00", "59000.00", "quota in the forecast"),
        ("2026-12-31", "118000.00", "59000.00", "quota in the forecast"),
        ("2027-01-01", "110000.00", "55000.00", "quota of the year before"),  # lies ahead
    ],
)
def test_the_first_base_is_the_forecast_once_it_is_approved(
    approved: str, base: str, amount: str, origin: str
) -> None:
    first = told(year(forecast_approved_on=approved))["advance.first"]
    assert (first.base, first.amount) == (exact(base), exact(amount))
    assert first.origin is not None
    assert first.origin.en == origin


@pytest.mark.parametrize(("approved", "base"), [("2026-01-28", "118000.00"), ("2026-01-29", "110000.00")])
def test_a_forecast_approved_after_the_payment_changes_nothing(approved: str, base: str) -> None:
    payments = [paid("first_advance", "55000.00", "2026-01-28")]
    first = told(year(forecast_approved_on=approved, payments=payments))["advance.first"]
    assert first.base == exact(base)


@pytest.mark.parametrize(
    ("quota", "half", "two_fifths"),
    [
        ("0.00", "0.00", "0.00"),
        ("0.01", "0.01", "0.01"),
        ("1.00", "0.50", "0.40"),
        ("1.01", "0.51", "0.41"),  # 0.505 and 0.404: a part of a cent goes up
        ("1.02", "0.51", "0.41"),  # 0.408
        ("1.03", "0.52", "0.42"),  # 0.515 and 0.412
        ("99999.99", "50000.00", "40000.00"),  # 49999.995 and 39999.996
    ],
)
def test_a_share_of_odd_cents_is_the_least_that_reaches_it(quota: str, half: str, two_fifths: str) -> None:
    found = told(year(interim_quota=quota, previous_quota=quota))
    assert found["advance.first"].amount == exact(half)
    assert found["advance.second"].amount == exact(two_fifths)
    assert told(closed(interim_quota=quota))["advance.second"].amount == exact(two_fifths)


@pytest.mark.parametrize(
    ("keys", "base", "origin"),
    [
        ({}, "120000.00", "quota known when the second advance falls due"),
        (
            {"accounts_presented_on": "2026-12-31"},
            "120000.00",
            "quota known when the second advance falls due",
        ),
        (
            {"accounts_presented_on": "none"},
            "120000.00",
            "quota known when the second advance falls due",
        ),
        (
            {"accounts_presented_on": "none", "quota": None},
            "120000.00",
            "quota known when the second advance falls due",
        ),
        ({"interim_quota": "none"}, "118000.00", "quota in the forecast"),
        ({"interim_quota": "none", "forecast": "none"}, "125000.00", "yearly quota"),
    ],
)
def test_the_second_base_is_the_quota_known_in_september(
    keys: dict[str, Any], base: str, origin: str
) -> None:
    second = told(closed(**keys))["advance.second"]
    assert (second.base, second.missing) == (exact(base), ())
    assert second.origin is not None
    assert second.origin.en == origin


def test_more_paid_than_is_due_is_a_credit() -> None:
    payments = [
        paid("first_advance", "60000.00", "2026-01-30"),
        paid("second_advance", "48000.00", "2026-09-30"),
    ]
    balance = told(year(quota="100000.00", payments=payments))["balance.amount"]
    assert (balance.amount, balance.state) == (exact("-8000.00"), "credit")


@pytest.mark.parametrize(
    ("paid_balance", "state"), [("12999.99", "pending"), ("13000.00", "met"), ("13000.01", "pending")]
)
def test_a_balance_is_met_to_the_cent(paid_balance: str, state: str) -> None:
    payments = [
        paid("first_advance", "59000.00", "2026-01-30"),
        paid("second_advance", "48000.00", "2026-09-30"),
        paid("balance", paid_balance, "2026-12-01"),
    ]
    assert told(year(payments=payments))["balance.amount"].state == state


# --- states -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "on", "state", "late"),
    [
        ("2027-02-01", date(2027, 3, 1), "met", 0),
        ("2027-02-02", date(2027, 3, 1), "late", 1),
        ("none", date(2027, 2, 1), "pending", 0),
        ("none", date(2027, 2, 2), "overdue", 1),
        ("2027-03-02", date(2027, 3, 1), "overdue", 28),  # lies ahead: not paid yet
        (None, date(2027, 3, 1), "undecided", 0),
        (None, date(2027, 2, 1), "pending", 0),
    ],
)
def test_the_states_of_an_advance(day: str | None, on: date, state: str, late: int) -> None:
    """31 January 2027 is a Sunday: the payment is due on Monday."""
    payments = [paid("first_advance", "55000.00", day)]
    first = told(year(year=2027, payments=payments), on=on)["advance.first"]
    assert (first.nominal, first.effective) == (date(2027, 1, 31), date(2027, 2, 1))
    assert (first.state, first.days_late) == (state, late)


def test_a_saturday_moves_nothing() -> None:
    for day, state in (("2026-01-31", "met"), ("2026-02-01", "late")):
        first = told(year(payments=[paid("first_advance", "55000.00", day)]))["advance.first"]
        assert (first.effective, first.state) == (date(2026, 1, 31), state)


def test_what_is_overdue_may_have_been_paid_too_late() -> None:
    """Half of the quota of 2026 was paid on 1 February; the forecast, if it was approved in time, asks for more."""
    payments = [paid("first_advance", "50000.00", "2026-02-01")]
    known = year(
        forecast="110000.00", previous_quota="100000.00", forecast_approved_on="none", payments=payments
    )
    late = told(known)["advance.first"]
    assert (late.state, late.days_late, late.may_have_happened) == ("late", 1, False)
    open_ = {key: each for key, each in known.items() if key != "forecast_approved_on"}
    unsure = told(open_)["advance.first"]
    assert (unsure.state, unsure.days_late, unsure.may_have_happened) == ("overdue", 1, True)
    assert "overdue, or paid late (at least 1 day)" in shown(contract(open_))
    approved = told({**known, "forecast_approved_on": "2026-01-10"})["advance.first"]
    assert (approved.state, approved.may_have_happened) == ("overdue", False)


@pytest.mark.parametrize(
    ("day", "verdict", "state"),
    [
        ("none", "breaches", "overdue"),
        ("2026-01-30", "not_applicable", "not_applicable"),
        ("2026-01-31", "not_applicable", "not_applicable"),
        ("2026-02-01", "breaches", "overdue"),
        (None, "undecided", "undecided"),
    ],
)
def test_nothing_falls_due_once_the_contract_was_broken_off(
    day: str | None, verdict: str, state: str
) -> None:
    """The first advance is due on 31 January 2026: what `check` does not ask for, `contract` does not either."""
    data = contract(year(), terminated_on=day)
    found = {each.rule: each for each in sem().check(contract=data, on=ON).findings}
    first = {each.rule: each for each in sem().instalments(data, on=ON)}["advance.first"]
    assert (found["advance.first"].verdict.value, first.state) == (verdict, state)


def test_payments_in_parts_count_on_the_day_that_completes_them() -> None:
    parts = [
        paid("first_advance", "30000.00", "2026-01-15"),
        paid("first_advance", "24999.99", "2026-01-29"),
        paid("first_advance", "0.01", "2026-02-10"),
    ]
    before = told(year(payments=parts[:2]))["advance.first"]
    assert (before.paid, before.paid_on, before.state) == (exact("54999.99"), None, "overdue")
    after = told(year(payments=parts))["advance.first"]
    assert (after.paid, after.paid_on, after.state, after.days_late) == (
        exact("55000.00"),
        date(2026, 2, 10),
        "late",
        10,
    )


@pytest.mark.parametrize(
    ("data_on", "state"),
    [
        ("2026-09-30", "overdue"),
        ("2026-10-01", "not_applicable"),
        ("none", "not_applicable"),
        (None, "undecided"),
    ],
)
def test_the_second_advance_needs_pre_final_data_by_september(data_on: str | None, state: str) -> None:
    second = told(year(pre_final_data_on=data_on))["advance.second"]
    assert second.state == state
    assert [each.name for each in second.missing] == (["pre_final_data_on"] if data_on is None else [])


def test_a_year_before_the_rules_is_not_theirs() -> None:
    found = sem().instalments(contract(year(year=2021), year(year=2022)), on=ON)
    assert [(each.year, each.state) for each in found] == [
        ("2021", "not_applicable"),
        ("2021", "not_applicable"),
        ("2021", "not_applicable"),
        ("2022", "overdue"),
        ("2022", "not_applicable"),  # the pre-final data came years later
        ("2022", "pending"),
    ]


# --- other readings ---------------------------------------------------------------------------------------------------


def test_another_reading_of_the_second_base_is_told_where_it_differs() -> None:
    payments = [paid("second_advance", "45000.00", "2026-09-30")]
    (other,) = told(year(payments=payments))["advance.second"].others
    assert (other.reading, other.option) == ("second_base", "same_base")
    assert (other.base, other.amount, other.state) == (exact("110000.00"), exact("44000.00"), "met")
    assert other.text.en == "of the same base as the first advance"
    assert told(year(payments=payments))["advance.second"].state == "overdue"


def test_the_final_quota_is_another_reading_where_the_accounts_changed_it() -> None:
    second = told(closed(payments=[paid("second_advance", "48000.00", "2026-09-30")]))["advance.second"]
    assert (second.amount, second.state) == (exact("48000.00"), "met")
    assert [(other.option, other.base, other.amount, other.state) for other in second.others] == [
        ("same_base", exact("110000.00"), exact("44000.00"), "met"),
        ("final_quota", exact("125000.00"), exact("50000.00"), "overdue"),
    ]
    assert second.others[1].text.en == "of the year's quota, even where the final accounts changed it later"


def test_a_reading_that_changes_nothing_is_not_told() -> None:
    assert told(year(previous_quota="120000.00"))["advance.second"].others == ()
    (only,) = told(closed(previous_quota="120000.00"))["advance.second"].others
    assert only.option == "final_quota"


# --- what is not known ------------------------------------------------------------------------------------------------


def test_without_the_quota_what_rests_on_it_is_not_known() -> None:
    found = told(year(quota=None, interim_quota=None))
    second, balance = found["advance.second"], found["balance.amount"]
    assert (second.base, second.amount, second.state) == (NOTHING_KNOWN, NOTHING_KNOWN, "undecided")
    assert (balance.amount, balance.state) == (NOTHING_KNOWN, "undecided")
    assert [each.name for each in second.missing] == ["interim_quota"]
    assert [each.name for each in balance.missing] == ["quota"]
    assert found["advance.first"].state == "overdue"


@pytest.mark.parametrize("presented", ["2026-12-15", "2027-04-20", "none", None])
def test_without_the_quota_of_september_the_second_advance_is_not_known(presented: str | None) -> None:
    """Whatever the accounts say: the quota may have been another one in September."""
    payments = [paid("second_advance", "48000.00", "2026-09-30")]
    found = told(closed(interim_quota=None, accounts_presented_on=presented, payments=payments))
    second, balance = found["advance.second"], found["balance.amount"]
    assert (second.base, second.amount, second.state) == (NOTHING_KNOWN, NOTHING_KNOWN, "undecided")
    assert [each.name for each in second.missing] == ["interim_quota"]
    assert (balance.amount, balance.missing) == (exact("77000.00"), ())


def test_whether_the_forecast_was_approved_leaves_the_base_between_two_quotas() -> None:
    first = told(year(forecast_approved_on=None))["advance.first"]
    assert (first.origin, first.base) == (None, Interval(11_000_000, 11_800_000))  # one of the two quotas
    assert (first.amount, first.state) == (Interval(5_500_000, 5_900_000), "overdue")
    assert [each.name for each in first.missing] == ["forecast_approved_on"]


def test_a_quota_that_there_is_not_has_no_amount() -> None:
    first = told(year(previous_quota="none"))["advance.first"]
    assert (first.base, first.amount, first.missing) == (NOTHING_KNOWN, NOTHING_KNOWN, ())


def test_a_payment_without_its_day_widens_what_is_paid_and_an_unseen_one_settles_nothing() -> None:
    """A payment that nobody wrote may be one back: neither end of the total is known."""
    payments = [paid("first_advance", "20000.00", "2026-01-15"), paid("first_advance", "10000.00", None)]
    found = told(year(payments=payments))
    assert found["advance.first"].paid == Interval(2_000_000, 3_000_000)
    assert found["advance.first"].state == "overdue"
    assert found["balance.amount"].amount == Interval(9_000_000, 10_000_000)
    assert found["balance.amount"].state == "undecided"
    none_known = told(year(payments=None))
    assert none_known["advance.first"].paid == NOTHING_KNOWN
    assert none_known["balance.amount"].amount == NOTHING_KNOWN
    assert none_known["balance.amount"].state == "undecided"
    assert [each.name for each in none_known["advance.first"].missing] == ["contract_payment"]


def test_a_balance_whose_payments_are_not_known_is_undecided() -> None:
    payments = [paid("balance", "1.00", None)]
    balance = told(year(quota="0.00", payments=payments))["balance.amount"]
    assert (balance.amount, balance.state) == (exact("0.00"), "undecided")


def test_years_that_are_not_listed_are_undecided() -> None:
    found = sem().instalments({"id": "contratto-1"}, on=ON)
    assert [(each.year, each.state) for each in found] == [("", "undecided")] * 3
    assert {missing.name for each in found for missing in each.missing} == {"contract_year"}
    assert sem().instalments(contract(), on=ON) == ()


def test_a_contract_that_is_none_is_refused_without_its_values() -> None:
    with pytest.raises(CaseError) as caught:
        sem().instalments(contract(year(quota="many")), on=ON)
    assert "many" not in str(caught.value)


# --- rules of other shapes --------------------------------------------------------------------------------------------

SHARE = "{second_advance_reached_on: {with: {share: $share}, by: {day: 06-30, of: this_year}}}"


#: What makes a rule with that share an instalment.
PURPOSE = (
    "purpose: {kind: instalment, share: $share, of: quota, due: {day: 06-30, of: this_year}, "
    "paid_on: second_advance_reached_on}"
)


def own(require: str, *more: str, purpose: str = PURPOSE, **parts: str) -> RuleSet:
    return rule_set(rule(require, id="mid", per="contract_year", more=purpose), *more, **parts)


def test_a_rule_is_an_instalment_when_it_says_so() -> None:
    rules = own(SHARE, values=value("share", "fraction", "is: 1/3"))
    (only,) = rules.instalments(contract(year(quota="100.00")), on=ON)
    assert (only.rule, only.share, only.amount) == ("mid", (1, 3), exact("33.34"))
    silent = own(SHARE, purpose="", values=value("share", "fraction", "is: 1/3"))
    assert silent.instalments(contract(year(quota="100.00")), on=ON) == ()


def test_a_share_that_no_act_sets_is_asked_for() -> None:
    rules = own(SHARE, values=not_set("share", "fraction"))
    (only,) = rules.instalments(contract(year()), on=ON)
    assert (only.share, only.amount, only.state) == (None, NOTHING_KNOWN, "undecided")
    assert [each.name for each in only.missing] == ["share"]
    assert "no act has set it" in only.missing[0].text.en


def test_a_share_is_the_one_in_force_at_the_end_of_the_year() -> None:
    values = value("share", "fraction", "from: 2020-01-01, is: 1/4", "from: 2026-12-31, is: 1/2")
    found = own(SHARE, values=values).instalments(
        contract(year(year=2025, quota="100.00"), year(quota="100.00")), on=ON
    )
    assert [(each.year, each.amount) for each in found] == [
        ("2025", exact("25.00")),
        ("2026", exact("50.00")),
    ]


def test_a_day_may_be_dated_by_a_fact_that_the_rule_names() -> None:
    values = value("share", "fraction", "is: 1/4") + value(
        "day", "month_day", "from: 2020-01-01, is: 03-31", "from: 2026-06-01, is: 06-30"
    )
    require = "{second_advance_reached_on: {with: {share: $share}, by: {day: $day, of: this_year}}}"
    for more, due in (("", date(2026, 6, 30)), ("dated_by: forecast_approved_on", date(2026, 3, 31))):
        purpose = PURPOSE.replace("06-30", "$day") + f"\n{more}"
        rules = own(require, purpose=purpose, values=values)
        (only,) = rules.instalments(contract(year(forecast_approved_on="2026-05-31")), on=ON)
        assert only.nominal == due


def test_a_rule_set_without_such_rules_has_no_instalments() -> None:
    assert load("tirano").instalments(contract(year()), on=ON) == ()


def test_a_reading_that_changes_the_state_alone_is_told() -> None:
    readings = """
  month:
    question: {it: "Entro quando?", en: "By when?"}
    default: june
    options: {june: {it: giugno, en: June}, march: {it: marzo, en: March}}
    norms: [TST-01-01]
"""
    days = (("june", "06-30"), ("march", "03-31"))
    options = ", ".join(f"{name}: {SHARE.replace('06-30', day)}" for name, day in days)
    due = ", ".join(f"{name}: {{day: {day}, of: this_year}}" for name, day in days)
    rules = own(
        f"{{by_reading: {{month: {{{options}}}}}}}",
        purpose=PURPOSE.replace("{day: 06-30, of: this_year}", f"{{by_reading: {{month: {{{due}}}}}}}"),
        values=value("share", "fraction", "is: 1/2"),
        readings=readings,
    )
    payments = [paid("second_advance", "60000.00", "2026-05-04")]
    (only,) = rules.instalments(contract(year(payments=payments)), on=ON)
    (other,) = only.others
    assert (only.state, other.option, other.state) == ("met", "march", "late")
    assert only.amount == other.amount


def test_what_an_overlay_sets_aside_is_not_due() -> None:
    overlay = """
language: 1
id: sem_aside
title: {it: Prova, en: Trial}
version: "1"
extends: {rules: sud_est_milano}
adopted: {act: Atto, body: Assemblea, on: 2026-01-01}
disable:
  - {rule: advance.first, from: 2026-01-01, because: {it: Prova., en: Trial.}, cites: {article: "1"}}
  - {rule: penalty.band-harm, from: 2026-01-01, because: {it: Prova., en: Trial.}, cites: {article: "1"}}
"""
    rules = parse(pinned(overlay), "overlay.yaml")
    found = rules.instalments(contract(year(year=2025), year()), on=ON)
    assert [(each.year, each.state) for each in found if each.rule == "advance.first"] == [
        ("2025", "overdue"),
        ("2026", "not_applicable"),
    ]
    for on, count in ((date(2025, 12, 31), 4), (ON, 3)):
        assert len(rules.penalty_bands(on)) == count


# --- penalties --------------------------------------------------------------------------------------------------------


def test_the_bands_with_their_edges_and_what_is_odd() -> None:
    every, delay, harm, unseemly = sem().penalty_bands(ON)
    assert [band.category for band in (every, delay, harm, unseemly)] == [None, "delay", "harm", "unseemly"]
    edges = [(str(band.lowest), str(band.highest)) for band in (every, delay, harm, unseemly)]
    assert edges == [
        ("100.00", "5000.00"),
        ("100.00", "1000.00"),
        ("1000.00", "3000.00"),
        ("3000.00", "5000.00"),
    ]
    assert [band.shared for band in (every, delay, harm, unseemly)] == [
        (),
        (Decimal(1000),),
        (Decimal(1000), Decimal(3000)),
        (Decimal(3000),),
    ]
    assert harm.label is not None
    assert harm.label.en == "conduct harmful to users"
    questions = [question.en for question, _ in unseemly.questions]
    assert len(questions) == 2
    assert questions[1].startswith("Unseemly conduct costs more than grave conduct")
    (reading,) = delay.others
    assert (reading.reading, reading.option) == ("penalty_bands", "half_open")
    assert reading.text == sem().regulation.readings["penalty_bands"].options["half_open"].text
    assert (reading.highest, reading.highest_included) == (Decimal(1000), False)
    assert unseemly.others == ()
    assert not every.missing


LIMITS = "{{penalty_amount: {{{low}: 100, {high}: 1000}}}}"


def test_an_edge_belongs_or_not() -> None:
    (band,) = penal(
        "from: 100, to: {below: 1000}", LIMITS.format(low="at_least", high="below")
    ).penalty_bands(ON)
    cents = (99_99, 100_00, 999_99, 1000_00, 1000_01)
    assert [band.holds(amount) for amount in cents] == [False, True, True, False, False]
    (band,) = penal("from: {above: 1}", "{penalty_amount: {above: 1}}").penalty_bands(ON)
    assert [band.holds(amount) for amount in (1_00, 1_01, 10**12)] == [False, True, True]
    (band,) = penal("to: 5", "{penalty_amount: {at_most: 5}}").penalty_bands(ON)
    assert [band.holds(amount) for amount in (-1, 5_00, 5_01)] == [True, True, False]


def ends(band: PenaltyBand) -> tuple[object, ...]:
    return band.lowest, band.highest, band.included


def penal(band: str, require: str, **parts: str) -> RuleSet:
    purpose = f"purpose: {{kind: penalty_band, amount: penalty_amount, {band}}}"
    return rule_set(rule(require, id="band", per="penalty", more=purpose), **parts)


@pytest.mark.parametrize(
    ("band", "require", "edges"),
    [
        (
            "from: {above: 10}, to: 20",
            "{penalty_amount: {above: 10, at_most: 20}}",
            (Decimal(10), Decimal(20), (False, True)),
        ),
        (
            "from: 10, to: {below: 20}",
            "{all: [{penalty_amount: {at_least: 10}}, {not: {penalty_amount: {at_least: 20}}}]}",
            (Decimal(10), Decimal(20), (True, False)),
        ),
        (
            "from: 10",
            "{all: [{penalty_amount: {at_least: 10}}, {penalty_amount: {exists: true}}]}",
            (Decimal(10), None, (True, True)),
        ),
        ("to: $cap", "{penalty_amount: {at_most: $cap}}", (None, Decimal("12.50"), (True, True))),
    ],
)
def test_a_band_has_the_ends_that_it_declares(band: str, require: str, edges: tuple[object, ...]) -> None:
    values = value("cap", "money", "until: 2025-12-31, is: 10.00", "from: 2026-01-01, is: 12.50")
    (found,) = penal(band, require, values=values).penalty_bands(ON)
    assert (found.category, found.label, ends(found), found.missing) == (None, None, edges, ())


def test_a_limit_that_no_act_sets_is_named() -> None:
    rules = penal("to: $cap", "{penalty_amount: {at_most: $cap}}", values=not_set("cap", "money"))
    (band,) = rules.penalty_bands(ON)
    assert ends(band) == (None, None, (True, True))
    assert [each.name for each in band.missing] == ["cap"]
    assert [each["name"] for each in band.to_dict()["missing"]] == ["cap"]


def test_a_rule_that_declares_no_band_is_none() -> None:
    limits = rule("{penalty_amount: {at_most: 20}}", per="penalty")
    assert rule_set(limits).penalty_bands(ON) == ()
    assert load("tirano").penalty_bands(ON) == ()


@pytest.mark.parametrize(("on", "count"), [(date(2021, 12, 31), 0), (date(2022, 1, 1), 4)])
def test_bands_hold_from_the_day_of_the_rules(on: date, count: int) -> None:
    assert len(sem().penalty_bands(on)) == count


# --- what is shown ----------------------------------------------------------------------------------------------------


def money(data: dict[str, Any], rules: RuleSet | None = None, on: date = ON) -> ContractMoney:
    used = rules or sem()
    found, bands = used.instalments(data, on=on), used.penalty_bands(on)
    return ContractMoney(on, "contratto-1", found, bands, **used.made_by)


def test_the_data_say_all_and_the_same_twice() -> None:
    payments = [paid("first_advance", "55000.00", "2026-02-03")]
    data = contract(year(quota=None, interim_quota=None, payments=payments))
    text = money(data).to_json(indent=2)
    assert text == money(data).to_json(indent=2)
    read = json.loads(text)
    first, second, balance = read["instalments"]
    assert (first["share"], first["amount"]) == ("1/2", 5_500_000)
    assert (first["effective"], first["paid_on"]) == ("2026-01-31", "2026-02-03")
    assert (first["state"], first["days_late"]) == ("late", 3)
    assert second["others"][0]["amount"] == 4_400_000
    assert second["missing"][0]["name"] == "interim_quota"
    assert (balance["kind"], balance["share"], balance["origin"]) == ("balance", None, None)
    assert [band["category"] for band in read["penalty_bands"]] == [None, "delay", "harm", "unseemly"]
    assert read["penalty_bands"][1]["others"][0]["included"] == [True, False]
    assert read["penalty_bands"][2]["shared"] == ["1000.00", "3000.00"]
    assert read["penalty_bands"][0]["label"] is None


def test_the_table_has_a_row_for_each_instalment() -> None:
    data = contract(year(interim_quota=None), year(year=2027))
    rows = list(csv.DictReader(io.StringIO(csv_of(money(data), "en")), delimiter=";"))
    assert [(row["year"], row["rule"]) for row in rows][:3] == [
        ("2026", "advance.first"),
        ("2026", "advance.second"),
        ("2026", "balance.amount"),
    ]
    assert len(rows) == 6
    assert (rows[4]["amount_lowest"], rows[4]["missing"]) == ("48000.00", "")
    assert (rows[0]["amount_lowest"], rows[0]["share"], rows[0]["missing"]) == ("55000.00", "1/2", "")
    september = "quota known when the second advance falls due"
    assert (rows[1]["amount_lowest"], rows[1]["missing"]) == ("", september)


def shown(data: dict[str, Any], rules: RuleSet | None = None, lang: str = "en", **more: Any) -> str:
    return text_of(money(data, rules), Page(lang, **more))


def test_the_text_tells_each_instalment() -> None:
    payments = [
        paid("first_advance", "20000.00", "2026-01-15"),
        paid("first_advance", "10000.00", None),
        paid("second_advance", "48000.00", "2026-09-30"),
    ]
    text = shown(contract(year(payments=payments)))
    assert max(len(line) for line in text.splitlines()) <= 80
    text = " ".join(text.split())
    for part in (
        "sud_est_milano 1.0.0 · as seen on 31 December 2026 contratto-1 ",
        "✗ overdue (334 days) · First advance · art. 21, par. 2 · advance.first",
        "1/2 of €110,000.00 (quota of the year before): €55,000.00",
        "by 31 January 2026; paid between €20,000.00 and €30,000.00 ",
        " Missing: day of the contract payment",
        "✓ paid · Second advance",
        "paid €48,000.00, in full on",
        "Under another reading (of the same base as the first advance): €44,000.00; paid.",
        "? cannot be told · Amount of the balance",
        "yearly quota (€120,000.00) less the advances paid so far: between €42,000.00",
        "delay or interruption: from €100.00 to €1,000.00, both included · art. 24",
        "€1,000.00 belongs to another band as well.",
        " - Unseemly conduct costs more than grave conduct",
    ):
        assert part in text


def test_the_text_says_where_a_holiday_moves_a_day() -> None:
    text = shown(contract(year(year=2027)))
    assert "by 1 February 2027 (a holiday: 31 January 2027); paid €0.00" in text


def test_the_text_says_what_is_not_known() -> None:
    text = shown({"id": "contratto-1"}, lang="it", today=True)
    assert "situazione al 31 dicembre 2026 (oggi)" in text
    assert "Rate degli anni non elencati\n" in text
    assert "giorno non noto; versamenti non noti" in text
    assert "Manca: l'elenco completo (anno del contratto)." in text
    open_list = " ".join(shown(contract(year(payments=None))).split())
    assert "payments not known" in open_list
    assert "less the advances paid so far: amount not known" in open_list
    unset = own(SHARE, values=not_set("share", "fraction"))
    assert "? of €120,000.00 (yearly quota): amount not known" in shown(contract(year()), unset)


def test_a_contract_without_years_and_rules_without_penalties() -> None:
    text = shown(contract(), load("tirano"))
    assert text.endswith("contratto-1\n\nThere is no instalment to tell.")
    assert "Nessuna rata da indicare." in shown(contract(), lang="it")


@pytest.mark.parametrize(
    ("band", "require", "said"),
    [
        ("from: {above: 10}, to: 20", "{above: 10, at_most: 20}", "from €10.00 excluded to €20.00 ·"),
        ("from: 10", "{at_least: 10}", "from €10.00 ·"),
        ("to: {below: 20}", "{below: 20}", "up to €20.00 excluded ·"),
        ("to: $cap", "{at_most: $cap}", "no limits set ·"),
    ],
)
def test_the_text_of_every_form_of_band(band: str, require: str, said: str) -> None:
    text = shown(contract(), penal(band, f"{{penalty_amount: {require}}}", values=not_set("cap", "money")))
    assert f"all penalties: {said}" in text.replace("\n    ", " ")
    assert ("Missing: limit (no act has set it" in text) is ("cap" in require)


def test_no_repr_shows_an_amount() -> None:
    payments = [paid("second_advance", "45000.00", "2026-09-30")]
    found = told(year(payments=payments))["advance.second"]
    told_of = (repr(found), repr(found.others), repr(found.amount), repr(NOTHING_KNOWN))
    assert told_of == (
        "<Instalment: advance.second, overdue>",
        "(<OtherInstalment: second_base, same_base>,)",
        "<Interval decided>",
        "<Interval undecided>",
    )
