"""What is known of the length of a term or of a rhythm before any file is judged."""

from __future__ import annotations

from collections.abc import Mapping

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Literal, Operand, Replacement, Term
from adm_rules._internal.rules.canonical import relations
from adm_rules._internal.values.bounds import UNKNOWN
from adm_rules._internal.values.terms import CALENDAR_PERIODS


def check_period(term: Term, length: Node, faults: Faults) -> None:
    """Something recurs after a day at least; calendar periods are months, quarters, half years and years."""
    fixed = length.value if isinstance(length, nodes.Const) else UNKNOWN
    if fixed == 0:
        help = "write how many days or months lie between"
        faults.add("wrong-period", "nothing recurs after no time at all", term.path, help)
        return
    if term.mode != "calendar":
        return
    odd = fixed is not UNKNOWN and fixed not in CALENDAR_PERIODS
    if odd or term.unit != "months":
        help = f"in months: {', '.join(str(months) for months in CALENDAR_PERIODS)}; or another `mode`"
        faults.add("wrong-period", "the calendar has no period of this length", term.path, help)


def limits_of(each: Replacement, chosen: Mapping[str, str]) -> list[Operand]:
    """What the condition of a term says that its length is at most, in whatever way it is written.

    A length that is written out is known; that a count is compared with the same number says nothing of it.
    """
    if isinstance(each.term.length, Literal):
        return []
    found = []
    for operator, left, right in (
        pair for pair in relations(each.when, chosen) if not isinstance(pair, Term)
    ):
        if operator == "at_most" and left == each.term.length:
            found.append(right)
        elif operator == "at_least" and right == each.term.length:
            found.append(left)
    return sorted(found, key=repr)
