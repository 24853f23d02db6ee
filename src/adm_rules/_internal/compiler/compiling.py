"""Checks a regulation and compiles it: what only the loading of a rule set needs.

Where something is wrong in a file, the faults of its sound rules are told at once, not after the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

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
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import Diagnostic, Path
from adm_rules._internal.facts import vocabulary
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


# --- a file in which something is wrong -------------------------------------------------------------------------------

T = TypeVar("T")

#: Parts that others name. Where one is wrong as a whole, whatever names its members would be wrong too.
_NAMED = frozenset({"names", "vocabulary", "facts", "readings", "values", "derogations"})
#: Those of which a part that is wrong leaves nothing to rely on.
_WHOLE = frozenset({"names", "vocabulary"})
#: What is told of days while nobody knows those of the rule set, and that there is too much of it.
_OF_DAYS = frozenset({"value-not-in-force", "too-many-faults"})


def further_faults(regulation: Regulation, faults: Faults) -> list[Diagnostic]:
    """The faults of meaning of what has no fault of form; none that only follow from one."""
    broken = {path[:2] for each in faults.found if (path := each.path)}
    if any((len(path) == 1 and path[0] in _NAMED) or path[0] in _WHOLE for path in broken):
        return []
    sound = replace(
        regulation,
        rules=tuple(rule for rule in regulation.rules if rule.path[:2] not in broken),
        orders=tuple(order for order in regulation.orders if order.path[:2] not in broken),
        facts=_without(regulation.facts, "facts", broken),
        readings=_without(regulation.readings, "readings", broken),
        values=_without(regulation.values, "values", broken),
        tariffs=_without(regulation.tariffs, "tariffs", broken),
        vouchers=_without(regulation.vouchers, "vouchers", broken),
    )
    more = Faults(faults.source)
    more.own_names, more.elsewhere = faults.own_names, faults.elsewhere
    compile_regulation(sound, vocabulary(sound), more)
    follows = [f"`{path[1]}`" for path in broken if len(path) > 1 and path[0] in _NAMED]
    spoilt = _OF_DAYS if any(path[0] == "in_force" for path in broken) else frozenset[str]()
    told = (each for each in more.found if each.code not in spoilt)
    return [each for each in told if not any(name in each.message for name in follows)]


def _without(parts: Mapping[str, T], head: str, broken: set[Path]) -> dict[str, T]:
    return {name: part for name, part in parts.items() if (head, name) not in broken}
