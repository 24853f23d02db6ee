"""Modifiers that hold a fee, or a sum, to a least and a most, and modifiers whose amount is a value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.small import not_set, value
from tests.unit.test_copayment import ON, family, priced
from tests.unit.test_explain_tariffs import told

LINE = """        rows:
          - {isee: {at_most: 1000.00}, fee: 0.00, because: {it: esente, en: exempt}}
          - {isee: {above: 1000.00, at_most: 11000.00}, fee: {line: [[1000.00, 0.00], [11000.00, 10.00]]}}
          - {isee: {above: 11000.00}, fee: 10.00}
        modifiers:
"""
WHY = "because: {it: regola, en: rule}"
HALF = f"          - {{id: second, {WHY}, when: {{disability: {{is: true}}}}, percent: -50}}\n"


def bounded(*changes: str, before: str = HALF, unit: str = "EUR_per_hour", **parts: str) -> RuleSet:
    own = "".join(f"          - {{id: c{n}, {WHY}, {change}}}\n" for n, change in enumerate(changes))
    return priced(LINE + before + own, unit=unit, **parts)


def ask(
    rules: RuleSet, isee: Any, *, half: bool | None = False, hours: Any = None, on: date = ON
) -> Copayment:
    known = {} if half is None else {"disability": half}
    return rules.copayment(family(isee, **known), on=on, service="home_education", hours=hours)


@pytest.mark.parametrize(
    ("isee", "half", "fee"),
    [
        ("1000.00", False, "0.00"),  # what is exempt stays so
        ("1000.01", False, "2.00"),  # on the line next to nothing: the least is due
        ("3000.00", False, "2.00"),  # on the line just 2.00
        ("4000.00", False, "3.00"),
        ("4000.00", True, "2.00"),  # half of 3.00 is 1.50
        ("9000.00", False, "8.00"),  # on the line just 8.00
        ("11000.00", False, "8.00"),
        ("11000.00", True, "5.00"),
    ],
)
def test_a_fee_is_held_to_its_least_and_its_most(isee: str, half: bool, fee: str) -> None:
    found = ask(bounded("at_least: 2.00", "at_most: 8.00"), isee, half=half)
    assert (str(found.amount), found.missing) == (fee, ())


def test_what_is_not_known_stays_within() -> None:
    rules = bounded("at_least: 2.00", "at_most: 8.00")
    unknown = ask(rules, "4000.00", half=None)
    assert (str(unknown.lowest), str(unknown.highest)) == ("2.00", "3.00")
    anybody = ask(rules, None)
    assert (str(anybody.lowest), str(anybody.highest)) == ("0.00", "8.00")


def test_a_condition_may_stand_before_it() -> None:
    rules = bounded("when: {disability: {is: true}}, at_most: 1.00", before="")
    assert str(ask(rules, "4000.00", half=True).amount) == "1.00"
    assert str(ask(rules, "4000.00", half=False).amount) == "3.00"


def test_a_sum_has_a_least_and_a_most() -> None:
    rules = bounded("of: total, at_least: 20.00", "of: total, at_most: 100.00")
    assert str(ask(rules, "4000.00", hours=2).total) == "20.00"
    assert str(ask(rules, "4000.00", hours=10).total) == "30.00"
    assert str(ask(rules, "4000.00", hours=60).total) == "100.00"


def test_amounts_are_values_of_their_day() -> None:
    dated = value("full", "money", "from: 2020-01-01, is: 6.00", "from: 2026-07-01, is: 7.00")
    rules = bounded("when: {disability: {is: true}}, fee: $full", "at_most: $full", before="", values=dated)
    assert str(ask(rules, "4000.00", half=True).amount) == "6.00"
    assert str(ask(rules, "11000.00").amount) == "6.00"
    assert str(ask(rules, "11000.00", on=date(2026, 7, 1)).amount) == "7.00"


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        ("at_least: $full", ("3.00", None)),
        ("at_most: $full", ("0.00", "3.00")),
        ("when: {disability: {is: false}}, fee: $full", ("0.00", None)),
        ("when: {disability: {is: true}}, fee: $full", ("3.00", "3.00")),  # not of this family
    ],
)
def test_an_amount_that_no_act_sets_is_asked_for_where_it_matters(
    change: str, ends: tuple[str, str | None]
) -> None:
    found = ask(bounded(change, before="", values=not_set("full", "money")), "4000.00")
    assert (str(found.lowest), None if found.highest is None else str(found.highest)) == ends
    assert [each.name for each in found.missing] == ([] if ends[0] == ends[1] else ["full"])


def test_they_are_told() -> None:
    rules = bounded(
        "at_least: 2.00", "at_most: 8.00", "of: total, at_least: 3.00", "of: total, at_most: 99.00"
    )
    for lang, lines in {
        "en": (
            "never less than €2.00 (rule)",
            "never more than €8.00 (rule)",
            "never less than €3.00 in all (rule)",
        ),
        "it": (
            "mai meno di 2,00 € (regola)",
            "mai più di 8,00 € (regola)",
            "in tutto mai più di 99,00 € (regola)",
        ),
    }.items():
        assert all(any(line == each.strip() for each in told(rules, lang)) for line in lines)
    steps = [step.text.en for step in ask(rules, "11000.00").steps]
    assert "no more than the most: rule" in steps
    assert "no less than the least: rule" not in steps


def test_a_percentage_holds_of_somebody() -> None:
    with pytest.raises(DiagnosticsError) as caught:
        bounded("percent: -10")
    assert [each.code for each in caught.value.diagnostics] == ["missing-key"]
