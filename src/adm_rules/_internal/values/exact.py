"""Values as other programs compute with them: days, instants and fractions as Python has them, and back from JSON.

Amounts stay whole numbers in the library's units: minutes, cents, days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.calendar import to_date
from adm_rules._internal.values.amounts import PLACES


@dataclass(frozen=True, slots=True)
class Exact:
    """How values of a kind are told exactly: ``made`` of the library's own form, ``read`` of what JSON holds."""

    made: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _instant(value: int) -> datetime:
    """An instant as its local time; ``fold`` is 1 in the second of two hours that a clock shows twice."""
    day, rest = divmod(value, 2880)
    at = to_date(day)
    return datetime(at.year, at.month, at.day, fold=rest % 2) + timedelta(minutes=rest // 2)  # noqa: DTZ001 - local


def _number(value: int) -> Decimal:
    return Decimal(value).scaleb(-PLACES).normalize()


#: Whole numbers, names and truth values are told as they are.
AS_IT_IS: Final = Exact(_same, _same)
CLOCK: Final = Exact(_clock, str)
FRACTION: Final = Exact(lambda pair: Fraction(*pair), Fraction)
NUMBER: Final = Exact(_number, Decimal)
MONTH_DAY: Final = Exact(lambda pair: f"{pair[0]:02}-{pair[1]:02}", str)
DAY: Final = Exact(to_date, date.fromisoformat)
NAMES: Final = Exact(lambda names: tuple(sorted(map(str, names))), tuple)
DAYS: Final = Exact(
    lambda days: tuple(map(to_date, sorted(days))), lambda days: tuple(map(date.fromisoformat, days))
)
INSTANT: Final = Exact(_instant, datetime.fromisoformat)
