"""A part of a condition changes no verdict.

Why: what can be left out reads as if it mattered, and the next editor relies on it. It is said by proof alone, under
every reading, with the extra `proof`.

Bad:

    rules:
      - per: session
        require: {all: [{session_time: {exists: true}}, {session_time: {at_most: 3 h}}]}
      - per: session
        when: {any: [{venue: {is: home}}, {venue: {one_of: [home, school]}}]}
        require: {session_time: {at_most: 3 h}}

Good:

    rules:
      - per: session
        when: {venue: {one_of: [home, school]}}
        require: {session_time: {at_most: 3 h}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.parts import idle_parts

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Parts of groups that are proved to make no difference to their rule."""
    for rule, part in idle_parts(material):
        yield LintMark(part.path, f"leaving this out changes no verdict of `{rule.id}`", "leave it out")
