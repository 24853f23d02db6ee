"""A value has no amount for some days between two of its entries.

Why: on those days whatever rests on it is undecided. Where the act indeed sets nothing, `not_set` says who must.

Bad:

    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history:
          - {until: 2025-12-31, is: 10 h, cites: {article: "1"}}
          - {from: 2026-02-01, is: 12 h, cites: {article: "1"}}
    rules:
      - per: week
        require: {direct_time: {at_most: $cap}}

Good:

    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history: [{is: 10 h, cites: {article: "1"}}, {from: 2026-02-01, is: 12 h, cites: {article: "1"}}]
    rules:
      - per: week
        require: {direct_time: {at_most: $cap}}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import Mark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[Mark]:
    """Entries that begin later than the day after the end of the one before."""
    for name, value in material.regulation.values.items():
        for before, entry in pairwise(value.history):
            ended = before.day_until
            if ended is not None and entry.day_from is not None and entry.day_from > ended + 1:
                yield Mark(
                    entry.path,
                    f"`${name}` has no amount before this entry",
                    "close the gap, or say `not_set`",
                )
