"""Nothing asks a fact that the rule set declares.

Why: whoever fills it in believes that it counts.

Bad:

    facts:
      notice_on: {per: request, field: more, kind: event, label: {it: avviso, en: notice}}
    rules:
      - per: session
        require: {venue: {is: home}}

Good:

    facts:
      notice_on: {per: request, field: more, kind: event, label: {it: avviso, en: notice}}
    rules:
      - per: request
        require: {notice_on: {exists: true}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Declared facts of the file itself that are named nowhere else in it."""
    shared = {name for _, data in material.regulation.shared for name in data.get("facts") or {}}
    for name in material.regulation.facts:
        if name not in shared and not material.words.get(name, frozenset()) - {f"facts.{name}"}:
            yield LintMark(
                ("facts", name), f"nothing asks the fact `{name}`", "drop it, or ask it", at_key=True
            )
