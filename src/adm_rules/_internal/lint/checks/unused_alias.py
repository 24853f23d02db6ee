"""A fact has a name for the message that the message does not use.

Why: `as` gives a fact a name for messages. One that stands in none is left over, or the message forgot it.

Bad:

    rules:
      - per: session
        require: {session_time: {as: length, at_most: 1 h}}

Good:

    rules:
      - per: session
        require: {session_time: {as: length, at_most: 1 h}}
        otherwise:
          severity: warning
          message: {it: "L'accesso dura {length}.", en: "The session lasts {length}."}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Aliases that stand in no language of the message."""
    for rule in material.regulation.rules:
        told = rule.message.it + rule.message.en
        for condition in rule.conditions():
            for leaf in condition.leaves():
                alias = leaf.fact.alias if isinstance(leaf, Comparison) else None
                if alias is not None and f"{{{alias}" not in told:
                    yield LintMark(
                        leaf.path,
                        f"`{rule.id}` never shows `{alias}`",
                        "show it in the message, or drop `as`",
                    )
