"""The site has every page of the documentation and every rule of every rule set; `make site` builds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adm_rules import available, load
from tools import build_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site.write_source(folder)
    return folder


def test_every_page_of_the_documentation_is_a_page(source: Path) -> None:
    pages = {path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md")}
    assert {path for path in pages if not (source / path).is_file()} == set()


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("name", available())
def test_every_rule_has_its_place_in_both_languages(source: Path, name: str, lang: str) -> None:
    written = "\n".join(path.read_text("utf-8") for path in (source / "rules" / lang / name).glob("*.md"))
    rules = load(name)
    assert [rule.id for rule in rules.rules if f"`{rule.id}`" not in written] == []
    assert [each for each in rules.regulation.tariffs if f"`{each}`" not in written] == []
    assert rules.regulation.title.in_language(lang) in written


def test_a_link_to_what_the_site_has_not_is_plain_text(source: Path) -> None:
    text = (source / "docs" / "first-screens.md").read_text("utf-8")
    assert "](../examples" not in text
    assert "](../examples" in (ROOT / "docs/first-screens.md").read_text("utf-8")


def test_words_of_a_rule_are_no_markup() -> None:
    assert build_site._plain("$weekly_cap [art. 7] <b>") == r"\$weekly\_cap \[art. 7\] \<b\>"
