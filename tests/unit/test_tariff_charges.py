"""What else a tariff charges, and how far: hours rounded, accesses that were not delivered, the most of a year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.months import account, case, family, intervention, made, rules_with
from tests.rules.small import session
from tests.unit.test_copayment import certificate
from tests.unit.test_explain_tariffs import told
from tests.unit.test_statement_overlaps import undated

FACTS = """
  told_at: {per: session, kind: instant, label: {it: avviso, en: notice}, field: more}
  that_year: {per: session, kind: count, label: {it: anno, en: year}, part: {of: session_day, as: year}}
  year_begins:
    per: session
    kind: date
    label: {it: inizio dell'anno, en: start of the year}
    part: {of: that_year, as: first_of_year}
  month_begins:
    per: session
    kind: date
    label: {it: inizio del mese, en: start of the month}
    shift: {of: session_day, months: 0, as: first_of_month}
  paid_before:
    per: session
    kind: money
    label: {it: pagato prima, en: paid before}
    total:
      from: payment
      of: payment_amount
      where: {all: [{payer: {is: family}}, {paid_on: {below: {fact: month_begins}}}]}
      during: {from: year_begins}
  on_record: {per: case, kind: money, label: {it: addebitato, en: charged}, field: more}
"""
MISSED = (
    "{because: {it: senza avviso, en: without notice}, "
    "when: {all: [{session_status: {is: missed}}, {told_at: {exists: false}}]}}"
)
NO_NOTICE = {"told_at": "none"}


def tariff(unit: str = "EUR_per_hour", *, alone: bool = True, **table: str) -> RuleSet:
    """Three euro for each unit, and what else is asked of the table."""
    keys = {"rows": "[{isee: {at_least: 0.00}, fee: 3.00}]", "no_isee": "{fee: 3.00}", **table}
    lines = "".join(f"\n        {key}: {body}" for key, body in keys.items())
    head = f"\n  copayment:\n    unit: {unit}\n    services: [home_education]\n    history:\n"
    text = f"{head}      - from: 2026-01-01\n        cites: {{article: '3'}}{lines}\n"
    return rules_with(facts=FACTS, tariffs=text, **({"vouchers": ""} if alone else {}))


def held(start: str = "15:00", end: str | None = "17:10", day: int = 10, **keys: Any) -> dict[str, Any]:
    return session(f"2026-03-{day}T{start}", end, **{"activity": "direct", **keys})


def missed(**keys: Any) -> dict[str, Any]:
    return held(**{"status": "missed", "activity": None, "more": NO_NOTICE, **keys})


def share(rules: RuleSet, *sessions: dict[str, Any], **keys: Any) -> Copayment:
    found = account(case(intervention(*sessions), **keys), rules=rules).family
    assert found is not None
    return found


def ends(found: Copayment) -> tuple[Any, Any, list[str]]:
    return found.cents.lowest, found.cents.highest, [each.text.en for each in found.missing]


# --- hours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "end", "cents"),
    [
        ("{to: 30 min, mode: up}", "17:00", 600),
        ("{to: 30 min, mode: up}", "17:01", 750),
        ("{to: 30 min, mode: up}", "17:30", 750),
        ("{to: 15 min, mode: half_up}", "17:07", 600),
        ("{to: 15 min, mode: half_up}", "17:08", 675),
        ("{to: 1 h, mode: down}", "17:59", 600),
    ],
)
def test_the_time_of_each_access_is_rounded(hours: str, end: str, cents: int) -> None:
    found = share(tariff(hours=hours), held(end=end), held(end=end, day=11, id="b"))
    assert ends(found) == (2 * cents, 2 * cents, [])
    assert found.hours is not None
    assert found.hours.lowest == 2 * Fraction(int(end[:2]) * 60 + int(end[3:]) - 900, 60)


def test_the_way_to_an_amount_tells_the_rounding() -> None:
    found = share(tariff(hours="{to: 30 min, mode: up}"), held(end="15:50"))
    assert [each.text.en for each in found.steps][-1] == "time rounded to 30 minutes, up"
    assert [line.quantity for line in found.lines] == [1]


def test_time_that_is_not_known_is_rounded_at_both_ends() -> None:
    assert ends(share(tariff(hours="{to: 30 min, mode: up}"), held(status=None)))[:2] == (0, 750)


def test_of_one_access_the_units_are_those_charged() -> None:
    rules = tariff(hours="{to: 30 min, mode: up}")
    found = rules.copayment(case(), on=date(2026, 3, 10), service="home_education", hours=Fraction(13, 6))
    assert (found.quantity, str(found.total)) == (Fraction(5, 2), "7.50")
    early = rules.copayment(case(), on=date(2025, 3, 10), service="home_education", hours=Fraction(13, 6))
    assert (early.outcome, early.quantity) == ("not_set", Fraction(13, 6))


def test_no_act_says_how_a_night_of_two_months_is_rounded() -> None:
    """An hour and three quarters of March, an hour and a quarter of April: three hours need no rounding."""
    night = session("2026-03-31T22:15", "2026-04-01T01:15", activity="direct")
    asked = "how the time of an access is rounded that goes on into another month: the act is silent"
    for month, low, high in (("2026-03", 375, 675), ("2026-04", 225, 525)):
        (only,) = made(
            case(intervention(night)),
            rules=tariff(hours="{to: 30 min, mode: up}"),
            month=month,
            on=date(2026, 4, 30),
        ).accounts
        assert family(only) == (low, high)
        assert only.family is not None
        assert only.family.missing[0].text.en.startswith(asked)
        (plain,) = made(case(intervention(night)), rules=tariff(), month=month, on=date(2026, 4, 30)).accounts
        assert plain.outcome == "decided"


# --- accesses that were not delivered ---------------------------------------------------------------------------------


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    ("one", "bounds"),
    [
        (missed(), (650, 650, [])),
        (missed(more={"told_at": "2026-03-09T10:00"}), (0, 0, [])),
        (missed(more={}), (0, 650, ["notice"])),
        (missed(status="cancelled"), (0, 0, [])),
        (missed(status="planned", day=31), (0, 0, [])),
        (missed(status="planned", day=30, activity="direct"), (0, 650, [])),
        (missed(activity="coordination"), (0, 650, ["for which work a family pays besides direct work"])),
    ],
)
def test_a_missed_access_without_notice_is_charged(
    one: dict[str, Any], bounds: tuple[int, int, list[str]], alone: bool
) -> None:
    """With a voucher as well: it pays nothing, and what is not known of the status stands in its line."""
    low, high, asked = ends(share(tariff(undelivered=MISSED, alone=alone), one))
    assert (low, high) == bounds[:2]
    if one["status"] != "planned":
        assert [each[: len(said)] for each, said in zip(asked, bounds[2], strict=True)] == bounds[2]


def test_the_way_to_an_amount_tells_why_it_is_charged() -> None:
    steps = [each.text.en for each in share(tariff(undelivered=MISSED), missed()).steps]
    assert "access on 10 March 2026 not delivered and charged: without notice" in steps


def test_by_the_access_and_by_the_month_as_well() -> None:
    for unit in ("EUR_per_access", "EUR_per_month"):
        rules = tariff(unit, undelivered=MISSED)
        assert ends(share(rules, missed())) == (300, 300, [])
        assert ends(share(rules, missed(more={}))) == (0, 300, ["notice"])
        assert ends(share(rules, missed(status="cancelled"))) == (0, 0, [])
    assert ends(share(tariff("EUR_per_month", undelivered=MISSED), missed(), held(day=11)))[:2] == (300, 300)


def test_an_access_missed_and_held_at_once_counts_once_at_least() -> None:
    for alone in (True, False):
        both = (held(), missed(start="16:00", end="17:10", id="b"))
        assert ends(share(tariff(undelivered=MISSED, alone=alone), *both))[:2] == (650, 1000)


def test_what_is_missed_on_an_unknown_day_leaves_the_month_open() -> None:
    ever = "{because: {it: sempre, en: always}, when: {session_status: {is: missed}}}"
    one = undated(case(intervention(missed(more=None))), date(2026, 3, 1), date(2026, 3, 20))
    for rules, bounds in ((tariff(undelivered=ever), (0, None)), (tariff(), (0, 0))):
        assert [family(each) for each in made(one, rules=rules).accounts] == [bounds]  # type: ignore[arg-type]


def test_before_the_tariff_a_missed_access_costs_nothing() -> None:
    early = session("2025-12-10T15:00", "17:00", status="missed", more=NO_NOTICE)
    told_ = made(case(intervention(early)), rules=tariff(undelivered=MISSED), month="2025-12").accounts
    assert [family(each) for each in told_] == [(0, 0)]


def test_each_part_says_for_itself_what_it_charges() -> None:
    """Three euro an hour of what is held, five for each access missed without notice."""
    parts = f"""
  copayment:
    services: [home_education]
    parts:
      - id: hours
        unit: EUR_per_hour
        history:
          - from: 2026-01-01
            cites: {{article: "3"}}
            rows: [{{isee: {{at_least: 0.00}}, fee: 3.00}}]
            no_isee: {{fee: 3.00}}
      - id: missed
        unit: EUR_per_access
        history:
          - from: 2026-01-01
            cites: {{article: "3"}}
            exempt: [{{id: held, because: {{it: svolto, en: held}}, when: {{session_status: {{is: delivered}}}}}}]
            rows: [{{isee: {{at_least: 0.00}}, fee: 5.00}}]
            no_isee: {{fee: 5.00}}
            undelivered: {MISSED}
"""
    rules = rules_with(facts=FACTS, tariffs=parts, vouchers="")
    assert ends(share(rules, held())) == (650, 650, [])
    assert ends(share(rules, missed())) == (500, 500, [])
    assert ends(share(rules, held(), missed(day=12))) == (1150, 1150, [])
    assert ends(share(rules, held(), missed(day=12, more={}))) == (650, 1150, ["notice"])


BY_READING = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    history:
      - from: 2026-01-01
        cites: {article: "3"}
        by_reading:
          paid:
            direct: {rows: [{isee: {at_least: 0.00}, fee: 2.00}], no_isee: {fee: 2.00}}
            all:
              rows: [{isee: {at_least: 0.00}, fee: 2.00}]
              no_isee: {fee: 2.00}
              undelivered: {because: {it: senza avviso, en: no notice}, when: {session_status: {is: missed}}}
"""


def test_whether_it_is_charged_may_be_a_reading() -> None:
    found = account(
        case(intervention(missed())), rules=rules_with(facts=FACTS, tariffs=BY_READING, vouchers="")
    )
    assert family(found) == (0, 0)
    assert [(each.option, each.amount.lowest) for each in found.other_readings] == [("all", 433)]


# --- the most of a year -----------------------------------------------------------------------------------------------

YEAR = "{most: 20.00, charged: paid_before}"


def paid(on: str, amount: str = "15.00", payer: str = "family") -> list[dict[str, Any]]:
    return [{"kind": "copayment", "payer": payer, "amount": amount, "paid_on": on}]


@pytest.mark.parametrize(
    ("payments", "bounds"),
    [
        ([], (650, 650, [])),
        (None, (0, 650, ["the whole list (payment)"])),
        (paid("2026-02-28"), (500, 500, [])),
        (paid("2026-02-28", "13.50"), (650, 650, [])),
        (paid("2026-02-28", "25.00"), (0, 0, [])),
        (paid("2026-02-28", "-5.00"), (650, 650, [])),
        (paid("2026-03-01"), (650, 650, [])),
        (paid("2025-12-31"), (650, 650, [])),
        (paid("2026-02-28", payer="plan_office"), (650, 650, [])),
    ],
)
def test_a_year_costs_no_more_than_its_most(payments: Any, bounds: tuple[int, int, list[str]]) -> None:
    assert ends(share(tariff(year_cap=YEAR), held(), payments=payments)) == bounds


def test_what_cannot_matter_is_not_asked_for() -> None:
    """Of a least that stays within the most of a month, the year's is not asked; of an open ISEE it is."""
    rows = "[{isee: {at_most: 5.00}, fee: 1.00}, {isee: {above: 5.00}, fee: 2.00}]"
    rules = tariff(year_cap="{most: 20.00, charged: on_record}", rows=rows, no_isee="{fee: 1.00}")
    spent = share(rules, held(), isee=None, more={"on_record": "5.00"})
    assert (spent.cents.lowest, spent.cents.highest, len(spent.missing)) == (217, 433, 1)
    unknown = share(rules, held(), isee=None, more={})
    assert [each.name for each in unknown.missing][-1] == "on_record"


@pytest.mark.parametrize(("charged", "cents"), [("none", 650), ("0.00", 650), ("19.99", 1), ("20.00", 0)])
def test_what_was_charged_may_stand_in_the_file(charged: str, cents: int) -> None:
    rules = tariff(year_cap="{most: 20.00, charged: on_record}")
    found = share(rules, held(), more={"on_record": charged})
    assert ends(found) == (cents, cents, [])
    steps = [each.text.en for each in found.steps]
    assert any(each.startswith("what is left of the most in a year: €") for each in steps) == (cents < 650)


def test_a_most_that_is_not_set_leaves_the_amount_open() -> None:
    gap = "not_set: {by: {it: la Giunta, en: the board}, asks: {it: il massimo, en: the most}}"
    value = (
        f"\n  year_most: {{kind: money, label: {{it: massimo, en: most}}, {gap}, cites: {{article: '3'}}}}"
    )
    text = tariff(year_cap="{most: 20.00, charged: on_record}")
    assert ends(share(text, held(), more={"on_record": "0.00"})) == (650, 650, [])
    lines = (
        "\n  copayment:\n    unit: EUR_per_month\n    services: [home_education]\n    history:\n"
        "      - {from: 2026-01-01, cites: {article: '3'}, rows: [{isee: {at_least: 0.00}, fee: 3.00}], "
        "no_isee: {fee: 3.00}, year_cap: {most: $year_most, charged: on_record}}\n"
    )
    open_ = rules_with(facts=FACTS, tariffs=lines, values=value, vouchers="", readings="")
    low, high, asked = ends(share(open_, held(), more={"on_record": "0.00"}))
    assert (low, high) == (0, 300)
    assert any("the most" in each for each in asked)


def test_a_year_is_of_the_family_and_not_of_each_intervention() -> None:
    two = case(
        intervention(held()), intervention(held(day=20, id="b"), id="i2", agency="agenzia-2"), payments=[]
    )
    shares = [
        family(each)
        for each in made(two, rules=tariff(year_cap="{most: 10.00, charged: paid_before}")).accounts
    ]
    assert shares == [(350, 650), (350, 650)]


BY_ISEE = (
    "{charged: on_record, most: {rows: [{isee: {at_most: 9000.00}, cap: 4.00}, {isee: {above: 9000.00}, cap: 20.00}], "
    "no_isee: {cap: $year_most}}}"
)
YEAR_MOST = (
    "\n  year_most: {kind: money, label: {it: massimo, en: most}, history: [{from: 2020-01-01, is: 30.00, "
    "cites: {article: '3'}}]}"
)


def by_isee() -> RuleSet:
    head = "\n  copayment:\n    unit: EUR_per_hour\n    services: [home_education]\n    history:\n"
    table = "rows: [{isee: {at_least: 0.00}, fee: 3.00}], no_isee: {fee: 3.00}"
    text = f"{head}      - {{from: 2026-01-01, cites: {{article: '3'}}, {table}, year_cap: {BY_ISEE}}}\n"
    return rules_with(facts=FACTS, tariffs=text, vouchers="", values=YEAR_MOST)


@pytest.mark.parametrize(
    ("isee", "charged", "bounds"),
    [
        ("9000.00", "0.00", (400, 400)),
        ("9000.00", "3.00", (100, 100)),
        ("9000.01", "3.00", (650, 650)),
        ("9000.01", "19.00", (100, 100)),
        (None, "0.00", (400, 650)),
        (None, "29.00", (0, 100)),
        ("9000.00", None, (0, 400)),
    ],
)
def test_the_most_of_a_year_may_go_by_the_indicator(isee: Any, charged: Any, bounds: tuple[int, int]) -> None:
    more = {} if charged is None else {"on_record": charged}
    held_isee = None if isee is None else [certificate(isee)]
    assert ends(share(by_isee(), held(), isee=held_isee, more=more))[:2] == bounds


def test_without_a_certificate_the_most_of_a_year_is_that_of_who_has_none() -> None:
    assert ends(share(by_isee(), held(), isee=[], more={"on_record": "25.00"}))[:2] == (500, 500)


def test_the_most_of_a_year_by_the_indicator_is_told() -> None:
    said = "\n".join(told(by_isee()))
    assert "most in a year, by the ISEE; charged before the month: charged\n" in said
    assert "ISEE from €9,000.01: €20.00\n    without ISEE: most ($year_most)" in said


# --- in words ---------------------------------------------------------------------------------------------------------


def test_all_three_are_told() -> None:
    rules = tariff(hours="{to: 30 min, mode: up}", undelivered=MISSED, year_cap=YEAR)
    said = "\n".join(told(rules))
    assert "the time of each access is rounded to 30 minutes, up" in said
    assert "an access not delivered is charged as well (without notice): if " in said
    assert "most in a year: €20.00; charged before the month: paid before" in said
