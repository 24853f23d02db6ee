"""What a family pays for a month of one intervention: its lines, its intervals, and what makes it undecided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from adm_rules._internal.compiler.asking import Asking
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.files import as_models
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.lines import apportioned
from adm_rules._internal.money.copayment.tariffs import Tariffs
from adm_rules._internal.values.bounds import ZERO, Interval
from tests.unit.test_copayment import certificate, family, modifiers, priced, shape

ON = date(2026, 3, 31)
FIRST = date(2026, 3, 1).toordinal()
DAYS = ("2026-03-03T15:00", "2026-03-08T15:00", "2026-03-10T15:00")


def month(
    rules: RuleSet,
    isee: Any = "10000.00",
    starts: tuple[str, ...] = DAYS,
    hours: tuple[int, int] = (2, 2),
    **keys: Any,
) -> Copayment:
    """The share of a month in which these sessions took place, each for so many hours."""
    sessions = [{"start": start, "status": "delivered"} for start in starts]
    own = [{"id": "i1", "service": "home_education", "sessions": sessions}]
    pricing = Tariffs(rules.program)
    asking = Asking(rules.program, lowered=pricing.questions)
    case = family(isee, interventions=own, **keys)
    answers = asking.answers(as_models({"case": case}, ON, rules.regulation), ON.toordinal())
    delivered = [(asked, Interval(*hours)) for asked in answers["session"]]
    return pricing.month(answers, "home_education", FIRST, delivered)


def test_sessions_with_one_fee_are_one_line_and_the_cents_add_up() -> None:
    share = month(shape("line"))
    assert (share.outcome, share.cents.lowest, share.cents.highest) == ("decided", 5374, 5374)
    assert [(line.fee, line.unit, line.quantity, line.cents) for line in share.lines] == [
        (Decimal("8.67"), "EUR_per_hour", Fraction(4), 3468),
        (Decimal("9.53"), "EUR_per_hour", Fraction(2), 1906),
    ]
    assert share.citation is not None
    assert share.missing == ()


def test_what_rounding_leaves_goes_to_the_largest_remainder() -> None:
    rules = priced(
        modifiers(
            "id: a, when: {holiday: {is: true}}, percent: 10",
            "id: b, when: {other_users: {at_least: 0}}, percent: -33.33, of: total",
        )
    )
    share = month(rules)
    assert share.cents.lowest == sum(line.cents for line in share.lines)
    assert [line.cents for line in share.lines] == [2680, 1474]


def test_of_equal_remainders_the_first_comes_first() -> None:
    assert apportioned(100, [Fraction(1), Fraction(1), Fraction(1)]) == [34, 33, 33]
    assert apportioned(0, [Fraction(0), Fraction(0)]) == [0, 0]
    assert apportioned(7, [Fraction(0), Fraction(0)]) == [7, 0]


def test_an_unknown_isee_is_the_same_for_every_session() -> None:
    share = month(shape("line"), None)
    assert (share.outcome, share.cents.lowest, share.cents.highest) == ("undecided", 1860, 6820)
    assert share.if_no_certificate == Decimal("68.20")
    assert share.lines == ()
    (missing,) = share.missing
    assert missing.text.it.startswith(
        "un'attestazione valida dal 3 marzo 2026 al 10 marzo 2026: ISEE minorenni"
    )


def test_hours_that_are_not_known_leave_an_interval() -> None:
    share = month(shape("line"), hours=(1, 2))
    assert (share.outcome, share.cents.lowest, share.cents.highest) == ("undecided", 2687, 5374)


def test_nothing_delivered_costs_nothing() -> None:
    share = month(shape("line"), None, starts=())
    assert (share.outcome, share.cents.lowest, share.cents.highest, share.lines) == ("decided", 0, 0, ())


def test_an_access_counts_once_whatever_its_hours() -> None:
    share = month(shape("access"), hours=(1, 3))
    assert (share.outcome, share.cents.lowest) == ("decided", 1455)
    assert [(line.quantity, line.cents) for line in share.lines] == [(Fraction(3), 1455)]


def test_a_month_is_paid_once() -> None:
    share = month(shape("monthly"))
    assert (share.outcome, share.cents.lowest) == ("decided", 29200)
    assert [(line.unit, line.quantity) for line in share.lines] == [("EUR_per_month", Fraction(1))]


def test_a_share_of_the_cost_is_taken_of_all_hours() -> None:
    share = month(shape("percent"), "836.66")
    assert share.cents.lowest == 7200
    assert [(line.fee, line.cents) for line in share.lines] == [(Decimal("60.00"), 7200)]


def test_an_amount_without_a_period_has_no_monthly_total_unless_it_is_nothing() -> None:
    share = month(shape("excess"), "7000.00")
    assert (share.outcome, share.cents.lowest, share.cents.highest, share.if_no_certificate) == (
        "undecided",
        None,
        None,
        None,
    )
    assert share.missing[-1].text.en.startswith("how long the amount is for: the act is silent")
    assert month(shape("excess"), "5000.00").cents == ZERO


def test_a_refused_certificate_refuses_the_month() -> None:
    assert month(shape("line"), [certificate(kind="family_benefits")]).outcome == "refused"


def test_a_free_month_has_its_reason() -> None:
    share = month(shape("free"), None)
    assert (share.outcome, share.cents.lowest) == ("decided", 0)
    assert share.reason is not None
    assert share.reason.id == "free"


def test_what_no_act_sets_stays_open() -> None:
    share = month(shape("not_set"))
    assert (share.outcome, share.cents.lowest, share.cents.highest, share.tariff) == (
        "not_set",
        None,
        None,
        "copayment",
    )
    pricing = Tariffs(shape("line").program)
    asking = Asking(shape("line").program, lowered=pricing.questions)
    answers = asking.answers(as_models({"case": family()}, ON, shape("line").regulation), ON.toordinal())
    assert pricing.month(answers, "pippi", FIRST, []).outcome == "not_set"


def test_the_cap_of_a_month_holds_over_all_its_sessions() -> None:
    rules = priced(
        modifiers("id: a, when: {holiday: {is: true}}, percent: 10", more="        month_cap: 40.00\n")
    )
    share = month(rules)
    assert (share.cents.lowest, [line.cents for line in share.lines]) == (4000, [2581, 1419])


def test_a_tariff_that_changes_in_the_month_prices_each_session_by_its_day() -> None:
    rules = priced("        rows: [{isee: {at_least: 0}, fee: 1.00}]\n        until: 2026-03-05\n")
    share = month(rules)
    assert share.outcome == "not_set"
    assert "8 March 2026" in share.missing[0].text.en


def test_free_sessions_and_others_stand_in_one_month() -> None:
    rules = priced(
        """        until: 2026-03-05
        free: {it: gratuito, en: free}
      - from: 2026-03-06
        cites: {article: "2"}
        rows: [{isee: {at_least: 0}, fee: 1.00}]
"""
    )
    share = month(rules)
    assert [(line.fee, line.quantity, line.cents) for line in share.lines] == [
        (Decimal("0.00"), Fraction(2), 0),
        (Decimal("1.00"), Fraction(4), 400),
    ]
    assert [step.text.en for step in share.steps][:2] == [
        "free: free",
        "× 2 hours",
    ] or share.reason is not None
    unknown = month(rules, None)
    assert (unknown.outcome, unknown.cents.lowest, unknown.cents.highest) == ("undecided", 400, 400)


def test_a_total_that_replaces_the_fees_is_one_line() -> None:
    rules = priced(modifiers("id: a, when: {other_users: {at_least: 0}}, fee: 7.00, of: total"))
    share = month(rules, hours=(1, 2))
    assert [(line.fee, line.quantity, line.cents) for line in share.lines] == [(None, None, 700)]


@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_the_total_does_not_depend_on_the_order_of_sessions(sessions: int) -> None:
    starts = DAYS[:sessions]
    share, other = month(shape("line"), starts=starts), month(shape("line"), starts=starts[::-1])
    assert (share.cents.lowest, {line.cents for line in share.lines}) == (
        other.cents.lowest,
        {line.cents for line in other.lines},
    )


def test_no_amount_is_shown_by_repr() -> None:
    shown = repr(month(shape("line")))
    assert "5374" not in shown
    assert "10000" not in shown
