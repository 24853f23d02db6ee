"""Puts new entries into the text of a rule file; everything that stands in it stays as it is, comments included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.yaml_source import Source, read

#: The parts of a rule file that hold entries, in their order.
_ORDER: Final = (
    "names",
    "facts",
    "readings",
    "values",
    "derogations",
    "tariffs",
    "vouchers",
    "rules",
    "orders",
)


def with_entry(text: str, file: str, section: str, entry: Sequence[str]) -> str:
    """The text with an entry at the end of a part, which is begun where the file has none."""
    source, lines = _read(text, file), text.split("\n")
    if section not in source.data:
        later = _ORDER[_ORDER.index(section) + 1 :]
        row = min(source.key_at((key,)).line for key in later if key in source.data) - 1
        row = _before_comments(lines, row)
        gap = [""] if lines[row].strip() else []
        return "\n".join([*lines[:row], "", f"{section}:", *entry, *gap, *lines[row:]])
    row = _end(source, lines, section)
    return "\n".join([*lines[:row], *entry, *lines[row:]])


def with_rule(text: str, file: str, topic: str, entry: Sequence[str]) -> str:
    """The text with a rule behind the last one of its topic, else behind all."""
    source, lines = _read(text, file), text.split("\n")
    ids = [str(each["id"]) for each in source.data["rules"]]
    last = max((n for n, name in enumerate(ids) if name.partition(".")[0] == topic), default=len(ids) - 1)
    row = _end(source, lines, "rules")
    if last + 1 < len(ids):
        row = _before_comments(lines, source.at(("rules", last + 1)).line - 1)
    return "\n".join([*lines[:row], "", *entry, *lines[row:]])


def _read(text: str, file: str) -> Source:
    source = read(text, file)
    source.raise_if_errors()
    return source


def _end(source: Source, lines: Sequence[str], section: str) -> int:
    """The number of lines up to the end of a part, without the comments that belong to the next."""
    start = source.key_at((section,)).line
    if lines[start - 1].partition("#")[0].strip() != f"{section}:":
        raise AdmRulesError(
            f"{source.file}:{start}: write `{section}` with one entry a line, then it can be added to"
        )
    later = [source.key_at((key,)).line for key in source.data]
    return _before_comments(lines, min((line for line in later if line > start), default=len(lines) + 1) - 1)


def _before_comments(lines: Sequence[str], row: int) -> int:
    """The row behind the last line above that is neither empty nor a comment."""
    while row and (not lines[row - 1].strip() or lines[row - 1].lstrip().startswith("#")):
        row -= 1
    return row
