"""What a reader gives back: the data, where each part of it stands, and what can be wrong with the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import CaseError, Diagnostic, DiagnosticsError, Path, Position

Span = tuple[int, int, int | None]
"""Line and column from 1, and the first column after the thing when it ends on the same line."""

START: Final[Span] = (1, 1, None)


def span_of(text: str, index: int) -> Span:
    """The span of the one character at ``index``."""
    column = index - text.rfind("\n", 0, index)
    return text.count("\n", 0, index) + 1, column, column + 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may be at most; beyond it there is one diagnostic and no data."""

    bytes: int = 1 << 20
    depth: int = 40
    nodes: int = 200_000
    scalar: int = 20_000  # characters of one key or text
    digits: int = 18  # of one number: it fits 64 bits


RULE_LIMITS: Final = Limits()
DATA_LIMITS: Final = Limits(bytes=16 << 20, nodes=2_000_000)


class Places(NamedTuple):
    """Where each path stands: its value, and the key that holds it."""

    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """A text that was read: its data and where each part of it stands.

    ``lines`` is empty when the text is private, so that nothing can repeat it. ``locate`` finds the places
    and is asked once, when the first place is wanted.
    """

    file: str
    data: Any = None
    lines: Sequence[str] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    locate: Callable[[], Places] = lambda: Places({}, {})

    def __repr__(self) -> str:
        return f"Source({self.file!r}, {len(self.diagnostics)} faults)"

    @cached_property
    def places(self) -> Places:
        """The spans of all values and keys by path."""
        return self.locate()

    @property
    def positions(self) -> dict[Path, tuple[int, int]]:
        """Line and column of the value at each path."""
        return {path: span[:2] for path, span in self.places.values.items()}

    @property
    def sources(self) -> dict[str, Sequence[str]]:
        """The lines under the file's name, as `render_all` and the exceptions take them."""
        return {self.file: self.lines}

    def at(self, path: Path) -> Position:
        """Where the value at ``path`` stands, or the nearest part of the text that encloses it."""
        values = self.places.values
        while path and path not in values:
            path = path[:-1]
        return Position(self.file, *values.get(path, START))

    def key_at(self, path: Path) -> Position:
        """Where the key of ``path`` stands; for an element of a list, or an absent path, the same as `at`."""
        span = self.places.keys.get(path)
        return self.at(path) if span is None else Position(self.file, *span)

    def path_of(self, location: Sequence[str | int]) -> Path:
        """The path of an error location without the parts that are not in the text (union members)."""
        path: Path = ()
        for part in location:
            if (*path, part) in self.places.values:
                path = (*path, part)
        return path

    def raise_if_errors(self, error: type[DiagnosticsError | CaseError] = DiagnosticsError) -> None:
        """Raise ``error`` with every fault of the text, if there is one."""
        if self.diagnostics:
            raise error(self.diagnostics, self.sources)


FAULTS: Final = {
    # the text as a whole
    "too-large": (
        "the text is larger than {limit} bytes",
        "split it, or raise the limit if it is meant to be so large",
    ),
    "not-utf8": ("the text is not valid UTF-8", "save the file with the encoding UTF-8"),
    "byte-order-mark": (
        "the text begins with a byte order mark",
        "save the file as UTF-8 without a byte order mark",
    ),
    "empty-file": ("the text holds no data", "write at least one key"),
    "too-many-nodes": ("the text holds more than {limit} values", "split the file"),
    "too-deep": (
        "the data is nested more than {limit} levels deep",
        "flatten it: no file of this library is so deep",
    ),
    "too-many-faults": (
        "there are more faults than these",
        "correct these first, then read the file again",
    ),
    # characters, keys and scalars
    "tab-character": ("a tab stands here", "use spaces; inside double quotes write \\t"),
    "carriage-return": ("a line ends with a lone carriage return", "end lines with LF or CRLF"),
    "forbidden-character": (
        "the character {code_point} is not allowed here",
        "remove it: a reader would not see it",
    ),
    "duplicate-key": ("the key{name} stands twice in this mapping, first at {first}", "keep one of the two"),
    "empty-key": ("a key is empty", "write the key before the colon"),
    "key-not-text": (
        "a list or a mapping stands in the place of a key",
        "put a key that begins with { or [ in quotes",
    ),
    "text-too-long": ("a text is longer than {limit} characters", "shorten it"),
    "number-too-long": (
        "a number has more than {limit} digits",
        "shorten it, or put it in quotes if it is a text",
    ),
    # what this library leaves out of YAML
    "alias": ("aliases are not read{name}", "write the value out; a text that begins with * needs quotes"),
    "anchor": ("anchors are not read{name}", "remove the anchor; a text that begins with & needs quotes"),
    "tag": ("tags are not read{name}", "remove the tag; a text that begins with ! needs quotes"),
    "merge-key": ("merge keys (<<) are not read", "write the keys out"),
    "directive": ("a line begins with %, as directives do", "remove it, or move it behind other text"),
    "many-documents": (
        "a second document begins here",
        "keep one document in each file and remove the line `---`",
    ),
    # YAML that is no YAML
    "yaml-colon": (
        "a colon stands where none may stand",
        "put a text that contains `: ` in quotes, or check the indentation",
    ),
    "yaml-no-colon": (
        "this is neither a key nor part of the text above",
        "write `key: value`, or indent it under its key",
    ),
    "yaml-indentation": (
        "this does not fit what stands above it",
        "align it with its siblings, or put the whole text in quotes",
    ),
    "yaml-dash": ("a list cannot begin here", "begin the list on a line of its own, under its key"),
    "yaml-bracket": (
        "this bracket is not closed, or a comma is missing in it",
        "close it; a text that begins with { or [ needs quotes",
    ),
    "yaml-question": (
        "a text in brackets has a question mark and no quotes",
        "put the text in quotes: not every YAML parser reads it without",
    ),
    "yaml-quote": (
        "a quoted text is not closed",
        "write the closing quote; inside single quotes double the apostrophe",
    ),
    "yaml-curly-quotes": (
        "the quotation marks are those of a text processor, and would be part of the text",
        'write straight ones: "…"; around a text that really begins and ends with curly ones as well',
    ),
    "yaml-escape": (
        "a backslash in double quotes stands before something that cannot follow it",
        "double the backslash, or use single quotes",
    ),
    "yaml-start": ("a text cannot begin with this character", "put the text in quotes"),
    "yaml-block": (
        "a block text is not well begun",
        "write | or > at the end of the line and indent the text below it",
    ),
    "yaml-syntax": (
        "this cannot be read as YAML",
        "check the quotes, brackets and indentation here and just above",
    ),
    # JSON that is no JSON
    "json-value": (
        "a value should stand here",
        "write a text in double quotes, a number, true, false, null, a list or a mapping",
    ),
    "json-key": (
        "a key in double quotes should stand here",
        "write the key in double quotes, and no comma after the last value",
    ),
    "json-colon": ("a colon should stand here", "write `:` between the key and its value"),
    "json-comma": (
        "a comma or the closing bracket should stand here",
        "write the comma, or close the bracket",
    ),
    "json-text": (
        "a text is not closed, or has a wrong escape or a raw line end",
        "close the quotes, and write \\n for a line end",
    ),
    "json-number": (
        "this is not a number of JSON",
        "use null for what is not known, and write no leading zero or plus",
    ),
    "json-exponent": ("a number is written with an exponent", "write all its digits"),
    "json-end": ("something follows the end of the data", "remove it: one file holds one value"),
    # the file itself
    "unreadable-file": (
        "the file cannot be opened",
        "check that the path names an existing file and that you may read it",
    ),
}
