"""A rule can be breached only where another one is.

Why: whoever breaks it breaks the wider rule as well, so it tells one fault twice. A stricter degree of the same duty,
an error inside a warning, is no such case. It is said by proof alone, with the extra `proof`.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
      - per: session
        require: {session_time: {at_most: 4 h}}

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
      - per: session
        require: {session_time: {at_least: 1 h}}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import bare
from adm_rules._internal.proof.claims import covered

LEVEL = Level.WARNING
_WEIGHTS: Final = ("info", "warning", "error")


def find(material: Material) -> Iterator[LintMark]:
    """Rules whose every breach is proved to be one of another rule of the same subject that weighs as much."""
    for narrow, wide in covered(material.pairs):
        same = (bare(narrow.when), bare(narrow.require)) == (bare(wide.when), bare(wide.require))
        lighter = _WEIGHTS.index(narrow.severity) <= _WEIGHTS.index(wide.severity)
        if lighter and not same and material.is_own(narrow):  # `duplicate-rule` tells two that are the same
            message = f"`{narrow.id}` is breached only where `{wide.id}` is"
            yield LintMark(narrow.path, message, "drop it, or say what it asks beyond the other")
