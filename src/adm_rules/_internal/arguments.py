"""Arguments of public calls, checked as strictly as files: read, or refused by name with what is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from adm_rules._internal.diagnostics import ArgumentError, nearest

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS: Final = range(1900, 2200)  # those that a file may name
_MOST_NAMES: Final = 12
_LONGEST: Final = 40


def as_day(value: Any, name: str) -> date:
    """A day: a `date`, its ISO text, or a `datetime` without zone at midnight, as tables keep days.

    Raises:
        ArgumentError: it is no day, has a time of day, or lies outside the years that a file may name.
    """
    found = _day(value, name)
    if found.year not in _YEARS:
        raise ArgumentError(f"`{name}` lies outside the years {_YEARS.start} to {_YEARS.stop - 1}")
    return found


def _day(value: Any, name: str) -> date:
    no_day = f'`{name}` is a day: a `datetime.date`, or its text such as "2026-03-31"'
    if isinstance(value, datetime) and value != value:  # noqa: PLR0124  # NaT of pandas, where a table holds nothing
        raise ArgumentError(no_day)
    if isinstance(value, datetime) and (value.tzinfo is not None or value.time() != time()):
        raise ArgumentError(
            f"`{name}` is a day, and this has a time of day: pass the day alone, as `.date()` gives it"
        )
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        raise ArgumentError(f"`{name}`: the calendar has no such day") from None
    raise ArgumentError(no_day)


def as_member(value: Any, known: Iterable[str], name: str) -> str:
    """A name out of several, as plain text.

    Raises:
        ArgumentError: it is none of them; the message says which is nearest.
    """
    names = tuple(known)
    if isinstance(value, str) and value in names:
        return str(value)
    close = nearest(value, names) if isinstance(value, str) else None
    more = ", …" if len(names) > _MOST_NAMES else ""
    hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(names[:_MOST_NAMES])}{more}"
    what = f"there is no {name} `{value[:_LONGEST]}`" if isinstance(value, str) else f"`{name}` is a name"
    raise ArgumentError(f"{what}; {hint}")


def as_limit(value: Any, name: str) -> int | None:
    """How many things are wanted; None for all of them.

    Raises:
        ArgumentError: it is no whole number from 0 up.
    """
    if value is None or (value.__class__ is int and value >= 0):
        return value
    raise ArgumentError(f"`{name}` is how many to name: a whole number from 0 up, or None for all")


def as_text(value: Any, name: str) -> str | bytes:
    """What stands in a file, as text or as bytes.

    Raises:
        ArgumentError: it is neither.
    """
    if isinstance(value, (str, bytes)):
        return value
    raise ArgumentError(
        f"`{name}` is text, or bytes: pass what stands in a file, as `Path(...).read_bytes()` gives it"
    )


def as_name(value: Any, name: str) -> str:
    """A text that names something.

    Raises:
        ArgumentError: it is no text.
    """
    if isinstance(value, str):
        return value
    raise ArgumentError(f"`{name}` is a text")


def as_items(value: Any, name: str) -> list[Any]:
    """Several things as a list; one alone, a text and a mapping are not several.

    Raises:
        ArgumentError: it is not a collection.
    """
    is_one = isinstance(value, (str, bytes, Mapping)) or hasattr(type(value), "model_fields")
    if isinstance(value, Iterable) and not is_one:
        return list(value)
    raise ArgumentError(f"`{name}` are several: pass a list, also of one")
