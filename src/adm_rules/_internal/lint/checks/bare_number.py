"""A limit stands in a rule as a number.

Why: a number of the act is a value, with its label, its article and its dates; then a change of it is one line, and
every rule that rests on it changes with it. 0 and 1 need no name.

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

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Comparison, Leaf, ListOf, Literal, Operand, Term
from adm_rules._internal.values import KINDS

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Limits of amounts, and lengths of terms, that are literal."""
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
