"""The project file ``adm-rules.toml``: the levels of checks, and what is silenced, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, did_you_mean
from adm_rules._internal.lint.check import Level

FILE: Final = "adm-rules.toml"
_KEYS: Final = ("code", "at", "because")


@dataclass(frozen=True, slots=True)
class Silencer:
    """What is not told: findings of a check at a rule, value or other named thing of a rule set, and the reason."""

    code: str
    at: str
    because: str


@dataclass(frozen=True, slots=True)
class LintProject:
    """The settings of one project; ``file`` is where they stand, None without any."""

    file: Path | None = None
    levels: Mapping[str, Level] | None = None
    silencers: tuple[Silencer, ...] = ()

    def level(self, code: str, usual: Level) -> Level:
        """The level of a check here."""
        return (self.levels or {}).get(code, usual)


def project_at(folder: Path, codes: Iterable[str]) -> LintProject:
    """The settings that hold in a folder: of the nearest ``adm-rules.toml`` in it or above.

    Raises:
        AdmRulesError: the file is not what it should be; the message names the place and the remedy.
    """
    for each in (folder.resolve(), *folder.resolve().parents):
        path = each / FILE
        if path.is_file():
            return read_project(path.read_text(encoding="utf-8"), path, frozenset(codes))
    return LintProject()


def read_project(text: str, path: Path, codes: frozenset[str]) -> LintProject:
    """The settings of a text.

    Raises:
        AdmRulesError: it is no TOML, or has an unknown key, code or level, or a silencer without a reason.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AdmRulesError(f"{path}: {error}") from None
    lint = _table(data.get("lint", {}), path, ("level", "silence"))
    levels = {
        _known(code, codes, path, "check"): Level(_known(str(level), frozenset(Level), path, "level"))
        for code, level in _table(lint.get("level", {}), path, codes).items()
    }
    return LintProject(path, levels, tuple(_silencers(lint.get("silence", []), path, codes)))


def _silencers(data: Any, path: Path, codes: frozenset[str]) -> Iterator[Silencer]:
    for each in data:
        found = _table(each, path, _KEYS)
        for key in _KEYS:
            if not str(found.get(key, "")).strip():
                raise AdmRulesError(
                    f"{path}: a silencer has no `{key}`: name the check, the place, and the reason"
                )
        yield Silencer(_known(found["code"], codes, path, "check"), found["at"], found["because"])


def _table(data: Any, path: Path, known: Iterable[str]) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise AdmRulesError(f"{path}: expected a table")
    for key in data:
        _known(key, frozenset(known), path, "key")
    return data


def _known(name: str, known: frozenset[str], path: Path, what: str) -> str:
    if name not in known:
        close = did_you_mean(name, known) or f"known: {', '.join(sorted(known))}"
        raise AdmRulesError(f"{path}: unknown {what} `{name}`: {close}")
    return name
