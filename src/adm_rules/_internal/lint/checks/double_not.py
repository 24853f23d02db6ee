"""A negation is negated.

Why: `not` of `not` is what stands inside; readers count the negations and lose one.

Bad:

    rules:
      - per: session
        require: {not: {not: {venue: {is: home}}}}

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Not

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Negations directly inside negations."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, Not) and isinstance(part.part, Not):
                yield LintMark(rule.path, f"`{rule.id}` negates a negation", "write what stands inside both")
