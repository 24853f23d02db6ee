"""Readers of single values: each refuses with a remedy and never repeats what stood there."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NoReturn

from pydantic_core import PydanticCustomError

from adm_rules import calendar
from adm_rules.municipalities import MunicipalityError, normalise
from adm_rules.quantities import QuantityError, cents_to_decimal, decimal_to_cents, parse_fraction

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
NONE: Final = "none"

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(?::00)?([+-][0-9]{2}:[0-9]{2}|Z)?")
ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_DIGIT: Final = "[0-9LMNPQRSTUV]"
_TAX_CODE: Final = re.compile(
    rf"[A-Z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]", re.IGNORECASE
)


def refuse(code: str, problem: str, advice: str, *, key: str | None = None) -> NoReturn:
    """Refuse what stands in a file.

    ``key`` names the key below the record at which the fault shows best.
    """
    context = {"problem": problem, "advice": advice, **({"key": key} if key else {})}
    raise PydanticCustomError(code, "{problem}: {advice}", context)


def read_day(value: Any) -> date:
    """A date, or its ISO text; between the years 1900 and 2199."""
    if value.__class__ is not date:
        value = _day_in(value)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        refuse("date_out_of_range", "the year is not plausible", f"check it: {FIRST_YEAR} to {LAST_YEAR}")
    return value  # type: ignore[no-any-return]  # a date by now


def _day_in(value: Any) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        refuse("date_that_does_not_exist", "the calendar has no such day", "check month and day")
    refuse("not_a_date", "expected a date", "write year, month and day, such as 2026-03-02")


def read_time(value: Any) -> datetime:
    """A local time of Europe/Rome: a `datetime`, or its ISO text to the minute.

    An offset may be written and must be Rome's. It is needed where autumn repeats an hour; a `datetime`
    without an offset tells the two passes apart by its ``fold``.
    """
    if isinstance(value, datetime):
        return _checked_time(value.replace(tzinfo=None), value.utcoffset(), is_text=False)
    match = TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        refuse("not_a_time", "expected a local date and time", "write it as 2026-03-02T14:30")
    text, offset = match.groups()
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        refuse("time_that_does_not_exist", "the calendar has no such time", "check day, hour and minute")
    return _checked_time(local, _offset_in(offset) if offset else None, is_text=True)


def _offset_in(text: str) -> timedelta:
    parsed = datetime.fromisoformat(f"2000-01-01T00:00{text}").utcoffset()
    return parsed or timedelta()


def _checked_time(local: datetime, offset: timedelta | None, *, is_text: bool) -> datetime:
    read_day(local.date())
    if local.second or local.microsecond:
        refuse("time_with_seconds", "a time has whole minutes", "leave the seconds out")
    state = calendar.check_local(local)
    if state == "nonexistent":
        refuse("time_that_does_not_exist", "clocks go forward and skip this hour", "check day and hour")
    if offset is not None:
        return _with_offset(local, offset)
    if state == "ambiguous" and is_text:
        refuse(
            "ambiguous_time", "clocks go back and this hour comes twice", "add the offset, +02:00 or +01:00"
        )
    return local


def _with_offset(local: datetime, offset: timedelta) -> datetime:
    minutes, rest = divmod(offset, timedelta(minutes=1))
    fold = None if rest else calendar.fold_for_offset(local, minutes)
    if fold is None:
        refuse("offset_not_of_rome", "the offset is not that of Italy at this time", "leave the offset out")
    return local.replace(fold=fold)


def write_time(value: datetime) -> str:
    """The text that `read_time` reads back; with an offset where the hour comes twice."""
    text = value.isoformat(timespec="minutes")
    if calendar.check_local(value) == "plain":
        return text
    return text + ("+01:00" if value.fold else "+02:00")


def read_clock(value: Any) -> int:
    """Minutes after midnight of a clock time written ``07:30``."""
    try:
        return calendar.clock(value if isinstance(value, str) else "")
    except calendar.CalendarError:
        refuse("not_a_clock_time", "expected a clock time", "write it as 07:30, at most 24:00")


def read_money(value: Any) -> int:
    """Cents of an amount in euro: a whole number, a decimal, or decimal text, with at most two decimals."""
    try:
        if isinstance(value, int | float | Decimal | str) and not isinstance(value, bool):
            return decimal_to_cents(Decimal(str(value)))
    except (InvalidOperation, QuantityError):
        pass
    refuse("not_an_amount", "expected an amount in euro", "write it with at most two decimals, such as 12.50")


def read_positive_money(value: Any) -> int:
    """Cents of an amount that is not below zero."""
    cents = read_money(value)
    if cents < 0:
        refuse("negative_amount", "an amount is not below zero here", "write it without the sign")
    return cents


def write_money(cents: int) -> str:
    """Euro as decimal text, which `read_money` reads back."""
    return str(cents_to_decimal(cents))


def read_fraction(value: Any) -> tuple[int, int]:
    """A fraction written ``1/4``, in lowest terms."""
    try:
        return parse_fraction(value if isinstance(value, str) else "")
    except QuantityError:
        refuse("not_a_fraction", "expected a fraction", "write it as 1/4")


def read_id(value: Any) -> str:
    """An opaque id; never anything in the shape of an Italian tax code."""
    if not isinstance(value, str) or ID.fullmatch(value) is None or value == NONE:
        refuse("not_an_id", "expected an id", "use up to 64 letters, digits, dots, dashes and underscores")
    if _TAX_CODE.fullmatch(value):
        refuse("tax_code", "this has the shape of a tax code", "use an id that says nothing about the person")
    return value


def read_place(value: Any) -> str:
    """A municipality by slug, ISTAT code, name or alias, as its slug (see `adm_rules.municipalities`)."""
    try:
        return normalise(value if isinstance(value, str) else "")
    except MunicipalityError:
        refuse("not_a_municipality", "expected a municipality", "write its name or its six-digit ISTAT code")


def check_order(first: object, last: object, first_key: str, last_key: str) -> None:
    """Refuse an end before its start; ends that are open or not known pass."""
    if isinstance(first, date) and isinstance(last, date) and last < first:
        refuse(
            "end_before_start",
            f"`{last_key}` lies before `{first_key}`",
            "correct one of the two",
            key=last_key,
        )


def read_province(value: Any) -> str:
    """The two capital letters of a province."""
    if not isinstance(value, str) or re.fullmatch("[A-Z]{2}", value) is None:
        refuse("not_a_province", "expected a province", "write its two capital letters, such as SO")
    return value
