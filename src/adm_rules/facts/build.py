"""Small constructors that let the catalogue be written as tables.

A row of `fields` reads ``(name, kind, key in the file, Italian label, English label)``; the key ``=`` is the fact's own
name; the kind of a name or of a set of names carries its list after a colon (``enum:role``). Labels are noun phrases in
lower case that read well inside a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adm_rules.facts.registry import Fact
from adm_rules.texts import Text

#: Name, kind, dotted key below the subject in the file, Italian label, English label.
Row = tuple[str, str, str, str, str]


def fields(per: str, *rows: Row) -> tuple[Fact, ...]:
    """Facts of one subject that are read from the file as they stand."""
    return tuple(_field(per, *row) for row in rows)


def _field(per: str, name: str, kind: str, key: str, it: str, en: str) -> Fact:
    plain, _, names = kind.partition(":")
    ask = Text(f"indicare: {it}", f"please give: {en}")
    path = name if key == "=" else key
    return Fact(name, per, plain, Text(it, en), path=path, names=names or None, missing=ask)


def made(
    per: str,
    name: str,
    kind: str,
    it: str,
    en: str,
    /,
    *,
    parameters: Mapping[str, str] | None = None,
    **recipe: Any,
) -> Fact:
    """A fact that a recipe makes: ``made("week",
    "direct_time", "minutes", …, total={"from": …, "of": …})``."""
    plain, _, names = kind.partition(":")
    return Fact(
        name, per, plain, Text(it, en), recipe=recipe, names=names or None, parameters=parameters or {}
    )


def slots(subject: str, it: str, en: str) -> tuple[Fact, ...]:
    """The five facts of a weekly slot, under the names that the recipes for weekly times look for."""
    return fields(
        subject,
        (f"{subject}_weekday", "enum:weekday", "weekday", f"giorno della settimana {it}", f"weekday of {en}"),
        (f"{subject}_start", "time", "start", f"ora di inizio {it}", f"start of {en}"),
        (f"{subject}_end", "time", "end", f"ora di fine {it}", f"end of {en}"),
        (
            f"{subject}_from",
            "date",
            "from",
            f"primo giorno di validità {it}",
            f"first day of validity of {en}",
        ),
        (
            f"{subject}_until",
            "date",
            "to",
            f"ultimo giorno di validità {it}",
            f"last day of validity of {en}",
        ),
    )
