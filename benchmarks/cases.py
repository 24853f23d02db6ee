"""The example files, as cases for the benchmarks."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from adm_rules._internal.yaml_source import read

Record: TypeAlias = "dict[str, Any]"
ROOT: Final = Path(__file__).resolve().parent.parent
#: The day on which the cases are judged.
ON: Final = date(2026, 3, 31)


@cache
def example_cases() -> dict[str, Record]:
    """The example files of Tirano as JSON data, by name; a file of another rule set names it in its head."""
    paths = sorted((ROOT / "examples" / "cases").glob("*.yaml"))
    return {path.stem: _plain(path) for path in paths if b"# Rule set:" not in path.read_bytes()}


@cache
def plain_file(name: str) -> Record:
    """A file of `examples` as JSON data."""
    return _plain(ROOT / "examples" / name)


def _plain(path: Path) -> Record:
    data = read(path.read_text(encoding="utf-8"), path.name).data
    return json.loads(json.dumps(data, default=str))  # type: ignore[no-any-return]
