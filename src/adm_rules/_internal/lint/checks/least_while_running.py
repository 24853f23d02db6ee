"""A rule asks for a least of a period that still runs, and does not wait for its end.

Why: a week, a month or a year is judged as it stands, so what is still to come is not there yet: the rule is broken
until the last of it happens.

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

LEVEL = Level.WARNING
#: Weeks and months of a case are known by their sessions, and end when the calendar says so.
_ENDS: Final = {"week": "week_sunday", "month": "month_end"}
#: Recipes of what grows, or may, as long as its period runs.
_GROWING: Final = frozenset({"count", "total", "share"})


def find(material: Material) -> Iterator[LintMark]:
    """Lower limits of what a period adds up, in requirements of rules that do not wait."""
    for rule in material.regulation.rules:
        end = _end(material.registry.subjects[rule.per])
        if end is None or rule.awaits is not None:
            continue
        for leaf, holds in rule.require.signed():
            least = ("at_least", "above") if holds else ("at_most", "below")
            if isinstance(leaf, Comparison) and leaf.operator in least and _grows(leaf.fact.name, material):
                message = (
                    f"`{rule.id}` is broken until the last of its {rule.per.replace('_', ' ')} has happened"
                )
                yield LintMark(leaf.path, message, f"wait for the end: `awaits: {end}`")


def _grows(name: str, material: Material) -> bool:
    fact = material.registry.facts[name]
    return _end(material.registry.subjects[fact.per]) is not None and not _GROWING.isdisjoint(
        fact.recipe or {}
    )


def _end(subject: Subject) -> str | None:
    """The last day of a period that is judged while it runs; None of what is no period, or is judged by its slots."""
    if subject.grouped is not None:
        return _ENDS[subject.name]
    first, last = subject.span or ("", "")
    return last if first != last and subject.day == last else None
