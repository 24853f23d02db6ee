"""What rules are lowered to: their truths, and what they were lowered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.kept import Kept
from adm_rules._internal.rules import DerogationClause, Regulation, Rule


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule's truths under one choice of readings."""

    when: Node
    require: Node
    derogations: tuple[tuple[DerogationClause, Node], ...]

    def records(self, n: int) -> nodes.Some:
        """The fold over the records of the derogation number ``n``, which is one by record."""
        return cast("nodes.Some", self.derogations[n][1])


@dataclass(frozen=True, slots=True)
class CompiledRule(Kept):
    """A rule and its truths: under the default readings, and under each other option of each reading it uses."""

    index: int
    rule: Rule
    day: Node
    happened: Node
    parts: Parts
    readings: tuple[str, ...]  # those that it depends on
    others: tuple[tuple[str, str, Parts], ...]  # (reading, option, parts)
    shown: Mapping[str, Node]  # what the slots of its message stand for
    may_differ: bool = False  # there are other readings of it
    recurs: bool = False  # it asks for something that recurs

    @property
    def may_be_milder(self) -> bool:
        """Whether one breach of it may be milder than another."""
        return self.may_differ or self.recurs


@dataclass(frozen=True, slots=True)
class Compiled(Kept):
    """What rules, or questions, were lowered to. Nothing is added to it afterwards.

    ``facts`` tells which fact a node is, ``names`` how generated code calls it; ``made`` are the facts of elements that
    subjects made of these (weeks of sessions) wait for.
    """

    regulation: Regulation
    registry: Registry
    rules: tuple[CompiledRule, ...]
    facts: Mapping[Node, Fact]
    names: Mapping[Node, str]
    made: Mapping[str, tuple[Node, ...]]
