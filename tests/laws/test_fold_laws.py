"""What lists add up to, against every way in which the missing parts can turn out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.values import folds
from adm_rules._internal.values import slots as weekly
from adm_rules._internal.values.bounds import (
    ANY_SET,
    INF,
    NONE,
    NOT_YET,
    UNKNOWN,
    UNKNOWN_EVENT,
    Interval,
    SetSpan,
)
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.terms import Series
from tests.parity.worlds import hull, hull_of, set_within, sets_between, subsets, turns, within

TRUTHS: tuple[Truth, ...] = (True, None)
sure = st.sampled_from(TRUTHS)
passes = st.sampled_from([True, False, None])
amounts = st.integers(0, 3) | st.builds(lambda a, b: Interval(a, a + b), st.integers(0, 2), st.integers(1, 2))
weights = amounts | st.sampled_from([NONE, UNKNOWN, Interval(0, INF)])
keys = st.sampled_from(["a", "b", "c"])
open_keys = keys | st.just(UNKNOWN) | st.just(NONE)


def memberships(elements: Sequence[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """The elements that count, in every way that their filters can turn out."""
    maybe = [n for n, element in enumerate(elements) if element[0] is not True]
    for left_out in subsets(maybe):
        yield [element for n, element in enumerate(elements) if n not in left_out]


# --- totals and counts --------------------------------------------------------------------------------------------


def _sums(known: int, gaps: Sequence[tuple[Truth, Any, bool]]) -> list[int]:
    found = []
    for there in memberships(gaps):
        parts = [[0 if part is NONE else part for part in turns(amount)] for _, amount, _ in there]
        found += [known + sum(chosen) for chosen in product(*parts)]
    return found


@given(st.integers(0, 9), st.lists(st.tuples(sure, amounts | st.just(NONE), st.just(False)), max_size=4))
def test_totals_are_exact(known: int, gaps: list[tuple[Truth, Any, bool]]) -> None:
    assert hull_of(folds.total(known, gaps)) == hull(_sums(known, gaps))


@given(st.integers(0, 9), st.lists(st.tuples(sure, weights, st.just(False)), max_size=3))
def test_totals_with_unknown_amounts_are_sound(known: int, gaps: list[tuple[Truth, Any, bool]]) -> None:
    answer = folds.total(known, gaps)
    assert all(within(answer, outcome) for outcome in _sums(known, gaps))


def test_a_total_over_unseen_elements_is_open_above() -> None:
    assert folds.total(30, [(True, UNKNOWN, True), (True, 5, False)]) == Interval(35, INF)
    assert folds.total(30, [(True, UNKNOWN, True)], signed=True) == Interval(-INF, INF)
    assert folds.total(30, [(None, 5, False)]) == Interval(30, 35)


def test_an_amount_that_may_not_exist_may_add_nothing() -> None:
    assert within(folds.total(0, [(True, Interval(5, 9, none=True), False)]), 0)


@given(st.lists(sure, max_size=6))
def test_counts_are_exact(elements: list[Truth]) -> None:
    certain = sum(truth is True for truth in elements)
    answer = folds.count(certain, len(elements) - certain)
    assert hull_of(answer) == (certain, len(elements), False)
    assert folds.count(certain, INF) == Interval(certain, INF)


def _distinct(elements: Sequence[tuple[Truth, Any, bool]]) -> list[int]:
    found = []
    for there in memberships(elements):
        names = [
            ["a", "b", "c", *(f"new {n}" for n in range(len(there))), NONE] if key is UNKNOWN else [key]
            for _, key, _ in there
        ]
        found += [len({key for key in chosen if key is not NONE}) for chosen in product(*names)]
    return found


@given(st.lists(st.tuples(sure, open_keys, st.just(False)), max_size=3))
def test_distinct_counts_are_sound_and_exact_above(elements: list[tuple[Truth, Any, bool]]) -> None:
    outcomes = _distinct(elements)
    answer = folds.count_distinct(elements)
    assert all(within(answer, outcome) for outcome in outcomes)
    assert hull_of(answer)[1] == max(outcomes)


@given(st.lists(st.tuples(sure, keys | st.just(NONE), st.just(False)), max_size=5))
def test_distinct_counts_of_known_keys_are_exact(elements: list[tuple[Truth, Any, bool]]) -> None:
    assert hull_of(folds.count_distinct(elements)) == hull(_distinct(elements))


def test_unseen_elements_may_bring_any_number_of_keys() -> None:
    assert folds.count_distinct([(True, "a", False), (None, UNKNOWN, True)]) == Interval(1, INF)


# --- shares -------------------------------------------------------------------------------------------------------


def _part(passing: int, failing: int) -> Any:
    return Fraction(passing, passing + failing) if passing + failing else NONE


def _shares(elements: Sequence[tuple[Truth, Truth, Any, bool]]) -> list[Any]:
    found = []
    for there in memberships(elements):
        weighed = [
            [0 if w is NONE else w for w in turns(weight, range(4)) if w is NONE or w >= 0]
            for _, _, weight, _ in there
        ]
        judged = [[True, False] if truth is None else [truth] for _, truth, _, _ in there]
        for chosen in product(product(*weighed), product(*judged)):
            pairs = list(zip(*chosen, strict=True))
            found.append(_part(sum(w for w, t in pairs if t), sum(w for w, t in pairs if not t)))
    return found


@given(st.lists(st.tuples(sure, passes, amounts | st.just(1), st.just(False)), max_size=4))
def test_shares_are_sound(elements: list[tuple[Truth, Truth, Any, bool]]) -> None:
    answer = folds.share(elements)
    assert all(within(answer, outcome) for outcome in _shares(elements)), answer


@given(st.lists(st.tuples(sure, passes, st.integers(1, 3), st.just(False)), max_size=5))
def test_shares_with_known_weights_are_exact(elements: list[tuple[Truth, Truth, Any, bool]]) -> None:
    assert hull_of(folds.share(elements)) == hull(_shares(elements))


@given(st.lists(st.tuples(sure, passes, weights, st.just(False)), max_size=3))
def test_shares_with_unknown_weights_are_sound(elements: list[tuple[Truth, Truth, Any, bool]]) -> None:
    answer = folds.share(elements)
    assert all(within(answer, outcome) for outcome in _shares(elements)), answer


def test_shares_with_unseen_elements() -> None:
    assert folds.share([(True, True, 1, True)]) == Interval(0, 1, none=True) or folds.share(
        [(True, True, 1, True)]
    ) == Interval(1, 1, none=True)
    assert folds.share([(True, True, 2, False), (True, None, 1, True)]) == Interval(Fraction(0), Fraction(1))
    assert folds.share([]) is NONE


def _distinct_shares(elements: Sequence[tuple[Truth, Truth, Any, bool]]) -> list[Any]:
    found = []
    for there in memberships(elements):
        names = [["a", "b", "c", "new", NONE] if key is UNKNOWN else [key] for _, _, key, _ in there]
        judged = [[True, False] if truth is None else [truth] for _, truth, _, _ in there]
        for chosen in product(product(*names), product(*judged)):
            pairs = [pair for pair in zip(*chosen, strict=True) if pair[0] is not NONE]
            passing = {key for key, truth in pairs if truth}
            found.append(_part(len(passing), len({key for key, _ in pairs} - passing)))
    return found


@given(st.lists(st.tuples(sure, passes, keys | st.just(NONE), st.just(False)), max_size=4))
def test_distinct_shares_of_known_keys_are_exact(elements: list[tuple[Truth, Truth, Any, bool]]) -> None:
    assert hull_of(folds.share_distinct(elements)) == hull(_distinct_shares(elements))


@given(st.lists(st.tuples(sure, passes, open_keys, st.just(False)), max_size=3))
def test_distinct_shares_are_sound(elements: list[tuple[Truth, Truth, Any, bool]]) -> None:
    answer = folds.share_distinct(elements)
    assert all(within(answer, outcome) for outcome in _distinct_shares(elements)), answer


def test_a_distinct_share_with_unseen_elements_says_little() -> None:
    assert folds.share_distinct([(True, True, "a", False), (None, None, UNKNOWN, True)]) == Interval(0, 1)


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (frozenset("ab"), 2),
        (NONE, 0),
        (SetSpan(frozenset("a"), frozenset("abc")), Interval(1, 3)),
        (ANY_SET, Interval(0, INF)),
    ],
)
def test_the_size_of_a_set(names: Any, answer: Any) -> None:
    assert folds.size(names) == answer


PARTS: list[Any] = [
    0,
    1,
    3,
    NONE,
    Interval(0, 2),
    Interval(1, 3),
    Interval(0, 1, none=True),
    Interval(2, 3, none=True),
]


def test_ratios_are_exact_for_amounts_that_have_nothing_to_do_with_one_another() -> None:
    for above, below in product(PARTS, repeat=2):
        outcomes = [
            NONE if NONE in (a, b) or b == 0 else Fraction(a, b)
            for a, b in product(turns(above), turns(below))
        ]
        answer = folds.ratio(above, below)
        assert all(within(answer, outcome) for outcome in outcomes), (above, below)
        if all(isinstance(part, int) for part in (above, below)):
            assert hull_of(answer) == hull(outcomes)


def test_a_ratio_keeps_its_pair() -> None:
    assert folds.ratio(6, 8) == (6, 8)
    assert folds.ratio(6, 0) is NONE
    assert folds.ratio(Interval(0, INF), Interval(0, INF)) == Interval(Fraction(0), Fraction(INF), none=True)


# --- pick, collect, series ----------------------------------------------------------------------------------------

orders = st.integers(1, 4) | st.builds(lambda a, b: Interval(a, a + b), st.integers(1, 3), st.integers(1, 2))
events = st.integers(1, 4) | st.sampled_from([NOT_YET, UNKNOWN_EVENT, Interval(2, NOT_YET)])


def _picked(elements: Sequence[tuple[Truth, Any, Any, bool]], nothing: Any, *, last: bool) -> list[Any]:
    """What can come first (or last): ties go either way, what has not happened takes no part, no beginning is first."""
    found: list[Any] = []
    for there in memberships(elements):
        for places in product(*(turns(order) for _, _, order, _ in there)):
            placed = [  # what orders by itself is what it turned out to be
                (-1 if p is NONE else p, p if e[1] is e[2] else e[1])
                for p, e in zip(places, there, strict=True)
                if p != NOT_YET
            ]
            if not placed:
                found.append(nothing)
                continue
            best = (max if last else min)(place for place, _ in placed)
            found += [turn for place, value in placed if place == best for turn in turns(value)]
    return found


def _allows(answer: Any, outcome: Any) -> bool:
    return (
        answer == UNKNOWN
        if isinstance(outcome, str) and answer != outcome
        else answer == outcome or within(answer, outcome)
    )


@given(
    st.lists(st.tuples(sure, st.integers(0, 4) | weights, orders, st.just(False)), max_size=3), st.booleans()
)
def test_picked_amounts_are_sound(elements: list[tuple[Truth, Any, Any, bool]], last: bool) -> None:
    answer = folds.pick(elements, last=last, event=False)
    assert all(_allows(answer, outcome) for outcome in _picked(elements, NONE, last=last)), answer


@given(
    st.lists(
        st.tuples(sure, keys | st.just(NONE), orders | events | st.just(NONE), st.just(False)), max_size=3
    ),
    st.booleans(),
)
def test_picked_names_are_sound(elements: list[tuple[Truth, Any, Any, bool]], last: bool) -> None:
    answer = folds.pick(elements, last=last, event=False)
    assert all(_allows(answer, outcome) for outcome in _picked(elements, NONE, last=last)), answer


@given(st.lists(st.tuples(sure, events), max_size=4), st.booleans())
def test_picked_events_are_sound(found: list[tuple[Truth, Any]], last: bool) -> None:
    elements = [(truth, event, event, False) for truth, event in found]
    answer = folds.pick(elements, last=last, event=True)
    assert all(within(answer, outcome) for outcome in _picked(elements, NOT_YET, last=last)), answer


@given(st.lists(st.tuples(st.just(True), keys, st.integers(1, 9), st.just(False)), max_size=5), st.booleans())
def test_with_nothing_missing_one_is_picked(elements: list[tuple[Truth, Any, Any, bool]], last: bool) -> None:
    answer = folds.pick(elements, last=last, event=False)
    outcomes = set(_picked(elements, NONE, last=last))
    assert answer == outcomes.pop() if len(outcomes) == 1 else answer in (*outcomes, UNKNOWN)


def test_an_unseen_element_may_come_first() -> None:
    seen = (True, "a", 3, False)
    assert folds.pick([seen, (None, UNKNOWN, UNKNOWN, True)], last=False, event=False) == UNKNOWN
    assert folds.pick([(None, 3, 3, False)], last=False, event=True) == Interval(3, NOT_YET)
    assert folds.pick([(True, UNKNOWN_EVENT, UNKNOWN_EVENT, True)], last=False, event=True) == UNKNOWN_EVENT
    assert folds.pick([seen, (None, UNKNOWN, Interval(4, 9), True)], last=False, event=False) == "a"
    assert folds.pick([seen, (None, UNKNOWN, Interval(4, 9), True)], last=True, event=False) == UNKNOWN


values = keys | st.just(NONE) | st.sampled_from([frozenset("ab"), SetSpan(frozenset("a"), frozenset("ac"))])


@given(st.lists(st.tuples(sure, values, st.just(False)), max_size=4))
def test_collected_sets_are_exact(elements: list[tuple[Truth, Any, bool]]) -> None:
    outcomes = []
    for there in memberships(elements):
        parts = [
            sets_between(value)
            if isinstance(value, (frozenset, SetSpan))
            else [frozenset() if value is NONE else frozenset([value])]
            for _, value, _ in there
        ]
        outcomes += [frozenset().union(*chosen) for chosen in product(*parts)]
    answer = folds.collect(elements)
    assert all(set_within(answer, outcome) for outcome in outcomes)
    certain, possible = frozenset.intersection(*outcomes), frozenset.union(*outcomes)
    assert answer == (certain if certain == possible else SetSpan(certain, possible))


def test_unknown_names_and_unseen_elements_leave_a_set_open() -> None:
    assert folds.collect([(True, "a", False), (True, UNKNOWN, False)]) == SetSpan(frozenset("a"), None)
    assert folds.collect([(True, "a", False), (True, "b", True)]) == SetSpan(frozenset("a"), None)
    assert folds.collect([(True, "a", False), (None, ANY_SET, False)]) == SetSpan(frozenset("a"), None)


def test_a_series_keeps_certain_days_in_order_and_counts_the_rest() -> None:
    elements = [
        (True, 9, False),
        (True, 4, False),
        (None, 5, False),
        (True, UNKNOWN_EVENT, False),
        (True, NOT_YET, False),
        (True, NONE, False),
    ]
    assert folds.series(elements) == Series((4, 9), 2)
    assert folds.series([*elements, (None, UNKNOWN_EVENT, True)]) == Series((4, 9), INF)
    assert folds.series([(None, UNKNOWN_EVENT, True), (None, 3, False)]) == Series((), INF)
    assert folds.series([]) == Series(())


# --- complete_on --------------------------------------------------------------------------------------------------


def _completed(elements: Sequence[tuple[Truth, Any, Any, bool]], needs: Any) -> list[Any]:
    found: list[Any] = []
    for there in memberships(elements):
        named = [["a", "b", "c", NONE] if key is UNKNOWN else [key] for _, key, _, _ in there]
        dated = [turns(day, range(1, 5)) for _, _, day, _ in there]
        for names, days, wanted in product(product(*named), product(*dated), sets_between(needs)):
            rows = list(zip(names, days, strict=True))
            firsts = [
                min((NOT_YET if day is NONE else day for name, day in rows if name == key), default=NOT_YET)
                for key in wanted
            ]
            found.append(max(firsts, default=1))
    return found


NEEDS = [
    frozenset(),
    frozenset("a"),
    frozenset("ab"),
    SetSpan(frozenset("a"), frozenset("ab")),
    SetSpan(frozenset(), None),
]


@given(
    st.lists(st.tuples(sure, open_keys, events | st.just(NONE), st.just(False)), max_size=3),
    st.sampled_from(NEEDS),
)
def test_completion_is_sound(elements: list[tuple[Truth, Any, Any, bool]], needs: Any) -> None:
    answer = folds.complete_on(elements, needs)
    assert all(within(answer, outcome) for outcome in _completed(elements, needs)), answer


@given(
    st.lists(st.tuples(sure, keys, st.integers(1, 4) | st.just(NOT_YET), st.just(False)), max_size=4),
    st.sampled_from(NEEDS[:4]),
)
def test_completion_with_known_days_is_exact(
    elements: list[tuple[Truth, Any, Any, bool]], needs: Any
) -> None:
    assert hull_of(folds.complete_on(elements, needs)) == hull(_completed(elements, needs))


def test_an_unseen_element_may_be_the_missing_one() -> None:
    assert folds.complete_on(
        [(True, "a", 3, False), (None, UNKNOWN, UNKNOWN, True)], frozenset("a")
    ) == Interval(-INF, 3)
    assert folds.complete_on([(True, "a", 3, False)], frozenset("ab")) == NOT_YET
    assert folds.complete_on([(None, UNKNOWN, UNKNOWN, True)], frozenset("a")) == Interval(-INF, NOT_YET)


# --- reached ------------------------------------------------------------------------------------------


def _reached(
    elements: Sequence[tuple[Truth, Any, Any, bool]], base: int, share: tuple[int, int]
) -> list[int]:
    """The first day on which the amounts dated by then make up the share, in every world."""
    found = []
    for there in memberships(elements):
        amounts = [[0 if part is NONE else part for part in turns(amount)] for _, amount, _, _ in there]
        dated = [turns(day, range(1, 5)) for _, _, day, _ in there]
        for chosen, days in product(product(*amounts), product(*dated)):
            paid = list(zip(days, chosen, strict=True))
            enough = [
                day
                for day in (1, *sorted(days))
                if day != NOT_YET
                and sum(part for when, part in paid if when <= day) * share[1] >= share[0] * base
            ]
            found.append(min(enough, default=NOT_YET))
    return found


@given(
    st.lists(st.tuples(sure, amounts | st.just(NONE), events | st.just(NONE), st.just(False)), max_size=3),
    st.integers(0, 8),
)
def test_the_day_on_which_a_share_is_reached_is_sound(
    elements: list[tuple[Truth, Any, Any, bool]], base: int
) -> None:
    dated = [
        (counts, amount, NOT_YET if day is NONE else day, unseen) for counts, amount, day, unseen in elements
    ]
    answer = folds.reached(elements, base, (1, 2))
    assert all(within(answer, outcome) for outcome in _reached(dated, base, (1, 2))), answer


@pytest.mark.parametrize(
    ("elements", "base", "share", "answer"),
    [
        ([(True, 50, 3, False), (True, 50, 9, False)], 100, (1, 2), 3),
        ([(True, 49, 3, False), (True, 50, 9, False)], 100, (1, 2), 9),
        ([(True, 49, 3, False)], 100, (1, 2), NOT_YET),
        ([(True, 50, 3, False)], Interval(90, 100), (1, 2), 3),
        ([(True, 50, 3, False)], Interval(90, 120), (1, 2), Interval(3, NOT_YET)),
        (
            [(True, 10, 3, False), (None, UNKNOWN, Interval(5, NOT_YET), True)],
            100,
            (1, 2),
            Interval(5, NOT_YET),
        ),
        # what is not seen may have been paid back: that day, not the day before
        ([(True, 50, 3, False), (None, UNKNOWN, Interval(4, NOT_YET), True)], 100, (1, 2), 3),
        (
            [(True, 50, 3, False), (None, UNKNOWN, Interval(3, NOT_YET), True)],
            100,
            (1, 2),
            Interval(3, NOT_YET),
        ),
        ([(True, 50, 3, False), (None, -10, 2, False)], 100, (1, 2), Interval(3, NOT_YET)),
        ([], 0, (1, 2), 1),
        ([], UNKNOWN, (1, 2), Interval(1, NOT_YET)),
        ([], NONE, (1, 2), NOT_YET),
        ([], 100, NONE, NOT_YET),
        ([], 100, UNKNOWN, Interval(-INF, NOT_YET)),
    ],
)
def test_the_day_on_which_a_share_is_reached(elements: Any, base: Any, share: Any, answer: Any) -> None:
    assert folds.reached(elements, base, share) == answer


# --- previous -----------------------------------------------------------------------------------------------------


def _previous(rows: list[tuple[Any, str]], mine: int) -> Any:
    return folds.Siblings(rows, lambda row: row[0]).previous(rows[mine][0], lambda row: row[1])


def test_previous_takes_the_nearest_earlier_sibling() -> None:
    rows = [(5, "e"), (1, "a"), (3, "c")]
    assert _previous(rows, 0) == "c"
    assert _previous(rows, 2) == "a"
    assert _previous(rows, 1) is NONE


def test_previous_is_unknown_when_the_order_is() -> None:
    assert _previous([(5, "e"), (Interval(1, 9), "?")], 0) == UNKNOWN
    assert _previous([(Interval(1, 9), "?"), (5, "e")], 0) == UNKNOWN


# --- weekly slots -------------------------------------------------------------------------------------------------

MONDAY = 7 * 100_000 + 1
BAND = (10, 16)
times = st.integers(8, 18)
clocks = times | st.builds(lambda a, b: Interval(a, a + b), st.integers(8, 15), st.integers(1, 3))
weekdays = st.integers(0, 2)
starts = st.sampled_from([NONE, MONDAY - 9, MONDAY + 1, UNKNOWN])
ends = st.sampled_from([NONE, MONDAY + 1, MONDAY + 9, UNKNOWN])
slots = st.tuples(sure, weekdays | st.just(UNKNOWN), clocks, clocks, starts, ends, st.just(False))
WEEK = [MONDAY, MONDAY + 1, MONDAY + 2]


def _slot_worlds(found: Sequence[weekly.Slot]) -> Iterator[list[tuple[Any, ...]]]:
    """Each slot's weekday, clock times and validity, in every way they can turn out; the week's days at most."""
    around = (MONDAY - 9, *WEEK, MONDAY + 9)
    for there in memberships(found):
        ways = [
            product(
                range(3) if slot[1] is UNKNOWN else [slot[1]], turns(slot[2], range(19)), turns(slot[3], range(19)),
                turns(slot[4], around), turns(slot[5], around),
            )
            for slot in there
        ]  # fmt: skip
        yield from (list(world) for world in product(*ways))


def _covered(world: Sequence[tuple[Any, ...]], *, merge: bool) -> int:
    total = 0
    for day in WEEK:
        minutes = [
            minute
            for weekday, start, end, first, final in world
            if day == MONDAY + weekday and (first is NONE or first <= day) and (final is NONE or day <= final)
            for minute in range(max(start, BAND[0]), min(end, BAND[1]))
        ]
        total += len(set(minutes) if merge else minutes)
    return total


@given(st.lists(slots, max_size=1), st.booleans())
def test_overlaps_are_sound(found: list[weekly.Slot], merge: bool) -> None:
    answer = weekly.overlap(found, BAND, WEEK, merge)
    assert all(within(answer, _covered(world, merge=merge)) for world in _slot_worlds(found)), answer


known_slots = st.tuples(
    sure,
    weekdays,
    times,
    times,
    st.sampled_from([NONE, MONDAY + 1]),
    st.sampled_from([NONE, MONDAY + 1]),
    st.just(False),
)


@given(st.lists(known_slots, max_size=4), st.booleans())
def test_overlaps_of_known_slots_are_exact(found: list[weekly.Slot], merge: bool) -> None:
    outcomes = [_covered(world, merge=merge) for world in _slot_worlds(found)]
    assert hull_of(weekly.overlap(found, BAND, WEEK, merge)) == hull(outcomes)
    assert hull_of(weekly.uncovered(found, BAND, WEEK)) == hull(
        18 - _covered(world, merge=True) for world in _slot_worlds(found)
    )


@given(st.lists(slots, max_size=1))
def test_uncovered_minutes_are_sound(found: list[weekly.Slot]) -> None:
    answer = weekly.uncovered(found, BAND, WEEK)
    assert all(within(answer, 18 - _covered(world, merge=True)) for world in _slot_worlds(found)), answer


def test_unseen_slots_may_cover_everything() -> None:
    unseen: weekly.Slot = (None, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, True)
    seen: weekly.Slot = (True, 0, 10, 13, NONE, NONE, False)
    assert weekly.overlap([seen, unseen], BAND, WEEK, merge=False) == Interval(3, INF)
    assert weekly.overlap([seen, unseen], BAND, WEEK, merge=True) == Interval(3, 18)
    assert weekly.uncovered([seen, unseen], BAND, WEEK) == Interval(0, 15)
    assert weekly.uncovered([], BAND, WEEK) == 18


@pytest.mark.parametrize("end", [UNKNOWN, NONE])
def test_a_slot_without_an_end_covers_something_between_nothing_and_the_rest_of_the_band(end: Any) -> None:
    slot: weekly.Slot = (True, 0, 12, end, NONE, NONE, False)
    assert weekly.overlap([slot], BAND, [MONDAY], merge=False) == Interval(0, 4)


def test_an_unknown_band_says_nothing() -> None:
    assert weekly.uncovered([], (UNKNOWN, 16), WEEK) == Interval(0, INF)
    assert weekly.uncovered([], (10, UNKNOWN), WEEK) == Interval(0, INF)


def test_the_days_of_a_week_by_name() -> None:
    index = {"monday": 0, "tuesday": 1, "friday": 4}
    assert weekly.weekdays_of(MONDAY, frozenset({"friday", "monday"}), index) == [MONDAY, MONDAY + 4]
    assert weekly.weekdays_of(MONDAY, SetSpan(frozenset({"tuesday"}), None), index) == [MONDAY + 1]
