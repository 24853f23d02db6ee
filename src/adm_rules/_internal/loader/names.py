"""Reads the names that a rule file adds to the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from adm_rules._internal.loader.belonging import says_only_parts, without_parts
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.municipalities import find
from adm_rules._internal.names import NAMES
from adm_rules._internal.texts import Text


def read_names(data: Any, facts: Any, faults: Faults) -> Mapping[str, Mapping[str, Text]]:
    """Read additions to name lists, and lists that only the facts of the same file take their names from."""
    own = {body.get("names") for body in _bodies(facts)}
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
