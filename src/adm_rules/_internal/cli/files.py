"""Finds the files to check, reads them, and tells cases from agencies."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
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
    """What a file is about, by the keys that only one kind of file has."""
    places, own = _places(source.data), _own_places()
    if ("birth_date",) in places:
        return "case"
    fitting = [root for root, its in own.items() if places & its]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        problem = "keys of several kinds of file stand at the top"
        told = [sorted(place for place in places & own[root] if len(place) == 1)[:1] for root in fitting]
        seen = [f"`{place[0]}` ({root})" for root, at in zip(fitting, told, strict=True) for place in at]
        help = f"leave out what is not of it: {', '.join(seen)}; or say what it is with --root {'|'.join(fitting)}"
    else:
        problem = "no key at the top tells what the file is"
        keys = {place for place in places if len(place) == 1}
        might = [root for root in ROOTS if keys <= _all_places()[root]] or ROOTS
        telling = " or ".join(f"`{_telling(root)}` ({root})" for root in might)
        help = f"add a key that only one kind has, such as {telling}, or say what it is with --root {'|'.join(might)}"
    raise _fault(source.file, "unknown-root", problem, help)


def _check_kind(source: Source, root: str) -> None:
    """One fault in place of many: the file tells that it is of quite another kind than the one that is wanted."""
    places, own = _places(source.data), _own_places()
    others = [name for name, its in own.items() if places & its]
    if ("birth_date",) not in places and len(others) == 1 and root not in others:
        message = f"the file is about `{others[0]}`, and one about `{root}` is wanted here"
        raise _fault(source.file, "another-kind", message, "leave it out, or name the file that is meant")


#: A key at the top of a file, or a key of the records of a list there.
_Place = tuple[str, ...]


def _places(data: Any) -> set[_Place]:
    """The places of a file that have something."""
    top = data if isinstance(data, Mapping) else {}
    lists = {key: part for key, part in top.items() if isinstance(part, list)}
    inside = {
        (key, below)
        for key, part in lists.items()
        for each in part
        if isinstance(each, Mapping)
        for below in each
    }
    return {(key,) for key in top} | inside


@cache
def _all_places() -> Mapping[str, set[_Place]]:
    """For each kind of file, the places that it may have."""
    return {
        root: {(key,) for key in KEYS[shape]}
        | {
            (key, below)
            for key, form in KEYS[shape].items()
            if (name := _record(form))
            for below in KEYS[name]
        }
        for root, shape in SHAPES.items()
    }


def _record(form: str) -> str:
    """The record of a list of records, nothing for what is no such list."""
    name = form.partition("]")[0].removeprefix("[")
    return name if form.startswith("[") and name in KEYS else ""


@cache
def _own_places() -> Mapping[str, set[_Place]]:
    """For each kind of file, the places that no other kind has."""
    every = _all_places()
    return {
        root: own.difference(*(other for name, other in every.items() if name != root))
        for root, own in every.items()
    }


def _telling(root: str) -> str:
    """A key by which a kind of file is known: one that it needs, or else its first list of records."""
    own = [(key, form) for key, form in KEYS[SHAPES[root]].items() if (key,) in _own_places()[root]]
    needed = next((key for key, form in own if form.endswith("!")), None)
    return needed or next(key for key, form in own if _record(form))
