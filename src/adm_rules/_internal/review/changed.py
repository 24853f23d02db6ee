"""What a change touches: the rules that compute something else since a revision, and the examples that are others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from adm_rules._internal.dataclass import replace
from adm_rules._internal.review.diff.pairing import Keys, paired
from adm_rules._internal.review.diff.resting import besides_rules
from adm_rules._internal.review.diff.sides import DiffSide, opened
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import Suite


def touched(suite: Suite, where: str, revision: str) -> Suite:
    """The examples of a suite that a change since a revision may alter: of rules that were touched, and changed ones.

    ``where`` is the name or the path of the rule set; all examples count where it was not there before.

    Raises:
        AdmRulesError: there is no such revision, or git is not there.
        DiagnosticsError: the rule file or its examples had faults then.
    """
    with opened(revision, where) as pairs:
        found = [before for before, _ in pairs if before is not None]
        same = [each for each in found if each.rules.id == suite.rules.id] or found
        old = same[0] if len(same) == 1 else None
        return suite if old is None else _since(suite, old)


def _since(suite: Suite, old: DiffSide) -> Suite:
    pairs = paired(old.rules, suite.rules, Keys(date.max.toordinal()))
    rules = (pair.new.id for pair in pairs if pair.touched and pair.new is not None)
    things, then = besides_rules(suite.rules), besides_rules(old.rules)
    only = frozenset([*rules, *(at for at, said in things.items() if then.get(at) != said)])
    changed, others = (tuple(_altered(each, old, only)) for each in (suite.examples, suite.others))
    return replace(suite, examples=changed, others=others, only=only)


def _altered(examples: Iterable[Example], old: DiffSide, touched: frozenset[str]) -> Iterator[Example]:
    before = {(each.rule, each.id): _said(each) for each in (*old.examples, *old.others)}
    for each in examples:
        if each.rule in touched or before.get((each.rule, each.id)) != _said(each):
            yield each


def _said(example: Example) -> Any:
    return example.files, example.on, example.expect, example.presumed, example.also, example.more
