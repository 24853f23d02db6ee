"""Checks of derogations."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner, bare
from adm_rules._internal.rules.canonical import Relation


@check(Level.WARNING)
def unused_derogation(material: Material) -> Iterator[LintMark]:
    """A shared derogation is used by no rule.

    Why: it looks as if something could be derogated from, and nothing can.

    Bad:

        derogations:
          exceptional: {when: {venue: {is: home}}, cites: {article: "1"}}
        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}

    Good:

        derogations:
          exceptional: {when: {venue: {is: home}}, cites: {article: "1"}}
        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            derogations: [{use: exceptional, require: {session_time: {at_most: 2 h}}}]
    """
    used = {clause.name for rule in material.regulation.rules for clause in rule.derogations}
    for name in material.regulation.data.get("derogations") or ():
        if name not in used:
            message = f"no rule uses the derogation `{name}`"
            yield LintMark(("derogations", name), message, "use it, or drop it", at_key=True)


@check(Level.ERROR)
def derogation_dead(material: Material) -> Iterator[LintMark]:
    """A derogation can never cover a breach.

    Why: its condition and its requirement hold in no file in which the rule fails, so that nobody is ever
    derogated. It is said by proof alone, with the extra `proof`.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}
            derogations:
              - id: longer
                when: {session_time: {at_most: 2 h}}
                require: {venue: {is: home}}
                cites: {article: "2"}

    Good:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}
            derogations:
              - id: longer
                when: {session_time: {at_most: 4 h}}
                require: {venue: {is: home}}
                cites: {article: "2"}
    """
    for rule, item, ever, _ in material.covers:
        if not ever:
            message = f"`{item.name}` of `{rule.id}` can never cover a breach"
            yield LintMark(item.path, message, "mend its condition, or drop it")


@check(Level.WARNING)
def derogation_loose(material: Material) -> Iterator[LintMark]:
    """A derogation covers every breach.

    Why: wherever the rule fails it holds, so that the rule is never breached. A derogation replaces a requirement by
    another; it does not switch it off. It is said by proof alone, with the extra `proof`.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}
            derogations:
              - {id: longer, require: {not: {session_time: {at_most: 2 h}}}, cites: {article: "2"}}

    Good:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}
            derogations:
              - {id: longer, require: {session_time: {at_most: 4 h}}, cites: {article: "2"}}
    """
    for rule, item, ever, always in material.covers:
        if ever and always:
            message = f"`{item.name}` covers every breach of `{rule.id}`"
            yield LintMark(item.path, message, "say what it asks for in place of the requirement")


@check(Level.ERROR)
def derogation_stricter(material: Material) -> Iterator[LintMark]:
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


@check(Level.WARNING)
def derogation_without_example(material: Material) -> Iterator[LintMark]:
    """No example shows a derogation.

    Why: a derogation that never covers anything, or covers too much, is noticed by nobody.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            derogations: [{id: exceptional, require: {session_time: {at_most: 2 h}}, cites: {article: "1"}}]
        examples: [complies, breaches]

    Good:

        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            derogations: [{id: exceptional, require: {session_time: {at_most: 2 h}}, cites: {article: "1"}}]
        examples: [complies, derogated]
    """
    # Derogations that no example of their rule names; of the only one it is enough that something is derogated.
    shown: dict[str, set[str]] = {}
    for example in material.examples or ():
        for each in example.expect:
            if each["verdict"] == "derogated":
                shown.setdefault(example.rule, set()).add(str(each.get("derogation", "")))
    for rule in material.regulation.rules if material.examples is not None else ():
        named = shown.get(rule.id, set())
        for clause in rule.derogations:
            if clause.name not in named and not (named and len(rule.derogations) == 1):
                message = f"no example of `{rule.id}` is derogated by `{clause.name}`"
                yield LintMark(clause.path, message, "add one that says `derogation:`")
