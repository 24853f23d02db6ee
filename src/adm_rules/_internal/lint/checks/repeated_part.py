"""A part of a group stands there twice.

Why: the second one changes nothing; often it was meant to be another fact or another limit.

Bad:

    rules:
      - per: session
        require: {any: [{venue: {is: home}}, {venue: {is: home}}]}

Good:

    rules:
      - per: session
        require: {any: [{venue: {is: home}}, {venue: {is: territory}}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import bare
from adm_rules._internal.rules.conditions import AllOf, AnyOf

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Groups with two equal parts."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, AllOf | AnyOf):
                shapes = [repr(bare(each)) for each in part.parts]
                if len(set(shapes)) < len(shapes):
                    yield LintMark(
                        rule.path, f"`{rule.id}` has a part twice in one group", "drop one, or mend it"
                    )
