"""``adm-rules compare``."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.engine import available
from tests.rules.small import session, with_sessions
from tests.unit.test_review_compare import FIRST, SECOND

runner = CliRunner()


def run(*arguments: str) -> Any:
    return runner.invoke(app, ["compare", *arguments], env={"COLUMNS": "160"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for rules in (FIRST, SECOND):
        (tmp_path / f"{rules.id}.yaml").write_text(rules.regulation.text, encoding="utf-8")
    long = with_sessions(session("2026-03-02T15:00", "17:30", venue="home"))
    (tmp_path / "long.json").write_text(json.dumps(long), encoding="utf-8")
    cook = with_sessions(session("2026-03-02T15:00", "16:00", accompanied_by="cook"))
    (tmp_path / "cook.json").write_text(json.dumps(cook), encoding="utf-8")
    return tmp_path


def both(folder: Path) -> tuple[str, str]:
    return str(folder / "first.yaml"), str(folder / "second.yaml")


# --- a file -----------------------------------------------------------------------------------------------------------


def test_a_file_is_judged_under_several_rule_sets(folder: Path) -> None:
    done = run(
        str(folder / "long.json"), "--rules", ", ".join(both(folder)), "--on", "2026-03-31", "--lang", "en"
    )
    assert done.exit_code == 0
    assert done.stdout.startswith("first 1, second 1 · as judged on 31 March 2026\n")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "topic first second" in lines
    assert "hours 2✗ 1?" in lines
    assert "venue 1✓ –" in lines
    assert "cap · 1✗" in lines
    assert any(line.startswith("✗ breaches, ◇ to be judged, ? undecided") for line in lines)
    assert "venue · 1✓" not in lines


def test_a_rule_set_that_cannot_read_the_file_is_told_and_the_others_go_on(folder: Path) -> None:
    done = run(str(folder / "cook.json"), "--rules", ",".join(both(folder)), "--on", "2026-03-31")
    assert done.exit_code == 0
    assert "unknown-name" in done.stdout
    assert "company" not in done.stdout.split("second 1\n")[0].split("first 1\n")[-1]


def test_all_shipped_rule_sets_judge_when_none_is_named(folder: Path) -> None:
    done = run(str(folder / "long.json"), "--format", "json")
    data = json.loads(done.stdout)
    assert [column["rules"] for column in data["rule_sets"]] == list(available())
    assert data["file"].endswith("long.json")


def test_a_file_that_no_rule_set_can_read_ends_the_command(folder: Path) -> None:
    (folder / "bad.json").write_text('{"id": "c1"}', encoding="utf-8")
    done = run(str(folder / "bad.json"), "--rules", ",".join(both(folder)))
    assert done.exit_code == 2
    assert done.stderr
    assert run(str(folder / "none.json")).exit_code == 2


# --- rule sets --------------------------------------------------------------------------------------------------------


def test_rule_sets_are_compared_topic_by_topic(folder: Path) -> None:
    done = run(*both(folder), "--lang", "en")
    assert done.exit_code == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "hours 2 1" in lines
    assert "all 3 4" in lines
    assert "hours" in lines
    assert "venue · only first" in lines
    assert "length of the session · session_time" in lines
    assert "first: the length of the session is at most 2 hours ($cap, art. 2) · art. 1" in lines
    assert "second: it is not the case that the length of the session is above 3 hours · art. 1" in lines


def test_rule_sets_are_compared_as_data(folder: Path) -> None:
    data = json.loads(run(*both(folder), "--format", "json").stdout)
    assert [topic["topic"] for topic in data["topics"]] == ["hours", "venue", "other"]


def test_shipped_rule_sets_are_compared_by_name() -> None:
    done = run("tirano", "medio_olona")
    assert done.exit_code == 0
    assert "$weekly_cap" in done.stdout


@pytest.mark.parametrize("name", ["tirano", "first"])
def test_one_rule_set_alone_is_no_comparison(folder: Path, name: str) -> None:
    done = run(name if name == "tirano" else both(folder)[0])
    assert done.exit_code == 2
    assert "name two rule sets or more, or a file" in done.stderr


def test_an_unknown_rule_set_is_told(folder: Path) -> None:
    done = run("tirano", "medio_olone")
    assert done.exit_code == 2
    assert "did you mean `medio_olona`?" in done.stderr
    (folder / "bad.yaml").write_text("language: 1\n", encoding="utf-8")
    assert run("tirano", str(folder / "bad.yaml")).exit_code == 3
