"""A message names neither what was observed nor what is allowed.

Why: whoever reads "too long" has to open the rule to learn how long is too long.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        otherwise: {severity: warning, message: {it: "L'accesso è lungo.", en: "The session is long."}}

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        otherwise:
          severity: warning
          message: {it: "L'accesso dura {session_time}.", en: "The session lasts {session_time}."}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, ValueRef

LEVEL = Level.NOTE
#: Kinds of which a reader wants to see the amount.
_MEASURED: Final = frozenset({"minutes", "money", "fraction", "ratio", "months", "years", "time"})


def find(material: Material) -> Iterator[LintMark]:
    """Rules that compare amounts with a unit and show none of them."""
    for rule in material.regulation.rules:
        measured = [
            leaf
            for leaf in rule.require.leaves()
            if isinstance(leaf, Comparison)
            and leaf.operator != "exists"
            and material.registry.facts[leaf.fact.name].kind in _MEASURED
        ]
        names = {name for leaf in measured for name in _names(leaf)}
        if measured and not any(f"{{{name}" in rule.message.it for name in names):
            message = f"the message of `{rule.id}` shows neither what was observed nor the limit"
            yield LintMark(
                (*rule.path, "otherwise", "message"), message, "show one of them: `{fact}`, `{value}`"
            )


def _names(leaf: Comparison) -> Iterator[str]:
    yield leaf.fact.alias or leaf.fact.name
    if isinstance(leaf.operand, ValueRef):
        yield leaf.operand.name
