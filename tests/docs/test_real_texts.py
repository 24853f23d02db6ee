"""docs/real-texts.md: what a row says is said stands where the row says it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adm_rules._internal.engine import load
from tests.docs.test_clauses_page import CLAUSES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "real-texts.md").read_text(encoding="utf-8")
LANGUAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)[1:]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}"[:60])
def test_what_a_row_names_is_there(row: tuple[str, str, str]) -> None:
    said = row[2]
    if said.startswith("not said: "):
        assert len(said) > 40
    elif clause := re.fullmatch(r"clause \*(.+)\*", said):
        assert sum(clause[1] in each for each in CLAUSES) == 1
    elif word := re.fullmatch(r"word `(\w+)`", said):
        assert f"`{word[1]}" in LANGUAGE or f"{{{word[1]}:" in LANGUAGE
    else:
        district, *names = said.split()
        known = load(str(ROOT / "examples" / "districts" / district / f"{district}.yaml")).regulation
        there = {*(each.id for each in known.rules), *(each.id for each in known.orders), *known.tariffs}
        assert {name.strip("`") for name in names} <= there


def test_the_page_counts_its_rows() -> None:
    said = sum(not row[2].startswith("not said") for row in ROWS)
    assert f"Of {len(ROWS)} rows {said} are said" in PAGE
