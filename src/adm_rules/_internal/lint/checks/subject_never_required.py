"""Rules hang on a kind of record that no rule asks for.

Why: a file without such a record breaks none of them, so that whoever records nothing is in order.

Bad:

    rules:
      - per: plan
        require: {drafted_on: {exists: true}}

Good:

    rules:
      - per: case
        require: {some: {of: intervention, ever: true}}
      - per: intervention
        require: {some: {of: plan, ever: true}}
      - per: plan
        require: {drafted_on: {exists: true}}
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adm_rules._internal.engine import available
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.review.presupposed import load_reasons, presupposed
from adm_rules._internal.texts import one_of

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Subjects of rules that nothing requires, unless a reason for it is on record."""
    own = material.regulation
    beside = None if own.id in available() else Path(own.file).parent
    given = {each.subject for each in load_reasons(beside) if each.rules == own.id}
    for subject, hanging in presupposed(material.regulation, material.registry).items():
        if subject not in given:
            first = next(rule for rule in material.regulation.rules if rule.id == hanging[0])
            more = f" and {len(hanging) - 1} more" if len(hanging) > 1 else ""
            yield LintMark(
                first.path,
                f"`{first.id}`{more}: no rule asks that there is {one_of(subject)}",
                "add the rule that asks for it, or say why nobody must have one",
            )
