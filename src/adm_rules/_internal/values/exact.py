"""Values as other programs compute with them: days, instants and fractions as Python has them, and back from JSON.

Amounts stay whole numbers in the library's units: minutes, cents, days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.calendar import local_of, to_date
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.values.amounts import PLACES


@dataclass(frozen=True, slots=True)
class Exact:
    """How values of a kind are told exactly: ``made`` of the library's own form, ``read`` of what JSON holds.

    ``held`` makes the library's own form of them again.
    """

    made: Callable[[Any], Any]
    read: Callable[[Any], Any]
    held: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _instant(value: int) -> datetime:
    """An instant as its local time; ``fold`` is 1 in the second of two hours that a clock shows twice."""
    day, rest = divmod(value, 2880)
    at, clock = to_date(day), rest // 2
    return datetime(at.year, at.month, at.day, clock // 60, clock % 60, fold=rest % 2)  # noqa: DTZ001 - local


def _number(value: int) -> Decimal:
    return Decimal(value).scaleb(-PLACES).normalize()


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _counted(at: datetime) -> int:
    return (at.toordinal() * 1440 + at.hour * 60 + at.minute) * 2 + at.fold


def _pair(share: Fraction) -> tuple[int, int]:
    return share.numerator, share.denominator


def _month_day(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("-")))


#: Whole numbers, names and truth values are told as they are.
AS_IT_IS: Final = Exact(_same, _same, _same)
CLOCK: Final = Exact(_clock, str, _minutes)
FRACTION: Final = Exact(lambda pair: Fraction(*pair), Fraction, _pair)
NUMBER: Final = Exact(_number, Decimal, lambda number: int(number.scaleb(PLACES)))
MONTH_DAY: Final = Exact(lambda pair: f"{pair[0]:02}-{pair[1]:02}", str, _month_day)
DAY: Final = Exact(to_date, date.fromisoformat, date.toordinal)
NAMES: Final = Exact(lambda names: tuple(sorted(map(str, names))), tuple, frozenset)
DAYS: Final = Exact(
    lambda days: tuple(map(to_date, sorted(days))),
    lambda days: tuple(map(date.fromisoformat, days)),
    lambda days: tuple(map(date.toordinal, days)),
)
INSTANT: Final = Exact(_instant, local_of, _counted)
