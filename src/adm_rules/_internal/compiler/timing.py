"""Finds the deadlines that a requirement is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Timed:
    """One deadline of a requirement; ``otherwise`` are the branches of an `any` that make it needless if one holds."""

    node: nodes.Deadline
    otherwise: tuple[Node, ...]

    @property
    def values(self) -> tuple[Node, ...]:
        """The values that it is made of.

        - `InTime`: event, effective day, and the anchor and length that make that day;
        - `Every`: series, start, end, length;
        - `Await`: the day until which it waits;
        - `Replaced`: of each term that may take the place of the ordinary one whether it does, then those of each term.
        """
        return values_of(self.node)


def values_of(node: nodes.Deadline) -> tuple[Node, ...]:
    """The values that a deadline is made of, as `Timed` lists them."""
    match node:
        case nodes.InTime(event=event, due=due):
            return event, due, due.anchor, due.length
        case nodes.Every():
            return node.args
        case nodes.Await(until=until):
            return (until,)
        case nodes.Replaced(cases=cases):
            whens = tuple(when for when, _ in cases)
            return (*whens, *(value for _, term in node.terms for value in values_of(term)))
    assert_never(node)


def timed_parts(node: Node, otherwise: tuple[Node, ...] = ()) -> Iterator[Timed]:
    """The deadlines below a requirement, in the order of the rule; none stands under `Not`."""
    match node:
        case nodes.InTime() | nodes.Every() | nodes.Replaced():
            yield Timed(node, otherwise)
        case nodes.Await(of=of):
            yield Timed(node, otherwise)
            yield from timed_parts(of, otherwise)
        case nodes.And(of=parts):
            for part in parts:
                yield from timed_parts(part, otherwise)
        case nodes.Or(of=parts):
            for part in parts:
                yield from timed_parts(part, otherwise + tuple(each for each in parts if each is not part))
