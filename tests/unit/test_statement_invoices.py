"""Invoices against the statement: what is wrong, and what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.money.statement.shapes import Difference
from tests.rules.months import (
    RULES,
    UNSET,
    agency,
    bill,
    case,
    in_group,
    intervention,
    invoice,
    made,
    member,
    rules_with,
    simple,
    values,
    voucher,
)
from tests.rules.small import session

#: Two hours, 40.00 for the Plan Office and 4.00 for the family.
CASE = simple(session("2026-03-02T15:00", "17:00"))
SHARE = invoice(bill(120, "4.00"), payers=("family",), id="f2")


def differences(*invoices: dict[str, Any], cases: tuple[dict[str, Any], ...] = (CASE,), **more: Any) -> Any:
    found = made(*cases, agency=agency(*invoices, **more.pop("keys", {})), **more).differences
    assert found is not None
    return found


def codes(*invoices: dict[str, Any], **more: Any) -> list[str]:
    return [f"{each.code}{'' if each.decided else '?'}" for each in differences(*invoices, **more)]


def only(*invoices: dict[str, Any], **more: Any) -> Difference:
    (found,) = differences(*invoices, **more)
    assert isinstance(found, Difference)
    return found


# --- what agrees ------------------------------------------------------------------------------------------------------


def test_invoices_that_agree_have_no_difference() -> None:
    assert codes(invoice(bill()), SHARE) == []


def test_lines_of_several_invoices_add_up() -> None:
    assert codes(invoice(bill(60, "20.00")), invoice(bill(60, "20.00"), id="f3"), SHARE) == []


def test_without_the_agency_nothing_is_checked() -> None:
    assert made(CASE, agency=None).differences is None


def test_a_fraction_of_an_hour_may_be_billed_rounded_up_or_down() -> None:
    cases = tuple(member(name, in_group(users_present=7, end="16:00")) for name in "abcdefg")
    others = [
        bill(minutes, amount, intervention=f"i-{name}", activity="group")
        for name, minutes, amount in zip(
            "abcdefg", (8, 9, 9, 9, 9, 8, 8), ("2.86",) * 5 + ("2.85",) * 2, strict=True
        )
    ]
    shares = [bill(9, "0.29", intervention=f"i-{name}", activity="group") for name in "abcdefg"]
    paid = invoice(*shares, payers=("family",), id="f2")
    assert codes(invoice(*others), paid, cases=cases) == []
    wrong = [{**others[0], "minutes": 10}, *others[1:]]
    found = only(invoice(*wrong), paid, cases=cases)
    assert (found.code, found.case, found.due_minutes and found.due_minutes.highest) == (
        "hours-not-delivered",
        "a",
        9,
    )


# --- hours and amounts ------------------------------------------------------------------------------------------------


def test_hours_that_were_not_delivered() -> None:
    found = only(invoice(bill(121, "40.33")), SHARE)
    assert (found.code, found.decided, found.payer, found.case, found.intervention, found.activity) == (
        "hours-not-delivered", True, "plan_office", "caso-1", "i1", "direct",
    )  # fmt: skip
    assert (found.invoices, found.lines) == (("f1",), ("f1/1",))
    assert (found.billed_minutes, found.billed) == (121, 4_033)
    assert found.due_minutes is not None
    assert found.due is not None
    assert (found.due_minutes.lowest, found.due.lowest) == (120, 4_000)
    assert found.text.en == (
        "More hours are billed than were delivered and are to be paid. Hours billed: 2 hours 1 minute; "
        "hours due: 2 hours; amount billed: €40.33; amount due: €40.00."
    )
    assert "Ore fatturate: 2 ore e 1 minuto; ore dovute: 2 ore" in found.text.it
    assert found.cites is not None
    assert repr(found) == "<Difference hours-not-delivered>"


def test_two_lines_for_the_same_hours_bill_them_twice() -> None:
    found = only(invoice(bill(), bill()), SHARE)
    assert (found.code, found.lines) == ("hours-not-delivered", ("f1/1", "f1/2"))
    assert codes(invoice(bill()), invoice(bill(), id="f3"), SHARE) == ["hours-not-delivered"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (bill(119, "39.67"), "hours-not-billed"),
        (bill(120, "40.01"), "amount-too-high"),
        (bill(120, "39.99"), "amount-too-low"),
        (bill(None, "40.01"), "amount-too-high"),
        (bill(None, "40.00"), "not-comparable?"),
        (bill(120, None), "not-comparable?"),
        (bill(121, None), "hours-not-delivered"),
        (bill(120, "40.00", activity="group"), "hours-not-delivered"),
    ],
)
def test_each_way_to_differ(line: dict[str, Any], code: str) -> None:
    found = codes(invoice(line), SHARE)
    assert code in found
    assert len(found) == (1 if line.get("activity") == "direct" else 2)


def test_work_that_is_not_paid_is_not_billed() -> None:
    cases = (
        simple(
            session("2026-03-02T15:00", "17:00"),
            session("2026-03-03T15:00", "16:00", activity="correlated"),
            session("2026-03-04T15:00", "16:00", activity="coordination"),
        ),
    )
    wrong = [bill(60, "20.00", activity=activity) for activity in ("correlated", "coordination")]
    assert codes(invoice(bill(), *wrong), SHARE, cases=cases) == ["activity-not-paid"] * 2
    free = bill(0, "0.00", activity="correlated")
    assert codes(invoice(bill(), free), SHARE, cases=cases) == []
    unknown = bill(None, None, activity="correlated")
    assert codes(invoice(bill(), unknown), SHARE, cases=cases) == ["activity-not-paid"]


def test_correlated_work_that_was_not_even_done() -> None:
    wrong = bill(60, "20.00", activity="correlated")
    found = only(invoice(bill(), wrong), SHARE)
    assert (found.code, found.activity, found.lines) == ("hours-not-delivered", "correlated", ("f1/2",))


def test_a_line_that_does_not_name_the_work_is_compared_with_all_of_it() -> None:
    cases = (
        simple(
            session("2026-03-02T15:00", "16:00"), session("2026-03-03T15:00", "16:00", activity="feedback")
        ),
    )
    assert codes(invoice(bill(activity=None)), SHARE, cases=cases) == []
    assert codes(invoice(bill(180, "60.00", activity=None)), SHARE, cases=cases) == ["hours-not-delivered"]


def test_what_is_delivered_and_billed_to_nobody() -> None:
    found = differences()
    assert [(each.code, each.decided, each.payer) for each in found] == [
        ("not-invoiced", True, "family"),
        ("not-invoiced", True, "plan_office"),
    ]
    assert (
        found[1].text.en
        == "What is due does not appear in any invoice. Hours due: 2 hours; amount due: €40.00."
    )


def test_hours_without_a_value_are_missing_from_the_invoices_all_the_same() -> None:
    rules = rules_with(values=values(unit_value=UNSET))
    assert codes(SHARE, rules=rules) == ["not-invoiced"]
    assert codes(invoice(bill()), SHARE, rules=rules) == ["not-comparable?"]
    assert codes(invoice(bill(121)), SHARE, rules=rules) == ["hours-not-delivered"]


# --- payers -----------------------------------------------------------------------------------------------------------


def test_one_invoice_for_two_payers() -> None:
    both = invoice(bill(), payers=("plan_office", "family"))
    found = differences(both)
    assert [f"{each.code}{'' if each.decided else '?'}" for each in found] == [
        "several-payers", "not-invoiced?", "not-invoiced?",
    ]  # fmt: skip
    assert (found[0].invoices, found[0].cites and found[0].cites.article) == (("f1",), "4")


def test_an_act_that_does_not_ask_for_separate_invoices_leaves_it_open() -> None:
    rules = rules_with(vouchers=voucher(invoices=""))
    both = invoice(bill(), payers=("plan_office", "family"))
    assert codes(both, rules=rules)[0] == "not-invoiced?"
    assert "payer-unknown?" in codes(both, rules=rules)


def test_bills_of_one_intervention_leave_others_alone() -> None:
    other = case(intervention(session("2026-03-02T15:00", "17:00"), id="i2"), id="caso-2")
    both = invoice(bill(), payers=("plan_office", "family"))
    found = differences(both, cases=(CASE, other))
    sure = [(each.code, each.intervention) for each in found if each.decided]
    assert sorted(sure) == [("not-invoiced", "i2"), ("not-invoiced", "i2"), ("several-payers", None)] or set(sure) == {
        ("not-invoiced", "i2"), ("several-payers", None),
    }  # fmt: skip


def test_an_invoice_of_unknown_payers() -> None:
    unknown = invoice(bill())
    del unknown["payers"]
    assert "payer-unknown?" in codes(unknown)
    assert "activity-not-paid" in codes(
        {**unknown, "lines": [bill(activity="correlated")]},
        cases=(simple(session("2026-03-02T15:00", "17:00", activity="correlated")),),
    )


def test_an_invoice_to_somebody_else() -> None:
    found = codes(invoice(bill(), payers=("municipality",)))
    assert "other-payer" in found


def test_the_familys_share_billed_to_the_plan_office() -> None:
    found = only(invoice(bill(), bill(0, "4.00")))
    assert (found.code, found.lines, found.payer) == ("wrong-payer", ("f1/2",), "plan_office")


def test_the_voucher_billed_to_the_family() -> None:
    wrong = invoice(bill(), payers=("family",))
    assert codes(wrong, SHARE) == ["wrong-payer"]
    assert codes(wrong) == ["not-invoiced", "wrong-payer"]


def test_an_amount_that_only_looks_like_the_others() -> None:
    """Both are billed what they owe: that one line equals the other sum is chance."""
    parts = invoice(bill(12, "4.00"), bill(108, "36.00"))
    assert codes(parts, SHARE) == []
    assert codes(invoice(bill(), bill(12, "4.00")), SHARE) == ["hours-not-delivered"]


def test_a_family_that_owes_nothing_needs_no_invoice() -> None:
    free = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    free: {it: gratuito, en: free}
    cites: {article: "3"}
"""
    assert codes(invoice(bill()), rules=rules_with(tariffs=free)) == []
    assert codes(invoice(bill()), SHARE, rules=rules_with(tariffs=free)) == ["amount-too-high"]


def test_services_without_a_voucher_are_not_compared() -> None:
    cases = (case(intervention(session("2026-03-02T15:00", "17:00"), service="day_centre")),)
    assert codes(cases=cases) == []


# --- interventions ----------------------------------------------------------------------------------------------------


def test_a_line_for_an_intervention_of_no_case() -> None:
    found = codes(invoice(bill(), bill(intervention="i9")), SHARE)
    assert found == ["unknown-intervention?"]


def test_a_line_for_an_intervention_of_another_agency() -> None:
    other = case(intervention(session("2026-03-02T15:00", "17:00"), id="i2", agency="agenzia-2"), id="caso-2")
    found = codes(invoice(bill(), bill(intervention="i2")), SHARE, cases=(CASE, other))
    assert found == ["other-agency"]


def test_a_line_that_names_no_intervention_may_be_anything() -> None:
    found = codes(invoice(bill(intervention=None)))
    assert sorted(found) == ["intervention-unclear?", "not-invoiced?", "not-invoiced?"]
    assert codes(invoice(bill(119, "39.67"), bill(1, "0.33", intervention=None)), SHARE) == [
        "hours-not-billed?", "intervention-unclear?",
    ]  # fmt: skip


def test_two_cases_with_one_name_for_an_intervention_cannot_be_told_apart() -> None:
    twin = simple(session("2026-03-02T15:00", "17:00"), id="caso-2")
    assert sorted(codes(invoice(bill()), cases=(CASE, twin))) == [
        "intervention-unclear?", "not-comparable?", "not-comparable?",
    ]  # fmt: skip
    assert codes(cases=(CASE, twin)) == ["not-invoiced"] * 4


def test_an_intervention_without_a_known_id_may_be_the_one_that_a_line_names() -> None:
    cases = (case(intervention(session("2026-03-02T15:00", "17:00"), id=None)),)
    assert sorted(codes(invoice(bill(intervention="i9")), cases=cases)) == [
        "not-comparable?", "unknown-intervention?",
    ]  # fmt: skip
    assert codes(cases=cases) == ["not-invoiced"] * 2


def test_an_intervention_without_sessions_in_the_month() -> None:
    found = codes(invoice(bill()), cases=(simple(session("2026-02-02T15:00", "17:00")),))
    assert found == ["hours-not-delivered"]


def test_an_intervention_whose_agency_is_not_known_may_be_this_ones() -> None:
    cases = (case(intervention(session("2026-03-02T15:00", "17:00"), agency=None)),)
    assert codes(invoice(bill()), SHARE, cases=cases) == []


# --- whole invoices ---------------------------------------------------------------------------------------------------


def test_an_amount_that_is_not_the_sum_of_the_lines() -> None:
    assert codes(invoice(bill(), amount="40.00"), SHARE) == []
    found = only(invoice(bill(), amount="40.01"), SHARE)
    assert (found.code, found.billed, found.due and found.due.lowest) == ("sum-differs", 4_001, 4_000)


@pytest.mark.parametrize("keys", [{"from": "2026-02-28"}, {"to": "2026-04-01"}])
def test_an_invoice_of_other_days_too_cannot_be_compared(keys: dict[str, Any]) -> None:
    found = codes(invoice(bill(), **keys), SHARE)
    assert found == ["not-invoiced?", "other-period?"]


@pytest.mark.parametrize(
    "keys", [{"from": "2026-02-01", "to": "2026-02-28"}, {"from": "2026-04-01", "to": "2026-04-30"}]
)
def test_invoices_of_other_months_are_left_alone(keys: dict[str, Any]) -> None:
    assert codes(invoice(bill(), **keys), invoice(bill(), id="f3"), SHARE) == []


def test_invoices_that_are_not_known() -> None:
    unknown = {key: item for key, item in agency().items() if key not in {"invoices", "complete_until"}}
    found = made(CASE, agency=unknown).differences
    assert found is not None
    assert [(each.code, each.decided) for each in found] == [("invoices-unknown", False)]
    part = {"invoices": {"items": [invoice(bill())], "complete_until": "2026-03-15"}}
    assert codes(keys=part) == ["not-invoiced?"]


def test_an_invoice_whose_lines_are_not_known() -> None:
    unknown = invoice()
    del unknown["lines"]
    assert codes(unknown, SHARE) == ["not-invoiced?"]


def test_an_invoice_without_a_name() -> None:
    nameless = invoice(bill(121, "40.33"))
    del nameless["id"]
    assert only(nameless, SHARE).lines == ("#1/1",)


# --- what is not known ------------------------------------------------------------------------------------------------


def test_hours_that_may_not_have_been_delivered_leave_it_open() -> None:
    cases = (simple(session("2026-03-02T15:00", "17:00", status=None)),)
    assert codes(invoice(bill()), SHARE, cases=cases) == ["not-comparable?", "not-comparable?"]
    assert codes(cases=cases) == ["not-invoiced?", "not-invoiced?"]
    assert "hours-not-delivered" in codes(invoice(bill(121, "40.33")), SHARE, cases=cases)


def test_work_that_is_not_known_is_compared_all_together() -> None:
    cases = (
        simple(
            session("2026-03-02T15:00", "17:00"),
            session("2026-03-03T15:00", "15:30", activity=None, attendance=[]),
        ),
    )
    assert codes(invoice(bill(activity="direct")), SHARE, cases=cases) == [
        "not-comparable?",
        "not-comparable?",
    ]


def test_a_bill_says_nothing_of_the_case_in_its_repr() -> None:
    assert repr(only(invoice(bill(None)), SHARE)) == "<Difference not-comparable undecided>"
    assert "caso-1" not in repr(RULES.statement([CASE], month="2026-03", agency=agency()).differences)


# --- payers -----------------------------------------------------------------------------------------------------------

TWO_PAYERS = rules_with(
    vouchers=voucher(services="[home_education]")
    + voucher(services="[supervised_contact]", payer="municipality").replace("trial:", "other:")
)


def test_a_line_to_the_payer_of_another_voucher_is_told() -> None:
    again = invoice(bill(), id="f3", payers=("municipality",))
    found = made(CASE, rules=TWO_PAYERS, agency=agency(invoice(bill()), again, SHARE)).differences
    assert found is not None
    assert [(each.code, each.decided, each.lines) for each in found] == [("other-payer", True, ("f3/1",))]
    nothing = invoice(bill(0, "0.00"), id="f3", payers=("municipality",))
    assert made(CASE, rules=TWO_PAYERS, agency=agency(invoice(bill()), nothing, SHARE)).differences == ()


@pytest.mark.parametrize("payer", ["plan_office", "family"])
def test_of_a_service_without_a_voucher_nothing_can_be_compared(payer: str) -> None:
    other = case(intervention(session("2026-03-02T15:00", "17:00"), service="pippi"))
    assert codes(invoice(bill(), payers=(payer,)), cases=(other,)) == ["not-comparable?"]
    assert codes(cases=(other,)) == []


def test_an_invoice_known_to_be_addressed_to_nobody_is_not_addressed_to_several() -> None:
    assert "payer-unknown?" in codes(invoice(bill(), payers=()), SHARE)


def test_invoices_without_numbers_are_told_apart() -> None:
    both = simple(
        session("2026-03-02T15:00", "17:00"), session("2026-03-03T15:00", "16:00", activity="correlated")
    )
    extra, due = invoice(bill(60, "20.00", activity="correlated"), id=None), invoice(bill(), id=None)
    found = made(both, agency=agency(extra, due, SHARE)).differences
    assert found is not None
    assert [(each.code, each.lines) for each in found] == [("activity-not-paid", ("#1/1",))]


def test_a_credit_note_has_no_form_of_its_own() -> None:
    with pytest.raises(CaseError, match="negative-amount"):
        codes(invoice(bill(0, "-20.00"), id="f3"), SHARE)
