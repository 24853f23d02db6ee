"""Reads orders of a rule file: norms that rank instead of requiring."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.diagnostics import did_you_mean
from adm_rules._internal.loader.conditions import maybe_condition, read_condition, read_fact
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.rules import read_norms
from adm_rules._internal.loader.values import read_citation
from adm_rules._internal.rules import DIRECTIONS, ByFact, First, Order, Path, Points, Score, Step

#: What a step of an order may be.
STEPS: Final = ("first", *DIRECTIONS, "points")


def read_order(data: Any, path: Path, faults: Faults) -> Order | None:
    """One order; None after reporting that its shape is wrong."""
    body = faults.mapping(data, path, ("id", "title", "norms", "cites", "per", "order"), ("when",))
    if body is None:
        return None
    below = (*path, "order")
    listed = faults.items(body["order"], below)
    if body["order"] == []:
        faults.add("empty-order", "an order without steps ranks nobody", below, f"a step is {_listed()}")
    steps = [_step(item, (*below, n), faults) for n, item in enumerate(listed)]
    return Order(
        faults.word(body["id"], (*path, "id")),
        faults.text(body["title"], (*path, "title")),
        faults.word(body["per"], (*path, "per")),
        read_norms(body["norms"], (*path, "norms"), faults),
        read_citation(body["cites"], (*path, "cites"), faults),
        maybe_condition(body, "when", path, faults),
        tuple(step for step in steps if step is not None),
        path,
    )


def _step(data: Any, path: Path, faults: Faults) -> Step | None:
    if not isinstance(data, dict) or len(data) != 1:
        message = "a step of an order is a mapping with exactly one key"
        faults.add("wrong-shape", message, path, f"{_listed()}, such as `{{earliest: requested_on}}`")
        return None
    ((key, body),) = data.items()
    below = (*path, key)
    if key == "first":
        return First(read_condition(body, below, faults))
    if key == "points":
        return _points(body, below, faults)
    if key in DIRECTIONS:
        return ByFact(key, read_fact(body, below, faults))
    help = did_you_mean(key, STEPS) or f"a step is {_listed()}"
    faults.add("unknown-order", f"`{key}` is no step of an order", below, help, at_key=True)
    return None


def _listed() -> str:
    return ", ".join(f"`{name}`" for name in STEPS[:-1]) + f" or `{STEPS[-1]}`"


def _points(data: Any, path: Path, faults: Faults) -> Points:
    listed = faults.items(data, path)
    if data == []:
        faults.add("empty-order", "`points` without entries scores nobody", path, _ENTRY)
    entries = [_entry(item, (*path, n), faults) for n, item in enumerate(listed)]
    return Points(tuple(entry for entry in entries if entry))


def _entry(data: Any, path: Path, faults: Faults) -> tuple[Score, ...]:
    """One entry: a score, or alternatives of which the first that holds counts."""
    if not isinstance(data, dict) or "first_of" not in data:
        return tuple(_score(data, path, faults))
    body = faults.mapping(data, path, ("first_of",))
    below = (*path, "first_of")
    listed = faults.items(body["first_of"], below) if body is not None else ()
    if listed == []:
        faults.add("empty-order", "`first_of` has no alternatives", below, _ENTRY)
    return tuple(score for n, item in enumerate(listed) for score in _score(item, (*below, n), faults))


def _score(data: Any, path: Path, faults: Faults) -> list[Score]:
    body = faults.mapping(data, path, ("because", "points"), ("when", "times"))
    if body is None:
        return []
    if "when" not in body and "times" not in body:
        faults.add("missing-key", "points are given `when` something holds, or `times` a count", path, _ENTRY)
    times = read_fact(body["times"], (*path, "times"), faults) if "times" in body else None
    because, when = (
        faults.text(body["because"], (*path, "because")),
        maybe_condition(body, "when", path, faults),
    )
    return [Score(because, _number(body, path, faults), when, times, path)]


def _number(body: Mapping[str, Any], path: Path, faults: Faults) -> Fraction:
    raw = body["points"]
    if (raw.__class__ is int or isinstance(raw, Decimal)) and raw > 0:
        return Fraction(raw)
    faults.add("bad-amount", "points are a number above zero", (*path, "points"), "such as `2` or `1.5`")
    return Fraction()


_ENTRY: Final = (
    "such as `{because: {it: disabilità, en: disability}, when: {disability: {is: true}}, points: 2}`"
)
