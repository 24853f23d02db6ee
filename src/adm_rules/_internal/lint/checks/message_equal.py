"""A message is the same in both languages.

Why: one of the two readers gets the other's language.

Bad:

    rules:
      - per: session
        require: {venue: {is: home}}
        otherwise:
          severity: warning
          message: {it: "The session is elsewhere.", en: "The session is elsewhere."}

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
        otherwise:
          severity: warning
          message: {it: "L'accesso è altrove.", en: "The session is elsewhere."}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Messages with two equal texts."""
    for rule in material.regulation.rules:
        if rule.message.it == rule.message.en:
            yield LintMark(
                (*rule.path, "otherwise", "message"),
                f"the message of `{rule.id}` is not translated",
                "write it in both languages",
            )
