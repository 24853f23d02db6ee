"""One key of a file, read from plain JSON as the kind of its fact asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from adm_rules._internal.calendar import clock, fold_for_offset, local_to_instant
from adm_rules._internal.facts import registry as _registry
from adm_rules._internal.facts.keys import not_before
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.rules import MORE
from adm_rules._internal.values.bounds import NOT_YET
from tests.parity.tree import Element, ordinal
from tests.parity.values import (
    ANYTHING,
    BIG,
    Could,
    Members,
    Value,
    as_event,
    nothing_of,
    stretch,
    sure,
    unknown_of,
)

#: Subjects that are made of sessions.
PERIODS = ("week", "month")


def read_field(
    fact: Fact, element: Element, on: int, registry: Registry, prefixes: Sequence[str] = ()
) -> Value:
    """A fact that stands in the file; a declared one under its name, or under it with a rule set's id before it."""
    assert fact.path is not None
    if element.nobody:
        return nothing_of(fact.kind)
    if fact.is_more:
        return _declared(fact, element, on, prefixes)
    if fact.path in element.derived or (element.subject in PERIODS and element.seen):
        return _derived(fact.path, element)
    if element.place is not None and fact.path in (registry.subjects[element.subject].placing, element.ended):
        return _placed(fact.kind, element.place, on)
    raw: Any = element.data
    for key in fact.path.split("."):
        raw = raw.get(key) if isinstance(raw, dict) else raw
    if raw is None:
        return _beside(fact, element, on, registry, _absent(fact.kind, element, on))
    if fact.kind == "event" and not isinstance(raw, str):  # a day for each of several: the first
        days = [ordinal(each["on"]) for each in (raw["items"] if isinstance(raw, dict) else raw)]
        return as_event(sure(min(days)), on) if days else nothing_of("event")
    return _recorded(raw, fact.kind, on)


def _beside(fact: Fact, element: Element, on: int, registry: Registry, alone: Value) -> Value:
    """What is not recorded of two days of a record, of which one cannot lie before the other, though that one is."""
    earlier = not_before().get(fact.name)
    later = next((last for last, first in not_before().items() if first == fact.name), None)
    if earlier is not None:
        low = _day_told(registry.facts[earlier], element)[0]
        assert isinstance(alone, Could)
        cut = (each for each in alone.stretches if each[1] >= low)
        made = Could(alone.values, tuple((max(first, low), last) for first, last in cut))
        return as_event(made, on) if fact.kind == "event" else made
    if later is not None and fact.kind == "date":
        return stretch(-BIG, _day_told(registry.facts[later], element)[1], none=True)
    return alone


def _day_told(fact: Fact, element: Element) -> tuple[int, int]:
    """The first and the last day that a key may hold: of one that tells of no day, or of several, any."""
    raw: Any = element.data
    for key in str(fact.path).split("."):
        raw = raw.get(key) if isinstance(raw, dict) else raw
    if raw is None and element.place is not None and not element.seen:
        return element.place if fact.path == "from" else (-BIG, BIG)
    return (ordinal(raw),) * 2 if isinstance(raw, str) and raw != "none" else (-BIG, BIG)


def _declared(fact: Fact, element: Element, on: int, prefixes: Sequence[str]) -> Value:
    """A value under ``more``; where a record has no such key, its silence says nothing, not even of an event."""
    more = element.data.get(MORE)
    names = (fact.name, *(f"{prefix}/{fact.name}" for prefix in prefixes))
    raw = (
        next((more[name] for name in names if more.get(name) is not None), None) if more is not None else None
    )
    if raw is None and more is None and fact.kind == "event":
        return as_event(stretch(-BIG, NOT_YET), on)
    return _absent(fact.kind, element, on) if raw is None else _recorded(raw, fact.kind, on)


def _recorded(raw: Any, kind: str, on: int) -> Value:
    if raw == "none":
        return nothing_of(kind)
    if kind == "set":
        return Members(frozenset(raw), frozenset(raw))
    value = sure(_read(raw, kind))
    return as_event(value, on) if kind == "event" else value


def _derived(path: str, element: Element) -> Value:
    if path in ("first_day", "last_day") and element.subject in PERIODS:
        return _end_of_period(element.derived["days"], last=path == "last_day")
    return sure(element.derived[path])


def _end_of_period(days: list[tuple[int, bool]], *, last: bool) -> Could:
    """The first or last day with a session that counts: days that surely count, and days that may."""
    certain = [day for day, counts in days if counts]
    every = [day for day, _ in days]
    if last:
        return stretch(max(certain, default=min(every)), max(every))
    return stretch(min(every), min(certain, default=max(every)))


def _absent(kind: str, element: Element, on: int) -> Value:
    """What is not recorded: an event lies after the day up to which the file is whole, everything else is unknown."""
    if kind != "event":
        return ANYTHING if kind == "set" else unknown_of(kind)
    told = (
        element.seen and not _registry().subjects[element.subject].acts
    )  # of what was done no silence says otherwise
    first = element.coverage + 1 if told and element.coverage is not None else -BIG
    return as_event(stretch(first, NOT_YET), on)


def _placed(kind: str, place: tuple[int, int], on: int) -> Could:
    first, last = place
    if kind == "instant":
        return stretch(_instant_of_day(first), _instant_of_day(last + 1) - 1)
    return as_event(stretch(first, last), on) if kind == "event" else stretch(first, last)


def _instant_of_day(day: int) -> int:
    return local_to_instant(datetime.fromordinal(day)) if 700_000 < day < 800_000 else (day - 1) * 1440


def _read(raw: Any, kind: str) -> Any:
    if kind in ("date", "event"):
        return ordinal(raw)
    if kind == "instant":
        return local_to_instant(_local(raw))
    if kind == "time":
        return clock(raw)
    if kind == "money":
        return int(Decimal(str(raw)) * 100)
    if kind == "number":
        return int(Decimal(str(raw)) * 10**6)
    if kind in ("fraction", "ratio"):
        return Fraction(raw)
    return raw


def _local(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    offset = moment.utcoffset()
    local = moment.replace(tzinfo=None)
    if offset is None:
        return local
    return local.replace(fold=fold_for_offset(local, int(offset.total_seconds()) // 60) or 0)
