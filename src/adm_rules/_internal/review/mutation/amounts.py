"""Amounts one unit beside another, as a rule file writes them and as values hold them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from adm_rules._internal.values import KINDS, QuantityError, is_day, parse_amount
from adm_rules._internal.values.amounts import cents_to_decimal, reduced

#: The leap year in which days of the year lie.
_LEAP: Final = 2000


def beside(kind: str, raw: Any) -> Iterator[Any]:
    """What a rule file writes for an amount one unit less, and one more; nothing of names."""
    try:
        amount = parse_amount(kind, raw)
    except QuantityError:
        return
    if isinstance(amount, bool):
        return
    for other in moved(kind, amount):
        yield _written(kind, other)


def moved(kind: str, amount: Any) -> Iterator[Any]:
    """An amount one unit less and one more, as values hold it: a per cent of a fraction, a day of the year."""
    if amount is None or isinstance(amount, bool | frozenset | str):
        return
    for step in (-1, 1):
        if kind == "month_day":
            day = date(_LEAP, *amount) + timedelta(days=step)
            yield day.month, day.day
        elif isinstance(amount, tuple):
            numerator, denominator = amount
            if numerator * 100 + step * denominator >= 0:
                yield reduced(numerator * 100 + step * denominator, denominator * 100)
        elif amount + step >= max(KINDS[kind].lowest, 0):
            yield amount + step


def _written(kind: str, amount: Any) -> Any:
    """An amount as a rule file writes it."""
    if kind == "minutes":
        return f"{amount} min"
    if kind == "time":
        return f"{amount // 60:02}:{amount % 60:02}"
    if kind == "fraction":
        return f"{amount[0]}/{amount[1]}"
    if kind == "month_day":
        return f"{amount[0]:02}-{amount[1]:02}"
    if is_day(kind):
        return date.fromordinal(amount).isoformat()
    if kind == "money":
        return cents_to_decimal(amount)
    return amount
