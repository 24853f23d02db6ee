"""docs/coverage has a page for each register; that they say what the registers say, `make regenerate --check` sees."""

from __future__ import annotations

from pathlib import Path

from adm_rules._internal.review.register import registers
from tools.gen_coverage import main


def test_every_register_has_a_page_and_what_is_left_over_goes(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("left over", encoding="utf-8")
    main(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"index.md", *(f"{name}.md" for name in registers())}
