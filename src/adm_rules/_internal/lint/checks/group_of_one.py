"""A group holds one part.

Why: `all` and `any` of a single part are that part. Whoever reads the group looks for the others.

Bad:

    rules:
      - per: session
        require: {all: [{venue: {is: home}}]}

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import AllOf, AnyOf

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Groups of one part."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, AllOf | AnyOf) and len(part.parts) == 1:
                yield LintMark(rule.path, f"`{rule.id}` has a group with one part", "write the part alone")
