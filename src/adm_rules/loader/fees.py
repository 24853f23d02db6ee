"""Reads the rows of a tariff: stretches of ISEE with a fee each, and the short way to write bands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, Final, cast

from adm_rules.loader.faults import Faults
from adm_rules.loader.values import read_amount
from adm_rules.quantities import QuantityError, parse_amount
from adm_rules.rules import Excess, Fee, FeeRow, Fixed, Flat, Path, Proportional, Slope, ValueRef

_WHOLE: Final = 100_00  # a hundred per cent, in hundredths of a point
_MOST: Final = 1000_00  # a surcharge beyond this is a slip of the pen
#: Broken fees, reported already, become this.
_NOTHING: Final = Flat(0)


def listed(words: Iterable[str]) -> str:
    """Words of the language as a list for a message."""
    return ", ".join(f"`{word}`" for word in words)


# --- rows -------------------------------------------------------------------------------------------------------------

#: The first and the last cent that an operator leaves in a row.
_EDGES: Final[Mapping[str, Callable[[int], tuple[int | None, int | None]]]] = {
    "at_least": lambda cents: (cents, None),
    "above": lambda cents: (cents + 1, None),
    "at_most": lambda cents: (None, cents),
    "below": lambda cents: (None, cents - 1),
    "is": lambda cents: (cents, cents),
}


def read_row(unit: str, data: Any, path: Path, faults: Faults) -> FeeRow | None:
    """One row: its ISEE, its fee, and why nothing is due where nothing is."""
    body = faults.mapping(data, path, ("isee", "fee"), ("because",))
    if body is None:
        return None
    edges = faults.mapping(body["isee"], (*path, "isee"), (), tuple(_EDGES), what="operator")
    if edges is None:
        return None
    bounds = [
        _EDGES[op](read_sum("EUR", raw, (*path, "isee", op), faults))
        for op, raw in edges.items()
        if op in _EDGES
    ]
    firsts = [first for first, _ in bounds if first is not None]
    lasts = [last for _, last in bounds if last is not None]
    if not bounds or len(firsts) > 1 or len(lasts) > 1:
        help = f"one lower and one upper edge at most: {listed(_EDGES)}"
        faults.add("wrong-shape", "a row has a lower edge, an upper edge, or both", (*path, "isee"), help)
        return None
    first, last = max([0, *firsts]), lasts[0] if lasts else None
    if last is not None and last < first:
        faults.add(
            "row-empty", "no ISEE falls into this row", (*path, "isee"), "put the lower edge below the upper"
        )
        return None
    because = faults.text(body["because"], (*path, "because")) if "because" in body else None
    row = FeeRow(first, last, _fee(unit, body["fee"], (*path, "fee"), faults), because, path)
    _check_fee(row, faults)
    return row


def _fee(unit: str, data: Any, path: Path, faults: Faults) -> Fee:
    """What a row costs."""
    if not isinstance(data, dict):
        return read_fixed(data, path, faults, unit)
    forms = ("line", "proportional", "excess_over")
    body = faults.mapping(data, path, (), forms)
    if body is None or len(body) != 1 or set(body) - set(forms):
        faults.add(
            "wrong-shape", "a fee is an amount, a `$value`, or one formula", path, f"one of {listed(forms)}"
        )
        return _NOTHING
    ((form, raw),) = body.items()
    below = (*path, form)
    if form == "excess_over":
        return Excess(read_sum("EUR", raw, below, faults))
    if form == "proportional":
        isee, amount = _pair(unit, raw, below, faults)
        if isinstance(raw, list) and raw[:1] == [0]:
            help = "write the ISEE for which the whole amount is due"
            faults.add("zero-divisor", "no amount is in proportion to an ISEE of zero", (*below, 0), help)
        return Proportional(isee, amount) if isee else _NOTHING
    knots = [_pair(unit, knot, (*below, n), faults) for n, knot in enumerate(faults.items(raw, below))]
    return Slope(tuple(knots))


def _pair(unit: str, data: Any, path: Path, faults: Faults) -> tuple[int, int]:
    """An ISEE and its amount."""
    items = faults.items(data, path)
    if len(items) != 2:
        faults.add("wrong-shape", "an ISEE and its amount are needed here", path, "write `[10000.00, 8.00]`")
        return 0, 0
    return read_sum("EUR", items[0], (*path, 0), faults), read_sum(unit, items[1], (*path, 1), faults)


def _check_fee(row: FeeRow, faults: Faults) -> None:
    """A line rises from knot to knot and covers its row; an excess is never negative."""
    path = (*row.path, "fee")
    if isinstance(row.fee, Slope):
        xs = [x for x, _ in row.fee.knots]
        if len(xs) < 2 or any(b <= a for a, b in pairwise(xs)):
            help = "give at least two knots, from the lowest ISEE to the highest"
            faults.add("knots-order", "the knots of a line go forward", (*path, "line"), help)
        elif xs[0] > row.first or row.last is None or xs[-1] < row.last:
            help = "a line covers its row; what lies beyond it is a row of its own"
            faults.add("knots-do-not-cover", "the line ends inside its row", (*path, "line"), help)
    if isinstance(row.fee, Excess) and row.fee.over > row.first:
        help = "start the row at the threshold"
        faults.add("fee-below-zero", "here the ISEE lies below the threshold", (*path, "excess_over"), help)


def read_steps(unit: str, data: Any, path: Path, faults: Faults) -> list[FeeRow]:
    """Bands that meet at the cent, as rows."""
    body = faults.mapping(data, path, ("up_to", "fee"), ("beyond",))
    if body is None:
        return []
    ups, fees = (faults.items(body[key], (*path, key)) for key in ("up_to", "fee"))
    if not ups or len(ups) != len(fees):
        help = "what lies above the last limit is `beyond`"
        faults.add("steps-uneven", "each limit of `up_to` has one `fee`", path, help)
        return []
    lasts = [read_sum("EUR", raw, (*path, "up_to", n), faults) for n, raw in enumerate(ups)]
    if any(b <= a for a, b in pairwise(lasts)):
        faults.add("steps-order", "the limits of steps go upwards", (*path, "up_to"))
        return []
    firsts = [0, *(last + 1 for last in lasts)]
    rows = [
        FeeRow(first, last, read_fixed(raw, (*path, "fee", n), faults, unit), None, (*path, "fee", n))
        for n, (first, last, raw) in enumerate(zip(firsts, lasts, fees, strict=False))
    ]
    if "beyond" in body:
        below = (*path, "beyond")
        rows.append(FeeRow(firsts[-1], None, read_fixed(body["beyond"], below, faults, unit), None, below))
    return rows


# --- amounts ----------------------------------------------------------------------------------------------------------


def read_fixed(data: Any, path: Path, faults: Faults, unit: str = "EUR") -> Fixed:
    """An amount, or a value."""
    if isinstance(data, str) and data.startswith("$"):
        return ValueRef(data[1:])
    return Flat(read_sum(unit, data, path, faults))


def read_sum(unit: str, data: Any, path: Path, faults: Faults) -> int:
    """Cents, or hundredths of a percentage point of the cost; 0 after a fault."""
    if unit == "percent_of_cost":
        cents = read_percent(data, path, faults)
        if not 0 <= cents <= _WHOLE:
            message = "a share of the cost lies between 0 and 100 per cent"
            faults.add("percent-out-of-range", message, path, "write `20` for a fifth")
        return cents
    cents = read_amount("money", data, path, faults)
    if cents is not None and cents < 0:
        faults.add("bad-amount", "an amount is not negative here", path, "write it without its sign")
    return max(cents or 0, 0)


def read_percent(data: Any, path: Path, faults: Faults) -> int:
    """Hundredths of a percentage point; 0 after a fault."""
    try:
        cents = cast("int", parse_amount("money", data))
    except QuantityError:
        help = "write the number alone, such as `10` or `-2.5`"
        faults.add("bad-amount", "expected a percentage with at most two decimals", path, help)
        return 0
    if not -_WHOLE < cents <= _MOST:
        help = "a modifier takes off less than everything: what is free is an exemption"
        faults.add("percent-out-of-range", "the percentage is out of range", path, help)
    return cents
