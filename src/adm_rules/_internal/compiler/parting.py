"""Compiles rules of a regulation by themselves."""

from __future__ import annotations

from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.compiler.ruling import compile_rule, compiled
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Regulation


def compile_part(regulation: Regulation, registry: Registry, faults: Faults) -> Program | None:
    """Compile the rules of a regulation and nothing else of it; None when faults were found.

    Its facts, tariffs and orders are those of a regulation that was compiled as a whole: they are not checked again.
    """
    low = Lowering(regulation, registry, faults, lower_recipe)
    rules = [compile_rule(low, n, rule) for n, rule in enumerate(regulation.rules)]
    return None if faults.found else Program(compiled(low, (rule for rule in rules if rule is not None)))
