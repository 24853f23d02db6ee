"""A requirement holds of everything.

Why: an amount is never below nothing, so a rule that asks for at least 0 is never broken.

Bad:

    rules:
      - per: session
        require: {session_time: {at_least: 0}}

Good:

    rules:
      - per: session
        require: {session_time: {above: 0}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Comparison, Literal

LEVEL = Level.ERROR
#: Kinds of which no value is below nothing.
_FROM_NOTHING = frozenset({"count", "minutes", "days", "months", "years", "fraction", "ratio"})


def find(material: Material) -> Iterator[LintMark]:
    """Requirements that are one lower limit of nothing."""
    for rule in material.regulation.rules:
        asked = rule.require
        if (
            isinstance(asked, Comparison)
            and asked.operator == "at_least"
            and isinstance(asked.operand, Literal)
        ):
            nothing = str(asked.operand.raw).split()[:1] == ["0"]
            if nothing and material.registry.facts[asked.fact.name].kind in _FROM_NOTHING:
                yield LintMark(
                    asked.path,
                    f"`{rule.id}` can never be broken: nothing is below 0",
                    "set the limit that is meant",
                )
