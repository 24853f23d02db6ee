"""Checks of events and of periods: what may never come, and what still runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, FactRef, Rule, Term


@check(Level.WARNING)
def anchor_may_not_come(material: Material) -> Iterator[LintMark]:
    """A deadline runs from what may never come.

    Why: while the day that it runs from is not there nothing falls due, so the rule waits for ever and silence
    never breaks it. Where the rule is about those who have it, `when` says so.

    Bad:

        rules:
          - per: intervention
            require: {started_on: {within: {days: 10, after: proposed_on}}}

    Good:

        rules:
          - per: intervention
            when: {proposed_on: {exists: true}}
            require: {started_on: {within: {days: 10, after: proposed_on}}}
    """
    # Deadlines without an end whose anchor is an event that nothing in the rule asks to be there.
    for rule in material.regulation.rules:
        known = set(_given(rule, material))
        for part in rule.require.walk():
            if isinstance(part, Term) and part.until is None and _may_not_come(part.anchor, known, material):
                name = part.anchor.name if part.anchor is not None else ""
                message = f"`{rule.id}` waits for ever where `{name}` does not come"
                yield LintMark(part.path, message, f"ask for it: `when: {{{name}: {{exists: true}}}}`")


def _given(rule: Rule, material: Material) -> Iterator[str]:
    """The facts that make the subject of a rule, that its `when` names, or that it requires to be there."""
    subject = material.registry.subjects[rule.per]
    yield from (name for name in (subject.happens, subject.day, *(subject.span or ())) if name is not None)
    if rule.when is not None:
        yield from (fact.name for fact in rule.when.facts())
    for leaf in rule.require.leaves():
        if isinstance(leaf, Comparison) and leaf.operator == "exists":
            yield leaf.fact.name


def _may_not_come(asked: FactRef | None, known: set[str], material: Material) -> bool:
    """Whether a fact is an event that a record can lack, and none of those known to be there."""
    if asked is None or asked.name in known:
        return False
    fact = material.registry.facts[asked.name]
    placing = fact.path is not None and fact.path == material.registry.subjects[fact.per].placing
    return fact.kind == "event" and not placing


@check(Level.WARNING)
def event_order_without_exists(material: Material) -> Iterator[LintMark]:
    """A rule wants an event late, and nothing asks that it comes.

    Why: an event that has not happened may still come in time, so such a rule waits for ever, and silence never
    breaks it.

    Bad:

        rules:
          - per: intervention
            when: {proposed_on: {exists: true}}
            require: {started_on: {at_least: {fact: proposed_on}}}

    Good:

        rules:
          - per: intervention
            when: {all: [{proposed_on: {exists: true}}, {started_on: {exists: true}}]}
            require: {started_on: {at_least: {fact: proposed_on}}}
    """
    # Lower limits of events in requirements, where the rule nowhere asks for the event itself.
    for rule in material.regulation.rules:
        asked = set(_asked(rule))
        for leaf in rule.require.leaves():
            late = isinstance(leaf, Comparison) and leaf.operator in ("at_least", "above")
            if late and isinstance(leaf, Comparison) and _may_not_come(leaf.fact, asked, material):
                message = f"`{rule.id}` waits for ever where `{leaf.fact.name}` does not come"
                yield LintMark(leaf.path, message, "ask that it exists, in `when` or in `require`")


def _asked(rule: Rule) -> Iterator[str]:
    """The facts whose being there the rule asks for, or presupposes."""
    for condition in rule.conditions():
        for leaf in condition.leaves():
            if isinstance(leaf, Comparison) and leaf.operator != "at_least":
                yield leaf.fact.name


@check(Level.NOTE)
def owner_event_by_judgement(material: Material) -> Iterator[LintMark]:
    """A rule about a record asks whether something of its owner has happened by now.

    Why: whether an event exists is seen on the day of the check, not on the day of the record: an agreement of
    March then serves a session of January. Where it has to come first, its day is compared.

    Bad:

        rules:
          - per: session
            require: {started_on: {exists: true}}

    Good:

        rules:
          - per: session
            require: {started_on: {at_most: {fact: session_day}}}
    """
    # Requirements of dated records that an event of an owner exists, and nothing compares its day.
    for rule in material.regulation.rules:
        subject, owners = material.registry.subjects[rule.per], set(_owners(rule.per, material))
        leaves = [leaf for leaf, _ in rule.require.signed() if isinstance(leaf, Comparison)]
        dated = {leaf.fact.name for leaf in leaves if leaf.operator != "exists"}
        for leaf in leaves if subject.day or subject.placing or subject.span else ():
            if (
                leaf.operator == "exists"
                and leaf.fact.name not in dated
                and _is_owners(leaf, owners, material)
            ):
                yield LintMark(leaf.path, _said(rule, leaf), "compare its day with the day of the record")


def _owners(per: str, material: Material) -> Iterator[str]:
    owner = material.registry.subjects[per].parent
    while owner is not None and owner != "file":
        yield owner
        owner = material.registry.subjects[owner].parent


def _is_owners(leaf: Comparison, owners: set[str], material: Material) -> bool:
    fact = material.registry.facts[leaf.fact.name]
    return fact.kind == "event" and fact.per in owners


def _said(rule: Rule, leaf: Comparison) -> str:
    return f"`{rule.id}` takes `{leaf.fact.name}` of any day up to the check"


#: Weeks and months of a case are known by their sessions, and end when the calendar says so.
_ENDS: Final = {"week": "week_sunday", "month": "month_end"}
#: Recipes of what grows, or may, as long as its period runs.
_GROWING: Final = frozenset({"count", "total", "share"})


@check(Level.WARNING)
def least_while_running(material: Material) -> Iterator[LintMark]:
    """A rule asks for a least of a period that still runs, and does not wait for its end.

    Why: a week, a month or a year is judged as it stands, so what is still to come is not there yet: the rule is
    broken until the last of it happens.

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
    # Lower limits of what a period adds up, in requirements of rules that do not wait.
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
