"""A rule is broken where there is nothing to measure.

Why: a share of nothing, and a ratio to zero, do not exist, and what does not exist keeps no limit. A month in which no
session was held then breaks "at most a quarter on Saturdays".

Bad:

    facts:
      saturday_share:
        per: month
        kind: fraction
        label: {it: quota di sabati, en: share of Saturdays}
        share: {from: session, among: {session_status: {is: delivered}}, where: {weekday: {is: saturday}}}
    rules: [{per: month, require: {saturday_share: {at_most: 1/4}}}]

Good:

    facts:
      saturday_share:
        per: month
        kind: fraction
        label: {it: quota di sabati, en: share of Saturdays}
        share: {from: session, among: {session_status: {is: delivered}}, where: {weekday: {is: saturday}}}
    rules:
      - per: month
        when: {saturday_share: {exists: true}}
        require: {saturday_share: {at_most: 1/4}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Fact, Rule
from adm_rules._internal.rules.conditions import Comparison

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Limits of shares and ratios in requirements, where the rule nowhere asks whether there is one."""
    for rule in material.regulation.rules:
        guarded = set(_guarded(rule))
        for leaf, holds in rule.require.signed():
            name = leaf.fact.name if isinstance(leaf, Comparison) and holds else None
            if name is None or name in guarded:
                continue
            if not guarded.issuperset(_may_be_nothing(material.registry.facts[name])):
                message = f"`{rule.id}` is broken where there is nothing to measure, and so no `{name}`"
                yield LintMark(leaf.path, message, f"ask for it: `when: {{{name}: {{exists: true}}}}`")


def _guarded(rule: Rule) -> Iterator[str]:
    """The facts that a rule presupposes, and those of which it asks itself whether they are there."""
    presupposed = rule.when.leaves() if rule.when is not None else ()
    yield from (leaf.fact.name for leaf in presupposed if isinstance(leaf, Comparison))
    for leaf in rule.require.leaves():
        if isinstance(leaf, Comparison) and leaf.operator == "exists":
            yield leaf.fact.name


def _may_be_nothing(fact: Fact) -> tuple[str, ...]:
    """What must be asked about for a fact to have something to be a part of; nothing of one that always has."""
    recipe = fact.recipe or {}
    if "share" in recipe:
        return (fact.name,)
    below = recipe["ratio"][1] if "ratio" in recipe else None
    return (below,) if isinstance(below, str) and not below.startswith("$") else ()
