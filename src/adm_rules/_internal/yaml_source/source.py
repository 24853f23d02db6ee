"""What a reader gives back: the data, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import CaseError, Collector, Diagnostic, DiagnosticsError, Path, Position

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
        """The lines under the file's name, as `render_all`, `Collector` and the exceptions take them."""
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
        collector = Collector(self.sources)
        collector.add(*self.diagnostics)
        collector.raise_if_errors(error)
