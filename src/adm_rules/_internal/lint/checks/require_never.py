"""A rule can never be complied with.

Why: what it requires, together with what it presupposes, leaves no value of some fact; every subject breaches. What
single limits do not tell is proved, with the extra `proof`; a rule that an example shows to be kept is not asked.

Bad:

    rules:
      - per: session
        require: {all: [{session_time: {at_least: 4 h}}, {session_time: {at_most: 3 h}}]}

Good:

    rules:
      - per: session
        require: {session_time: {between: [3 h, 4 h]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """Rules whose requirement contradicts itself or its `when`, where the latter can hold."""
    reasoner = Reasoner(material.regulation, material.registry)
    for rule in material.regulation.rules:
        if reasoner.contradiction(reasoner.asked(rule.when)) is not None:
            continue
        fact = reasoner.contradiction(reasoner.asked(rule.when, rule.require))
        if fact is not None or material.impossible.get(rule.id) == "kept":
            why = f"no `{fact}` satisfies it" if fact is not None else "that is proved for every file"
            path = (*rule.path, "require")
            yield LintMark(path, f"`{rule.id}` is never kept: {why}", "mend the requirement")
