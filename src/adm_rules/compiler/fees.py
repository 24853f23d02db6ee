"""What a table of fees gives for an ISEE: exact, and as a range where the act leaves something open.

An ISEE is in cents; a fee is an exact fraction of cents (of hundredths of a percentage point, for a share of the
cost). The least and the greatest fee over all ISEE are found at the edges of rows, at knots and beside gaps: inside
a row a fee only rises or only falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from adm_rules.bounds import ANYTHING, INF, ZERO, Interval, Number, exactly, hull
from adm_rules.rules import Excess, Fee, FeeRow, Flat, Proportional, Rounding, Slope, Table, ValueRef

#: An ISEE beyond every limit of a table.
TOP: Final = 10**15
#: What a value comes to, in cents; None while no act sets it.
Amounts = Mapping[ValueRef, int | None]


# --- one fee ----------------------------------------------------------------------------------------------------------


def formula(fee: Fee, isee: int, amounts: Amounts) -> Fraction | None:
    """What a fee comes to, also where its row does not reach; None for a value that is not set."""
    match fee:
        case Flat(amount):
            return Fraction(amount)
        case Slope(knots):
            return _on_line(knots, isee)
        case Proportional(at, amount):
            return Fraction(isee * amount, at)
        case Excess(over):
            return Fraction(isee - over)
    found = amounts.get(fee)
    return None if found is None else Fraction(found)


def _on_line(knots: tuple[tuple[int, int], ...], isee: int) -> Fraction:
    pieces = list(pairwise(knots))
    (x, y), (right, top) = next((piece for piece in pieces if isee <= piece[1][0]), pieces[-1])
    return y + Fraction((isee - x) * (top - y), right - x)


def _known(row: FeeRow, isee: int, amounts: Amounts) -> Interval:
    found = formula(row.fee, isee, amounts)
    return ANYTHING if found is None else exactly(found)


def rises(fee: Fee) -> bool:
    """Whether a fee goes on rising in a row without end."""
    return isinstance(fee, Excess) or (isinstance(fee, Proportional) and fee.amount > 0)


# --- a whole table ----------------------------------------------------------------------------------------------------


def row_at(table: Table, isee: int) -> FeeRow | None:
    """The row that an ISEE falls into."""
    return next(
        (row for row in table.rows if row.first <= isee and (row.last is None or isee <= row.last)), None
    )


def around(table: Table, isee: int) -> tuple[FeeRow | None, FeeRow | None]:
    """The rows before and behind an ISEE that falls into none."""
    below = [row for row in table.rows if row.last is not None and row.last < isee]
    above = [row for row in table.rows if row.first > isee]
    return (below[-1] if below else None), (above[0] if above else None)


def is_settled_gap(table: Table, isee: int) -> bool:
    """Whether the act says what an ISEE in no row pays: one between two rows, where the table has a word for it."""
    return table.gap != "undecided" and None not in around(table, isee)


def fee_at(table: Table, isee: int, amounts: Amounts) -> Interval:
    """The fee for an ISEE; between rows what the table says of gaps, or the fees on both sides."""
    row = row_at(table, isee)
    if row is None:
        return _in_gap(table, isee, amounts)
    if isee == TOP and rises(row.fee):
        return Interval(_known(row, row.first, amounts).lo, INF)
    return _known(row, isee, amounts)


def _in_gap(table: Table, isee: int, amounts: Amounts) -> Interval:
    """Without a row below nothing is known but that a fee is not negative; without one above there is no bound."""
    below, above = around(table, isee)
    left = ZERO if below is None or below.last is None else _known(below, below.last, amounts)
    right = ANYTHING if above is None else _known(above, above.first, amounts)
    if is_settled_gap(table, isee):
        return left if table.gap == "row_below" else right
    return Interval(left.lo, INF) if above is None else hull((left, right))


def turning_points(table: Table) -> Iterator[int]:
    """Every ISEE at which the least or the greatest fee can lie."""
    yield from (0, TOP)
    for row in table.rows:
        yield row.first
        if row.last is not None:
            yield from (row.last, row.last + 1)
        if isinstance(row.fee, Slope):
            yield from (x for x, _ in row.fee.knots if x >= row.first and (row.last is None or x <= row.last))


# --- rounding ---------------------------------------------------------------------------------------------------------


def rounded(amount: Number, rounding: Rounding) -> Fraction:
    """To a multiple of the step; half a step goes up, or to the even one, as the mode says."""
    steps = Fraction(amount) / rounding.to
    whole = steps.numerator // steps.denominator
    return Fraction((whole + _up(steps - whole, whole, rounding.mode)) * rounding.to)


def _up(rest: Fraction, whole: int, mode: str) -> bool:
    """Whether what is left beyond a whole step makes one more."""
    if mode == "half_even":
        return rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    return rest >= Fraction(1, 2) if mode == "half_up" else rest > 0 and mode == "up"
