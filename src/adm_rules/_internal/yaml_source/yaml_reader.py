"""YAML by the events of PyYAML's parsers: they show anchors and tags, and expand and evaluate nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import yaml
from yaml import events

from adm_rules._internal.yaml_source.builder import FORBIDDEN, WORDS, Builder
from adm_rules._internal.yaml_source.source import START, Span, span_of

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events, about ten times faster

# Parts of the parsers' own messages (LibYAML's and PyYAML's differ), first match wins.
_SYNTAX: Final = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("while scanning an alias", "alias"),
    ("while scanning an anchor", "anchor"),
    ("while scanning a tag", "tag"),
    ("while parsing a tag", "tag"),
    ("tag handle", "tag"),
    ("while scanning a quoted scalar", "yaml-quote"),
    ("while parsing a quoted scalar", "yaml-escape"),
    ("while scanning a double-quoted scalar", "yaml-escape"),
    ("while scanning a block scalar", "yaml-block"),
    ("node content", "yaml-syntax"),
    ("while parsing a flow", "yaml-bracket"),
    ("cannot start any token", "yaml-start"),
    ("while parsing a block", "yaml-indentation"),
    ("sequence entries are not allowed", "yaml-dash"),
)
#: Quotation marks of a text processor: to YAML they are letters.
_CURLY: Final = frozenset(
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
_SHOWN_AT_START: Final = ("yaml-quote", "yaml-escape", "yaml-bracket")
_BAD: Final = re.compile(f"[{FORBIDDEN}\\t\\r]")
_DIRECTIVE: Final = re.compile("^%", re.MULTILINE)
_GLUED_COMMENT: Final = re.compile("[|>][-+0-9]*#")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def read_yaml(text: str, builder: Builder) -> None:
    """Read a YAML text into ``builder``."""
    _check_characters(text, builder)
    loader = _Loader(text)
    try:
        _Reader(text, builder).read(loader.get_event)
    except yaml.MarkedYAMLError as error:
        builder.fault(*_syntax_fault(error))
    except (ValueError, OverflowError):  # PyYAML, but not LibYAML, calls chr() with whatever \U says
        mark = loader.get_mark()
        builder.fault("yaml-escape", (mark.line + 1, mark.column + 1, None))
    finally:
        loader.dispose()


def _check_characters(text: str, builder: Builder) -> None:
    if bad := _BAD.search(text):
        code = {"\t": "tab-character", "\r": "carriage-return"}.get(bad[0], "forbidden-character")
        builder.stop(code, span_of(text, bad.start()), code_point=f"U+{ord(bad[0]):04X}")
    if bad := _DIRECTIVE.search(text):  # LibYAML would take thousands of them, in quadratic time
        builder.stop("directive", span_of(text, bad.start()))


def _syntax_fault(error: yaml.MarkedYAMLError) -> tuple[str, Span]:
    """The parser's fault in our words; what has a beginning but no end is shown where it begins."""
    said = f"{error.context}: {error.problem}"
    code = next((code for part, code in _SYNTAX if part in said), "yaml-syntax")
    mark = (error.context_mark if code in _SHOWN_AT_START else None) or error.problem_mark
    return code, (mark.line + 1, mark.column + 1, None) if mark else START


class _Reader:
    """Passes each event on to the builder, and refuses what only one of the two parsers would accept."""

    def __init__(self, source: str, builder: Builder) -> None:
        self.source, self.builder = source, builder
        self.documents = 0
        self.brackets = 0  # how many collections in brackets are open

    def read(self, next_event: Callable[[], Any]) -> None:
        take: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self.scalar,
            events.MappingStartEvent: self.mapping,
            events.MappingEndEvent: self.end,
            events.SequenceStartEvent: self.sequence,
            events.SequenceEndEvent: self.end,
            events.AliasEvent: self.alias,
            events.DocumentStartEvent: self.document,
        }
        while (kind := type(event := next_event())) is not events.StreamEndEvent:
            if kind in take:
                take[kind](event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.builder.stop("many-documents", _span(event))

    def mapping(self, event: Any) -> None:
        self.builder.open({}, self.begin(event))

    def sequence(self, event: Any) -> None:
        self.builder.open([], self.begin(event))

    def begin(self, event: Any) -> Span:
        if self.brackets or event.flow_style:
            self.brackets += 1
        return self.span(event)

    def end(self, _: Any) -> None:
        if self.brackets:
            self.brackets -= 1
        self.builder.close()

    def alias(self, event: Any) -> None:
        self.builder.refuse("alias", _span(event), event.anchor)

    def scalar(self, event: Any) -> None:
        span = self.span(event)
        text: str = event.value
        if event.style:
            if glued := _GLUED_COMMENT.match(self.source, event.start_mark.index):  # PyYAML refuses it
                self.builder.fault("yaml-block", span_of(self.source, glued.end() - 1))
        elif self.brackets and "?" in text:  # so here
            self.builder.fault("yaml-question", span)
        if self.builder.wants_key:
            if text == "<<" and not event.style:
                self.builder.fault("merge-key", span)
            self.builder.key(text, span)
        else:
            self.builder.value(self.builder.text(text, span) if event.style else self.plain(text, span), span)

    def plain(self, text: str, span: Span) -> str | int | Decimal | bool | None:
        if text in WORDS:
            return WORDS[text]
        if text[:1] in _CURLY and text[-1:] in _CURLY:
            self.builder.fault("yaml-curly-quotes", span)
        return self.builder.number(text, span) if _NUMBER.fullmatch(text) else self.builder.text(text, span)

    def span(self, event: Any) -> Span:
        """Where a node begins; its anchor and its tag are refused."""
        span = _span(event)
        if event.anchor is not None:
            self.builder.fault("anchor", span, event.anchor)
        if event.tag is not None:
            self.builder.fault("tag", span, event.tag)
        return span


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    line, column = start.line, start.column
    has_width = end.line == line and end.column > column  # what is in block style or empty has none
    return line + 1, column + 1, end.column + 1 if has_width else None
