"""How far from a limit that changed people are: amounts in per cent of it, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.many import Judge
from adm_rules._internal.report import TypedValue
from adm_rules._internal.review.diff.bands import PER_CENT, in_bands
from adm_rules._internal.review.diff.pairing import RulePair
from adm_rules._internal.review.diff.people import PeopleFile
from adm_rules._internal.review.diff.shapes import RuleMargins
from adm_rules._internal.review.diff.trying import BothVersions
from adm_rules._internal.rules import Comparison, Rule, ValueRef

_WHOLE: Final = 100


def margins(
    both: BothVersions, changed: frozenset[str], files: Sequence[PeopleFile], judge: Judge
) -> Iterator[RuleMargins]:
    """Of each rule that compares a fact with a changed value: where its amounts lie, if that differs."""
    asked = [(pair, facts) for pair in both.pairs if (facts := _limited(pair, changed))]
    if not asked:
        return
    known = {**both.old.rules.vocabulary.facts, **both.new.rules.vocabulary.facts}
    sides = [_amounts(part.rules, files, judge) for part in (both.old, both.new)]
    for pair, facts in asked:
        for fact in sorted(facts):
            was, now = (
                in_bands(side.get((rule.id, fact), ()), PER_CENT, _WHOLE) if rule is not None else ()
                for side, rule in zip(sides, (pair.old, pair.new), strict=True)
            )
            if was != now:
                yield RuleMargins(pair.rule.id, fact, known[fact].label, was, now)


def _limited(pair: RulePair, changed: frozenset[str]) -> frozenset[str]:
    """The facts that a rule compares with one of some values, in either version."""
    rules = [rule for rule in (pair.old, pair.new) if rule is not None]
    return frozenset(
        part.fact.name for rule in rules for part in _comparisons(rule) if _names(part) & changed
    )


def _comparisons(rule: Rule) -> Iterator[Comparison]:
    parts = (part for condition in rule.conditions() for part in condition.walk())
    return (part for part in parts if isinstance(part, Comparison))


def _names(part: Comparison) -> set[str]:
    return {part.operand.name} if isinstance(part.operand, ValueRef) else set()


def _amounts(
    rules: RuleSet, files: Sequence[PeopleFile], judge: Judge
) -> dict[tuple[str, str], list[Fraction]]:
    """Each amount that a rule saw of a fact and knows, in per cent of its limit."""
    found: dict[tuple[str, str], list[Fraction]] = {}
    for file in files:
        beside: Any = {} if file.root != "case" else {"agency": judge.agency_of(file.model)}
        asked: Any = {file.root: file.model}
        for finding in rules.check(**asked, **beside, on=judge.on, about=file.root).findings:
            for seen in finding.observed:
                share = _share(seen.typed_value, seen.typed_limit)
                if share is not None:
                    found.setdefault((finding.rule, seen.fact), []).append(share)
    return found


def _share(value: TypedValue | None, limit: TypedValue | None) -> Fraction | None:
    """An amount in per cent of its limit; None where one of them is not known, or is no number above zero."""
    amount, whole = (None if each is None else each.value for each in (value, limit))
    if not isinstance(amount, int | Fraction) or not isinstance(whole, int | Fraction) or whole <= 0:
        return None
    return Fraction(amount) * _WHOLE / whole
