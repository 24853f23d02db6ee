"""Writes what type checkers know of the records: `adm_rules/models.pyi` and the closed lists of `adm_rules/names.py`.

A record is given in more forms than it is read: a list where it keeps a tuple, a text where it keeps a day, ``from_``
for the key ``from``. Its constructor therefore says its own types, made of `acceptance.shapes`, as the readers are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import adm_rules
from adm_rules._internal.acceptance.shapes import KEYS
from adm_rules._internal.facts.derive import MODELS, record_in
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import PlainRecord
from tools.writing import write

PACKAGE: Final = Path(adm_rules.__file__).parent

_HEAD: Final = '''"""The records as type checkers see them: what their constructors take, in every form that is read.

Written by ``tools/gen_models.py``. A class here is the record of the same name in `adm_rules.models`.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias

'''

_IMPORTS: Final = """from adm_rules import names
from adm_rules._internal.records.fields import Listing as Listing
from adm_rules._internal.records.more import DeclaredValues
"""

_GIVEN: Final = """
_Day: TypeAlias = date | str
_Money: TypeAlias = int | float | Decimal | str
_Several: TypeAlias = Sequence[str] | Set[str]
"""

#: What is given for a single value, by its reader.
_SINGLE: Final[Mapping[str, str]] = {
    "bool": "bool",
    "whole": "int",
    "day": "_Day",
    "time": "datetime | str",
    "money": "_Money",
    "positive_money": "_Money",
    "number": "_Money",
    **dict.fromkeys(("clock", "fraction", "ratio", "id", "place", "province"), "str"),
}

_NAMES_HEAD: Final = '''\
"""The closed lists of names as types, for annotations and type checkers: of the venues ``names.Venue``.

Written by ``tools/gen_models.py``. What a rule set adds to a list for its district is no member: only that rule set
knows it, and reads it from a file or a mapping.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
'''


def _records() -> dict[str, type[PlainRecord]]:
    """Every record by its name, those that a record holds before it."""
    found: dict[str, type[PlainRecord]] = {}

    def add(model: type[PlainRecord]) -> None:
        for info in model.model_fields.values():
            record, _ = record_in(info.annotation)
            if record is not None:
                add(record)
        found.setdefault(model.__name__, model)

    for root in MODELS.values():
        add(root)
    return found


def stub() -> str:
    """The text of `models.pyi`."""
    records = _records()
    homes: dict[str, list[str]] = {}
    for name, model in records.items():
        homes.setdefault(model.__module__, []).append(name)
    imports = [
        *_IMPORTS.splitlines(),
        *(f"from {home} import {name} as _{name}" for home, held in homes.items() for name in held),
    ]
    lines = [*_HEAD.splitlines(), *sorted(imports), *_GIVEN.splitlines()]
    for name, model in sorted(records.items()):
        lines += ["", *_class(name, model)]
    exported = sorted([*records, "Listing"])
    return "\n".join([*lines, "", "__all__ = [", *(f'    "{each}",' for each in exported), "]"]) + "\n"


def _class(name: str, model: type[PlainRecord]) -> Iterator[str]:
    yield f"class {name}(_{name}):"
    given = []
    for field, info in model.model_fields.items():
        key = info.alias or field
        if key not in KEYS[name]:
            continue
        kind, *marks = KEYS[name][key].split()
        held = _held(kind)
        if held:
            yield f"    {field}: {held}"
        needed = "!" in marks
        given.append((not needed, f"{field}: {_given(kind, marks)}{'' if needed else ' | None = ...'}"))
    arguments = [text for _, text in sorted(given, key=lambda each: each[0])]
    yield "    def __init__("
    yield "        self,"
    yield "        *,"
    yield from (f"        {each}," for each in arguments)
    yield "        more: DeclaredValues | Mapping[str, Any] | None = ...,"
    yield "    ) -> None: ..."


def _held(kind: str) -> str:
    """The type of an attribute that holds records, as it is read; of others the record itself says it."""
    record = kind.strip("[]")
    if record not in KEYS:
        return ""
    return f"tuple[{record}, ...] | Listing[{record}] | None" if kind != record else _or_none(record)


def _or_none(record: str) -> str:
    return f'{record} | Literal["none"] | None'


def _given(kind: str, marks: list[str]) -> str:
    forms = list(_forms(kind))
    for mark in marks:
        if mark == "~":
            forms.append('Literal["none"]')
        if mark.startswith("bare:"):
            forms.append(_name(KEYS[kind[1:-1]][mark.removeprefix("bare:")].split()[0]))
    return " | ".join(dict.fromkeys(forms))


def _forms(kind: str) -> Iterator[str]:
    if kind == "days":
        yield "_Day"
        yield from _forms("[Noted]")
    elif kind.startswith("["):
        record = kind[1:-1]
        yield f"Sequence[{record} | Mapping[str, Any]]"
        yield f"Listing[{record}]"
        yield "Mapping[str, Any]"
    elif kind.startswith("{"):
        member = _name(kind[1:-1])
        yield "_Several" if member == "str" else f"Sequence[{member}] | Set[{member}]"
    elif kind in KEYS:
        yield f"{kind} | Mapping[str, Any]"
    else:
        yield _name(kind)


def _name(kind: str) -> str:
    reader, _, members = kind.partition(":")
    return f"names.{_title(members)}" if reader == "enum" else _SINGLE[reader]


def _title(name: str) -> str:
    """What the type of a list is called; `Step` is a shape of answers."""
    return "StepName" if name == "step" else name.title().replace("_", "")


def closed_lists() -> str:
    """The text of `names.py`: each list of names as a type."""
    lists = {_title(name): members for name, members in NAMES.items() if name != "municipality"}
    exported = "".join(f'    "{each}",\n' for each in sorted(lists))
    types = (
        f"{name}: TypeAlias = Literal[" + ", ".join(f'"{member}"' for member in members) + "]"
        for name, members in sorted(lists.items())
    )
    return _NAMES_HEAD + exported + "]\n\n# fmt: off\n" + "\n".join(types) + "\n# fmt: on\n"


def wanted() -> dict[Path, str]:
    """Both files, by their paths."""
    return {PACKAGE / "models.pyi": stub(), PACKAGE / "names.py": closed_lists()}


if __name__ == "__main__":
    write(wanted())
