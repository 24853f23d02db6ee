"""A derogation covers every breach.

Why: wherever the rule fails it holds, so that the rule is never breached. A derogation replaces a requirement by
another; it does not switch it off. It is said by proof alone, with the extra `proof`.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
        derogations:
          - {id: longer, require: {not: {session_time: {at_most: 2 h}}}, cites: {article: "2"}}

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
        derogations:
          - {id: longer, require: {session_time: {at_most: 4 h}}, cites: {article: "2"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Derogations that are proved to hold in every file in which their rule fails."""
    for rule, item, ever, always in material.covers:
        if ever and always:
            message = f"`{item.name}` covers every breach of `{rule.id}`"
            yield LintMark(item.path, message, "say what it asks for in place of the requirement")
