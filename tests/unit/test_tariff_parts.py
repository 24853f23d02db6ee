"""Tariffs of several parts, and fees taken as many times as a fact counts."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.months import account, case, family, intervention
from tests.rules.small import COUNTED, not_set, pinned_if_read, rule_set, session
from tests.unit.test_copayment import ON, certificate, priced, shape
from tests.unit.test_copayment import family as household
from tests.unit.test_explain_tariffs import overview, told
from tests.unit.test_tariff_indicators import attested

PARTS = """
  meals:
    unit: EUR_per_hour
    services: [pippi]
    history:
      - from: 2020-01-01
        cites: {article: "4"}
        rows: [{isee: {at_most: 1000.00}, fee: 2.00}, {isee: {above: 1000.00}, fee: 3.00}]
        no_isee: {fee: 3.00}
  visit:
    services: [home_education]
    cites: {article: "5"}
    exempt:
      - {id: foster, because: {it: affido, en: foster care}, when: {lives_with: {is: foster_family}}}
    parts:
      - id: hours
        label: {it: ore, en: hours}
        unit: EUR_per_hour
        HOURS
      - {id: access, unit: EUR_per_access, tariff: meals, times: {hours: 2}}
      - {id: month, label: {it: mese, en: month}, unit: EUR_per_month, MONTH}
"""
ONE = 'cites: {article: "5"}, rows: [{isee: {at_least: 0}, fee: FEE}]'
SET = f"history: [{{from: 2020-01-01, {ONE}, no_isee: {{fee: FEE}}}}]".replace("FEE", "1.00")
UNSET = "not_set: {by: {it: il Comune, en: the municipality}, asks: {it: la quota, en: the share}}"
HOME = [{"kind": "family", "from": "2020-01-01", "to": "none"}]
FOSTER = [{"kind": "foster_family", "from": "2020-01-01", "to": "none"}]


def of(hours: str = SET, **parts: str) -> RuleSet:
    return rule_set(tariffs=with_hours(hours), **parts)


def with_hours(hours: str) -> str:
    return PARTS.replace("HOURS", hours).replace("MONTH", SET.replace("1.00", "5.00"))


def ask(rules: RuleSet, isee: Any = "500.00", hours: Any = 3, **keys: Any) -> Copayment:
    file = household(isee, **{"lives_with": HOME, **keys})
    given = {"start": "2026-03-10T15:00"}
    return rules.copayment(file, on=ON, service="home_education", hours=hours, session=given)


def bounds(found: Copayment) -> tuple[str, str, str]:
    return found.outcome, str(found.total_lowest), str(found.total_highest)


@pytest.mark.parametrize(("isee", "total"), [("1000.00", "12.00"), ("1000.01", "14.00"), ("none", "14.00")])
def test_what_is_due_is_the_sum_of_the_parts(isee: str, total: str) -> None:
    """Three hours at 1.00, two hours of the other tariff for the access, 5.00 for the month."""
    found = ask(of(), isee)
    assert bounds(found) == ("decided", total, total)
    assert (found.amount, found.unit, found.quantity) == (None, None, None)
    assert [str(line.cents) for line in found.lines] == ["300", str(int(float(total) * 100) - 800), "500"]


def test_each_part_is_told_with_its_label_and_its_amount() -> None:
    steps = [
        (step.text.en, str(step.amount)) for step in ask(of()).steps if step.text.en.startswith("part of")
    ]
    assert steps == [
        ("part of the fee: hours", "3.00"), ("part of the fee: access", "4.00"), ("part of the fee: month", "5.00"),
    ]  # fmt: skip


def test_an_exemption_of_the_whole_comes_before_every_part() -> None:
    for hours in (SET, UNSET):
        found = ask(of(hours), None, lives_with=FOSTER)
        assert bounds(found) == ("decided", "0.00", "0.00")
        assert found.reason is not None
        assert found.reason.id == "foster"


def test_bounds_of_parts_add_up() -> None:
    assert bounds(ask(of(), None)) == ("undecided", "12.00", "14.00")
    assert bounds(ask(of(), None, lives_with=None)) == ("undecided", "0.00", "14.00")


def test_a_part_that_no_act_sets_leaves_no_upper_bound_and_is_asked_for() -> None:
    found = ask(of(UNSET))
    assert bounds(found) == ("undecided", "9.00", "None")
    assert [each.name for each in found.missing] == ["visit: hours"]
    open_ = ask(of(UNSET), lives_with=None)
    assert bounds(open_) == ("undecided", "0.00", "None")


def test_without_exemptions_a_part_that_is_not_set_leaves_the_sum_open_as_well() -> None:
    text = with_hours(UNSET)
    start, end = text.index("    exempt:"), text.index("    parts:")
    found = ask(rule_set(tariffs=text[:start] + text[end:]))
    assert bounds(found) == ("undecided", "9.00", "None")
    assert [each.name for each in found.missing] == ["visit: hours"]


def test_nothing_is_set_while_no_part_is() -> None:
    text = f"""
  visit:
    services: [home_education]
    parts:
      - {{id: a, unit: EUR_per_hour, {UNSET}}}
      - {{id: b, unit: EUR_per_access, {UNSET}}}
"""
    found = ask(rule_set(tariffs=text))
    assert bounds(found) == ("not_set", "None", "None")
    assert [each.name for each in found.missing] == ["visit: a", "visit: b"]


def test_a_month_adds_hours_accesses_and_the_month() -> None:
    sessions = [session(f"2026-03-{day}T15:00", "17:00") for day in (10, 17)]
    file = case(intervention(*sessions), isee=[certificate("500.00")], lives_with=HOME)
    assert family(account(file, rules=of())) == (400 + 800 + 500,) * 2
    missed = session("2026-03-10T15:00", "17:00", status="missed")
    nothing = case(intervention(missed), isee=[certificate("500.00")], lives_with=HOME)
    assert family(account(nothing, rules=of())) == (0, 0)


def test_a_tariff_that_is_not_set_may_exempt() -> None:
    few = "{id: few, because: {it: pochi, en: few}, when: {users_present: {at_most: 1}}}"
    rules = priced(f"        exempt: [{few}]\n        {UNSET}\n")
    found = {number: by_users(rules, number) for number in (1, 2, None)}
    assert {number: bounds(each) for number, each in found.items()} == {
        1: ("decided", "0.00", "0.00"),
        2: ("not_set", "0.00", "None"),
        None: ("undecided", "0.00", "None"),
    }
    assert [each.name for each in found[2].missing] == ["copayment"]
    assert [each.name for each in found[None].missing] == ["users_present", "copayment"]
    said = told(rules)
    assert said[-1] == "  no act sets it; this is for the municipality to say: the share"
    assert said[-2].startswith("  exempt (few): if ")


def test_readings_of_parts_are_told() -> None:
    hours = """history:
          - from: 2020-01-01
            cites: {article: "5"}
            by_reading: {counted: {direct: {rows: [{isee: {at_least: 0}, fee: 1.00}]}, all: {NOT}}}"""
    for other, total in (
        (hours.replace("NOT", "free: {it: a, en: b}"), "9.00"),
        (hours.replace("NOT", UNSET), "None"),
    ):
        found = ask(of(other, readings=COUNTED))
        assert bounds(found) == ("decided", "12.00", "12.00")
        assert [(each.option, str(each.highest)) for each in found.other_readings] == [("all", total)]


def test_an_overlay_fills_a_tariff_by_parts() -> None:
    own = """\
language: 1
id: own
title: {it: Regole proprie, en: Own rules}
version: "1"
extends: {rules: tirano}
adopted: {act: del. 1/2026, body: Assemblea dei Sindaci, on: 2026-01-15}
tariffs:
  copayment:
    parts:
      - {id: a, unit: EUR_per_hour, history: [{from: 2026-02-01, ONE}]}
      - {id: b, unit: EUR_per_access, history: [{from: 2026-02-01, ONE}]}
""".replace("ONE", ONE.replace("FEE", "1.00"))
    rules = parse(pinned_if_read(own), "own.yaml")
    assert bounds(ask(rules)) == ("decided", "4.00", "4.00")
    early = rules.copayment(household("1.00"), on=date(2026, 1, 20), service="home_education")
    assert early.outcome == "not_set"


def test_the_two_parts_of_trento() -> None:
    """The hourly share is the Province's to set; an hour of home help for each access is added."""
    rules = shape("trento_home_help")
    given = {"start": "2026-03-10T15:00"}
    file = {**attested("0.2650"), "lives_with": HOME}
    found = rules.copayment(file, on=ON, service="home_education", hours=2, session=given)
    assert bounds(found) == ("undecided", "0.00", "None")  # the monthly limit is not set either
    assert [each.name for each in found.missing] == ["home_education: hours", "month_most"]
    foster = rules.copayment({**file, "lives_with": FOSTER}, on=ON, service="home_education", session=given)
    assert bounds(foster) == ("decided", "0.00", "0.00")


# --- as many times ----------------------------------------------------------------------------------------------------

NO_ISEE = "        no_isee: {fee: 2.00}\n"
TIMES = f"""        rows: [{{isee: {{at_least: 0}}, fee: 2.00}}]
{NO_ISEE}\
        modifiers:
          - id: minors
            because: {{it: per ragazzo, en: for each minor}}
            WHEN
            times: {{fact: users_present}}
"""


def times(when: str = "when: {users_present: {at_least: 2}}") -> RuleSet:
    return priced(TIMES.replace("WHEN", when))


def by_users(rules: RuleSet, number: int | None) -> Copayment:
    given = {"start": "2026-03-10T15:00", **({} if number is None else {"users_present": number})}
    return rules.copayment(household("1.00"), on=ON, session=given)


@pytest.mark.parametrize(("number", "fee"), [(1, "2.00"), (2, "4.00"), (3, "6.00")])
def test_a_fee_is_due_as_often_as_a_fact_counts(number: int, fee: str) -> None:
    found = by_users(times(), number)
    assert (found.outcome, str(found.amount)) == ("decided", fee)
    said = [step.text.en for step in found.steps]
    assert (f"× {number}: for each minor" in said) is (number > 1)


def test_what_is_not_counted_leaves_what_its_conditions_allow() -> None:
    """Under the condition the fact is two at least: no world takes the fee once, or not at all, by it."""
    found = by_users(times(), None)
    assert (found.outcome, str(found.lowest), found.highest) == ("undecided", "2.00", None)
    assert [each.name for each in found.missing] == ["users_present"]
    between = by_users(times("when: {users_present: {between: [2, 3]}}"), None)
    assert (str(between.lowest), str(between.highest)) == ("2.00", "6.00")


@pytest.mark.parametrize(
    ("number", "ends"), [(0, ("0.00", "2.00")), (1, ("2.00", "2.00")), (3, ("2.00", "6.00"))]
)
def test_a_known_count_under_a_condition_that_is_open_is_not_asked_for(
    number: int, ends: tuple[str, str]
) -> None:
    rules = priced(
        TIMES.replace("WHEN", "when: {users_present: {at_least: $least}}"), values=not_set("least", "count")
    )
    found = by_users(rules, number)
    assert (str(found.lowest), str(found.highest)) == ends
    assert [each.name for each in found.missing] == ([] if number == 1 else ["least"])


def test_what_the_act_does_not_say_is_not_taken_as_often_either() -> None:
    rules = priced(TIMES.replace("WHEN", "when: {users_present: {at_least: 2}}").replace(NO_ISEE, ""))
    given = {"start": "2026-03-10T15:00", "users_present": 2}
    found = rules.copayment({**household(None), "isee": []}, on=ON, session=given)
    assert (found.outcome, found.fee, found.highest) == ("undecided", None, None)
    assert [step.text.en for step in found.steps] == ["no ISEE certificate that counts"]
    assert ["the act is silent" in each.text.en for each in found.missing] == [True]


def test_a_factor_is_told() -> None:
    assert any(line.startswith("  the fee as many times as: ") for line in told(times()))
    assert any(line.startswith("  la quota tante volte quant'è: ") for line in told(times(), "it"))


def test_a_total_is_due_as_often_as_a_fact_of_the_case_counts() -> None:
    rows = TIMES.replace("WHEN", "of: total\n            when: {age: {at_least: 0}}")
    rules = priced(rows.replace("users_present", "household_size"))
    members = [{"id": f"m{n}"} for n in range(3)]
    known = rules.copayment(household("1.00", household=members), on=ON, hours=2)
    assert (str(known.amount), str(known.total)) == ("2.00", "12.00")
    unknown = rules.copayment(household("1.00", household=None), on=ON, hours=2)
    assert (unknown.outcome, str(unknown.highest), unknown.total_highest) == ("undecided", "2.00", None)
    assert [each.name for each in unknown.missing] == ["household_member"]
    assert any(line.startswith("  the total as many times as: ") for line in told(rules))


# --- both ends are reached --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["trento_home_help", "quarrata", "dairago", "teramo"])
def test_both_ends_of_an_interval_are_amounts_of_a_completion(name: str) -> None:
    """Law: what is missing can be filled in so that the least, and the greatest, amount is due."""
    rules = shape(name)
    service = "home_education" if name == "quarrata" else "home_help"
    places = ("0", "0.13", "0.3999", "0.4", "3") if name.startswith("trento") else (
        *("0.00", "5825.00", "5825.01", "6530.99", "7500.00", "7501.00", "9000.00", "11429.00", "30000.00"),
        "30000.01",
    )  # fmt: skip
    kind = "icef" if name.startswith("trento") else "minors"
    on = date(2016, 3, 8) if name == "quarrata" else ON
    starts = (f"{on}T15:00", f"{on}T21:00")
    keys = {"issued_on": "2016-01-10", "valid_until": "none"}

    def one(isee: Any, start: str | None) -> Copayment:
        given = None if start is None else {"start": start}
        return rules.copayment(household(isee), on=on, service=service, session=given)

    whole = one(None, None)
    every = [one([certificate(each, kind=kind, **keys)], start) for each, start in product(places, starts)]
    lows = [each.lowest for each in every if each.lowest is not None]
    highs = [each.highest for each in every]
    assert whole.lowest == min(lows)
    if None in highs or name == "quarrata":
        assert whole.highest is None
    else:
        assert whole.highest == max(each for each in highs if each is not None)


@pytest.mark.parametrize(
    ("name", "service", "points"),
    [
        (
            "dairago",
            "home_help",
            {"6530.99": "3.00", "6531.00": "3.00", "8980.00": "7.00", "11429.00": "11.00"},
        ),
        (
            *("teramo", "home_help"),
            {"7500.00": "0.00", "7501.00": "1.50", "9000.00": "1.50", "19500.00": "3.25", "30000.00": "5.00"},
        ),
    ],
)
def test_worked_points_of_real_tariffs(name: str, service: str, points: dict[str, str]) -> None:
    for isee, fee in points.items():
        found = shape(name).copayment(
            household(isee), on=ON, service=service, session={"start": "2026-03-10T15:00"}
        )
        assert str(found.amount) == fee, isee


@pytest.mark.parametrize(("isee", "due"), [("5825.00", "0.00"), ("5825.01", "0.01"), ("7000.00", "1175.00")])
def test_worked_points_of_quarrata(isee: str, due: str) -> None:
    known = [certificate(isee, issued_on="2016-01-10", valid_until="2017-12-31")]
    rules = shape("quarrata")
    found = rules.copayment(household(known), on=date(2016, 3, 8), service="home_education")
    assert (found.outcome, str(found.amount)) == ("decided", due)
    later = rules.copayment(household(known), on=date(2017, 3, 8), service="home_education")
    assert (later.outcome, [each.name for each in later.missing]) == ("undecided", ["minimum"])


@pytest.mark.parametrize(
    ("income", "share"), [("630.08", "0.00"), ("630.59", "20.00"), ("635.24", "21.00"), ("1043.24", "100.00")]
)
def test_worked_points_of_ascoli(income: str, share: str) -> None:
    file = household([certificate(income, kind="income")])
    found = shape("ascoli").copayment(file, on=ON, service="home_education")
    assert str(found.amount if found.outcome == "decided" else found.lowest) == share
    assert (found.outcome == "decided") is (share == "0.00")  # what an hour costs is not known
    between = shape("ascoli").copayment(household([certificate("633.00", kind="income")]), on=ON)
    assert (str(between.lowest), str(between.highest)) == ("20.00", "21.00")


def test_the_overview_tells_every_part() -> None:
    said = overview(of())
    assert any("hours" in line for line in said)
    assert any("meals" in line for line in said)
    assert any("foster care" in line for line in said)
