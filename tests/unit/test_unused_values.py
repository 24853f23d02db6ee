"""Values that nothing in their file names are told; what is named anywhere, in whatever way, is not."""

from __future__ import annotations

import pytest

from adm_rules._internal.engine import load
from tests.rules.small import HOURS, rule, rule_set, value

CAP = value("cap", "minutes", "is: 2 h")


def test_a_value_that_nothing_names_is_told_at_its_line() -> None:
    (notice,) = rule_set(rule("{session_time: {at_most: 2 h}}"), values=CAP).notices
    assert (notice.code, notice.severity.value, notice.path) == ("unused-value", "warning", ("values", "cap"))
    assert notice.position is not None
    assert notice.message == "no rule, fact, tariff, order or voucher names `$cap`"


@pytest.mark.parametrize(
    "body",
    [
        rule("{session_time: {at_most: $cap}}"),
        rule("{session_time: {at_most: 2 h}}", when="{session_time: {between: [1 h, $cap]}}"),
    ],
)
def test_a_value_that_a_rule_names_is_used(body: str) -> None:
    assert rule_set(body, values=CAP).notices == ()


def test_a_value_that_a_fact_names_is_used() -> None:
    """`direct_time` asks for both values of `HOURS`."""
    rules = rule_set(rule("{direct_time: {at_most: 2 h}}", per="week"), values=HOURS)
    assert rules.notices == ()


def test_a_value_of_a_tariff_is_used() -> None:
    tariffs = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    history: [{from: 2020-01-01, cites: {article: "1"}, rows: [{isee: {at_least: 0.00}, fee: $cap}]}]
"""
    assert rule_set(tariffs=tariffs, values=value("cap", "money", "is: 2.00")).notices == ()


@pytest.mark.parametrize(
    "name", ["tirano", "medio_olona", "basso_lodigiano", "sud_est_milano", "scheda_comunale"]
)
def test_the_shipped_rule_sets_name_all_their_values(name: str) -> None:
    assert "unused-value" not in {notice.code for notice in load(name).notices}
