"""Closed lists of names that files and rules write, each with Italian and English labels.

They stand in ``lists.txt``, a name a line; `NAMES` gives every list by its own name (``"session_status"``). A rule set
may add members to a list for its own district; those reach the models through the validation context (see `records`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from adm_rules._internal.municipalities import MUNICIPALITIES, Municipalities
from adm_rules._internal.texts import Text


def _lists() -> Iterator[tuple[str, Mapping[str, Text]]]:
    """Every list by its name: under it, in brackets, a line for each member with its labels."""
    text = Path(__file__).with_name("lists.txt").read_text(encoding="utf-8")
    members: dict[str, Text] = {}
    for line in text.splitlines():
        if line.startswith("["):
            members = {}
            yield line.strip("[]"), MappingProxyType(members)
        elif line and not line.startswith("#"):
            name, it, en = line.split(" | ")
            members[name] = Text(it, en)
    # The Comuni are a list like the others; a proper name is the same in both languages.
    places = {each.slug: Text(each.name, each.name) for each in MUNICIPALITIES.values()}
    yield "municipality", MappingProxyType(places)


#: Every list by its name in rule files: its members in their order, with their labels.
NAMES: Final[Mapping[str, Mapping[str, Text]]] = MappingProxyType(dict(_lists()))

_NOBODY: Final[Mapping[str, Text]] = MappingProxyType({})


def members_of(list_name: str | None) -> Mapping[str, Text]:
    """The members of a list with their labels; of what is no list of the library, none."""
    return NAMES.get(list_name or "", _NOBODY)


def labels(list_name: str, own: Mapping[str, Text]) -> Mapping[str, Text]:
    """Labels of the members of a list, with those that a rule set adds (``own``): a list of its own has no others."""
    if list_name == "municipality":
        return Municipalities(own)
    return {**members_of(list_name), **own}


def label(list_name: str, member: str, lang: str) -> str:
    """The label of a member in ``lang``.

    A member that no list has, such as a name of a rule set's own, is its own label.
    """
    found = labels(list_name, {}).get(member)
    return member if found is None else found.in_language(lang)
