"""Text to plain data with a position for every path: the only module that knows YAML (and JSON).

The YAML read here is a strict part of YAML 1.1. The data is dict, list, str, int, Decimal, bool and None:

- only ``true`` and ``false`` are booleans, only ``null`` and nothing are None;
- a plain integer without leading zeros is an int, a plain decimal number a Decimal; any other scalar is text
  as it is written (``NO``, ``on``, ``012``, ``17:30``, ``1_000``, ``.inf``, ``~``, dates);
- keys are always text;
- repeated keys, anchors, aliases, tags, merge keys, directives and second documents are refused, and so are
  tabs, control and bidirectional characters, and any encoding but UTF-8 without a byte order mark.

All faults are reported at once, as diagnostics; nothing is raised. The data is None exactly when there is a
fault. With ``private=True`` no key and no value of the text appears in a diagnostic.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EINVAL
from pathlib import Path, PurePath
from typing import Any

from adm_rules._internal.arguments import as_name, as_text
from adm_rules._internal.diagnostics import Diagnostic, Position, sort_key
from adm_rules._internal.yaml_source.builder import Builder, Stop
from adm_rules._internal.yaml_source.json_reader import read_json as _read_json
from adm_rules._internal.yaml_source.source import (
    DATA_LIMITS,
    FAULTS,
    RULE_LIMITS,
    START,
    Limits,
    Places,
    Source,
    Span,
    span_of,
)


def read(text: str | bytes, file: str, *, limits: Limits = RULE_LIMITS, private: bool = False) -> Source:
    """Read YAML text. ``file`` is the name in positions; ``private`` keeps the text out of every message."""
    return _read(_read_yaml, text, file, limits, private=private)


def read_json(text: str | bytes, file: str, *, limits: Limits = DATA_LIMITS, private: bool = True) -> Source:
    """Read JSON text (RFC 8259), with the same types and limits as YAML. Numbers have no exponent."""
    return _read(_read_json, text, file, limits, private=private)


def read_data(text: str | bytes, name: str, *, limits: Limits = DATA_LIMITS, private: bool = True) -> Source:
    """Read a data text: JSON or YAML by the suffix of ``name``, or by a first bracket without one."""
    suffix = PurePath(name).suffix.lower() if "." in as_name(name, "name") else ""
    text = as_text(text, "text")
    head = text[:1000] if isinstance(text, str) else text[:1000].decode("latin-1")
    is_json = suffix == ".json" or (suffix not in (".yaml", ".yml") and head.lstrip()[:1] in ("{", "["))
    return _read(_read_json if is_json else _read_yaml, text, name, limits, private=private)


def read_data_file(
    path: str | os.PathLike[str], *, limits: Limits = DATA_LIMITS, private: bool = True
) -> Source:
    """Read a data file as `read_data` does. A file that cannot be opened is a diagnostic too."""
    given: Any = path
    name = as_name(os.fspath(given) if isinstance(given, os.PathLike) else given, "path")
    try:
        text = bytes_of(Path(path), limits)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        message, remedy = FAULTS["unreadable-file"]
        fault = Diagnostic("unreadable-file", message, Position(name, 1, 1), help=remedy)
        return Source(name, diagnostics=(fault,))
    return read_data(text, name, limits=limits, private=private)


def bytes_of(path: Path, limits: Limits) -> bytes:
    """What stands in a file, at most one byte more than may be read: the reader then says that it is too large.

    Raises:
        OSError: it cannot be opened, or is no regular file: a pipe may never end, and a device has no end at all.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(EINVAL, "not a regular file")
    with path.open("rb") as stream:
        return stream.read(limits.bytes + 1)


def _read_yaml(text: str, builder: Builder) -> None:
    """YAML's reader, which is only loaded when there is YAML."""
    from adm_rules._internal.yaml_source.yaml_reader import read_yaml

    read_yaml(text, builder)


def _read(
    reader: Callable[[str, Builder], None], text: str | bytes, file: str, limits: Limits, *, private: bool
) -> Source:
    builder = Builder(as_name(file, "file"), limits, private=private)
    text, decoded = as_text(text, "text"), ""
    try:
        decoded = _decoded(text, builder)
        reader(decoded, builder)
        if not builder.faults and builder.root in ([], [None]):
            builder.fault("empty-file", START)
    except Stop:
        pass
    lines = () if private else tuple(decoded.split("\n"))
    data = None if builder.faults else builder.root[0]
    faults = tuple(sorted(builder.faults, key=sort_key))
    return Source(file, data, lines, faults, builder.locate)


def _decoded(text: str | bytes, builder: Builder) -> str:
    if len(text) > builder.limits.bytes:
        builder.stop("too-large", START, limit=builder.limits.bytes)
    decoded = text if isinstance(text, str) else _from_utf8(text, builder)
    if decoded.startswith("\ufeff"):
        builder.stop("byte-order-mark", START)
    return decoded.replace("\r\n", "\n")


def _from_utf8(text: bytes, builder: Builder) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        before = text[: error.start].decode()
        builder.stop("not-utf8", span_of(before, len(before)))
