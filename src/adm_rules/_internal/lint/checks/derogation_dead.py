"""A derogation can never cover a breach.

Why: its condition and its requirement hold in no file in which the rule fails, so that nobody is ever derogated. It is
said by proof alone, with the extra `proof`.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
        derogations:
          - id: longer
            when: {session_time: {at_most: 2 h}}
            require: {venue: {is: home}}
            cites: {article: "2"}

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
        derogations:
          - id: longer
            when: {session_time: {at_most: 4 h}}
            require: {venue: {is: home}}
            cites: {article: "2"}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """Derogations that are proved to hold in no file in which their rule fails."""
    for rule, item, ever, _ in material.covers:
        if not ever:
            message = f"`{item.name}` of `{rule.id}` can never cover a breach"
            yield LintMark(item.path, message, "mend its condition, or drop it")
