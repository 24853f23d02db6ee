"""A rule requires what it presupposes.

Why: what `when` asks is given wherever the rule applies; asked again in `require` it hides what the rule is about.

Bad:

    rules:
      - per: session
        when: {activity: {is: direct}}
        require: {all: [{activity: {is: direct}}, {venue: {is: home}}]}

Good:

    rules:
      - per: session
        when: {activity: {is: direct}}
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.canonical import relations

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Rules one of whose requirements is one of their conditions."""
    chosen = material.regulation.chosen({})
    for rule in material.regulation.rules:
        if relations(rule.when, chosen) & relations(rule.require, chosen):
            yield LintMark(
                rule.path, f"`{rule.id}` requires what its `when` asks already", "drop it from `require`"
            )
