"""What nodes come to, from given values: for those who explain or ask after judging; generated code says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, assert_never, cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.values import operators, terms
from adm_rules._internal.values.logic import WAIT, Truth, all_of, any_of, negate

#: Truths that compare values.
Leaf: TypeAlias = nodes.Compare | nodes.InTime | nodes.Every


def about(node: Leaf | nodes.Replaced) -> Node:
    """What a comparison or deadline is about, in its own scope."""
    match node:
        case nodes.Replaced(otherwise=term):
            return about(term)
        case nodes.Compare(left=of) | nodes.InTime(event=of) | nodes.Every(series=of):
            return nodes.own(of)
    assert_never(node)


def joined(node: Node, truth: Callable[[Node], Truth], atom: Callable[[Node], Truth]) -> Truth:
    """The truth of a condition: by ``truth`` of what `And`, `Or` and `Not` join, and by ``atom`` of anything else."""
    match node:
        case nodes.And(of=parts):
            return all_of(*map(truth, parts))
        case nodes.Or(of=parts):
            return any_of(*map(truth, parts))
        case nodes.Not(of=part):
            return negate(truth(part))
    return atom(node)


def compared(node: Leaf, values: Sequence[Any], on: int) -> Truth:
    """The truth of a comparison or deadline of these values, as seen on a day."""
    match node:
        case nodes.InTime():
            event, due = values
            return terms.held(event, due, on)
        case nodes.Every():
            series, start, end, length = values
            return terms.every(series, start, end, length, node.rhythm, on)
        case nodes.Compare(order=order, kin=kin) if kin is not None:
            left, right = values
            found: Truth = cast("Any", operators.OPERATORS[order].related)(left, right, kin)
            return found
        case nodes.Compare(order=order, open=True):
            return operators.open_ended(operators.OPERATORS[order].test, *values)
        case nodes.Compare(order=order, event=event, waits=waits):
            left, right = values
            waiting: Truth = WAIT if waits else False
            if event and order == "between":
                return operators.happened_between(left, right, on, waiting)
            if event:
                return operators.happened(order, left, right, on, waiting)
            return operators.OPERATORS[order].test(left, right)
    assert_never(node)


def may_be_in_force(node: nodes.Replaced, truths: Sequence[Truth]) -> tuple[int, ...]:
    """The terms that may be in force, by their places among `terms`, from what their conditions come to."""
    found: list[int] = []
    for n, truth in enumerate(truths):
        if truth is not False:
            found.append(n)
        if truth is True:
            return tuple(found)
    return (*found, len(node.cases))


def due_on(node: nodes.DueDay, anchor: Any, length: Any, rollover: Any) -> Any:
    """The day on which something is due, moved by another rollover than the node's own."""
    match node:
        case nodes.After():
            return terms.due(anchor, length, node.unit, rollover, node.patrons)
        case nodes.Before():
            return terms.before(anchor, length, node.unit, rollover, node.patrons)
        case nodes.Yearly():
            return terms.yearly(anchor, length, node.following, rollover, node.patrons)
    assert_never(node)
