"""A list of names to choose from has one name.

Why: of a fact with one name, `one_of: [x]` is `is: x`. Of a set it is another thing, and is left alone.

Bad:

    rules:
      - per: session
        require: {venue: {one_of: [home]}}

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Comparison, ListOf

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Comparisons of a single name with a list of one."""
    for rule, condition in material.conditions():
        for leaf in condition.leaves():
            if (
                isinstance(leaf, Comparison)
                and leaf.operator == "one_of"
                and isinstance(leaf.operand, ListOf)
            ):
                one = len(leaf.operand.items) == 1
                if one and material.registry.facts[leaf.fact.name].kind == "enum":
                    yield LintMark(
                        leaf.path, f"`{rule.id}` chooses from a list of one", "write `is:` with the name"
                    )
