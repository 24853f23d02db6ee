"""Amounts of money and time that may be known only in part, and how they are told."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any, Final, overload

from adm_rules._internal.values.bounds import INF, NONE, Interval, Number, half_up, limits

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
    if cents.denominator == 1:
        return Decimal(f"{cents.numerator}E-2")
    with localcontext(prec=60):
        return (Decimal(cents.numerator) / Decimal(cents.denominator * 100)).quantize(Decimal("0.000001"))


def hundredths(amount: Number | None) -> Decimal | None:
    """An exact number to the hundredth, to be shown: amounts are never reckoned from it."""
    return None if amount is None else euro(half_up(amount * 100))
