"""The file ``mutation.toml`` beside rule files: mistakes that no example has to notice, each with its reason."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError

FILE: Final = "mutation.toml"
_KEYS: Final = ("rules", "because", "changes")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What no example has to notice, by rule set."""

    changes: Mapping[str, frozenset[str]]

    def holds(self, rules: str, key: str) -> bool:
        """Whether a mistake is accepted."""
        return key in self.changes.get(rules, ())

    def idle(self, rules: str, alive: Collection[str]) -> tuple[str, ...]:
        """The accepted mistakes that are not among those that survive, or were not made."""
        return tuple(sorted(self.changes.get(rules, frozenset()) - set(alive)))


def accepted_at(path: Path) -> Accepted:
    """What a file accepts; nothing without a file.

    Raises:
        AdmRulesError: it is no TOML, or an entry lacks the rule set, the reason or the mistakes.
    """
    if not path.is_file():
        return Accepted({})
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise AdmRulesError(f"{path}: {error}") from None
    found: dict[str, set[str]] = {}
    for entry in data.get("accepted", ()):
        name, changes = _entry(entry, path)
        found.setdefault(name, set()).update(changes)
    return Accepted({name: frozenset(changes) for name, changes in found.items()})


def _entry(entry: Any, path: Path) -> tuple[str, list[str]]:
    for key in _KEYS:
        if not isinstance(entry, dict) or not entry.get(key):
            raise AdmRulesError(f"{path}: an accepted entry has no `{key}`: name {', '.join(_KEYS)}")
    return str(entry["rules"]), [str(each) for each in entry["changes"]]


def accepting(rules: str, because: str, keys: Iterable[str]) -> str:
    """An entry that accepts mistakes, as text to append to the file."""
    return "\n".join(_lines(rules, because, keys))


def _lines(rules: str, because: str, keys: Iterable[str]) -> Iterator[str]:
    yield from ("", "[[accepted]]", f"rules = {_text(rules)}", f"because = {_text(because)}", "changes = [")
    yield from (f"  {_text(key)}," for key in sorted(keys))
    yield from ("]", "")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a basic string of TOML is one of JSON
