"""What generated code calls to read a file: each key as the value that rules compare, known or not.

An instant is ``(day * 1440 + minute) * 2 + fold``, local time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from adm_rules.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, SetSpan
from adm_rules.calendar import clock, fold_for_offset


class Placed:
    """The placing key of an unseen element: all that is known are the days that it can lie between."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last


_TEXT_DAYS: dict[str, int] = {}
_TABLE_SIZE = 20_000


def clear_tables() -> None:
    """Forget the days read so far; the table only saves time."""
    _TEXT_DAYS.clear()


def day(raw: Any) -> Any:
    """A date of the file."""
    if raw.__class__ is date:
        return raw.toordinal()
    if raw.__class__ is str:
        return NONE if raw == "none" else _text_day(raw)
    if raw.__class__ is int or raw.__class__ is Interval:
        return raw
    return Interval(raw.first, raw.last) if raw.__class__ is Placed else UNKNOWN


def _text_day(text: str) -> int:
    found = _TEXT_DAYS.get(text)
    if found is None:
        if len(_TEXT_DAYS) >= _TABLE_SIZE:
            _TEXT_DAYS.clear()
        found = _TEXT_DAYS[text] = date.fromisoformat(text).toordinal()
    return found


def event(raw: Any, on: int, absent: Any) -> Any:
    """An event of the file, as the judgement day sees it; ``absent`` is what a missing key means."""
    if raw is None:
        return absent
    return as_event(day(raw), on)


def as_event(found: Any, on: int) -> Any:
    """A day, or what is known of it, as the judgement day sees it: what lies ahead has not happened yet."""
    if found is NONE:
        return NOT_YET
    if found.__class__ is not Interval:
        return found if found <= on else NOT_YET
    if found.lo > on:
        return NOT_YET
    return Interval(found.lo, NOT_YET if found.hi > on or found.none else found.hi)


def absent_event(complete_until: int | None, on: int) -> Any:
    """What a missing event means in a file that is complete up to a day."""
    if complete_until is None:
        return Interval(-INF, NOT_YET)
    return NOT_YET if complete_until >= on else Interval(complete_until + 1, NOT_YET)


_CLOCKS = {f"{hour:02}:{minute:02}": (hour * 60 + minute) * 2 for hour in range(24) for minute in range(60)}


def instant(raw: Any) -> Any:
    """A local date and time of the file."""
    if raw.__class__ is str and raw != "none":
        if len(raw) == len("2026-03-02T15:00"):
            return _text_day(raw[:10]) * 2880 + _CLOCKS[raw[11:]]
        raw = _local_time(datetime.fromisoformat(raw))
    if raw.__class__ is datetime:
        return (raw.toordinal() * 1440 + raw.hour * 60 + raw.minute) * 2 + raw.fold
    if raw.__class__ is Placed:
        return Interval(raw.first * 2880, raw.last * 2880 + 2879)
    return NONE if raw == "none" else UNKNOWN


def _local_time(moment: datetime) -> datetime:
    """The local time of Rome that a text names; its offset, where it has one, only tells the two autumn hours apart."""
    offset = moment.utcoffset()
    if offset is None:
        return moment
    local = moment.replace(tzinfo=None)
    return local.replace(fold=fold_for_offset(local, int(offset.total_seconds()) // 60) or 0)


def plain(raw: Any) -> Any:
    """A name, a number or a truth of the file."""
    return UNKNOWN if raw is None else NONE if raw.__class__ is str and raw == "none" else raw


def names(raw: Any) -> Any:
    """A set of names of the file."""
    return SetSpan(frozenset(), None) if raw is None else frozenset() if raw == "none" else frozenset(raw)


def text_clock(raw: Any) -> Any:
    """A clock time written as text."""
    return clock(raw) if raw.__class__ is str and raw != "none" else plain(raw)


def text_money(raw: Any) -> Any:
    """An amount of euro written as a decimal, in cents."""
    if raw is None or raw == "none":
        return plain(raw)
    return int(Decimal(str(raw)) * 100)


def text_fraction(raw: Any) -> Any:
    """A fraction written as ``1/4``."""
    if raw.__class__ is not str or raw == "none":
        return plain(raw)
    above, below = raw.split("/")
    return (int(above), int(below))


def dig(data: Any, keys: Sequence[str]) -> Any:
    """A key of a record inside a record; of a record known not to exist, ``none``."""
    for key in keys:
        if data is None or data == "none":
            return data
        data = data.get(key) if data.__class__ is dict else getattr(data, key)
    return data
