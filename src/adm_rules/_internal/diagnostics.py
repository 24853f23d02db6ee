"""Faults as data: what is wrong, where, and how to put it right.

Every reader, loader and check of the library reports `Diagnostic` objects instead of raising at the first
fault. A message starts in lower case and names what it speaks of in backticks; its help says what to do.
Diagnostics about case or agency files carry paths and remedies, never a value of the file: keeping to that is
the duty of whoever makes them, and `CaseError` is the exception meant for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from adm_rules._internal.dataclass import dataclass, replace

Path = tuple[str | int, ...]
"""Where something stands in the data: mapping keys and list indices (from 0), from the root."""

_SHOWN = 110  # columns of a source line that are shown around the caret
_LONGEST_NAME = 64  # longer names get no spelling suggestion: comparing them costs more than it helps


class Weight(StrEnum):
    """How much a fault weighs: only errors stop the work."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: line and column from 1; ``end_column`` is the first one after the thing."""

    file: str
    line: int
    column: int
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: a kebab-case ``code``, a message, the place in the text or the data, and the remedy."""

    code: str
    message: str
    position: Position | None = None
    path: Path = ()
    help: str | None = None
    severity: Weight = Weight.ERROR

    def at(self, position: Position) -> Diagnostic:
        """The same fault, placed in a text."""
        return replace(self, position=position)

    def render(self, source_line: str | None = None) -> str:
        """The fault as text: place, severity, code and message; the source line with a caret; the help.

        Without a source line the data path is shown instead. Unprintable characters are replaced: a hostile
        file cannot write to the reader's terminal.
        """
        lines = [f"{self._place()}{self.severity}[{self.code}]: {self.message}"]
        if self.position is not None and source_line:
            lines += _marked(source_line, self.position)
        elif self.position is not None and self.path:
            lines.append(f"  at: {format_path(self.path)}")
        if self.help is not None:
            lines.append(f"  help: {self.help}")
        return "\n".join(printable(line) for line in lines)

    def _place(self) -> str:
        if self.position is not None:
            return f"{self.position}: "
        return f"{format_path(self.path)}: " if self.path else ""


def sort_key(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The order of diagnostics: by file, line and column; those without a position follow, by path."""
    place = diagnostic.position
    where = ("", 0, 0) if place is None else (place.file, place.line, place.column)
    path = tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in diagnostic.path)
    return place is None, where, path, diagnostic.code, diagnostic.message


def format_path(path: Path) -> str:
    """``("rules", 3, "when")`` as ``rules[3].when``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def render_all(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]] | None = None) -> str:
    """All faults in order, each with its source line where ``sources`` (file name to lines) has one."""
    known = sources or {}
    return "\n".join(each.render(_line_of(each, known)) for each in sorted(diagnostics, key=sort_key))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` was probably meant to be, or None when none is close."""
    from difflib import get_close_matches  # only mistakes pay for this import

    candidates = sorted(set(known))
    folded = name.casefold()
    for candidate in candidates:
        if candidate.casefold() == folded:
            return candidate
    if len(name) > _LONGEST_NAME:
        return None
    return next(iter(get_close_matches(name, candidates, n=1, cutoff=0.7)), None)


def shown_key(key: str) -> str:
    """A key of a file as a message names it: cut where it is long, a mark where it could say who somebody is.

    A key is no value. But a table may be keyed by people: by tax codes, addresses, telephone numbers, full names. So
    only what has the form of an identifier with few digits is named.
    """
    if (
        _IDENTIFIER.fullmatch(key) is None
        or re.search(_TAX_CODE, key)
        or sum(map(str.isdigit, key)) > _MOST_DIGITS
    ):
        return HIDDEN_KEY
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY - 1]}\N{HORIZONTAL ELLIPSIS}"


HIDDEN_KEY: Final = "<a key that is not shown>"
"""What `shown_key` gives for a key that could say something about a person."""

_LONGEST_KEY: Final = 40
_MOST_DIGITS: Final = 4
_IDENTIFIER: Final = re.compile(
    "[^\\W\\d][\\w-]*\N{HORIZONTAL ELLIPSIS}?"
)  # also of a key that was cut before
_DIGIT: Final = "[0-9LMNPQRSTUV]"  # letters stand in where two people would share a code
#: Compiled when something could be one: that takes as long as it takes to import a module.
_TAX_CODE: Final = rf"(?i)[A-Z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]"
_TAX_CODE_LENGTH: Final = 16


def is_tax_code(text: str) -> bool:
    """Whether a text has the shape of an Italian tax code."""
    return len(text) == _TAX_CODE_LENGTH and re.fullmatch(_TAX_CODE, text) is not None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """The spelling suggestion as a help line, or None when no known name is close."""
    found = nearest(name, known)
    return None if found is None else f"did you mean `{found}`?"


class AdmRulesError(Exception):
    """Base of every exception that the library raises on purpose."""


class ArgumentError(AdmRulesError, ValueError):
    """An argument of a public call is not one that it takes; the message names it, and what is right."""


class ReportError(ArgumentError):
    """What is read back is no stored answer, or one of a format that this library cannot read; no value is shown."""


class _FaultsError(AdmRulesError):
    """An error made of diagnostics; its text is the rendered list."""

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=sort_key))
        super().__init__(self.diagnostics)
        self._text = render_all(self.diagnostics, sources)  # kept, so that a pickled error needs no sources

    def __str__(self) -> str:
        return self._text


class DiagnosticsError(_FaultsError):
    """A rule file, or another text of the library's own, has faults: ``diagnostics`` holds all of them."""


class CaseError(_FaultsError):
    """A case, agency, contract or district file has faults. It names paths and remedies, never a value."""


def _line_of(diagnostic: Diagnostic, sources: Mapping[str, Sequence[str]]) -> str | None:
    place = diagnostic.position
    lines = sources.get(place.file, ()) if place is not None else ()
    return lines[place.line - 1] if place is not None and 0 < place.line <= len(lines) else None


def _marked(line: str, place: Position) -> list[str]:
    """The part of the line around the place, and the carets under it."""
    start = max(0, place.column - 1 - _SHOWN // 2) if len(line) > _SHOWN else 0
    shown = line[start : start + _SHOWN].rstrip()
    before = place.column - 1 - start
    wanted = (place.end_column or place.column + 1) - place.column
    width = max(1, min(wanted, len(shown) - before))
    return [f"    {shown}".rstrip(), " " * (4 + before) + "^" * width]


def printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\u00a0" else _substitute(char) for char in text)


def _substitute(char: str) -> str:
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
