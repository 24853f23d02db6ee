"""A message shows something in one language alone.

Why: whoever reads the other language does not learn what was observed or allowed.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        otherwise:
          severity: warning
          message: {it: "L'accesso dura {session_time}.", en: "The session is too long."}

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        otherwise:
          severity: warning
          message: {it: "L'accesso dura {session_time}.", en: "The session lasts {session_time}."}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.ERROR
_SLOT = re.compile(r"\{([^{}]+)\}")


def find(material: Material) -> Iterator[LintMark]:
    """Slots of messages that the other language lacks."""
    for rule in material.regulation.rules:
        slots = {"it": _SLOT.findall(rule.message.it), "en": _SLOT.findall(rule.message.en)}
        for lang, other in (("it", "en"), ("en", "it")):
            for name in sorted(set(slots[lang]) - set(slots[other])):
                path = (*rule.path, "otherwise", "message", other)
                message = f"the message of `{rule.id}` shows `{{{name}}}` in one language only"
                yield LintMark(path, message, f"write `{{{name}}}` here as well")
