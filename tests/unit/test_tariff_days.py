"""On which day a fee asks: that of the access; of a month that of its first access, of a total that of its last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, parse
from tests.rules.months import case, intervention, made, rules_with
from tests.rules.small import FILE, text
from tests.unit.test_tariff_charges import MISSED, NO_NOTICE, ends, held, missed, share, tariff

FOSTER = "{home: {at: session_day, is: foster_family}}"
EXEMPT = f"[{{id: foster, because: {{it: affido, en: foster care}}, when: {FOSTER}}}]"
HALVED = (
    f"[{{id: foster, because: {{it: affido, en: foster care}}, when: {FOSTER}, percent: -50, of: total}}]"
)
#: Until the eleventh with the family, from then on with another one.
MOVED = [
    {"kind": "family", "from": "2014-05-03", "to": "2026-03-10"},
    {"kind": "foster_family", "from": "2026-03-11", "to": "none"},
]


def due(rules: RuleSet, *sessions: dict[str, Any]) -> tuple[Any, Any]:
    return ends(share(rules, *sessions, lives_with=MOVED))[:2]


@pytest.mark.parametrize(("days", "cents"), [((10, 11), 300), ((11, 10), 300), ((11, 12), 0), ((10,), 300)])
def test_a_monthly_fee_is_asked_of_the_first_access_that_counts(days: tuple[int, ...], cents: int) -> None:
    assert due(tariff("EUR_per_month", exempt=EXEMPT), *(held(day=day) for day in days)) == (cents, cents)


@pytest.mark.parametrize("on", [date(2026, 3, 31), date(2026, 9, 30)])
def test_the_fee_of_a_month_stays_what_it_was(on: date) -> None:
    """He goes back to his family in June."""
    back = [
        *MOVED[:1],
        {**MOVED[1], "to": "2026-05-31"},
        {"kind": "family", "from": "2026-06-01", "to": "none"},
    ]
    child = case(intervention(held(day=12)), lives_with=back)
    for unit in ("EUR_per_month", "EUR_per_access"):
        (found,) = made(child, rules=tariff(unit, exempt=EXEMPT), month="2026-03", on=on).accounts
        assert found.family is not None
        assert found.family.cents.hi == 0


@pytest.mark.parametrize(("days", "cents"), [((10, 11), 300), ((10,), 300), ((11,), 150)])
def test_a_total_is_asked_of_the_last_access_that_counts(days: tuple[int, ...], cents: int) -> None:
    rules = tariff("EUR_per_access", modifiers=HALVED)
    assert due(rules, *(held(day=day) for day in days)) == (cents, cents)


def test_which_access_counts_may_not_be_known() -> None:
    """The first may not have taken place, so that another one is the first, or the last."""
    doubted = held(day=10, status=None)
    assert due(tariff("EUR_per_month", exempt=EXEMPT), doubted, held(day=11)) == (0, 300)
    both = held(day=10), held(day=11, status=None)
    assert due(tariff("EUR_per_access", modifiers=HALVED), *both) == (300, 600)
    sure = tariff("EUR_per_month", exempt=EXEMPT)
    assert due(sure, held(day=11), held(day=12, status=None)) == (0, 0)


@pytest.mark.parametrize(
    ("told_at", "cents"), [(NO_NOTICE, (300, 300)), ({"told_at": "2026-03-09T09:00"}, (0, 0))]
)
def test_a_missed_access_may_be_the_first(told_at: dict[str, str], cents: tuple[int, int]) -> None:
    rules = tariff("EUR_per_month", exempt=EXEMPT, undelivered=MISSED)
    assert due(rules, missed(day=10, more=told_at), held(day=11)) == cents
    assert due(rules, missed(day=10, more={}), held(day=11)) == (0, 300)


def test_a_monthly_fee_by_the_number_of_accesses() -> None:
    """The indicator of a month is a fact that its accesses see."""
    facts = """
  first:
    per: session
    kind: date
    label: {it: primo, en: first}
    shift: {of: session_day, months: 0, as: first_of_month}
  last:
    per: session
    kind: date
    label: {it: ultimo, en: last}
    shift: {of: session_day, months: 0, as: last_of_month}
  of_the_month:
    per: session
    kind: count
    label: {it: accessi del mese, en: accesses of the month}
    count: {from: session, during: {from: first, to: last}, where: {session_status: {is: delivered}}}
"""
    rows = "[{of_the_month: {at_most: 2}, fee: 20.00}, {of_the_month: {above: 2}, fee: 50.00}]"
    rules = rules_with(
        facts=facts,
        vouchers="",
        indicators="\n  of_the_month: {label: {it: accessi, en: accesses}, kind: count, fact: of_the_month}",
        tariffs=f"\n  t:\n    unit: EUR_per_month\n    services: [home_education]\n    indicator: of_the_month\n"
        f"    history: [{{from: 2026-01-01, cites: {{article: '3'}}, rows: {rows}}}]\n",
    )
    for days, cents in (((10, 11), 2000), ((10, 11, 12), 5000)):
        assert due(rules, *(held(day=day) for day in days)) == (cents, cents)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("{lives_with: {is: family}}", "ask `home: {at: session_day, …}`"),
        ("{age: {below: 3}}", "ask `age: {at: session_day, …}`"),
        ("{age: {at: judgement_day, below: 3}}", "ask `age: {at: session_day, …}`"),
        ("{neutral_spaces_available: {is: 0}}", "ask `contact_rooms: {at: session_day, …}`"),
        ("{months_running: {below: 3}}", "ask a fact of the day of the access"),
        ("{age_at_start: {below: 3}}", None),
        ("{age: {at: session_day, below: 3}}", None),
        ("{disability: {is: true}}", None),
        ("{service_holiday: {is: true}}", None),
        ("{orders: {ever: true, at_least: 1}}", None),
    ],
)
def test_what_is_asked_on_the_day_of_the_check_is_told(when: str, told: str | None) -> None:
    row = f"because: {{it: prova, en: trial}}, when: {when}"
    table = f"exempt: [{{id: it, {row}}}], rows: [{{isee: {{at_least: 0.00}}, fee: 2.00}}], undelivered: {{{row}}}"
    head = "\n  t:\n    unit: EUR_per_hour\n    services: [home_education]\n    history: "
    tariffs = f"{head}[{{from: 2026-01-01, cites: {{article: '1'}}, {table}}}]"
    rules = parse(text(tariffs=tariffs).replace("rules:\n", "rules: []\n"), FILE)
    found = [notice.help for notice in rules.notices if notice.code == "day-of-the-check"]
    assert found == ([told, told] if told else [])


def test_so_is_what_an_indicator_or_a_count_asks_on_that_day() -> None:
    rows = "rows: [{at_hand: {at_least: 0.00}, fee: 2.00}]"
    when = "when: {disability: {is: true}}"
    counted = f"modifiers: [{{id: each, because: {{it: a, en: a}}, {when}, times: {{fact: foster_cares}}}}]"
    rules = rules_with(
        vouchers="",
        indicators="\n  at_hand: {label: {it: ISEE, en: ISEE}, kind: money, fact: isee_now}",
        tariffs="\n  t:\n    unit: EUR_per_hour\n    services: [home_education]\n    indicator: at_hand\n"
        f"    history: [{{from: 2026-01-01, cites: {{article: '3'}}, {rows}, {counted}}}]\n",
    )
    found = [notice for notice in rules.notices if notice.code == "day-of-the-check"]
    places = {(str(each.path[0]), each.path[-1]) for each in found}
    assert places == {("indicators", "fact"), ("tariffs", "times")}


@pytest.mark.parametrize(
    ("unit", "change"), [("EUR_per_month", "percent: 5"), ("EUR_per_hour", "percent: 5, of: total")]
)
def test_what_one_access_is_like_is_not_asked_of_them_all(unit: str, change: str) -> None:
    changed = "modifiers: [{id: it, because: {it: a, en: a}, when: {holiday: {is: true}}, " + change + "}]"
    table = f"rows: [{{isee: {{at_least: 0.00}}, fee: 2.00}}], {changed}"
    head = f"\n  t:\n    unit: {unit}\n    services: [home_education]\n    history: "
    tariffs = f"{head}[{{from: 2026-01-01, cites: {{article: '1'}}, {table}}}]"
    with pytest.raises(DiagnosticsError, match="`holiday` is of one access"):
        parse(text(tariffs=tariffs).replace("rules:\n", "rules: []\n"), FILE)
