"""Deadlines against every way in which the missing days can turn out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.engine.details import settled_late
from adm_rules._internal.values import terms
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, UNKNOWN_EVENT, Interval, limits
from adm_rules._internal.values.logic import WAIT
from adm_rules._internal.values.states import mended
from adm_rules._internal.values.terms import Series, every, held
from tests.parity.duties import Pace, due_day, in_time, recurs
from tests.parity.worlds import holds_in_all, together, turns, within

#: Monday 30 March 2026, in a fortnight with Easter and Easter Monday (5 and 6 April).
START = date(2026, 3, 30).toordinal()
ON = START + 8
DAYS = range(START - 2, START + 14)
rollovers = st.sampled_from(["none", "next"])

events = st.integers(START - 1, ON) | st.sampled_from(
    [
        NOT_YET,
        UNKNOWN_EVENT,
        Interval(START, START + 4),
        Interval(START, START + 4, none=True),
        Interval(START + 2, NOT_YET),
        Interval(ON, NOT_YET),
    ]
)
dues = st.integers(START, START + 13) | st.sampled_from(
    [
        NOT_YET,
        UNKNOWN,
        UNKNOWN_EVENT,
        Interval(START + 1, START + 3),
        Interval(START + 4, NOT_YET),
        Interval(START + 9, START + 12),
    ]
)


@given(events, dues)
def test_one_deadline_is_sound_and_exact_for_a_known_day(event: Any, due: Any) -> None:
    outcomes = [
        None if day is NONE else in_time(NOT_YET if happened is NONE else happened, day, ON)
        for happened in turns(event, range(START - 2, ON + 1))
        for day in turns(due, DAYS)
    ]
    assert holds_in_all(held(event, due, ON), outcomes)
    if isinstance(due, int):
        assert held(event, due, ON) is together(outcomes)


def test_what_never_happens_has_not_happened() -> None:
    assert held(NONE, ON, ON) is WAIT
    assert held(NONE, ON - 1, ON) is False
    assert held(START, NONE, ON) is WAIT  # as what has not come: nothing is due yet


lengths = st.integers(0, 5)


@given(
    st.integers(START, START + 5)
    | st.sampled_from([NOT_YET, UNKNOWN_EVENT, Interval(START, START + 3), Interval(START + 1, NOT_YET)]),
    lengths,
    st.sampled_from(["days", "working_days", "months"]),
    rollovers,
)
def test_due_days_hold_every_outcome(anchor: Any, length: int, unit: str, rollover: Any) -> None:
    answer = terms.due(anchor, length, unit, rollover, ())
    pace = Pace(length, unit, rollover=rollover)
    found = [due_day(day, pace) for day in turns(anchor, DAYS)]
    assert all(within(answer, day) for day in found)
    if isinstance(anchor, int) or (anchor.lo > 0 and anchor.hi < NOT_YET):
        assert limits(answer)[:2] == (min(found), max(found))


@given(
    st.lists(st.integers(START - 2, START + 14), max_size=6),
    st.sampled_from([0, 1]),
    st.integers(START, START + 14) | st.sampled_from([NOT_YET, Interval(START + 2, NOT_YET)]),
    st.integers(1, 5),
    st.sampled_from(["rolling", "grid"]),
    rollovers,
)
def test_what_was_late_and_is_in_time_since_is_so_by_its_turns(
    days: list[int], loose: int, end: Any, length: int, mode: str, rollover: Any
) -> None:
    values, rhythm = (Series(tuple(sorted(days)), loose), START, end, length), ("days", mode, rollover, ())
    states = [turn.state.name for turn in terms.recurrence(values, rhythm, ON, ON)]
    assert settled_late(values, rhythm, ON) is mended(states)


@given(
    st.integers(START, START + 400),
    st.integers(0, 14),
    st.sampled_from(["days", "working_days", "months"]),
    st.sampled_from(["none", "previous"]),
)
def test_a_term_that_runs_backward_ends_no_later_than_counted(
    anchor: int, length: int, unit: str, rollover: Any
) -> None:
    counted = terms.before(anchor, length, unit, "none", ())
    assert terms.before(anchor, length, unit, rollover, ()) <= counted <= anchor


# --- recurrences --------------------------------------------------------------------------------------------------

FINISH = START + 7


def _histories(series: Series, most: int) -> Iterator[list[int]]:
    """The events of a series with what is loose placed anywhere, or nowhere."""
    for extra in range(min(series.loose, most) + 1):
        for placed in combinations_with_replacement(range(START, FINISH + 1), extra):
            yield [*series.days, *placed]


def _outcomes(series: Series, start: Any, end: Any, pace: Pace, on: int) -> list[Any]:
    most = 7 // max(pace.length, 1) if series.loose >= INF else 2
    return [
        recurs(days, first, NOT_YET if stop is NONE else stop, pace, on)
        for first in turns(start, range(START, FINISH + 3))
        for stop in turns(end, range(START - 1, FINISH + 6))
        for days in _histories(series, most)
    ]


serieses = st.builds(
    lambda days, loose: Series(tuple(sorted(days)), loose),
    st.lists(st.integers(START - 1, FINISH), max_size=3),
    st.sampled_from([0, 0, 1, 2, INF]),
)
stops = st.integers(START, FINISH + 5) | st.sampled_from(
    [
        NOT_YET,
        NONE,
        UNKNOWN_EVENT,
        Interval(START + 2, START + 4),
        Interval(START + 3, NOT_YET),
        Interval(START + 2, START + 4, none=True),
    ]
)


@given(
    serieses,
    stops,
    st.integers(2, 4),
    st.sampled_from(["rolling", "grid"]),
    rollovers,
    st.integers(START, FINISH),
)
def test_recurrences_are_exact(
    series: Series, end: Any, length: int, mode: str, rollover: Any, on: int
) -> None:
    pace = Pace(length, "days", mode, rollover)
    outcomes = _outcomes(series, START, NOT_YET if end is NONE else end, pace, on)
    answer = every(series, START, end, length, ("days", mode, rollover, ()), on)
    assert holds_in_all(answer, outcomes), (answer, set(outcomes))
    assert answer is together(outcomes)


@pytest.mark.parametrize("mode", ["rolling", "grid", "calendar"])
def test_months_on_whole_years(mode: str) -> None:
    """Known histories, month by month, in all three modes, against the plain sentences."""
    start = date(2026, 1, 15).toordinal()
    reports = [date(2026, 4, 1).toordinal(), date(2026, 7, 10).toordinal(), date(2026, 10, 1).toordinal()]
    for count in range(4):
        for on in range(start, start + 420, 9):
            for stop in (NOT_YET, start + 200, start + 300):
                pace = Pace(3, "months", mode, "next")
                answer = every(
                    Series(tuple(reports[:count])), start, stop, 3, ("months", mode, "next", ()), on
                )
                assert answer is recurs(reports[:count], start, stop, pace, on), (count, on, stop)


@pytest.mark.parametrize(
    ("series", "start", "length", "answer"),
    [
        (Series(()), UNKNOWN_EVENT, 3, None),
        (Series(()), NONE, 3, WAIT),
        (Series(()), START, UNKNOWN, None),
        (Series(()), NOT_YET, 3, WAIT),
    ],
)
def test_a_rhythm_needs_a_start_and_a_length(series: Any, start: Any, length: Any, answer: Any) -> None:
    assert every(series, start, NOT_YET, length, ("days", "rolling", "none", ()), ON) is answer
