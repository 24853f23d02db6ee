"""Nothing rests on a value.

Why: whoever changes it believes that something changes.

Bad:

    values:
      cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "1"}}]}
    rules:
      - per: session
        require: {venue: {is: home}}

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

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Values that the file names nowhere else, and no recipe of a fact in use."""
    registry = material.registry
    inside = {
        name
        for _, condition in material.conditions()
        for fact in condition.facts()
        for name in registry.values_inside(fact.name)
    }
    base = material.rules.base
    inside |= set(base.regulation.values) if base is not None else set()  # an overlay sets what its base uses
    for name, value in material.regulation.values.items():
        if name not in inside and not material.words.get(f"${name}", frozenset()) - {f"values.{name}"}:
            yield LintMark(value.path, f"nothing rests on `${name}`", "drop it, or use it", at_key=True)
