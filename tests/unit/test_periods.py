"""Periods that have an event of their own: worked days, bounds, and the pairing by brute force."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.calendar import add_months
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval
from adm_rules._internal.values.periods import served

START = date(2024, 5, 6).toordinal()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def events(*days: Any, sure: bool | None = True) -> list[tuple[Any, Any, bool]]:
    return [(sure, each, False) for each in days]


@pytest.mark.parametrize(
    ("days", "years"),
    [
        ([], 0),
        (["2024-05-06"], 1),
        (["2024-07-01", "2024-08-01"], 1),  # two in the first year
        (["2024-07-01", "2025-05-05"], 1),  # the last day of the first year
        (["2024-07-01", "2025-05-06"], 2),
        (["2025-05-20", "2026-04-30"], 2),  # the first one comes in the second year
        (["2025-05-20", "2025-06-20"], 2),
        (["2024-07-01", "2024-08-01", "2026-06-01"], 2),
        (["2024-05-05"], 0),  # before the start
    ],
)
def test_each_period_needs_an_event_in_it_or_after_it(days: list[str], years: int) -> None:
    assert served(events(*map(day, days)), START, 12) == years


def test_what_has_not_come_serves_nothing() -> None:
    assert served(events(NOT_YET, NONE), START, 12) == 0
    for since in (NOT_YET, NONE):
        assert served(events(day("2024-07-01")), since, 12) == 0


def test_what_is_not_known_gives_bounds() -> None:
    known = day("2024-07-01")
    assert served(events(known), START, UNKNOWN) == Interval(0, INF)
    assert served([*events(known), *events(day("2025-07-01"), sure=None)], START, 12) == Interval(1, 2)
    assert served(events(known, Interval(day("2025-01-01"), day("2025-12-31"))), START, 12) == Interval(1, 2)
    assert served(events(known, Interval(day("2025-06-01"), NOT_YET)), START, 12) == Interval(1, 2)
    assert served([*events(known), (True, UNKNOWN, True)], START, 12) == Interval(1, INF)
    assert served(events(known), Interval(day("2024-07-02"), NOT_YET), 12) == 0
    assert served(events(known), Interval(-INF, day("2024-05-06")), 12) == 1
    assert served(events(known), Interval(-INF, NOT_YET), 12) == Interval(0, 1)


@given(st.lists(st.integers(0, 60), max_size=6))
def test_no_other_pairing_serves_more(months: list[int]) -> None:
    numbers = [each // 12 + 1 for each in months]
    days = [add_months(START, each) for each in months]
    most = max(
        size
        for size in range(len(numbers) + 1)
        if any(
            all(period <= number for period, number in zip(periods, sorted(chosen), strict=True))
            for chosen in combinations(numbers, size)
            for periods in [range(1, size + 1)]
        )
    )
    assert served(events(*days), START, 12) == most
