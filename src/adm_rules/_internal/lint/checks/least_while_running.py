"""A rule asks for a least, or for a share, of a period that still runs, and does not wait for its end.

Why: a week, a month or a year is judged as it stands, so what is still to come is not there yet: the rule is broken
until the last of it happens. A share goes up and down until then.

Bad:

    rules:
      - per: month
        require: {sessions_of_month: {with: {service: home_education}, at_least: 4}}

Good:

    rules:
      - per: month
        awaits: month_end
        require: {sessions_of_month: {with: {service: home_education}, at_least: 4}}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison
from adm_rules._internal.values.operators import OPERATORS, limit_of

LEVEL = Level.WARNING
#: Weeks and months of a case are known by their sessions, and end when the calendar says so.
_ENDS: Final = {"week": "week_sunday", "month": "month_end"}
#: Recipes of what grows, or may, as long as its period runs; and of what goes up and down.
_GROWING: Final = frozenset({"count", "total"})
_MOVING: Final = frozenset({"share", "ratio"})


def find(material: Material) -> Iterator[LintMark]:
    """Lower limits of what a period adds up, and limits of shares, in requirements of rules that do not wait."""
    for rule in material.regulation.rules:
        end = _end(material.registry.subjects[rule.per])
        if end is None or rule.awaits is not None:
            continue
        for leaf, holds in rule.require.signed():
            if not isinstance(leaf, Comparison):
                continue
            period, limit = rule.per.replace("_", " "), limit_of(leaf.operator)
            if OPERATORS[leaf.operator].ends and _made_by(_MOVING, leaf.fact.name, material):
                said = f"`{rule.id}` may be broken, and kept again, until its {period} has ended"
            elif (
                limit is not None
                and limit.above is not holds
                and _made_by(_GROWING, leaf.fact.name, material)
            ):
                said = f"`{rule.id}` is broken until the last of its {period} has happened"
            else:
                continue
            yield LintMark(leaf.path, said, f"wait for the end: `awaits: {end}`")


def _made_by(recipes: frozenset[str], name: str, material: Material) -> bool:
    """Whether a fact of a period that still runs is made by one of some recipes."""
    fact = material.registry.facts[name]
    runs = _end(material.registry.subjects[fact.per]) is not None
    return runs and not recipes.isdisjoint(fact.recipe or {})


def _end(subject: Subject) -> str | None:
    """The last day of a period that is judged while it runs; None of what is no period, or is judged by its slots."""
    if subject.grouped is not None:
        return _ENDS[subject.name]
    first, last = subject.span or ("", "")
    return last if first != last and subject.day == last else None
