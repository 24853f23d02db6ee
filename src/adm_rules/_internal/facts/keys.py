"""The facts of keys and the subjects that are lists of a file, read off the models.

``tools/gen_facts.py`` writes the tables: labels and names stand as marks on the models' fields.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.facts.build import Row
from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.texts import Text

SUBJECTS_FILE: Final = Path(__file__).with_name("subjects.json")
KEYS_FILE: Final = Path(__file__).with_name("keys.json")
ORDERED_FILE: Final = Path(__file__).with_name("ordered.json")


def rows() -> Mapping[str, Sequence[Row]]:
    """The facts that stand in the files, by the subject that they belong to, each as a row of `build.fields`."""
    found: Mapping[str, Sequence[Row]] = json.loads(KEYS_FILE.read_text(encoding="utf-8"))
    return found


def subjects() -> tuple[Subject, ...]:
    """The lists of the files, owners before what they own."""
    return tuple(_subject(**row) for row in json.loads(SUBJECTS_FILE.read_text(encoding="utf-8")))


@cache
def not_before() -> Mapping[str, str]:
    """The facts of days that do not lie before another day of their record, each with the fact of that one."""
    found: Mapping[str, str] = json.loads(ORDERED_FILE.read_text(encoding="utf-8"))
    return found


def _subject(
    name: str, label: list[str], links: Mapping[str, list[str]] | None = None, **said: Any
) -> Subject:
    exact: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in said.items()
    }
    if links is not None:
        exact["links"] = {key: tuple(link) for key, link in links.items()}
    return Subject(name, Text(*label), **exact)
