"""No value that a node ever takes lies outside what the node says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

from adm_rules.bounds import NONE, Interval, SetSpan, exact
from adm_rules.compiler import nodes
from adm_rules.compiler.nodes import Node
from adm_rules.compiler.program import Program
from adm_rules.compiler.schedule import reachable
from adm_rules.engine import load
from adm_rules.logic import WAIT
from adm_rules.terms import Series
from adm_rules.trace.tracer import UNSET, Tracer
from tests.parity.generate import make_files
from tests.parity.rule_sets import make_rules


def fits(node: Node, value: Any) -> bool:
    """Whether a value is one that the node may have."""
    extent = node.extent
    if value is NONE:
        return extent.none
    if value is WAIT:
        return extent.waits
    if value is None or value.__class__ is SetSpan or (value.__class__ is Series and value.loose):
        return extent.unknown
    if value.__class__ is Interval:
        inside = extent.holds(exact(value.lo), exact(value.hi))
        return extent.unknown and inside and (extent.none or not value.none)
    ordered = value.__class__ is int or node.kind == "fraction"
    return not ordered or extent.holds(exact(value), exact(value))


def values(program: Program, files: Mapping[str, Any], on: int) -> Iterator[tuple[Node, Any]]:
    """Every value that judging leaves on a row, and every truth of a rule whose values are all there."""
    variant = program.variant(files)
    _, reading = variant.judge(files, on, models=False)
    tracer = Tracer(variant.judging.slots, on)
    for node in variant.judging.slots:
        for row in reading.rows[node.scope]:
            value = tracer.value(node, row)
            if value is not UNSET:
                yield node, value
    for rule in variant.judging.rules:
        for node in reachable([rule.parts.when, rule.parts.require]):
            if isinstance(node, nodes.TruthNode) and node.scope == rule.rule.per and not node.asks:
                for row in reading.rows[node.scope]:
                    leaves = tuple(tracer.leaves(node, row))
                    if not any(is_unset(value) for leaf in leaves for value in leaf.values):
                        yield node, tracer.truth(node, row)


def is_unset(value: Any) -> bool:
    return value is UNSET or (value.__class__ is tuple and UNSET in value)


def misfits(program: Program, files: Mapping[str, Any], on: int) -> set[str]:
    found = values(program, files, on)
    return {f"{node!r} {node.extent}: {value!r}" for node, value in found if not fits(node, value)}


@pytest.mark.parametrize("seed", range(0, 40, 10))
def test_no_value_of_a_shipped_rule_set_lies_outside_its_extent(seed: int) -> None:
    program = load("tirano").program
    for number in range(seed, seed + 10):
        files, on = make_files(Random(number))
        assert misfits(program, files, on.toordinal()) == set(), f"seed {number}"


@pytest.mark.parametrize("seed", range(0, 16, 4))
def test_no_value_of_generated_rules_lies_outside_its_extent(seed: int) -> None:
    for number in range(seed, seed + 4):
        rng = Random(number)
        rules, _ = make_rules(rng)
        files, on = make_files(rng)
        assert misfits(rules.program, files, on.toordinal()) == set(), f"seed {number}"
