"""Days, ages, holidays, terms and local times at the places where they are easily got wrong."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays as oracle
import pytest
from dateutil.relativedelta import relativedelta

from adm_rules._internal import calendar as cal
from adm_rules._internal.calendar.holidays import _dates_of


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(fold=fold)


# --- days and weeks ---------------------------------------------------------------------------------------


def test_days_and_dates_are_the_two_sides_of_one_thing() -> None:
    assert cal.to_day(date(2026, 3, 2)) == 739_677
    assert cal.to_date(739_677) == date(2026, 3, 2)
    assert cal.to_day(datetime(2026, 3, 2, 23, 59)) == 739_677  # noqa: DTZ001 - a local time
    assert cal.to_date(cal.LAST_DAY) == date(9999, 12, 31)
    assert cal.add_days(day("2026-02-28"), 1) == day("2026-03-01")


@pytest.mark.parametrize("outside", [0, -5, cal.LAST_DAY + 1, 4_000_000, 10**30])
def test_a_day_outside_the_calendar_is_refused_without_naming_it(outside: int) -> None:
    with pytest.raises(cal.CalendarError) as caught:
        cal.to_date(outside)
    assert str(caught.value) == "the day lies outside the years 1 to 9999"
    assert caught.value.__suppress_context__


def test_months_and_years_do_not_leave_the_calendar() -> None:
    with pytest.raises(cal.CalendarError, match="outside the years"):
        cal.add_months(day("9999-12-01"), 1)
    with pytest.raises(cal.CalendarError, match="outside the years"):
        cal.birthday(day("2020-05-05"), 9_000)
    with pytest.raises(cal.CalendarError, match="outside the years"):
        cal.year_bounds(0)


@pytest.mark.parametrize(
    ("text", "index", "name", "monday", "week"),
    [
        ("2026-03-02", 0, "mon", "2026-03-02", "2026-W10"),
        ("2026-03-08", 6, "sun", "2026-03-02", "2026-W10"),
        ("2027-01-01", 4, "fri", "2026-12-28", "2026-W53"),
        ("2024-12-31", 1, "tue", "2024-12-30", "2025-W01"),
        ("0001-01-01", 0, "mon", "0001-01-01", "0001-W01"),
    ],
)
def test_weeks_are_iso_weeks(text: str, index: int, name: str, monday: str, week: str) -> None:
    assert cal.weekday(day(text)) == index
    assert cal.weekday_name(day(text)) == name == cal.WEEKDAYS[index]
    assert cal.week_of(day(text)) == day(monday)
    assert cal.week_name(day(text)) == cal.week_name(day(monday)) == week


def test_every_week_from_2001_to_2060_is_the_iso_week() -> None:
    for number in range(day("2001-01-01"), day("2060-12-31") + 1):
        year, week, weekday = date.fromordinal(number).isocalendar()
        assert (cal.week_name(number), cal.week_of(number)) == (f"{year}-W{week:02}", number - weekday + 1)


def test_the_weeks_of_a_stretch_are_those_that_it_touches() -> None:
    sunday = day("2026-03-08")
    assert list(cal.mondays(sunday, sunday + 1)) == [sunday - 6, sunday + 1]
    assert list(cal.mondays(sunday, sunday)) == [sunday - 6]


def test_years() -> None:
    assert cal.year_of(day("2026-12-31")) == 2026
    assert cal.year_bounds(2028) == (day("2028-01-01"), day("2028-12-31"))
    assert cal.year_bounds(9999)[1] == cal.LAST_DAY


@pytest.mark.parametrize(
    ("text", "period", "first", "last"),
    [
        ("2028-02-10", "month", "2028-02-01", "2028-02-29"),
        ("2026-12-31", "month", "2026-12-01", "2026-12-31"),
        ("2026-05-31", "quarter", "2026-04-01", "2026-06-30"),
        ("2026-06-30", "half_year", "2026-01-01", "2026-06-30"),
        ("2026-07-01", "half_year", "2026-07-01", "2026-12-31"),
        ("2026-07-01", "year", "2026-01-01", "2026-12-31"),
        ("9999-12-31", "year", "9999-01-01", "9999-12-31"),
        ("1900-02-01", "month", "1900-02-01", "1900-02-28"),
        ("2000-02-01", "month", "2000-02-01", "2000-02-29"),
    ],
)
def test_calendar_periods(text: str, period: str, first: str, last: str) -> None:
    assert cal.calendar_period(day(text), period) == (day(first), day(last))


def test_the_periods_of_a_stretch_are_whole() -> None:
    found = list(cal.calendar_periods(day("2026-03-31"), day("2026-07-01"), "quarter"))
    assert found == [cal.calendar_period(day(f"2026-0{month}-01"), "quarter") for month in (1, 4, 7)]
    assert list(cal.calendar_periods(day("2026-03-31"), day("2026-03-30"), "month")) == []


# --- months and ages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-03-31", 0, "2026-03-31"),
    ],
)
def test_months_end_on_the_same_number_or_on_the_last_day(start: str, count: int, end: str) -> None:
    assert cal.add_months(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("start", "end", "months", "years"),
    [
        ("2026-01-31", "2026-02-27", 0, 0),
        ("2026-01-31", "2026-02-28", 1, 0),
        ("2026-01-15", "2026-01-14", -1, -1),
        ("2024-02-29", "2025-02-28", 12, 1),
        ("2024-02-29", "2025-02-27", 11, 0),
        ("2020-03-02", "2026-03-01", 71, 5),
        ("2020-03-02", "2026-03-02", 72, 6),
    ],
)
def test_complete_months_and_years(start: str, end: str, months: int, years: int) -> None:
    assert cal.months_between(day(start), day(end)) == months
    assert cal.years_between(day(start), day(end)) == years


def test_who_is_born_on_29_february_turns_on_1_march() -> None:
    born = day("2008-02-29")
    assert cal.age_on(born, day("2026-02-28")) == 17
    assert cal.age_on(born, day("2026-03-01")) == 18
    assert cal.birthday(born, 18) == day("2026-03-01")
    assert cal.birthday(born, 20) == day("2028-02-29")
    assert cal.age_on(born, day("2028-02-28")) == 19
    assert cal.age_on(born, born) == 0


def test_an_age_grows_on_the_birthday_itself() -> None:
    born = day("2010-09-19")
    assert [cal.age_on(born, day(f"2028-09-{number}")) for number in (18, 19, 20)] == [17, 18, 18]
    assert cal.age_on(born, born - 1) == -1


def test_every_month_term_of_six_years_agrees_with_relativedelta() -> None:
    """From each day of 2023 to 2028, two leap years among them, up to two years ahead and one back."""
    first = date(2023, 1, 1)
    for here in (first + timedelta(n) for n in range(6 * 365 + 2)):
        found = [cal.add_months(here.toordinal(), count) for count in range(-12, 25)]
        assert found == [(here + relativedelta(months=count)).toordinal() for count in range(-12, 25)], here


def test_who_is_born_on_29_february_ages_as_others_do_but_for_one_day() -> None:
    """In a common year `relativedelta` turns on 28 February, the law on 1 March; on every other day they agree."""
    for born in (date(year, 2, 29) for year in range(1996, 2029, 4)):
        for here in (born + timedelta(n) for n in range(20 * 365)):
            early = (here.month, here.day) == (2, 28) and relativedelta(
                here, born
            ).years > here.year - born.year - 1
            expected = relativedelta(here, born).years - early
            assert cal.age_on(born.toordinal(), here.toordinal()) == expected, here


# --- holidays ---------------------------------------------------------------------------------------------


def test_every_day_from_1978_to_2060_agrees_with_an_independent_package() -> None:
    known = oracle.country_holidays("IT", years=range(1978, 2061))
    # No difference is known from 1978 on; before, the table leaves out what L. 54/1977 abolished.
    wrong = [
        here
        for here in map(date.fromordinal, range(day("1978-01-01"), day("2060-12-31") + 1))
        if cal.is_holiday(here.toordinal()) != (here.weekday() == 6 or here in known)
    ]
    assert wrong == []


def test_every_day_from_2001_to_2060_agrees_with_a_plain_list() -> None:
    fixed = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
    for here in map(date.fromordinal, range(day("2001-01-01"), day("2060-12-31") + 1)):
        expected = (
            here.weekday() == 6
            or (here.month, here.day) in fixed
            or (here.year >= 2026 and (here.month, here.day) == (10, 4))
            or here == gauss_easter(here.year) + timedelta(days=1)
            or here == date(2011, 3, 17)
        )
        assert cal.is_holiday(here.toordinal()) == expected, here


def gauss_easter(year: int) -> date:
    """Easter by the method of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def test_holidays_have_dates() -> None:
    assert [cal.is_holiday(day(f"{year}-10-04")) for year in (2021, 2025, 2027, 2060)] == [
        False,
        False,
        True,
        True,
    ]
    assert [cal.is_holiday(day(f"{year}-06-02")) for year in (1999, 2000, 2001)] == [False, False, True]
    assert [cal.is_holiday(day(f"{year}-03-17")) for year in (2010, 2011, 2012)] == [False, True, False]


def test_each_holiday_names_its_law_and_stands_once() -> None:
    assert all(holiday.name and holiday.source for holiday in cal.HOLIDAYS)
    assert len({(holiday.month, holiday.day) for holiday in cal.HOLIDAYS}) == len(cal.HOLIDAYS)
    assert (4, 6) in _dates_of(2026), "Easter Monday"


def test_working_days() -> None:
    christmas = day("2026-12-25")  # a Friday, then the 26th, then a Sunday
    assert cal.next_working(christmas) == day("2026-12-28")
    assert cal.previous_working(christmas) == day("2026-12-24")
    saturday = day("2026-03-07")
    assert cal.next_working(saturday) == cal.previous_working(saturday) == saturday
    assert cal.next_working(christmas, ((12, 28), (12, 29))) == day("2026-12-30")
    assert cal.previous_working(christmas, [(12, 24)]) == day("2026-12-23")
    assert cal.is_holiday(day("2028-02-29"), {(2, 29)})


# --- terms ------------------------------------------------------------------------------------------------

MARTINMAS = ((11, 11),)


@pytest.mark.parametrize(
    ("start", "term", "nominal", "effective"),
    [
        ("2027-09-19", {"days": 15}, "2027-10-04", "2027-10-05"),  # 1: the first 4 October that bites
        ("2026-09-19", {"days": 15}, "2026-10-04", "2026-10-05"),  # 2: a Sunday as well
        ("2021-09-19", {"days": 15}, "2021-10-04", "2021-10-04"),  # 3: not yet a holiday
        ("2026-03-21", {"days": 15}, "2026-04-05", "2026-04-07"),  # 4: Easter and the day after
        ("2027-03-14", {"days": 15}, "2027-03-29", "2027-03-30"),  # 5: Easter Monday
        ("2026-12-10", {"days": 15}, "2026-12-25", "2026-12-28"),  # 6: 25, 26, Sunday
        ("2027-12-11", {"days": 15}, "2027-12-26", "2027-12-27"),  # 7: 26 December on a Sunday
        ("2026-12-22", {"days": 15}, "2027-01-06", "2027-01-07"),  # 8: across the year
        ("2026-04-10", {"days": 15}, "2026-04-25", "2026-04-27"),  # 9: a Saturday that is a holiday
        ("2026-11-02", {"days": 60}, "2027-01-01", "2027-01-02"),  # 10: Saturday is a working day
        ("2026-12-03", {"days": 5, "rollover": "none"}, "2026-12-08", "2026-12-08"),  # 11: substitution
        ("2026-10-27", {"days": 15}, "2026-11-11", "2026-11-11"),  # 12: a patron that nobody declared
        ("2026-10-27", {"days": 15, "patrons": MARTINMAS}, "2026-11-11", "2026-11-12"),  # 12: declared
        ("2026-08-31", {"months": 6}, "2027-02-28", "2027-03-01"),  # 13: month end, then Sunday
        ("2028-01-31", {"months": 1}, "2028-02-29", "2028-02-29"),  # 14: leap year
        ("2028-02-29", {"months": 12}, "2029-02-28", "2029-02-28"),  # 15: from 29 February
        ("2026-11-30", {"months": 2 * 3}, "2027-05-30", "2027-05-31"),  # 19: from the anchor
        ("2026-12-31", {"months": 5 * 2}, "2027-10-31", "2027-11-02"),  # 20: Sunday, then 1 November
        ("2026-12-10", {"days": 15, "rollover": "previous"}, "2026-12-25", "2026-12-24"),
        ("2026-04-26", {"days": 0}, "2026-04-26", "2026-04-27"),  # the anchor's own day, a Sunday
    ],
)
def test_due_days(start: str, term: dict[str, Any], nominal: str, effective: str) -> None:
    assert cal.due_day(day(start), **term) == cal.TermEnd(day(nominal), day(effective))


def test_terms_that_run_backward_stay_unless_the_prudent_reading_is_chosen() -> None:  # row 16
    end = day("2024-12-31")
    assert cal.due_before(end, months=6) == (day("2024-06-30"), day("2024-06-30"))
    assert cal.due_before(end, months=6, rollover="previous") == (day("2024-06-30"), day("2024-06-29"))
    assert cal.due_before(end, days=3) == (day("2024-12-28"), day("2024-12-28"))
    with pytest.raises(cal.CalendarError, match="use `previous` or `none`"):
        cal.due_before(end, months=6, rollover="next")


def test_yearly_days() -> None:  # rows 17 and 18
    assert cal.due_on(cal.yearly_day(2027, 1, 31)) == (day("2027-01-31"), day("2027-02-01"))
    assert cal.due_on(cal.yearly_day(2029, 9, 30)) == (day("2029-09-30"), day("2029-10-01"))
    assert cal.due_on(cal.yearly_day(2023, 9, 30)) == (day("2023-09-30"), day("2023-09-30"))
    assert cal.yearly_day(2027, 2, 29) == day("2027-02-28")
    assert cal.yearly_day(2028, 2, 29) == day("2028-02-29")


def test_the_eighteenth_and_the_twelfth_birthday() -> None:  # rows 21 and 22
    assert cal.birthday(day("2008-02-29"), 18) == day("2026-03-01")
    assert cal.birthday(day("2016-02-29"), 12) - 1 == day("2028-02-28")


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2021-01-15", 6, "2021-07-14"),
        ("2021-03-01", 6, "2021-08-31"),
        ("2021-08-28", 6, "2022-02-27"),
        ("2021-08-29", 6, "2022-02-28"),
        ("2021-08-30", 6, "2022-02-28"),
        ("2021-08-31", 6, "2022-02-28"),  # row 23
        ("2023-08-29", 6, "2024-02-28"),  # row 24
        ("2023-08-30", 6, "2024-02-29"),  # row 24
        ("2022-01-01", 36, "2024-12-31"),  # how 003 writes its own term
        ("2021-01-15", 0, "2021-01-14"),  # no month: it ends before it begins
    ],
)
def test_the_last_day_of_a_voucher(start: str, months: int, last: str) -> None:
    assert cal.last_day_of_term(day(start), months) == day(last)


def test_the_last_day_of_a_duration_in_days() -> None:
    assert cal.last_day_of_term(day("2026-03-30"), days=5) == day("2026-04-03")
    assert cal.last_day_of_term(day("2021-08-31"), 6, days=2) == day("2022-03-02")


def test_the_states_of_row_1_follow_from_its_two_days() -> None:
    nominal, effective = cal.due_day(day("2027-09-19"), days=15)
    assert day("2027-10-04") <= nominal < day("2027-10-05") <= effective, "met, then met by rollover"
    assert day("2027-10-06") - effective == 1, "late, or overdue, by one day"


@pytest.mark.parametrize("length", [{}, {"days": 1, "months": 1}])
def test_a_term_has_one_length(length: dict[str, int]) -> None:
    calls: tuple[Any, ...] = (cal.due_day, cal.due_before)
    for call in calls:
        with pytest.raises(cal.CalendarError, match="either in days, in working days or in months"):
            call(day("2026-03-02"), **length)
    with pytest.raises(cal.CalendarError, match="either in days, in working days or in months"):
        cal.grid_cell(1, 2, **length)


def test_a_grid_is_counted_from_its_start() -> None:
    start = day("2027-01-15")
    assert [cal.grid_day(start, n, months=3) for n in (1, 2)] == [day("2027-04-15"), day("2027-07-15")]
    assert [cal.grid_cell(start, day(text), months=3) for text in ("2027-04-01", "2027-07-10")] == [1, 2]
    cells = {"2027-01-14": 0, "2027-01-15": 1, "2027-04-15": 1, "2027-04-16": 2, "2027-07-16": 3}
    assert {text: cal.grid_cell(start, day(text), months=3) for text in cells} == cells
    end_of_month = day("2026-11-30")
    assert cal.grid_day(end_of_month, 2, months=3) == day("2027-05-30")
    assert cal.grid_cell(end_of_month, day("2027-02-28"), months=3) == 1
    assert [cal.grid_cell(start, start + n, days=7) for n in (-1, 0, 1, 7, 8, 14, 15)] == [
        0,
        1,
        1,
        1,
        2,
        2,
        3,
    ]
    with pytest.raises(cal.CalendarError, match="at least one day or month"):
        cal.grid_cell(start, start, months=0)


# --- clock times ------------------------------------------------------------------------------------------


def test_clock_times() -> None:
    assert [cal.clock(text) for text in ("00:00", "07:30", "20:00", "23:59", "24:00")] == [
        0,
        450,
        1200,
        1439,
        1440,
    ]
    assert [cal.clock_text(minutes) for minutes in (0, 450, 1440, 1530)] == [
        "00:00",
        "07:30",
        "24:00",
        "25:30",
    ]
    with pytest.raises(cal.CalendarError, match="before midnight"):
        cal.clock_text(-1)


@pytest.mark.parametrize("text", ["7:30", "24:01", "25:00", "12:60", "07:30 ", "07.30", "", "٠٧:٣٠"])
def test_other_clock_times_are_refused_without_quoting_them(text: str) -> None:
    with pytest.raises(cal.CalendarError) as caught:
        cal.clock(text)
    assert str(caught.value) == "a clock time has two digits, a colon and two digits, from 00:00 to 24:00"


# --- local times ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-02T15:00", "2026-03-02T16:30", 90),
        ("2026-10-24T22:00", "2026-10-25T08:00", 11 * 60),  # the clock goes back
        ("2027-10-30T22:00", "2027-10-31T08:00", 11 * 60),
        ("2026-03-28T22:00", "2026-03-29T08:00", 9 * 60),  # the clock goes forward
        ("2027-03-27T22:00", "2027-03-28T08:00", 9 * 60),
        ("2026-03-29T01:59", "2026-03-29T03:00", 1),
        ("2026-10-25T00:00", "2026-10-25T01:30", 90),
        ("2026-07-01T00:00", "2026-12-01T00:00", 153 * 1440 + 60),
        ("2026-03-02T16:30", "2026-03-02T15:00", -90),
    ],
)
def test_time_that_really_passes(start: str, end: str, minutes: int) -> None:
    assert cal.elapsed_minutes(local(start), local(end)) == minutes


def test_every_day_from_2001_to_2060_has_24_hours_but_the_two_of_the_clock_changes() -> None:
    """On the last Sundays of March and October, in Italy since 1996."""
    midnight, lengths = timedelta(1), dict[int, set[date]]()
    here = datetime(2001, 1, 1)  # noqa: DTZ001 - a local time
    while here.year < 2061:
        minutes = cal.elapsed_minutes(here, here + midnight)
        lengths.setdefault(minutes, set()).add(here.date())
        here += midnight
    years = range(2001, 2061)
    assert lengths.keys() == {23 * 60, 24 * 60, 25 * 60}
    assert lengths[23 * 60] == {_last_sunday(year, 3) for year in years}
    assert lengths[25 * 60] == {_last_sunday(year, 10) for year in years}


def _last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta((end.weekday() + 1) % 7)


def test_the_hour_that_autumn_repeats_has_two_passes() -> None:
    first, second = local("2026-10-25T02:30"), local("2026-10-25T02:30", fold=1)
    assert cal.elapsed_minutes(first, second) == 60
    assert cal.elapsed_minutes(local("2026-10-25T01:30"), first) == 60
    assert cal.elapsed_minutes(second, local("2026-10-25T03:30")) == 60
    assert cal.instant_to_local(cal.local_to_instant(second)).fold == 1
    assert cal.instant_to_local(cal.local_to_instant(first)).fold == 0


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("2026-03-29T01:59", "plain"),
        ("2026-03-29T02:00", "nonexistent"),
        ("2026-03-29T02:59", "nonexistent"),
        ("2026-03-29T03:00", "plain"),
        ("2026-10-25T01:59", "plain"),
        ("2026-10-25T02:00", "ambiguous"),
        ("2026-10-25T02:59", "ambiguous"),
        ("2026-10-25T03:00", "plain"),
        ("2027-03-28T02:30", "nonexistent"),
        ("2027-10-31T02:30", "ambiguous"),
        ("2026-07-01T02:30", "plain"),
        ("1970-05-31T00:30", "nonexistent"),  # in 1970 the clock changed at midnight
    ],
)
def test_local_times_that_are_none_or_two(text: str, state: str) -> None:
    assert cal.check_local(local(text)) == state
    assert cal.check_local(local(text, fold=1)) == state


def test_an_offset_chooses_the_pass() -> None:
    twice, summer = local("2026-10-25T02:30"), local("2026-07-01T12:00")
    assert [cal.fold_for_offset(twice, offset) for offset in (120, 60, 0)] == [0, 1, None]
    assert [cal.fold_for_offset(summer, offset) for offset in (120, 60)] == [0, None]
    assert [cal.fold_for_offset(local("2026-03-29T02:30"), offset) for offset in (60, 120)] == [None, None]


def test_no_clock_was_changed_by_day_since_1980() -> None:
    """`check_local` looks nothing up for a time from four in the morning on."""
    rome = ZoneInfo("Europe/Rome")
    for day in range(date(1980, 1, 1).toordinal(), date(2101, 1, 1).toordinal()):
        start = datetime.combine(date.fromordinal(day), datetime.min.time(), rome)
        ends = (start.replace(hour=4), start.replace(hour=23, minute=59))
        assert len({end.replace(fold=fold).utcoffset() for end in ends for fold in (0, 1)}) == 1, start


def test_instants_count_from_utc() -> None:
    noon = local("2026-07-01T12:00")
    assert cal.local_to_instant(noon) == day("2026-07-01") * cal.MINUTES_PER_DAY + 10 * 60
    assert cal.instant_to_local(cal.local_to_instant(noon)) == noon
    assert cal.instant_to_local(cal.local_to_instant(noon)).tzinfo is None


def test_a_local_time_is_bare_and_has_whole_minutes() -> None:
    with pytest.raises(cal.CalendarError, match="carries no offset"):
        cal.local_to_instant(datetime(2026, 7, 1, 12, tzinfo=UTC))
    for odd in ("2026-07-01T12:00:01", "2026-07-01T12:00:00.5"):
        with pytest.raises(cal.CalendarError, match="whole minutes"):
            cal.local_to_instant(local(odd))


def test_loading_the_module_loads_neither_time_zones_nor_dateutil() -> None:
    script = "import sys, adm_rules._internal.calendar as c; print(sorted({'zoneinfo', 'dateutil'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("day", "name"), [("2026-03-01", "2026-03"), ("2026-03-31", "2026-03"), ("0999-12-31", "0999-12")]
)
def test_a_month_is_named_by_its_year_and_number(day: str, name: str) -> None:
    assert cal.month_name(date.fromisoformat(day).toordinal()) == name
