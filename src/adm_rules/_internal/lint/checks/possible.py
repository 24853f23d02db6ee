"""Checks of what rules can and can never come to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner, bare
from adm_rules._internal.proof.claims import covered as proved_covered
from adm_rules._internal.proof.claims import irreconcilable, out_of_reach
from adm_rules._internal.report import Verdict
from adm_rules._internal.rules import Rule
from adm_rules._internal.rules.conditions import Comparison, Condition, Literal


@check(Level.ERROR)
def when_never(material: Material) -> Iterator[LintMark]:
    """A rule can never apply.

    Why: its conditions leave no value of some fact, so that nothing is ever judged by it, and nobody notices. What
    single limits do not tell is proved, with the extra `proof`; a rule that an example shows to apply is not asked.

    Bad:

        rules:
          - per: session
            when: {all: [{venue: {is: home}}, {venue: {is: school}}]}
            require: {activity: {is: direct}}

    Good:

        rules:
          - per: session
            when: {venue: {one_of: [home, school]}}
            require: {activity: {is: direct}}
    """
    reasoner = Reasoner(material.regulation, material.registry)
    for rule in material.regulation.rules:
        fact = reasoner.contradiction(reasoner.asked(rule.when))
        if fact is None and material.impossible.get(rule.id) != "applies":
            continue
        why = f"no `{fact}` satisfies its `when`" if fact is not None else "that is proved for every file"
        yield LintMark((*rule.path, "when"), f"`{rule.id}` never applies: {why}", "mend the condition")


@check(Level.ERROR)
def require_never(material: Material) -> Iterator[LintMark]:
    """A rule can never be complied with.

    Why: what it requires, together with what it presupposes, leaves no value of some fact; every subject breaches.
    What single limits do not tell is proved, with the extra `proof`; a rule that an example shows to be kept is not
    asked.

    Bad:

        rules:
          - per: session
            require: {all: [{session_time: {at_least: 4 h}}, {session_time: {at_most: 3 h}}]}

    Good:

        rules:
          - per: session
            require: {session_time: {between: [3 h, 4 h]}}
    """
    # Rules whose requirement contradicts itself or its `when`, where the latter can hold.
    reasoner = Reasoner(material.regulation, material.registry)
    for rule in material.regulation.rules:
        if reasoner.contradiction(reasoner.asked(rule.when)) is not None:
            continue
        fact = reasoner.contradiction(reasoner.asked(rule.when, rule.require))
        if fact is not None or material.impossible.get(rule.id) == "kept":
            why = f"no `{fact}` satisfies it" if fact is not None else "that is proved for every file"
            path = (*rule.path, "require")
            yield LintMark(path, f"`{rule.id}` is never kept: {why}", "mend the requirement")


#: Kinds of which no value is below nothing.
_FROM_NOTHING = frozenset({"count", "minutes", "days", "months", "years", "fraction", "ratio"})


@check(Level.ERROR)
def require_always(material: Material) -> Iterator[LintMark]:
    """A requirement holds of everything.

    Why: an amount is never below nothing, so a rule that asks for at least 0 is never broken. What is proved to
    hold wherever the rule applies, with the extra `proof`, is told as well; a rule that an example shows to be
    broken is not asked.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_least: 0}}

    Good:

        rules:
          - per: session
            require: {session_time: {above: 0}}
    """
    # Requirements that are one lower limit of nothing, or that are proved never to fail.
    for rule in material.regulation.rules:
        asked = rule.require
        if _is_nothing(asked, material):
            message, help_ = "nothing is below 0", "set the limit that is meant"
        elif material.impossible.get(rule.id) == "broken":
            message, help_ = "that is proved for every file", "mend the requirement"
        else:
            continue
        yield LintMark(next(asked.leaves()).path, f"`{rule.id}` can never be broken: {message}", help_)


def _is_nothing(asked: Condition, material: Material) -> bool:
    if not isinstance(asked, Comparison) or not isinstance(asked.operand, Literal):
        return False
    nothing = asked.operator == "at_least" and str(asked.operand.raw).split()[:1] == ["0"]
    return nothing and material.registry.facts[asked.fact.name].kind in _FROM_NOTHING


@check(Level.WARNING)
def duplicate_rule(material: Material) -> Iterator[LintMark]:
    """Two rules ask the same of the same subject.

    Why: one fault is told twice, and a change of one rule leaves the other as it was.

    Bad:

        rules:
          - per: session
            require: {venue: {is: home}}
          - per: session
            require: {venue: {is: home}}

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
    """
    seen: dict[str, str] = {}
    for rule in material.regulation.rules:
        asked = repr((rule.per, bare(rule.when), bare(rule.require)))
        first = seen.setdefault(asked, rule.id)
        if first != rule.id:
            yield LintMark(
                rule.path, f"`{rule.id}` asks what `{first}` asks", "drop one of the two, or mend it"
            )


_WEIGHTS: Final = ("info", "warning", "error")


@check(Level.WARNING)
def covered(material: Material) -> Iterator[LintMark]:
    """A rule can be breached only where another one is.

    Why: whoever breaks it breaks the wider rule as well, so it tells one fault twice. A stricter degree of the same
    duty, an error inside a warning, is no such case. It is said by proof alone, with the extra `proof`.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}
          - per: session
            require: {session_time: {at_most: 4 h}}

    Good:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}
          - per: session
            require: {session_time: {at_least: 1 h}}
    """
    # Rules whose every breach is proved to be one of another rule of the same subject that weighs as much.
    for narrow, wide in proved_covered(material.pairs):
        same = (bare(narrow.when), bare(narrow.require)) == (bare(wide.when), bare(wide.require))
        lighter = _WEIGHTS.index(narrow.severity) <= _WEIGHTS.index(wide.severity)
        if lighter and not same and material.is_own(narrow):  # `duplicate-rule` tells two that are the same
            message = f"`{narrow.id}` is breached only where `{wide.id}` is"
            yield LintMark(narrow.path, message, "drop it, or say what it asks beyond the other")


_OPEN = frozenset({Verdict.NOT_APPLICABLE, Verdict.UNDECIDED})


@check(Level.ERROR)
def rules_conflict(material: Material) -> Iterator[LintMark]:
    """No subject can keep two rules.

    Why: wherever both apply one of them is broken, and no file is in order. Where a derogation of one of them is
    meant for that, say so with a silencer. What single limits do not tell is proved, with the extra `proof`, and
    told only where an example of one of the two shows that both apply.

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


@check(Level.NOTE)
def waits_for_value(material: Material) -> Iterator[LintMark]:
    """A verdict is out of reach until somebody sets a value.

    Why: the rule rests on a value that no act sets, so that it can never be kept, or never be breached, whatever a
    file says. That may be as the act has it; whoever reads the rule should know. It is said by proof alone, with
    the extra `proof`.

    Bad:

        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            not_set: {by: {it: il Comune, en: the Comune}, asks: {it: quanto, en: how much}}
        rules:
          - per: session
            require: {session_time: {at_most: $cap}}

    Good:

        values:
          cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "1"}}]}
        rules:
          - per: session
            require: {session_time: {at_most: $cap}}
    """
    # Rules that are proved to be never kept, or never breached, while a value that they name is not set.
    for rule, verdicts, values in out_of_reach(material.rules.program, material.shown):
        if not material.is_own(rule):
            continue
        named = ", ".join(f"`${name}`" for name in values)
        message = f"`{rule.id}` can never give {' or '.join(verdicts)} while {named} is not set"
        yield LintMark(rule.path, message, "ask the body that has to set it")
