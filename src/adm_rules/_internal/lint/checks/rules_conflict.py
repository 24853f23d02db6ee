"""No subject can keep two rules.

Why: wherever both apply one of them is broken, and no file is in order. Where a derogation of one of them is meant for
that, say so with a silencer.

Bad:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
      - per: session
        require: {session_time: {at_least: 4 h}}

Good:

    rules:
      - per: session
        require: {session_time: {at_most: 3 h}}
      - per: session
        require: {session_time: {at_least: 2 h}}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """Pairs of rules of one subject that apply together and contradict each other."""
    reasoner = Reasoner(material.regulation, material.registry)
    by_subject: dict[str, list[int]] = {}
    rules = material.regulation.rules
    for n, rule in enumerate(rules):
        by_subject.setdefault(rule.per, []).append(n)
    asks = [(reasoner.asked(rule.when), reasoner.asked(rule.require)) for rule in rules]
    whole = [reasoner.contradiction(when | require) is None for when, require in asks]
    for places in by_subject.values():
        for first, second in combinations((n for n in places if whole[n]), 2):
            together = asks[first][0] | asks[second][0]
            if not {r[1] for r in asks[first][1]} & {r[1] for r in asks[second][1]} or reasoner.contradiction(
                together
            ):
                continue
            fact = reasoner.contradiction(together | asks[first][1] | asks[second][1])
            if fact is not None:
                pair = f"`{rules[first].id}` and `{rules[second].id}`"
                yield LintMark(
                    rules[second].path,
                    f"{pair} cannot both be kept: no `{fact}` satisfies them",
                    "mend one of the two",
                )
