"""What version 0.1.0 wrote of answers, which names no format, brought into the form of format 1.

Sums stood there in euro as text, with both ends; times that are no whole minutes were rounded to the hundredth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

Data = dict[str, Any]
_ENDS: Final = {"lowest", "highest"}


def lifted(kind: str, data: Mapping[str, Any]) -> Data:
    """An answer of 0.1.0 as format 1 has it.

    Raises:
        KeyError: something of such an answer is missing.
    """
    known = {name: data[name] for name in ("version", "fingerprint") if name in data}
    tries = {"trial": data["trial"]} if data.get("trial") else {}
    rules = {"id": data.get("rules", ""), "version": "", "fingerprint": "", **known, "language": 1, **tries}
    upgrade = _KINDS.get(kind, dict)
    return {**upgrade(_with_amounts(data)), "rules": rules, "library": data.get("library", "0.1.0")}


def _with_amounts(data: Any) -> Any:
    """Data in which every pair of ends is an amount."""
    if isinstance(data, list):
        return [_with_amounts(each) for each in data]
    if not isinstance(data, Mapping):
        return data
    if set(data) == _ENDS:
        return _amount(data["lowest"], data["highest"])
    return {key: _with_amounts(part) for key, part in data.items()}


def _amount(low: Any, high: Any, unit: int = 100) -> Any:
    """Both ends as an amount: of text so many parts of a unit, such as cents of a euro."""
    ends = [_exact(each, unit) for each in (low, high)]
    return ends[0] if ends[0] == ends[1] is not None else {"from": ends[0], "to": ends[1]}


def _exact(end: Any, unit: int) -> Any:
    if not isinstance(end, str):
        return end
    number = Fraction(Decimal(end)) * unit
    return number.numerator if number.denominator == 1 else str(number)


def _hundredths(amount: Any) -> Any:
    """An amount that was read as if it were money, where it was a number with two decimals."""
    if isinstance(amount, dict):
        return {end: _hundredths(part) for end, part in amount.items()}
    return amount if amount is None else _exact(str(Decimal(Fraction(amount).numerator) / 100), 1)


def _copayment(data: Data) -> Data:
    fee = None if data["lowest"] is data["highest"] is None else _amount(data["lowest"], data["highest"])
    return {**data, "fee": fee, "cents": _amount(data["total_lowest"], data["total_highest"])}


def _statement(data: Data) -> Data:
    return {
        **data,
        "accounts": [_account(each, data["first"]) for each in data["accounts"]],
        "groups": [{**each, "outing": each["kind"] == "outing"} for each in data["groups"]],
        "totals": [{**each, "payable": _hundredths(each["payable_minutes"])} for each in data["totals"]],
        "differences": data["differences"] and [_difference(each) for each in data["differences"]],
    }


def _account(data: Data, first: str) -> Data:
    family = data["family"] and _family(data["family"], data["service"], first)
    return {**data, "lines": [_line(each) for each in data["lines"]], "family": family}


def _line(data: Data) -> Data:
    payable = _hundredths(data["payable_minutes"])
    values = [_exact(value, 100) for value in data["unit_values"]]
    return {**data, "payable": payable, "countable": payable, "unit_values": values}


def _family(data: Data, service: str | None, first: str) -> Data:
    fees = ({**fee, "cents": _exact(fee["amount"], 100)} for fee in data["fees"])
    reason = data["reason"] and {"id": "", "text": data["reason"]}
    return {
        **data,
        "service": service or "",
        "on": first,
        "cents": data["amount"],
        "hours": _hundredths(data["hours"]),
        "lines": list(fees),
        "steps": [{"text": text, "amount": None} for text in data["steps"]],
        "reason": reason,
        "citation": data["cites"],
    }


def _difference(data: Data) -> Data:
    return {**data, "billed": _exact(data["billed"], 100)}


def _contract(data: Data) -> Data:
    return {**data, "penalty_bands": [_band(each) for each in data["penalty_bands"]]}


def _band(data: Data) -> Data:
    others = [_edged(each) for each in data["others"]]
    return {**_edged(data), "others": others}


def _edged(data: Data) -> Data:
    included = [data["lowest_included"], data["highest_included"]]
    return {**data, "edges": _amount(data["lowest"], data["highest"]), "included": included}


def _budget(data: Data) -> Data:
    return {**data, "available": _exact(data["available"], 100)}


def _portfolio(data: Data) -> Data:
    failures = [
        {**each, "diagnostics": [_fault(text) for text in each["faults"]]} for each in data["failures"]
    ]
    return {**data, "files": [{**each, "questions": []} for each in data["files"]], "failures": failures}


def _fault(text: str) -> Data:
    return {"code": "unreadable-file", "message": text, "severity": "error"}


_KINDS: Final[Mapping[str, Callable[[Data], Data]]] = {
    "copayment": _copayment,
    "statement": _statement,
    "instalments": _contract,
    "budget": _budget,
    "portfolio": _portfolio,
}
