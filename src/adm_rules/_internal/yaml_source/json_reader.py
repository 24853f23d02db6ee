"""JSON (RFC 8259) with a position for every path, and strict: no NaN, no repeated keys.

The standard library reads a sound text far faster than a reader in Python that keeps positions. So it goes
first, and the reader below follows only when there may be a fault, or when somebody asks for a position.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final, NoReturn

from adm_rules._internal.yaml_source.builder import WORDS, Builder
from adm_rules._internal.yaml_source.source import Limits, Places

# Possessive: a text that never ends is given up without a step back, and without the memory of the way.
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_TOKEN: Final = re.compile(
    r"""(?P<symbol>[\[\]{}:,])
    | (?P<text>"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+")
    | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])
    | (?P<word>true|false|null)(?!\w)
    """,
    re.VERBOSE,
)
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_INNERMOST: Final = re.compile(rb"\[\]|\{\}")
_LIKE_A_NUMBER: Final = re.compile(r"[-+.]?(?:[0-9.]|NaN|Infinity)")


def read_json(text: str, builder: Builder) -> None:
    """Read a JSON text into ``builder``."""
    if not text.strip():
        return
    try:
        builder.root.append(_quickly(text, builder.limits))
    except (ValueError, RecursionError):
        _slowly(text, builder)
    else:
        builder.locate = partial(_places, text, builder)


def _places(text: str, builder: Builder) -> Places:
    again = Builder(builder.file, builder.limits, private=builder.private)
    _slowly(text, again)
    return again.locate()


# --- Quickly, or not at all: ValueError says that something may be wrong.


def _quickly(text: str, limits: Limits) -> Any:
    if text.count(",") + text.count("[") + text.count("{") >= limits.nodes:
        raise ValueError
    data = _decoder(limits.digits).decode(text)
    if not (_is_surely_sound(text, limits) or _is_sound(data, limits)):
        raise ValueError
    return data


@cache
def _decoder(digits: int) -> json.JSONDecoder:
    def number(token: str) -> int | Decimal:
        if len(token) > digits or "e" in token or "E" in token:
            raise ValueError
        return Decimal(token) if "." in token else int(token)

    return json.JSONDecoder(
        object_pairs_hook=_mapping, parse_int=number, parse_float=number, parse_constant=_refuse
    )


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs) or "" in data:
        raise ValueError
    return data


def _is_surely_sound(text: str, limits: Limits) -> bool:
    """Whether a sound text without escapes surely keeps to the limits; what stands between texts is looked at too."""
    printable = text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
    if "\\" in text or not printable:
        return False
    parts = text.split('"')  # without escapes every other part stands outside of texts
    if len(text) > limits.scalar and max(map(len, parts)) > limits.scalar:
        return False
    brackets, left = "".join(parts[::2]).encode().translate(None, _NO_BRACKETS), limits.depth
    while left and len(brackets) > 2 * left:  # so few brackets go no deeper
        brackets, left = _INNERMOST.sub(b"", brackets), left - 1
    return len(brackets) <= 2 * left


def _is_sound(data: Any, limits: Limits) -> bool:
    """Whether depth and texts keep to the limits; goes down level by level, so that depth cannot harm it."""
    level: list[Any] = [[data]]
    for _ in range(limits.depth + 1):
        parts = [part for holder in level for part in (holder.values() if type(holder) is dict else holder)]
        parts += [key for holder in level if type(holder) is dict for key in holder]
        if not all(len(part) <= limits.scalar and part.isprintable() for part in parts if type(part) is str):
            return False
        level = [part for part in parts if type(part) in (dict, list)]
    return not level


# --- With positions


def _slowly(text: str, builder: Builder) -> None:
    reader = _Json(text, builder)
    reader.value()
    reader.advance()
    if not reader.at_end:
        builder.stop("json-end", reader.span)


class _Json:
    """A JSON reader that knows where it is. It recurses, but no deeper than the builder lets it."""

    def __init__(self, text: str, builder: Builder) -> None:
        self.body, self.builder = text, builder
        self.here = self.line_start = 0  # where the next token is looked for; where its line begins
        self.line = 1
        self.token = self.kind = ""
        self.advance()

    @property
    def at_end(self) -> bool:
        return not self.kind and self.here == len(self.body)

    def advance(self) -> str:
        """Move to the next token. Its kind is the symbol itself, text, number, word, or empty for none."""
        start = self._after_space()
        match = _TOKEN.match(self.body, start)
        self.token, self.kind = "", ""
        self.here = start
        if match is not None:
            self.here = match.end()
            self.token = match[0]
            self.kind = self.token if match.lastgroup == "symbol" else str(match.lastgroup)
        column = start - self.line_start + 1
        self.span = (self.line, column, column + max(1, self.here - start))
        return self.kind

    def _after_space(self) -> int:
        match = _SPACE.match(self.body, self.here)
        if match is None or not match[0]:
            return self.here
        if breaks := match[0].count("\n"):
            self.line += breaks
            self.line_start = self.body.rfind("\n", self.here, match.end()) + 1
        return match.end()

    def value(self) -> None:
        if self.kind == "{":
            self.members()
        elif self.kind == "[":
            self.elements()
        elif self.kind == "text":
            self.builder.value(self.builder.text(self.string(), self.span), self.span)
        elif self.kind == "number":
            self.builder.value(self.number(), self.span)
        elif self.kind == "word":
            self.builder.value(WORDS[self.token], self.span)
        else:
            self.refuse("json-value")

    def members(self) -> None:
        self.builder.open({}, self.span)
        if self.advance() != "}":
            self.member()
            while self.advance() == ",":
                self.advance()
                self.member()
            self.expect("}", "json-comma")
        self.builder.close()

    def member(self) -> None:
        self.expect("text", "json-key")
        self.builder.key(self.string(), self.span)
        self.advance()
        self.expect(":", "json-colon")
        self.advance()
        self.value()

    def elements(self) -> None:
        self.builder.open([], self.span)
        if self.advance() != "]":
            self.value()
            while self.advance() == ",":
                self.advance()
                self.value()
            self.expect("]", "json-comma")
        self.builder.close()

    def string(self) -> str:
        """The text of the current token."""
        if "\\" not in self.token:
            return self.token[1:-1]
        try:
            return str(json.loads(self.token))
        except ValueError:
            self.builder.stop("json-text", self.span)

    def number(self) -> int | Decimal | None:
        """The number of the current token."""
        if "e" in self.token or "E" in self.token:
            self.builder.fault("json-exponent", self.span)
            return None
        return self.builder.number(self.token, self.span)

    def expect(self, kind: str, code: str) -> None:
        if self.kind != kind:
            self.refuse(code)

    def refuse(self, code: str) -> NoReturn:
        """Stop at a token that cannot stand here; what is wrong in itself is named as such."""
        if not self.kind:
            if self.body.startswith('"', self.here):
                code = "json-text"
            elif _LIKE_A_NUMBER.match(self.body, self.here):
                code = "json-number"
        self.builder.stop(code, self.span)
