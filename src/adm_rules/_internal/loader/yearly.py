"""Amounts that an act has set anew each year: each ends with its year, and after it nothing is in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from adm_rules._internal.calendar import last_day_of_term, to_date, year_of, yearly_day
from adm_rules._internal.dataclass import replace
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import read_amount, read_value
from adm_rules._internal.rules import Amount, EachYear, NotSet, Path, Value
from adm_rules._internal.texts import Text

#: The day on which a year ends where nothing else is said.
_NEW_YEARS_EVE: Final = (12, 31)
_MONTHS: Final = 12


def read_each_year(data: Any, path: Path, faults: Faults) -> EachYear:
    """Who sets an amount each year, and the day on which its year ends."""
    body = faults.mapping(data, path, ("by", "asks"), ("ends",))
    if body is None:
        return EachYear(NotSet(Text("", ""), Text("", "")), _NEW_YEARS_EVE)
    ends = read_amount("month_day", body["ends"], (*path, "ends"), faults) if "ends" in body else None
    by, asks = (faults.text(body[key], (*path, key)) for key in ("by", "asks"))
    return EachYear(NotSet(by, asks), ends or _NEW_YEARS_EVE)


def read_dated(name: str, data: Any, path: Path, faults: Faults) -> Value | None:
    """One named limit, which may be set anew each year."""
    value = read_value(name, data, path, faults)
    if value is None or "each_year" not in data:
        return value
    return yearly(value, read_each_year(data["each_year"], (*path, "each_year"), faults), faults)


def yearly(value: Value, each_year: EachYear, faults: Faults) -> Value:
    """A value that is set each year: not set on every day that no entry is for."""
    if not value.history:
        return replace(value, not_set=each_year.gap, each_year=each_year)
    closed = ended(value.history, each_year, faults)
    return replace(value, history=tuple(_filled(closed, each_year)), each_year=each_year)


def ended(history: Sequence[Amount], each_year: EachYear, faults: Faults) -> tuple[Amount, ...]:
    """Entries that end with their year at the latest."""
    return tuple(_ended(entry, each_year, faults) for entry in history)


def _ended(entry: Amount, each_year: EachYear, faults: Faults) -> Amount:
    if entry.day_from is None:
        help = "add `from:`, the first day of its year"
        faults.add("beyond-its-year", "what is set each year is not in force since ever", entry.path, help)
        return entry
    last = _year_end(entry.day_from, each_year.ends)
    most = max(last, last_day_of_term(entry.day_from, _MONTHS))
    if entry.day_until is not None and entry.day_until > most:
        help = f"end it by {to_date(most)}; the next year has an entry of its own"
        faults.add("beyond-its-year", "what is set each year holds for one", (*entry.path, "until"), help)
    return replace(entry, day_until=entry.day_until or last)


def _year_end(day: int, ends: tuple[int, int]) -> int:
    """The last day of the year that a day belongs to."""
    year = year_of(day)
    return next(end for end in (yearly_day(year + n, *ends) for n in (0, 1)) if end >= day)


def _filled(history: Sequence[Amount], each_year: EachYear) -> Iterator[Amount]:
    """Entries with what nobody has set before, between and after them."""
    free: int | None = None
    for entry in history:
        if free is None or (entry.day_from or 0) > free:
            until = None if entry.day_from is None else entry.day_from - 1
            yield _gap(each_year, entry.path, free, until)
        yield entry
        free = None if entry.day_until is None else entry.day_until + 1
    yield _gap(each_year, history[-1].path, free, None)


def _gap(each_year: EachYear, path: Path, first: int | None, last: int | None) -> Amount:
    return Amount(first, last, None, None, path, not_set=each_year.gap)
