"""Tariffs whose edges, points and caps are values of the rule set, dated or not set."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.months import case, family, intervention, made
from tests.rules.small import not_set, rule_set, session, value
from tests.unit.test_copayment import ON, certificate, priced
from tests.unit.test_copayment import family as household
from tests.unit.test_explain_tariffs import told

ROWS = """        rows:
          - {isee: {below: $low}, fee: 0.00, because: {it: sotto soglia, en: below the threshold}}
          - {isee: {at_least: $low, at_most: $high}, fee: {line: [[$low, 0.00], [$high, $most]]}}
          - {isee: {above: $high}, fee: $most}
"""


def amounts(low: str = "5000.00", high: str = "15000.00", most: str = "10.00") -> str:
    given = (("low", low), ("high", high), ("most", most))
    return "".join(
        not_set(name, "money") if amount == "?" else value(name, "money", f"is: {amount}")
        for name, amount in given
    )


def ask(rules: RuleSet, isee: Any, on: date = ON, **keys: Any) -> Copayment:
    return rules.copayment(household(isee, **keys), on=on, service="home_education")


def bounds(found: Copayment) -> tuple[str, str]:
    return str(found.lowest), str(found.highest)


@pytest.mark.parametrize(
    ("isee", "amount"),
    [
        *(("4999.99", "0.00"), ("5000.00", "0.00"), ("10000.00", "5.00"), ("15000.00", "10.00")),
        ("15000.01", "10.00"),
    ],
)
def test_edges_and_points_are_values(isee: str, amount: str) -> None:
    found = ask(priced(ROWS, values=amounts()), isee)
    assert (str(found.amount), found.reason is not None) == (amount, isee == "4999.99")


def test_each_day_has_the_threshold_of_its_year() -> None:
    """A threshold that is set anew each year: one table, and a history of one value."""
    dated = value("low", "money", "from: 2020-01-01, is: 5825.00", "from: 2026-02-01, is: 6000.00")
    rows = """        rows:
          - {isee: {at_most: $low}, fee: 0.00}
          - {isee: {above: $low}, fee: {excess_over: $low}}
"""
    rules = priced(rows, values=dated)
    assert rules.notices == ()
    before, after = (ask(rules, "5900.00", day) for day in (date(2026, 1, 31), date(2026, 2, 1)))
    assert (str(before.amount), str(after.amount)) == ("75.00", "0.00")


def test_a_value_holds_on_the_days_of_its_version() -> None:
    """A value that begins with the version that names it need not reach back to the first day of the rule set."""
    rules = rule_set(
        values=value("low", "money", "from: 2024-01-01, is: 5000.00"),
        tariffs="""
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    history:
      - {from: 2020-01-01, until: 2023-12-31, cites: {article: "1"}, rows: [{isee: {at_least: 0}, fee: 1.00}]}
      - from: 2024-01-01
        cites: {article: "1"}
        rows: [{isee: {below: $low}, fee: 2.00}, {isee: {at_least: $low}, fee: 3.00}]
""",
    )
    assert str(ask(rules, "6000.00").amount) == "3.00"


# --- a threshold that no act sets -------------------------------------------------------------------------------------


PLACES = ("0.01", "4999.99", "5000.01", "9000.00", "15000.00", "99999.00")


@cache
def by_thresholds(**given: str) -> RuleSet:
    return priced(ROWS, values=amounts(**given))


def completed(isee: str | None, **unset: str) -> set[str]:
    """Every fee that the table gives for some amounts of its thresholds that fit together."""
    found: set[str] = set()
    for chosen in product(PLACES, repeat=len(unset)):
        given = dict(zip(unset, chosen, strict=True))
        low, high = (
            float(given.get(name, usual)) for name, usual in (("low", "5000.00"), ("high", "15000.00"))
        )
        if low < high:
            rules = by_thresholds(**given)
            found |= {str(ask(rules, each).amount) for each in ([isee] if isee else [*PLACES])}
    return found


@pytest.mark.parametrize(
    ("unset", "isee", "expected"),
    [
        ({"low": "?"}, "3000.00", ("0.00", "2.00")),  # where the line may begin at nothing
        ({"low": "?"}, "14999.99", ("0.00", "10.00")),
        ({"low": "?"}, "15000.01", ("10.00", "10.00")),
        ({"high": "?"}, "4999.99", ("0.00", "0.00")),
        ({"high": "?"}, "6000.00", ("0.00", "10.00")),
        ({"low": "?", "high": "?"}, "6000.00", ("0.00", "10.00")),
    ],
)
def test_what_a_threshold_that_is_not_set_leaves_open(
    unset: dict[str, str], isee: str, expected: tuple[str, str]
) -> None:
    found = ask(priced(ROWS, values=amounts(**unset)), isee)
    assert bounds(found) == expected
    assert found.outcome == ("decided" if expected[0] == expected[1] else "undecided")
    asked = [each.name for each in found.missing]
    assert asked == ([] if found.outcome == "decided" else list(unset))


@pytest.mark.parametrize("unset", [{"low": "?"}, {"high": "?"}, {"low": "?", "high": "?"}])
@pytest.mark.parametrize("isee", [None, "4999.99", "9000.00", "15000.01"])
def test_bounds_hold_every_completion_and_are_reached(unset: dict[str, str], isee: str | None) -> None:
    found = ask(by_thresholds(**unset), isee)
    every = sorted(map(float, completed(isee, **unset)))
    assert found.lowest is not None
    assert found.highest is not None
    assert float(found.lowest) <= every[0] <= every[-1] <= float(found.highest)
    # an amount in between the places tried may lie nearer to an end than any of them
    assert every[0] - float(found.lowest) < 5.01
    assert float(found.highest) - every[-1] < 5.01


def test_more_thresholds_than_two_leave_everything_open() -> None:
    rows = """        rows:
          - {isee: {below: $a}, fee: 1.00}
          - {isee: {at_least: $a, below: $b}, fee: 2.00}
          - {isee: {at_least: $b, below: $c}, fee: 3.00}
"""
    rules = priced(rows, values="".join(not_set(name, "money") for name in "abc"))
    found = ask(rules, "100.00")
    assert (found.outcome, bounds(found)) == ("undecided", ("0.00", "None"))
    assert [each.name for each in found.missing] == ["a", "b", "c"]
    assert ask(rules, None).outcome == "undecided"


def test_a_row_is_named_where_it_does_not_depend_on_the_open_threshold() -> None:
    rows = """        rows:
          - {isee: {at_most: 100.00}, fee: 0.00, because: {it: poco, en: little}}
          - {isee: {above: 100.00, below: $low}, fee: 2.00}
          - {isee: {at_least: $low}, fee: 3.00}
"""
    found = ask(priced(rows, values=not_set("low", "money")), "100.00")
    assert (found.outcome, found.reason and found.reason.text.en) == ("decided", "little")


def test_steps_have_values_for_limits() -> None:
    rules = priced(
        "        steps: {up_to: [$low, 9000.00], fee: [1.00, $most], beyond: 20.00}\n", values=amounts()
    )
    found = [str(ask(rules, isee).amount) for isee in ("5000.00", "5000.01", "9000.00", "9000.01")]
    assert found == ["1.00", "10.00", "10.00", "20.00"]


# --- the most in a month ----------------------------------------------------------------------------------------------

CAPPED = """        rows: [{isee: {at_least: 0}, fee: 10.00}]
        no_isee: {fee: 20.00}
        month_cap:
          rows:
            - {isee: {at_most: 1000.00}, cap: 15.00}
            - {isee: {above: 1000.00, at_most: 2000.00}, cap: {line: [[1000.00, 15.00], [2000.00, 30.00]]}}
            - {isee: {above: 2000.00}, cap: CAP}
NONE"""


def capped(cap: str = "35.00", none: str = "          no_isee: {cap: 50.00}\n", **parts: str) -> RuleSet:
    return priced(CAPPED.replace("CAP", cap).replace("NONE", none), **parts)


def month(rules: RuleSet, isee: Any, hours: int = 5) -> Any:
    held = session("2026-03-10T08:00", f"{8 + hours:02}:00")
    file = case(intervention(held), isee=isee)
    (account,) = made(file, rules=rules).accounts
    return account


@pytest.mark.parametrize(
    ("isee", "expected"),
    [
        ([certificate("1000.00")], (1500, 1500)),
        ([certificate("1500.00")], (2250, 2250)),
        ([certificate("2000.01")], (3500, 3500)),
        ([], (5000, 5000)),
        (None, (1500, 5000)),
    ],
)
def test_the_most_in_a_month_depends_on_the_isee(isee: Any, expected: tuple[int, int]) -> None:
    found = month(capped(), isee)
    assert family(found) == expected
    assert found.family.outcome == ("decided" if isee is not None else "undecided")


def test_a_cap_is_told_as_a_step_and_only_where_it_bites() -> None:
    told_ = [step.text.en for step in month(capped(), [certificate("1000.00")]).family.steps]
    assert told_[-1] == "most in a month: €15.00"
    under = [step.text.en for step in month(capped(), [certificate("1000.00")], hours=1).family.steps]
    assert not any(said.startswith("most in a month") for said in under)


def test_a_cap_that_is_silent_or_not_set_leaves_the_month_open() -> None:
    silent = month(capped(none=""), [])
    assert (silent.family.outcome, family(silent)) == ("undecided", (0, 10000))
    unset = month(capped("$most", values=amounts(most="?")), [certificate("3000.00")])
    assert (unset.family.outcome, family(unset)) == ("undecided", (0, 5000))
    assert [each.name for each in unset.family.missing] == ["most"]


@pytest.mark.parametrize(("most", "expected"), [("42.00", (4200, 4200)), ("?", (0, 5000))])
def test_one_cap_may_be_a_value(most: str, expected: tuple[int, int]) -> None:
    rows = "        rows: [{isee: {at_least: 0}, fee: 10.00}]\n        month_cap: $most\n"
    found = month(priced(rows, values=amounts(most=most)), [certificate("3000.00")])
    assert family(found) == expected


def test_a_month_under_an_open_cap_is_decided_where_it_stays_below() -> None:
    """Nobody knows the ISEE, but an hour costs the same whatever it is, and no cap lies so low."""
    rows = CAPPED.replace("no_isee: {fee: 20.00}", "no_isee: {fee: 10.00}").replace("CAP", "35.00")
    rules = priced(rows.replace("NONE", "          no_isee: {cap: 50.00}\n"))
    found = month(rules, None, hours=1)
    assert (found.family.outcome, family(found)) == ("decided", (1000, 1000))


def test_caps_are_told() -> None:
    said = told(capped())
    start = said.index("  most in a month, by the ISEE")
    assert said[start + 1 : start + 5] == [
        "    ISEE up to €1,000.00: €15.00",
        "    ISEE from €1,000.01 to €2,000.00: straight between the points €15.00 at €1,000.00 and €30.00 at €2,000.00",
        "    ISEE from €2,000.01: €35.00",
        "    without ISEE: €50.00",
    ]
    rows = "        rows: [{isee: {above: $low, at_most: 9.00}, fee: 1.00}]\n        month_cap: $most\n"
    said = told(priced(rows, values=amounts("1.00", most="?")))
    assert "  most in a month: limit ($most) (no act sets it)" in said
    assert "  ISEE more than limit ($low) and at most €9.00: €1.00" in said


def test_oddities_are_told_for_each_stretch_of_days() -> None:
    dated = value("low", "money", "from: 2020-01-01, is: 10.00", "from: 2026-01-01, is: 12.00")
    rows = "        rows: [{isee: {at_most: 10.00}, fee: 1.00}, {isee: {above: $low}, fee: 1.00}]\n"
    assert [each.message for each in priced(rows, values=dated).notices] == [
        "an ISEE from 10.01 to 12.00 falls into no row (from 2026-01-01 on)"
    ]
    capped_ = """        rows: [{isee: {at_least: 0}, fee: 1.00}]
        month_cap: {rows: [{isee: {at_most: 9}, cap: 2}]}
"""
    assert [(each.code, each.message) for each in priced(capped_).notices] == [
        ("table-stops", "the table stops at 9.00")
    ]
