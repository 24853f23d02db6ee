"""Closed lists of names that files and rules write, each with Italian and English labels.

`NAMES` gives every list by its own name (``"session_status"``). A rule set may add members to a list for its
own district; those reach the models through the validation context (see `records`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import Final, cast

from adm_rules._internal.municipalities import MUNICIPALITIES, Municipalities
from adm_rules._internal.names import office, papers, people, service
from adm_rules._internal.names.base import Name, NameList, Names, name
from adm_rules._internal.names.office import Consequence
from adm_rules._internal.names.people import Court, Role
from adm_rules._internal.names.service import Activity, Service, SessionStatus, Venue, Weekday
from adm_rules._internal.texts import Text

__all__ = [
    "NAMES",
    "Activity",
    "Consequence",
    "Court",
    "Name",
    "Names",
    "Role",
    "Service",
    "SessionStatus",
    "Venue",
    "Weekday",
    "label",
    "labels",
    "list_name",
]


def list_name(kind: type[Names]) -> str:
    """The name of a list in rule files: ``session_status`` for `SessionStatus`, ``step`` for `StepName`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower().removesuffix("_name")


def _lists_of(module: ModuleType) -> Iterator[type[Names]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Names) and value is not Names:
            yield value


def _municipality_list() -> type[Names]:
    """The Comuni as a list like the others; a proper name is the same in both languages."""
    members = {each.slug.upper(): name(each.slug, each.name, each.name) for each in MUNICIPALITIES.values()}
    return cast("type[Names]", NameList("Municipality", (Names,), dict(members)))


_LISTS: Final = (
    *(each for part in (service, people, papers, office) for each in _lists_of(part)),
    _municipality_list(),
)

#: Every list by its name in rule files.
NAMES: Final[Mapping[str, type[Names]]] = MappingProxyType({list_name(kind): kind for kind in _LISTS})


def labels(list_name: str, own: Mapping[str, Text]) -> Mapping[str, Text]:
    """Labels of the members of a list, with those that a rule set adds (``own``): a list of its own has no others."""
    if list_name == "municipality":
        return Municipalities(own)
    return {**{str(member): member.label for member in NAMES.get(list_name, ())}, **own}


def label(list_name: str, member: str, lang: str) -> str:
    """The label of a member in ``lang``.

    A member that no list has, such as a name of a rule set's own, is its own label.
    """
    found = labels(list_name, {}).get(member)
    return member if found is None else found.in_language(lang)
