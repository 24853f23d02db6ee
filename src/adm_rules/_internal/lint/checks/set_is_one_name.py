"""A set is compared with one name by `is`.

Why: a set may hold several names, and `is: x` asks that nothing else be in it: a child in the charge of two services
is not in the charge of `x` alone. To ask for the name write `includes`; where nothing else may be there, a list.

Bad:

    rules:
      - per: request
        require: {in_charge_at_request: {is: minors_protection}}

Good:

    rules:
      - per: request
        require: {in_charge_at_request: {includes: [minors_protection]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Comparison, Literal

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Comparisons of a set with a bare name."""
    for rule, condition in material.conditions():
        for leaf in condition.leaves():
            if (
                isinstance(leaf, Comparison)
                and leaf.operator in ("is", "is_not")
                and isinstance(leaf.operand, Literal)
                and material.registry.facts[leaf.fact.name].kind == "set"
            ):
                message = f"`{rule.id}` asks that `{leaf.fact.name}` hold one name and no other"
                yield LintMark(
                    leaf.path,
                    message,
                    "write `includes: [name]`, or `is: [name]` if nothing else may be there",
                )
