"""Reads the names that a rule file adds to the lists, and which names it says to be part of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.municipalities import find
from adm_rules._internal.names import NAMES
from adm_rules._internal.names.base import COUNTS_AS, MAY_BE, Belonging, joined
from adm_rules._internal.rules import Path
from adm_rules._internal.texts import Text
from adm_rules._internal.values.kinship import closed

# --- names that are part of others ------------------------------------------------------------------------------------

#: What a name says as well, and what it leaves open.
PARTS: Final = ("counts_as", "may_be")


def says_only_parts(key: str, member: str, data: Any) -> bool:
    """Whether an entry only says what a name of the library is part of, and so has no label."""
    given = data if isinstance(data, dict) else {}
    return key in NAMES and member in NAMES[key] and bool(given) and set(given) <= set(PARTS)


def without_parts(data: Any) -> Any:
    """The label of a name, without what it is part of."""
    return {key: text for key, text in data.items() if key not in PARTS} if isinstance(data, dict) else data


def read_belonging(data: Any, faults: Faults) -> Belonging:
    """Read which names are part of others; other shapes are reported with the names themselves."""
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {part: {} for part in PARTS}
    for key, members in _mappings(data).items():
        for member, entry in _mappings(members).items():
            for part in PARTS:
                if part in entry:
                    names = _names(entry[part], key, ("names", key, member, part), faults)
                    found[part].setdefault(key, {})[member] = names
    belonging = Belonging(*(found[part] for part in PARTS))
    _check_circles(belonging, faults)
    return belonging


def _mappings(data: Any) -> Mapping[str, Any]:
    given = data if isinstance(data, dict) else {}
    return {key: body for key, body in given.items() if isinstance(body, dict)}


def _names(data: Any, key: str, path: Path, faults: Faults) -> tuple[str, ...]:
    own = faults.own_names.get(key, {})
    listed = [(faults.word(each, (*path, n)), (*path, n)) for n, each in enumerate(faults.items(data, path))]
    known = key if key in NAMES else None
    return tuple(faults.member(name, known, own, where) for name, where in listed if name)


def _check_circles(belonging: Belonging, faults: Faults) -> None:
    """A name that is, over some steps, a part of itself."""
    for part, own, library in (
        ("counts_as", belonging.counts_as, COUNTS_AS),
        ("may_be", belonging.may_be, MAY_BE),
    ):
        for key, edges in joined(library, own).items():
            leads_to = closed(edges)
            for member in own.get(key, {}):
                if member in leads_to[member]:
                    message = f"`{member}` is a part of itself"
                    faults.add(
                        "role-cycle", message, ("names", key, member, part), "leave out one of the steps"
                    )


# --- names that a file adds -------------------------------------------------------------------------------------------


def read_names(data: Any, facts: Any, faults: Faults) -> Mapping[str, Mapping[str, Text]]:
    """Read additions to name lists, and lists that only the facts of the same file take their names from."""
    own = {str(body.get("names")) for body in _bodies(facts)}
    lists: dict[str, Mapping[str, Text]] = {}
    for key, members in faults.named(data, ("names",)).items():
        path = ("names", key)
        if key not in NAMES and key not in own:
            faults.unknown("name list", key, NAMES, path)
        read = {
            member: faults.text(without_parts(entry), (*path, member))
            for member, entry in faults.named(members, path).items()
            if not says_only_parts(key, member, entry)
        }
        lists[key] = MappingProxyType({_one_form(key, m): text for m, text in read.items()})
    return MappingProxyType(lists)


def _one_form(names: str, member: str) -> str:
    """A member that a rule set adds; what it calls like a Comune is that Comune."""
    return (find(member) if names == "municipality" else None) or member


def _bodies(facts: Any) -> Iterator[Mapping[str, Any]]:
    """What is said of each fact of a file, as far as it is of the right shape."""
    listed = facts.values() if isinstance(facts, dict) else ()
    return (body for body in listed if isinstance(body, dict))


def joined_names(
    base: Mapping[str, Mapping[str, Text]], more: Mapping[str, Mapping[str, Text]]
) -> Mapping[str, Mapping[str, Text]]:
    """The names that one file adds to the lists, and those that another one adds besides."""
    lists = {name: {**base.get(name, {}), **more.get(name, {})} for name in {*base, *more}}
    return MappingProxyType(lists)
