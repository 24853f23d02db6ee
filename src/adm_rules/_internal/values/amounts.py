"""How a rule file writes an amount, and what it is inside: only whole numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from math import gcd
from typing import Any, Final, TypeAlias

from adm_rules._internal.calendar import CalendarError, clock, to_day
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.values.units import UNITS, WRITTEN

Fraction: TypeAlias = tuple[int, int]
Amount: TypeAlias = int | Fraction


class QuantityError(ValueError):
    """An amount in a form that its kind does not have.

    ``message`` says what was expected and never quotes what was found; ``help`` says what to write.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = advice


# --- what a rule file writes ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Form:
    """How a rule file writes the amounts of a kind: what is expected, what to write, and how it is read.

    ``unit`` is the unit that the kind gives, ``others`` are units that a file may name; ``largest`` is the largest
    whole number: beyond it a day would leave the calendar, or the number is a slip. ``pattern`` is the regular
    expression of an amount that is a text, and ``bare`` are those that are none: ``whole`` numbers up to the largest,
    any ``number``, a ``truth``, or just these numbers.
    """

    expected: str
    advice: str
    parse: Callable[[Form, Any], Amount]
    unit: str = ""
    others: tuple[str, ...] = ()
    largest: int = 0
    pattern: str = ""
    bare: str | tuple[int, ...] = ()

    def read(self, raw: Any) -> Amount:
        """The amount, in the library's units.

        Raises:
            QuantityError: the form or the unit is another one.
        """
        return self.parse(self, raw)

    @property
    def example(self) -> str:
        """An amount as a rule file writes it: the first one of the advice."""
        return self.advice.split("`")[1]

    def wrong(self, raw: Any = None, advice: str | None = None) -> QuantityError:
        """The error for something that is no amount of the kind; tells a wrong unit by its name."""
        _, unit = _number_and_unit(raw)
        told = f", not an amount in {unit}" if unit and unit not in (self.unit, *self.others) else ""
        return QuantityError(f"expected {self.expected}{told}", advice or self.advice)


_DIGITS: Final = re.compile(r"[0-9]{1,18}")  # what is longer is no slip of the pen
_NUMBER_AND_UNIT: Final = re.compile(r"([0-9]{1,9})\s*([a-z]+|[€%])", re.IGNORECASE)
_LENGTH: Final = re.compile(r"(?:([0-9]{1,5}) h(?: ([0-5]?[0-9]) min)?|([0-9]{1,6}) min)")
_FRACTION: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_MONEY: Final = re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,2})?")
#: The decimals of a number; inside it is a whole number of its last place.
PLACES: Final = 6
_NUMBER: Final = re.compile(rf"[0-9]{{1,12}}(?:\.[0-9]{{1,{PLACES}}})?")
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}))?")
_ANY_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.h]([0-9]{2})")


def _number_and_unit(raw: Any) -> tuple[int, str | None]:
    """The number and the name of the unit in something like ``10 ore``; no name if it is nothing like it."""
    match = _NUMBER_AND_UNIT.fullmatch(str(raw))
    unit = WRITTEN.get(match[2].lower()) if match else None
    return int(match[1]) if match else 0, unit.name if unit else None


#: What counts back in time: a term with `before`, a day by `shift`.
_BACKWARDS: Final = (
    "write `{}` without the sign; `before:` of a term and `as: before` of `shift` count backwards"
)


def _parse_whole(form: Form, raw: Any) -> int:
    if raw.__class__ is int:
        if not 0 <= raw <= form.largest:
            advice = _BACKWARDS.format(-raw) if raw < 0 and form.unit else form.advice
            raise QuantityError(f"expected {form.expected} from 0 to {form.largest}", advice)
        return int(raw)
    if isinstance(raw, str) and _DIGITS.fullmatch(raw):
        raise form.wrong(raw, f"write `{int(raw)}`, without quotes")
    number, unit = _number_and_unit(raw)
    told = f"write `{number}` without the unit, which the kind gives" if unit == form.unit else None
    raise form.wrong(raw, told)


def _parse_minutes(form: Form, raw: Any) -> int:
    if raw.__class__ is int and raw == 0:  # nothing is nothing in any unit
        return 0
    match = _LENGTH.fullmatch(raw) if isinstance(raw, str) else None
    if match is not None:
        hours, rest, minutes = match.groups(default="0")
        return int(hours) * 60 + int(rest) + int(minutes)
    if _LENGTH.fullmatch(f"{raw} h"):
        raise QuantityError("a length of time needs its unit", f"write `{int(raw)} h` or `{int(raw)} min`")
    number, unit = _number_and_unit(raw)
    near = f"{number} {UNITS[unit].short if unit else ''}"
    raise form.wrong(raw, f"write `{near}`" if _LENGTH.fullmatch(near) else None)


def _parse_time(form: Form, raw: Any) -> int:
    found = _clock_in_text(raw) if isinstance(raw, str) else None
    if found is not None:
        return found
    loose = _ANY_CLOCK.fullmatch(str(raw))
    near = f"{loose[1]:0>2}:{loose[2]}" if loose else ""
    raise form.wrong(raw, None if _clock_in_text(near) is None else f"write `{near}`")


def _clock_in_text(text: str) -> int | None:
    try:
        return clock(text)
    except CalendarError:
        return None


def parse_fraction(text: str) -> Fraction:
    """``4/5`` as a reduced pair.

    Raises:
        QuantityError: the text has another form, or the denominator is zero.
    """
    match = _FRACTION.fullmatch(text)
    if match is None or int(match[2]) == 0:
        raise FRACTION.wrong()
    return reduced(int(match[1]), int(match[2]))


def reduced(numerator: int, denominator: int) -> Fraction:
    """A fraction in lowest terms."""
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common


def _parse_fraction_amount(form: Form, raw: Any) -> Fraction:
    if raw.__class__ is int and raw in (0, 1):
        return raw, 1
    if isinstance(raw, str) and _FRACTION.fullmatch(raw):
        return parse_fraction(raw)
    if raw.__class__ is int and 1 < raw < 10**9:
        hundredths = "{}/{}".format(*reduced(raw, 100))
        raise form.wrong(raw, f"write `{raw}/1`; if it is per cent, `{hundredths}`")
    number, unit = _number_and_unit(raw)
    near = ""
    if unit == "per cent":
        near = "{}/{}".format(*reduced(number, 100))
    elif isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) < 9:
        near = "{}/{}".format(*raw.as_integer_ratio())
    raise form.wrong(raw, f"write `{near}`" if _FRACTION.fullmatch(near) else None)


def _parse_money(form: Form, raw: Any) -> int:
    if raw.__class__ is int or isinstance(raw, Decimal):
        return decimal_to_cents(Decimal(raw))
    text = str(raw)
    if isinstance(raw, str) and _MONEY.fullmatch(text):
        return decimal_to_cents(Decimal(text))
    bare = re.sub(r"[\s€]|euros?|eur", "", text, flags=re.IGNORECASE)
    if "," in bare:  # the Italian way: 1.234,50
        bare = bare.replace(".", "").replace(",", ".")
    raise form.wrong(raw, f"write `{bare}`" if _MONEY.fullmatch(bare) else None)


def parse_number(text: str) -> int:
    """A decimal number, in millionths.

    Raises:
        QuantityError: the text is no number from nothing up with at most six decimals.
    """
    if _NUMBER.fullmatch(text) is None:
        raise NUMBER.wrong()
    whole, _, decimals = text.partition(".")
    return int(whole + decimals.ljust(PLACES, "0"))


def _parse_number(form: Form, raw: Any) -> int:
    if raw.__class__ is int or raw.__class__ is Decimal or isinstance(raw, str):
        bare = str(raw).replace(",", ".")
        if _NUMBER.fullmatch(str(raw)):
            return parse_number(str(raw))
        raise form.wrong(raw, f"write `{bare}`" if _NUMBER.fullmatch(bare) else None)
    raise form.wrong(raw)


def _parse_month_day(form: Form, raw: Any) -> Fraction:
    text = raw if isinstance(raw, str) else ""
    found = _day_in_text(f"2000-{text}")  # a leap year, so that 29 February can be written
    if found is not None:
        return found.month, found.day
    swapped = _DAY_FIRST.fullmatch(text)
    near = _day_in_text(f"2000-{swapped[2]:0>2}-{swapped[1]:0>2}") if swapped and not swapped[3] else None
    raise form.wrong(raw, f"write `{near:%m-%d}`" if near else None)


def _parse_date(form: Form, raw: Any) -> int:
    text = raw if isinstance(raw, str) else ""
    found = _day_in_text(text)
    if found is not None:
        return to_day(found)
    swapped = _DAY_FIRST.fullmatch(text)
    near = _day_in_text(f"{swapped[3]}-{swapped[2]:0>2}-{swapped[1]:0>2}") if swapped else None
    raise form.wrong(raw, f"write `{near}`" if near else None)


def _day_in_text(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _parse_bool(form: Form, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    spelt = {"yes": "true", "sì": "true", "si": "true", "true": "true", "no": "false", "false": "false"}
    plain = spelt.get(str(raw).lower())
    raise form.wrong(raw, f"write `{plain}`, without quotes" if plain else None)


# --- the forms ------------------------------------------------------------------------------------------

MINUTES: Final = Form(
    "a length of time",
    "write `10 h`, `1 h 30 min` or `45 min`",
    _parse_minutes,
    "minutes",
    ("hours",),
    pattern=_LENGTH.pattern,
    bare=(0,),
)
TIME: Final = Form(
    "a clock time from 00:00 to 24:00",
    "write two digits, a colon and two digits, such as `07:30`",
    _parse_time,
    pattern="(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00",
)
FRACTION: Final = Form(
    "a fraction",
    "write it as `4/5`",
    _parse_fraction_amount,
    others=("per cent",),
    pattern=_FRACTION.pattern,
    bare=(0, 1),
)
DAYS: Final = Form(
    "a whole number of days",
    "write the number alone, such as `15`",
    _parse_whole,
    "days",
    largest=36_525,
    bare="whole",
)
WORKING_DAYS: Final = Form(
    "a whole number of working days",
    "write the number alone, such as `10`",
    _parse_whole,
    "days",
    largest=1_000,
    bare="whole",
)
MONTHS: Final = Form(
    "a whole number of months",
    "write the number alone, such as `6`",
    _parse_whole,
    "months",
    largest=1_200,
    bare="whole",
)
YEARS: Final = Form(
    "a whole number of years",
    "write the number alone, such as `18`",
    _parse_whole,
    "years",
    largest=150,
    bare="whole",
)
COUNT: Final = Form(
    "a whole number", "write the number alone, such as `3`", _parse_whole, largest=10**12, bare="whole"
)
MONEY: Final = Form(
    "an amount in euros with at most two decimals",
    "write it as `12.50`",
    _parse_money,
    others=("euros",),
    pattern=_MONEY.pattern,
    bare="number",
)
NUMBER: Final = Form(
    f"a number from 0 up with at most {PLACES} decimals",
    "write it as `0.2487`",
    _parse_number,
    pattern=_NUMBER.pattern,
    bare="number",
)
MONTH_DAY: Final = Form(
    "a day of the year", "write month and day, such as `01-31`", _parse_month_day, pattern="[0-9]{2}-[0-9]{2}"
)
DATE: Final = Form(
    "a date that exists",
    "write year, month and day, such as `2026-03-02`",
    _parse_date,
    pattern=_ISO_DATE.pattern,
)
BOOL: Final = Form("true or false", "write `true` or `false`", _parse_bool, bare="truth")


# --- money at the border --------------------------------------------------------------------------------


def cents_to_decimal(cents: int) -> Decimal:
    """Euros with two decimals, exact in every decimal context."""
    return Decimal((int(cents < 0), tuple(int(digit) for digit in str(abs(cents))), -2))


def decimal_to_cents(euros: Decimal) -> int:
    """Whole cents, never rounded.

    Raises:
        QuantityError: more than two decimals, not a number, or more than any budget.
    """
    sign, digits, exponent = euros.as_tuple()
    if not isinstance(exponent, int) or exponent < -2 or euros.adjusted() > 12:
        raise MONEY.wrong()
    cents = int("".join(map(str, digits)) + "0" * (exponent + 2))
    return -cents if sign else cents
