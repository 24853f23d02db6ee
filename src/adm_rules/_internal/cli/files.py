"""Finds the files to check, reads them, and tells cases from agencies."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.acceptance.shapes import KEYS
from adm_rules._internal.acceptance.shapes import ROOTS as SHAPES
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import CaseError, Diagnostic, Position
from adm_rules._internal.engine.door import acceptance
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.rules import Regulation
from adm_rules._internal.yaml_source import DATA_LIMITS, Source, bytes_of, read_data

if TYPE_CHECKING:
    from pydantic import BaseModel

STDIN: Final = "<stdin>"
_SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})


@dataclass(frozen=True)
class Read:
    """A file that was read: what it is about, and what is in it, as plain data where it is surely in order."""

    name: str
    root: str
    content: Any
    regulation: Regulation

    @property
    def id(self) -> str:
        """Its own id; no model is made for it."""
        content = self.content if isinstance(self.content, Mapping) else vars(self.content)
        return str(content["id"])

    @cached_property
    def model(self) -> BaseModel:
        """Its model; Pydantic is only loaded by what needs one."""
        from adm_rules._internal.engine.files import as_model

        return as_model(self.root, self.content, self.regulation)


def listed(given: Iterable[str]) -> Iterator[str]:
    """The files that arguments stand for: a folder stands for every JSON and YAML file in it."""
    for name in given:
        if name == "-":
            yield STDIN
        elif Path(name).is_dir():
            inside = (path for path in Path(name).rglob("*") if path.suffix.lower() in _SUFFIXES)
            yield from sorted(str(path) for path in inside if path.is_file()) or [name]
        else:
            yield name


def read_file(name: str, root: str | None, regulation: Regulation) -> Read:
    """Read and validate one file; ``root`` is what it is about, or None to look.

    Raises:
        CaseError: the file cannot be read, or is not what it should be; every fault has its place, no value is shown.
    """
    text = _text(name)
    source = read_data(text, name)
    source.raise_if_errors(CaseError)
    kind = root or _kind(source)
    _check_kind(source, kind)
    accepted = acceptance(regulation).accept(kind, source.data)
    return Read(name, kind, accepted or _looked_at(kind, source.data, text, regulation, name), regulation)


def _looked_at(root: str, data: Any, text: bytes, regulation: Regulation, name: str) -> BaseModel:
    """What is not surely in order, as its model."""
    from adm_rules._internal.engine.files import as_model

    try:
        return as_model(root, data, regulation)
    except CaseError:
        return as_model(root, text, regulation, name)  # again, now with positions


def _text(name: str) -> bytes:
    """The bytes of a file, at most one more than may be read."""
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(DATA_LIMITS.bytes + 1)
        return bytes_of(Path(name), DATA_LIMITS)
    except IsADirectoryError:
        help = "name files, or another folder"
        raise _fault(name, "empty-folder", "the folder has no JSON or YAML file", help) from None
    except (OSError, ValueError):  # ValueError: a NUL in the name
        help = "check the name and the permissions"
        raise _fault(name, "unreadable-file", "the file cannot be read", help) from None


def _fault(name: str, code: str, message: str, help: str) -> CaseError:
    return CaseError([Diagnostic(code, message, Position(name, 1, 1), help=help)])


def _kind(source: Source) -> str:
    """What a file is about, by the keys at its top that only one kind of file has."""
    keys = set(source.data) if isinstance(source.data, Mapping) else set()
    if "birth_date" in keys:
        return "case"
    fitting = [root for root, own in _own_keys().items() if keys & own]
    if len(fitting) == 1:
        return fitting[0]
    problem = (
        "keys of several kinds of file stand at the top"
        if fitting
        else "no key at the top tells what the file is"
    )
    help = f"add the missing keys, or say what it is with --root {'|'.join(ROOTS)}"
    raise _fault(source.file, "unknown-root", problem, help)


def _check_kind(source: Source, root: str) -> None:
    """One fault in place of many: the file tells that it is of quite another kind than the one that is wanted."""
    keys, own = set(source.data) if isinstance(source.data, Mapping) else set[str](), _own_keys()
    others = [name for name, its in own.items() if keys & its]
    if "birth_date" not in keys and len(others) == 1 and root not in others:
        message = f"the file is about `{others[0]}`, and one about `{root}` is wanted here"
        raise _fault(source.file, "another-kind", message, "leave it out, or name the file that is meant")


def _own_keys() -> Mapping[str, set[str]]:
    """For each kind of file, the keys that no other kind has."""
    keys = {root: set(KEYS[shape]) for root, shape in SHAPES.items()}
    return {
        root: own.difference(*(other for name, other in keys.items() if name != root))
        for root, own in keys.items()
    }
