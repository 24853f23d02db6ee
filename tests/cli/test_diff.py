"""``adm-rules diff``: its sides, its forms, and how it ends."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tests.rules.small import rule, text

ROOT = Path(__file__).parents[2]
SARIF = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
DAY = ("--on", "2026-03-31")
BEFORE = text(rule("{session_time: {at_most: 3 h}}"))
AFTER = text(rule("{session_time: {at_most: 4 h}}"))
EXAMPLE = """examples:
  - id: long
    rule: r
    on: 2026-03-31
    root: case
    file:
      id: a
      birth_date: 2014-05-03
      interventions:
        - id: i
          service: home_education
          sessions: [{start: 2026-03-02T15:00, end: 2026-03-02T18:30, status: delivered}]
    expect: [{verdict: breaches}]
"""


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["diff", *map(str, arguments), *DAY])
    return done.exit_code, done.output


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def put(folder: Path, source: str) -> Path:
    (folder / "examples" / "small").mkdir(parents=True, exist_ok=True)
    (folder / "examples" / "small" / "time.yaml").write_text(EXAMPLE)
    path = folder / "small.yaml"
    path.write_text(source)
    return path


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    return put(tmp_path / "old", BEFORE), put(tmp_path / "new", AFTER)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repository"
    put(folder / "rules", BEFORE)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    put(folder / "rules", AFTER)
    monkeypatch.chdir(folder)
    return folder


def test_two_files(sides: tuple[Path, Path]) -> None:
    ended, said = run(*sides, "--lang", "en")
    assert ended == 1
    assert "1 of 1 rules touched" in said
    assert "looser" in said
    assert "breach → complies" in said
    assert "1 of 1 examples no longer come out as they say: long" in said
    assert "version: major needed, none declared" in said


@pytest.mark.parametrize("fail_on", ["version", "examples", "never"])
def test_what_makes_it_fail(sides: tuple[Path, Path], fail_on: str) -> None:
    old, new = sides
    new.write_text(AFTER.replace('version: "1"', 'version: "2"'))
    assert run(old, new, "--fail-on", fail_on)[0] == (fail_on == "examples")
    assert run(old, old, "--fail-on", fail_on)[0] == 0


@pytest.mark.parametrize(
    "named",
    [("HEAD", "rules"), ("main:rules", "rules"), ("main:rules/small.yaml", "rules/small.yaml"),
     ("HEAD", "rules/small.yaml"), ("main", "HEAD:rules"), ("HEAD:rules", "main:rules")],
)  # fmt: skip
def test_revisions_of_git(repository: Path, named: tuple[str, str]) -> None:
    ended, said = run(*named, "--lang", "en")
    assert ended == ("HEAD" not in named[1] and "main" not in named[1]), said
    assert ("looser" in said) is bool(ended)


def test_rule_files_may_stand_at_the_top(repository: Path) -> None:
    for each in (repository / "rules").iterdir():
        each.rename(repository / each.name)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "moved")
    assert run("HEAD", ".")[0] == 0
    put(repository, BEFORE)
    assert run("HEAD", ".")[0] == 1


def test_a_revision_alone_stands_for_a_path_of_its_repository(repository: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", AFTER)
    ended, said = run("HEAD", outside)
    assert ended == 2
    assert "lies outside this repository" in said
    assert run("HEAD:rules/small.yaml", outside)[0] == 1


def test_folders_pair_files_of_one_name(sides: tuple[Path, Path]) -> None:
    old, new = sides
    (new.parent / "more.yaml").write_text(AFTER.replace("id: small", "id: more"))
    (old.parent / "gone.yaml").write_text(BEFORE.replace("id: small", "id: gone"))
    (old.parent / "notes.yaml").write_text("a: 1\n")
    ended, said = run(old.parent, new.parent, "--format", "json")
    assert ended == 1
    found = json.loads(said)
    assert [(each["rules"], each["old"] is None, each["new"] is None) for each in found] == [
        ("more", True, False), ("small", False, False), ("gone", False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (("nowhere.yaml", "tirano"), "no such file, rule set or revision"),
        (("HEAD:nowhere.yaml", "tirano"), "no such file, rule set or revision"),
        (("tests", "tirano"), "has no rule file"),
    ],
)
def test_what_is_not_there(named: tuple[str, str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ended, said = run(*named)
    assert ended == 2
    assert message in said


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ended, said = run("main", "tirano")
    assert ended == 2
    assert "git cannot be run" in said


def test_a_shipped_rule_set_against_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("scheda_comunale", "scheda_comunale", "--lang", "en") == (
        0, "scheda_comunale 1.0.0 → 1.0.0 · no difference · seen on 31 March 2026\n\nversion: nothing to declare\n",
    )  # fmt: skip


def test_people_are_read_from_a_folder(sides: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "a.json").write_text('{"id": "a", "birth_date": "2014-05-01"}')
    (folder / "b.json").write_text('{"id": "b"}')
    ended, said = run(*sides, "--cases", folder, "--lang", "en")
    assert ended == 1
    assert "people: 1 file, seen on 31 March 2026 · not readable: 1" in said


# --- forms ------------------------------------------------------------------------------------------------------------


def form(sides: tuple[Path, Path], name: str) -> str:
    return run(*sides, "--format", name, "--lang", "en")[1]


def test_markdown_is_one_comment(sides: tuple[Path, Path]) -> None:
    said = form(sides, "markdown").splitlines()
    assert said[0] == "### small 1 → 1: 1 rule · 1 of 1 rules touched · looser"
    rows = [line for line in said if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}
    assert said[-1] == "**version: major needed, none declared** ❌"
    assert said.count("```") == said.count("```diff") == 1


def test_a_changelog_is_made_of_it(sides: tuple[Path, Path]) -> None:
    assert run(*sides, "--changelog", "--lang", "en")[1].splitlines() == [
        "## small 1 (2026-03-31)", "", "- `r` (Trial rule), changed: looser",
    ]  # fmt: skip


def test_annotations_for_github(sides: tuple[Path, Path]) -> None:
    first, *_ = form(sides, "github").splitlines()
    assert first.startswith(f"::warning file={sides[1]},line=8,col=1,title=rule-looser::")
