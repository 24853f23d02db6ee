"""A derogation asks more than its rule.

Why: whoever keeps the stricter limit keeps the rule as well, so the derogation is never of use.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
        derogations: [{id: exceptional, require: {session_time: {at_most: 2 h}}, cites: {article: "1"}}]

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
        derogations: [{id: exceptional, require: {session_time: {at_most: 4 h}}, cites: {article: "1"}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner, bare
from adm_rules._internal.rules.canonical import Relation

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """Derogations whose limits lie inside those of their rule, fact by fact."""
    reasoner = Reasoner(material.regulation, material.registry)
    for rule in material.regulation.rules:
        asked = reasoner.asked(rule.require)
        for clause in rule.derogations:
            same = bare(rule.require) == bare(clause.require)
            if same or _implied(asked, reasoner.asked(clause.require), reasoner):
                message = f"`{clause.name}` asks at least what `{rule.id}` asks"
                yield LintMark(clause.path, message, "set the wider limit")


def _implied(asked: frozenset[Relation], given: frozenset[Relation], reasoner: Reasoner) -> bool:
    """Whether whoever keeps what is given keeps the one limit that is asked."""
    if len(asked) != 1:
        return False
    fact = next(iter(asked))[1]
    wide = list(reasoner.bounds(fact, asked))
    narrow = list(reasoner.bounds(fact, (each for each in given if each[1] == fact)))
    if len(wide) != 1 or len(narrow) != 1 or wide[0].low is wide[0].high is None:
        return False
    return wide[0].holds(narrow[0])
