"""Reads the vocabulary files that rule files share: names and facts, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.loader.facts import read_facts
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.names import joined_names, read_belonging, read_names
from adm_rules._internal.names.base import NOTHING_ADDED, Belonging
from adm_rules._internal.rules import LANGUAGE, Fact, Path
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import RULE_LIMITS, Source, bytes_of, read

_NEEDED: Final = ("language", "id")
_MORE: Final = ("names", "facts")


@dataclass(frozen=True, slots=True)
class Shared:
    """What a rule file gets from vocabulary files; ``files`` are the id and the data of each."""

    names: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    files: tuple[tuple[str, Any], ...] = ()
    parts: Belonging = NOTHING_ADDED


def read_shared(data: Any, source: Source, faults: Faults) -> Shared:
    """The vocabulary files that a rule file lists, each by its path from the folder of that file."""
    found = Shared()
    for n, name in enumerate(faults.items(data, ("vocabulary",))):
        path = ("vocabulary", n)
        file = _file_of(faults.word(name, path), source, path, faults)
        if file is not None:
            found = _joined(found, file, faults)
    return found


def _file_of(name: str, source: Source, path: Path, faults: Faults) -> Source | None:
    if not name:
        return None
    help = "give the path of a YAML file from the folder of this file, such as `./province.yaml`"
    if "://" in name or FilePath(name).is_absolute() or not name.endswith((".yaml", ".yml")):
        faults.add("unreadable-vocabulary", "a vocabulary is named by a relative path", path, help)
        return None
    where = FilePath(source.file).parent / name
    try:
        return read(bytes_of(where, RULE_LIMITS), str(where))
    except (OSError, ValueError):  # ValueError: a NUL in the name
        faults.add("unreadable-vocabulary", f"there is no file `{name}` that can be read", path, help)
        return None


def _joined(found: Shared, source: Source, faults: Faults) -> Shared:
    """What was found so far, with what one more file holds; its faults stand at its own lines."""
    own = Faults(source)
    own.found.extend(source.diagnostics)
    data = None if own.found else own.mapping(source.data, (), _NEEDED, _MORE)
    if data is not None and check_language(data["language"], own):
        names = joined_names(found.names, read_names(data.get("names"), data.get("facts"), own))
        own.own_names = names
        parts = found.parts.joined(read_belonging(data.get("names"), own))
        facts = read_facts(data.get("facts"), own, found.facts)
        faults.elsewhere |= dict.fromkeys(facts, source)
        placed = {name: replace(fact, file=source.file) for name, fact in facts.items()}
        id_ = own.word(data["id"], ("id",))
        found = Shared(names, {**found.facts, **placed}, (*found.files, (id_, data)), parts)
    faults.take_over(own)
    return found


def check_language(version: Any, faults: Faults) -> bool:
    """Whether a file is written in the version of the language that this library reads."""
    if version == LANGUAGE and version is not True:
        return True
    help = f"this library reads `language: {LANGUAGE}`"
    faults.add(
        "unknown-language", "the file is written in another version of the rule language", ("language",), help
    )
    return False
