"""Compiles rules of a regulation by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adm_rules._internal.compiler.checks import check_vouchers
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.orders import check_order
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.compiler.ruling import compile_rule, compiled, lower_rule
from adm_rules._internal.compiler.tables import check_tariffs
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Regulation, Rule
from adm_rules._internal.yaml_source import read


def compile_part(regulation: Regulation, registry: Registry, faults: Faults) -> Program | None:
    """Compile the rules of a regulation and nothing else of it; None when faults were found.

    Its facts, tariffs and orders are those of a regulation that was compiled as a whole: they are not checked again.
    """
    low = Lowering(regulation, registry, faults, lower_recipe)
    rules = [compile_rule(low, n, rule) for n, rule in enumerate(regulation.rules)]
    return None if faults.found else Program(compiled(low, (rule for rule in rules if rule is not None)))


def compile_besides_rules(regulation: Regulation, registry: Registry, faults: Faults) -> Program | None:
    """Compile the tariffs, vouchers and orders of a regulation, and no rule of it; None when faults were found."""
    low = Lowering(regulation, registry, faults, lower_recipe)
    for order in regulation.orders:
        check_order(low, order)
    check_vouchers(low, regulation)
    check_tariffs(low)
    return None if faults.found else Program(compiled(low, ()))


def compile_variants(
    regulation: Regulation, registry: Registry, rules: Iterable[tuple[CompiledRule, Rule]]
) -> Iterator[tuple[Parts, ...] | None]:
    """Rules as they might stand in place of compiled ones, with one core; None for one that has faults.

    The truths of each, first under the default readings, then under each of the others that the compiled rule has.
    """
    faults = Faults(read("", regulation.file))
    low = Lowering(regulation, registry, faults, lower_recipe)
    for compiled_rule, rule in rules:
        readings = ({}, *({name: option} for name, option, _ in compiled_rule.others))
        found = tuple(lower_rule(low, rule, chosen) for chosen in readings)
        yield None if faults.found else found
        faults.found.clear()
