"""Reads a table of a tariff: its rows, when nothing is due, what changes the fee, the most in a month, rounding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.loader.conditions import read_condition, read_fact
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.fees import (
    TableKind,
    listed,
    read_fixed,
    read_percent,
    read_row,
    read_steps,
    read_sum,
)
from adm_rules._internal.loader.values import read_amount
from adm_rules._internal.rules import ALWAYS, FactRef, FeeRow, Path
from adm_rules._internal.rules.measures import HOURLY, MODES
from adm_rules._internal.rules.tariffs import (
    AsOften,
    Bounded,
    Change,
    Exemption,
    Fixed,
    Indicator,
    Instead,
    Modifier,
    More,
    Rounding,
    Table,
    TariffPart,
    YearCap,
)

_CHANGES: Final = ("percent", "fee", "at_least", "at_most", "times")
LIMITS: Final = _CHANGES[2:4]
_MOMENTS: Final = ("fee", "modifiers", "total")


def read_table(measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults) -> Table:
    """A table with its rows and all that stands around them."""
    modifiers = [
        _modifier(measure.unit, data, (*path, "modifiers", n), faults)
        for n, data in enumerate(faults.items(body.get("modifiers"), (*path, "modifiers")))
    ]
    kept = read_exemptions(body, path, faults)
    changes = tuple(each for each in modifiers if each is not None)
    check_ids((*kept, *changes), faults)
    return Table(
        _rows(measure, body, path, faults),
        path,
        measure.indicator,
        kept,
        _no_isee(measure, body.get("no_isee"), (*path, "no_isee"), faults),
        _gap(body, path, faults),
        changes,
        _cap(measure.indicator, body["month_cap"], (*path, "month_cap"), faults)
        if body.get("month_cap") is not None
        else None,
        _rounding(body.get("round"), (*path, "round"), faults),
        hours=_hours(measure.unit, body["hours"], (*path, "hours"), faults) if "hours" in body else None,
        undelivered=_undelivered(body["undelivered"], (*path, "undelivered"), faults)
        if "undelivered" in body
        else None,
        year_cap=(
            _year_cap(measure.indicator, body["year_cap"], (*path, "year_cap"), faults)
            if "year_cap" in body
            else None
        ),
    )


def _hours(unit: str, data: Any, path: Path, faults: Faults) -> Rounding | None:
    """How the time of each access is rounded before it is charged."""
    if unit not in HOURLY:
        help = "leave it out: only a fee by the hour, or a share of its cost, goes by hours"
        faults.add("wrong-shape", f"`{unit}` is not charged by the hour", path, help, at_key=True)
    body = faults.mapping(data, path, ("to", "mode"))
    if body is None:
        return None
    to = read_amount("minutes", body["to"], (*path, "to"), faults)
    if to == 0:
        faults.add("bad-amount", "rounding needs a step above zero", (*path, "to"), "write `to: 30 min`")
    return Rounding(int(to or 1), faults.choice(body["mode"], tuple(MODES), (*path, "mode"), "up"))


def _undelivered(data: Any, path: Path, faults: Faults) -> Exemption | None:
    """Which accesses are charged though they did not take place, and why."""
    body = faults.mapping(data, path, ("because", "when"))
    if body is None:
        return None
    why = faults.text(body["because"], (*path, "because"))
    return Exemption("undelivered", why, read_condition(body["when"], (*path, "when"), faults), path)


def _year_cap(indicator: Indicator, data: Any, path: Path, faults: Faults) -> YearCap | None:
    """The most that a year costs, and the fact that says what of it was charged before."""
    body = faults.mapping(data, path, ("most", "charged"))
    if body is None:
        return None
    most = _cap(indicator, body["most"], (*path, "most"), faults)
    return YearCap(most, read_fact(body["charged"], (*path, "charged"), faults), path)


def _gap(body: Mapping[str, Any], path: Path, faults: Faults) -> str:
    return faults.choice(
        body.get("gap"), ("undecided", "row_below", "row_above"), (*path, "gap"), "undecided"
    )


def _rows(measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[FeeRow, ...]:
    rows = [
        read_row(measure, data, (*path, "rows", n), faults)
        for n, data in enumerate(faults.items(body.get("rows"), (*path, "rows")))
    ]
    steps = read_steps(measure, body["steps"], (*path, "steps"), faults) if "steps" in body else []
    if not rows and "steps" not in body:
        faults.add("wrong-shape", "a table has at least one row", path, "or say `free` or `not_set`")
    return tuple(row for row in (*rows, *steps) if row is not None)


def _cap(indicator: Indicator, data: Any, path: Path, faults: Faults) -> Fixed | Table:
    """The most that a month or a year costs: an amount, or a table by the indicator."""
    if not isinstance(data, dict):
        return read_fixed(data, path, faults)
    body = faults.mapping(data, path, (), ("rows", "steps", "gap", "no_isee")) or {}
    measure = TableKind("EUR", indicator, "cap")
    none = _no_isee(measure, body.get("no_isee"), (*path, "no_isee"), faults)
    return Table(
        _rows(measure, body, path, faults), path, indicator, no_isee=none, gap=_gap(body, path, faults)
    )


def read_exemptions(body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[Exemption, ...]:
    """When nothing is due."""
    read = (
        _exemption(data, (*path, "exempt", n), faults)
        for n, data in enumerate(faults.items(body.get("exempt"), (*path, "exempt")))
    )
    return tuple(each for each in read if each is not None)


def check_ids(items: Sequence[Exemption | Modifier | TariffPart], faults: Faults) -> None:
    """Report an id that stands twice."""
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            message, help = f"the id `{item.id}` stands twice", "give each its own id"
            faults.add("duplicate-id", message, (*item.path, "id"), help)
        seen.add(item.id)


def _exemption(data: Any, path: Path, faults: Faults) -> Exemption | None:
    body = faults.mapping(data, path, ("id", "because", "when"))
    if body is None:
        return None
    return Exemption(
        faults.word(body["id"], (*path, "id")),
        faults.text(body["because"], (*path, "because")),
        read_condition(body["when"], (*path, "when"), faults),
        path,
    )


def _modifier(unit: str, data: Any, path: Path, faults: Faults) -> Modifier | None:
    limits = isinstance(data, dict) and any(key in data for key in LIMITS)  # these may hold of everybody
    needed = ("id", "because") if limits else ("id", "because", "when")
    body = faults.mapping(data, path, needed, ("when", *_CHANGES, "of"))
    if body is None:
        return None
    if sum(key in body for key in _CHANGES) != 1:
        faults.add("wrong-shape", f"a modifier has one of {listed(_CHANGES)}", path)
        return None
    of_total = faults.choice(body.get("of"), ("fee", "total"), (*path, "of"), "fee") == "total"
    measure = "EUR" if of_total else unit
    return Modifier(
        faults.word(body["id"], (*path, "id")),
        faults.text(body["because"], (*path, "because")),
        read_condition(body["when"], (*path, "when"), faults) if "when" in body else ALWAYS,
        _change(measure, body, path, faults),
        of_total,
        path,
    )


def _change(unit: str, body: Mapping[str, Any], path: Path, faults: Faults) -> Change:
    """What a modifier does."""
    if "percent" in body:
        return More(read_percent(body["percent"], (*path, "percent"), faults))
    if "fee" in body:
        return Instead(read_fixed(body["fee"], (*path, "fee"), faults, unit).amount)
    for key in LIMITS:
        if key in body:
            return Bounded(read_fixed(body[key], (*path, key), faults, unit).amount, most=key == "at_most")
    times = faults.mapping(body["times"], (*path, "times"), ("fact",))
    if times is None:
        return Instead(0)
    return AsOften(FactRef(faults.word(times["fact"], (*path, "times", "fact"))))


def _no_isee(measure: TableKind, data: Any, path: Path, faults: Faults) -> Fixed | None:
    """What is due without a certificate; None where the act is silent."""
    if data is None or data == "undecided":
        return None
    key = measure.key
    body = faults.mapping(data, path, (key,))
    return None if body is None else read_fixed(body[key], (*path, key), faults, measure.unit)


def _rounding(data: Any, path: Path, faults: Faults) -> Rounding:
    body = (faults.mapping(data, path, (), ("to", "mode", "after")) or {}) if data is not None else {}
    to = read_sum("EUR", body["to"], (*path, "to"), faults) if "to" in body else 1
    if to == 0:
        faults.add("bad-amount", "rounding needs a step above zero", (*path, "to"), "write `to: 0.01`")
    after = read_members(body.get("after"), _MOMENTS, (), (*path, "after"), faults)
    return Rounding(
        max(to, 1),
        faults.choice(body.get("mode"), tuple(MODES), (*path, "mode"), "half_up"),
        frozenset(after),
    )


def read_members(
    data: Any, known: Iterable[Any] | str, default: tuple[str, ...], path: Path, faults: Faults
) -> tuple[str, ...]:
    """A list of names, those of a list of names (``known``) with what the file adds to it."""
    if data is None:
        return default
    names = tuple(faults.texts(data, path))
    for n, name in enumerate(names):
        if isinstance(known, str):
            faults.member(name, known, faults.own_names.get(known, {}), (*path, n))
        elif name not in set(map(str, known)):
            faults.unknown("name", name, map(str, known), (*path, n), at_key=False)
    if len(set(names)) != len(names):
        faults.add("duplicate-member", "a member stands twice", path)
    return names
