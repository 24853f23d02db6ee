"""Italian public holidays as dated data, and working days.

A working day is any day that is neither a Sunday nor a holiday: Saturday is one, unless a rule set says that it is
free. The table is whole from 1978 on (the feasts that L. 54/1977 abolished are left out); earlier deadlines are
outside the library's matter.

Patron days are not in the table: they do not count for procedural terms, and a rule set that does count them
names them, because a patron belongs to a Comune. Whether a service is delivered on the patron day of the Comune
where somebody lives is another question, and moves no term: `falls_on`.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final, TypeAlias

from adm_rules._internal.calendar.days import to_date, to_day, weekday
from adm_rules._internal.dataclass import dataclass

#: Days of the year, as (month, day), that count as holidays besides the national ones; a stretch of the year over
#: which terms are suspended is (month, day, month, day), and may pass the end of the year.
Patrons: TypeAlias = Collection[tuple[int, ...]]

#: Among patron days: every Saturday.
SATURDAYS: Final = (0, 0)

_STRETCH: Final = 4
_SATURDAY: Final = 5
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """A fixed day of the year that is a public holiday from ``first`` to ``last`` (years, both included)."""

    name: str
    month: int
    day: int
    source: str
    first: int | None = None
    last: int | None = None

    def in_year(self, year: int) -> bool:
        """Whether the day is a holiday in that year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


#: Every holiday with a fixed date. Sundays and Easter Monday have none and are computed.
HOLIDAYS: Final = (
    Holiday("Capodanno", 1, 1, "L. 260/1949 art. 2"),
    Holiday("Epifania", 1, 6, "D.P.R. 792/1985", first=1986),
    Holiday("Centocinquantesimo dell'Unità", 3, 17, "D.L. 5/2011", first=2011, last=2011),
    Holiday("Liberazione", 4, 25, "L. 260/1949 art. 2"),
    Holiday("Festa del lavoro", 5, 1, "L. 260/1949 art. 2"),
    Holiday("Festa della Repubblica", 6, 2, "L. 336/2000", first=2001),
    Holiday("Assunzione", 8, 15, "L. 260/1949 art. 2"),
    Holiday("San Francesco d'Assisi", 10, 4, "L. 151/2025", first=2026),
    Holiday("Ognissanti", 11, 1, "L. 260/1949 art. 2"),
    Holiday("Immacolata Concezione", 12, 8, "L. 260/1949 art. 2"),
    Holiday("Natale", 12, 25, "L. 260/1949 art. 2"),
    Holiday("Santo Stefano", 12, 26, "L. 260/1949 art. 2"),
)


@lru_cache(maxsize=512)
def _dates_of(year: int) -> frozenset[tuple[int, int]]:
    """The (month, day) of every holiday of a year, Sundays apart."""
    from dateutil.easter import easter

    monday = to_date(to_day(easter(year)) + 1)
    fixed = {(h.month, h.day) for h in HOLIDAYS if h.in_year(year)}
    return frozenset(fixed | {(monday.month, monday.day)})


def is_holiday(day: int, patrons: Patrons = ()) -> bool:
    """Whether a day is a Sunday, a public holiday, or one of the patron days, given as (month, day) or `SATURDAYS`."""
    here = weekday(day)
    if here == _SUNDAY or (here == _SATURDAY and SATURDAYS in patrons):
        return True
    on = to_date(day)
    number = (on.month, on.day)
    return number in _dates_of(on.year) or number in patrons or is_suspended(day, patrons)


def is_suspended(day: int, patrons: Patrons) -> bool:
    """Whether a day lies in a stretch of the year over which terms are suspended."""
    stretches = [each for each in patrons if len(each) == _STRETCH]
    if not stretches:
        return False
    on = to_date(day)
    number = (on.month, on.day)
    return any(
        first <= number <= last if first <= last else number >= first or number <= last
        for first, last in ((each[:2], each[2:]) for each in stretches)
    )


def falls_on(day: int, days: Patrons) -> bool:
    """Whether a day is one of some days of the year, given as (month, day)."""
    here = to_date(day)
    return (here.month, here.day) in days


def next_working(day: int, patrons: Patrons = ()) -> int:
    """The day itself, or the first after it that is no holiday."""
    while is_holiday(day, patrons):
        day += 1
    return day


def previous_working(day: int, patrons: Patrons = ()) -> int:
    """The day itself, or the last before it that is no holiday."""
    while is_holiday(day, patrons):
        day -= 1
    return day
