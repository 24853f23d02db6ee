"""What a table of fees gives for an indicator on a day: exact, and as a range where the act leaves something open.

An indicator is in its last place (an ISEE in cents); a fee is an exact fraction of cents (of hundredths of a percentage
point, for a share of the cost). The least and the greatest fee over every indicator are found at the edges of rows, at
knots and beside gaps: inside a row a fee only rises or only falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from typing import Final, TypeAlias

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules import (
    Excess,
    Fee,
    FeeRow,
    Flat,
    Formula,
    Proportional,
    Rounding,
    RowEdge,
    Slope,
    Sum,
    Table,
    ValueRef,
    sums,
)
from adm_rules._internal.rules.measures import MODES
from adm_rules._internal.values.bounds import ANYTHING, INF, ZERO, Interval, Number, exactly, hull

#: An indicator beyond every limit of a table.
TOP: Final = 10**15
#: What a value comes to, in cents or in the last place of an indicator; None while no act sets it.
Amounts: TypeAlias = Mapping[str, int | None]
#: More thresholds of one table that no act sets than these are not gone through.
_MOST: Final = 2


# --- one row ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row as it is on a day; ``fee`` is None where it rests on an amount that no act sets."""

    first: int
    last: int | None
    fee: Formula[int] | None
    row: FeeRow

    def holds(self, isee: int) -> bool:
        """Whether an indicator falls into it."""
        return self.first <= isee and (self.last is None or isee <= self.last)

    def at(self, isee: int) -> Fraction | None:
        """What its fee comes to, also where it does not reach; None where no act says."""
        match self.fee:
            case Flat(amount):
                return Fraction(amount)
            case Slope(knots):
                return _on_line(knots, isee)
            case Proportional(at, amount):
                return Fraction(isee * amount, at)
            case Excess(over):
                return Fraction(isee - over)
        return None

    def known(self, isee: int) -> Interval:
        """What its fee comes to, as bounds."""
        found = self.at(isee)
        return ANYTHING if found is None else exactly(found)

    @property
    def rises(self) -> bool:
        """Whether its fee would go on rising without end."""
        return isinstance(self.fee, Excess) or (isinstance(self.fee, Proportional) and self.fee.amount > 0)


def _on_line(knots: tuple[tuple[int, int], ...], isee: int) -> Fraction:
    pieces = list(pairwise(knots))
    (x, y), (right, top) = next((piece for piece in pieces if isee <= piece[1][0]), pieces[-1])
    return y + Fraction((isee - x) * (top - y), right - x)


def faults_of(stretch: Stretch) -> Iterator[str]:
    """The codes of what cannot be in one row."""
    if stretch.last is not None and stretch.last < stretch.first:
        yield "row-empty"
        return
    match stretch.fee:
        case Slope(knots):
            xs = [x for x, _ in knots]
            if len(xs) < 2 or any(b <= a for a, b in pairwise(xs)):
                yield "knots-order"
            elif xs[0] > stretch.first or stretch.last is None or xs[-1] < stretch.last:
                yield "knots-do-not-cover"
        case Proportional(0, _):
            yield "zero-divisor"
        case Excess(over) if over > stretch.first:
            yield "fee-below-zero"


def overlapping(rows: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Rows, in order, that reach into the next one."""
    yield from ((a, b) for a, b in pairwise(rows) if a.last is None or b.first <= a.last)


# --- a whole table ----------------------------------------------------------------------------------------------------


class Schedule:
    """A table with what its values come to on a day."""

    def __init__(self, table: Table, amounts: Amounts) -> None:
        self.table = table
        self.amounts = amounts
        self.top = TOP if table.indicator.highest is None else table.indicator.highest

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The thresholds that no act sets."""
        return tuple(name for name in thresholds(self.table) if self.amounts.get(name) is None)

    @cached_property
    def rows(self) -> tuple[Stretch, ...]:
        """The rows in order, where every threshold is set."""
        return self._rows(self.amounts)

    def row_at(self, isee: int) -> Stretch | None:
        """The row that an indicator falls into; None also where a threshold that no act sets leaves it open."""
        found = {next((row for row in rows if row.holds(isee)), None) for rows in self._ways(isee)}
        return found.pop() if len(found) == 1 else None

    def around(self, isee: int) -> tuple[Stretch | None, Stretch | None]:
        """The rows before and behind an indicator that falls into none; without thresholds that are open."""
        return _around(self.rows, isee)

    def is_settled_gap(self, isee: int) -> bool:
        """Whether the act says what an indicator in no row pays: one between two, where the table has a word for it."""
        return self.table.gap != "undecided" and None not in self.around(isee)

    def fee_at(self, isee: int) -> Interval:
        """The fee for an indicator; between rows what the table says of gaps, or the fees on both sides."""
        ways = self._ways(isee)
        return hull(self._fee(rows, isee) for rows in ways) if ways else ANYTHING

    def turning_points(self) -> Iterator[int]:
        """Every indicator at which the least or the greatest fee can lie."""
        yield from (self.table.indicator.lowest, self.top)
        for rows in self._ways():
            for row in rows:
                yield from (point for point in _points(row) if point <= self.top)

    # --- what thresholds may come to ----------------------------------------------------------------------------------

    def _ways(self, *near: int) -> Sequence[tuple[Stretch, ...]]:
        """The rows for each amount that thresholds may come to: where other edges lie, and ``near`` an indicator."""
        if not self.open:
            return (self.rows,)
        if len(self.open) > _MOST:
            return ()
        places = sorted({*self._fixed, *(point + d for point in near for d in (-1, 0, 1))})
        chosen = (dict(zip(self.open, each, strict=True)) for each in product(places, repeat=len(self.open)))
        ways = (self._rows({**self.amounts, **each}) for each in chosen)
        return [rows for rows in ways if _is_sound(rows)]

    @cached_property
    def _fixed(self) -> frozenset[int]:
        lowest = self.table.indicator.lowest
        fixed = [found for each in _places(self.table) if (found := settled(each, self.amounts)) is not None]
        return frozenset({lowest, self.top, *(x + d for x in fixed for d in (-1, 0, 1) if x + d >= lowest)})

    def _rows(self, amounts: Amounts) -> tuple[Stretch, ...]:
        found = (_stretch(row, amounts, self.table.indicator.lowest) for row in self.table.rows)
        return tuple(sorted(found, key=lambda each: each.first))

    # --- fees ---------------------------------------------------------------------------------------------------------

    def _fee(self, rows: Sequence[Stretch], isee: int) -> Interval:
        row = next((row for row in rows if row.holds(isee)), None)
        if row is None:
            return self._in_gap(rows, isee)
        if isee == TOP and row.rises:
            return Interval(row.known(row.first).lo, INF)
        return row.known(isee)

    def _in_gap(self, rows: Sequence[Stretch], isee: int) -> Interval:
        """Without a row below nothing is known but that a fee is not negative; without one above there is no bound."""
        below, above = _around(rows, isee)
        left = ZERO if below is None or below.last is None else below.known(below.last)
        right = ANYTHING if above is None else above.known(above.first)
        if self.table.gap != "undecided" and below is not None and above is not None:
            return left if self.table.gap == "row_below" else right
        return Interval(left.lo, INF) if above is None else hull((left, right))


def _around(rows: Sequence[Stretch], isee: int) -> tuple[Stretch | None, Stretch | None]:
    below = [row for row in rows if row.last is not None and row.last < isee]
    above = [row for row in rows if row.first > isee]
    return (below[-1] if below else None), (above[0] if above else None)


def _points(row: Stretch) -> Iterator[int]:
    yield row.first
    if row.last is not None:
        yield from (row.last, row.last + 1)
    if isinstance(row.fee, Slope):
        yield from (x for x, _ in row.fee.knots if row.holds(x))


def _is_sound(rows: Sequence[Stretch]) -> bool:
    return not any(fault for row in rows for fault in faults_of(row)) and not any(overlapping(rows))


# --- what stands in a table -------------------------------------------------------------------------------------------


def _places(table: Table) -> Iterator[Sum | RowEdge]:
    """Every place of the indicator that a table names: edges of rows, knots, thresholds."""
    for row in table.rows:
        yield from (edge for edge in (row.first, row.last) if edge is not None)
        yield from (number for number, is_place in sums(row.fee) if is_place)


def thresholds(table: Table) -> Mapping[str, ValueRef]:
    """The values that a table takes places of the indicator from, by name."""
    refs = (each.value if isinstance(each, RowEdge) else each for each in _places(table))
    return {ref.name: ref for ref in refs if isinstance(ref, ValueRef)}


def settled(number: Sum | RowEdge, amounts: Amounts) -> int | None:
    """A number on a day; None where no act sets it."""
    if isinstance(number, int):
        return number
    if isinstance(number, ValueRef):
        return amounts.get(number.name)
    found = amounts.get(number.value.name)
    return None if found is None else found + number.beside


def _stretch(row: FeeRow, amounts: Amounts, lowest: int) -> Stretch:
    """A row with its numbers; a threshold that is open is given an amount before."""
    first = settled(row.first, amounts)
    last = None if row.last is None else settled(row.last, amounts)
    return Stretch(max(first or 0, lowest), last, _formula(row.fee, amounts), row)


def _formula(fee: Fee, amounts: Amounts) -> Formula[int] | None:
    found = [settled(number, amounts) for number, _ in sums(fee)]
    known = [number for number in found if number is not None]
    if len(known) < len(found):
        return None
    match fee:
        case Flat():
            return Flat(known[0])
        case Slope():
            return Slope(tuple(zip(known[::2], known[1::2], strict=True)))
        case Proportional():
            return Proportional(*known)
    return Excess(known[0])


# --- rounding ---------------------------------------------------------------------------------------------------------


def rounded(amount: Number, rounding: Rounding) -> Fraction:
    """To a multiple of the step; half a step goes up, or to the even one, as the mode says."""
    step = amount.denominator * rounding.to
    whole, left = divmod(amount.numerator, step)
    up = MODES[rounding.mode].up(Fraction(left, step), whole) if left else 0
    return Fraction((whole + up) * rounding.to)
