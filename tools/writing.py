"""How the scripts of this folder write what they generate: all of it once it is all there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write(wanted: Mapping[Path, str | None]) -> None:
    """Write the files whose text differs, and take away those that have none; tell which."""
    for path, text in wanted.items():
        old = path.read_text(encoding="utf-8") if path.exists() else None
        if old == text:
            continue
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {'taken away' if text is None else 'written'}")


def with_left_over(wanted: Mapping[Path, str], there: set[Path]) -> dict[Path, str | None]:
    """What is wanted, and no text for the files that are there and no longer wanted."""
    return {**wanted, **dict.fromkeys(sorted(there - set(wanted)))}


def table(data: Any, depth: int) -> str:
    """JSON with what lies ``depth`` levels down on a line of its own, so that a difference is read row by row."""
    return _table(data, depth) + "\n"


def _table(data: Any, depth: int) -> str:
    if not depth or isinstance(data, str):
        return json.dumps(data, ensure_ascii=False)
    if isinstance(data, Mapping):
        rows = [f"{json.dumps(key)}: {_table(each, depth - 1)}" for key, each in data.items()]
        return "{\n" + ",\n".join(rows) + "\n}"
    return "[\n" + ",\n".join(_table(each, depth - 1) for each in data) + "\n]"
