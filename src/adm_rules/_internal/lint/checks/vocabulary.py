"""Checks of facts and subjects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adm_rules._internal.engine import available
from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.review.presupposed import load_reasons, presupposed
from adm_rules._internal.texts import one_of


@check(Level.WARNING)
def unused_fact(material: Material) -> Iterator[LintMark]:
    """Nothing asks a fact that the rule set declares.

    Why: whoever fills it in believes that it counts.

    Bad:

        facts:
          notice_on: {per: request, field: more, kind: event, label: {it: avviso, en: notice}}
        rules:
          - per: session
            require: {venue: {is: home}}

    Good:

        facts:
          notice_on: {per: request, field: more, kind: event, label: {it: avviso, en: notice}}
        rules:
          - per: request
            require: {notice_on: {exists: true}}
    """
    # Declared facts of the file itself that are named nowhere else in it.
    shared = {name for _, data in material.regulation.shared for name in data.get("facts") or {}}
    for name in material.regulation.facts:
        if name not in shared and not material.words.get(name, frozenset()) - {f"facts.{name}"}:
            yield LintMark(
                ("facts", name), f"nothing asks the fact `{name}`", "drop it, or ask it", at_key=True
            )


@check(Level.NOTE)
def subject_never_required(material: Material) -> Iterator[LintMark]:
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
    # Subjects of rules that nothing requires, unless a reason for it is on record.
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
