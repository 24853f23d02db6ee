"""A verdict is out of reach until somebody sets a value.

Why: the rule rests on a value that no act sets, so that it can never be kept, or never be breached, whatever a file
says. That may be as the act has it; whoever reads the rule should know. It is said by proof alone, with the extra
`proof`.

Bad:

    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        not_set: {by: {it: il Comune, en: the Comune}, asks: {it: quanto, en: how much}}
    rules:
      - per: session
        require: {session_time: {at_most: $cap}}

Good:

    values:
      cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "1"}}]}
    rules:
      - per: session
        require: {session_time: {at_most: $cap}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.proof.claims import out_of_reach

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Rules that are proved to be never kept, or never breached, while a value that they name is not set."""
    for rule, verdicts, values in out_of_reach(material.rules.program, material.shown):
        if not material.is_own(rule):
            continue
        named = ", ".join(f"`${name}`" for name in values)
        message = f"`{rule.id}` can never give {' or '.join(verdicts)} while {named} is not set"
        yield LintMark(rule.path, message, "ask the body that has to set it")
