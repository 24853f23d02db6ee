"""Conditions without what makes no difference to their meaning, and what surely contradicts what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import Regulation
from adm_rules._internal.rules.canonical import Relation, relations, unaliased
from adm_rules._internal.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    ListOf,
    Literal,
    Not,
    Operand,
    Term,
    ValueRef,
)
from adm_rules._internal.values import KINDS, QuantityError
from adm_rules._internal.values.operators import limit_of


def bare(condition: Condition | None) -> Condition | None:
    """A condition without the places in the file and the names that messages give."""
    match condition:
        case None:
            return None
        case AllOf(parts) | AnyOf(parts):
            return type(condition)(tuple(each for each in map(bare, parts) if each is not None))
        case Not(part):
            return Not(bare(part) or part)
        case ByReading(reading, options):
            return ByReading(reading, {name: bare(each) or each for name, each in options.items()}, ())
        case Comparison():
            return replace(condition, fact=unaliased(condition.fact), path=())
        case Elements():
            return replace(condition, where=bare(condition.where), holds=bare(condition.holds), path=())
        case _:
            return replace(condition, path=())


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that a fact may have: from ``low`` to ``high``; an end that is not allowed itself is open."""

    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no value lies inside."""
        if self.low is None or self.high is None:
            return False
        return bool(self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)))

    def met(self, other: Bounds) -> Bounds:
        """What lies inside both."""
        low, low_open = _stricter((self.low, self.low_open), (other.low, other.low_open), lower=True)
        high, high_open = _stricter((self.high, self.high_open), (other.high, other.high_open), lower=False)
        return Bounds(low, high, low_open, high_open)

    def holds(self, other: Bounds) -> bool:
        """Whether everything inside the other lies inside."""
        return self.met(other) == other


def _stricter(first: tuple[Any, bool], second: tuple[Any, bool], *, lower: bool) -> tuple[Any, bool]:
    if first[0] is None or second[0] is None:
        return second if first[0] is None else first
    if first[0] == second[0]:
        return first[0], first[1] or second[1]
    return max(first, second) if lower else min(first, second)


class Reasoner:
    """What is certain of conditions by the limits of single facts, on every day and under the default readings."""

    def __init__(self, regulation: Regulation, registry: Registry) -> None:
        self.regulation = regulation
        self.registry = registry
        self.chosen = regulation.chosen({})

    def asked(self, *conditions: Condition | None) -> frozenset[Relation]:
        """The comparisons that must all hold for the conditions to hold."""
        found = (relations(each, self.chosen) for each in conditions)
        return frozenset(each for one in found for each in one if not isinstance(each, Term))

    def contradiction(self, asked: Iterable[Relation]) -> str | None:
        """The fact of which the comparisons leave no value; None where there is none for certain."""
        by_fact: dict[FactRef, list[Relation]] = {}
        for relation in asked:
            by_fact.setdefault(relation[1], []).append(relation)
        return next((fact.name for fact, found in by_fact.items() if self._is_impossible(fact, found)), None)

    def _is_impossible(self, fact: FactRef, found: list[Relation]) -> bool:
        there = {_raw(operand) for operator, _, operand in found if operator == "exists"}
        if len(there) > 1:
            return True
        if self._is_set(fact):
            return _has_what_is_denied(found)
        truths = [_raw(operand) for operator, _, operand in found if operator == "is"]
        if {True, False} <= {each for each in truths if isinstance(each, bool)}:
            return True
        allowed = [names for each in found if (names := self._names(each)) is not None]
        if allowed and not frozenset.intersection(*allowed) - self._denied(found):
            return True
        if there == {False} and any(limit_of(op) is not None or op in ("is", "one_of") for op, _, _ in found):
            return True
        return any(bounds.is_empty for bounds in self.bounds(fact, found))

    def _is_set(self, fact: FactRef) -> bool:
        return self.registry.facts[fact.name].kind in ("set", "series")

    def bounds(self, fact: FactRef, found: Iterable[Relation]) -> Iterator[Bounds]:
        """What the limits of a fact leave, for each way in which its values can stand in the history."""
        kind = self.registry.facts[fact.name].kind
        ways: list[Bounds] = [Bounds()]
        for operator, _, operand in found:
            ends = [_bounds(operator, amount) for amount in self._amounts(operand, kind)]
            known = [each for each in ends if each is not None]
            if known:
                ways = [way.met(each) for way in ways for each in known]
        # A contradiction is one only if it is there whichever amount is in force.
        if all(way.is_empty for way in ways) or len(ways) == 1:
            yield ways[0]

    def _amounts(self, operand: Operand, kind: str) -> tuple[Any, ...]:
        if isinstance(operand, ValueRef):
            value = self.regulation.values.get(operand.name)
            return (
                () if value is None else tuple(a for e in value.history for a in e.amounts() if a is not None)
            )
        if isinstance(operand, Literal):
            return _read(kind, operand.raw)
        return ()

    def _names(self, relation: Relation) -> frozenset[str] | None:
        operator, fact, operand = relation
        if not self.registry.facts[fact.name].kind.startswith("enum") or operator not in ("is", "one_of"):
            return None
        return _written(operand)

    @staticmethod
    def _denied(found: Iterable[Relation]) -> frozenset[str]:
        return frozenset(str(_raw(operand)) for operator, _, operand in found if operator == "is_not")


def _has_what_is_denied(found: Iterable[Relation]) -> bool:
    """Whether a set is asked for members that none may be."""
    asked = [(operator, _written(operand) or frozenset()) for operator, _, operand in found]
    denied = frozenset[str]().union(*(names for operator, names in asked if operator == "none_of"))
    return any(
        names & denied if operator == "includes" else names and names <= denied
        for operator, names in asked
        if operator in ("includes", "includes_any")
    )


def _written(operand: Operand) -> frozenset[str] | None:
    """The names of an operand that are all written there."""
    items = operand.items if isinstance(operand, ListOf) else (operand,)
    names = [_raw(each) for each in items]
    return frozenset(map(str, names)) if all(isinstance(each, str) for each in names) else None


def _raw(operand: Operand) -> Any:
    return operand.raw if isinstance(operand, Literal) else None


def _read(kind: str, raw: Any) -> tuple[Any, ...]:
    form = KINDS[kind].form if kind in KINDS else None
    if form is None or KINDS[kind].family not in ("amount", "day"):
        return ()
    try:
        return (form.read(raw),)
    except QuantityError:
        return ()


def _bounds(operator: str, amount: Any) -> Bounds | None:
    if isinstance(amount, tuple):
        amount = Fraction(*amount)
    if not isinstance(amount, (int, Fraction)) or isinstance(amount, bool):
        return None
    if operator == "is":
        return Bounds(amount, amount)
    end = limit_of(operator)
    if end is None:
        return None
    return (
        Bounds(None, amount, False, not end.included) if end.above else Bounds(amount, None, not end.included)
    )
