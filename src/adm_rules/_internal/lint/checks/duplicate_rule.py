"""Two rules ask the same of the same subject.

Why: one fault is told twice, and a change of one rule leaves the other as it was.

Bad:

    rules:
      - per: session
        require: {venue: {is: home}}
      - per: session
        require: {venue: {is: home}}

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import bare

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Rules whose subject, condition and requirement an earlier rule has."""
    seen: dict[str, str] = {}
    for rule in material.regulation.rules:
        asked = repr((rule.per, bare(rule.when), bare(rule.require)))
        first = seen.setdefault(asked, rule.id)
        if first != rule.id:
            yield LintMark(
                rule.path, f"`{rule.id}` asks what `{first}` asks", "drop one of the two, or mend it"
            )
