"""Examples of tariffs, vouchers and orders: what they may ask and expect, and the mistakes that they notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.review.diff import amounts
from adm_rules._internal.review.diff.amounts import with_amounts
from adm_rules._internal.review.diff.comparing import compared
from adm_rules._internal.review.diff.resting import besides_rules
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.review.example import read_examples
from adm_rules._internal.review.examples import Suite, run
from adm_rules._internal.review.mutation import paying
from adm_rules._internal.review.mutation.accepted import Accepted
from adm_rules._internal.review.mutation.mistakes import MISTAKES
from adm_rules._internal.review.mutation.money import money_mutants
from adm_rules._internal.review.mutation.paying import PayingBench
from adm_rules._internal.review.mutation.running import mutated, unseen_sides
from adm_rules._internal.review.tallying import tallies
from tests.rules.small import not_set, rule, rule_set, value

EXAMPLES = Path(__file__).parents[2] / "examples"
COLLESANTO = EXAMPLES / "districts" / "collesanto" / "collesanto.yaml"
# ruff: noqa: E501
BASES = """
bases:
  child: {id: c1, birth_date: 2014-05-01, isee: [{kind: minors, status: valid, value: 5000.00, issued_on: 2026-01-15, valid_until: 2026-12-31}]}
  month:
    id: c1
    birth_date: 2014-05-01
    isee: []
    interventions:
      - id: i1
        service: home_education
        closed_on: none
        voucher_terms: []
        sessions: [{id: s1, start: 2026-03-02T15:00, end: 2026-03-02T17:00, status: delivered, activity: direct}]
  first: {id: c1, birth_date: 2014-05-01, requests: [{submitted_on: 2026-03-02, urgent: true}]}
  second: {id: c2, birth_date: 2014-05-01, requests: [{submitted_on: 2026-03-01, urgent: false}]}
  agency: {id: a1, invoices: []}
examples:
"""
TARIFF = """
  copayment:
    unit: EUR_per_hour
    services: [home_education, supervised_contact]
    history:
      - from: 2020-01-01
        cites: {article: "1"}
        rows:
          - {isee: {at_most: 5000.00}, fee: 0.00, because: {it: soglia, en: threshold}}
          - {isee: {above: 5000.00, at_most: 9000.00}, fee: {line: [[5000.00, 0.00], [9000.00, 4.00]]}}
          - {isee: {above: 9000.00}, fee: 4.00}
        no_isee: {fee: 4.00}
"""
VOUCHER = """
  hours:
    title: {it: Ore, en: Hours}
    services: [home_education, supervised_contact]
    payer: municipality
    pays: $paid
    unit_value: $worth
    last_day: {by_reading: {ends: {counted: six_month_end, excluded: six_month_due}}}
    norms: [TST-01-02]
    cites: {article: "3"}
"""
ORDER = """
  - id: first
    title: {it: Precedenza, en: Priority}
    norms: [TST-01-02]
    cites: {article: "2"}
    per: request
    when: {requested_on: {exists: true}}
    order: [{first: {urgent: {is: true}}}, {earliest: requested_on}]
"""
READINGS = """
  ends:
    question: {it: "Come?", en: "How?"}
    default: counted
    options: {counted: {it: a, en: a}, excluded: {it: b, en: b}}
    norms: [TST-01-02]
"""
WORTH = value("worth", "money", "from: 2020-01-01, is: 20.00")
PAID = """
  paid: {kind: set, of: activity, label: {it: ore, en: hours}, history: [{from: 2020-01-01, is: [direct, group], cites: {article: "2"}}]}"""
MONTHS = value("voucher_months", "months", "from: 2020-01-01, is: 6")
HEAD = "on: 2026-03-31, root: case"


def whole() -> RuleSet:
    """A rule set with a tariff, a voucher and an order."""
    return rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=TARIFF,
        vouchers=VOUCHER,
        orders=ORDER,
        readings=READINGS,
        values=WORTH + PAID + MONTHS,
    )


def suite(rules: RuleSet, *entries: str) -> Suite:
    found = read_examples(BASES + "".join(f"  - {{{each}}}\n" for each in entries), "e.yaml")
    return Suite(rules, (), others=found)


def got(rules: RuleSet, entry: str) -> tuple[Any, str | None]:
    (example,) = suite(rules, entry).others
    found = run(example, rules)
    return [dict(each) for each in found.got], found.fault


def codes(entry: str) -> list[str]:
    with pytest.raises(DiagnosticsError) as caught:
        suite(whole(), entry)
    return [fault.code for fault in caught.value.diagnostics]


# --- what comes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expect", "said"),
    [
        ("base: child", "{due: 1}", {"due": "0.00"}),
        ("base: child", "{due: 0.00, reason: isee, outcome: decided, missing: []}", None),
        ("base: child, change: {isee.0.value: 7000.00}", "{due: 2.00, reason: null}", None),
        ("base: child, change: {isee.0.value: 7000.00}, hours: 1.5", "{due: 3.00}", None),
        ("base: child, service: supervised_contact, session: {start: 2026-03-03T10:00}", "{due: 0.00}", None),
        ("base: child, change: {isee: []}", "{due: 4.00}", None),
        (
            "base: child, remove: [isee]",
            "{due: [0.00, 4.00], missing: [isee], if_no_certificate: 4.00}",
            None,
        ),
        ("base: month, month: 2026-03", "{due: 8.00}", None),
    ],
)
def test_an_amount(asked: str, expect: str, said: dict[str, Any] | None) -> None:
    found, fault = got(whole(), f"id: x, tariff: copayment, {HEAD}, {asked}, expect: [{expect}]")
    (example,) = suite(whole(), f"id: x, tariff: copayment, {HEAD}, {asked}, expect: [{expect}]").others
    assert fault is None
    wanted = [dict(each) for each in example.expect]
    assert (found == wanted) is (said is None)
    assert said is None or {key: str(each) for key, each in found[0].items()} == said


def test_what_another_reading_would_have_a_family_pay() -> None:
    rules = load("sud_est_milano")
    entry = (
        f"id: x, tariff: supervised_contact, {HEAD}, base: child, expect: [{{due: 1, other_readings: {{}}}}]"
    )
    assert got(rules, entry)[0] == [{"due": 0, "other_readings": {"contact_fee.funding_table": "not_set"}}]
    by_reading = TARIFF.replace(
        "    history:", "    by_reading:\n      ends:\n        counted: {free: {it: a, en: a}}"
    )
    by_reading = by_reading[: by_reading.index("      - from")] + (
        "        excluded: {rows: [{isee: {at_most: 9.00}, fee: 1.00}, {isee: {above: 9.00}, fee: 2.00}]}\n"
        '    cites: {article: "1"}\n'
    )
    other = rule_set(rule("{session_time: {at_most: 3 h}}"), tariffs=by_reading, readings=READINGS)
    for change, amount in (("change: {isee.0.value: 9.00}", "1.00"), ("remove: [isee]", "[Decimal")):
        entry = f"id: x, tariff: copayment, {HEAD}, base: child, {change}, expect: [{{due: 1, other_readings: {{}}}}]"
        (found,), _ = got(other, entry)
        assert str(found["other_readings"]["ends.excluded"]).startswith(amount)


def test_the_account_of_a_month() -> None:
    keys = "minutes: 1, case: c1, intervention: i1, payer: x, last_days: [], notes: [], differences: [], missing: []"
    entry = f"id: x, voucher: hours, {HEAD}, base: month, agency: agency, expect: [{{due: 1, {keys}, other_readings: {{}}}}]"
    (found,), fault = got(whole(), entry)
    assert fault is None
    assert {key: found[key] for key in ("minutes", "case", "intervention", "payer")} == {
        "minutes": 120, "case": "c1", "intervention": "i1", "payer": "municipality"
    }  # fmt: skip
    assert str(found["due"]) == "40.00"
    assert "not-invoiced" in found["differences"]


def test_the_account_under_another_reading() -> None:
    rules = load(EXAMPLES / "overlays" / "tirano_2026.yaml")
    change = "change: {interventions.0.sessions.0.activity: correlated}"
    other = "  other: {id: c2, birth_date: 2014-05-01, interventions: [{id: i2, service: home_education, sessions: [{start: 2026-03-04T15:00, end: 2026-03-04T16:00, status: delivered, activity: direct}]}]}\n"
    text = BASES.replace("examples:\n", f"{other}examples:\n")
    entry = f"id: x, voucher: social_voucher, {HEAD}, base: month, among: [other], agency: agency, {change}"
    expect = "{due: 1, other_readings: {}, differences: [], notes: []}"
    (example,) = read_examples(f"{text}  - {{{entry}, expect: [{expect}, {expect}]}}\n", "e.yaml")
    one, two = run(example, rules).got
    assert (str(one["due"]), one["other_readings"]["paid_hours.correlated"]) == ("0.00", Decimal("48.70"))
    assert "other_readings" in two
    assert "not-invoiced" in two["differences"]


def test_what_an_invoice_may_bill_wrongly() -> None:
    entry = f"id: x, voucher: hours, {HEAD}, base: month, agency: agency, remove: [interventions.0.sessions.0.status]"
    (found,), fault = got(whole(), f"{entry}, expect: [{{due: 1, differences: []}}]")
    assert fault is None
    assert "not-invoiced?" in found["differences"]


def test_time_that_is_known_in_part_is_told_by_its_bounds() -> None:
    entry = f"id: x, voucher: hours, month: 2026-03, {HEAD}, base: month, remove: [interventions.0.sessions.0.status]"
    (found,), _ = got(whole(), f"{entry}, expect: [{{due: 1, minutes: 1}}]")
    assert found["minutes"] == [0, 120]


def test_a_queue() -> None:
    entry = f"id: x, order: first, {HEAD}, base: first, among: [second]"
    (one, two), fault = got(
        whole(),
        f"{entry}, expect: [{{case: c2, position: 1, tied: 0, standing: x, element: x, missing: []}}]",
    )
    assert fault is None
    assert (one["case"], one["position"], one["tied"], one["standing"]) == ("c1", 1, 0, "queued")
    assert two == {"case": "c2"}  # one more than was expected


def test_bounds_of_a_position() -> None:
    entry = f"id: x, order: first, {HEAD}, base: first, among: [second], remove: [requests.0.urgent]"
    found, _ = got(whole(), f"{entry}, expect: [{{case: c1, position: 1}}, {{case: c2, position: 1}}]")
    assert [each["position"] for each in found] == [[1, 2], [1, 2]]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("tariff: other, base: child, expect: [{due: 1}]", "has no tariff `other`"),
        ("voucher: other, base: month, expect: [{due: 1}]", "has no voucher `other`"),
        ("order: other, base: first, expect: [{case: c1}]", "has no order `other`"),
        ("tariff: copayment, base: child, service: swimming, expect: [{due: 1}]", "swimming"),
        ("tariff: copayment, base: child, remove: [birth_date], expect: [{due: 1}]", "birth_date"),
    ],
)
def test_what_cannot_be_asked_is_told(entry: str, words: str) -> None:
    found, fault = got(whole(), f"id: x, {HEAD}, {entry}")
    assert found == []
    assert words in str(fault)


def test_a_tariff_that_prices_no_service() -> None:
    rules = load("sud_est_milano")
    _, fault = got(rules, f"id: x, tariff: foster_training, {HEAD}, base: child, expect: [{{due: 1}}]")
    assert "prices no service" in str(fault)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("tariff: copayment, rule: r, base: child, expect: []", "wrong-shape"),
        ("tariff: copayment, base: child, among: [child], expect: []", "unknown-key"),
        ("order: first, base: child, among: [nobody], expect: []", "unknown-base"),
        ("tariff: copayment, base: child, expect: [{verdict: breaches}]", "missing-key"),
        ("tariff: copayment, base: child, expect: [{due: a lot}]", "wrong-shape"),
        ("tariff: copayment, base: child, expect: [{due: []}]", "wrong-shape"),
        ("tariff: copayment, base: child, expect: [{due: 1, missing: 3}]", "wrong-shape"),
        ("tariff: copayment, base: child, expect: [{due: 1, missing: [3]}]", "wrong-shape"),
        (
            "tariff: copayment, base: child, expect: [{due: 1, other_readings: {a.b: [1, 2, 3]}}]",
            "wrong-shape",
        ),
        ("tariff: copayment, base: child, expect: [{due: 1, reason: 3}]", "wrong-shape"),
        ("order: first, base: child, expect: [{case: c1, tied: many}]", "wrong-shape"),
        ("order: first, base: child, expect: [{case: c1, tied: true}]", "wrong-shape"),
    ],
)
def test_a_fault_of_such_an_example_is_told(entry: str, code: str) -> None:
    assert code in codes(f"id: x, {HEAD}, {entry}")


# --- mistakes ---------------------------------------------------------------------------------------------------------

SIDES = (
    f"id: at, tariff: copayment, service: home_education, {HEAD}, base: child, expect: [{{due: 0.00, reason: isee}}]",
    f"id: above, tariff: copayment, {HEAD}, base: child, change: {{isee.0.value: 5000.01}}, expect: [{{due: 0.00, reason: null}}]",
    f"id: odd, tariff: copayment, {HEAD}, base: child, change: {{isee.0.value: 5015.00}}, expect: [{{due: 0.02}}]",
)


def changes(rules: RuleSet, *kinds: str) -> list[str]:
    return [each.key for each in money_mutants(rules, kinds or MISTAKES)]


def test_mistakes_of_a_table() -> None:
    found = changes(whole())
    since = "tariff copayment: from 2020-01-01"
    for words in (
        "row 1: left out", "row 1, fee 0.00 -> 0.01", "row 1, its end one unit less", "row 1, its end one unit more",
        "row 2, knot 1 at 5000.00 -> 4999.99", "row 2, knot 2 4.00 -> 4.01", "no_isee: left out",
        "no_isee 4.00 -> 3.99",
    ):  # fmt: skip
        assert f"{since}, {words}" in found
    assert f"{since}, row 1, fee 0.00 -> -0.01" not in found
    assert "tariff copayment: services: home_education: left out" in found
    assert f"{since} -> 2019-12-31" in found
    assert any(each.startswith("voucher hours: $worth, from 2020-01-01") for each in found)


def test_the_edge_between_two_rows_moves_for_both() -> None:
    moved = [
        each
        for each in money_mutants(whole(), ["unit"])
        if each.change.endswith("row 1, its end one unit more")
    ]
    ((version,),) = (each.regulation.tariffs["copayment"].history for each in moved)
    rows = version.shape.rows  # type: ignore[union-attr]
    assert (rows[0].last, rows[1].first) == (500001, 500002)


def test_mistakes_of_a_voucher_and_an_order() -> None:
    found = changes(whole())
    for words in (
        "voucher hours: unit_value: left out", "voucher hours: last_day: left out",
        "voucher hours: last_day counted -> six_month_due", "voucher hours: services: supervised_contact: left out",
        "order first: when: left out", "order first: first: left out", "order first: earliest requested_on: left out",
        "order first: first and earliest requested_on in each other's place",
        "order first: earliest requested_on: earliest -> latest",
        "order first: first: condition: urgent is true -> is_not",
    ):  # fmt: skip
        assert words in found
    assert "voucher hours: pays: left out" not in found


def test_mistakes_of_a_whole_district() -> None:
    """Points, what changes a fee, hours and cents that are rounded, a cap of a month and of a year."""
    found = changes(load(COLLESANTO))
    since = "tariff home_education: from 2025-01-01"
    meetings = "tariff supervised_contact: from 2025-01-01"
    for words in (
        f"{since}, undelivered: left out", f"{since}, year_cap: left out", f"{since}, year_cap, 600.00 -> 600.01",
        f"{since}, hours up -> down", f"{since}, hours to 30 -> 300",
        f"{meetings}, sunday: left out", f"{meetings}, sunday, percent 10.00 -> 9.00",
        f"{meetings}, exempt juvenile_court: left out", f"{meetings}, month_cap: left out",
        f"{meetings}, month_cap 30.00 -> 30.01", f"{meetings}, rounding half_up -> up",
        f"{meetings}, rounding after modifiers: left out",
        "order access.points: points: single parent, points 2 -> 1",
        "order access.points: points: both parents out of work, points 3/2 -> 1",
        "order access.points: points: each further minor child, times other_children: left out",
        "order access.points: points: single parent: left out",
        "order access.points: lowest isee_now: lowest -> highest",
    ):  # fmt: skip
        assert words in found, words
    assert any("fact paid_before" in each for each in found)
    assert not any("-> down" in each for each in changes(load(COLLESANTO), "drop"))


PARTS = """
  home_help:
    unit: EUR_per_month
    services: [home_education]
    accepts: [minors]
    certificate: {expired: use, with_omissions: none}
    of_several: lowest
    history:
      - from: 2020-01-01
        cites: {article: "1"}
        gap: row_below
        exempt: [{id: court, because: {it: a, en: a}, when: {other_users: {at_least: 4}}}]
        rows:
          - {isee: {at_most: 5000.00}, fee: {proportional: [5000.00, 8.00]}}
          - {isee: {above: $edge, at_most: 9000.00}, fee: {excess_over: 4000.00}}
          - {isee: {above: 9500.00}, fee: $edge}
        modifiers:
          - {id: fixed, because: {it: a, en: a}, when: {other_users: {at_least: 1}}, fee: 3.00}
          - {id: least, because: {it: a, en: a}, when: {other_users: {at_least: 2}}, at_least: 2.00}
          - {id: often, because: {it: a, en: a}, when: {other_users: {at_least: 3}}, times: {fact: other_users}}
        month_cap: {rows: [{isee: {at_most: 7000.00}, cap: 50.00}, {isee: {above: 7000.00}, cap: 60.00}]}
        year_cap: {most: {rows: [{isee: {at_most: 7000.00}, cap: 500.00}, {isee: {above: 7000.00}, cap: 600.00}]}, charged: paid_so_far}
  shared:
    services: [supervised_contact]
    cites: {article: "1"}
    exempt: [{id: none-due, because: {it: a, en: a}, when: {lives_with_at_session: {is: foster_family}}}]
    parts:
      - {id: one, label: {it: a, en: a}, unit: percent_of_cost, cost: 20.00, history: [{from: 2020-01-01, cites: {article: "1"}, rows: [{isee: {at_most: 9.00}, fee: 10}, {isee: {above: 9.00}, fee: 20}]}]}
      - {id: two, label: {it: b, en: b}, tariff: home_help, unit: EUR_per_access, times: {hours: 1}}
"""
FACTS = """
  session_year: {per: session, kind: count, label: {it: a, en: a}, part: {of: session_day, as: year}}
  year_begins:
    per: session
    kind: date
    label: {it: inizio dell'anno, en: start of the year}
    part: {of: session_year, as: first_of_year}
  month_begins:
    per: session
    kind: date
    label: {it: inizio del mese, en: start of the month}
    shift: {of: session_day, months: 0, as: first_of_month}
  paid_so_far:
    per: session
    kind: money
    label: {it: pagato dalla famiglia nell'anno prima del mese, en: paid by the family in the year before the month}
    total:
      from: payment
      of: payment_amount
      where: {all: [{payer: {is: family}}, {payment_service: {is: home_education}}, {paid_on: {below: {fact: month_begins}}}]}
      during: {from: year_begins}
  # --- invoices
  invoiced_month_end:
    per: invoice
    kind: date
    label: {it: fine del mese fatturato, en: end of the invoiced month}
    shift: {of: invoice_from, months: 0, as: last_of_month}
"""


def test_mistakes_of_everything_that_a_tariff_may_have() -> None:
    rules = rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=PARTS,
        facts=FACTS,
        values=value("edge", "money", "from: 2020-01-01, is: 5000.00"),
    )
    found = changes(rules)
    since = "tariff home_help: from 2020-01-01"
    for words in (
        "tariff home_help: accepts current", "tariff home_help: certificate expired: use -> none",
        "tariff home_help: certificate with_omissions: none -> use", "tariff home_help: of_several lowest -> latest",
        f"{since}, gap row_below -> row_above", f"{since}, row 1, at 5000.00 -> 4999.99",
        f"{since}, row 1, fee 8.00 -> 8.01", f"{since}, row 2, excess over 4000.00 -> 4000.01",
        f"{since}, fixed, 3.00 -> 3.01", f"{since}, least, at least -> at most", f"{since}, least, 2.00 -> 1.99",
        f"{since}, fixed and least in each other's place", f"{since}, month_cap: left out",
        f"{since}, month_cap, row 1, fee 50.00 -> 50.01", f"{since}, year_cap, row 2, fee 600.00 -> 599.99",
        "tariff shared: exempt none-due: left out", "tariff shared: one: left out", "tariff shared: one, cost 20.00 -> 20.01",
        "tariff shared: one, from 2020-01-01, row 1, fee 10.00 -> 10.01",
    ):  # fmt: skip
        assert words in found, words


def test_both_ways_of_a_gap_and_of_certificates_are_mistaken() -> None:
    text = PARTS.replace("gap: row_below", "gap: row_above").replace("accepts: [minors]", "accepts: [other]")
    rules = rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=text.replace("[other]", "[current, minors]"),
        facts=FACTS,
        values=value("edge", "money", "from: 2020-01-01, is: 5000.00"),
    )
    assert "tariff home_help: from 2020-01-01, gap row_above -> row_below" in changes(rules)


def test_nothing_is_left_out_of_what_has_one_part() -> None:
    """One row, one service, one step, one kind of points: without it nothing would be left."""
    one = """
  fee:
    unit: EUR_per_hour
    services: [home_education]
    history: [{from: 2020-01-01, cites: {article: "1"}, rows: [{isee: {at_least: 0.00}, fee: 1.00}]}]
"""
    voucher = VOUCHER.replace(", supervised_contact]", "]").replace("payer: municipality", "payer: family")
    voucher = "\n".join(line for line in voucher.splitlines() if "last_day" not in line) + "\n"
    points = "[{points: [{because: {it: a, en: one}, when: {urgent: {is: true}}, points: 1}]}]"
    order = ORDER.replace("    when: {requested_on: {exists: true}}\n", "")
    order = order[: order.index("    order:")] + f"    order: {points}\n"
    rules = rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=one, vouchers=voucher, orders=order, values=WORTH + PAID,
    )  # fmt: skip
    found = [each for each in changes(rules, "drop", "flip") if "$" not in each]
    assert found == [
        "voucher hours: payer family -> municipality",
        "voucher hours: unit_value: left out",
        "order first: points: one, when: urgent is true -> is_not",
    ]


def test_readings_and_amounts_that_nobody_set() -> None:
    found = changes(load("sud_est_milano"))
    assert "tariff day_centre: not_set -> free" in found
    assert "tariff supervised_contact: contact_fee.service_card, free -> not_set" in found


def test_an_example_notices_what_it_shows_and_the_others_get_one_to_paste() -> None:
    found = mutated(suite(whole(), *SIDES), Accepted({}))
    tally = {each.at: (each.killed, each.made) for each in found.tallies}
    assert 0 < tally["tariff copayment"][0] < tally["tariff copayment"][1]
    alive = {f"{each.at}: {each.change}": each.example for each in found.survivors}
    told = alive["tariff copayment: from 2020-01-01, row 3, fee 4.00 -> 4.01"]
    assert told is not None
    assert "tariff: copayment" in told
    assert "value: 9000" in told
    assert (
        alive["voucher hours: unit_value: left out"] is None
    )  # no example of the voucher is there to look near


def test_a_witness_of_a_voucher_and_of_an_order() -> None:
    month = f"id: m, voucher: hours, {HEAD}, base: month, expect: [{{due: 40.00, minutes: 120}}]"
    queue = f"id: q, order: first, {HEAD}, base: first, among: [second], expect: [{{case: c1}}, {{case: c2}}]"
    held = suite(whole(), month, queue)
    bench = PayingBench(held)
    for words, kind in (
        ("voucher hours: services: supervised_contact: left out", "voucher: hours"),
        ("order first: earliest requested_on: left out", "order: first"),
    ):
        (mutant,) = [each for each in money_mutants(held.rules) if each.key == words]
        spoilt = bench.spoilt(mutant)
        assert spoilt is not None
        told = bench.witness(mutant, spoilt)
        assert told is None or kind in told


def test_an_example_that_cannot_be_written_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    held = suite(whole(), *SIDES)
    bench = PayingBench(held)
    mutant = next(each for each in money_mutants(held.rules, ["unit"]) if "row 3, fee" in each.change)
    spoilt = bench.spoilt(mutant)
    assert spoilt is not None
    monkeypatch.setattr(paying, "pasted", lambda *_: None)
    assert bench.witness(mutant, spoilt) is None


def test_what_loading_tells_is_no_mutant() -> None:
    held = suite(whole(), *SIDES)
    bench = PayingBench(held)
    broken = [
        each
        for each in money_mutants(held.rules, ["unit"])
        if each.change.endswith("knot 2 at 9000.00 -> 8999.99")
    ]
    assert [bench.spoilt(each) for each in broken] == [None]
    facts = [each for each in money_mutants(load(COLLESANTO)) if each.anew]
    assert PayingBench(Suite(load(COLLESANTO), ())).spoilt(facts[0]) is not None


def test_strict_asks_for_bands_sides_and_steps() -> None:
    rules = whole()
    bare = Suite(rules, ())
    keys = {each.key for each in unseen_sides(bare, Accepted({}))}
    assert {"tariff copayment: from 2020-01-01, row 3: left out", "order first: first: left out"} <= keys
    held = Accepted({rules.id: frozenset({"order first: first: left out"})})
    assert "order first: first: left out" not in {each.key for each in unseen_sides(bare, held)}
    only = replace(bare, only=frozenset({"order first"}))
    assert {each.at for each in unseen_sides(only, Accepted({}))} == {"order first"}


def test_coverage_counts_the_parts_that_examples_show() -> None:
    found = {each.at: each for each in tallies(suite(whole(), *SIDES))}
    parts = {part.name: part.shown for part in found["tariff copayment"].parts}
    assert parts["from 2020-01-01, row 1"] == 1
    assert parts["from 2020-01-01, row 3"] == 0
    assert {"first", "earliest requested_on"} <= {part.name for part in found["order first"].parts}
    (free,) = [each for each in tallies(Suite(load("sud_est_milano"), ())) if each.at == "tariff pippi"]
    assert [part.name for part in free.parts] == ["free -> not_set"]


def test_what_a_tariff_rests_on_touches_it() -> None:
    rules = whole()
    then = besides_rules(rules)
    worth = rules.regulation.values["worth"]
    (entry,) = worth.history
    dearer = replace(worth, history=(replace(entry, amount=2100),))
    now = besides_rules(_with_values(rules, {**rules.regulation.values, "worth": dearer}))
    assert [at for at in now if now[at] != then[at]] == ["voucher hours"]


def _with_values(rules: RuleSet, values: Any) -> Any:
    class Changed:
        regulation = replace(rules.regulation, values=values)
        vocabulary = rules.vocabulary

    return Changed


def test_a_mistake_in_a_value_that_nobody_set_is_none() -> None:
    rules = rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=TARIFF.replace("fee: 4.00}\n        no_isee", "fee: $dear}\n        no_isee"),
        values=not_set("dear", "money"),
    )
    assert not any("$dear" in each for each in changes(rules))


# --- a change ---------------------------------------------------------------------------------------------------------


def side(rules: RuleSet, *entries: str) -> DiffSide:
    return DiffSide("s", "small.yaml", rules, (), suite(rules, *entries).others if entries else ())


def dearer() -> RuleSet:
    """The fee above the line, and what an hour is worth, are other ones."""
    return rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=TARIFF.replace("above: 9000.00}, fee: 4.00", "above: 9000.00}, fee: 5.00"),
        vouchers=VOUCHER,
        orders=ORDER,
        readings=READINGS,
        values=WORTH.replace("20.00", "25.00") + PAID + MONTHS,
    )


def test_a_change_tells_what_the_examples_of_amounts_come_to() -> None:
    above = f"id: top, tariff: copayment, {HEAD}, base: child, change: {{isee.0.value: 9500.00}}, expect: [{{due: 4.00}}]"
    month = f"id: m, voucher: hours, {HEAD}, base: month, expect: [{{due: 40.00}}]"
    found = compared(side(whole()), side(dearer(), above, SIDES[0], month), date(2026, 3, 31))
    lines = {each.name: [line.text.en for line in each.lines if line.sign == "="] for each in found.changes}
    assert lines["copayment"] == ["top: due 4.00 → due 5.00"]
    assert lines["worth"] == ["m: due 40.00 → due 50.00"]


def test_without_examples_of_amounts_a_change_stays_as_it_is() -> None:
    found = compared(side(whole()), side(dearer()), date(2026, 3, 31))
    assert [each for each in found.changes if any(line.sign == "=" for line in each.lines)] == []


def test_what_does_not_compile_by_itself_moves_no_example(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise DiagnosticsError([])

    monkeypatch.setattr(amounts.RulePart, "besides_rules", broken)
    assert list(with_amounts((), side(whole()), side(dearer(), SIDES[0]))) == []


def test_what_is_not_asked_any_more_is_told_as_nothing() -> None:
    gone = f"id: m, voucher: hours, {HEAD}, base: month, change: {{interventions.0.service: supervised_contact}}, expect: [{{due: 40.00}}]"
    fewer = rule_set(
        rule("{session_time: {at_most: 3 h}}"),
        tariffs=TARIFF,
        vouchers=VOUCHER.replace(", supervised_contact]", "]"),
        orders=ORDER,
        readings=READINGS,
        values=WORTH + PAID + MONTHS,
    )
    found = compared(side(whole()), side(fewer, gone), date(2026, 3, 31))
    told = [line.text.en for each in found.changes for line in each.lines if line.sign == "="]
    assert told == ["m: due 40.00 → –"]
