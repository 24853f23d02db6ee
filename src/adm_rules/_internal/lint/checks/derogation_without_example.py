"""No example shows a derogation.

Why: a derogation that never covers anything, or covers too much, is noticed by nobody.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        derogations: [{id: exceptional, require: {session_time: {at_most: 2 h}}, cites: {article: "1"}}]
    examples: [complies, breaches]

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 1 h}}
        derogations: [{id: exceptional, require: {session_time: {at_most: 2 h}}, cites: {article: "1"}}]
    examples: [complies, derogated]
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Derogations that no example of their rule names; of the only one it is enough that something is derogated."""
    shown: dict[str, set[str]] = {}
    for example in material.examples or ():
        for each in example.expect:
            if each["verdict"] == "derogated":
                shown.setdefault(example.rule, set()).add(str(each.get("derogation", "")))
    for rule in material.regulation.rules if material.examples is not None else ():
        named = shown.get(rule.id, set())
        for clause in rule.derogations:
            if clause.name not in named and not (named and len(rule.derogations) == 1):
                message = f"no example of `{rule.id}` is derogated by `{clause.name}`"
                yield LintMark(clause.path, message, "add one that says `derogation:`")
