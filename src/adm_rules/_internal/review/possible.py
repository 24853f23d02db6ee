"""Which verdicts a rule can give, told from its form: those that its examples must show.

Every condition is followed with the truths that it can take. A comparison with a number that no act sets is never
decided; an event that `when` asks for, or that makes an element what it is, has happened: nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    ListOf,
    Not,
    Operand,
    Regulation,
    Rule,
    Term,
    ValueRef,
)
from adm_rules._internal.values.logic import WAIT, Truth, all_of, any_of, negate
from adm_rules._internal.values.operators import OPERATORS

Truths = frozenset[Truth]

NEVER_DECIDED: Truths = frozenset({None})
DECIDED: Truths = frozenset({True, False, None})
WAITING: Truths = DECIDED | {WAIT}
ALWAYS: Truths = frozenset({True})


def can_give(rule: Rule, regulation: Regulation, registry: Registry) -> frozenset[str]:
    """The verdicts that a rule can give; before its act is in force it never applies."""
    is_there = registry.subjects[rule.per].happens
    happened = _happened(rule.when) | ({is_there} if is_there is not None else frozenset())
    truths = _Possible(regulation, registry)
    when = truths.of(rule.when, happened, waits=False)
    require = truths.of(rule.require, happened, waits=True)
    if rule.awaits is not None:
        require |= {WAIT}
    found = {"not_applicable"}
    for applies, holds in product(when, require):
        found |= _verdicts(applies, holds, derogated=bool(rule.derogations))
    return frozenset("to_judge" if rule.asks_judgement and each == "breaches" else each for each in found)


def _verdicts(applies: Truth, holds: Truth, *, derogated: bool) -> set[str]:
    if applies is False:
        return set()
    if holds is True:
        return {"complies"}
    if applies is None or holds is None:
        return {"undecided"}
    if holds is WAIT:
        return {"pending"}
    return {"breaches", "derogated", "undecided"} if derogated else {"breaches"}


class _Possible:
    """The truths that conditions of a rule set can take."""

    def __init__(self, regulation: Regulation, registry: Registry) -> None:
        self.regulation, self.registry = regulation, registry

    def of(self, condition: Condition | None, happened: frozenset[str], *, waits: bool) -> Truths:
        """Those of one condition, where some facts are known to be there; ``waits``: what has not happened may wait."""
        match condition:
            case None:
                return ALWAYS
            case AllOf(parts):
                known = happened | _happened(condition)
                return frozenset(
                    all_of(*each) for each in product(*(self.of(p, known, waits=waits) for p in parts))
                )
            case AnyOf(parts):
                known = happened | _happened(condition, exists=False)
                return frozenset(
                    any_of(*each) for each in product(*(self.of(p, known, waits=waits) for p in parts))
                )
            case Not(part):
                return frozenset(negate(each) for each in self.of(part, happened, waits=waits))
            case ByReading():
                chosen = condition.options[self.regulation.readings[condition.reading].default]
                return self.of(chosen, happened, waits=waits)
            case Term():
                return NEVER_DECIDED if self._is_open(condition.length) else WAITING
            case Elements():
                return self._of_elements(condition, happened)
            case _:
                return self._of_comparison(condition, happened, waits=waits)

    def _of_elements(self, condition: Elements, happened: frozenset[str]) -> Truths:
        inside = [self.of(part, happened, waits=False) for part in condition.children()]
        if NEVER_DECIDED in inside:
            if self.registry.subjects[condition.of].exists_in == "always":
                return NEVER_DECIDED  # what is not recorded of a state that always exists may be so
            return frozenset({condition.form == "each", None})  # where there are none of them
        if condition.form != "each" and any(True not in each for each in inside):
            return DECIDED - {True}  # none surely is such an element
        return DECIDED

    def _of_comparison(self, leaf: Comparison, happened: frozenset[str], *, waits: bool) -> Truths:
        if self._is_open(leaf.operand):
            return NEVER_DECIDED
        if leaf.fact.name == "judgement_day" and leaf.operator == "exists":
            return frozenset({getattr(leaf.operand, "raw", None) is True})  # there is always one
        event = self.registry.facts[leaf.fact.name].kind == "event" and leaf.operator != "exists"
        right = {ref.name for ref in _facts(leaf.operand)}
        settled = leaf.fact.name in happened or (
            bool(right) and right <= happened and any(end.above for end in OPERATORS[leaf.operator].ends)
        )
        return WAITING if waits and event and not settled else DECIDED

    def _is_open(self, operand: Operand | None) -> bool:
        """Whether an operand holds a number that no act sets, at any time."""
        if isinstance(operand, ListOf):
            return any(self._is_open(item) for item in operand.items)
        return isinstance(operand, ValueRef) and self.regulation.values[operand.name].never_set


def _facts(operand: Operand) -> Iterable[FactRef]:
    if isinstance(operand, ListOf):
        return [ref for item in operand.items for ref in _facts(item)]
    return [operand] if isinstance(operand, FactRef) else []


def _happened(condition: Condition | None, *, exists: bool = True) -> frozenset[str]:
    """Facts that a condition asks to be there before anything else of it can matter, whichever way it goes."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            found = [_happened(part, exists=exists) for part in parts]
            together = isinstance(condition, AllOf) is exists
            return frozenset().union(*found) if together else frozenset.intersection(*found)
        case ByReading(options=options):
            return frozenset.intersection(*(_happened(part, exists=exists) for part in options.values()))
        case Comparison() if condition.operator == "exists":
            return frozenset(
                {condition.fact.name} if getattr(condition.operand, "raw", None) is exists else ()
            )
        case Comparison() if exists and OPERATORS[condition.operator].ends:
            return frozenset({condition.fact.name})
    return frozenset()
