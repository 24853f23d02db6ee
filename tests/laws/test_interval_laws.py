"""Arithmetic on intervals holds every pointwise result, and tells an end that nothing bounds in one way."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.values.bounds import ANYTHING, INF, UNKNOWN, ZERO, Interval, exactly, half_up, hull

NUMBERS = st.integers(-1_000, 1_000) | st.fractions(-1_000, 1_000, max_denominator=60)


@st.composite
def intervals(draw: st.DrawFn, least: int = -1_000) -> Interval:
    """An interval that may be open at either end."""
    lo, hi = sorted((max(draw(NUMBERS), least), max(draw(NUMBERS), least)))
    low = -INF if least < 0 and draw(st.booleans()) else lo
    return Interval(low, INF if draw(st.booleans()) else hi, draw(st.booleans()))


@st.composite
def points(draw: st.DrawFn, least: int = -1_000) -> tuple[Interval, Fraction]:
    """An interval and a number in it."""
    found = draw(intervals(least))
    low, high = max(found.lo, -2_000), min(found.hi, 2_000)
    return found, draw(st.fractions(low, high, max_denominator=60))


def holds(interval: Interval, number: Fraction) -> bool:
    return bool(interval.lo <= number <= interval.hi)


@given(points(), points())
def test_sums_differences_and_products_hold_those_of_points(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = left, right
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    assert holds(a.or_nothing(), x)
    assert holds(a.or_nothing(), Fraction(0))


@given(points(), points(least=1))
def test_quotients_hold_those_of_points(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = left, right
    assert holds(a / b, x / y)


@given(points())
def test_rounding_holds_the_rounded_point_and_outwards_the_point_itself(
    found: tuple[Interval, Fraction],
) -> None:
    interval, x = found
    assert holds(interval.outward(), x)
    assert holds(interval.outward(), Fraction(floor(x)) if floor(x) >= interval.lo else Fraction(ceil(x)))
    assert holds(interval.rounded(), Fraction(half_up(x)))


@given(NUMBERS, NUMBERS)
def test_arithmetic_of_known_numbers_is_that_of_numbers(x: Fraction, y: Fraction) -> None:
    assert exactly(x) + exactly(y) == exactly(x + y)
    assert exactly(x) * exactly(y) == exactly(x * y)
    if y > 0:
        assert exactly(x) / exactly(y) == exactly(Fraction(x) / Fraction(y))


@given(intervals(), intervals(), intervals())
def test_hulls_are_associative_commutative_and_idempotent(a: Interval, b: Interval, c: Interval) -> None:
    assert hull([a, hull([b, c])]) == hull([hull([a, b]), c]) == hull([a, b, c])
    assert hull([a, b]) == hull([b, a])
    assert hull([a, a]) == hull([a]) == a


@given(points(), intervals())
def test_a_hull_holds_what_its_parts_hold(found: tuple[Interval, Fraction], other: Interval) -> None:
    interval, x = found
    assert holds(hull([interval, other]), x)
    assert hull([interval, other]).none is (interval.none or other.none)


@given(intervals())
def test_an_interval_is_decided_only_where_its_ends_are_one_and_it_exists(found: Interval) -> None:
    assert found.decided is (found.lo == found.hi and not found.none)
    assert Interval(found.lo, found.hi, none=True).decided is False


@given(intervals(), intervals(least=1))
def test_open_ends_stay_open_and_are_told_as_none(found: Interval, other: Interval) -> None:
    moved = (found + exactly(7), found * exactly(3), found / exactly(3), found.rounded(), found.outward())
    for each in moved:
        assert (each.lowest is None) is (found.lowest is None)
        assert (each.highest is None) is (found.highest is None)
        assert each.none is found.none
    assert (found / other).none is (found.none or other.none)


def test_nothing_of_anything_is_nothing() -> None:
    assert ANYTHING * ZERO == ZERO * ANYTHING == ZERO
    assert Interval(0, 0, none=True) == UNKNOWN * ZERO
    assert exactly(5) * UNKNOWN == UNKNOWN
    assert UNKNOWN.lowest is None
    assert UNKNOWN.highest is None
    assert not UNKNOWN.decided


def test_nothing_may_divide_only_if_it_is_more_than_nothing() -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        exactly(1) / Interval(0, 1)


def test_what_is_said_of_an_interval_shows_no_value() -> None:
    assert repr(exactly(12_345)) == "<Interval decided>"
    assert repr(Interval(12_345, INF)) == "<Interval undecided>"
