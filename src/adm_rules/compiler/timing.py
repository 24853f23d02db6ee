"""Finds the deadlines that a requirement is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from adm_rules.compiler import nodes
from adm_rules.compiler.nodes import Node


@dataclass(frozen=True, slots=True)
class Timed:
    """One deadline of a requirement; ``otherwise`` are the branches of an `any` that make it needless if one holds."""

    node: nodes.Deadline
    otherwise: tuple[Node, ...]

    @property
    def values(self) -> tuple[Node, ...]:
        """The values that it is made of.

        - `Held`: event, effective day, and the anchor and length that make that day;
        - `Every`: series, start, end, length;
        - `Await`: the day until which it waits.
        """
        match self.node:
            case nodes.InTime(event=event, due=due):
                return event, due, due.anchor, due.length
            case nodes.Every():
                return self.node.args
            case nodes.Await(until=until):
                return (until,)
        assert_never(self.node)


def timed_parts(node: Node, otherwise: tuple[Node, ...] = ()) -> Iterator[Timed]:
    """The deadlines below a requirement, in the order of the rule; none stands under `Not`."""
    match node:
        case nodes.InTime() | nodes.Every():
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
