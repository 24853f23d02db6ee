"""Writes the tables of `facts.keys`: the facts of keys and the subjects that are lists, as the models have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from adm_rules._internal.facts import keys
from adm_rules._internal.facts.derive import catalogue
from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.texts import Text
from tools.writing import table, write


def files() -> Mapping[Path, str]:
    """The text of each file."""
    found = catalogue()
    return {
        keys.SUBJECTS_FILE: table([_subject(each) for each in found.subjects], 1),
        keys.KEYS_FILE: table(found.keys, 2),
        keys.ORDERED_FILE: table(found.ordered, 1),
    }


def _subject(subject: Subject) -> Mapping[str, Any]:
    """What a subject says, without what is at its default."""
    plain = Subject("", Text("", ""))
    said = {each.name: getattr(subject, each.name) for each in fields(subject)}
    return {
        name: [value.it, value.en] if isinstance(value, Text) else value
        for name, value in said.items()
        if value != getattr(plain, name)
    }


if __name__ == "__main__":
    write(files())
