"""Reads the rows of a tariff: stretches of an indicator with a fee each, and the short way to write bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final, cast

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import read_amount
from adm_rules._internal.rules import (
    Excess,
    Fee,
    FeeRow,
    Fixed,
    Flat,
    Indicator,
    Path,
    Proportional,
    RowEdge,
    Slope,
    Sum,
    ValueRef,
)
from adm_rules._internal.values import QuantityError, parse_amount
from adm_rules._internal.values.amounts import PLACES
from adm_rules._internal.values.operators import OPERATORS, End

_WHOLE: Final = 100_00  # a hundred per cent, in hundredths of a point
_MOST: Final = 1000_00  # a surcharge beyond this is a slip of the pen
#: Broken fees, reported already, become this.
_NOTHING: Final[Fixed] = Flat(0)


def listed(words: Iterable[str]) -> str:
    """Words of the language as a list for a message."""
    return ", ".join(f"`{word}`" for word in words)


# --- rows -------------------------------------------------------------------------------------------------------------


def _edge(end: End) -> tuple[int | None, int | None]:
    beside = int(not end.included)
    return (None, -beside) if end.above else (beside, None)


#: Of an operator, how far the first and the last place of a row lie from its number; None: it leaves that end open.
EDGES: Final[Mapping[str, tuple[int | None, int | None]]] = {
    **{each.name: _edge(each.limit) for each in OPERATORS.values() if each.limit is not None},
    "is": (0, 0),
}


@dataclass(frozen=True, slots=True)
class TableKind:
    """What the rows of a table hold: the unit of their amounts, the key of these, and the indicator that they go by."""

    unit: str
    indicator: Indicator
    key: str = "fee"


def read_row(measure: TableKind, data: Any, path: Path, faults: Faults) -> FeeRow | None:
    """One row: its indicator, its fee, and why nothing is due where nothing is."""
    name, key = measure.indicator.name, measure.key
    body = faults.mapping(data, path, (name, key), ("because",))
    if body is None:
        return None
    edges = faults.mapping(body[name], (*path, name), (), tuple(EDGES), what="operator")
    if edges is None:
        return None
    ends = [
        (read_place(measure.indicator, raw, (*path, name, op), faults), EDGES[op])
        for op, raw in edges.items()
        if op in EDGES
    ]
    firsts = [_beside(number, first) for number, (first, _) in ends if first is not None]
    lasts = [_beside(number, last) for number, (_, last) in ends if last is not None]
    if not ends or len(firsts) > 1 or len(lasts) > 1:
        help = f"one lower and one upper edge at most: {listed(EDGES)}"
        faults.add("wrong-shape", "a row has a lower edge, an upper edge, or both", (*path, name), help)
        return None
    because = faults.text(body["because"], (*path, "because")) if "because" in body else None
    fee = _fee(measure, body[key], (*path, key), faults)
    lowest = measure.indicator.lowest
    return FeeRow(firsts[0] if firsts else lowest, lasts[0] if lasts else None, fee, because, path)


def _beside(number: Sum, by: int) -> int | RowEdge:
    return number + by if isinstance(number, int) else RowEdge(number, by)


def _fee(measure: TableKind, data: Any, path: Path, faults: Faults) -> Fee:
    """What a row costs."""
    if not isinstance(data, dict):
        return read_fixed(data, path, faults, measure.unit)
    forms = ("line", "proportional", *(("excess_over",) if measure.indicator.kind == "money" else ()))
    body = faults.mapping(data, path, (), forms)
    if body is None or len(body) != 1 or set(body) - set(forms):
        faults.add(
            "wrong-shape", "a fee is an amount, a `$value`, or one formula", path, f"one of {listed(forms)}"
        )
        return _NOTHING
    ((form, raw),) = body.items()
    below = (*path, form)
    if form == "excess_over":
        return Excess(read_place(measure.indicator, raw, below, faults))
    if form == "proportional":
        return Proportional(*_pair(measure, raw, below, faults))
    return Slope(
        tuple(_pair(measure, knot, (*below, n), faults) for n, knot in enumerate(faults.items(raw, below)))
    )


def _pair(measure: TableKind, data: Any, path: Path, faults: Faults) -> tuple[Sum, Sum]:
    """An indicator and its amount."""
    items = faults.items(data, path)
    if len(items) != 2:
        message = f"{measure.indicator.one.en} and its amount are needed here"
        faults.add("wrong-shape", message, path, "write `[10000.00, 8.00]`")
        return 1, 0
    place = read_place(measure.indicator, items[0], (*path, 0), faults)
    return place, read_fixed(items[1], (*path, 1), faults, measure.unit).amount


def read_steps(measure: TableKind, data: Any, path: Path, faults: Faults) -> list[FeeRow]:
    """Bands that meet at the last place, as rows."""
    body = faults.mapping(data, path, ("up_to", measure.key), ("beyond",))
    if body is None:
        return []
    ups, fees = (faults.items(body[key], (*path, key)) for key in ("up_to", measure.key))
    if not ups or len(ups) != len(fees):
        help = "what lies above the last limit is `beyond`"
        faults.add("steps-uneven", f"each limit of `up_to` has one `{measure.key}`", path, help)
        return []
    lasts = [read_place(measure.indicator, raw, (*path, "up_to", n), faults) for n, raw in enumerate(ups)]
    fixed = [last for last in lasts if isinstance(last, int)]
    if any(b <= a for a, b in pairwise(fixed)):
        faults.add("steps-order", "the limits of steps go upwards", (*path, "up_to"))
        return []
    firsts = [measure.indicator.lowest, *(_beside(last, 1) for last in lasts)]
    rows = [
        FeeRow(first, _beside(last, 0), read_fixed(raw, below, faults, measure.unit), None, below)
        for n, (first, last, raw) in enumerate(zip(firsts, lasts, fees, strict=False))
        for below in [(*path, measure.key, n)]
    ]
    if "beyond" in body:
        below = (*path, "beyond")
        rows.append(
            FeeRow(firsts[-1], None, read_fixed(body["beyond"], below, faults, measure.unit), None, below)
        )
    return rows


# --- amounts ----------------------------------------------------------------------------------------------------------


def read_fixed(data: Any, path: Path, faults: Faults, unit: str = "EUR") -> Fixed:
    """An amount, or a value."""
    return Flat(_ref(data) or read_sum(unit, data, path, faults))


def _ref(data: Any) -> ValueRef | None:
    return ValueRef(data[1:]) if isinstance(data, str) and data.startswith("$") else None


def read_place(indicator: Indicator, data: Any, path: Path, faults: Faults) -> Sum:
    """An indicator in its last place, or a value; its lowest after a fault."""
    if (ref := _ref(data)) is not None:
        return ref
    if indicator.kind == "money":
        return read_sum("EUR", data, path, faults)
    found = read_amount(indicator.kind, data, path, faults)
    if found is None or indicator.kind != "number":
        return indicator.lowest if found is None else int(found)
    return in_place(indicator, found, path, faults)


def in_place(indicator: Indicator, millionths: int, path: Path, faults: Faults) -> int:
    """A number in the last place of an indicator; reported where it has more decimals."""
    scale: int = 10 ** (PLACES - indicator.decimals)
    found, rest = divmod(millionths, scale)
    if rest:
        message = f"`{indicator.name}` has {indicator.decimals} decimals"
        faults.add("bad-amount", message, path, "write it with these decimals at most")
    return found


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
