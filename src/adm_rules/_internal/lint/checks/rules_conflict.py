"""No subject can keep two rules.

Why: wherever both apply one of them is broken, and no file is in order. Where a derogation of one of them is meant for
that, say so with a silencer. What single limits do not tell is proved, with the extra `proof`, and told only where an
example of one of the two shows that both apply.

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

from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner
from adm_rules._internal.proof.claims import irreconcilable
from adm_rules._internal.report import Verdict
from adm_rules._internal.rules import Rule

LEVEL = Level.ERROR
_OPEN = frozenset({Verdict.NOT_APPLICABLE, Verdict.UNDECIDED})


def find(material: Material) -> Iterator[LintMark]:
    """Pairs of rules of one subject that apply together and contradict each other."""
    told = set()
    for pair, mark in _by_limits(material):
        told.add(pair)
        yield mark
    for one, other in irreconcilable(material.pairs):
        own = material.is_own(other) and (one.id, other.id) not in told
        witness = _witness(one, other, material) if own else None
        if witness is not None:
            message = (
                f"no file keeps both `{one.id}` and `{other.id}`, and both apply in the example `{witness}`"
            )
            yield LintMark(other.path, message, "mend one of the two")


def _witness(one: Rule, other: Rule, material: Material) -> str | None:
    """An example of one of the rules in which the engine judges some subject by both."""
    part = RulePart.of(material.rules, {one.id, other.id})
    for example in material.examples or ():
        if example.rule in (one.id, other.id):
            models = part.models(example.files, example.on)
            found = part.verdicts(models, example.on, presume=example.presumed)
            judged = [key[1:] for key, each in found.items() if each.verdict not in _OPEN]
            if len(set(judged)) < len(judged):
                return example.id
    return None


def _by_limits(material: Material) -> Iterator[tuple[tuple[str, str], LintMark]]:
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
                message = f"{pair} cannot both be kept: no `{fact}` satisfies them"
                mark = LintMark(rules[second].path, message, "mend one of the two")
                yield (rules[first].id, rules[second].id), mark
