"""What holds of every tariff: intervals against brute force, and properties of fees."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.compiler.fees import Schedule
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.rules import Table
from tests.unit.test_copayment import ON, PLAIN, TUESDAY, certificate, family, priced, shape
from tests.unit.test_tariff_notices import COUNTS, REAL

TABLES = [name for name in COUNTS if name not in {"free", "not_set", *REAL}]
SECOND = {"id": "f2", "service_user": True}
#: Of each shape, what else may be unknown, and all that it may be.
UNKNOWN: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "line": ({"session": None}, [{"session": {"start": f"2026-03-10T{hour}:00"}} for hour in ("19", "20")]),
    "line_second_member": ({"household": None}, [{"household": []}, {"household": [SECOND]}]),
    "bands": ({"residence": None}, [{"residence": "marmirolo"}, {"residence": "paullo"}]),
    "excess": (
        {"court_orders": None, "protection_paths": None},
        [{}, {"protection_paths": [{"from": "2026-01-01", "to": "none"}]}],
    ),
}  # fmt: skip
#: Whatever the ISEE, there is no highest fee: a value is not set, the table stops, the excess has no end.
ENDLESS = {"line_from_above", "steps", "excess"}


def ask(name: str, isee: Any, session: Any = TUESDAY, hours: Any = None, **keys: Any) -> Copayment:
    return shape(name).copayment(family(isee, **keys), on=ON, session=session, hours=hours)


def table_of(rules: RuleSet) -> Table:
    found = rules.regulation.tariffs["copayment"].history[0].shape
    assert isinstance(found, Table)
    return found


def edges(rules: RuleSet) -> list[int]:
    """Every edge of a table with the cents beside it, and some cents at random."""
    schedule = Schedule(table_of(rules), {})
    ends = {x + d for x in schedule.turning_points() if x < 10**9 for d in (-1, 0, 1)}
    some = random.Random(0)
    last = max(row.first for row in schedule.rows)
    return sorted({x for x in ends if x >= 0} | {some.randrange(last + 1_000_000) for _ in range(15)})


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("known", [True, False])
def test_the_interval_is_the_hull_of_everything_that_is_possible(name: str, known: bool) -> None:
    unknown, ways = UNKNOWN.get(name, ({}, [{}]))
    found = ask(name, None, **({} if known else unknown))
    answers = [
        ask(name, isee, **way)
        for way in (ways[:1] if known else ways)
        for isee in [*(euros(x) for x in edges(shape(name))), "none"]
    ]
    lows = [each.total_lowest for each in answers if each.total_lowest is not None]
    highs = [each.total_highest for each in answers if each.total_lowest is not None]
    assert found.total_lowest == min(lows)
    if name in ENDLESS:
        assert found.total_highest is None
    else:
        assert found.total_highest == max(high for high in highs if high is not None)


@pytest.mark.parametrize("name", TABLES)
def test_a_known_amount_lies_in_the_interval_of_the_unknown(name: str) -> None:
    whole = ask(name, None)
    for x in edges(shape(name)):
        one = ask(name, euros(x))
        assert whole.lowest is not None
        assert one.lowest is not None
        assert whole.lowest <= one.lowest
        assert whole.highest is None or (one.highest is not None and one.highest <= whole.highest)


@pytest.mark.parametrize("name", TABLES)
def test_the_fee_never_falls_as_the_isee_rises(name: str) -> None:
    assert not any(notice.code == "fee-falls" for notice in shape(name).notices)
    found = [ask(name, euros(x)) for x in edges(shape(name))]
    for lower, higher in pairwise(found):
        assert lower.lowest is not None
        assert higher.lowest is not None
        assert lower.lowest <= higher.lowest or higher.highest is None
        assert higher.highest is None or (lower.highest is not None and lower.highest <= higher.highest)


@pytest.mark.parametrize("name", ["line", "excess"])
def test_the_fee_is_continuous_where_the_shape_is(name: str) -> None:
    assert shape(name).notices == ()
    for x in edges(shape(name)):
        here, beside = (ask(name, euros(cents)).lowest for cents in (x, x + 1))
        assert here is not None
        assert beside is not None
        assert abs(beside - here) <= Decimal("0.01")


@given(st.integers(0, 4_000_000), st.sampled_from(TABLES), st.sampled_from(["minors", "current"]))
def test_one_isee_has_one_amount(cents: int, name: str, kind: str) -> None:
    one = ask(name, euros(cents))
    other = ask(
        name, [certificate(euros(cents), kind=kind, issued_on="2026-02-27", valid_until="2027-01-01")]
    )
    assert (one.outcome, one.lowest, one.highest) == (other.outcome, other.lowest, other.highest)


@given(
    st.integers(0, 4_000_000),
    st.sampled_from(TABLES),
    st.dictionaries(st.sampled_from(sorted(PLAIN)), st.none()),
)
def test_removing_what_is_known_never_decides(cents: int, name: str, removed: dict[str, None]) -> None:
    known = ask(name, euros(cents))
    for isee in (None, euros(cents)):
        found = ask(name, isee, **removed)
        assert found.outcome != "decided" or found.total_lowest == found.total_highest == known.total
        assert (found.missing == ()) is (found.outcome == "decided")


@given(st.integers(0, 4_000_000), st.sampled_from(TABLES), st.integers(0, 400), st.integers(0, 400))
def test_more_hours_never_cost_less(cents: int, name: str, one: int, other: int) -> None:
    few, many = sorted((one, other))
    less, more = (ask(name, euros(cents), hours=Decimal(hours) / 4) for hours in (few, many))
    assert less.total_lowest is not None
    assert more.total_lowest is not None
    assert less.total_lowest <= more.total_lowest
    assert more.total_highest is None or (
        less.total_highest is not None and less.total_highest <= more.total_highest
    )


# --- tables of every kind ---------------------------------------------------------------------------------------------


#: Every generated table ends, or goes on in one way, before this ISEE.
BEYOND = 2 + 3 * (6 + 3) + 2


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows that may leave gaps, jump, fall or stop."""
    rows, first = [], draw(st.integers(0, 2))
    for _ in range(draw(st.integers(1, 3))):
        end = first + draw(st.integers(0, 6))
        rows.append(
            f"{{isee: {{at_least: {euros(first)}, at_most: {euros(end)}}}, fee: {draw(fees(first, end))}}}"
        )
        first = end + draw(st.integers(1, 3))
    if draw(st.booleans()):
        rows.append(f"{{isee: {{at_least: {euros(first)}}}, fee: {draw(fees(first, None))}}}")
    gap = draw(st.sampled_from(["undecided", "row_below", "row_above"]))
    no_isee = draw(st.sampled_from(["undecided", "{fee: 2.00}"]))
    percent = draw(st.sampled_from([-50, 7, 33]))
    when = "when: {venue: {is: home}}, because: {it: a casa, en: at home}"
    return (
        f"        rows: [{', '.join(rows)}]\n        gap: {gap}\n        no_isee: {no_isee}\n"
        f"        modifiers: [{{id: home, {when}, percent: {percent}}}]\n"
    )


def fees(first: int, last: int | None) -> st.SearchStrategy[str]:
    flat = st.integers(0, 500).map(euros)
    rising = [flat, flat.map(lambda fee: f"{{proportional: [0.20, {fee}]}}")]
    if last is None or last == first:
        return st.one_of(*rising, st.just(f"{{excess_over: {euros(first)}}}"))
    line = st.tuples(flat, flat).map(
        lambda y: f"{{line: [[{euros(first)}, {y[0]}], [{euros(last)}, {y[1]}]]}}"
    )
    return st.one_of(*rising, line)


@given(tables())
def test_of_any_table_the_interval_is_what_brute_force_finds(rows: str) -> None:
    rules = priced(rows)
    here = {**TUESDAY, "venue": "home"}
    away = {**TUESDAY, "venue": "school"}
    every = [
        rules.copayment(family(isee), on=ON, session=session)
        for session in (here, away)
        for isee in [*(euros(x) for x in range(BEYOND)), "none"]
    ]
    known = [each for each in every if each.lowest is not None]
    found = rules.copayment(family(None), on=ON)
    assert found.lowest == min(each.lowest for each in known if each.lowest is not None)
    highs = [each.highest for each in known]
    endless = any(high is None for high in highs) or _rising(rules)
    assert found.highest == (None if endless else max(high for high in highs if high is not None))


def _rising(rules: RuleSet) -> bool:
    last = table_of(rules).rows[-1]
    return last.last is None and "amount=0" not in repr(last.fee) and "Flat" not in repr(last.fee)


@given(tables())
def test_a_fee_falls_only_where_a_notice_says_so(rows: str) -> None:
    rules = priced(rows)
    found = [
        rules.copayment(family(euros(x)), on=date(2026, 3, 10), session={**TUESDAY, "venue": "school"})
        for x in range(BEYOND)
    ]
    falls = any(
        lower.amount is not None and higher.amount is not None and lower.amount > higher.amount
        for lower, higher in pairwise(found)
    )
    assert not falls or any(notice.code == "fee-falls" for notice in rules.notices)


ORDERS = st.sampled_from(["is", "is_not", "at_least", "above", "at_most", "below"])
ENDS = st.tuples(st.integers(1, 3), st.integers(3, 5))
COMPARISONS = st.tuples(ORDERS, st.integers(1, 5)) | ENDS.map(lambda ends: ("between", list(ends)))


@given(st.lists(st.tuples(COMPARISONS, st.sampled_from([-50, 50, 100, 200])), min_size=1, max_size=3))
def test_both_ends_of_modifiers_of_one_value_are_what_some_value_gives(
    changes: list[tuple[tuple[str, Any], int]],
) -> None:
    modifiers = "".join(
        f"          - {{id: m{n}, when: {{users_present: {{{op}: {limit}}}}}, percent: {percent}, "
        "because: {it: a, en: a}}\n"
        for n, ((op, limit), percent) in enumerate(changes)
    )
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: 8.00}]\n        no_isee: {fee: 8.00}\n"
        f"        modifiers:\n{modifiers}"
    )
    start = {"start": "2026-03-10T15:00"}
    known = [
        rules.copayment(family("1.00"), on=ON, session={**start, "users_present": number}).total
        for number in (*range(7), "none")
    ]
    assert None not in known
    found = rules.copayment(family("1.00"), on=ON, session=start)
    totals = [each for each in known if each is not None]
    assert (found.total_lowest, found.total_highest) == (min(totals), max(totals))
