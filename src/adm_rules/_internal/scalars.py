"""Readers of single values: each refuses with a remedy and never repeats what stood there.

Models read with them, and so does `acceptance`, which loads no model.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NoReturn

from adm_rules._internal import calendar
from adm_rules._internal.diagnostics import Path, is_tax_code
from adm_rules._internal.municipalities import MunicipalityError, normalise
from adm_rules._internal.values import (
    QuantityError,
    cents_to_decimal,
    decimal_to_cents,
    parse_fraction,
    parse_number,
)
from adm_rules._internal.values.amounts import PLACES

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
NONE: Final = "none"
_FARTHEST: Final = 15  # hours of an offset; the zones in use reach 14

_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ZERO: Final = r"(?::00(?:\.0{1,9})?)?"
_OFFSET: Final = "Z|[+-][0-9]{2}(?::?[0-9]{2})?"
DAY: Final = re.compile(rf"({_DATE})(?:[T ]([0-9]{{2}}:[0-9]{{2}}){_ZERO}({_OFFSET})?)?")
TIME: Final = re.compile(rf"({_DATE})[T ]([0-9]{{2}}:[0-9]{{2}}){_ZERO}({_OFFSET})?")
NUMBER: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
MONEY: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,2})?")
_WITH_SECONDS: Final = re.compile(rf"{_DATE}[T ][0-9]{{2}}:[0-9]{{2}}:[0-5][0-9](?:\.[0-9]+)?(?:{_OFFSET})?")
ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


def refuse(
    code: str, problem: str, advice: str, *, key: str | None = None, at: Path = (), other: Path = ()
) -> NoReturn:
    """Refuse what stands in a file.

    ``key``, or the path ``at``, leads from the record to where the fault shows best; ``other`` to the other one of two
    that clash.
    """
    raise fault(code, problem, advice, at=(key,) if key else at, other=other)


def fault(code: str, problem: str, advice: str, *, at: Path = (), other: Path = ()) -> PydanticCustomError:
    """A fault as pydantic takes it; see `refuse`. What reads without a fault never loads pydantic."""
    from pydantic_core import PydanticCustomError

    context: dict[str, Any] = {"problem": problem, "advice": advice}
    context |= {name: path for name, path in (("at", at), ("other", other)) if path}
    return PydanticCustomError(code, "{problem}: {advice}", context)


def read_day(value: Any) -> date:
    """A day between the years 1900 and 2199: a `date`, its ISO text, or the midnight in Rome with which it begins.

    Tables and databases often keep a day as the instant of its midnight; another time of day is refused, since it
    would be dropped in silence.
    """
    if value.__class__ is date:
        return _plausible(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return _plausible(date(value.year, value.month, value.day))
    if isinstance(value, datetime):
        return _day_of(_local(value))
    match = DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        refuse("not_a_date", "expected a date", "write year, month and day, such as 2026-03-02")
    text, clock_time, offset = match.groups()
    if clock_time is None:
        return _plausible(_date_in(text))
    return _day_of(_local_in(text, clock_time, offset))


def _date_in(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse("date_that_does_not_exist", "the calendar has no such day", "check month and day")


def _plausible(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        refuse("date_out_of_range", "the year is not plausible", f"check it: {FIRST_YEAR} to {LAST_YEAR}")
    return value


def _day_of(local: datetime) -> date:
    if local.hour or local.minute:
        refuse("day_with_time", "a day has no time of day", "write the day alone, such as 2026-03-02")
    return local.date()


def read_time(value: Any) -> datetime:
    """A local time of Europe/Rome, as an exact and naive `datetime` in whole minutes: of a `datetime` or its ISO text.

    With an offset it is an instant and is converted, wherever it was written; without one it is local already. An
    offset is needed where autumn repeats an hour; a `datetime` without one tells the two passes apart by its ``fold``.
    """
    if isinstance(value, datetime):
        return _existing(_local(value), is_text=False)
    match = TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        if isinstance(value, str) and _WITH_SECONDS.fullmatch(value):
            _refuse_seconds()
        refuse("not_a_time", "expected a local date and time", "write it as 2026-03-02T14:30")
    text, clock_time, offset = match.groups()
    return _existing(_local_in(text, clock_time, offset), is_text=offset is None)


def _refuse_seconds() -> NoReturn:
    refuse("time_with_seconds", "a time has whole minutes", "leave the seconds out, or write 00")


def _local_in(text: str, clock_time: str, offset: str | None) -> datetime:
    """The local time that a text's date, clock time and offset name."""
    try:
        local = datetime.fromisoformat(f"{text}T{clock_time}")
        ahead = None if offset is None else _ahead(offset)
    except ValueError:
        refuse("time_that_does_not_exist", "the calendar has no such time", "check day, hour and minute")
    _plausible(local)
    return local if ahead is None else _in_rome(local, ahead)


def _ahead(offset: str) -> int:
    """Minutes that an offset lies ahead of UTC; ``+02``, ``+0200`` and ``+02:00`` are the same."""
    if offset == "Z":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours > _FARTHEST or minutes >= 60:
        raise ValueError
    return (hours * 60 + minutes) * (-1 if offset[0] == "-" else 1)


def _local(value: datetime) -> datetime:
    """The local time that a `datetime` of any class or zone names."""
    _plausible(value)
    if value.second or value.microsecond or getattr(value, "nanosecond", 0):
        _refuse_seconds()
    local = datetime.combine(
        date(value.year, value.month, value.day), time(value.hour, value.minute, fold=value.fold)
    )
    offset = value.utcoffset()
    if offset is None:
        return local
    ahead, rest = divmod(offset, timedelta(minutes=1))
    if rest:
        _refuse_seconds()
    back = value.astimezone(UTC).astimezone(value.tzinfo)
    if (back.hour, back.minute) != (local.hour, local.minute):
        refuse("time_that_does_not_exist", "the zone of this time has no such time", "check day and hour")
    return _in_rome(local, ahead)


def _in_rome(local: datetime, ahead: int) -> datetime:
    instant = local.toordinal() * calendar.MINUTES_PER_DAY + local.hour * 60 + local.minute - ahead
    return calendar.instant_to_local(instant)


def _existing(local: datetime, *, is_text: bool) -> datetime:
    _plausible(local)
    state = calendar.check_local(local)
    if state == "nonexistent":
        refuse("time_that_does_not_exist", "clocks go forward and skip this hour", "check day and hour")
    if state == "ambiguous" and is_text:
        refuse(
            "ambiguous_time", "clocks go back and this hour comes twice", "add the offset, +02:00 or +01:00"
        )
    return local if state == "ambiguous" else local.replace(fold=0)


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
    """Cents of an amount in euro: a whole number, a decimal, or its digits as text, with at most two decimals."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    try:
        if is_number or (isinstance(value, str) and MONEY.fullmatch(value)):
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


def write_fraction(value: tuple[int, int]) -> str:
    """The text that `read_fraction` reads back."""
    return f"{value[0]}/{value[1]}"


def write_money(cents: int) -> str:
    """Euro as decimal text, which `read_money` reads back."""
    return str(cents_to_decimal(cents))


def read_number(value: Any) -> int:
    """Millionths of a number from nothing up: a whole number, a decimal, or its digits as text, with six decimals."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    try:
        return parse_number(str(value) if is_number or isinstance(value, str) else "")
    except QuantityError:
        refuse(
            "not_a_number",
            "expected a number from 0 up",
            "write it with at most six decimals, such as 0.2487",
        )


def write_number(millionths: int) -> str:
    """A number as decimal text, which `read_number` reads back."""
    return f"{Decimal(millionths).scaleb(-PLACES):f}"


def read_fraction(value: Any) -> tuple[int, int]:
    """A fraction written ``1/4``, in lowest terms."""
    try:
        return parse_fraction(value if isinstance(value, str) else "")
    except QuantityError:
        refuse("not_a_fraction", "expected a fraction", "write it as 1/4")


def read_ratio(value: Any) -> tuple[int, int]:
    """A share of something that is there: a fraction above zero, in lowest terms."""
    above, below = read_fraction(value)
    if above == 0:
        refuse("not_a_ratio", "a ratio is above zero", "write it as 1/4: one educator for every four")
    return above, below


def read_id(value: Any) -> str:
    """An opaque id; never anything in the shape of an Italian tax code."""
    if not isinstance(value, str) or ID.fullmatch(value) is None or value == NONE:
        refuse("not_an_id", "expected an id", "use up to 64 letters, digits, dots, dashes and underscores")
    if is_tax_code(value):
        refuse("tax_code", "this has the shape of a tax code", "use an id that says nothing about the person")
    return value


def read_place(value: Any) -> str:
    """A municipality by slug, ISTAT code, name or alias, in its one form (see `municipalities`)."""
    try:
        return normalise(value if isinstance(value, str) else "")
    except MunicipalityError as error:
        refuse("not_a_municipality", error.problem, error.advice)


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
