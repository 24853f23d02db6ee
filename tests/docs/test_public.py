"""The modules that are for users: the page names them all, and no page for users shows anything else."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import adm_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "integration.md").read_text(encoding="utf-8")
PUBLIC = {each.name for each in iter_modules(adm_rules.__path__) if not each.name.startswith("_")} - {
    "version"
}


def test_the_page_names_every_public_module() -> None:
    section = PAGE.split("## What is public")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `adm_rules\.(\w+)`", section, re.MULTILINE)) == PUBLIC


def test_a_public_module_exports_what_it_says() -> None:
    for name in PUBLIC:
        module = import_module(f"adm_rules.{name}")
        assert module.__all__ == sorted(module.__all__)
        homes = {getattr(module, each).__module__ for each in module.__all__}
        assert (
            homes == {"typing"}
            if name == "names"
            else all(map(re.compile("adm_rules._internal").match, homes))
        )


def test_pages_for_users_import_nothing_internal() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.py")]
    shown = {
        page.name
        for page in pages
        if re.search(r"(from|import) adm_rules\._internal", page.read_text("utf-8"))
    }
    assert not shown
