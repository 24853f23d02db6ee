"""A rule can never apply.

Why: its conditions leave no value of some fact, so that nothing is ever judged by it, and nobody notices. What single
limits do not tell is proved, with the extra `proof`; a rule that an example shows to apply is not asked.

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

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import Reasoner

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """Rules whose `when` leaves no value of some fact."""
    reasoner = Reasoner(material.regulation, material.registry)
    for rule in material.regulation.rules:
        fact = reasoner.contradiction(reasoner.asked(rule.when))
        if fact is None and material.impossible.get(rule.id) != "applies":
            continue
        why = f"no `{fact}` satisfies its `when`" if fact is not None else "that is proved for every file"
        yield LintMark((*rule.path, "when"), f"`{rule.id}` never applies: {why}", "mend the condition")
