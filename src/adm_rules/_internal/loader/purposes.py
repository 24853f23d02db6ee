"""Reads what a rule declares to be for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from adm_rules._internal.loader.conditions import read_by, read_fact, read_operand
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import FactRef, Operand, Path, Term
from adm_rules._internal.rules.purposes import (
    Edge,
    ForBalance,
    ForExpiry,
    ForInstalment,
    ForPenaltyBand,
    Purpose,
    Stated,
)

T = TypeVar("T")


def read_purpose(data: Any, path: Path, faults: Faults) -> Purpose | None:
    """A purpose; None when the rule declares none, or after reporting that its form is wrong."""
    if data is None:
        return None
    if not isinstance(data, dict) or "kind" not in data:
        faults.mapping(data, path, ("kind",), tuple(data) if isinstance(data, dict) else ())
        return None
    if data["kind"] not in _KINDS:
        faults.unknown("purpose", str(data["kind"]), _KINDS, (*path, "kind"), at_key=False)
        return None
    read, needed, more = _KINDS[data["kind"]]
    body = faults.mapping(data, path, ("kind", *needed), more)
    return None if body is None else read(body, path, faults)


def _instalment(body: Mapping[str, Any], path: Path, faults: Faults) -> Purpose:
    share = _stated(body["share"], (*path, "share"), read_operand, faults)
    paid_on = _stated(body["paid_on"], (*path, "paid_on"), read_fact, faults)
    return ForInstalment(
        share,
        _stated(body["of"], (*path, "of"), read_fact, faults),
        _stated(body["due"], (*path, "due"), _due, faults),
        paid_on,
        path,
    )


def _due(data: Any, path: Path, faults: Faults) -> Term:
    """A deadline in one of the forms of ``by``; its fact is the purpose's ``paid_on``."""
    term = read_by(FactRef(""), data, path, faults)
    return term if isinstance(term, Term) else Term(FactRef(""), "by_fact", path)


def _balance(body: Mapping[str, Any], path: Path, faults: Faults) -> Purpose:
    amount, of, paid, paid_on = (
        faults.word(body[key], (*path, key)) for key in ("amount", "of", "paid", "paid_on")
    )
    return ForBalance(amount, of, paid, paid_on, path)


def _penalty_band(body: Mapping[str, Any], path: Path, faults: Faults) -> Purpose:
    edges = {
        key: _stated(body[key], (*path, key), _EDGES[key], faults) for key in ("from", "to") if key in body
    }
    if not edges:
        faults.add("wrong-shape", "a band has an end", path, "write `from: $value`, `to: $value` or both")
    return ForPenaltyBand(
        faults.word(body["amount"], (*path, "amount")),
        faults.word(body["category"], (*path, "category")) if "category" in body else None,
        edges.get("from"),
        edges.get("to"),
        path,
    )


def _edge(outside: str) -> Callable[[Any, Path, Faults], Edge]:
    """Reads an end of a band: a limit, or ``{outside: limit}`` where the limit itself does not belong to it."""

    def read(data: Any, path: Path, faults: Faults) -> Edge:
        if isinstance(data, dict) and set(data) == {outside}:
            return Edge(read_operand(data[outside], (*path, outside), faults), included=False)
        return Edge(_amount(data, path, faults, outside), included=True)

    return read


def _amount(data: Any, path: Path, faults: Faults, outside: str) -> Operand:
    if isinstance(data, (dict, list)):
        help = f"write an amount or `$value`, or `{{{outside}: …}}` where it does not belong to the band"
        faults.add("wrong-shape", "an end of a band is an amount", path, help)
        data = ""
    return read_operand(data, path, faults)


_EDGES: Final = {"from": _edge("above"), "to": _edge("below")}


def _expiry(body: Mapping[str, Any], path: Path, faults: Faults) -> Purpose:
    on = body.get("on")
    days = None if on is None else _stated(on, (*path, "on"), lambda d, p, f: f.word(d, p), faults)
    return ForExpiry(faults.word(body["of"], (*path, "of")), days, path)


def _stated(data: Any, path: Path, read: Callable[[Any, Path, Faults], T], faults: Faults) -> Stated[T]:
    """One thing, or one for each option of a reading."""
    if not isinstance(data, dict) or "by_reading" not in data:
        return Stated(MappingProxyType({"": read(data, path, faults)}), None, path)
    below = (*path, "by_reading")
    told = faults.by_reading(data["by_reading"] if len(data) == 1 else None, below, "…")
    if told is None:
        return Stated(MappingProxyType({}), None, path)
    reading, options = told
    below = (*below, reading)
    found = {option: read(each, (*below, option), faults) for option, each in options.items()}
    return Stated(MappingProxyType(found), reading, below)


_Read = Callable[[Mapping[str, Any], Path, Faults], Purpose]
#: Of each kind: what reads it, the keys that it needs, and those that it may have.
_KINDS: Final[Mapping[str, tuple[_Read, tuple[str, ...], tuple[str, ...]]]] = {
    "instalment": (_instalment, ("share", "of", "due", "paid_on"), ()),
    "balance": (_balance, ("amount", "of", "paid", "paid_on"), ()),
    "penalty_band": (_penalty_band, ("amount",), ("category", "from", "to")),
    "expiry": (_expiry, ("of",), ("on",)),
}
