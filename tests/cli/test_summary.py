"""``adm-rules check --summary``: one page for many files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules import load
from adm_rules._internal.cli.app import app
from adm_rules._internal.cli.summary import Summary

ROOT = Path(__file__).parents[2]


def run(*arguments: object) -> tuple[int, str]:
    options = ("--rules", "tirano", "--on", "2026-03-31", "--summary", "--lang", "en")
    done = CliRunner().invoke(app, ["check", *map(str, arguments), *options])
    return done.exit_code, done.output


def test_a_folder_is_one_page() -> None:
    code, said = run(ROOT / "examples" / "exports")
    assert code == 1
    assert "esempio-turned-18-1 ✗ New voucher term" in said.replace("  ", " ")
    assert "What to ask: " in said


def test_an_agency_is_judged_once_and_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "one.json").write_text('{"id": "one", "birth_date": "2014-05-03"}')
    (tmp_path / "district.json").write_text('{"id": "d", "meetings": []}')
    (tmp_path / "agency.json").write_text('{"id": "a"}')
    code, said = run(
        tmp_path / "one.json", tmp_path / "bad.json", "--agency", tmp_path / "agency.json", "--format", "json"
    )
    assert code == 2
    data = json.loads(said[said.index('{"rules"') if '{"rules"' in said else said.index("{\n") :])
    assert [each["key"] for each in data["files"]] == ["one", "a"]
    assert [Path(each["key"]).name for each in data["failures"]] == ["bad.json"]


@pytest.mark.parametrize(("level", "code"), [("never", 0), ("error", 1)])
def test_the_fail_level_counts_here_too(level: str, code: int) -> None:
    export = ROOT / "examples" / "exports" / "turned_18.json"
    assert run(export, "--fail-level", level)[0] == code


def test_lines_of_a_summary_are_its_files_and_those_that_could_not_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    case = Path(__file__).parents[2] / "examples" / "cases" / "several_breaches.yaml"
    asked = [
        "check",
        str(case),
        str(bad),
        "--rules",
        "tirano",
        "--on",
        "2026-03-31",
        "--summary",
        "--format",
        "jsonl",
    ]
    done = CliRunner().invoke(app, asked)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, [line["record"] for line in lines]) == (2, ["file", "failure"])
    assert lines[0]["entries"][0]["verdict"] == "breaches"
    assert lines[1]["diagnostics"][0]["position"]["file"] == str(bad)


def test_cases_are_read_when_their_turn_comes_and_standard_input_once() -> None:
    folder = ROOT / "examples" / "month" / "cases"
    found = Summary(load("tirano"), [str(folder)], None, None)
    assert not any(found.models.values())
    names = [path.stem for path in sorted(folder.glob("*.yaml"))]
    assert len(found.cases) == len(names) > 1
    assert all(kept is None for _, _, kept in found.cases.files)
    keys = [key for key, _ in found.cases]
    assert keys == [vars(model)["id"] for _, model in found.cases]
    text = (ROOT / "examples" / "cases" / "several_breaches.yaml").read_text(encoding="utf-8")
    asked = ["check", "-", "--rules", "tirano", "--on", "2026-03-31", "--summary", "--lang", "en"]
    done = CliRunner().invoke(app, asked, input=text)
    named = CliRunner().invoke(
        app, [*asked[:1], str(ROOT / "examples" / "cases" / "several_breaches.yaml"), *asked[2:]]
    )
    assert (done.exit_code, done.stdout) == (1, named.stdout)
