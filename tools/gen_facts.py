"""Writes `facts.keys`, the facts of keys and the subjects that are lists, as the models have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.facts import keys
from adm_rules._internal.facts.derive import catalogue
from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.texts import Text
from tools.writing import write

MODULE: Final = Path(keys.__file__)
_HEAD: Final = '''"""The facts of keys and the subjects that are lists of a file, read off the models.

Written by ``tools/gen_facts.py``: labels and names stand as marks on the models' fields. The rows are those of
`facts.build.fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.texts import Text

# fmt: off
'''
_QUOTE: Final = '"'


def module() -> str:
    """The text of the module."""
    return _HEAD + "\n".join(_lines()) + "\n# fmt: on\n"


def _lines() -> Iterator[str]:
    found = catalogue()
    yield "#: Lists of the files, owners before what they own."
    yield "SUBJECTS: Final[tuple[Subject, ...]] = ("
    yield from (f"    {_subject(subject)}," for subject in found.subjects)
    yield ")"
    yield ""
    yield "#: The facts that stand in the files, by the subject that they belong to."
    yield "KEYS: Final[Mapping[str, tuple[tuple[str, str, str, str, str], ...]]] = {"
    for subject, rows in found.keys.items():
        yield f'    "{subject}": ('
        yield from (f"        ({', '.join(map(_text, row))})," for row in rows)
        yield "    ),"
    yield "}"


def _subject(subject: Subject) -> str:
    """The call that makes a subject, without what is at its default."""
    plain = Subject(subject.name, subject.label)
    parts = [
        f"{each.name}={_value(value)}"
        for each in fields(subject)
        if (value := getattr(subject, each.name)) != getattr(plain, each.name)
    ]
    return f"Subject({', '.join([_text(subject.name), _value(subject.label), *parts])})"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return repr(value)
    if isinstance(value, Text):
        return f"Text({_text(value.it)}, {_text(value.en)})"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(_value, value))})"
    return f"{{{', '.join(f'{_text(key)}: {_value(each)}' for key, each in value.items())}}}"


def _text(text: str) -> str:
    return f'"{text}"' if _QUOTE not in text else repr(text)


if __name__ == "__main__":
    write({MODULE: module()})
