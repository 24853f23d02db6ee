"""Vouchers as part of a rule file: what is read, what an overlay may do, where their norms stand."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import available, load, parse
from adm_rules._internal.facts import registry
from adm_rules._internal.review.accounts import check_register
from adm_rules._internal.review.register import read_register
from tests.rules.months import AUTHORISED, RULES, account, cents, rules_text, rules_with, simple
from tests.rules.small import pinned_if_read, session
from tests.unit.test_review_register import ROW, sheet

HOUR = session("2026-03-02T15:00", "16:00")
OVERLAY = """
language: 1
id: overlaid
title: {{it: Sopra, en: Above}}
version: "1"
extends: {{rules: tirano}}
adopted: {{act: del. 1/2026 (inventata), body: Assemblea dei Sindaci, on: 2026-01-01}}
{more}
"""


def overlaid(more: str) -> str:
    return pinned_if_read(OVERLAY.format(more=more))


def test_a_voucher_is_read_whole() -> None:
    voucher = RULES.regulation.vouchers["trial"]
    assert (voucher.payer, voucher.services) == ("plan_office", ("home_education", "supervised_contact"))
    assert voucher.values == {
        "pays": "paid", "unit_value": "hour", "group": "divided", "family_group": "shared", "transport": "flat",
    }  # fmt: skip
    assert voucher.last_day is not None
    assert voucher.last_day.facts == {"counted": "six_month_end", "excluded": "six_month_due"}
    assert voucher.excess is not None
    assert voucher.excess.text.en == "The family pays the rest."


def test_only_two_shipped_rule_sets_pay_by_the_hour() -> None:
    found = {name: [each.payer for each in load(name).regulation.vouchers.values()] for name in available()}
    assert {name: payers for name, payers in found.items() if payers} == {
        "tirano": ["plan_office"],
        "medio_olona": ["municipality"],
    }


def test_an_overlay_sets_the_values_of_a_voucher() -> None:
    value = '{history: [{from: 2026-01-01, is: 21.00, cites: {article: "1"}}]}'
    rules = parse(overlaid(f"values: {{voucher_unit_value: {value}}}"))
    assert cents(account(simple(HOUR), rules=rules)) == (2_100, 2_100)
    assert cents(account(simple(session("2025-12-31T15:00", "16:00")), rules=rules, month="2025-12")) == (
        None,
        None,
    )


def test_an_overlay_cannot_change_a_voucher() -> None:
    with pytest.raises(DiagnosticsError) as caught:
        parse(overlaid("vouchers: {}"))
    assert [each.code for each in caught.value.diagnostics] == ["unknown-key"]


def test_an_overlay_may_choose_a_reading() -> None:
    chosen = "readings: [{reading: paid_hours, use: correlated, because: {it: così, en: so}, cites: {article: '1'}}]"
    rules = parse(overlaid(chosen.replace("'", '"')))
    work = session("2026-03-02T15:00", "16:00", activity="correlated")
    found = account(simple(work), rules=rules)
    assert found.lines[0].standing == "payable"


def test_a_rule_set_makes_the_same_statement_when_it_was_pickled() -> None:
    again = pickle.loads(pickle.dumps(rules_with()))
    case = simple(HOUR)
    assert (
        again.statement([case], month="2026-03").to_json()
        == RULES.statement([case], month="2026-03").to_json()
    )


def test_a_norm_that_a_voucher_names_stands_in_the_register() -> None:
    without = rules_text().replace(AUTHORISED, "").replace("rules:\n", "rules: []\n")
    regulation = parse(without, "trial.yaml").regulation
    register = read_register(sheet({**ROW, "fate": "definition", "rules": "paid"}), "norms.csv")
    assert check_register(register, regulation, registry()) == ()
    empty = read_register(sheet(), "norms.csv")
    told = [each.message for each in check_register(empty, regulation, registry())]
    assert "the voucher `trial` names the norm `TST-01-01`, which the register lacks" in told


def test_the_pages_name_every_standing_note_and_difference() -> None:
    from adm_rules._internal.money.statement.billing import TEXTS
    from adm_rules._internal.money.statement.notes import _COVER, _LIMITS
    from adm_rules._internal.money.statement.vouchers import PayStatus

    page = (Path(__file__).parents[2] / "docs" / "statement.md").read_text(encoding="utf-8")
    for code in (*PayStatus, *_COVER, *_LIMITS, *TEXTS, "excess"):
        assert f"`{code}`" in page, code
