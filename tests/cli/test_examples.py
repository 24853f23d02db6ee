"""``adm-rules test``."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tests.rules.small import rule, text
from tests.unit.test_review_examples import ONE, document

runner = CliRunner()


def run(*arguments: str) -> Any:
    return runner.invoke(app, ["test", *arguments], env={"COLUMNS": "160"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = rule("{attendance_allowance: {is: true}}", id="allowance", per="case")
    (tmp_path / "small.yaml").write_text(text(made), encoding="utf-8")
    (tmp_path / "examples" / "small").mkdir(parents=True)
    (tmp_path / "examples" / "small" / "one.yaml").write_text(document(ONE), encoding="utf-8")
    return tmp_path


def spoil(folder: Path, old: str, new: str) -> str:
    path = folder / "examples" / "small" / "one.yaml"
    path.write_text(document(ONE.replace(old, new)), encoding="utf-8")
    return str(path)


def test_examples_that_come_out_are_counted(folder: Path) -> None:
    done = run(str(folder / "small.yaml"))
    assert done.exit_code == 0
    assert done.stdout.endswith("small 1: 1 esempi, tutti come attesi\n")
    assert "  allowance: complies, not_applicable, undecided\n" in done.stdout


def test_an_example_that_does_not_is_told_with_its_place(folder: Path) -> None:
    path = spoil(folder, "verdict: breaches", "verdict: complies")
    done = run(str(folder / "small.yaml"), "--lang", "en")
    assert done.exit_code == 1
    assert f"✗ one · allowance\n  {folder}/examples/small/one.yaml:8:5\n" in done.stdout
    said = "verdict complies, subject c1, severity error, reading_dependent false, derogation none"
    assert f"  expected: {said}" in done.stdout
    assert "  got: verdict breaches, subject c1" in done.stdout
    assert "missing []" in done.stdout
    assert done.stdout.endswith("small 1: 1 examples, 1 of them not as expected\n")
    assert run(path).exit_code == 1


def test_a_file_that_is_no_case_and_no_findings_are_told(folder: Path) -> None:
    spoil(folder, "attendance_allowance: false", "attendance_allowance: maybe")
    assert "attendance_allowance" in run(str(folder / "small.yaml")).stdout
    start = ONE.index("    expect:")
    spoil(folder, ONE[start:], "    expect: []\n")
    assert "  atteso: nessun esito\n" in run(str(folder / "small.yaml")).stdout


def with_another(folder: Path) -> None:
    other = (folder / "small.yaml").read_text(encoding="utf-8").replace("id: small", "id: other")
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    shutil.copytree(folder / "examples" / "small", folder / "examples" / "other")


@pytest.mark.parametrize("where", ["", "examples"])
def test_a_folder_stands_for_its_rule_files(folder: Path, where: str) -> None:
    with_another(folder)
    done = run(str(folder / where), "--format", "json")
    assert [each["rules"] for each in json.loads(done.stdout)] == ["other", "small"]


def test_every_rule_is_listed_when_asked(folder: Path) -> None:
    done = run(str(folder / "small.yaml"), "--all")
    row = next(line for line in done.stdout.splitlines() if line.split()[:1] == ["allowance"])
    assert row.split() == ["allowance", "–", "1", "–", "–", "–", "–", "–"]


def test_nothing_is_said_of_verdicts_when_none_lacks_an_example(folder: Path) -> None:
    verdicts = ("complies", "breaches", "undecided", "not_applicable")
    several = [
        ONE.replace("id: one", f"id: {v}").replace("verdict: breaches", f"verdict: {v}") for v in verdicts
    ]
    (folder / "examples" / "small" / "one.yaml").write_text(document(*several), encoding="utf-8")
    assert "Verdicts that" not in run(str(folder / "small.yaml"), "--lang", "en").stdout


def test_results_are_data_too(folder: Path) -> None:
    spoil(folder, "verdict: breaches", "verdict: complies")
    done = run(str(folder / "small.yaml"), "--format", "json")
    (suite,) = json.loads(done.stdout)
    assert done.exit_code == 1
    assert suite["failed"][0]["got"][0]["verdict"] == "breaches"


def test_faults_of_examples_and_unknown_names_end_the_command(folder: Path) -> None:
    spoil(folder, "base: case", "base: cse")
    done = run(str(folder / "small.yaml"))
    assert done.exit_code == 3
    assert "error[unknown-base]" in done.stderr
    unknown = run("tiran")
    assert unknown.exit_code == 2
    assert "did you mean `tirano`?" in unknown.stderr


def test_a_shipped_rule_set_is_run_by_name() -> None:
    done = run("medio_olona")
    assert done.exit_code == 0
    assert "medio_olona" in done.stdout


def test_only_what_a_change_touches_is_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    with_another(folder)
    monkeypatch.chdir(folder)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    quiet = run("small.yaml", "--changed", "HEAD", "--lang", "en")
    assert (quiet.exit_code, quiet.stdout + quiet.stderr) == (0, "small 1: 0 examples, all as expected\n")
    path = folder / "small.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("is: true", "is_not: true"), encoding="utf-8")
    whole = run(".", "--changed", "HEAD", "--format", "json")
    assert {each["rules"]: each["examples"] for each in json.loads(whole.stdout)} == {"other": 0, "small": 1}
    told = run("small.yaml", "--changed", "HEAD", "--lang", "en")
    assert told.stdout.endswith("small 1: 1 examples, 1 of them not as expected\n")
    path.write_text(path.read_text(encoding="utf-8").replace("is_not: true", "is: true"), encoding="utf-8")
    spoil(folder, "verdict: breaches", "verdict: complies")
    changed = run("small.yaml", "--changed", "HEAD", "--lang", "en")
    assert changed.stdout.endswith("small 1: 1 examples, 1 of them not as expected\n")
    path.rename(folder / "new.yaml")
    assert run("new.yaml", "--changed", "HEAD").exit_code == 2
