"""A value does not say where its amount comes from.

Why: a reviewer compares each amount with its article; one without a source cannot be checked.

Bad:

    values:
      cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 10 h}]}
    rules:
      - per: week
        require: {direct_time: {at_most: $cap}}

Good:

    values:
      cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 10 h, cites: {article: "1"}}]}
    rules:
      - per: week
        require: {direct_time: {at_most: $cap}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import Mark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[Mark]:
    """Amounts without a citation of their own or of their value."""
    for name, value in material.regulation.values.items():
        if value.cites is None and any(entry.cites is None for entry in value.history):
            yield Mark(value.path, f"an amount of `${name}` cites nothing", "add `cites:` with the article")
