"""Writes the expected statement of the worked month to examples/month, as text in both languages, JSON and CSV.

A step of `tools/regenerate.py`. After a change that is meant to change amounts, read the difference: tests/rules
compares the stored files with what the library says now, byte for byte, and reckons the totals a second time by hand.
The JSON leaves out the fingerprint and the library's version, which change more often than amounts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from adm_rules import RuleSet, load
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from tools.writing import write

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "examples" / "month"
AGENCY: Final = FOLDER / "cooperativa_esempio.yaml"
RULES: Final = ROOT / "examples" / "overlays" / "tirano_2026.yaml"
MONTH: Final = "2026-03"


@cache
def rules() -> RuleSet:
    """The rule set that the month is reckoned by."""
    return load(RULES)


def cases() -> list[Path]:
    """The twelve cases."""
    return sorted((FOLDER / "cases").glob("*.yaml"))


@cache
def statement() -> Statement:
    """The statement of the month, with the invoices of the agency."""
    agency = AGENCY.read_bytes()
    return rules().statement([path.read_bytes() for path in cases()], month=MONTH, agency=agency)


def expected() -> Iterator[tuple[Path, str]]:
    """The stored files, and what they should hold."""
    made = statement()
    yield FOLDER / "statement.json", json.dumps(made.to_dict(), ensure_ascii=False, indent=1) + "\n"
    yield FOLDER / "statement.csv", csv_of(made)
    for lang in ("it", "en"):
        text = text_of(made, Page(lang, 100), rules=rules())
        yield FOLDER / f"statement.{lang}.txt", text + "\n"


def main() -> None:
    """Write the files that have changed."""
    write(dict(expected()))


if __name__ == "__main__":
    main()
