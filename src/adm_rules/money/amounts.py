"""Amounts of money and time that may be known only in part, and how they are told."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Final, overload

from adm_rules.bounds import INF, NONE, Interval, Number, half_up, limits

#: What an amount is called whose bounds are one, or are not.
DECIDED, UNDECIDED = "decided", "undecided"
#: Of what no act sets: not even zero is a bound.
UNSET: Final = Interval(-INF, INF)


def outcome_of(amount: Interval) -> str:
    """Whether an amount is known."""
    return DECIDED if amount.decided else UNDECIDED


def counted(value: Any, most: int = INF) -> Interval:
    """The bounds of a fact that counts something; what does not exist, or is not known, may be anything up to ``most``.

    Negative bounds mean nothing here, and are cut off.
    """
    low, high, none = (0, INF, True) if value is NONE else limits(value)
    return Interval(0 if none else max(low, 0), most if high >= INF else high)


@overload
def euro(cents: Number) -> Decimal: ...
@overload
def euro(cents: Number | None) -> Decimal | None: ...
def euro(cents: Number | None) -> Decimal | None:
    """Euro (or per cent) of cents: exact to the cent, to the sixth decimal otherwise; None of an end that is open."""
    if cents is None:
        return None
    amount = Fraction(cents) / 100
    with localcontext(prec=60):
        found = Decimal(amount.numerator) / Decimal(amount.denominator)
        return found.quantize(Decimal("0.01") if amount * 100 % 1 == 0 else Decimal("0.000001"))


def euro_text(cents: Number | None) -> str | None:
    """An amount in euro as decimal text; None of an end that is open."""
    return None if cents is None else str(euro(cents))


def in_euro(amount: Interval) -> dict[str, str | None]:
    """Both ends of an amount in euro, as plain data."""
    return {"lowest": euro_text(amount.lowest), "highest": euro_text(amount.highest)}


def hundredths(number: Number | None) -> str | None:
    """An exact number as decimal text, to the hundredth: amounts are never reckoned from it."""
    return None if number is None else euro_text(half_up(number * 100))
