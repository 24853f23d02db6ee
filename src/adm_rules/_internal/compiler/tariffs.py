"""Lowers the conditions of tariffs, and looks up the values that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.fees import Amounts, Schedule
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.facts.basis import readings_in
from adm_rules._internal.rules import (
    AsOften,
    Bounded,
    Exemption,
    FeeRow,
    Fixed,
    Flat,
    Indicator,
    Instead,
    Modifier,
    NotSet,
    Path,
    Regulation,
    Shape,
    ShapeByReading,
    Table,
    Tariff,
    Value,
    ValueRef,
    Version,
    sums,
)
from adm_rules._internal.values.amounts import PLACES
from adm_rules._internal.values.bounds import NOT_YET, UNKNOWN

#: Where a version keeps whether an access that was not delivered is charged.
UNDELIVERED: Final = ("undelivered", "undelivered")
#: The amounts of a value in time: first day, last day, and what it comes to, None while no act sets it.
Periods: TypeAlias = tuple[tuple[int, int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Priced:
    """What a version of a tariff is under one choice of readings: its shape, its truths, the values that it names."""

    version: Version
    shape: Shape
    holds: Mapping[tuple[str, str], Node]  # by `exempt` or `modifier`, and id
    values: Mapping[str, Periods]
    factors: Mapping[str, Node] = field(default_factory=dict)  # by the id of the modifier
    measure: Node | None = None  # what makes its indicator, where no certificate does
    charged: Node | None = None  # what was charged in the year before the month, as a session sees it
    _made: dict[object, Schedule] = field(default_factory=dict, compare=False, repr=False)

    def amounts_on(self, day: int) -> Amounts:
        """What its values come to on a day."""
        return {
            name: next((amount for first, last, amount in periods if first <= day <= last), None)
            for name, periods in self.values.items()
        }

    def fixed(self, amount: Fixed, day: int) -> int | None:
        """What an amount comes to on a day; None while no act sets it."""
        number = amount.amount
        return self.amounts_on(day).get(number.name) if isinstance(number, ValueRef) else number

    def schedule(self, table: Table, day: int) -> Schedule:
        """A table of the version (its fees, or its caps) on a day."""
        amounts = self.amounts_on(day)
        key = (table.path, *amounts.values())
        return self._made.setdefault(key, Schedule(table, amounts))


@dataclass(frozen=True, slots=True)
class PricedVersion:
    """A version under the readings in use, and under each other option of each reading that it depends on."""

    version: Version
    default: Priced
    others: tuple[tuple[str, str, Priced], ...]

    @property
    def every(self) -> tuple[Priced, ...]:
        """Under every choice."""
        return (self.default, *(priced for _, _, priced in self.others))


def parts_of(regulation: Regulation, tariff: Tariff) -> tuple[Tariff, ...]:
    """What is due by a tariff: itself, or each of its parts with the exemptions of the whole before its own."""
    if not tariff.parts:
        return (tariff,)
    found = []
    for part in tariff.parts:
        other = part.own if part.of is None else regulation.tariffs.get(part.of)
        if other is not None:
            own = replace(other, name=part.own.name, unit=part.own.unit, hours=part.own.hours)
            found.append(replace(own, history=tuple(_exempting(v, tariff.exempt) for v in own.history)))
    return tuple(found)


def _exempting(version: Version, exempt: tuple[Exemption, ...]) -> Version:
    """A version in which some exemptions come first."""
    shape = version.shape
    if isinstance(shape, ShapeByReading):
        options = {name: _first_exempt(each, shape.path, exempt) for name, each in shape.options.items()}
        return replace(version, shape=replace(shape, options=MappingProxyType(options)))
    return replace(version, shape=_first_exempt(shape, version.path, exempt))


def _first_exempt(shape: Shape, path: Path, exempt: tuple[Exemption, ...]) -> Shape:
    if isinstance(shape, Table):
        return replace(shape, exempt=(*exempt, *shape.exempt))
    return Table((), path, exempt=exempt, not_set=shape) if isinstance(shape, NotSet) and exempt else shape


def lower_tariffs(low: Lowering) -> Mapping[str, tuple[PricedVersion, ...]]:
    """Every tariff and part of one, version by version."""
    return {
        part.name: tuple(_lower_version(low, part, version) for version in part.history)
        for tariff in low.regulation.tariffs.values()
        for part in parts_of(low.regulation, tariff)
    }


def _lower_version(low: Lowering, tariff: Tariff, version: Version) -> PricedVersion:
    others = [
        (name, option, _lower(low, tariff, version, {name: option}))
        for name in sorted(_readings_of(low, tariff, version))
        for option in low.regulation.readings[name].others
    ]
    return PricedVersion(version, _lower(low, tariff, version, {}), tuple(others))


def _readings_of(low: Lowering, tariff: Tariff, version: Version) -> frozenset[str]:
    """The readings that a version depends on: its shape, its conditions and the values that it names."""
    shape, regulation = version.shape, low.regulation
    tables = list(_tables_of(version))
    conditions = [each.when for table in tables for each in table.exempt]
    conditions += [each.when for table in tables for each in table.modifiers]
    conditions += [table.undelivered.when for table in tables if table.undelivered is not None]
    named = [name for table in tables for name, *_ in _refs(tariff, table)]
    own = {shape.reading} & regulation.readings.keys() if isinstance(shape, ShapeByReading) else ()
    found = readings_in(tuple(conditions), regulation, low.registry)
    return found.union(own, *(regulation.disputed.get(name, ()) for name in named))


def _lower(low: Lowering, tariff: Tariff, version: Version, readings: Mapping[str, str]) -> Priced:
    shape = _chosen(low, version.shape, readings)
    if not isinstance(shape, Table):
        return Priced(version, shape, {}, {})
    session = Context("session", readings=readings)
    holds = {("exempt", each.id): low.condition(each.when, session) for each in shape.exempt}
    for each in shape.modifiers:
        holds["modifier", each.id] = low.condition(each.when, session)
    if shape.undelivered is not None:
        holds[UNDELIVERED] = low.condition(shape.undelivered.when, session)
    factors = {
        each.id: _factor(low, each, each.change, session)
        for each in shape.modifiers
        if isinstance(each.change, AsOften)
    }
    values: dict[str, Periods] = {}
    for name, indicator, path in _refs(tariff, shape):
        value = low.named(name, indicator.kind if indicator else "money", None, path)
        if value is not None:
            values[name] = _periods(low, value, version, session, indicator, path)
    measure, charged = _measure(low, tariff.indicator, session), _charged(low, shape, session)
    return Priced(version, shape, holds, values, factors, measure, charged)


def _charged(low: Lowering, table: Table, ctx: Context) -> Node | None:
    """The fact that says what of a year's most was charged before, as a session of the month sees it."""
    if table.year_cap is None:
        return None
    path = (*table.year_cap.path, "charged")
    node = low.fact(table.year_cap.charged, ctx, path)
    if node is not None and node.kind != "money":
        message = f"`{table.year_cap.charged.name}` is of kind {node.kind}, and what was charged is money"
        low.faults.add("wrong-kind", message, path)
    return node


def _measure(low: Lowering, indicator: Indicator, ctx: Context) -> Node | None:
    """The fact that makes an indicator, as it is asked by what is charged for."""
    if indicator.fact is None:
        return None
    path = (*indicator.path, "fact")
    node = low.fact(indicator.fact, ctx, path)
    if node is not None and node.kind != indicator.kind:
        message = f"`{indicator.fact.name}` is of kind {node.kind}, and `{indicator.name}` is of kind {indicator.kind}"
        low.faults.add("unit-mismatch", message, path, f"write `kind: {node.kind}`")
    return node


def _factor(low: Lowering, modifier: Modifier, change: AsOften, ctx: Context) -> Node:
    """The fact that a modifier counts by."""
    path = (*modifier.path, "times", "fact")
    node = low.fact(change.fact, ctx, path)
    if node is not None and node.kind != "count":
        message = (
            f"`{change.fact.name}` is of kind {node.kind}, and a fee is taken so many times as a fact counts"
        )
        low.faults.add("wrong-kind", message, path)
    return node or low.core.const(UNKNOWN, "count")


def _refs(tariff: Tariff, table: Table) -> Iterator[tuple[str, Indicator | None, Path]]:
    """The values that a table names, each with the indicator that it is a place of (None: an amount) and its path."""
    for each in (table, *table.caps):
        for row in each.rows:
            where = place_path(each, row)
            ends = (
                end.value for end in (row.first, row.last) if end is not None and not isinstance(end, int)
            )
            yield from ((ref.name, table.indicator, where) for ref in ends)
            for number, is_place in sums(row.fee):
                if isinstance(number, ValueRef):
                    yield number.name, table.indicator if is_place else None, fee_path(row)
    changes = ((each.change, each.path) for each in table.modifiers)
    yield from (
        (change.amount.name, None, (*path, change_key(change)))
        for change, path in changes
        if isinstance(change, Instead | Bounded) and isinstance(change.amount, ValueRef)
    )
    fixed: list[tuple[Fixed | Table | None, Path]] = [
        (table.no_isee, (*table.path, "no_isee", "fee")),
        (table.month_cap, (*table.path, "month_cap")),
        (tariff.cost, (*tariff.path, "cost")),
        *((cap.no_isee, (*cap.path, "no_isee", "cap")) for cap in table.caps),
        *((year.most, (*year.path, "most")) for year in [table.year_cap] if year is not None),
    ]
    for amount, path in fixed:
        if isinstance(amount, Flat) and isinstance(amount.amount, ValueRef):
            yield amount.amount.name, None, path


def change_key(change: Instead | Bounded) -> str:
    """Under which key a change has its amount."""
    return "fee" if isinstance(change, Instead) else "at_most" if change.most else "at_least"


def _tables_of(version: Version) -> Iterator[Table]:
    """The tables of a version, under every reading."""
    shape = version.shape
    shapes = shape.options.values() if isinstance(shape, ShapeByReading) else (shape,)
    return (each for each in shapes if isinstance(each, Table))


def _is_row(row: FeeRow) -> bool:
    """Whether a row stands by itself; else among steps, where its path is that of its fee."""
    return row.path[-2] == "rows"


def key_of(row: FeeRow) -> str:
    """Under which key a row of its own has its amount."""
    return "fee" if {"month_cap", "year_cap"}.isdisjoint(row.path) else "cap"


def fee_path(row: FeeRow) -> Path:
    """Where the amount of a row stands."""
    return (*row.path, key_of(row)) if _is_row(row) else row.path


def place_path(table: Table, row: FeeRow) -> Path:
    """Where the edges of a row stand."""
    return (*row.path, table.indicator.name) if _is_row(row) else row.path


def _periods(
    low: Lowering, value: Value, version: Version, ctx: Context, indicator: Indicator | None, path: Path
) -> Periods:
    """What a value comes to while a version is in force: in cents, or in the last place of an indicator."""
    if indicator is not None and value.indicator not in (None, indicator.name):
        message = f"`${value.name}` is a threshold of `{value.indicator}`, and the tariff goes by `{indicator.name}`"
        low.faults.add("unit-mismatch", message, path)
    if value.not_set is not None:
        return ((0, NOT_YET, None),)
    found = low.periods_in(value, days_of(low, version), ctx, path)
    return tuple((first, last, _placed(low, amount, indicator, path)) for first, last, amount in found)


def days_of(low: Lowering, version: Version) -> tuple[int, int]:
    """The days on which a version is in force."""
    regulation = low.regulation
    first, last = max(regulation.day_from, version.day_from or 0), regulation.day_until or NOT_YET
    return first, max(first, min(last, version.day_until or NOT_YET))


def _placed(low: Lowering, amount: object, indicator: Indicator | None, path: Path) -> int | None:
    if not isinstance(amount, int):
        return None
    if indicator is None or indicator.kind != "number":
        return amount
    scale: int = 10 ** (PLACES - indicator.decimals)
    found, rest = divmod(amount, scale)
    if rest:
        help = f"`{indicator.name}` has {indicator.decimals}"
        low.faults.add("bad-amount", "this value has more decimals than its indicator", path, help)
    return found


def _chosen(low: Lowering, shape: Shape | ShapeByReading, readings: Mapping[str, str]) -> Shape:
    """The shape under a choice of readings."""
    if not isinstance(shape, ShapeByReading):
        return shape
    reading = low.regulation.readings.get(shape.reading)
    if reading is None:
        low.faults.unknown("reading", shape.reading, low.regulation.readings, shape.path)
        return Table((), shape.path)
    low.check_options(reading, shape.options, shape.path)
    return shape.options.get(readings.get(reading.name, reading.default), Table((), shape.path))
