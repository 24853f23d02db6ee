"""A requirement holds of everything.

Why: an amount is never below nothing, so a rule that asks for at least 0 is never broken. What is
proved to hold wherever the rule applies, with the extra `proof`, is told as well; a rule that an example shows to be
broken is not asked.

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
from adm_rules._internal.rules.conditions import Comparison, Condition, Literal
from adm_rules._internal.values import KINDS

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """Requirements that are one lower limit of nothing, or that are proved never to fail."""
    for rule in material.regulation.rules:
        asked = rule.require
        if _is_nothing(asked, material):
            message, help_ = "nothing is below 0", "set the limit that is meant"
        elif material.impossible.get(rule.id) == "broken":
            message, help_ = "that is proved for every file", "mend the requirement"
        else:
            continue
        yield LintMark(next(asked.leaves()).path, f"`{rule.id}` can never be broken: {message}", help_)


def _is_nothing(asked: Condition, material: Material) -> bool:
    if not isinstance(asked, Comparison) or not isinstance(asked.operand, Literal):
        return False
    nothing = asked.operator == "at_least" and str(asked.operand.raw).split()[:1] == ["0"]
    return nothing and KINDS[material.registry.facts[asked.fact.name].kind].lowest == 0
