"""docs/coverage says what the registers say."""

from __future__ import annotations

from pathlib import Path

import pytest

from adm_rules.review.register import registers
from tools.gen_coverage import PAGES, main, pages, stale


def test_the_pages_are_up_to_date() -> None:
    assert stale(PAGES, pages()) == [], "run tools/gen_coverage.py"


def test_every_register_has_a_page() -> None:
    assert set(pages()) == {"index.md", *(f"{name}.md" for name in registers())}


def test_pages_are_written_told_and_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.md").write_text("left over", encoding="utf-8")
    assert main(["--check"], tmp_path) == 1
    told = capsys.readouterr().out
    assert "docs/coverage/index.md: out of date" in told
    assert "docs/coverage/old.md: out of date" in told
    assert main([], tmp_path / "new") == 0
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    assert not (tmp_path / "old.md").exists()
