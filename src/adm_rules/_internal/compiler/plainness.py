"""What the optimistic code can say of rules, and which of its values are surely known: it leaves where one is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.judging import days_of, steps_of
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.schedule import reachable
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.bounds import UNKNOWN

#: The classes of plain values, by kind; kinds of which there is no plain value are not among them.
CLASSES: Final[Mapping[str, str]] = {
    **{name: kind.plain for name, kind in KINDS.items() if kind.plain},
    "event": "int",
    "instant": "int",
}
#: What only rows can tell.
_OF_ROWS: Final = (nodes.Taken, nodes.Owned, nodes.Whose, nodes.Previous)


class Plain:
    """What is plain in one vocabulary.

    ``witnesses`` are folds that may be over lists that are not there: what they show is told elsewhere as well.
    """

    def __init__(self, registry: Registry, made: Mapping[str, Sequence[Node]]) -> None:
        self.registry = registry
        self.made = made
        self.witnesses: set[Node] = set()

    def says(self, rule: CompiledRule) -> bool:
        """Whether a rule asks for nothing that only rows can tell."""
        roots = _roots(rule)
        scopes = {*self.registry.upwards(rule.rule.per)} - {"file"}
        found = reachable([*roots, *(node for scope in scopes for node in self.made.get(scope, ()))])
        scopes |= {scope for node in found if isinstance(node, nodes.Fold) for scope in node.relation.chain}
        steps = {step for node in found for step in steps_of(node)}
        of_rows = any(isinstance(node, _OF_ROWS) for node in found)
        return not of_rows and steps <= {"up"} and all(map(self._lists, scopes))

    def _lists(self, scope: str) -> bool:
        """Whether the elements of a subject stand in a list, or are made of such."""
        subject = self.registry.subjects[scope]
        return not subject.each and (not subject.exists_in or subject.bare is not None)

    def is_sure(self, node: Node) -> bool:
        """Whether what a value comes to is surely known, since the code leaves where it is not."""
        match node:
            case nodes.Const(value=value):
                return value is not UNKNOWN
            case nodes.Today():
                return True
            case nodes.Via() | nodes.Outer():
                return self.is_sure(node.of)
            case nodes.Compare():
                return node.kin is None and not node.waits and all(map(self.is_sure, node.args))
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Pair():
                return all(map(self.is_sure, node.args))
            case nodes.Some():
                return self.is_sure(node.where)
        if isinstance(node, nodes.TruthNode) or (isinstance(node, nodes.Field) and node.kind == "date"):
            return False
        return node.kind in CLASSES and node not in self.witnesses


def witnesses_of(rule: CompiledRule) -> Iterator[Node]:
    """The folds that only bear witness to what keys tell."""
    for node in reachable(_roots(rule)):
        if isinstance(node, nodes.Settle):
            yield from (arg for arg in node.args if isinstance(arg, nodes.Fold))


def _roots(rule: CompiledRule) -> list[Node]:
    parts = rule.parts
    return [*days_of([rule]), parts.when, parts.require, *(node for _, node in parts.derogations)]
