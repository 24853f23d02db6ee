"""Slips of grammar, in all that is told of what is shipped and of what is wrong in files: articles and numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adm_rules._internal.facts import registry
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.texts import one_of
from tests.cli.test_show import run

ROOT = Path(__file__).parents[2]
RULE_SETS = ["tirano", "medio_olona", "basso_lodigiano", "sud_est_milano", "scheda_comunale"]
RULE_SETS += sorted(
    str(path) for path in (ROOT / "examples").glob("*/*/*.yaml") if path.parent.name == path.stem
)
RULE_SETS += sorted(str(path) for path in (ROOT / "examples" / "tariffs").glob("*.yaml"))
#: Of English: an article before the wrong sound. Of both: one of several.
ARTICLES = re.compile(
    r"\b[Aa] [`“\"]?(?!(?:one|once)\b)[aeio]\w+"
    r"|\b[Aa]n [`“\"]?(?!(?:hour|honest|ISEE|SMS)\b)(?![aeiouAEIOU])[a-zA-Z]\w*"
)
NUMBERS = re.compile(
    r"(?<![\w.,:–/-])1 (?:days|hours|months|years|minutes|weeks|sessions|files|ore|giorni|mesi|anni|minuti)\b"
)
TOLD = [
    *(ROOT / "tests" / "rules" / "bad").glob("*.yaml"),
    *(path for path in (ROOT / "tests" / "rules" / "bad_files").rglob("*.txt")),
]


def slips(told: str, *wrong: re.Pattern[str]) -> list[str]:
    return [found.group() for pattern in wrong for found in pattern.finditer(told)]


@pytest.mark.parametrize("name", RULE_SETS, ids=lambda name: Path(name).stem)
def test_a_rule_set_in_words(name: str) -> None:
    assert slips(run("show", name, "--lang", "en").stdout, ARTICLES, NUMBERS) == []
    assert slips(run("show", name).stdout, NUMBERS) == []


def test_facts_and_diagnostics() -> None:
    assert (
        slips((ROOT / "docs" / "facts.md").read_text(encoding="utf-8").replace("<br>", "\n"), NUMBERS) == []
    )
    assert len(TOLD) > 200
    for path in TOLD:
        lines = path.read_text(encoding="utf-8").splitlines()
        said = [line for line in lines if re.search(r"(?:error|warning|note)\[|help: ", line)]
        assert slips("\n".join(said), ARTICLES, NUMBERS) == [], path.name


@pytest.mark.parametrize("word", [*registry().subjects, *ROOTS, "use", "unit", "umbrella"])
def test_an_english_word_has_its_article(word: str) -> None:
    said = one_of(word)
    assert said in (f"a `{word}`", f"an `{word}`")
    assert slips(said, ARTICLES) == []


def test_slips_are_found() -> None:
    told = "there is a `intervention`, an session, 1 days; a use, an hour, 21 days, 1.1 hours"
    assert slips(told, ARTICLES, NUMBERS) == ["a `intervention", "an session", "1 days"]
