"""A group stands in a group of its own kind.

Why: `all` inside `all` adds nothing but depth: its parts may stand beside the others.

Bad:

    rules:
      - per: session
        require: {all: [{venue: {is: home}}, {all: [{activity: {is: direct}}, {holiday: {is: true}}]}]}

Good:

    rules:
      - per: session
        require: {all: [{venue: {is: home}}, {activity: {is: direct}}, {holiday: {is: true}}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import AllOf, AnyOf

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Groups directly inside groups of the same kind."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, AllOf | AnyOf) and any(type(each) is type(part) for each in part.parts):
                yield LintMark(
                    rule.path, f"`{rule.id}` has a group inside one of its own kind", "put the parts together"
                )
