"""Which subjects have dates of their own: what lasts, what happens on a day, what is won on a day and then had."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from adm_rules._internal.facts.registry import Fact, Registry, Subject


class Dating(Enum):
    """How the elements of a subject lie in time."""

    LASTING = "lasting"  # from a first day to a last one
    MOMENTARY = "momentary"  # on one day
    KEPT = "kept"  # from the day on which it is won


class Dates(NamedTuple):
    """How elements lie in time, and the facts of their first and of their last day; of what has one day, the same."""

    form: Dating
    first: str
    last: str


def dates_of(registry: Registry, subject: str) -> Dates | None:
    """The dates of a subject's elements; None where they have none, or are as old as what owns them."""
    node = registry.subjects[subject]
    first, last = node.span or ("", "")
    if first != last:
        own = registry.facts[first].per == subject
        return Dates(Dating.LASTING, first, last) if own else None
    day = first or next((name for name, fact in registry.facts.items() if _places(fact, node)), "")
    return Dates(Dating.KEPT if node.kept else Dating.MOMENTARY, day, day) if day else None


def begins(registry: Registry, subject: str) -> str | None:
    """The fact that tells that a record has begun: until then no rule is about it, nor about what stands below it.

    It is the event that makes it what it is, or else the plain day on which it starts. What is arranged ahead, as a
    session or a term is, and what has no such day have none: they are judged as soon as a file has them.
    """
    node = registry.subjects[subject]
    if node.happens is not None or node.ahead or node.key is None:
        return node.happens
    dates = dates_of(registry, subject)
    return dates.first if dates is not None and registry.facts[dates.first].kind == "date" else None


def _places(fact: Fact, node: Subject) -> bool:
    """Whether a fact reads the key that puts an element in time."""
    return node.placing is not None and (fact.per, fact.path) == (node.name, node.placing)
