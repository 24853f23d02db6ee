"""Reads tariffs: what a family pays by an indicator, when nothing is due, what changes the fee, how it is rounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from adm_rules.loader.conditions import read_condition
from adm_rules.loader.faults import Faults
from adm_rules.loader.fees import TableKind, listed, read_fixed, read_percent, read_row, read_steps, read_sum
from adm_rules.loader.values import check_history, read_citation, read_day, read_not_set
from adm_rules.names import NAMES
from adm_rules.rules import Path
from adm_rules.rules.tariffs import (
    ACCEPTED,
    DOUBTFUL,
    ISEE,
    UNITS,
    Exemption,
    FeeRow,
    Fixed,
    Free,
    Indicator,
    Instead,
    Modifier,
    More,
    Rounding,
    Shape,
    ShapeByReading,
    Table,
    Tariff,
    Version,
)
from adm_rules.texts import Text

_KEYS: Final = ("services", "cites", "indicator", "accepts", "certificate", "cost")
_TABLE: Final = ("exempt", "rows", "steps", "no_isee", "gap", "modifiers", "month_cap", "round")
_FORMS: Final = ("not_set", "free", "by_reading", "history")
_MOMENTS: Final = ("fee", "modifiers", "total")
_MODES: Final = ("half_up", "half_even", "down", "up")


def read_tariff(name: str, data: Any, path: Path, faults: Faults) -> Tariff | None:
    """One tariff with its history."""
    body = faults.mapping(data, path, ("unit",), (*_KEYS, *_FORMS))
    if body is None:
        return None
    unit = faults.choice(body["unit"], UNITS, (*path, "unit"), "EUR")
    if sum(form in body for form in _FORMS) != 1:
        help = "name the body that must set it, say why it is free, or give its amounts by date"
        faults.add("wrong-shape", f"a tariff has one of {listed(_FORMS)}", path, help)
        return None
    cites = read_citation(body["cites"], (*path, "cites"), faults) if "cites" in body else None
    indicator = _indicator(body.get("indicator"), (*path, "indicator"), faults)
    known = {*map(str, NAMES["isee_kind"]), *faults.own_names.get("isee_kind", ())}
    accepted = ACCEPTED if indicator is ISEE else (indicator.name,)
    return Tariff(
        name,
        unit,
        _history(TableKind(unit, indicator), body, path, faults),
        path,
        services=_services(name, body, path, faults),
        cites=cites,
        accepts=_members(body.get("accepts"), known, accepted, (*path, "accepts"), faults),
        certificate=_certificate(body.get("certificate"), (*path, "certificate"), faults),
        cost=_cost(unit, body, path, faults),
        indicator=indicator,
    )


def _indicator(data: Any, path: Path, faults: Faults) -> Indicator:
    """The indicator that a tariff names; without one, the ISEE."""
    if data is None or data == ISEE.name:
        return ISEE
    name = faults.word(data, path)
    if name not in faults.indicators:
        faults.unknown("indicator", name, (ISEE.name, *faults.indicators), path, at_key=False)
    return faults.indicators.get(name, ISEE)


def _services(name: str, body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[str, ...]:
    """The services that a tariff prices: those that it lists, or the one that it is named after."""
    known = {*map(str, NAMES["service"]), *faults.own_names.get("service", ())}
    return _members(
        body.get("services"), known, (name,) if name in known else (), (*path, "services"), faults
    )


def _members(
    data: Any, known: Iterable[Any], default: tuple[str, ...], path: Path, faults: Faults
) -> tuple[str, ...]:
    """A list of names."""
    if data is None:
        return default
    names = tuple(map(str, faults.items(data, path)))
    for n, name in enumerate(names):
        if name not in set(map(str, known)):
            faults.unknown("name", name, map(str, known), (*path, n), at_key=False)
    if len(set(names)) != len(names):
        faults.add("duplicate-member", "a member stands twice", path)
    return names


def _certificate(data: Any, path: Path, faults: Faults) -> Mapping[str, str]:
    """What a certificate in a doubtful state is worth."""
    body = (faults.mapping(data, path, (), DOUBTFUL) or {}) if data is not None else {}
    worth = {
        state: faults.choice(body.get(state), ("none", "use", "undecided"), (*path, state), "undecided")
        for state in DOUBTFUL
    }
    return MappingProxyType(worth)


def _cost(unit: str, body: Mapping[str, Any], path: Path, faults: Faults) -> Fixed | None:
    percent = unit == "percent_of_cost"
    if ("cost" in body and not percent) or (percent and "history" in body and "cost" not in body):
        help = "`cost` is what an hour costs, and only a share of it needs one"
        faults.add("wrong-shape", "`percent_of_cost` and `cost` go together", path, help)
    return read_fixed(body["cost"], (*path, "cost"), faults) if "cost" in body else None


# --- history ----------------------------------------------------------------------------------------------------------


def _history(measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[Version, ...]:
    if "history" not in body:
        return (Version(None, None, _shape(measure, body, path, faults, _KEYS), None, path),)
    entries = faults.items(body["history"], (*path, "history"))
    if not entries:
        faults.add("wrong-shape", "a history has at least one entry", (*path, "history"))
    versions = [_version(measure, data, (*path, "history", n), faults) for n, data in enumerate(entries)]
    history = tuple(version for version in versions if version is not None)
    check_history(history, faults)
    return history


def _version(measure: TableKind, data: Any, path: Path, faults: Faults) -> Version | None:
    body = faults.mapping(data, path, (), ("from", "until", "cites", *_FORMS[:3], *_TABLE))
    if body is None:
        return None
    if "cites" not in body:
        faults.add("uncited-value", "an amount needs its citation", path, "add `cites: {article: …}`")
    return Version(
        read_day(body["from"], (*path, "from"), faults) if "from" in body else None,
        read_day(body["until"], (*path, "until"), faults) if "until" in body else None,
        _shape(measure, body, path, faults, ("from", "until", "cites")),
        read_citation(body["cites"], (*path, "cites"), faults) if "cites" in body else None,
        path,
    )


def _shape(
    measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults, around: Sequence[str]
) -> Shape | ShapeByReading:
    """What is due: nothing, what no act sets, a table, or one of these for each option of a reading."""
    if "by_reading" not in body:
        return _plain_shape(measure, body, path, faults, around)
    below = (*path, "by_reading")
    if not isinstance(body["by_reading"], dict) or len(body["by_reading"]) != 1:
        help = "by_reading: {reading: {option: …}}"
        faults.add("wrong-shape", "`by_reading` names exactly one reading", below, help)
        return Free(Text("", ""))
    ((reading, options),) = body["by_reading"].items()
    here, shapes = (*below, reading), {}
    for name, data in faults.named(options, here).items():
        option = faults.mapping(data, (*here, name), (), (*_FORMS[:2], *_TABLE))
        if option is not None:
            shapes[name] = _plain_shape(measure, option, (*here, name), faults, ())
    return ShapeByReading(reading, MappingProxyType(shapes), here)


def _plain_shape(
    measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults, around: Sequence[str]
) -> Shape:
    own = {key for key in body if key not in around and key != "unit"}
    forms = [form for form in ("not_set", "free") if form in own]
    tabled = bool(own & {"rows", "steps"})
    if len(forms) + tabled != 1 or (forms and len(own) > 1):
        help = "give `rows` or `steps`, or say `free` or `not_set` alone"
        faults.add("wrong-shape", "there is one of a table, `free` and `not_set`", path, help)
        return Free(Text("", ""))
    if "not_set" in own:
        return read_not_set(body["not_set"], (*path, "not_set"), faults)
    if "free" in own:
        return Free(faults.text(body["free"], (*path, "free")))
    return _table(measure, body, path, faults)


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults) -> Table:
    exempt = [
        _exemption(data, (*path, "exempt", n), faults)
        for n, data in enumerate(faults.items(body.get("exempt"), (*path, "exempt")))
    ]
    modifiers = [
        _modifier(measure.unit, data, (*path, "modifiers", n), faults)
        for n, data in enumerate(faults.items(body.get("modifiers"), (*path, "modifiers")))
    ]
    kept = tuple(each for each in exempt if each is not None)
    changes = tuple(each for each in modifiers if each is not None)
    _check_ids((*kept, *changes), faults)
    return Table(
        _rows(measure, body, path, faults),
        path,
        measure.indicator,
        kept,
        _no_isee(measure, body.get("no_isee"), (*path, "no_isee"), faults),
        _gap(body, path, faults),
        changes,
        _cap(measure.indicator, body.get("month_cap"), (*path, "month_cap"), faults),
        _rounding(body.get("round"), (*path, "round"), faults),
    )


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


def _cap(indicator: Indicator, data: Any, path: Path, faults: Faults) -> Fixed | Table | None:
    """The most that a month costs: an amount, or a table by the indicator."""
    if data is None:
        return None
    if not isinstance(data, dict):
        return read_fixed(data, path, faults)
    body = faults.mapping(data, path, (), ("rows", "steps", "gap", "no_isee")) or {}
    measure = TableKind("EUR", indicator, "cap")
    none = _no_isee(measure, body.get("no_isee"), (*path, "no_isee"), faults)
    return Table(
        _rows(measure, body, path, faults), path, indicator, no_isee=none, gap=_gap(body, path, faults)
    )


def _check_ids(items: Sequence[Exemption | Modifier], faults: Faults) -> None:
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
    body = faults.mapping(data, path, ("id", "because", "when"), ("percent", "fee", "of"))
    if body is None:
        return None
    if ("percent" in body) == ("fee" in body):
        faults.add("wrong-shape", "a modifier has one of `percent`, `fee`", path)
        return None
    of_total = faults.choice(body.get("of"), ("fee", "total"), (*path, "of"), "fee") == "total"
    measure = "EUR" if of_total else unit
    return Modifier(
        faults.word(body["id"], (*path, "id")),
        faults.text(body["because"], (*path, "because")),
        read_condition(body["when"], (*path, "when"), faults),
        More(read_percent(body["percent"], (*path, "percent"), faults))
        if "percent" in body
        else Instead(read_sum(measure, body["fee"], (*path, "fee"), faults)),
        of_total,
        path,
    )


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
    after = _members(body.get("after"), _MOMENTS, (), (*path, "after"), faults)
    return Rounding(
        max(to, 1), faults.choice(body.get("mode"), _MODES, (*path, "mode"), "half_up"), frozenset(after)
    )
