"""Checks of values, and of amounts and lists that stand where a value belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Comparison, Leaf, ListOf, Literal, Operand, Term
from adm_rules._internal.values import KINDS


@check(Level.WARNING)
def unused_value(material: Material) -> Iterator[LintMark]:
    """Nothing rests on a value.

    Why: whoever changes it believes that something changes.

    Bad:

        values:
          cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "1"}}]}
        rules:
          - per: session
            require: {venue: {is: home}}

    Good:

        values:
          cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "1"}}]}
        rules:
          - per: session
            require: {session_time: {at_most: $cap}}
    """
    # Values that the file names nowhere else, and no recipe of a fact in use.
    registry = material.registry
    inside = {
        name
        for _, condition in material.conditions()
        for fact in condition.facts()
        for name in registry.values_inside(fact.name)
    }
    base = material.rules.base
    inside |= set(base.regulation.values) if base is not None else set()  # an overlay sets what its base uses
    for name, value in material.regulation.values.items():
        if name not in inside and not material.words.get(f"${name}", frozenset()) - {f"values.{name}"}:
            yield LintMark(value.path, f"nothing rests on `${name}`", "drop it, or use it", at_key=True)


@check(Level.NOTE)
def value_never_another(material: Material) -> Iterator[LintMark]:
    """An entry of a value changes nothing.

    Why: a dated amount equal to the one before, or the same amount under every option of a reading, looks like a
    change.

    Bad:

        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            history: [{is: 3 h, cites: {article: "1"}}, {from: 2026-01-01, is: 3 h, cites: {article: "1"}}]
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
    for name, value in material.regulation.values.items():
        for before, entry in pairwise(value.history):
            same = before.amounts() == entry.amounts() and before.by_reading == entry.by_reading
            joined = before.day_until is None or entry.day_from == before.day_until + 1
            if same and joined and before.not_set == entry.not_set and value.each_year is None:
                yield LintMark(entry.path, f"`${name}` has the amount of the entry before", "drop the entry")
        for entry in value.history:
            if entry.by_reading is not None and len(set(map(repr, entry.amounts()))) == 1:
                yield LintMark(
                    entry.path, f"`${name}` is the same under every option", "write `is:` with the amount"
                )


@check(Level.WARNING)
def history_before_act(material: Material) -> Iterator[LintMark]:
    """An amount is in force before its act was adopted.

    Why: a date is often mistyped, and then old weeks and invoices are judged by an amount that nobody had set.

    Bad:

        act:
          title: {it: Atto, en: Act}
          body: Assemblea
          adopted: [{body: Assemblea, "on": 2024-01-10}]
          document: act
        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            history: [{from: 2004-02-01, is: 3 h, cites: {article: "1"}}]
        rules:
          - per: session
            when: {session_start: {exists: true}}
            require: {venue: {is: home}}

    Good:

        act:
          title: {it: Atto, en: Act}
          body: Assemblea
          adopted: [{body: Assemblea, "on": 2024-01-10}]
          document: act
        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            history: [{from: 2024-02-01, is: 3 h, cites: {article: "1"}}]
        rules:
          - per: session
            when: {session_start: {exists: true}}
            require: {venue: {is: home}}
    """
    # Entries of the act itself that begin before its first adoption.
    regulation = material.regulation
    adopted = min((date.fromisoformat(step["on"]) for step in regulation.act.adopted), default=None)
    if adopted is None:
        return
    for value in regulation.values.values():
        for entry in value.history:
            own = entry.cites is not None and entry.cites.act is None
            if own and entry.day_from is not None and entry.day_from < adopted.toordinal():
                message = f"`{value.name}` has an amount from before the act was adopted ({adopted})"
                yield LintMark((*entry.path, "from"), message, "correct the day, or cite the earlier act")


@check(Level.WARNING)
def bare_number(material: Material) -> Iterator[LintMark]:
    """A limit stands in a rule as a number.

    Why: a number of the act is a value, with its label, its article and its dates; then a change of it is one line,
    and every rule that rests on it changes with it. 0 and 1 need no name.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 3 h}}

    Good:

        values:
          cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "1"}}]}
        rules:
          - per: session
            require: {session_time: {at_most: $cap}}
    """
    # Limits of amounts, and lengths of terms, that are literal.
    for rule, condition in material.conditions():
        for leaf in condition.leaves():
            if any(_is_bare(each) for each in _limits(leaf, material)):
                yield LintMark(
                    leaf.path,
                    f"`{rule.id}` compares with a number that has no name",
                    "make it a value: `$name`",
                )


def _limits(leaf: Leaf, material: Material) -> Iterator[Operand]:
    if isinstance(leaf, Term) and leaf.length is not None and leaf.mode != "calendar":  # a year is a year
        yield leaf.length
    if (
        isinstance(leaf, Comparison)
        and KINDS[material.registry.facts[leaf.fact.name].kind].family == "amount"
    ):
        yield from leaf.operand.items if isinstance(leaf.operand, ListOf) else (leaf.operand,)


def _is_bare(operand: Operand) -> bool:
    return (
        isinstance(operand, Literal)
        and not isinstance(operand.raw, bool)
        and _number(operand.raw) not in (0, 1)
    )


def _number(raw: Any) -> Any:
    """The number at the head of an amount; the amount itself where it has none."""
    head = str(raw).split()[0] if str(raw).split() else ""
    return int(head) if head.isdigit() else raw


_FEWEST = 2  # names of a list that is worth a value


@check(Level.NOTE)
def literal_is_a_value(material: Material) -> Iterator[LintMark]:
    """A list of names in a rule is the list of a value.

    Why: two lists of the same names change at different times, and then one is wrong.

    Bad:

        values:
          places:
            kind: set
            of: venue
            label: {it: luoghi, en: venues}
            history: [{is: [home, school], cites: {article: "1"}}]
        rules:
          - per: session
            require: {venue: {one_of: [school, home]}}
          - per: session
            when: {activity: {is: direct}}
            require: {venue: {one_of: $places}}

    Good:

        values:
          places:
            kind: set
            of: venue
            label: {it: luoghi, en: venues}
            history: [{is: [home, school], cites: {article: "1"}}]
        rules:
          - per: session
            require: {venue: {one_of: $places}}
    """
    # Lists of names that a value holds as well.
    lists = {
        value.members(): name for name, value in material.regulation.values.items() if value.kind == "set"
    }
    for rule, condition in material.conditions():
        for leaf in condition.leaves():
            if isinstance(leaf, Comparison) and isinstance(leaf.operand, ListOf):
                names = frozenset(str(each.raw) for each in leaf.operand.items if isinstance(each, Literal))
                if len(names) >= _FEWEST and names in lists:
                    name = lists[names]
                    yield LintMark(leaf.path, f"`{rule.id}` lists the names of `${name}`", f"write `${name}`")
