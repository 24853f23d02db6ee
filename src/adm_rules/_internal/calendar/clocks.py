"""Clock times, and how long a stretch of Europe/Rome local time really lasts.

A local time is a naive `datetime`; its ``fold`` tells the two passes of the hour that autumn repeats
apart (0 for the first, in summer time). An *instant* is a count of minutes that passes evenly: local
minutes less the offset from UTC. Two instants subtract to the time that really elapsed, two local times
do not: a night from 22:00 to 08:00 lasts eleven hours when the clock goes back.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from adm_rules._internal.calendar.days import CalendarError, to_date, year_bounds

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MINUTES_PER_DAY: Final = 1440
LocalState: TypeAlias = Literal["plain", "ambiguous", "nonexistent"]

_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")
_WEEK: Final = 7
#: Since this year clocks have been changed at night only, before this hour: at any other a time is there once.
_AT_NIGHT_SINCE, _LATEST_CHANGE = 1980, 4


def clock(text: str) -> int:
    """Minutes after midnight of a clock time from ``00:00`` to ``24:00``.

    Raises:
        CalendarError: the text has another form.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise CalendarError("a clock time has two digits, a colon and two digits, from 00:00 to 24:00")
    hours, minutes = match.groups()
    return MINUTES_PER_DAY if hours is None else int(hours) * 60 + int(minutes)


def clock_text(minutes: int) -> str:
    """``07:30`` for 450; past midnight it keeps counting: ``25:30`` is half past one on the next day."""
    if minutes < 0:
        raise CalendarError("a clock time does not lie before midnight")
    return f"{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=1)
def _rome() -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Rome")


def _looked_up_offset(local: datetime) -> int:
    """Minutes that Rome is ahead of UTC, asked of the time zone data (whole minutes since 1893)."""
    offset = local.replace(tzinfo=_rome()).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)


@lru_cache(maxsize=128)
def _offsets_of(year: int) -> tuple[int | None, ...]:
    """The offset of each day of a year, None where the clock changes during the day or at an end of it."""
    first, last = year_bounds(year)
    offsets: list[int | None] = []
    for start in range(first, last + 1, _WEEK):
        days = range(start, min(start + _WEEK, last + 1))
        found = _found_on(
            days[0], days[-1]
        )  # no two changes lie within a week, so that one of them shows at its ends
        offsets += [_only(found)] * len(days) if len(found) == 1 else [_only(_found_on(day)) for day in days]
    return tuple(offsets)


def _found_on(*days: int) -> set[int]:
    """The offsets at both ends of days."""
    starts = [datetime.combine(to_date(day), datetime.min.time()) for day in days]
    ends = [end for start in starts for end in (start, start + timedelta(minutes=MINUTES_PER_DAY - 1))]
    return {_looked_up_offset(end.replace(fold=fold)) for end in ends for fold in (0, 1)}


def _only(offsets: set[int]) -> int | None:
    return next(iter(offsets)) if len(offsets) == 1 else None


@lru_cache(maxsize=128)
def _odd_days(year: int) -> frozenset[int]:
    """The days of a year on which the clock changes."""
    first = year_bounds(year)[0]
    return frozenset(first + n for n, offset in enumerate(_offsets_of(year)) if offset is None)


def _offset(local: datetime) -> int:
    """Minutes that Rome is ahead of UTC; most days need no look at the time zone data."""
    offsets = _offsets_of(local.year)
    offset = offsets[local.toordinal() - year_bounds(local.year)[0]]
    return _looked_up_offset(local) if offset is None else offset


def _is_by_day(local: datetime) -> bool:
    """Whether no clock is changed then, so that the time zone data need not be read."""
    return local.hour >= _LATEST_CHANGE and local.year >= _AT_NIGHT_SINCE


def local_to_instant(local: datetime) -> int:
    """The instant of a local time of Europe/Rome; see `check_local` for times that are none or two.

    Raises:
        CalendarError: the time carries an offset (see `fold_for_offset`), seconds or less.
    """
    if local.tzinfo is not None:
        raise CalendarError("a local time carries no offset")
    if local.second or local.microsecond:
        raise CalendarError("a local time has whole minutes")
    return local.toordinal() * MINUTES_PER_DAY + local.hour * 60 + local.minute - _offset(local)


def instant_to_local(instant: int) -> datetime:
    """The local time of Europe/Rome at an instant, with its ``fold``."""
    day, minute = divmod(instant, MINUTES_PER_DAY)
    utc = datetime.combine(to_date(day), datetime.min.time(), UTC) + timedelta(minutes=minute)
    return utc.astimezone(_rome()).replace(tzinfo=None)


def elapsed_minutes(start: datetime, end: datetime) -> int:
    """Minutes that really pass between two local times; negative if the end comes first."""
    day = start.toordinal()
    by_day = _is_by_day(start) and _is_by_day(end)
    if day == end.toordinal() and (by_day or day not in _odd_days(start.year)):
        return (end.hour - start.hour) * 60 + end.minute - start.minute
    return local_to_instant(end) - local_to_instant(start)


def check_local(local: datetime) -> LocalState:
    """Whether a local time exists once (``plain``), twice (``ambiguous``) or not at all (``nonexistent``).

    In spring the clock skips an hour, in autumn it repeats one.
    """
    if _is_by_day(local) or local.toordinal() not in _odd_days(local.year):
        return "plain"
    first, second = _offset(local.replace(fold=0)), _offset(local.replace(fold=1))
    if first == second:
        return "plain"
    return "ambiguous" if first > second else "nonexistent"


def local_text(local: datetime) -> str:
    """``2026-10-25T02:30``, with the offset where it is the second pass of an hour: ``2026-10-25T02:30+01:00``."""
    text = local.isoformat(timespec="minutes")
    if not local.fold or check_local(local) == "plain":
        return text
    return f"{text}+{clock_text(_offset(local))}"


def local_of(text: str) -> datetime:
    """The local time that `local_text` wrote.

    Raises:
        ValueError: it is none, or its offset is not that of Rome then.
    """
    at = datetime.fromisoformat(text)
    offset, local = at.utcoffset(), at.replace(tzinfo=None)
    if offset is None:
        return local
    fold = fold_for_offset(local, offset // timedelta(minutes=1))
    if fold is None:
        raise CalendarError("the offset is not that of Rome at that time")
    return local.replace(fold=fold)


def fold_for_offset(local: datetime, offset: int) -> int | None:
    """The ``fold`` that puts a local time so many minutes ahead of UTC; None if no pass does.

    With it a file may write an offset: ``2026-10-25T02:30+01:00`` is the second pass of that hour, fold 1.
    """
    if check_local(local) == "nonexistent":
        return None
    return next((fold for fold in (0, 1) if _offset(local.replace(fold=fold)) == offset), None)
