"""What a change touches: the rules that compute something else since a revision, and the examples that are others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from adm_rules._internal.dataclass import replace
from adm_rules._internal.review.diff.pairing import Keys, paired
from adm_rules._internal.review.diff.sides import DiffSide, opened
from adm_rules._internal.review.examples import Example, Suite


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
    others = frozenset(pair.new.id for pair in pairs if pair.touched and pair.new is not None)
    return replace(suite, examples=tuple(_altered(suite, old, others)), only=others)


def _altered(suite: Suite, old: DiffSide, others: frozenset[str]) -> Iterable[Example]:
    before = {
        (each.rule, each.id): (each.files, each.on, each.expect, each.presumed) for each in old.examples
    }
    for each in suite.examples:
        now = each.files, each.on, each.expect, each.presumed
        if each.rule in others or before.get((each.rule, each.id)) != now:
            yield each
