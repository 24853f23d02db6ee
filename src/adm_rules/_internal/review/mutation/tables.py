"""Mistakes in the numbers of a table of fees: edges of rows, amounts, knots of lines, changes, ways to round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, TypeAlias, TypeVar

from adm_rules._internal.dataclass import replace
from adm_rules._internal.rules import (
    AsOften,
    Bounded,
    Excess,
    FeeRow,
    Flat,
    Instead,
    Modifier,
    More,
    Proportional,
    Rounding,
    RowEdge,
    Slope,
    Sum,
    Table,
)
from adm_rules._internal.rules.measures import MODES

T = TypeVar("T")
#: The kind of a mistake, its words, and the thing with it.
Spoilt: TypeAlias = Iterator[tuple[str, str, T]]
#: A per cent of a change, in its last place.
_PER_CENT: Final = 100


def rows(table: Table) -> Spoilt[Table]:
    """A table with a row left out, the edge between two rows moved, or another fee."""
    for n, row in enumerate(table.rows):
        if len(table.rows) > 1:
            yield "drop", f"row {n + 1}: left out", replace(table, rows=put(table.rows, n))
        for words, fee in _fees(row.fee):
            changed = put(table.rows, n, replace(row, fee=fee))
            yield "unit", f"row {n + 1}, {words}", replace(table, rows=changed)
        for step in (-1, 1):
            moved = _end_moved(table.rows, n, step)
            if moved is not None:
                words = f"row {n + 1}, its end one unit {'less' if step < 0 else 'more'}"
                yield "unit", words, replace(table, rows=moved)


def put(items: tuple[T, ...], n: int, *other: T) -> tuple[T, ...]:
    """A list with the item at a place replaced, or left out."""
    return (*items[:n], *other, *items[n + 1 :])


def only(key: str, value: Any) -> dict[str, Any]:
    """One part of a thing, by its name."""
    return {key: value}


def _end_moved(found: tuple[FeeRow, ...], n: int, step: int) -> tuple[FeeRow, ...] | None:
    """Rows with the end of one moved, and the beginning of the next one with it where the two meet."""
    row = found[n]
    if row.last is None:
        return None
    moved = put(found, n, replace(row, last=_beside(row.last, step)))
    after = found[n + 1] if n + 1 < len(found) else None
    if after is None or _beside(row.last, 1) != after.first:
        return moved
    return put(moved, n + 1, replace(after, first=_beside(after.first, step)))


def _beside(edge: int | RowEdge, step: int) -> int | RowEdge:
    return replace(edge, beside=edge.beside + step) if isinstance(edge, RowEdge) else edge + step


def _fees(fee: Any) -> Iterator[tuple[str, Any]]:
    """A fee with each of its numbers one unit less, and one more; a value is moved where it is declared."""
    if isinstance(fee, Flat):
        yield from ((f"fee {words}", Flat(amount)) for words, amount in moved_sum(fee.amount))
    elif isinstance(fee, Proportional):
        for words, at in moved_sum(fee.at):
            yield f"at {words}", replace(fee, at=at)
        for words, amount in moved_sum(fee.amount):
            yield f"fee {words}", replace(fee, amount=amount)
    elif isinstance(fee, Excess):
        yield from ((f"excess over {words}", Excess(over)) for words, over in moved_sum(fee.over))
    else:
        yield from _slopes(fee)


def _slopes(fee: Slope[Sum]) -> Iterator[tuple[str, Slope[Sum]]]:
    for n, (x, y) in enumerate(fee.knots):
        for words, other in moved_sum(x):
            yield f"knot {n + 1} at {words}", Slope(put(fee.knots, n, (other, y)))
        for words, other in moved_sum(y):
            yield f"knot {n + 1} {words}", Slope(put(fee.knots, n, (x, other)))


def moved_sum(amount: Sum, step: int = 1) -> Iterator[tuple[str, int]]:
    """A number of an act one unit less, and one more, never below nothing; none of a value."""
    if isinstance(amount, int):
        for other in (amount - step, amount + step):
            if other >= 0:
                yield f"{_places(amount)} -> {_places(other)}", other


def _places(number: int) -> Decimal:
    return Decimal(number).scaleb(-2)


def fixed(table: Table, key: str) -> Spoilt[Table]:
    """A table with a fixed amount left out, or moved by a cent."""
    amount: Flat[Sum] | None = getattr(table, key)
    if amount is None:
        return
    yield "drop", f"{key}: left out", replace(table, **only(key, None))
    for words, other in moved_sum(amount.amount):
        yield "unit", f"{key} {words}", replace(table, **only(key, Flat(other)))


def modified(modifier: Modifier) -> Spoilt[Modifier]:
    """A modifier that changes by another amount, or changes something else."""
    change = modifier.change
    if isinstance(change, More):
        for hundredths in (change.hundredths - _PER_CENT, change.hundredths + _PER_CENT):
            words = f"percent {_places(change.hundredths)} -> {_places(hundredths)}"
            yield "unit", words, replace(modifier, change=More(hundredths))
    elif not isinstance(change, AsOften):
        for words, amount in moved_sum(change.amount):
            yield "unit", words, replace(modifier, change=_with(change, amount))
    if isinstance(change, Bounded):
        words = "at most -> at least" if change.most else "at least -> at most"
        yield "flip", words, replace(modifier, change=replace(change, most=not change.most))


def _with(change: Instead | Bounded, amount: int) -> Instead | Bounded:
    return replace(change, amount=amount)


def roundings(about: Rounding) -> Iterator[tuple[str, Rounding]]:
    """Another way to round, ten times as coarse, or after fewer steps."""
    for mode in MODES:
        if mode != about.mode:
            yield f"{about.mode} -> {mode}", replace(about, mode=mode)
    yield f"to {about.to} -> {about.to * 10}", replace(about, to=about.to * 10)
    for step in sorted(about.after):
        yield f"after {step}: left out", replace(about, after=about.after - {step})
