"""Writes ``docs/schemas``: the JSON Schema of each kind of file that people write. See `tools.regenerate`."""

from __future__ import annotations

from pathlib import Path

from adm_rules._internal.engine import available, load
from adm_rules._internal.schemas.documents import schema_texts
from adm_rules._internal.schemas.vocabulary import of_all

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "schemas"


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(exist_ok=True)
    known = of_all(map(load, available()))
    for name, text in schema_texts(known).items():
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
