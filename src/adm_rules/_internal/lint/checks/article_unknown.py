"""A value or a derogation cites an article, or a paragraph of an act without articles, that no norm stands in.

Why: the register has a row for every norm of the act, so an article without one is mistyped, or was not read.

Bad:

    norms: [{id: N-1, article: Art. 7}]
    values:
      cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "77"}}]}
    rules:
      - per: session
        norms: [N-1]
        cites: {article: "7"}
        require: {session_time: {at_most: $cap}}

Good:

    norms: [{id: N-1, article: Art. 7}]
    values:
      cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "7"}}]}
    rules:
      - per: session
        norms: [N-1]
        cites: {article: "7"}
        require: {session_time: {at_most: $cap}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adm_rules._internal.citations import Citation
from adm_rules._internal.diagnostics import Path
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING
_NUMBER = re.compile(r"\d+")


def find(material: Material) -> Iterator[LintMark]:
    """Citations of the act itself, outside the heads of rules, whose article or paragraph no norm has."""
    if material.register is None:
        return
    known = {number for norm in material.register.norms for number in _NUMBER.findall(norm.article)}
    for name, cites, path in _cited(material):
        if cites is None or cites.act is not None:
            continue
        what = "an article" if cites.article is not None else "a paragraph"
        numbers = set(_NUMBER.findall(cites.article or cites.paragraph or ""))
        if numbers and not numbers & known:
            message = f"`{name}` cites {what} that no norm of the register has"
            yield LintMark(path, message, "compare with the act")


def _cited(material: Material) -> Iterator[tuple[str, Citation | None, Path]]:
    for value in material.regulation.values.values():
        yield value.name, value.cites, (*value.path, "cites")
        yield from ((value.name, entry.cites, (*entry.path, "cites")) for entry in value.history)
    for rule in material.regulation.rules:
        yield from ((clause.name, clause.cites, (*clause.path, "cites")) for clause in rule.derogations)
