"""A rule as it stands in its file."""

from __future__ import annotations

from adm_rules._internal.rules import Path, Regulation
from adm_rules._internal.yaml_source import read


def source_of(regulation: Regulation, path: Path) -> tuple[int, tuple[str, ...]]:
    """The number of the first line of what stands at a path, and its lines without their common indent."""
    place = read(regulation.text, regulation.file).key_at(path)
    lines = regulation.text.split("\n")[place.line - 1 :]
    dash = _indent(lines[0])
    ends = (n for n, line in enumerate(lines) if n and line.strip() and _indent(line) <= dash)
    own = lines[: next(ends, len(lines))]
    while not own[-1].strip():
        own.pop()
    return place.line, tuple(line[dash:] for line in own)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
