"""Every mistake of `slips.yaml` is told: by whom first, and how.

All of one rule set that the same one tells are made at once here; for the night each is made alone, and nothing before
its teller may tell it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load
from adm_rules._internal.lint.linting import UNUSED, lint
from adm_rules._internal.review.diff.comparing import compared
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.review.examples import run_suite, suites
from tests.rules.slips import SLIPS, TELLERS, Slip

ROOT: Final = Path(__file__).parents[2]
RULES: Final = ROOT / "rules"
SETS: Final = sorted({slip.rules for slip in SLIPS})
#: How many lines off a fault may be told.
NEAR: Final = 8


def room(rules: str, folder: Path) -> Path:
    """A folder like that of the shipped rules; the rule file in it is still to be written."""
    for part in ("norms", f"examples/{rules}"):
        shutil.copytree(RULES / part, folder / part)
    for file in (RULES / "readings.csv", RULES / "presupposed.csv", ROOT / "adm-rules.toml"):
        shutil.copy(file, folder)
    return folder / f"{rules}.yaml"


def original(rules: str) -> str:
    return (RULES / f"{rules}.yaml").read_text(encoding="utf-8")


def lines_of(slip: Slip) -> set[int]:
    """The lines that the mistake changes, and those next to them; or those that hold what the slip names."""
    before, after = original(slip.rules).splitlines(), slip.spoil(original(slip.rules)).splitlines()
    if "at" in slip.made:
        return {n for n, line in enumerate(after, start=1) if slip.made["at"] in line}
    first = next(n for n, (old, new) in enumerate(zip(before, after, strict=False), start=1) if old != new)
    changed = 1 + max(0, len(after) - len(before))
    return set(range(first - NEAR, first + changed + NEAR))


def told_by_loading(path: Path) -> set[tuple[str, int]]:
    """The codes that loading tells, with their lines."""
    try:
        load(path)
    except DiagnosticsError as error:
        return {(each.code, each.position.line if each.position else 0) for each in error.diagnostics}
    return set()


def told_by_lint(path: Path) -> set[tuple[str, int]]:
    return {(each.code, each.line) for each in lint(str(path)).findings if each.code != UNUSED}


def told_by_examples(path: Path, rules: Iterable[str] = ()) -> set[str]:
    """The rules of which examples fail; with ``rules`` only theirs are run."""
    (suite,) = suites(str(path))
    asked = [each for each in suite.examples if not rules or each.rule in rules]
    return {each.example.rule for each in run_suite(replace(suite, examples=tuple(asked))).failed}


def told_by_comparison(path: Path) -> set[str]:
    asked = ["diff", str(RULES / path.name), str(path), "--on", "2026-03-31", "--format", "json"]
    told = CliRunner().invoke(app, [*asked, "--fail-on", "never"])
    return {each["name"] for each in json.loads(told.output)["changes"]}


def is_told(slip: Slip, path: Path) -> bool:
    """Whether its teller tells the mistake, as it should."""
    if slip.teller == "examples":
        return slip.told in told_by_examples(path, {slip.told})
    if slip.teller == "comparison":
        return slip.told in told_by_comparison(path)
    found = told_by_loading(path) if slip.teller == "load" else told_by_lint(path)
    at = {line for code, line in found if code == slip.told}
    # What differs from the register is told at a line of the register.
    return bool(at if slip.told == "register-disagrees" else at & lines_of(slip))


def before(slip: Slip, path: Path) -> bool:
    """Whether somebody tells the mistake before its teller."""
    asked: tuple[Callable[[Path], object], ...] = (told_by_loading, told_by_lint, told_by_examples)
    return any(tell(path) for tell in asked[: TELLERS.index(slip.teller)])


@pytest.mark.parametrize(
    "slip", [each for each in SLIPS if each.teller == "load"], ids=lambda slip: slip.name
)
def test_what_cannot_be_meant_does_not_load(slip: Slip, tmp_path: Path) -> None:
    path = tmp_path / f"{slip.rules}.yaml"
    path.write_text(slip.spoil(original(slip.rules)), encoding="utf-8")
    assert is_told(slip, path), (told_by_loading(path), lines_of(slip))


def together(slips: Iterable[Slip], text: str) -> tuple[str, set[str]]:
    """A rule file with several mistakes at once, and what is to be told; of two at one place it has the first."""
    wanted = set()
    for slip in slips:
        with suppress(AssertionError):
            text = slip.spoil(text)
            wanted.add(slip.told)
    return text, wanted


GROUPS: Final = sorted({(slip.rules, slip.teller) for slip in SLIPS if slip.teller != "load"})


@pytest.mark.parametrize(("rules", "teller"), GROUPS)
def test_mistakes_made_together_are_each_told(rules: str, teller: str, tmp_path: Path) -> None:
    group = [
        slip for slip in SLIPS if (slip.rules, slip.teller) == (rules, teller) and "alone" not in slip.made
    ]
    path = room(rules, tmp_path)
    text, wanted = together(group, original(rules))
    path.write_text(text, encoding="utf-8")
    if teller == "lint":
        found = {code for code, _ in told_by_lint(path)}
    elif teller == "examples":
        found = told_by_examples(path, wanted)
    else:
        old, new = (DiffSide(rules, rules, load(each), ()) for each in (RULES / path.name, path))
        found = {each.name for each in compared(old, new, date(2026, 3, 31)).changes}
    assert wanted - found == set()


def test_every_shipped_rule_set_has_slips_and_every_teller_tells_some() -> None:
    assert sorted(path.stem for path in RULES.glob("*.yaml")) == SETS
    assert {slip.teller for slip in SLIPS} == set(TELLERS)
    assert len(SLIPS) == len({slip.name for slip in SLIPS}) > 100


@pytest.mark.deep  # lint, all examples or a comparison of a rule set, for each
@pytest.mark.parametrize(
    "slip", [each for each in SLIPS if each.teller != "load"], ids=lambda slip: slip.name
)
def test_the_first_who_can_tells_a_slip(slip: Slip, tmp_path: Path) -> None:
    path = room(slip.rules, tmp_path)
    path.write_text(slip.spoil(original(slip.rules)), encoding="utf-8")
    assert is_told(slip, path)
    assert not before(slip, path)
