"""Laws of instalments: parts make the whole, an amount is the least that its rule accepts, gaps never narrow."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.contract.instalment import Instalment, share_of
from adm_rules._internal.values.bounds import Interval, exactly
from tests.rules.small import rule, rule_set, value

ON = date(2026, 12, 31)
CENT = Decimal("0.01")
cents = st.one_of(st.integers(0, 1_000), st.integers(0, 10**9))
days = st.dates(date(2026, 1, 1), date(2027, 3, 1)).map(date.isoformat)
amounts = cents.map(lambda number: f"{Decimal(number).scaleb(-2):.2f}")
payments = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("first_advance", "second_advance", "balance")),
            "amount": amounts,
            "paid_on": st.one_of(days, st.just("none")),
        }
    ),
    max_size=5,
)
years = st.fixed_dictionaries(
    {
        "year": st.just(2026),
        "quota": amounts,
        "previous_quota": amounts,
        "forecast": amounts,
        "forecast_approved_on": st.one_of(days, st.just("none")),
        "pre_final_data_on": st.sampled_from(("2026-09-12", "2026-10-12", "none")),
        "interim_quota": st.one_of(amounts, st.just("none")),
        "accounts_presented_on": st.one_of(days, st.just("none")),
        "payments": payments,
    }
)


@cache
def sem() -> RuleSet:
    return load("sud_est_milano")


def told(year: dict[str, Any]) -> dict[str, Instalment]:
    runs = {"terminated_on": "none", "withdrawal_on": "none"}
    found = sem().instalments({"id": "contratto-1", **runs, "years": [year]}, on=ON)
    return {each.rule: each for each in found}


def happened(year: dict[str, Any], *kinds: str) -> Decimal:
    """What was paid by the judgement day, added up by hand."""
    counted = (
        each for each in year["payments"] if each["kind"] in kinds and each["paid_on"] <= ON.isoformat()
    )
    return sum((Decimal(each["amount"]) for each in counted), Decimal(0))


@given(years)
def test_advances_and_balance_make_the_quota(year: dict[str, Any]) -> None:
    found = told(year)
    first, second, balance = found["advance.first"], found["advance.second"], found["balance.amount"]
    assert euro(first.paid.lo) == happened(year, "first_advance")
    assert euro(second.paid.lo) == happened(year, "second_advance")
    assert euro(balance.paid.lo) == happened(year, "balance")
    sums = (first.paid, second.paid, balance.amount)
    assert all(each.decided for each in sums)
    parts = [euro(each.lo) for each in sums]
    assert sum(parts) == Decimal(year["quota"])
    assert (balance.state == "credit") is (parts[-1] < 0)


@given(years)
def test_whole_instalments_and_the_balance_make_the_quota(year: dict[str, Any]) -> None:
    """Paid just as they are asked for, the advances leave ten per cent of one base, less the cents that went up."""
    same = {"previous_quota": year["quota"], "interim_quota": year["quota"]}
    plain = {**year, **same, "forecast_approved_on": "none", "payments": []}
    due = told(plain)
    plain["payments"] = [
        {"kind": kind, "amount": str(euro(due[rule_].amount.lo)), "paid_on": "2026-01-15"}
        for kind, rule_ in (("first_advance", "advance.first"), ("second_advance", "advance.second"))
    ]
    balance = euro(told(plain)["balance.amount"].amount.lo)
    quota = Decimal(year["quota"])
    assert quota / 10 - 2 * CENT < balance <= quota / 10


@given(years, amounts, amounts)
def test_final_accounts_change_the_balance_alone(year: dict[str, Any], interim: str, final: str) -> None:
    """What they add to the quota or take from it is settled with the balance; the second advance stays as it was."""
    before = {**year, "quota": interim, "interim_quota": interim, "accounts_presented_on": "none"}
    after = {**before, "quota": final, "accounts_presented_on": "2026-12-15"}
    if Decimal(year["forecast"]) == Decimal(final):
        after["forecast"] = str(Decimal(final) + CENT)  # a quota as forecast is held to be September's
    then, now = told(before), told(after)
    for name in ("base", "amount", "paid", "paid_on", "state"):
        assert getattr(now["advance.second"], name) == getattr(then["advance.second"], name)
    assert now["advance.second"].base == exactly(int(Decimal(interim) * 100))
    moved = euro(now["balance.amount"].amount.lo) - euro(then["balance.amount"].amount.lo)
    assert moved == Decimal(final) - Decimal(interim)


@given(cents, st.integers(1, 9), st.integers(1, 9))
def test_a_share_and_the_rest_make_the_whole(number: int, above: int, below: int) -> None:
    """The share is the least sum of whole cents that is no less than the part; what is left is the rest."""
    above, below = min(above, below), max(above, below)
    found = share_of(number, (above, below))
    part = int(found.lo)
    assert found == exactly(part)
    assert part * below >= number * above
    assert (part - 1) * below < number * above
    assert part <= number


@given(cents.filter(bool), st.integers(1, 7), st.integers(1, 7))
def test_an_amount_is_the_least_that_its_rule_accepts(number: int, above: int, below: int) -> None:
    above, below = min(above, below), max(above, below)
    require = "{second_advance_reached_on: {with: {share: $share}, by: {day: 06-30, of: this_year}}}"
    values = value("share", "fraction", f"is: {above}/{below}")
    purpose = (
        "purpose: {kind: instalment, share: $share, of: quota, due: {day: 06-30, of: this_year}, "
        "paid_on: second_advance_reached_on}"
    )
    rules = rule_set(rule(require, id="mid", per="contract_year", more=purpose), values=values)
    year = {"year": 2026, "quota": f"{Decimal(number).scaleb(-2):.2f}", "payments": []}

    def state(paid: Decimal) -> str:
        data = {
            **year,
            "payments": [{"kind": "second_advance", "amount": f"{paid:.2f}", "paid_on": "2026-06-30"}],
        }
        contract = {"id": "contratto-1", "years": [data]}
        (only,) = rules.instalments(contract, on=ON)
        (finding,) = rules.check(contract=contract, on=ON).findings
        assert (only.state == "met") is (finding.verdict == "complies")
        return only.state

    (asked,) = rules.instalments({"id": "contratto-1", "years": [year]}, on=ON)
    assert asked.amount.decided
    assert state(euro(asked.amount.lo)) == "met"
    assert state(euro(asked.amount.lo) - CENT) == "overdue"


@given(years, st.randoms(use_true_random=False))
def test_the_order_of_payments_is_no_matter(year: dict[str, Any], random: Any) -> None:
    shuffled = deepcopy(year)
    random.shuffle(shuffled["payments"])
    assert [each.to_dict() for each in told(shuffled).values()] == [
        each.to_dict() for each in told(year).values()
    ]


@given(years, st.data())
def test_a_fact_taken_away_never_narrows_an_amount(year: dict[str, Any], draw: st.DataObject) -> None:
    less = deepcopy(year)
    places: list[tuple[Any, ...]] = [(key,) for key in year if key != "year"]
    places += [
        ("payments", n, key) for n in range(len(year["payments"])) for key in ("amount", "paid_on", "kind")
    ]
    place = draw.draw(st.sampled_from(places))
    holder = less if len(place) == 1 else less["payments"][place[1]]
    del holder[place[-1]]
    before, after = told(year), told(less)
    for name, old in before.items():
        new = after[name]
        for was, now in ((old.base, new.base), (old.amount, new.amount), (old.paid, new.paid)):
            assert wider(now, was)
        if new.state not in ("undecided", "pending"):
            assert new.state == old.state or (new.may_have_happened and old.state == "late")


def wider(one: Interval, other: Interval) -> bool:
    return one.lo <= other.lo and one.hi >= other.hi
