"""Finds the deadlines that a requirement is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adm_rules.compiler.core import Node


@dataclass(frozen=True, slots=True)
class Timed:
    """One deadline of a requirement; ``otherwise`` are the branches of an `any` that make it needless if one holds."""

    node: Node  # held, every or await
    otherwise: tuple[Node, ...]

    @property
    def values(self) -> tuple[Node, ...]:
        """The values that it is made of.

        - ``held``: event, effective day, and the anchor and length that make that day;
        - ``every``: series, start, end, length;
        - ``await``: the day until which it waits.
        """
        if self.node.op == "held":
            event, due = self.node.args
            return event, due, *due.args
        return self.node.args if self.node.op == "every" else self.node.args[1:]


def timed_parts(node: Node, otherwise: tuple[Node, ...] = ()) -> Iterator[Timed]:
    """The deadlines below a requirement, in the order of the rule; none stands under `not`."""
    if node.op in ("held", "every", "await"):
        yield Timed(node, otherwise)
    if node.op in ("and", "or", "await"):
        for arg in node.args[:1] if node.op == "await" else node.args:
            others = tuple(each for each in node.args if each is not arg) if node.op == "or" else ()
            yield from timed_parts(arg, otherwise + others)
