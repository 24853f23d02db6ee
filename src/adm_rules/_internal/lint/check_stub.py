"""Begins a check of `lint`: a module whose docstring is its page, and whose bad and good snippets are its test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.lint import checks
from adm_rules._internal.lint.table import CHECKS

_CODE: Final = re.compile(r"[a-z]+(-[a-z]+)+")
_TEXT: Final = '''"""A rule's id begins with `draft.`.

Why: write here what goes wrong where this is found, in a sentence or two.

Bad:

    rules:
      - {id: draft.one, per: session, require: {venue: {is: home}}}

Good:

    rules:
      - {id: sessions.one, per: session, require: {venue: {is: home}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Rules that are drafts by their id: put what this check is about in its place."""
    for rule in material.regulation.rules:
        if rule.id.startswith("draft."):
            yield LintMark((*rule.path, "id"), f"`{rule.id}` is a draft", "finish it, and give it its id")
'''


def begin_check(code: str, folder: Path | None = None) -> Path:
    """Write the module of a check.

    Raises:
        AdmRulesError: the code is none, is taken, or the library is no checkout.
    """
    where = Path(checks.__path__[0]) if folder is None else folder
    if _CODE.fullmatch(code) is None or code in CHECKS:
        reason = "is a check already" if code in CHECKS else "is no code: write such as `title-too-long`"
        raise AdmRulesError(f"`{code}` {reason}")
    if not any((each / "pyproject.toml").is_file() for each in where.parents):
        raise AdmRulesError("a check belongs to the library: run this in a checkout of its repository")
    path = where / f"{code.replace('-', '_')}.py"
    path.write_text(_TEXT, encoding="utf-8", newline="\n")
    return path
