"""A rule has no example at all.

Why: nothing notices when a change makes it say something else, or when it never said what was meant.

Bad:

    rules:
      - per: session
        require: {venue: {is: home}}
    examples: []

Good:

    rules:
      - per: session
        require: {venue: {is: home}}
    examples: [complies, breaches]
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Rules that no example is about, of a rule set that has examples."""
    if material.examples is not None:
        shown = {example.rule for example in material.examples}
        for rule in material.regulation.rules:
            if rule.id not in shown:
                help_ = "add one at its limit, one on each side, and one with the fact missing"
                yield LintMark((*rule.path, "id"), f"`{rule.id}` has no example", help_)
