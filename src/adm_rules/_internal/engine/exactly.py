"""What a comparison asked for, as programs compute with it."""

from __future__ import annotations

from typing import assert_never

from adm_rules._internal.compiler import nodes
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.report.typed import TypedValue, between, typed
from adm_rules._internal.trace.tracer import Leaf
from adm_rules._internal.values.bounds import SetSpan


def typed_limit(leaf: Leaf, fact: Fact) -> TypedValue | None:
    """What a fact was compared with, by the limit's own kind; None of a deadline of which several terms may count."""
    match leaf.node:
        case nodes.Replaced():
            return None
        case nodes.Every(unit=unit):
            return typed(unit, leaf.values[3])
        case nodes.InTime():
            return typed("date", leaf.values[1])
        case nodes.Compare():
            return _compared(leaf.node, leaf, fact)
    assert_never(leaf.node)


def _compared(node: nodes.Compare, leaf: Leaf, fact: Fact) -> TypedValue:
    limit = leaf.values[1]
    if node.order == "exists":
        return typed("bool", limit)
    if isinstance(node.right, nodes.Pair):
        return between(fact.kind, limit)
    if limit.__class__ in (frozenset, SetSpan):
        return typed("set", limit)
    is_a_day = fact.kind == "series" and limit.__class__ is int
    return typed("date" if is_a_day else fact.kind, limit)
