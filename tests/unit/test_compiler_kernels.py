"""What generated code calls when a value is not plain: arithmetic over bounds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.compiler import kernels, weekly
from adm_rules._internal.compiler.readers import day
from adm_rules._internal.values import periods
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval
from adm_rules._internal.values.logic import WAIT

MONDAY = date(2026, 3, 2).toordinal()


def at(day: int, clock: int, fold: int = 0) -> int:
    """An instant: minutes of local time, doubled, and which of two passes."""
    return (day * 1440 + clock) * 2 + fold


# --- parts of days and instants ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "value"),
    [("clock", 900), ("weekday", "monday"), ("week", "2026-W10"), ("day", MONDAY)],
)
def test_parts_of_an_instant(what: str, value: Any) -> None:
    assert kernels.part(at(MONDAY, 900), what) == value


def test_years_of_a_day_and_days_of_a_year() -> None:
    first, last = date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal()
    assert kernels.part(MONDAY, "year") == 2026
    assert kernels.part(MONDAY, "month") == 3
    assert kernels.part(MONDAY, "day_of_month") == 2
    assert kernels.part(NOT_YET, "month") is NONE
    assert kernels.part(UNKNOWN, "month") is UNKNOWN
    assert (kernels.part(2026, "first_of_year"), kernels.part(2026, "last_of_year")) == (first, last)


def test_a_patron_day_is_a_holiday() -> None:
    assert kernels.part(at(MONDAY, 900), "holiday") is False
    assert kernels.part(at(MONDAY, 900), "holiday", ((3, 2),)) is True
    assert kernels.part(at(date(2026, 12, 25).toordinal(), 0), "holiday") is True


def test_the_day_of_an_instant_keeps_its_bounds() -> None:
    assert kernels.part(Interval(at(MONDAY, 900), at(MONDAY + 2, 0)), "day") == Interval(MONDAY, MONDAY + 2)
    assert kernels.part(Interval(at(MONDAY, 900), at(MONDAY, 960)), "day") == MONDAY
    assert kernels.part(Interval(at(MONDAY, 900), at(MONDAY, 960), none=True), "day") == Interval(
        MONDAY, MONDAY, none=True
    )
    assert kernels.part(UNKNOWN, "day") == UNKNOWN
    assert kernels.part(NONE, "day") is NONE


@pytest.mark.parametrize("what", ["clock", "weekday", "holiday"])
def test_a_part_of_what_is_not_known_is_not_known(what: str) -> None:
    assert kernels.part(Interval(1, 9 * 2880), what) == UNKNOWN
    assert kernels.part(NONE, what) is NONE
    assert kernels.part(NOT_YET, what) is NONE


@pytest.mark.parametrize(("what", "found"), [("weekday", "sunday"), ("holiday", True)])
def test_of_a_moment_within_one_day_the_day_is_known(what: str, found: object) -> None:
    day = date(2026, 3, 8).toordinal()
    first, last = day * 2880, day * 2880 + 2879
    assert kernels.part(Interval(first, last), what) == found
    assert kernels.part(Interval(first, last + 1), what) == UNKNOWN
    assert kernels.part(Interval(first, last, none=True), what) == UNKNOWN
    assert kernels.part(Interval(first, last), "clock") == UNKNOWN


def test_the_clock_of_an_end_counts_on_past_midnight() -> None:
    start = at(MONDAY, 1380)
    assert kernels.clock_of(at(MONDAY + 1, 60), start) == 1500
    assert kernels.clock_of(at(MONDAY, 1410), start) == 1410
    assert kernels.clock_of(NONE, start) is NONE
    assert kernels.clock_of(UNKNOWN, start) == UNKNOWN
    assert kernels.clock_of(start, UNKNOWN) == UNKNOWN


# --- between two moments ----------------------------------------------------------------------------------------------


def test_minutes_count_the_change_of_clocks() -> None:
    march, october = date(2026, 3, 29).toordinal(), date(2026, 10, 25).toordinal()
    assert kernels.between_minutes(at(MONDAY, 900), at(MONDAY, 961)) == 61
    assert kernels.between_minutes(at(march, 60), at(march, 240)) == 120
    assert kernels.between_minutes(at(october, 60), at(october, 240)) == 240
    assert kernels.between_minutes(at(october, 150, 0), at(october, 150, 1)) == 60


def test_minutes_of_what_is_not_known() -> None:
    start = at(MONDAY, 900)
    assert kernels.between_minutes(NONE, start) is NONE
    assert kernels.between_minutes(start, NONE) is NONE
    assert kernels.between_minutes(start, UNKNOWN) == Interval(0, INF, True)  # there may be no end
    assert kernels.between_minutes(UNKNOWN, start) == Interval(0, INF, True)
    assert kernels.between_minutes(Interval(start - 2, start), start) == Interval(0, INF)


def test_days_months_and_years_between_days() -> None:
    later = date(2027, 4, 1).toordinal()
    assert kernels.between_days(MONDAY, MONDAY + 3, "days") == 3
    assert kernels.between_days(MONDAY + 3, MONDAY, "days") == -3
    assert kernels.between_days(MONDAY, later, "months") == 12
    assert kernels.between_days(MONDAY, later, "years") == 1


def test_days_between_bounds() -> None:
    assert kernels.between_days(NONE, MONDAY, "days") is NONE
    assert kernels.between_days(MONDAY, NOT_YET, "days") is NONE
    assert kernels.between_days(NOT_YET, Interval(1, 2), "days") is NONE
    assert kernels.between_days(Interval(MONDAY, MONDAY + 2), MONDAY + 5, "days") == Interval(3, 5)
    assert kernels.between_days(Interval(MONDAY, NOT_YET), MONDAY + 5, "days") == Interval(-INF, 5, none=True)
    assert kernels.between_days(Interval(-INF, MONDAY), MONDAY + 5, "days") == Interval(5, INF)
    assert kernels.between_days(MONDAY, Interval(MONDAY + 1, NOT_YET), "days") == Interval(1, INF, none=True)
    assert kernels.between_days(UNKNOWN, MONDAY, "days") == Interval(-INF, INF, none=True)
    birthday = date(2026, 3, 20).toordinal()
    assert kernels.between_days(Interval(MONDAY, MONDAY + 2), birthday, "months") == 0


@pytest.mark.parametrize(
    ("born", "then", "age"),
    [
        ("2014-03-02", "2026-03-01", 11),
        ("2014-03-02", "2026-03-02", 12),
        ("2012-02-29", "2026-02-28", 13),
        ("2012-02-29", "2026-03-01", 14),
    ],
)
def test_ages(born: str, then: str, age: int) -> None:
    assert kernels.age(day(born), day(then)) == age


def test_ages_within_bounds() -> None:
    born = day("2014-03-02")
    assert kernels.age(NONE, MONDAY) is NONE
    assert kernels.age(born, NONE) is NONE
    assert kernels.age(NOT_YET, MONDAY) is NONE
    assert kernels.age(Interval(MONDAY, NOT_YET), MONDAY) == Interval(0, 0, none=True)
    assert kernels.age(born, Interval(MONDAY - 1, MONDAY)) == Interval(11, 12)
    assert kernels.age(born, Interval(MONDAY, MONDAY + 1)) == 12
    assert kernels.age(born, NOT_YET) == Interval(0, INF)
    assert kernels.age(UNKNOWN, MONDAY) == Interval(0, INF, none=True)
    assert kernels.age(Interval(born, born + 1), UNKNOWN) == Interval(0, INF, none=True)


def test_a_day_so_much_later() -> None:
    jan31 = day("2026-01-31")
    assert periods.shift(jan31, 1, "months", "due") == day("2026-02-28")
    assert periods.shift(MONDAY, 6, "months", "last_day_of_term") == day("2026-09-01")
    assert periods.shift(MONDAY, 1, "months", "first_of_month") == day("2026-04-01")
    assert periods.shift(MONDAY, 0, "days", "last_of_month") == day("2026-03-31")
    assert periods.shift(day("2026-01-31"), 1, "months", "last_of_month") == day("2026-02-28")
    assert periods.shift(Interval(MONDAY, NOT_YET), 1, "months", "first_of_month") == Interval(
        day("2026-04-01"), NOT_YET
    )
    assert periods.shift(MONDAY, 15, "days", "due") == MONDAY + 15
    assert periods.shift(NONE, 1, "days", "due") is NONE
    assert periods.shift(NOT_YET, 1, "days", "due") == NOT_YET
    assert periods.shift(Interval(1, 2), 1, "days", "due") == Interval(2, 3)
    assert periods.shift(Interval(9, NOT_YET), 0, "days", "last_day_of_term") == Interval(8, NOT_YET)
    assert periods.shift(MONDAY, UNKNOWN, "days", "due") == UNKNOWN


# --- amounts ----------------------------------------------------------------------------------------------------------


def test_one_amount_and_another() -> None:
    """What is not known of an amount that cannot lie below nothing is nothing or more."""
    plain, signed = (False, False), (True, True)
    assert kernels.plus(5, 3, plain) == 8
    assert kernels.plus(NONE, 3, plain) is NONE
    assert kernels.plus(3, NONE, plain) is NONE
    assert kernels.plus(3, UNKNOWN, plain) == Interval(3, INF, none=True)
    assert kernels.plus(UNKNOWN, 3, plain) == Interval(3, INF, none=True)
    assert kernels.plus(3, UNKNOWN, signed) == UNKNOWN
    assert kernels.plus(Interval(-2, 7), Interval(1, 2), signed) == Interval(-1, 9)
    assert kernels.plus(Interval(-INF, 7), 2, signed) == Interval(-INF, 9)
    assert kernels.plus(2, Interval(-INF, 7), signed) == Interval(-INF, 9)


def test_one_amount_less_another() -> None:
    assert kernels.difference(5, 3) == 2
    assert kernels.difference(NONE, 3) is NONE
    assert kernels.difference(3, NONE) is NONE
    assert kernels.difference(Interval(5, 7), Interval(1, 2)) == Interval(3, 6)
    assert kernels.difference(Interval(5, INF, none=True), 1) == Interval(4, INF, none=True)
    assert kernels.difference(10, Interval(0, INF)) == Interval(-INF, 10)
    assert kernels.difference(Interval(-INF, 10), 3) == Interval(-INF, 7)
    assert kernels.difference(10, Interval(-INF, 3)) == Interval(7, INF)
    assert kernels.difference(UNKNOWN, UNKNOWN) == UNKNOWN


def test_a_sum_is_shared_out_to_the_cent() -> None:
    assert kernels.apportion(1000, 1, 3) == 333
    assert kernels.apportion(1000, 2, 3) == 667
    assert kernels.apportion(1, 1, 2) == 1
    assert kernels.apportion(1000, 1, 0) is NONE
    for parts in ((NONE, 1, 3), (1000, NONE, 3), (1000, 1, NONE)):
        assert kernels.apportion(*parts) is NONE
    for unknown in ((UNKNOWN, 1, 3), (1000, UNKNOWN, 3), (1000, 1, UNKNOWN)):
        assert kernels.apportion(*unknown) == UNKNOWN


def test_the_least_and_the_greatest() -> None:
    assert (kernels.least([3, 1, 2]), kernels.greatest([3, 1, 2])) == (1, 3)
    assert (kernels.least([NONE, 2]), kernels.greatest([2, NONE])) == (2, 2)
    assert (kernels.least([NONE, NONE]), kernels.greatest([NONE])) == (NONE, NONE)
    assert kernels.least([Interval(1, 5), 3]) == Interval(1, 3)
    assert kernels.greatest([Interval(1, 5), 3]) == Interval(3, 5)
    assert kernels.least([Interval(4, 5), 3, NONE]) == 3
    # what may not exist may leave the others alone, or nothing
    assert kernels.least([Interval(1, 5, none=True), 3]) == Interval(1, 3)
    assert kernels.greatest([Interval(1, 5, none=True), 3]) == Interval(3, 5)
    assert kernels.least([Interval(1, 5, none=True)]) == Interval(1, 5, none=True)
    assert kernels.least([Interval(7, 9, none=True), 3]) == Interval(3, 3)


def test_one_value_or_the_other() -> None:
    assert (kernels.choose(True, 1, 2), kernels.choose(False, 1, 2)) == (1, 2)
    assert kernels.choose(None, 1, 2) == Interval(1, 2)
    assert kernels.choose(None, 2, 2) == 2
    assert kernels.choose(None, True, 1) == UNKNOWN


# --- amounts and days that count --------------------------------------------------------------------------------------

TABLE = ((0, MONDAY - 1, 10), (MONDAY, NOT_YET, 20))


@pytest.mark.parametrize(
    ("dated", "amount"),
    [
        (MONDAY - 1, 10),
        (MONDAY, 20),
        (NOT_YET, 20),
        (NONE, 20),
        (Interval(1, MONDAY - 1), 10),
        (Interval(1, MONDAY), UNKNOWN),
        (Interval(MONDAY, NOT_YET), 20),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_the_amount_in_force_on_a_day(dated: Any, amount: Any) -> None:
    assert kernels.dated(dated, TABLE, MONDAY + 5) == amount


@pytest.mark.parametrize(
    ("event", "on", "amount"),
    [
        (MONDAY - 1, MONDAY + 5, 10),
        (NOT_YET, MONDAY - 1, 10),
        (NONE, MONDAY, 20),
        (Interval(1, NOT_YET), MONDAY - 1, 10),  # no day after the judgement day is meant
        (Interval(1, NOT_YET), MONDAY, UNKNOWN),
        (Interval(MONDAY, NOT_YET), MONDAY + 5, 20),
        (Interval(1, MONDAY - 1), MONDAY, 10),
    ],
)
def test_the_amount_in_force_on_the_day_of_an_event(event: Any, on: int, amount: Any) -> None:
    assert kernels.dated_by_event(event, TABLE, on) == amount


def test_an_amount_that_stays_the_same_does_not_depend_on_the_day() -> None:
    assert kernels.dated(UNKNOWN, ((0, 5, 10), (6, NOT_YET, 10)), MONDAY) == 10
    assert kernels.dated(NOT_YET, TABLE, MONDAY - 3) == 10


def test_what_is_awaited() -> None:
    assert kernels.awaited(False, MONDAY, False, MONDAY) is WAIT
    assert kernels.awaited(False, MONDAY, False, MONDAY + 1) is False
    assert kernels.awaited(True, UNKNOWN, False, MONDAY) is None
    assert kernels.awaited(False, NONE, False, MONDAY) is WAIT  # there is no such day
    assert kernels.awaited(True, NOT_YET, False, MONDAY) is WAIT


def test_what_holds_for_good_waits_no_more_once_it_holds() -> None:
    assert kernels.awaited(True, MONDAY, True, MONDAY) is True
    assert kernels.awaited(True, UNKNOWN, True, MONDAY) is True
    assert kernels.awaited(True, NONE, True, MONDAY) is True
    assert kernels.awaited(False, MONDAY, True, MONDAY) is WAIT
    assert kernels.awaited(None, MONDAY, True, MONDAY) is WAIT


@pytest.mark.parametrize(
    ("found", "outside"),
    [
        (9, True),
        (10, False),
        (20, False),
        (21, True),
        (Interval(1, 9), True),
        (Interval(1, 10), False),
        (Interval(21, 30), True),
        (Interval(20, 30), False),
        (NOT_YET, False),
        (NONE, False),
        (Interval(1, NOT_YET), False),
        (Interval(21, NOT_YET), True),
    ],
)
def test_what_surely_lies_outside_the_days_in_force(found: Any, outside: bool) -> None:
    assert kernels.surely_outside(found, 15, 10, 20) is outside


def test_what_has_not_come_is_dated_by_the_day_of_judgement() -> None:
    assert kernels.surely_outside(NOT_YET, 9, 10, LAST_DAY) is True
    assert kernels.surely_outside(NOT_YET, 10, 10, LAST_DAY) is False
    assert kernels.surely_outside(Interval(1, NOT_YET), 9, 10, LAST_DAY) is True


def test_a_day_that_may_not_exist_may_be_that_of_judgement() -> None:
    maybe, table = Interval(1, 5, none=True), ((1, 9, "then"), (10, LAST_DAY, "now"))
    assert [kernels.surely_outside(maybe, on, 10, 20) for on in (9, 10)] == [True, False]
    assert [kernels.surely_within(maybe, on, ((1, 5),)) for on in (5, 6)] == [True, False]
    assert [kernels.dated(maybe, table, on) for on in (9, 10)] == ["then", UNKNOWN]


def test_what_surely_lies_within_gaps() -> None:
    gaps = ((10, 20), (30, NOT_YET))
    assert [kernels.surely_within(day_, 15, gaps) for day_ in (9, 10, 20, 21, 30, LAST_DAY)] == [
        False,
        True,
        True,
        False,
        True,
        True,
    ]
    assert kernels.surely_within(Interval(12, 14), 1, gaps) is True
    assert kernels.surely_within(Interval(12, 25), 1, gaps) is False
    for not_come in (NOT_YET, NONE):
        assert kernels.surely_within(not_come, 15, gaps) is True
        assert kernels.surely_within(not_come, 25, gaps) is False


def test_the_table_of_holidays_only_saves_time(monkeypatch: pytest.MonkeyPatch) -> None:
    kernels.HOLIDAYS.clear()
    monkeypatch.setattr(kernels, "_TABLE_SIZE", 1)
    christmas = date(2026, 12, 25).toordinal()
    days = (MONDAY, christmas, MONDAY, christmas)
    assert [kernels.HOLIDAYS[day_] for day_ in days] == [False, True, False, True]


# --- weekly slots -----------------------------------------------------------------------------------------------------


def slot(
    weekday: Any = "monday",
    start: Any = 480,
    end: Any = 600,
    first: Any = NONE,
    last: Any = NONE,
    *,
    sure: Any = True,
    phantom: bool = False,
) -> Any:
    return (sure, weekday, start, end, first, last, phantom)


DAYS = frozenset({"monday", "tuesday"})


def test_slots_inside_a_band() -> None:
    two = [slot(), slot(start=540, end=660)]
    assert weekly.overlap(two, 480, 600, DAYS, MONDAY, False) == 180
    assert weekly.overlap(two, 480, 600, DAYS, MONDAY, True) == 120
    assert weekly.overlap([slot("sunday")], 480, 600, DAYS, MONDAY, False) == 0
    unseen = (None, UNKNOWN, UNKNOWN, UNKNOWN, NONE, NONE, True)
    assert weekly.overlap([unseen], 480, 600, DAYS, MONDAY, True) == Interval(0, 120 * len(DAYS))
    assert weekly.overlap([unseen], 600, 480, DAYS, MONDAY, True) == 0  # a band that ends before it begins
    assert weekly.uncovered_window([slot()], 600, 480, DAYS, MONDAY) == 0
    for unknown in ((UNKNOWN, 600, MONDAY), (480, UNKNOWN, MONDAY), (480, 600, UNKNOWN)):
        low, high, week = unknown
        assert weekly.overlap(two, low, high, DAYS, week, False) == Interval(0, INF)


def test_a_window_that_no_slot_covers() -> None:
    assert weekly.uncovered_window([slot()], 480, 600, DAYS, MONDAY) == 120
    assert weekly.uncovered_window([slot(), slot("tuesday")], 480, 600, DAYS, MONDAY) == 0
    for unknown in ((UNKNOWN, 600, MONDAY), (480, UNKNOWN, MONDAY), (480, 600, UNKNOWN)):
        low, high, week = unknown
        assert weekly.uncovered_window([slot()], low, high, DAYS, week) == Interval(0, INF)


@pytest.mark.parametrize(
    ("slots", "minutes"),
    [
        ([slot()], 30),
        ([], 120),
        ([slot("tuesday")], 120),
        ([slot(), slot(start=590, end=660)], 0),
        ([slot(first=MONDAY)], 30),
        ([slot(first=MONDAY + 1)], 120),
        ([slot(last=MONDAY)], 30),
        ([slot(last=MONDAY - 1)], 120),
    ],
)
def test_a_visit_that_no_slot_covers(slots: list[Any], minutes: int) -> None:
    assert weekly.uncovered(slots, at(MONDAY, 510), at(MONDAY, 630)) == minutes


@pytest.mark.parametrize(
    "open_slot",
    [
        slot(sure=None),
        slot(phantom=True),
        slot(start=UNKNOWN),
        slot(end=UNKNOWN),
        slot(first=UNKNOWN),
        slot(last=UNKNOWN),
    ],
)
def test_a_slot_that_is_not_plain_may_cover(open_slot: Any) -> None:
    found = weekly.uncovered([open_slot], at(MONDAY, 510), at(MONDAY, 570))
    assert (found.lo, found.hi) == (0, 60)


def test_a_visit_without_times() -> None:
    assert weekly.uncovered([slot()], UNKNOWN, at(MONDAY, 600)) == Interval(0, INF)
    assert weekly.uncovered([slot()], at(MONDAY, 600), UNKNOWN) == Interval(0, INF)
    assert weekly.uncovered([slot()], NONE, UNKNOWN) is NONE
    assert weekly.uncovered([slot()], at(MONDAY, 600), NONE) is NONE


@pytest.mark.parametrize(
    ("named", "same", "truth"),
    [
        (UNKNOWN, None, True),
        (NONE, False, True),
        ("adm-1", True, True),
        ("adm-1", False, False),
        ("adm-1", None, None),
    ],
)
def test_a_record_that_names_an_intervention_is_about_that_one(
    named: Any, same: bool | None, truth: bool | None
) -> None:
    assert kernels.tied(named, same) is truth
