"""A deadline runs from what may never come.

Why: while the day that it runs from is not there nothing falls due, so the rule waits for ever and silence never breaks
it. Where the rule is about those who have it, `when` says so.

Bad:

    rules:
      - per: intervention
        require: {started_on: {within: {days: 10, after: proposed_on}}}

Good:

    rules:
      - per: intervention
        when: {proposed_on: {exists: true}}
        require: {started_on: {within: {days: 10, after: proposed_on}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, FactRef, Rule, Term

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Deadlines without an end whose anchor is an event that nothing in the rule asks to be there."""
    for rule in material.regulation.rules:
        known = set(_given(rule, material))
        for part in rule.require.walk():
            if isinstance(part, Term) and part.until is None and _may_not_come(part.anchor, known, material):
                name = part.anchor.name if part.anchor is not None else ""
                message = f"`{rule.id}` waits for ever where `{name}` does not come"
                yield LintMark(part.path, message, f"ask for it: `when: {{{name}: {{exists: true}}}}`")


def _given(rule: Rule, material: Material) -> Iterator[str]:
    """The facts that make the subject of a rule, that its `when` names, or that it requires to be there."""
    subject = material.registry.subjects[rule.per]
    yield from (name for name in (subject.happens, subject.day, *(subject.span or ())) if name is not None)
    if rule.when is not None:
        yield from (fact.name for fact in rule.when.facts())
    for leaf in rule.require.leaves():
        if isinstance(leaf, Comparison) and leaf.operator == "exists":
            yield leaf.fact.name


def _may_not_come(anchor: FactRef | None, known: set[str], material: Material) -> bool:
    if anchor is None or anchor.name in known:
        return False
    fact = material.registry.facts[anchor.name]
    placing = fact.path is not None and fact.path == material.registry.subjects[fact.per].placing
    return fact.kind == "event" and not placing
