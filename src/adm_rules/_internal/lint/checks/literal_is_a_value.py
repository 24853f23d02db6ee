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

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import Comparison, ListOf, Literal

LEVEL = Level.NOTE
_FEWEST = 2  # names of a list that is worth a value


def find(material: Material) -> Iterator[LintMark]:
    """Lists of names that a value holds as well."""
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
