"""A rule about a record asks whether something of its owner has happened by now.

Why: whether an event exists is seen on the day of the check, not on the day of the record: an agreement of March then
serves a session of January. Where it has to come first, its day is compared.

Bad:

    rules:
      - per: session
        require: {started_on: {exists: true}}

Good:

    rules:
      - per: session
        require: {started_on: {at_most: {fact: session_day}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, Rule

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Requirements of dated records that an event of an owner exists, and nothing compares its day."""
    for rule in material.regulation.rules:
        subject, owners = material.registry.subjects[rule.per], set(_owners(rule.per, material))
        leaves = [leaf for leaf, _ in rule.require.signed() if isinstance(leaf, Comparison)]
        dated = {leaf.fact.name for leaf in leaves if leaf.operator != "exists"}
        for leaf in leaves if subject.day or subject.placing or subject.span else ():
            if (
                leaf.operator == "exists"
                and leaf.fact.name not in dated
                and _is_owners(leaf, owners, material)
            ):
                yield LintMark(leaf.path, _said(rule, leaf), "compare its day with the day of the record")


def _owners(per: str, material: Material) -> Iterator[str]:
    owner = material.registry.subjects[per].parent
    while owner is not None and owner != "file":
        yield owner
        owner = material.registry.subjects[owner].parent


def _is_owners(leaf: Comparison, owners: set[str], material: Material) -> bool:
    fact = material.registry.facts[leaf.fact.name]
    return fact.kind == "event" and fact.per in owners


def _said(rule: Rule, leaf: Comparison) -> str:
    return f"`{rule.id}` takes `{leaf.fact.name}` of any day up to the check"
