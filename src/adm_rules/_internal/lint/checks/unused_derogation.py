"""A shared derogation is used by no rule.

Why: it looks as if something could be derogated from, and nothing can.

Bad:

    derogations:
      exceptional: {when: {venue: {is: home}}, cites: {article: "1"}}
    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}

Good:

    derogations:
      exceptional: {when: {venue: {is: home}}, cites: {article: "1"}}
    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        derogations: [{use: exceptional, require: {session_time: {at_most: 2 h}}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Derogations at the head of the file that no rule names."""
    used = {clause.name for rule in material.regulation.rules for clause in rule.derogations}
    for name in material.regulation.data.get("derogations") or ():
        if name not in used:
            message = f"no rule uses the derogation `{name}`"
            yield LintMark(("derogations", name), message, "use it, or drop it", at_key=True)
