"""Days that lasting records leave uncovered, against every way in which what is not known can turn out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, UNKNOWN_EVENT, Interval
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.spans import gap
from tests.laws.test_fold_laws import memberships
from tests.parity.worlds import turns, within

DAYS = range(1, 7)
TRUTHS: tuple[Truth, ...] = (True, None)
intervals = st.builds(
    lambda first, length, none: Interval(first, first + length, none=none),
    st.integers(1, 5),
    st.integers(1, 2),
    st.booleans(),
)
days = st.integers(1, 6) | intervals | st.just(NONE)
coming = days | st.just(NOT_YET) | st.builds(lambda day: Interval(day, NOT_YET), st.integers(1, 6))
records = st.tuples(st.sampled_from(TRUTHS), days, coming, st.just(False))
graces = st.integers(0, 2) | st.builds(
    lambda least, more: Interval(least, least + more), st.integers(0, 1), st.just(1)
)


def first_uncovered(there: Sequence[tuple[Any, Any]], first: Any, last: int, grace: int) -> Any:
    """Day by day: the day on which more than so many in a row are covered by nothing."""
    if first is NONE or first == NOT_YET:
        return NONE
    alone = 0
    for day in range(first, last + 1):
        covered = any((a is NONE or a <= day) and (b is NONE or b >= day) for a, b in there)
        alone = 0 if covered else alone + 1
        if alone > grace:
            return day
    return NONE


def outcomes(elements: Sequence[Any], first: Any, last: Any, grace: Any) -> Iterator[Any]:
    """The first uncovered day in every world."""
    frames = list(product(turns(first, DAYS), turns(last, DAYS), turns(grace)))
    for there in memberships(elements):
        ends = [product(turns(begin, DAYS), turns(end, DAYS)) for _, begin, end, _ in there]
        for chosen in product(*ends):
            for a, b, c in frames:
                if not (
                    isinstance(first, int) and isinstance(last, Interval) and b < a
                ):  # lasts a day at least
                    yield first_uncovered(chosen, a, b, c)


@given(
    st.lists(records, max_size=2),
    st.integers(1, 6) | intervals | st.just(NONE) | st.just(NOT_YET) | st.just(Interval(2, NOT_YET)),
    st.integers(1, 6) | st.just(Interval(3, 5)),
    graces,
)
def test_the_first_uncovered_day_is_what_all_completions_give(
    elements: list[Any], first: Any, last: Any, grace: Any
) -> None:
    """The bounds hold every outcome, the least of them is reached, and whether there is a gap is exact."""
    answer, found = gap(elements, first, last, grace), set(outcomes(elements, first, last, grace))
    assert all(within(answer, outcome) for outcome in found), (answer, found)
    can_fail, can_hold = found != {NONE}, NONE in found
    assert (answer is not NONE) is can_fail
    assert (answer is NONE or (answer.__class__ is Interval and answer.none)) is can_hold
    if can_fail:
        least = answer.lo if isinstance(answer, Interval) else answer
        assert least == min(day for day in found if day is not NONE)


@given(st.lists(records, min_size=1, max_size=3), st.integers(1, 6), st.integers(1, 6))
def test_taking_a_record_away_never_covers_more(elements: list[Any], first: int, last: int) -> None:
    """Where nothing was certain to be uncovered, taking away a record may only bring a gap; it never closes one."""
    before, after = gap(elements, first, last, 0), gap(elements[1:], first, last, 0)
    assert not (before is not NONE and after is NONE)
    if isinstance(before, int):
        assert within(Interval(1, before), after)


@pytest.mark.parametrize(
    ("elements", "first", "last", "grace", "answer"),
    [
        ([], 1, 5, 0, 1),
        ([], 1, 5, 4, 5),
        ([], 1, 5, 5, NONE),
        ([], NONE, 5, 0, NONE),
        ([], NOT_YET, 5, 0, NONE),
        ([], 6, 5, 0, NONE),
        ([(True, 1, 3, False), (True, 4, NONE, False)], 1, 9, 0, NONE),  # the day after is no gap
        ([(True, 1, 3, False), (True, 5, NONE, False)], 1, 9, 0, 4),
        ([(True, 1, 3, False), (True, 5, NONE, False)], 1, 9, 1, NONE),
        ([(True, NONE, NOT_YET, False)], 1, 9, 0, NONE),
        ([(True, 1, Interval(3, 5), False)], 1, 9, 0, Interval(4, 6)),
        ([(True, 1, UNKNOWN, False)], 1, 9, 0, Interval(1, 9, none=True)),
        ([(None, UNKNOWN, UNKNOWN, True)], 1, 9, 0, Interval(1, 9, none=True)),
        ([(None, Interval(6, INF), NONE, True)], 1, 9, 0, 1),  # what is unseen lies later
        ([], 3, Interval(-INF, 9), 0, 3),  # whenever it ends, it lasts for its first day
        ([], 3, Interval(-INF, 9), 1, Interval(4, 9, none=True)),
        # a first day that is one day, or none at all
        ([], Interval(3, 3, none=True), Interval(-INF, 9), 0, Interval(3, 9, none=True)),
        ([(True, 4, NONE, False)], UNKNOWN_EVENT, 9, 0, Interval(-INF, 9, none=True)),
    ],
)
def test_worked_gaps(elements: list[Any], first: Any, last: Any, grace: int, answer: Any) -> None:
    assert gap(elements, first, last, grace) == answer
