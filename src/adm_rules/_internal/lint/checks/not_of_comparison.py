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
from typing import Final

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, Not

LEVEL = Level.NOTE
#: Of a set there is no such pair: of `one_of`, that a member is outside, and not that all are.
_OPPOSITES: Final = {"is": "is_not", "is_not": "is", "one_of": "none_of", "none_of": "one_of"}


def find(material: Material) -> Iterator[LintMark]:
    """Denied comparisons of single names and amounts."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            leaf = part.part if isinstance(part, Not) else None
            if not isinstance(leaf, Comparison) or leaf.operator not in _OPPOSITES:
                continue
            if material.registry.facts[leaf.fact.name].kind != "set":
                other = _OPPOSITES[leaf.operator]
                yield LintMark(
                    leaf.path, f"`{rule.id}` denies `{leaf.operator}`", f"write `{other}` without `not`"
                )
