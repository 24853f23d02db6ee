"""Reads back, from a judged row, what a condition rested on: each comparison with its values and its truth.

Nothing is judged anew here: values come from the rows that generated code filled, and each comparison is the
operator's own
function.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from adm_rules import operators, terms
from adm_rules.bounds import is_known
from adm_rules.compiler.core import Node
from adm_rules.compiler.kernels import awaited
from adm_rules.logic import WAIT, Truth, all_of, any_of, negate

#: A value that this row never needed.
UNSET = object()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison or deadline: its node, the values it compared, its truth, and whether a `not` stands above it.

    ``matters`` is false inside a part of the condition that holds anyway.
    """

    node: Node
    values: tuple[Any, ...]
    truth: Truth
    negated: bool
    matters: bool


class Tracer:
    """Reads values of nodes off rows."""

    def __init__(self, slots: Mapping[Node, str], on: int) -> None:
        self.slots = slots
        self.on = on

    def value(self, node: Node, row: Any) -> Any:
        """The value of a node on a row, or `UNSET`."""
        if node.op == "const":
            return node.info[0]
        if node.op == "today":
            return self.on
        if node.op == "via":
            for step in node.info:
                row = getattr(row, step)
            return self.value(node.args[0], row)
        if node.op == "pair":
            return tuple(self.value(arg, row) for arg in node.args)
        if node in self.slots:
            return getattr(row, self.slots[node], UNSET)
        return UNSET

    def truth(self, node: Node, row: Any) -> Truth:
        """The truth of a condition on a row."""
        if node.op == "const":
            return cast("Truth", node.info[0])
        if node.op in ("and", "or"):
            parts = [self.truth(arg, row) for arg in node.args]
            return all_of(*parts) if node.op == "and" else any_of(*parts)
        if node.op == "not":
            return negate(self.truth(node.args[0], row))
        if node.op == "await":
            return awaited(self.truth(node.args[0], row), self.value(node.args[1], row), self.on)
        if node.op in ("compare", "held", "every"):
            return self._leaf(node, row)
        found = self.value(node, row)
        return None if found is UNSET else found

    def _leaf(self, node: Node, row: Any) -> Truth:
        values = tuple(self.value(arg, row) for arg in node.args)
        if any(value is UNSET for value in values) or UNSET in _flat(values):
            return None
        if node.op == "held":
            return terms.held(values[0], values[1], self.on)
        if node.op == "every":
            series, start, end, length = values
            return terms.every(series, start, end, length, node.info[0], self.on)
        order, event, waits = node.info
        waiting: Truth = WAIT if waits else False
        if event and order == "between":
            return operators.happened_between(values[0], values[1], self.on, waiting)
        if event:
            return operators.happened(order, values[0], values[1], self.on, waiting)
        return operators.OPERATORS[order].test(values[0], values[1])

    def leaves(self, node: Node, row: Any, *, negated: bool = False, matters: bool = True) -> Iterator[Leaf]:
        """Every comparison below a condition, in the order of the rule."""
        if node.op in ("and", "or"):
            matters = matters and self.truth(node, row) is negated
            for arg in node.args:
                yield from self.leaves(arg, row, negated=negated, matters=matters)
        elif node.op == "await":
            yield from self.leaves(node.args[0], row, negated=negated, matters=matters)
        elif node.op == "not":
            yield from self.leaves(node.args[0], row, negated=not negated, matters=matters)
        elif node.op in ("compare", "held", "every"):
            values = tuple(self.value(arg, row) for arg in node.args)
            yield Leaf(node, values, self._leaf(node, row), negated, matters)


def _flat(values: tuple[Any, ...]) -> list[Any]:
    return [part for value in values if value.__class__ is tuple for part in value]


def is_definite(value: Any) -> bool:
    """Whether nothing is missing in a value."""
    return is_known(value) and not (value.__class__ is terms.Series and value.loose)
