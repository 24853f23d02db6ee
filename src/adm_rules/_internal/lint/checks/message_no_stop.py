"""A message ends without a full stop.

Why: messages are sentences, and stand one behind the other in reports.

Bad:

    rules:
      - per: session
        require: {venue: {is: home}}
        otherwise:
          severity: warning
          message: {it: "L'accesso è altrove", en: "The session is elsewhere."}

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

LEVEL = Level.NOTE
_ENDS = (".", "!", "?", ":", "}")


def find(material: Material) -> Iterator[LintMark]:
    """Messages that end without a stop in a language."""
    for rule in material.regulation.rules:
        for lang, text in (("it", rule.message.it), ("en", rule.message.en)):
            if not text.endswith(_ENDS):
                path = (*rule.path, "otherwise", "message", lang)
                yield LintMark(
                    path, f"the message of `{rule.id}` ends without a full stop", "end it with one"
                )
