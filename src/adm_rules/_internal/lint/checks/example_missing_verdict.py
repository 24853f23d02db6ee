"""A rule has no example of a verdict that it can give.

Why: an example shows what the author meant, and notices when a change means something else.

Bad:

    rules:
      - per: session
        require: {venue: {is: home}}
    examples: []

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
    examples: [complies, breaches, undecided, not_applicable]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.examples import shown
from adm_rules._internal.review.possible import can_give

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Rules that can give a verdict that no example expects."""
    if material.examples is None:
        return
    found = shown(material.examples)
    for rule in material.regulation.rules:
        lacking = can_give(rule, material.regulation, material.registry) - set(found.get(rule.id, Counter()))
        if lacking:
            named = ", ".join(verdict.value for verdict in Verdict if verdict.value in lacking)
            yield LintMark(
                rule.path, f"`{rule.id}` has no example of: {named}", "add one for each that it can give"
            )
