"""Single values: each kind's reader, which gives the form that a model writes as JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, TypeAlias

from adm_rules._internal import calendar
from adm_rules._internal.names import NAMES
from adm_rules._internal.scalars import (
    NONE,
    read_clock,
    read_day,
    read_fraction,
    read_id,
    read_money,
    read_number,
    read_place,
    read_positive_money,
    read_province,
    read_ratio,
    read_time,
    write_fraction,
    write_money,
    write_number,
    write_time,
)

Reader: TypeAlias = Callable[[Any], Any]
"""Gives a value in its normal form, or raises a `ValueError`, `LookupError` or `TypeError`."""

_TABLE_SIZE: Final = 20_000


class OddError(ValueError):
    """What is not surely in order; whether it is, and what is wrong, the models say."""


class _Known(dict[Any, Any]):
    """Texts that come again and again, such as days, with their normal form: each is read once."""

    def __init__(self, read: Reader) -> None:
        self.read = read

    def __missing__(self, value: Any) -> Any:
        found = self.read(value)
        if value.__class__ is str:
            if len(self) >= _TABLE_SIZE:
                self.clear()
            self[value] = found
        return found


def _remembering(read: Reader) -> Reader:
    return _Known(read).__getitem__


#: Readers by kind, which is the name of what reads it for a model.
READERS: Final[Mapping[str, Reader]] = {
    "day": _remembering(lambda value: read_day(value).isoformat()),
    "time": _remembering(lambda value: write_time(read_time(value))),
    "clock": _remembering(lambda value: calendar.clock_text(read_clock(value))),
    "money": lambda value: write_money(read_money(value)),
    "positive_money": lambda value: write_money(read_positive_money(value)),
    "number": lambda value: write_number(read_number(value)),
    "fraction": _remembering(lambda value: write_fraction(read_fraction(value))),
    "ratio": _remembering(lambda value: write_fraction(read_ratio(value))),
    "place": _remembering(read_place),
    "id": read_id,
    "province": read_province,
}


def single(kind: str, own: Mapping[str, Collection[str]]) -> Reader:
    """The reader of a kind; ``own`` are the names that a rule set adds to the lists of names."""
    if kind == "bool":
        return _truth
    head, _, rest = kind.partition(":")
    if head == "enum":
        return _one_of((*NAMES[rest], *own.get(rest, ())))
    if head == "whole":
        return _whole(*map(int, rest.split(":")))
    return READERS[kind]


def may_not_exist(read: Reader) -> Reader:
    """A reader of what may be known not to exist."""
    known = getattr(read, "__self__", None)
    if known.__class__ is _Known:
        return _remembering(lambda value: NONE if value == NONE else known.read(value))
    return lambda value: NONE if value == NONE else read(value)


def several(read: Reader) -> Reader:
    """A reader of a set: a list without repeats."""

    def accept(value: Any) -> list[Any]:
        if value.__class__ is not list and value.__class__ is not tuple:
            raise OddError
        members = [read(each) for each in value]
        if len(frozenset(members)) < len(members):
            raise OddError
        return sorted(members)

    return accept


def _truth(value: Any) -> bool:
    if value.__class__ is bool:
        return bool(value)
    raise OddError


def _one_of(members: Collection[str]) -> Reader:
    return {each: each for each in members}.__getitem__


def _whole(least: int, most: int) -> Reader:
    def accept(value: Any) -> Any:
        if value.__class__ is int and least <= value <= most:
            return value
        raise OddError

    return accept
