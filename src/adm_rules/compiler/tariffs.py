"""Lowers the conditions and values of tariffs, and checks their tables: what cannot be, and what looks odd.

An ISEE that pays two fees is an error. An ISEE that falls between two rows, a fee that falls, a jump at the end of a
line or a table that stops are notices: acts are written like that, and whoever edits the file should know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from adm_rules.compiler.context import Context
from adm_rules.compiler.fees import formula, rounded
from adm_rules.compiler.lower import Lowering
from adm_rules.compiler.nodes import Node
from adm_rules.diagnostics import Weight
from adm_rules.facts.basis import readings_in
from adm_rules.quantities import cents_to_decimal
from adm_rules.rules import (
    Fee,
    FeeRow,
    Flat,
    Path,
    Rounding,
    Shape,
    ShapeByReading,
    Slope,
    Table,
    Tariff,
    ValueRef,
    Version,
)

_NO_AMOUNTS: Final[Mapping[ValueRef, int | None]] = {}


@dataclass(frozen=True, slots=True)
class Priced:
    """What a version of a tariff is under one choice of readings: its shape, its truths, the values that it names."""

    version: Version
    shape: Shape
    holds: Mapping[tuple[str, str], Node]  # by `exempt` or `modifier`, and id
    amounts: Mapping[ValueRef, Node]


@dataclass(frozen=True, slots=True)
class PricedVersion:
    """A version under the readings in use, and under each other option of each reading that it depends on."""

    version: Version
    default: Priced
    others: tuple[tuple[str, str, Priced], ...]


def lower_tariffs(low: Lowering) -> Mapping[str, tuple[PricedVersion, ...]]:
    """Every tariff, version by version."""
    return {
        name: tuple(_lower_version(low, tariff, version) for version in tariff.history)
        for name, tariff in low.regulation.tariffs.items()
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
    fees = [fee for table in tables for fee in (*(row.fee for row in table.rows), table.no_isee)]
    named = [fee.name for fee in (*fees, tariff.cost) if isinstance(fee, ValueRef)]
    own = {shape.reading} & regulation.readings.keys() if isinstance(shape, ShapeByReading) else ()
    found = readings_in(tuple(conditions), regulation, low.registry)
    return found.union(own, *(regulation.disputed.get(name, ()) for name in named))


def _lower(low: Lowering, tariff: Tariff, version: Version, readings: Mapping[str, str]) -> Priced:
    shape = _chosen(low, version.shape, readings)
    if not isinstance(shape, Table):
        return Priced(version, shape, {}, {})
    whole = Context("case", readings=readings)
    part = whole if tariff.unit == "EUR_per_month" else replace(whole, scope="session")
    holds = {("exempt", each.id): low.condition(each.when, part) for each in shape.exempt}
    for each in shape.modifiers:
        holds["modifier", each.id] = low.condition(each.when, whole if each.of_total else part)
    fees: list[tuple[Fee | None, Path]] = [(row.fee, _fee_path(row)) for row in shape.rows]
    fees += [(shape.no_isee, (*shape.path, "no_isee", "fee")), (tariff.cost, (*tariff.path, "cost"))]
    amounts = {
        fee: low.value(fee.name, "money", None, whole, path)
        for fee, path in fees
        if isinstance(fee, ValueRef)
    }
    return Priced(version, shape, holds, amounts)


def _fee_path(row: FeeRow) -> Path:
    """Where a row's fee stands: in a row of its own, or among steps."""
    return (*row.path, "fee") if row.path[-2] == "rows" else row.path


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


# --- checks -----------------------------------------------------------------------------------------------------------


def check_tariffs(low: Lowering) -> None:
    """Report faults and oddities of every tariff."""
    lower_tariffs(low)
    priced: dict[str, str] = {}
    for tariff in low.regulation.tariffs.values():
        for n, service in enumerate(tariff.services):
            other = priced.setdefault(service, tariff.name)
            if other != tariff.name:
                help = "let one tariff price a service, with versions or a reading where acts differ"
                message = f"`{service}` is priced by the tariff `{other}` already"
                low.faults.add("service-priced-twice", message, (*tariff.path, "services", n), help)
        for table in (each for version in tariff.history for each in _tables_of(version)):
            _Checked(low, table, percent=tariff.unit == "percent_of_cost").report()


def _tables_of(version: Version) -> Iterator[Table]:
    """The tables of a version, under every reading."""
    shape = version.shape
    shapes = shape.options.values() if isinstance(shape, ShapeByReading) else (shape,)
    return (each for each in shapes if isinstance(each, Table))


class _Checked:
    """The checks of one table."""

    def __init__(self, low: Lowering, table: Table, *, percent: bool) -> None:
        self.faults = low.faults
        self.table = table
        self.unit = " %" if percent else ""

    def report(self) -> None:
        rows = self.table.rows
        for left, right in pairwise(rows):
            if left.last is None or right.first <= left.last:
                message = f"the ISEE of this row reaches into another one, from {_euros(right.first)} on"
                self.faults.add("rows-overlap", message, right.path, "let one row end before the next begins")
            else:
                self._between(left, left.last, right)
        for row in rows:
            self._inside(row)
        if rows and rows[0].first > 0:
            self._gap(rows[0], 0, rows[0].first - 1, between=False)
        if rows and rows[-1].last is not None:
            message = f"the table stops at {_euros(rows[-1].last)}"
            self.faults.notice("table-stops", message, rows[-1].path, _OPEN, Weight.WARNING)

    def _between(self, left: FeeRow, last: int, right: FeeRow) -> None:
        if right.first > last + 1:
            self._gap(right, last + 1, right.first - 1)
        before, after = (_at(left.fee, last), _at(right.fee, right.first))
        if before is None or after is None:
            return
        if after < before:
            self._falls(right, f"at {_euros(right.first)}")
        elif after > before and not (_is_point(left) or _is_point(right) or _meet(left, last, right)):
            self._jump(left, right, f"from {self._amount(before)} to {self._amount(after)}")

    def _gap(self, row: FeeRow, first: int, last: int, *, between: bool = True) -> None:
        settled = between and self.table.gap != "undecided"
        open_ = f"{_OPEN}: say `gap: row_below` or `gap: row_above` if the act does" if between else _OPEN
        help, severity = open_, Weight.WARNING
        if settled:
            help, severity = f"`gap: {self.table.gap}` settles it", Weight.INFO
        code, message = (
            "gap-between-rows",
            f"an ISEE from {_euros(first)} to {_euros(last)} falls into no row",
        )
        if first == last:
            code = "cents-do-not-meet"
            message = f"cents do not meet: an ISEE of {_euros(first)} falls into no row"
        self.faults.notice(code, message, row.path, help, severity)

    def _jump(self, left: FeeRow, right: FeeRow, how: str) -> None:
        bands = all(isinstance(row.fee, (Flat, ValueRef)) for row in (left, right))
        help = "bands do that" if bands else "a line that should meet its neighbour has its knot at the edge"
        severity = Weight.INFO if bands else Weight.WARNING
        message = f"the fee jumps {how} at {_euros(right.first)}"
        self.faults.notice("fee-jumps", message, right.path, help, severity)

    def _inside(self, row: FeeRow) -> None:
        if isinstance(row.fee, Slope):
            for (x, y), (_, top) in pairwise(row.fee.knots):
                if top < y:
                    self._falls(row, f"from {_euros(x)} on")

    def _falls(self, row: FeeRow, where: str) -> None:
        message, help = f"the fee falls as the ISEE rises, {where}", "compare the amounts with the act"
        self.faults.notice("fee-falls", message, row.path, help, Weight.WARNING)

    def _amount(self, fee: Fraction) -> str:
        return f"{_euros(int(rounded(fee, Rounding())))}{self.unit}"


_OPEN: Final = "what an ISEE there pays stays undecided"


def _at(fee: Fee, isee: int) -> Fraction | None:
    return formula(fee, isee, _NO_AMOUNTS)


def _is_point(row: FeeRow) -> bool:
    """Whether a row is a single printed point: that is no band, and nothing jumps there."""
    return row.first == row.last


def _meet(left: FeeRow, last: int, right: FeeRow) -> bool:
    """Whether two rows that follow one another give the same fee at the edge between them."""
    return right.first == last + 1 and any(
        _at(left.fee, edge) == _at(right.fee, edge) for edge in (last, right.first)
    )


def _euros(cents: int) -> str:
    return f"{cents_to_decimal(cents):,}"
