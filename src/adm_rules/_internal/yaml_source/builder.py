"""Puts keys and values together with their places: the one builder that YAML and JSON share."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, NoReturn

from adm_rules._internal.diagnostics import Diagnostic, Path, Position
from adm_rules._internal.yaml_source.source import FAULTS, Limits, Places, Span

FORBIDDEN: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
)
"""What no reader sees: control, line and bidirectional characters, surrogates. For a character class."""

WORDS: Final = {"": None, "null": None, "true": True, "false": False}
_FORBIDDEN: Final = re.compile(f"[{FORBIDDEN}\\r]")  # an escaped return would write over a line of a terminal
_MOST_FAULTS: Final = 100


class Stop(Exception):  # noqa: N818 - a signal, not an error: the fault is already reported
    """Reading ends here: what follows cannot be understood, or a limit is passed."""


class _Frame:
    """A mapping or list that is still open; ``as_key`` when it stands where a key should."""

    __slots__ = ("as_key", "holder", "key", "path")

    def __init__(self, holder: Any, path: Path, *, as_key: bool = False) -> None:
        self.holder, self.path, self.as_key = holder, path, as_key
        self.key: str | None = None  # of a mapping: the key whose value comes next


class Builder:
    """What has been read so far. A reader calls `key`, `value`, `open`, `close` in the order of the text."""

    def __init__(self, file: str, limits: Limits, *, private: bool) -> None:
        self.file, self.limits, self.private = file, limits, private
        self.spans: dict[Path, Span] = {}
        self.key_spans: dict[Path, Span] = {}
        self.faults: list[Diagnostic] = []
        self.root: list[Any] = []  # the whole data is its one element
        self.locate: Callable[[], Places] = lambda: Places(self.spans, self.key_spans)
        self._nodes = 0
        self._top = _Frame(self.root, ())
        self._open = [self._top]

    @property
    def wants_key(self) -> bool:
        """Whether the next scalar is a key."""
        return self._top.key is None and type(self._top.holder) is dict

    def fault(self, code: str, span: Span, name: str = "", *, path: Path = (), **facts: object) -> None:
        """Report a fault. ``name`` is what the text says there; a private text shows neither it nor paths."""
        if len(self.faults) == _MOST_FAULTS:
            code, path = "too-many-faults", ()
        message, remedy = FAULTS[code]
        shown = f" `{name[:40]}`" if name and not self.private else ""
        where = () if self.private else path
        text = message.format(name=shown, **facts)
        self.faults.append(Diagnostic(code, text, Position(self.file, *span), where, remedy))
        if len(self.faults) > _MOST_FAULTS:
            raise Stop

    def stop(self, code: str, span: Span, name: str = "", **facts: object) -> NoReturn:
        """Report a fault after which nothing more is read."""
        self.fault(code, span, name, path=(), **facts)
        raise Stop

    def key(self, text: str, span: Span) -> None:
        """Take the key of the value that comes next."""
        top = self._top
        path = (*top.path, text)
        top.key = text
        if path in self.key_spans:
            line, column, _ = self.key_spans[path]
            self.fault("duplicate-key", span, text, path=path, first=f"line {line}, column {column}")
        elif not text:
            self.fault("empty-key", span, path=top.path)
        else:
            self.text(text, span)
        self.key_spans[path] = span

    def value(self, value: Any, span: Span) -> Path:
        """Put a value in its place, that of the pending key or the end of the open list. Returns its path."""
        self._nodes += 1
        if self._nodes > self.limits.nodes:
            self.stop("too-many-nodes", span, limit=self.limits.nodes)
        top = self._top
        path: Path
        if top.key is not None:
            path = (*top.path, top.key)
            top.holder[top.key] = value
            top.key = None
        else:
            path = () if top.holder is self.root else (*top.path, len(top.holder))
            top.holder.append(value)
        self.spans[path] = span
        return path

    def refuse(self, code: str, span: Span, name: str) -> None:
        """Report a fault in the place of a key or scalar, and go on behind it."""
        self.fault(code, span, name)
        if self.wants_key:
            self._top.key = "?"
        else:
            self.value(None, span)

    def open(self, holder: dict[str, Any] | list[Any], span: Span) -> None:
        """Begin a mapping or list."""
        if len(self._open) > self.limits.depth:
            self.stop("too-deep", span, limit=self.limits.depth)
        if self.wants_key:
            self.fault("key-not-text", span, path=self._top.path)
            self._top = _Frame(holder, (*self._top.path, "?"), as_key=True)
        else:
            self._top = _Frame(holder, self.value(holder, span))
        self._open.append(self._top)

    def close(self) -> None:
        """End the innermost mapping or list."""
        closed = self._open.pop()
        self._top = self._open[-1]
        if closed.as_key:
            self._top.key = "?"

    def text(self, text: str, span: Span) -> str:
        """The text itself; reported if too long or if an escape has put into it what no reader sees."""
        if len(text) > self.limits.scalar:
            self.fault("text-too-long", span, limit=self.limits.scalar)
        if not text.isprintable() and (bad := _FORBIDDEN.search(text)):
            self.fault("forbidden-character", span, code_point=f"U+{ord(bad[0]):04X}")
        return text

    def number(self, text: str, span: Span) -> int | Decimal | None:
        """The exact number of digits, minus and point; None after reporting one that is too long."""
        is_decimal = "." in text
        if len(text) - is_decimal - text.startswith("-") > self.limits.digits:
            self.fault("number-too-long", span, limit=self.limits.digits)
            return None
        return Decimal(text) if is_decimal else int(text)
