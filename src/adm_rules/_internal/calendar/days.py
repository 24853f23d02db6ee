"""Days, weeks, months, years and ages.

A day is an ordinal (1 January of year 1 is 1, a Monday), so that days subtract and compare as whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

#: The last day that Python's calendar knows, 31 December 9999.
LAST_DAY: Final = date.max.toordinal()
#: Names of the days of the week, Monday first; `weekday` gives the index.
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Months in each calendar period.
PERIODS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}

_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class CalendarError(ValueError):
    """A day, a clock time or a term that the calendar does not have. The message never quotes the value."""


def to_day(value: date) -> int:
    """The ordinal of a date (of a local date and time: of its day)."""
    return value.toordinal()


def to_date(day: int) -> date:
    """The date of an ordinal.

    Raises:
        CalendarError: the ordinal lies outside the years 1 to 9999.
    """
    try:
        return date.fromordinal(day)
    except (ValueError, OverflowError):
        raise CalendarError("the day lies outside the years 1 to 9999") from None


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


def weekday_name(day: int) -> str:
    """``mon`` to ``sun``."""
    return WEEKDAYS[(day - 1) % 7]


def week_of(day: int) -> int:
    """The Monday of the ISO week that holds the day; a week is named by its Monday."""
    return day - (day - 1) % 7


@lru_cache(maxsize=5_000)
def week_name(monday: int) -> str:
    """The ISO name of a week, such as ``2026-W10``; any day of the week gives the same name."""
    year, number, _ = to_date(monday).isocalendar()
    return f"{year:04}-W{number:02}"


@lru_cache(maxsize=5_000)
def month_name(day: int) -> str:
    """The name of a month, such as ``2026-03``; any day of the month gives the same name."""
    here = to_date(day)
    return f"{here.year:04}-{here.month:02}"


def mondays(first: int, last: int) -> range:
    """The weeks, each as its Monday, that share at least a day with first to last."""
    return range(week_of(first), last + 1, 7)


def year_of(day: int) -> int:
    """The calendar year of a day."""
    return to_date(day).year


def year_bounds(year: int) -> tuple[int, int]:
    """1 January and 31 December of a year."""
    return _day(year, 1, 1), _day(year, 12, 31)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return 29 if month == 2 and _is_leap(year) else _MONTH_LENGTHS[month - 1]


def _day(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        raise CalendarError("the day lies outside the years 1 to 9999") from None


def clamped_day(year: int, month: int, number: int) -> int:
    """The numbered day of a month, or the month's last day if it has no such number."""
    return _day(year, month, min(number, month_length(year, month)))


def add_days(day: int, count: int) -> int:
    """The day ``count`` days later (earlier if negative)."""
    return day + count


def add_months(day: int, count: int) -> int:
    """The same-numbered day ``count`` months later, or that month's last day (Italian civil code, art. 2963).

    Always counted from the anchor: three times two months is ``add_months(day, 6)``, never a chain of steps.
    """
    anchor = to_date(day)
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
    return clamped_day(year, month + 1, anchor.day)


def months_between(start: int, end: int) -> int:
    """Complete months from start to end: the largest n for which ``add_months(start, n) <= end``."""
    first, last = to_date(start), to_date(end)
    count = (last.year - first.year) * 12 + last.month - first.month
    return count if min(first.day, month_length(last.year, last.month)) <= last.day else count - 1


def years_between(start: int, end: int) -> int:
    """Complete years from start to end, counted as twelve months each; for ages see `age_on`."""
    return months_between(start, end) // 12


@lru_cache(maxsize=20_000)
def age_on(birth: int, day: int) -> int:
    """Age in years on a day; negative before birth.

    Who is born on 29 February is a year older on 1 March in common years.
    """
    born, today = date.fromordinal(birth), date.fromordinal(day)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def birthday(birth: int, years: int) -> int:
    """The day on which the age is reached: the first on which `age_on` gives it."""
    born = to_date(birth)
    year = born.year + years
    if (born.month, born.day) == (2, 29) and not _is_leap(year):
        return _day(year, 3, 1)
    return _day(year, born.month, born.day)


def calendar_period(day: int, period: str) -> tuple[int, int]:
    """First and last day of the ``month``, ``quarter``, ``half_year`` or ``year`` that holds the day."""
    length = PERIODS[period]
    here = to_date(day)
    start = (here.month - 1) // length * length + 1
    end = start + length - 1
    return _day(here.year, start, 1), _day(here.year, end, month_length(here.year, end))


def calendar_periods(first: int, last: int, period: str) -> Iterator[tuple[int, int]]:
    """The calendar periods, whole, that share at least a day with first to last, in order."""
    while first <= last:
        bounds = calendar_period(first, period)
        yield bounds
        first = bounds[1] + 1
