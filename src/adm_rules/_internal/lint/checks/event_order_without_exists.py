"""A rule wants an event late, and nothing asks that it comes.

Why: an event that has not happened may still come in time, so such a rule waits for ever, and silence never breaks it.

Bad:

    rules:
      - per: intervention
        when: {proposed_on: {exists: true}}
        require: {started_on: {at_least: {fact: proposed_on}}}

Good:

    rules:
      - per: intervention
        when: {all: [{proposed_on: {exists: true}}, {started_on: {exists: true}}]}
        require: {started_on: {at_least: {fact: proposed_on}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Rule
from adm_rules._internal.rules.conditions import Comparison
from adm_rules._internal.values.operators import limit_of

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Lower limits of events in requirements, where the rule nowhere asks for the event itself."""
    for rule in material.regulation.rules:
        asked = set(_asked(rule))
        for leaf in rule.require.leaves():
            end = limit_of(leaf.operator) if isinstance(leaf, Comparison) else None
            late = end is not None and not end.above
            if late and isinstance(leaf, Comparison) and _may_not_come(leaf.fact.name, material, asked):
                message = f"`{rule.id}` waits for ever where `{leaf.fact.name}` does not come"
                yield LintMark(leaf.path, message, "ask that it exists, in `when` or in `require`")


def _asked(rule: Rule) -> Iterator[str]:
    """The facts whose being there the rule asks for, or presupposes."""
    for condition in rule.conditions():
        for leaf in condition.leaves():
            if isinstance(leaf, Comparison) and leaf.operator != "at_least":
                yield leaf.fact.name


def _may_not_come(name: str, material: Material, asked: set[str]) -> bool:
    fact = material.registry.facts[name]
    subject = material.registry.subjects[fact.per]
    placing = fact.path is not None and fact.path == subject.placing
    return fact.kind == "event" and not placing and name not in asked
