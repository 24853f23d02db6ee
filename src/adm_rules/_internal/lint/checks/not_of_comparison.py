"""A comparison is denied where its opposite has a word.

Why: `not: {venue: {is: home}}` takes two looks to read; `venue: {is_not: home}` says the same in one.

Bad:

    rules:
      - per: session
        require: {not: {venue: {is: home}}}

Good:

    rules:
      - per: session
        require: {venue: {is_not: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, Not
from adm_rules._internal.values.operators import OPERATORS

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Denied comparisons of single names and amounts."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            leaf = part.part if isinstance(part, Not) else None
            other = OPERATORS[leaf.operator].contrary if isinstance(leaf, Comparison) else ""
            # Of a set there is none: of `one_of`, that a member is outside, and not that all are.
            if (
                other
                and isinstance(leaf, Comparison)
                and material.registry.facts[leaf.fact.name].kind != "set"
            ):
                yield LintMark(
                    leaf.path, f"`{rule.id}` denies `{leaf.operator}`", f"write `{other}` without `not`"
                )
