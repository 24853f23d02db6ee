"""An entry of a value changes nothing.

Why: a dated amount equal to the one before, or the same amount under every option of a reading, looks like a change.

Bad:

    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history: [{is: 3 h, cites: {article: "1"}}, {from: 2026-01-01, is: 3 h, cites: {article: "1"}}]
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
from itertools import pairwise

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Entries equal to the one before, and readings of a value that do not differ."""
    for name, value in material.regulation.values.items():
        for before, entry in pairwise(value.history):
            same = before.amounts() == entry.amounts() and before.by_reading == entry.by_reading
            joined = before.day_until is None or entry.day_from == before.day_until + 1
            if same and joined and before.not_set == entry.not_set and value.each_year is None:
                yield LintMark(entry.path, f"`${name}` has the amount of the entry before", "drop the entry")
        for entry in value.history:
            if entry.by_reading is not None and len(set(map(repr, entry.amounts()))) == 1:
                yield LintMark(
                    entry.path, f"`${name}` is the same under every option", "write `is:` with the amount"
                )
