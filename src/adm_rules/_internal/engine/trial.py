"""Tries other values in place of those of an act: the same rules, compiled anew, and marked as a trial everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.compiler.compiling import compile_regulation
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import read_amount
from adm_rules._internal.rules import Amount, Regulation, Value
from adm_rules._internal.rules.trial import MARK, TrialValue
from adm_rules._internal.yaml_source import read

if TYPE_CHECKING:
    from adm_rules._internal.engine import RuleSet

#: What the values of a trial are cited by.
FILE: Final = "<trial>"
_PERCENT: Final = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%")
_GLUED: Final = re.compile(r"([0-9])([a-z])")


def written(name: str, amount: Any) -> str:
    """An amount of Python as a rule file writes it.

    Raises:
        ArgumentError: no rule file has such an amount.
    """
    if isinstance(amount, (bool, int)) or (isinstance(amount, Decimal) and amount.is_finite()):
        return str(amount).lower()
    if isinstance(amount, (str, Fraction, date)):
        return json.dumps(str(amount), ensure_ascii=False)
    many = isinstance(amount, Iterable) and not isinstance(amount, (bytes, Mapping))
    members = list(amount) if many else []
    if many and all(isinstance(each, str) for each in members):
        in_order = sorted(members) if isinstance(amount, (set, frozenset)) else members
        return json.dumps([str(each) for each in in_order], ensure_ascii=False)
    raise ArgumentError(
        f'`{name}`: write the amount as a rule file does, such as "12 h" or "7/10"; names as a list of texts'
    )


def tried(act: RuleSet, settings: Mapping[str, str]) -> RuleSet:
    """A rule set with some of its values as in ``settings``: by name, each as the text of a rule file; itself without.

    Raises:
        DiagnosticsError: there is no such value, or it cannot have this amount; all faults are listed.
    """
    return _compiled(act, tuple(settings.items())) if settings else act


@lru_cache(maxsize=16)
def _compiled(act: RuleSet, settings: tuple[tuple[str, str], ...]) -> RuleSet:
    """The same trial is asked about again and again: for other cases, and along a curve."""
    text = "".join(f"{name}: {amount}\n" for name, amount in settings)
    source = read(text, FILE)
    faults = Faults(source)
    faults.found.extend(source.diagnostics)
    faults.own_names = act.regulation.names
    regulation = act.regulation
    given = faults.named(source.data, ()) if not faults.found else {}
    taken = {name: _taken(regulation, name, raw, faults) for name, raw in given.items()}
    if faults.found:
        raise faults.error()
    whole = _with_values(regulation, taken)
    program = compile_regulation(whole, vocabulary(whole), faults)
    if program is None:
        raise faults.error()
    return type(act)(program, act.base, act.relaxed, (act, dict(settings)))


def _taken(regulation: Regulation, name: str, raw: Any, faults: Faults) -> Any:
    """The amount that a value takes; None after reporting what is wrong."""
    value = regulation.values.get(name)
    if value is None:
        faults.unknown("value", name, regulation.values, (name,))
        return None
    return read_amount(value.kind, _lenient(value.kind, raw), (name,), faults, value.names)


def _lenient(kind: str, raw: Any) -> Any:
    """What people type besides the form of rule files: ``70 %`` for ``7/10``, ``12h`` for ``12 h``."""
    if not isinstance(raw, str):
        return raw
    percent = _PERCENT.fullmatch(raw.strip())
    if kind == "fraction" and percent is not None:
        share = Fraction(percent[1].replace(",", ".")) / 100
        return f"{share.numerator}/{share.denominator}"
    return _GLUED.sub(r"\1 \2", raw) if kind == "minutes" else raw


def _with_values(regulation: Regulation, taken: Mapping[str, Any]) -> Regulation:
    values = {name: _whole(regulation.values[name], amount) for name, amount in taken.items()}
    trial = tuple(
        TrialValue.of(value, taken[value.name], regulation.labels(value.names))
        for value in (regulation.values[name] for name in taken)
    )
    return replace(
        regulation,
        version=regulation.version + MARK,
        values=MappingProxyType({**regulation.values, **values}),
        trial=trial,
    )


def _whole(value: Value, amount: Any) -> Value:
    """A value with one amount for all time and under every reading."""
    entry = Amount(None, None, amount, value.cites or _cites(value), value.path)
    return replace(value, history=(entry,), not_set=None, each_year=None)


def _cites(value: Value) -> Any:
    return next((entry.cites for entry in value.history if entry.cites is not None), None)
