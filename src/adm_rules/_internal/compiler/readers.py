"""What generated code calls to read a file: each key as the value that rules compare, known or not.

An instant is ``(day * 1440 + minute) * 2 + fold``, local time.

A file is in one normal form by now: what a model holds, or what it writes as JSON. A value in any other form, as an
unvalidated model or mapping may hold it, is refused here: read as unknown, it would decide without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NoReturn, cast

from adm_rules._internal.calendar import CalendarError, check_local, clock
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.values import QuantityError, parse_number
from adm_rules._internal.values.bounds import (
    ANY_SET,
    INF,
    NONE,
    NOT_YET,
    UNKNOWN,
    UNKNOWN_EVENT,
    Interval,
    limits,
)


class Placed:
    """The placing key of an unseen element: all that is known are the days that it can lie between."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last


_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONEY: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,2})?")
_FRACTION: Final = re.compile("([0-9]{1,9})/([0-9]{1,9})")
_NUMBERS: Final = frozenset({int, float, Decimal})

_TABLE_SIZE = 20_000


class Texts(dict[str, Any]):
    """What texts say, read when they are first met; ``nothing`` is what ``none`` stands for."""

    def __init__(self, read: Callable[[str], Any], nothing: Any = NONE) -> None:
        self.read = read
        self.nothing = nothing

    def __missing__(self, text: str) -> Any:
        found = self.nothing if text == "none" else self.read(text)
        if len(self) >= _TABLE_SIZE:
            self.clear()
        self[text] = found
        return found


def clear_tables() -> None:
    """Forget the texts read so far; the tables only save time."""
    for table in (DAYS, EVENTS, INSTANTS, CLOCKS, FRACTIONS):
        table.clear()


def day(raw: Any) -> Any:
    """A date of the file."""
    if raw.__class__ is date:
        return raw.toordinal()
    if raw.__class__ is str:
        return DAYS[raw]
    if raw.__class__ is int or raw.__class__ is Interval:
        return raw
    return Interval(raw.first, raw.last) if raw.__class__ is Placed else _absent(raw)


def _absent(raw: Any) -> Any:
    """What a key that is not there means; anything else has come past the models."""
    return UNKNOWN if raw is None else not_normal()


def not_normal() -> NoReturn:
    """Refuse a value that no model holds, and none writes."""
    raise AdmRulesError(
        "a file holds a value in a form that no model writes: validate it, or pass it without `trusted`"
    )


def _text_day(text: str) -> int:
    if _DAY.fullmatch(text) is None:
        not_normal()
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        not_normal()


def event(raw: Any, on: int, absent: Any) -> Any:
    """An event of the file, as the judgement day sees it; ``absent`` is what a missing key means."""
    if raw is None:
        return absent
    return as_event(day(raw) if raw.__class__ in _SINGLE else _first(raw), on)


#: What a single day is read from; anything else are several days, each with what it is for.
_SINGLE: Final = frozenset({str, date, int, Interval, Placed})


def presence(raw: Any) -> str:
    """What stands under the key of an event: nothing (an empty text), one day or ``none``, or several days."""
    return "" if raw is None else "one" if raw.__class__ in _SINGLE else "several"


def _first(raw: Any) -> Any:
    """The first of several days."""
    return min((day(each["on"]) for each in map(contents, records_in(raw))), default=NONE)


def records_in(raw: Any) -> Sequence[Any]:
    """The records of a list, plain or with its coverage."""
    if raw.__class__ in (list, tuple):
        return cast("Sequence[Any]", raw)
    whole = contents(raw) if raw.__class__ is dict or hasattr(raw, "__dict__") else {}
    return cast("Sequence[Any]", whole["items"]) if "items" in whole else not_normal()


def contents(data: Any) -> Any:
    """The keys of a record: of a mapping itself, or of a model."""
    return {} if data is None else data if data.__class__ is dict else data.__dict__


def as_event(found: Any, on: int) -> Any:
    """A day, or what is known of it, as the judgement day sees it: what lies ahead has not happened yet."""
    if found is NONE:
        return NOT_YET
    if found.__class__ is not Interval:
        return found if found <= on else NOT_YET
    if found.lo > on:
        return NOT_YET
    return Interval(found.lo, NOT_YET if found.hi > on or found.none else found.hi)


def absent_after(other: Any, absent: Any, on: int) -> Any:
    """What a missing day means that does not lie before ``other`` of its record; by itself it means ``absent``."""
    first = _limits(other)[0]
    if absent.__class__ is not Interval or first <= absent.lo:
        return absent
    return NOT_YET if absent.hi == NOT_YET and first > on else Interval(first, absent.hi, absent.none)


def absent_before(other: Any) -> Any:
    """What a missing day means that does not lie after ``other`` of its record: something may have no beginning."""
    last = _limits(other)[1]
    return UNKNOWN if last == INF else Interval(-INF, last, True)


def _limits(raw: Any) -> tuple[Any, Any]:
    """The first and the last day that may stand under a key, as far as it holds a single one."""
    found = day(raw) if raw.__class__ in _SINGLE else NONE
    return (-INF, INF) if found is NONE else limits(found)[:2]


def absent_event(complete_until: int | None, on: int) -> Any:
    """What a missing event means in a file that is complete up to a day."""
    if complete_until is None:
        return Interval(-INF, NOT_YET)
    return NOT_YET if complete_until >= on else Interval(complete_until + 1, NOT_YET)


def _minute(text: str) -> int:
    """The minute of a local time as text, doubled; with an offset, which pass of the hour that autumn repeats."""
    clock_text, offset = text[11:16], text[16:]
    if text[10:11] != "T" or clock_text == "24:00":
        not_normal()
    found = 2 * _text_clock(clock_text)
    if not offset:
        return found
    is_twice = (
        offset in {"+02:00", "+01:00"} and check_local(datetime.fromisoformat(text[:16])) == "ambiguous"
    )
    return found + (offset == "+01:00") if is_twice else not_normal()


def instant(raw: Any) -> Any:
    """A local date and time of the file."""
    if raw.__class__ is str:
        return INSTANTS[raw]
    if raw.__class__ is datetime and raw.tzinfo is None:
        return (raw.toordinal() * 1440 + raw.hour * 60 + raw.minute) * 2 + raw.fold
    if raw.__class__ is Placed:
        return Interval(raw.first * 2880, raw.last * 2880 + 2879)
    return _absent(raw)


def _text_instant(text: str) -> int:
    found: int = DAYS[text[:10]] * 2880 + _minute(text)
    return found


def as_now(content: Any, key: str, placing: str | None, on: int) -> Any:
    """What a record of something planned still says: of a day that has passed, ``key`` tells not what became of it."""
    moment = instant(content.get(placing))
    is_past = moment.__class__ is int and moment // 2880 < on
    return {**content, key: None} if is_past else content


def plain(raw: Any) -> Any:
    """A name, a number or a truth of the file."""
    return UNKNOWN if raw is None else NONE if raw.__class__ is str and raw == "none" else raw


def names(raw: Any) -> Any:
    """A set of names of the file."""
    return ANY_SET if raw is None else frozenset() if raw == "none" else frozenset(raw)


def text_clock(raw: Any) -> Any:
    """A clock time written as text."""
    return CLOCKS[raw] if raw.__class__ is str else plain(raw)


def _text_clock(text: str) -> int:
    try:
        return clock(text)
    except CalendarError:
        not_normal()


def text_money(raw: Any) -> Any:
    """An amount of euro written as a decimal, in cents."""
    if raw is None or raw == "none":
        return plain(raw)
    is_text = raw.__class__ is str and _MONEY.fullmatch(raw)
    return int(Decimal(str(raw)) * 100) if is_text or raw.__class__ in _NUMBERS else not_normal()


def text_number(raw: Any) -> Any:
    """A number written as a decimal, in millionths."""
    if raw is None or raw == "none":
        return plain(raw)
    try:
        return parse_number(str(raw))
    except QuantityError:
        not_normal()


def text_fraction(raw: Any) -> Any:
    """A fraction written as ``1/4``."""
    return FRACTIONS[raw] if raw.__class__ is str else plain(raw)


def _text_fraction(text: str) -> tuple[int, int]:
    found = _FRACTION.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else not_normal()


def dig(data: Any, keys: Sequence[str]) -> Any:
    """A key of a record inside a record; of a record known not to exist, ``none``."""
    for key in keys:
        if data is None or data == "none":
            return data
        data = data.get(key) if data.__class__ is dict else getattr(data, key)
    return data


#: Texts of files with what they say: generated code looks them up.
DAYS = Texts(_text_day)
EVENTS = Texts(_text_day, NOT_YET)
INSTANTS = Texts(_text_instant)
CLOCKS = Texts(_text_clock)
FRACTIONS = Texts(_text_fraction)


# --- the values of declared facts -------------------------------------------------------------------------------------

#: How a declared fact is read, by its kind. A model keeps its value as it is written in JSON.
_DECLARED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "date": day,
    "instant": instant,
    "time": text_clock,
    "money": text_money,
    "fraction": text_fraction,
    "ratio": text_fraction,
    "number": text_number,
    "set": names,
}


def declared(more: Any, keys: Sequence[str], kind: str, on: int, absent: Any) -> Any:
    """The value of a declared fact among those of a record; ``keys`` are those under which it may stand.

    An event that is not there has not happened by the day up to which the file is complete, but only of a record that
    has such values at all: what does not know them never writes them.
    """
    raw = noted(more, keys)
    if kind == "event":
        return event(raw, on, UNKNOWN_EVENT if more is None else absent)
    return _DECLARED.get(kind, plain)(raw)


def noted(more: Any, keys: Sequence[str]) -> Any:
    """What stands there for a declared fact; of a record known not to exist, each of its values is ``none``."""
    if more is None or more.__class__ is str:
        return more
    return next((found for key in keys if (found := more.get(key)) is not None), None)
