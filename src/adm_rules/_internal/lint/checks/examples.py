"""Checks of examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.examples import shown
from adm_rules._internal.review.possible import can_give


@check(Level.WARNING)
def rule_without_example(material: Material) -> Iterator[LintMark]:
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
    # Rules that no example is about, of a rule set that has examples.
    if material.examples is not None:
        shown = {example.rule for example in material.examples}
        for rule in material.regulation.rules:
            if rule.id not in shown:
                help_ = "add one at its limit, one on each side, and one with the fact missing"
                yield LintMark((*rule.path, "id"), f"`{rule.id}` has no example", help_)


@check(Level.NOTE)
def example_missing_verdict(material: Material) -> Iterator[LintMark]:
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
