"""No value that a node ever takes lies outside what the node says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any

import pytest

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.nodes import Node, Reach
from adm_rules._internal.compiler.nodes.extent import Doubt, Extent, greatest, least
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.schedule import reachable
from adm_rules._internal.engine import load
from adm_rules._internal.trace.tracer import UNSET, Tracer
from adm_rules._internal.values.bounds import ANY_SET, INF, NONE, UNKNOWN, Interval, SetSpan, exact
from adm_rules._internal.values.logic import WAIT
from adm_rules._internal.values.terms import Series
from tests.parity.generate import make_files
from tests.parity.rule_sets import make_rules


def is_open(value: Any) -> bool:
    """Whether a value is not, or not wholly, known."""
    open_series = value.__class__ is Series and value.loose
    return value is None or value.__class__ in (Interval, SetSpan) or bool(open_series)


class Gaps:
    """Whether anything that a node rests on is left open by the files."""

    def __init__(self, tracer: Tracer) -> None:
        self.tracer = tracer
        self.known: dict[tuple[int, int, int], bool] = {}

    def behind(self, node: Node, row: Any, asker: Any = None) -> bool:
        key = node.number, id(row), id(asker)
        if key not in self.known:
            self.known[key] = self._behind(node, row, asker)
        return self.known[key]

    def _behind(self, node: Node, row: Any, asker: Any) -> bool:
        match node:
            case nodes.Outer(of=of):
                return self.behind(of, asker)
            case nodes.Via(of=of, steps=steps):
                there = along(row, steps)
                return bool(there.phantom) or self.behind(of, there)
            case nodes.Field():
                value = self.tracer.value(node, row)
                return value is UNSET or is_open(value)
            case nodes.Fold(relation=relation):
                elements = [along(row, relation.steps)]
                for scope in relation.chain:
                    elements = [each for owner in elements for each in getattr(owner, f"rows_{scope}")]
                return any(each.phantom or self.any_behind(node, each, row) for each in elements) or any(
                    self.behind(asked, row, row) for asked in node.asked
                )
        return self.any_behind(node, row, asker)

    def any_behind(self, node: Node, row: Any, asker: Any) -> bool:
        return any(self.behind(arg, row, asker) for arg in node.args)


def along(row: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        row = getattr(row, step)
    return row


def fits(node: Node, value: Any, gaps: bool) -> bool:
    """Whether a value is one that the node may have; ``gaps`` tells whether the files leave open what it rests on."""
    extent = node.extent
    if value is NONE:
        return extent.none
    if value is WAIT:
        return extent.waits
    if is_open(value) and not (extent.unknown and (gaps or extent.unknown is Doubt.ALWAYS)):
        return False
    if value.__class__ is Interval:
        return holds(extent, value.lo, value.hi) and (extent.none or not value.none)
    ordered = value.__class__ is int or node.kind in ("fraction", "ratio")
    return not ordered or holds(extent, value, value)


def holds(extent: Extent, *ends: Any) -> bool:
    """Whether ends lie inside; one beyond every quantity tells nothing."""
    return all(abs(end) >= INF or extent.lo <= end <= extent.hi for end in map(exact, ends))


def values(program: Program, files: Mapping[str, Any], on: int) -> Iterator[tuple[Node, Any, bool]]:
    """Every value that judging leaves on a row, and every truth of a rule whose values are all there; and its gaps."""
    variant = program.variant(files)
    _, reading = variant.judge(files, on, models=False)
    tracer = Tracer(variant.judging.slots, on)
    gaps = Gaps(tracer)
    for node in (node for node in variant.judging.slots if not node.asks):
        for row in reading.rows[node.scope]:
            value = tracer.value(node, row)
            if value is not UNSET:
                yield node, value, gaps.behind(node, row)
    for rule in variant.judging.rules:
        for node in reachable([rule.parts.when, rule.parts.require]):
            if isinstance(node, nodes.TruthNode) and node.scope == rule.rule.per and not node.asks:
                for row in reading.rows[node.scope]:
                    leaves = tuple(tracer.leaves(node, row))
                    if not any(is_unset(value) for leaf in leaves for value in leaf.values):
                        yield node, tracer.truth(node, row), gaps.behind(node, row)


def is_unset(value: Any) -> bool:
    return value is UNSET or (value.__class__ is tuple and UNSET in value)


def misfits(program: Program, files: Mapping[str, Any], on: int) -> set[str]:
    found = values(program, files, on)
    return {f"{node!r} {node.extent}: {value!r}" for node, value, gap in found if not fits(node, value, gap)}


@pytest.mark.parametrize("seed", range(0, 20, 10))
def test_no_value_of_a_shipped_rule_set_lies_outside_its_extent(seed: int) -> None:
    program = load("tirano").program
    for number in range(seed, seed + 10):
        files, on = make_files(Random(number))
        assert misfits(program, files, on.toordinal()) == set(), f"seed {number}"


@pytest.mark.parametrize("seed", range(0, 8, 4))
def test_no_value_of_generated_rules_lies_outside_its_extent(seed: int) -> None:
    for number in range(seed, seed + 4):
        rng = Random(number)
        rules, _ = make_rules(rng)
        files, on = make_files(rng)
        assert misfits(rules.program, files, on.toordinal()) == set(), f"seed {number}"


# --- the law can fail -------------------------------------------------------------------------------------------------


def test_what_a_node_does_not_own_to_is_a_misfit() -> None:
    core = Core()
    count = core.make(nodes.Field, "case", "count", "a", "a")
    sure = core.compare("case", core.const(1, "count"), "at_most", core.const(2, "count"))
    held = core.make(nodes.Some, "case", "truth", Reach((), ("request",)), core.const(True, "truth"))
    assert fits(count, 0, gaps=False)
    assert fits(count, Interval(0, INF), gaps=True)
    assert not fits(count, -1, gaps=False)
    assert not fits(count, Interval(-1, INF), gaps=True)
    assert not fits(count, UNKNOWN, gaps=False)
    assert not fits(sure, None, gaps=True)
    assert not fits(sure, WAIT, gaps=True)
    assert not fits(held, NONE, gaps=True)
    assert not fits(held, ANY_SET, gaps=False)


def test_the_least_and_the_greatest_leave_out_what_is_none() -> None:
    there, maybe = Extent(1, 5, none=False, unknown=Doubt.NEVER), Extent(0, 9, none=True, unknown=Doubt.GAPS)
    assert least([there, maybe]) == Extent(0, 5, none=False, unknown=Doubt.GAPS)
    assert greatest([there, maybe]) == Extent(1, 9, none=False, unknown=Doubt.GAPS)
    assert least([maybe]) == maybe
    assert greatest([maybe]) == maybe
