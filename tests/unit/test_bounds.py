"""Values that are not, or not wholly, known."""

from fractions import Fraction

import pytest

from adm_rules._internal.values.bounds import (
    ANY_SET,
    INF,
    NONE,
    NOT_YET,
    UNKNOWN,
    UNKNOWN_EVENT,
    Interval,
    SetSpan,
    exact,
    is_known,
    limits,
    members,
    union_of,
)

A, B, AB = frozenset("a"), frozenset("b"), frozenset("ab")


def test_intervals_are_values() -> None:
    assert Interval(1, 2) == Interval(1, 2)
    assert Interval(1, 2) != Interval(1, 3)
    assert Interval(1, 2) != Interval(1, 2, none=True)
    assert Interval(1, 2) != (1, 2, False)
    assert len({Interval(1, 2), Interval(1, 2), Interval(1, 2, none=True)}) == 2
    assert repr(Interval(1, 2, none=True)) == "<Interval undecided>"


def test_set_spans_are_values_and_their_repr_shows_no_member() -> None:
    assert SetSpan(A, AB) == SetSpan(A, AB)
    assert SetSpan(A, AB) != SetSpan(A, None)
    assert SetSpan(A, A) != A
    assert len({SetSpan(A, AB), SetSpan(A, AB), ANY_SET}) == 2
    assert repr(SetSpan(A, AB)) == "SetSpan(1 certain)"
    assert repr(NONE) == "NONE"


@pytest.mark.parametrize("value", [3, "a", True, A, (1, 2), NONE, NOT_YET])
def test_plain_values_and_none_are_known(value: object) -> None:
    assert is_known(value)


@pytest.mark.parametrize("value", [Interval(1, 1), SetSpan(A, A), UNKNOWN, UNKNOWN_EVENT, ANY_SET])
def test_bounds_are_not_known(value: object) -> None:
    assert not is_known(value)


def test_fraction_pairs_become_numbers() -> None:
    assert exact((2, 4)) == Fraction(1, 2)
    assert exact(3) == 3


def test_limits() -> None:
    assert limits(3) == (3, 3, False)
    assert limits((1, 4)) == (Fraction(1, 4), Fraction(1, 4), False)
    assert limits(Interval(Fraction(1, 4), 1, none=True)) == (Fraction(1, 4), 1, True)
    assert limits(UNKNOWN) == (-INF, INF, True)
    assert limits(UNKNOWN_EVENT) == (-INF, NOT_YET, False)


def test_members() -> None:
    assert members(AB) == (AB, AB)
    assert members(SetSpan(A, None)) == (A, None)
    assert members("a") == (A, A)
    assert members(NONE) == (frozenset(), frozenset())
    assert members(UNKNOWN) == (frozenset(), None)


def test_union_of() -> None:
    assert union_of([A, "b", NONE]) == AB
    assert union_of([]) == frozenset()
    assert union_of([A, SetSpan(frozenset(), B)]) == SetSpan(A, AB)
    assert union_of([A, SetSpan(frozenset(), A)]) == A
    assert union_of([UNKNOWN, "a", B]) == SetSpan(AB, None)
