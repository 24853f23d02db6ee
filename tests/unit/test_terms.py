"""The worked dates of the language study (row numbers of its table), their states, and recurrences."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.values import terms
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, UNKNOWN_EVENT, Interval
from adm_rules._internal.values.logic import WAIT, Truth
from adm_rules._internal.values.terms import Rhythm, Series, State


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


#: Row, anchor, length, unit, rollover, effective day.
ROWS = [
    (1, "2027-09-19", 15, "days", "next", "2027-10-05"),
    (2, "2026-09-19", 15, "days", "next", "2026-10-05"),
    (3, "2021-09-19", 15, "days", "next", "2021-10-04"),
    (4, "2026-03-21", 15, "days", "next", "2026-04-07"),
    (5, "2027-03-14", 15, "days", "next", "2027-03-30"),
    (6, "2026-12-10", 15, "days", "next", "2026-12-28"),
    (7, "2027-12-11", 15, "days", "next", "2027-12-27"),
    (8, "2026-12-22", 15, "days", "next", "2027-01-07"),
    (9, "2026-04-10", 15, "days", "next", "2026-04-27"),
    (10, "2026-11-02", 60, "days", "next", "2027-01-02"),
    (11, "2026-12-03", 5, "days", "none", "2026-12-08"),
    (12, "2026-10-27", 15, "days", "next", "2026-11-11"),
    (13, "2026-08-31", 6, "months", "next", "2027-03-01"),
    (14, "2028-01-31", 1, "months", "next", "2028-02-29"),
    (15, "2028-02-29", 12, "months", "next", "2029-02-28"),
]


@pytest.mark.parametrize(("row", "anchor", "length", "unit", "rollover", "effective"), ROWS)
def test_worked_terms(row: int, anchor: str, length: int, unit: str, rollover: Any, effective: str) -> None:
    assert terms.due(day(anchor), length, unit, rollover, ()) == day(effective), f"row {row}"


def test_a_declared_patron_day_moves_a_term() -> None:
    """Row 12: 11 November, patron of Tirano."""
    assert terms.due(day("2026-10-27"), 15, "days", "next", ((11, 11),)) == day("2026-11-12")


def test_backward_terms() -> None:
    """Row 16."""
    assert terms.before(day("2024-12-31"), 6, "months", "none", ()) == day("2024-06-30")
    assert terms.before(day("2024-12-31"), 6, "months", "previous", ()) == day("2024-06-29")


def test_yearly_days() -> None:
    """Rows 17 and 18; 29 February is the 28th in common years."""
    assert terms.yearly(day("2026-01-01"), (1, 31), True, "next", ()) == day("2027-02-01")
    assert terms.yearly(day("2029-01-01"), (9, 30), False, "next", ()) == day("2029-10-01")
    assert terms.yearly(day("2023-01-01"), (9, 30), False, "next", ()) == day("2023-09-30")
    assert terms.yearly(day("2026-01-01"), (2, 29), True, "none", ()) == day("2027-02-28")
    assert terms.yearly(UNKNOWN, (1, 31), True, "next", ()) == UNKNOWN
    assert terms.yearly(NOT_YET, (1, 31), True, "next", ()) == NOT_YET
    assert terms.yearly(NONE, (1, 31), True, "next", ()) == NOT_YET
    assert terms.yearly(day("2026-01-01"), UNKNOWN, True, "next", ()) == UNKNOWN
    assert terms.yearly(day("2026-01-01"), NONE, True, "next", ()) == UNKNOWN


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (Interval(day("2026-05-04"), day("2026-12-31")), day("2027-02-01")),  # only the year matters
        (Interval(day("2026-05-04"), day("2027-01-01")), Interval(day("2027-02-01"), day("2028-01-31"))),
        (Interval(day("2026-05-04"), NOT_YET), Interval(day("2027-02-01"), NOT_YET)),
        (Interval(day("2026-05-04"), INF), Interval(day("2027-02-01"), INF)),
        (
            Interval(day("2026-05-04"), day("2026-12-31"), none=True),
            Interval(day("2027-02-01"), day("2027-02-01"), none=True),
        ),
        (Interval(-INF, day("2026-12-31")), Interval(-INF, day("2027-02-01"))),
    ],
)
def test_yearly_days_of_a_period_whose_first_day_is_only_bounded(first: Interval, expected: Any) -> None:
    """Such as a week of which one session has no known day."""
    assert terms.yearly(first, (1, 31), True, "next", ()) == expected


@pytest.mark.parametrize(("times", "effective"), [(2, "2027-05-31")])
def test_repetitions_are_counted_from_the_anchor(times: int, effective: str) -> None:
    """Row 19: two times three months from 30 November, never step by step."""
    pace = Rhythm(3, "months", "grid", "next")
    assert pace.after(day("2026-11-30"), times) == (day("2027-05-30"), day(effective))


def test_five_times_two_months() -> None:
    """Row 20: Sunday 31 October, then 1 November."""
    assert Rhythm(2, "months", "grid", "next").after(day("2026-12-31"), 5) == (
        day("2027-10-31"),
        day("2027-11-02"),
    )


# --- row 1 on given days ------------------------------------------------------------------------------------------

DUE = day("2027-10-05")


@pytest.mark.parametrize(
    ("event", "on", "truth", "state"),
    [
        (NOT_YET, "2027-10-04", WAIT, State("pending", DUE)),
        (NOT_YET, "2027-10-05", WAIT, State("pending", DUE)),
        (NOT_YET, "2027-10-06", False, State("overdue", DUE, None, 1)),
        (NONE, "2027-10-06", False, State("overdue", DUE, None, 1)),
        (UNKNOWN_EVENT, "2027-10-05", WAIT, State("pending", DUE)),
        (UNKNOWN_EVENT, "2027-10-06", None, State("undecided", DUE)),
        (day("2027-10-04"), "2027-10-06", True, State("met", DUE, day("2027-10-04"))),
        (day("2027-10-05"), "2027-10-06", True, State("met", DUE, day("2027-10-05"))),
        (day("2027-10-06"), "2027-10-06", False, State("late", DUE, day("2027-10-06"), 1)),
    ],
)
def test_row_1_day_by_day(event: Any, on: str, truth: Truth, state: State) -> None:
    """19 September 2027 and fifteen days: effective on 5 October."""
    assert terms.held(event, DUE, day(on)) is truth
    assert terms.held_state(event, DUE, day(on)) == state


def test_an_event_recorded_up_to_a_day_after_the_term_was_missed() -> None:
    """A file complete up to 7 October without the event: whenever it came, it came late."""
    event = Interval(day("2027-10-08"), NOT_YET)
    assert terms.held(event, DUE, day("2027-10-09")) is False


def test_before_the_anchor_nothing_has_started() -> None:
    """Row 1 on 18 September: not started."""
    due = terms.due(NOT_YET, 15, "days", "next", ())
    assert due == NOT_YET
    assert terms.held(NOT_YET, due, day("2027-09-18")) is WAIT
    assert terms.held_state(NOT_YET, due, day("2027-09-18")) == State("not_started")


@pytest.mark.parametrize(
    ("anchor", "length", "expected"),
    [
        (NONE, 15, NOT_YET),
        (NONE, UNKNOWN, UNKNOWN),
        (NOT_YET, UNKNOWN, UNKNOWN),
        (day("2027-09-19"), UNKNOWN, UNKNOWN),
        (day("2027-09-19"), NONE, UNKNOWN),
        (UNKNOWN, 15, UNKNOWN),
        (UNKNOWN_EVENT, 15, Interval(-INF, NOT_YET)),
        (Interval(day("2027-09-19"), NOT_YET), 15, Interval(DUE, NOT_YET)),
        (Interval(day("2027-09-19"), day("2027-09-20")), 15, DUE),
        (Interval(day("2027-09-19"), day("2027-09-20"), none=True), 15, Interval(DUE, DUE, none=True)),
        (Interval(day("2027-09-19"), LAST_DAY), 15, Interval(DUE, INF)),
        (Interval(1, LAST_DAY), 15, Interval(16, INF)),
    ],
)
def test_due_of_what_is_not_known(anchor: Any, length: Any, expected: Any) -> None:
    assert terms.due(anchor, length, "days", "next", ()) == expected


@pytest.mark.parametrize(
    ("anchor", "length", "expected"),
    [
        (NOT_YET, 6, NOT_YET),
        (NONE, 6, NOT_YET),
        (UNKNOWN, 6, UNKNOWN),
        (Interval(day("2024-12-31"), NOT_YET), 6, Interval(day("2024-06-30"), NOT_YET)),
        (Interval(day("2024-12-30"), day("2024-12-31")), 6, day("2024-06-30")),
        (day("2024-12-31"), UNKNOWN, UNKNOWN),
        (day("2024-12-31"), NONE, UNKNOWN),
    ],
)
def test_backward_terms_of_what_is_not_known(anchor: Any, length: Any, expected: Any) -> None:
    assert terms.before(anchor, length, "months", "none", ()) == expected


@pytest.mark.parametrize(
    ("event", "due", "truth", "state"),
    [
        (5, Interval(5, 8), True, State("met", None, 5)),
        (5, Interval(5, NOT_YET), WAIT, State("pending")),
        (5, Interval(5, 5, none=True), WAIT, State("pending")),
        (5, Interval(5, INF), True, State("met", None, 5)),
        (5, Interval(4, 4, none=True), None, State("undecided")),
        (NOT_YET, Interval(9, 9, none=True), None, State("undecided")),
        (NOT_YET, Interval(10, 10, none=True), WAIT, State("pending")),
        (NOT_YET, Interval(10, INF), WAIT, State("pending")),
        (5, Interval(2, 4), False, State("late", None, 5, 1)),
        (5, Interval(4, 9), None, State("undecided")),
        (5, Interval(4, NOT_YET), None, State("undecided")),
        (NOT_YET, Interval(2, 9), False, State("overdue", None, None, 1)),
        (NOT_YET, Interval(2, 10), None, State("undecided")),
        (NOT_YET, Interval(10, 12), WAIT, State("pending")),
        (NONE, Interval(10, NOT_YET), WAIT, State("pending")),
        (NOT_YET, Interval(9, NOT_YET), None, State("undecided")),
        (NOT_YET, Interval(-INF, NOT_YET), None, State("undecided")),
        (12, Interval(9, 11), None, State("undecided")),  # planned for later: not happened
        (12, Interval(10, 11), WAIT, State("pending")),
        (UNKNOWN_EVENT, Interval(2, 4), None, State("undecided")),
        (UNKNOWN_EVENT, Interval(10, 12), WAIT, State("pending")),
        (UNKNOWN_EVENT, UNKNOWN, None, State("undecided")),
        (Interval(5, 7), Interval(7, 8), True, State("met")),
        (Interval(5, 7), Interval(3, 4), False, State("late", None, None, 1)),
        (Interval(5, 7), Interval(4, 8), None, State("undecided")),
        (
            Interval(5, 7),
            4,
            False,
            State("late", 4, None, 1),
        ),  # it surely happened, so nobody owes it any more
        (Interval(5, 7), 7, True, State("met", 7)),
        (Interval(5, NOT_YET), 4, False, State("overdue", 4, None, 1, may_have=True)),
    ],
)
def test_what_is_not_known_decides_only_when_all_its_days_do(
    event: Any, due: Any, truth: Truth, state: State
) -> None:
    """As seen on day 10."""
    assert terms.held(event, due, 10) is truth
    assert terms.held_state(event, due, 10) == state


# --- recurrences --------------------------------------------------------------------------------------------------

START = day("2027-01-15")
REPORTS = (day("2027-04-01"), day("2027-07-10"))
ROLLING: Any = ("months", "rolling", "next", ())
GRID: Any = ("months", "grid", "next", ())


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (("2026-02-28",), ["met", "overdue"]),
        (("2026-03-02",), ["met", "overdue"]),  # it cannot keep both
        (("2026-02-28", "2026-03-02"), ["met", "met"]),
        (("2026-03-02", "2026-03-02"), ["met", "met"]),
        (("2026-01-02", "2026-02-02", "2026-03-15"), ["met", "met"]),
        (("2026-03-03",), ["overdue", "met"]),
    ],
)
def test_an_event_keeps_one_cell_also_where_a_holiday_makes_two_overlap(
    days: tuple[str, ...], names: list[str]
) -> None:
    """A cell that ends on Sunday 1 March takes in Monday the 2nd, which is the first day of the next one."""
    pace, start, on = Rhythm(1, "months", "grid", "next"), day("2026-02-01"), day("2026-04-02")
    series = tuple(day(each) for each in days)
    found = terms.instances(series, start, NOT_YET, pace, on)
    assert [state.name for state in found[:2]] == names
    broken = names.count("overdue")
    assert terms.needed(Series(series, INF), start, NOT_YET, pace, on) == broken
    truth = terms.every(Series(series), start, NOT_YET, 1, ("months", "grid", "next", ()), on)
    assert truth is (False if broken else WAIT)


def test_two_readings_of_three_months() -> None:
    """Start 15 January 2027, reports 1 April and 10 July: late by nine days when rolling, met on the grid."""
    on = day("2027-07-20")
    assert terms.every(Series(REPORTS), START, NOT_YET, 3, ROLLING, on) is False
    assert terms.every(Series(REPORTS), START, NOT_YET, 3, GRID, on) is WAIT
    rolling = terms.instances(REPORTS, START, NOT_YET, Rhythm(3, *ROLLING), on)
    assert [state.name for state in rolling] == ["met", "late", "pending"]
    assert rolling[1] == State("late", day("2027-07-01"), day("2027-07-10"), 9)
    assert rolling[1].days_late == 9
    grid = terms.instances(REPORTS, START, NOT_YET, Rhythm(3, *GRID), on)
    assert [(state.name, state.due) for state in grid] == [
        ("met", day("2027-04-15")),
        ("met", day("2027-07-15")),
        ("pending", day("2027-10-15")),
    ]


@pytest.mark.parametrize(
    ("on", "stop", "name", "late"),
    [
        ("2027-04-15", NOT_YET, "pending", 0),
        ("2027-04-16", NOT_YET, "overdue", 1),
        ("2027-05-01", day("2027-04-20"), "missed", 5),
        ("2027-05-01", day("2027-04-15"), "lapsed", 0),
        ("2027-05-01", day("2027-04-14"), "lapsed", 0),
    ],
)
def test_the_open_deadline_of_a_rhythm(on: str, stop: int, name: str, late: int) -> None:
    (state,) = terms.instances((), START, stop, Rhythm(3, *ROLLING), day(on))
    assert state == State(name, day("2027-04-15"), None, late)


def test_grid_cells_end_before_the_end() -> None:
    on = day("2027-12-31")
    states = terms.instances((), START, day("2027-07-15"), Rhythm(3, *GRID), on)
    assert [state.name for state in states] == ["missed"]


def test_calendar_periods() -> None:
    """One event in each quarter touched; the running one is pending until its last day."""
    pace = Rhythm(3, "months", "calendar", "next")
    on = day("2027-08-01")
    states = terms.instances((day("2027-02-01"),), START, NOT_YET, pace, on)
    assert [(state.name, state.due) for state in states] == [
        ("met", day("2027-03-31")),
        ("overdue", day("2027-06-30")),
        ("pending", day("2027-09-30")),
    ]


def test_a_part_period_that_ends_empty_is_missed_by_no_day() -> None:
    """Closed on 1 May, long before the quarter's last day: the report of that quarter is missing all the same."""
    pace = Rhythm(3, "months", "calendar", "next")
    days, stop, on = (day("2027-02-01"),), day("2027-05-01"), day("2027-08-01")
    states = terms.instances(days, START, stop, pace, on)
    assert [(state.name, state.days_late) for state in states] == [("met", 0), ("missed", 0)]


def test_turns_tell_from_which_day_and_which_day_as_counted() -> None:
    pace = Rhythm(3, "months", "rolling", "next")
    turns = terms.turns(REPORTS, START, NOT_YET, pace, day("2027-07-20"), day("2028-01-01"))
    assert [(turn.anchor, turn.nominal) for turn in turns] == [
        (START, day("2027-04-15")),
        (REPORTS[0], day("2027-07-01")),
        (REPORTS[1], day("2027-10-10")),
    ]
    assert turns[2].state == State("pending", day("2027-10-11"))


@pytest.mark.parametrize(("until", "count"), [("2027-07-15", 2), ("2027-07-16", 3), ("2027-01-01", 2)])
def test_fixed_days_that_come_are_there_up_to_a_day(until: str, count: int) -> None:
    on = day("2027-05-01")
    turns = terms.turns((), START, NOT_YET, Rhythm(3, "months", "grid", "next"), on, day(until))
    assert [turn.state.name for turn in turns] == ["overdue", *["pending"] * (count - 1)]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ((Series(()), START, NOT_YET, 3), ["overdue"]),
        ((Series((), 1), START, NOT_YET, 3), ["undecided"]),
        ((UNKNOWN, START, NOT_YET, 3), ["undecided"]),
        ((Series(()), UNKNOWN_EVENT, NOT_YET, 3), ["undecided"]),
        ((Series(()), START, NOT_YET, 0), ["undecided"]),
        ((Series(()), NOT_YET, NOT_YET, 3), ["not_started"]),
        ((Series(()), START, NONE, 3), ["overdue"]),
        ((Series(()), START, UNKNOWN_EVENT, 3), ["undecided"]),
        ((Series(()), START, Interval(day("2027-05-01"), NOT_YET), 3), ["overdue"]),
        ((Series(REPORTS), START, Interval(day("2027-06-15"), NOT_YET), 3), ["met", "undecided", "pending"]),
        ((Series(REPORTS), START, Interval(day("2027-07-11"), NOT_YET), 3), ["met", "late", "pending"]),
    ],
)
def test_a_breach_that_may_be_mended_is_undecided(values: Any, names: list[str]) -> None:
    found = terms.recurrence(values, ROLLING, day("2027-07-20"), day("2027-07-20"))
    assert [turn.state.name for turn in found] == names


def test_a_calendar_period_of_no_known_length_is_undecided() -> None:
    values = (Series(()), START, NOT_YET, 5)
    (turn,) = terms.recurrence(
        values, ("months", "calendar", "next", ()), day("2027-07-20"), day("2027-07-20")
    )
    assert turn.state == State("undecided")


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (Interval(DUE - 3, DUE), State("met", DUE)),
        (Interval(DUE - 3, DUE + 1), State("undecided", DUE)),
        (Interval(DUE + 1, NOT_YET), State("overdue", DUE, None, 1, may_have=True)),
        (Interval(DUE + 3, DUE + 8), State("overdue", DUE, None, 3, may_have=True)),
        (Interval(DUE + 2, DUE + 4), State("late", DUE, None, 2)),
        (Interval(DUE + 5, NOT_YET), State("overdue", DUE, None, 4)),
    ],
)
def test_an_event_whose_day_is_not_known_may_still_decide(event: Interval, state: State) -> None:
    assert terms.held_state(event, DUE, DUE + 4) == state


@pytest.mark.parametrize(
    ("days", "rhythm", "count"),
    [((), ROLLING, 3), (REPORTS, ROLLING, 2), ((), GRID, 3), (REPORTS, GRID, 1)],
)
def test_events_needed_to_put_a_rhythm_in_order(days: tuple[int, ...], rhythm: Any, count: int) -> None:
    assert terms.needed(Series(days, INF), START, NOT_YET, Rhythm(3, *rhythm), day("2027-11-01")) == count


@pytest.mark.parametrize(
    ("series", "stop", "truth"),
    [
        (Series(()), NOT_YET, False),
        (Series((), 2), NOT_YET, False),
        (Series((), 3), NOT_YET, None),
        (Series((), INF), NOT_YET, None),
        (Series((), INF), UNKNOWN_EVENT, None),
        (Series((), 1), Interval(day("2027-06-01"), NOT_YET), None),
        (Series(()), Interval(day("2027-06-01"), NOT_YET), False),
        (Series(()), Interval(day("2027-03-01"), day("2027-04-01")), True),
        (Series(()), Interval(day("2027-03-01"), day("2027-06-01")), None),
        (Series(()), NONE, False),
    ],
)
def test_events_and_ends_that_are_not_known(series: Series, stop: Any, truth: Truth) -> None:
    assert terms.every(series, START, stop, 3, ROLLING, day("2027-11-01")) is truth


@pytest.mark.parametrize(
    ("length", "rhythm"), [(0, ROLLING), (0, GRID), (5, ("months", "calendar", "next", ()))]
)
def test_a_length_that_makes_no_rhythm_decides_nothing(length: int, rhythm: Any) -> None:
    assert terms.every(Series(()), START, NOT_YET, length, rhythm, day("2027-11-01")) is None


@pytest.mark.parametrize(
    ("stop", "truth"), [(Interval(START + 40, NOT_YET), None), (Interval(START + 40, START + 60), True)]
)
def test_every_cell_of_a_grid_is_tried_as_the_end(stop: Any, truth: Truth) -> None:
    assert terms.every(Series(()), START, stop, 3, GRID, day("2027-11-01")) is truth


def test_a_grid_whose_end_is_not_known_is_judged_by_every_day_that_it_can_end() -> None:
    """Both cells that are over hold their report, so no closing day breaks the grid; without reports many do."""
    on, end = day("2027-07-20"), Interval(START, NOT_YET)
    assert terms.every(Series(REPORTS), START, end, 3, GRID, on) is WAIT
    assert terms.every(Series(()), START, end, 3, GRID, on) is None


@pytest.mark.parametrize("rhythm", [ROLLING, GRID])
@pytest.mark.parametrize(
    ("since", "truth", "name"), [("2027-04-15", None, "undecided"), ("2027-04-16", False, "overdue")]
)
def test_what_came_after_the_list_was_complete_mends_no_earlier_term(
    rhythm: Any, since: str, truth: Truth, name: str
) -> None:
    """Due on 15 April: a list that is complete up to that day leaves no report in time open."""
    on, series = day("2027-04-20"), Series((), INF, day(since))
    assert terms.every(series, START, NOT_YET, 3, rhythm, on) is truth
    first, *_ = terms.recurrence((series, START, NOT_YET, 3), rhythm, on, on)
    assert first.state.name == name


def test_what_came_after_the_end_mends_nothing() -> None:
    series, on, stop = Series((), INF, day("2027-05-02")), day("2027-06-20"), day("2027-05-01")
    assert terms.every(series, START, stop, 3, ROLLING, on) is False
    (turn,) = terms.recurrence((series, START, stop, 3), ROLLING, on, on)
    assert turn.state.name == "missed"


def test_a_term_that_rolls_back_onto_the_event_before_cannot_be_mended() -> None:
    """Every day, moved back from Sunday: due on the Saturday itself, again and again."""
    rhythm: Any = ("days", "rolling", "previous", ())
    saturday = day("2026-03-07")
    assert terms.every(Series((), INF), saturday, NOT_YET, 1, rhythm, saturday + 3) is False


CALENDAR: Any = ("months", "calendar", "next", ())


@pytest.mark.parametrize(
    ("days", "on", "truth", "names"),
    [
        (
            ("2027-01-20",),
            "2027-01-25",
            WAIT,
            ["pending"],
        ),  # it may have ended before, and then the month waits
        (("2027-01-20",), "2027-02-05", None, ["undecided", "pending"]),
        (("2027-01-15",), "2027-01-25", True, ["met"]),
        ((), "2027-02-05", False, ["overdue", "pending"]),
    ],
)
def test_what_has_perhaps_ended_before_its_event_is_not_met(
    days: tuple[str, ...], on: str, truth: Truth, names: list[str]
) -> None:
    """From 15 January, and no end is recorded: every state agrees with the answer of the whole."""
    values = (Series(tuple(day(each) for each in days)), START, UNKNOWN_EVENT, 1)
    assert terms.every(*values, CALENDAR, day(on)) is truth
    found = terms.recurrence(values, CALENDAR, day(on), day(on))
    assert [turn.state.name for turn in found] == names
