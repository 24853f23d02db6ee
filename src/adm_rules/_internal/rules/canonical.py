"""What a condition surely asks, in one form for every way of writing it.

Double negation, De Morgan, ``all`` or ``any`` of one part, the order of parts, a band written as two limits, a limit
written as the opposite of another, the two sides of a comparison: none of these makes a difference here. The form
serves to recognise what a rule asks. Verdicts come from the condition as written, which also tells what does not exist
from what is too small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from adm_rules._internal.dataclass import replace
from adm_rules._internal.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    Leaf,
    ListOf,
    Literal,
    Not,
    Operand,
    Term,
)
from adm_rules._internal.values.operators import OPERATORS, Operator

#: An operator and its two sides; of two facts, the one whose name comes first stands on the left.
Relation: TypeAlias = tuple[str, FactRef, Operand]

#: The operators that set one limit.
LIMITS: Final = frozenset(each.name for each in OPERATORS.values() if each.limit is not None)


def relations(condition: Condition | None, chosen: Mapping[str, str]) -> frozenset[Relation | Term]:
    """The comparisons and deadlines that must all hold, under a choice of readings (an option for each).

    Equality stands there as well as the two limits that make it, whichever of them is written.
    """
    if condition is None:
        return frozenset()
    found: set[Relation | Term] = set()
    for leaf, holds in _certain(condition, chosen, holds=True):
        found |= set(_one_form(leaf, holds=holds))
    pairs = {each[1:] for each in found if not isinstance(each, Term)}
    for left, right in pairs:
        limits = {("at_least", left, right), ("at_most", left, right)}
        if limits <= found:
            found.add(("is", left, right))
        if ("is", left, right) in found:
            found |= limits
    return frozenset(found)


def _certain(condition: Condition, chosen: Mapping[str, str], *, holds: bool) -> Iterator[tuple[Leaf, bool]]:
    """The leaves that hold (or do not) whenever the condition does (or does not)."""
    match condition:
        case Not(part):
            yield from _certain(part, chosen, holds=not holds)
        case ByReading():
            yield from _certain(condition.options[chosen[condition.reading]], chosen, holds=holds)
        case AllOf(parts) | AnyOf(parts):
            if isinstance(condition, AllOf) is holds or len(parts) == 1:
                for part in parts:
                    yield from _certain(part, chosen, holds=holds)
        case _:
            yield condition, holds


def _one_form(leaf: Leaf, *, holds: bool) -> Iterator[Relation | Term]:
    if isinstance(leaf, Elements) or isinstance(leaf.fact, Elements):
        return  # what is asked of elements is no relation between two sides
    fact = unaliased(leaf.fact)
    if isinstance(leaf, Term):
        if holds:
            yield replace(leaf, fact=fact, path=())
        return
    operand = leaf.operand
    if leaf.operator == "between" and holds and isinstance(operand, ListOf) and len(operand.items) == 2:
        yield _ordered("at_least", fact, operand.items[0])
        yield _ordered("at_most", fact, operand.items[1])
    else:
        yield _ordered(*_alone(leaf, holds=holds))


def _alone(leaf: Comparison, *, holds: bool) -> Relation:
    """One comparison that stands for the leaf, or for its opposite."""
    fact, operator, operand = unaliased(leaf.fact), leaf.operator, leaf.operand
    if operator == "one_of" and isinstance(operand, ListOf) and len(operand.items) == 1:
        operator, operand = "is", operand.items[0]
    if operator == "exists" and isinstance(operand, Literal):
        return operator, fact, Literal((operand.raw is True) is holds)
    return (operator if holds else _denied(OPERATORS[operator]) or f"not {operator}"), fact, operand


def _denied(operator: Operator) -> str:
    """What holds of values that there are, sets among them, where an operator does not; or nothing."""
    if operator.limit is not None:
        return OPERATORS[operator.opposite].edge
    return operator.contrary if operator.operand == "same" else ""


def _ordered(operator: str, fact: FactRef, operand: Operand) -> Relation:
    row = OPERATORS.get(operator)  # none of what holds where a comparison does not
    if isinstance(operand, FactRef) and row is not None and row.mirrored and repr(operand) < repr(fact):
        return row.mirrored, operand, fact
    return operator, fact, operand


def equal(left: FactRef, right: Operand) -> Relation:
    """The relation that two sides are the same, as it stands among `relations`."""
    return _ordered("is", left, right)


def unaliased(fact: FactRef) -> FactRef:
    """A fact without the name that messages give it."""
    return replace(fact, alias=None)
