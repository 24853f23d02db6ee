"""Tells comparisons: what was found, what it was compared with, and how far apart they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import assert_never

from adm_rules._internal.compiler import evaluate, nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.engine.exactly import typed_limit
from adm_rules._internal.engine.wording import can_lack, distance, how_far, limit_text, one_of, value_text
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.report import Observed
from adm_rules._internal.report.typed import typed
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.tracer import BARRED, Leaf


@dataclass(frozen=True, slots=True)
class Observer:
    """Tells the comparisons of one judgement, as seen on a day; ``facts`` are those that nodes are about."""

    program: Program
    facts: Mapping[Node, Fact]
    on: int

    def all(self, leaves: list[Leaf]) -> tuple[Observed, ...]:
        """Several comparisons; between a fact and alternatives that are alike stands the nearest of them."""
        found = [self.one(leaf, self.fact_of(leaf.node)) for leaf in leaves]
        alike: dict[tuple[int, str], list[int]] = defaultdict(list)
        for n, (leaf, item) in enumerate(zip(leaves, found, strict=True)):
            if item.alternative and item.distance is not None:
                alike[leaf.either, item.fact].append(n)
        for places in alike.values():
            if len(places) > 1:
                nearest = self._nearest([leaves[n] for n in places], [found[n] for n in places])
                for n in places:
                    found[n] = replace(found[n], distance=nearest)
        return tuple(found)

    def _nearest(self, leaves: list[Leaf], found: list[Observed]) -> Text | None:
        """What is between a fact and the nearest of several alternatives: one of the names, or the least amount."""
        if all(map(can_lack, leaves)):
            return one_of(self.program, leaves, self.fact_of(leaves[0].node))
        measured = [(how_far(leaf), n) for n, leaf in enumerate(leaves)]
        return found[min(measured)[1]].distance

    def one(self, leaf: Leaf, fact: Fact) -> Observed:
        """One comparison, as a fact is told; its texts are made when they are read, and hold no rows."""
        program = self.program
        names = program.names_of(fact)
        holds = leaf.truth if isinstance(leaf.truth, bool) else None
        value = Text.later(lambda lang: value_text(fact.kind, leaf.values[0], lang, names))
        limit = Text.later(lambda lang: limit_text(program, leaf, fact, lang))
        wrong = (
            holds is False and leaf.matters and not (leaf.negated or fact.is_tally or leaf.either == BARRED)
        )
        apart = distance(program, leaf, fact, self.on) if wrong else None
        alternative = leaf.either not in (0, BARRED)
        exact = typed(fact.kind, leaf.values[0]), typed_limit(leaf, fact)
        return Observed(
            *(fact.name, fact.label, value, _order(leaf.node), limit, holds, apart, alternative), *exact
        )

    def fact_of(self, leaf: evaluate.Leaf | nodes.Replaced) -> Fact:
        """The fact that a comparison or deadline is about."""
        return self.facts[evaluate.about(leaf)]


def _order(leaf: evaluate.Leaf | nodes.Replaced) -> str:
    """What evidence calls a comparison or deadline."""
    match leaf:
        case nodes.Replaced(otherwise=term):
            return _order(term)
        case nodes.Compare(order=order):
            return order
        case nodes.InTime():
            return "within"
        case nodes.Every():
            return "every"
    assert_never(leaf)
