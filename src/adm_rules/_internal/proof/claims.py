"""What checks of rule sets ask of proofs: derogations that cover nothing or everything, verdicts out of reach."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.judging import BREACHES, COMPLIES
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.proof.proving import Prover
from adm_rules._internal.proof.solver import available
from adm_rules._internal.rules import DerogationClause, Rule
from adm_rules._internal.values.bounds import UNKNOWN


def covers(program: Program) -> Iterator[tuple[Rule, DerogationClause, bool, bool]]:
    """Each derogation with whether it may ever cover a breach of its rule, and whether it is proved to cover every one.

    Nothing without the solver.
    """
    for compiled in program.rules if available() else ():
        if not compiled.parts.derogations:
            continue
        prover = Prover()
        rule, z = prover.rule(program, compiled), prover.z
        fails = z.And(z.Or(*rule.applies), z.Not(rule.applies.false), rule.requires.false)
        for item, node in compiled.parts.derogations:
            cover = prover.symbols.truth(node)
            ever = not prover.never(fails, cover.true)
            yield compiled.rule, item, ever, prover.never(fails, z.Not(cover.true))


def out_of_reach(program: Program) -> Iterator[tuple[Rule, tuple[str, ...], tuple[str, ...]]]:
    """Each rule that rests on a value that is not set and is proved to give no verdict of a kind, with both."""
    for compiled in program.rules if available() else ():
        values = tuple(sorted(_not_set(compiled)))
        if not values:
            continue
        prover = Prover()
        codes = prover.rule(program, compiled).codes
        never = tuple(name for name, code in _REACHED if prover.never(codes[code]))
        if never:
            yield compiled.rule, never, values


_REACHED = (("complies", COMPLIES), ("breaches", BREACHES))


def _not_set(compiled: CompiledRule) -> set[str]:
    """The values that a rule rests on, also through recipes, and that no act sets."""
    found: set[str] = set()
    stack: list[Node] = [compiled.parts.when, compiled.parts.require]
    seen: set[Node] = set()
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, nodes.Const) and node.value == UNKNOWN and node.why:
            found.add(node.why)
        stack.extend(node.args)
    return found
