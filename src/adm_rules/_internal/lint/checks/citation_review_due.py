"""The day by which a citation was to be looked at again has passed.

Why: an act that is replaced every year, or that points to another one, says so by `review`; after that day nobody knows
whether the number still holds. The day of the check is an argument, `--on`; without it the check is silent.

Bad:

    day: "2026-03-31"
    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history: [{is: 3 h, cites: {article: "1", review: 2026-01-01}}]
    rules:
      - per: session
        require: {session_time: {at_most: $cap}}

Good:

    day: "2026-03-31"
    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history: [{is: 3 h, cites: {article: "1", review: 2027-01-01}}]
    rules:
      - per: session
        require: {session_time: {at_most: $cap}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from adm_rules._internal.diagnostics import Path
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Citations whose `review` lies before the day of the check."""
    for path, day in _reviews(material.regulation.data, ()) if material.on is not None else ():
        if date.fromisoformat(day) < (material.on or date.max):
            message = f"this citation was to be looked at again by {day}"
            yield LintMark(path, message, "compare with the act in force, and set the next day")


def _reviews(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, Mapping):
        cites = data.get("cites")
        if isinstance(cites, Mapping) and cites.get("review") is not None:
            yield (*path, "cites", "review"), str(cites["review"])
        for key, value in data.items():
            yield from _reviews(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _reviews(value, (*path, n))
