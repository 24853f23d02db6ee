"""What a record tells of a step: every way in which those that it tells, or leaves open, may turn out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from adm_rules._internal.values.bounds import NOT_YET
from tests.parity.tree import Element, ordinal
from tests.parity.values import ANY_NAME, BIG, NOTHING, Could, as_event, bounds, stretch, sure


class Told(NamedTuple):
    """One step of the name that is asked about: the days on which it may have been taken, and what is told of it."""

    days: Could
    value: Could
    seen: bool


def step(element: Element, name: str, what: str, on: int) -> Could:
    """The first step of a name."""
    if element.nobody:
        return sure(NOT_YET) if what == "on" else NOTHING
    told = list(_told(element, name, what, on))
    if what == "on":
        return _day(told)
    return _value(told)


def _told(element: Element, name: str, what: str, on: int) -> Iterator[Told]:
    open_from = _after(element.coverage) if element.seen else -BIG
    raw: Any = element.data.get("steps")
    if raw is None:
        yield Told(as_event(stretch(-BIG, NOT_YET), on), ANY_NAME, seen=False)
        return
    until, first = element.coverage, None
    if isinstance(raw, dict):
        until = ordinal(raw["complete_until"]) if raw.get("complete_until") else until
        first = ordinal(raw["complete_from"]) if raw.get("complete_from") else None
        raw = raw["items"]
    for each in raw:
        if each["step"] == name:
            yield Told(_on(each.get("on"), open_from, on), _given(each.get(what)), seen=True)
    if until is not None:
        yield Told(as_event(stretch(_after(until), NOT_YET), on), ANY_NAME, seen=False)
    if first is not None:
        yield Told(as_event(stretch(-BIG, first - 1), on), ANY_NAME, seen=False)


def _after(coverage: int | None) -> int:
    return -BIG if coverage is None else min(coverage + 1, NOT_YET)


def _on(raw: Any, open_from: int, on: int) -> Could:
    if raw is None:
        return as_event(stretch(open_from, NOT_YET), on)
    return sure(NOT_YET) if raw == "none" else as_event(sure(ordinal(raw)), on)


def _given(raw: Any) -> Could:
    return ANY_NAME if raw is None else NOTHING if raw == "none" else sure(raw)


def _day(told: list[Told]) -> Could:
    """One that nobody has seen may not be there at all."""
    ends = [bounds(each.days) if each.seen else (bounds(each.days)[0], NOT_YET) for each in told]
    return stretch(
        min((low for low, _ in ends), default=NOT_YET), min((high for _, high in ends), default=NOT_YET)
    )


def _value(told: list[Told]) -> Could:
    """By every choice of an end of the days of each, with those that nobody has seen there or not."""
    found = Could()
    ends = [[*bounds(each.days), *([] if each.seen else [NOT_YET])] for each in told]
    for days in product(*(dict.fromkeys(pair) for pair in ends)):
        first = min(days, default=NOT_YET)
        if first == NOT_YET:
            found = found.or_else(NOTHING)
            continue
        for day, each in zip(days, told, strict=True):
            if day == first:
                found = found.or_else(each.value)
    return found if told else NOTHING
