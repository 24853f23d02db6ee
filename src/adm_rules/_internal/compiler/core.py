"""Makes nodes, each only once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, TypeVarTuple

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.values.kinship import Kinship

Parts = TypeVarTuple("Parts")
N = TypeVar("N", bound=nodes.Base)


class Core:
    """The nodes of one regulation."""

    def __init__(self, names: Mapping[Node, str] | None = None) -> None:
        self._made: dict[tuple[Any, ...], Any] = {}
        #: Readable names of nodes that are facts, in generated code; the first fact to use a node names it.
        self.names: dict[Node, str] = dict(names or {})

    def make(self, cls: Callable[[int, *Parts], N], *parts: *Parts) -> N:
        """The node of a class that is made of these parts: scope, kind, and what the class names."""
        key = (cls, parts, tuple(map(type, parts)))  # `True` is no `1`
        found: N | None = self._made.get(key)
        if found is None:
            found = self._made[key] = cls(len(self._made), *parts)
        return found

    def const(self, value: Any, kind: str, why: str = "") -> nodes.Const:
        """A constant; ``why`` names the value that is not set when it is `UNKNOWN`."""
        return self.make(nodes.Const, "", kind, value, why)

    def today(self) -> nodes.Today:
        """The judgement day."""
        return self.make(nodes.Today, "", "date")

    def via(self, scope: str, of: Node, steps: tuple[str, ...]) -> nodes.Via:
        """A node as a scope sees it, some to-one steps away."""
        return self.make(nodes.Via, scope, of.kind, of, steps)

    def outer(self, scope: str, of: Node) -> nodes.Outer:
        """A node of the subject that asks, as an element sees it."""
        return self.make(nodes.Outer, scope, of.kind, of)

    def seen(self, scope: str, of: Node) -> Node:
        """`outer`, but of what is the same for everybody itself."""
        plain = isinstance(of, nodes.Const | nodes.Today)
        return of if plain else self.outer(scope, of)

    def compare(  # noqa: PLR0913 - what a comparison is made of
        self,
        scope: str,
        left: Node,
        order: str,
        right: Node,
        *,
        event: bool = False,
        waits: bool = False,
        kin: Kinship | None = None,
        open: bool = False,  # noqa: A002 - as the node calls it
    ) -> nodes.Compare:
        """A comparison; ``kin`` tells how the names that it compares belong together."""
        return self.make(nodes.Compare, scope, "truth", left, right, order, event, waits, kin, open)

    def exists(self, scope: str, of: Node, *, wanted: bool) -> nodes.Compare:
        """Whether there is such a value, or none."""
        return self.compare(scope, of, "exists", self.const(wanted, "bool"))

    def negated(self, scope: str, of: Node) -> nodes.Not:
        """The negation of a truth."""
        return self.make(nodes.Not, scope, "truth", of)

    def both(self, scope: str, *parts: Node | None) -> Node:
        """The conjunction of what there is of the parts; true when there is none."""
        return self._joined(nodes.And, True, scope, [part for part in parts if part is not None])

    def either(self, scope: str, *parts: Node) -> Node:
        """The disjunction of the parts; false when there is none."""
        return self._joined(nodes.Or, False, scope, list(parts))

    def _joined(self, cls: type[nodes.And | nodes.Or], neutral: bool, scope: str, parts: list[Node]) -> Node:
        kept = [part for part in parts if not (isinstance(part, nodes.Const) and part.value is neutral)]
        if not kept:
            return self.const(neutral, "truth")
        if len(kept) == 1:
            return kept[0]
        join: Callable[..., nodes.And | nodes.Or] = cls
        return self.make(join, scope, "truth", tuple(kept))
