"""Checks a regulation and compiles it: what only the loading of a rule set needs."""

from __future__ import annotations

from adm_rules._internal.compiler.checks import (
    check_causes,
    check_vouchers,
    tell_owners,
    tell_unpriced,
    tell_unused,
)
from adm_rules._internal.compiler.declared import check_facts
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.orders import check_order
from adm_rules._internal.compiler.presuming import check_presumptions
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.compiler.ruling import compile_rule, compiled
from adm_rules._internal.compiler.tables import check_tariffs
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Regulation


def compile_regulation(regulation: Regulation, registry: Registry, faults: Faults) -> Program | None:
    """Check and compile a regulation; None when faults were found."""
    low = Lowering(regulation, registry, faults, lower_recipe)
    low.unsound |= check_facts(Lowering(regulation, registry, faults, lower_recipe))
    rules = [compile_rule(low, n, rule) for n, rule in enumerate(regulation.rules)]
    for rule in regulation.rules:
        tell_owners(low, rule)
    for order in regulation.orders:
        check_order(low, order)
    check_vouchers(low, regulation)
    check_tariffs(low)
    check_causes(regulation, faults)
    check_presumptions(low)
    if faults.found:
        return None
    tell_unused(regulation, registry, faults)
    tell_unpriced(regulation, faults)
    return Program(compiled(low, (rule for rule in rules if rule is not None)), tuple(faults.notices))
