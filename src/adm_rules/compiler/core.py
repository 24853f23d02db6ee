"""The core that everything is lowered to: about twenty kinds of node, interned.

A node belongs to one *scope*, a subject: its value is computed once for each row of that subject. Nodes that are built
from the same parts are the same object, so that generated code computes shared parts once.

| op | value |
|---|---|
| ``const`` | a plain value, or `UNKNOWN` for a value that is not set |
| ``field`` | a key of the file below the subject |
| ``via`` | a node of an owner or of a linked subject |
| ``outer`` | inside a fold over elements: a node of the subject that asks |
| ``part`` ``patron`` ``between`` ``age`` ``shift`` ``difference`` ``ratio`` ``apportion`` | arithmetic |
| ``least`` ``greatest`` ``choose`` ``union`` ``size`` ``pair`` ``dated`` ``today`` | choosing and joining |
| ``compare`` ``and`` ``or`` ``not`` ``await`` ``tied`` | truths |
| ``due`` ``yearly`` ``before`` ``held`` ``every`` | deadlines |
| ``fold`` | over the elements of a list: counting, adding, sharing, picking, collecting, weekly slots |
| ``previous`` | the same fact of the sibling before |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Nodes whose value is a truth.
TRUTHS = frozenset({"compare", "and", "or", "not", "await", "held", "every", "tied"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One interned node. ``info`` holds what is fixed, ``args`` the nodes that it needs."""

    number: int
    op: str
    scope: str
    args: tuple[Node, ...]
    info: tuple[Any, ...]
    kind: str
    asks: bool  # depends on the subject that asks (an `outer` somewhere below, in the same scope)

    def __repr__(self) -> str:
        return f"<{self.op} #{self.number} of {self.scope}>"


class Core:
    """Makes nodes, each only once."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Node] = {}
        #: Readable names of nodes that are facts, in generated code; the first fact to use a node names it.
        self.names: dict[Node, str] = {}

    def make(
        self,
        op: str,
        scope: str,
        args: tuple[Node, ...] = (),
        info: tuple[Any, ...] = (),
        kind: str = "truth",
    ) -> Node:
        """The node made of these parts."""
        key = (op, scope, args, info, tuple(type(part) for part in info), kind)
        node = self._made.get(key)
        if node is None:
            asks = op == "outer" or (op != "fold" and any(arg.asks and arg.scope == scope for arg in args))
            node = self._made[key] = Node(len(self._made), op, scope, args, info, kind, asks)
        return node

    def const(self, value: Any, kind: str, why: str = "") -> Node:
        """A constant; ``why`` names the value that is not set when it is `UNKNOWN`."""
        return self.make("const", "", (), (value, why), kind)

    def both(self, scope: str, *parts: Node | None) -> Node:
        """The conjunction of what there is of the parts; true when there is none."""
        return self._joined("and", True, scope, [part for part in parts if part is not None])

    def either(self, scope: str, *parts: Node) -> Node:
        """The disjunction of the parts; false when there is none."""
        return self._joined("or", False, scope, list(parts))

    def _joined(self, op: str, neutral: bool, scope: str, parts: list[Node]) -> Node:
        kept = [part for part in parts if not (part.op == "const" and part.info[0] is neutral)]
        if not kept:
            return self.const(neutral, "truth")
        return kept[0] if len(kept) == 1 else self.make(op, scope, tuple(kept))
