"""Reads conditions and operands: the one grammar of rules, derogations and recipes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from adm_rules.loader.faults import Faults
from adm_rules.operators import OPERATORS
from adm_rules.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    FactRef,
    ListOf,
    Literal,
    Not,
    Operand,
    ParamRef,
    Path,
    Term,
    ValueRef,
)

_TERMS = ("within", "by", "every")
_EXTRAS = ("with", "as")
_COMBINATORS = ("all", "any", "not", "by_reading")
#: Stands for a condition that could not be read; its fault is already reported.
BROKEN = AllOf(())


def read_condition(data: Any, path: Path, faults: Faults) -> Condition:
    """Read one condition; what cannot be read is reported and becomes `BROKEN`."""
    if not isinstance(data, dict) or len(data) != 1:
        faults.add(
            "wrong-shape", "a condition is a mapping with exactly one key", path, _condition_help(data)
        )
        return BROKEN
    ((key, body),) = data.items()
    below = (*path, key)
    if key in ("all", "any"):
        parts = tuple(
            read_condition(part, (*below, n), faults) for n, part in enumerate(faults.items(body, below))
        )
        if not parts and isinstance(body, list):
            faults.add("empty-condition", f"`{key}` has no parts", below, "list at least one condition")
        return AllOf(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(read_condition(body, below, faults))
    if key == "by_reading":
        return _by_reading(body, below, faults)
    return _about_fact(key, body, below, faults)


def _condition_help(data: Any) -> str:
    if isinstance(data, dict) and len(data) > 1:
        return "join several conditions with `all: [{…}, {…}]`"
    return f"write `fact: {{operator: limit}}` or one of {', '.join(_COMBINATORS)}"


def _by_reading(body: Any, path: Path, faults: Faults) -> Condition:
    if not isinstance(body, dict) or len(body) != 1:
        faults.add(
            "wrong-shape",
            "`by_reading` names exactly one reading",
            path,
            "by_reading: {reading: {option: …}}",
        )
        return BROKEN
    ((reading, options),) = body.items()
    below = (*path, reading)
    read = {
        name: read_condition(part, (*below, name), faults)
        for name, part in faults.named(options, below).items()
    }
    return ByReading(reading, MappingProxyType(read), below)


def _about_fact(name: str, body: Any, path: Path, faults: Faults) -> Condition:
    if not isinstance(body, dict):
        faults.add("wrong-shape", f"`{name}` needs an operator", path, f"write `{name}: {{operator: limit}}`")
        return BROKEN
    fact = FactRef(
        name, _arguments(body.get("with"), (*path, "with"), faults), _alias(body.get("as"), path, faults)
    )
    parts = [
        _clause(fact, operator, operand, (*path, operator), faults)
        for operator, operand in body.items()
        if operator not in _EXTRAS
    ]
    if not parts:
        faults.add("wrong-shape", f"`{name}` needs an operator", path, f"one of {', '.join(OPERATORS)}")
        return BROKEN
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _arguments(data: Any, path: Path, faults: Faults) -> tuple[tuple[str, Operand], ...]:
    if data is None:
        return ()
    return tuple((k, read_operand(v, (*path, k), faults)) for k, v in faults.named(data, path).items())


def _alias(data: Any, path: Path, faults: Faults) -> str | None:
    return None if data is None else faults.word(data, (*path, "as"))


def _clause(fact: FactRef, operator: str, operand: Any, path: Path, faults: Faults) -> Condition:
    if operator in _TERMS:
        return _READ_TERM[operator](fact, operand, path, faults)
    if operator not in OPERATORS:
        faults.unknown("operator", operator, (*OPERATORS, *_TERMS, *_EXTRAS), path)
        return BROKEN
    return Comparison(fact, operator, read_operand(operand, path, faults), path)


# --- operands ---------------------------------------------------------------------------------------------------------


def read_operand(data: Any, path: Path, faults: Faults) -> Operand:
    """Read a literal, ``$value``, ``{fact: …}``, ``{param: …}`` or a list of these."""
    if isinstance(data, list):
        return ListOf(tuple(read_operand(item, (*path, n), faults) for n, item in enumerate(data)))
    if isinstance(data, dict):
        return _reference(data, path, faults)
    if isinstance(data, str) and data.startswith("$"):
        return ValueRef(data[1:])
    if isinstance(data, (str, int, bool, Decimal)):
        return Literal(data)
    faults.add("wrong-shape", "a limit is missing here", path, "write an amount, `$value` or `{fact: name}`")
    return Literal("")


def _reference(data: dict[str, Any], path: Path, faults: Faults) -> Operand:
    if set(data) == {"param"}:
        return ParamRef(faults.word(data["param"], (*path, "param")))
    if "fact" in data and set(data) <= {"fact", "with"}:
        arguments = _arguments(data.get("with"), (*path, "with"), faults)
        return FactRef(faults.word(data["fact"], (*path, "fact")), arguments)
    faults.add(
        "wrong-shape", "an operand in braces is `{fact: name}`", path, "write `{fact: name}` or `$value`"
    )
    return Literal("")


def read_fact(data: Any, path: Path, faults: Faults) -> FactRef:
    """Read a fact's name, or ``{fact: name, with: …}``."""
    if isinstance(data, str):
        return FactRef(data)
    operand = read_operand(data, path, faults)
    if isinstance(operand, FactRef):
        return operand
    faults.add("wrong-shape", "a fact's name is needed here", path, "write the name of a fact")
    return FactRef("")


# --- deadlines --------------------------------------------------------------------------------------------------------

_LENGTHS = ("days", "months")
_ROLLOVERS = ("next", "previous", "none")
#: Of a term that runs backward: `next` would shorten what it protects.
_BACKWARD = ("previous", "none")
_ALL_OF_BY = ("day", "of", "fact", "before", *_LENGTHS, "rollover")
#: The forms of `by`, by the key that tells each, with the keys that it may have besides.
_BY = {"day": ("of", "rollover"), "fact": ("rollover",), "before": (*_LENGTHS, "rollover")}


def _within(fact: FactRef, data: Any, path: Path, faults: Faults) -> Condition:
    body = faults.mapping(data, path, ("after",), (*_LENGTHS, "rollover"))
    if body is None:
        return BROKEN
    term = _with_length(
        Term(fact, "within", path, anchor=read_fact(body["after"], (*path, "after"), faults)), body, faults
    )
    return _rolled(term, body, faults)


def _by(fact: FactRef, data: Any, path: Path, faults: Faults) -> Condition:
    form = next((key for key in _BY if isinstance(data, dict) and key in data), None)
    needed = () if form is None else (form,)
    body = faults.mapping(data, path, needed, _BY[form] if form else _ALL_OF_BY)
    if body is None:
        return BROKEN
    if form == "day":
        mode = faults.choice(body.get("of"), ("this_year", "following_year"), (*path, "of"), "this_year")
        day = read_operand(body["day"], (*path, "day"), faults)
        return _rolled(Term(fact, "by_day", path, length=day, mode=mode), body, faults)
    if form == "fact":
        return _rolled(
            Term(fact, "by_fact", path, anchor=read_fact(body["fact"], (*path, "fact"), faults)), body, faults
        )
    if form == "before":
        term = Term(fact, "before", path, anchor=read_fact(body["before"], (*path, "before"), faults))
        return _rolled(_with_length(term, body, faults), body, faults)
    faults.add(
        "wrong-shape",
        "`by` needs `day`, `fact` or `before`",
        path,
        "by: {day: $month_day, of: following_year}",
    )
    return BROKEN


def _every(fact: FactRef, data: Any, path: Path, faults: Faults) -> Condition:
    body = faults.mapping(data, path, ("from", "until"), (*_LENGTHS, "mode", "rollover"))
    if body is None:
        return BROKEN
    term = Term(
        fact,
        "every",
        path,
        anchor=read_fact(body["from"], (*path, "from"), faults),
        until=read_fact(body["until"], (*path, "until"), faults),
        mode=faults.choice(body.get("mode"), ("rolling", "grid", "calendar"), (*path, "mode"), "rolling"),
    )
    return _rolled(_with_length(term, body, faults), body, faults)


def _with_length(term: Term, body: Mapping[str, Any], faults: Faults) -> Term:
    units = [unit for unit in _LENGTHS if unit in body]
    if len(units) != 1:
        faults.add("wrong-shape", "a deadline has one length", term.path, "write `days: n` or `months: n`")
        return term
    return replace(term, unit=units[0], length=read_operand(body[units[0]], (*term.path, units[0]), faults))


def _rolled(term: Term, body: Mapping[str, Any], faults: Faults) -> Term:
    if body.get("rollover") is None:
        return term
    allowed = _BACKWARD if term.form == "before" else _ROLLOVERS
    return replace(term, rollover=faults.choice(body["rollover"], allowed, (*term.path, "rollover"), "none"))


_READ_TERM: dict[str, Callable[[FactRef, Any, Path, Faults], Condition]] = {
    "within": _within,
    "by": _by,
    "every": _every,
}
