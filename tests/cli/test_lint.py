"""``adm-rules lint``: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tests.rules.small import rule, text


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["lint", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("note", 1), ("never", 0)])
def test_the_level_decides_how_it_ends(tmp_path: Path, level: str, code: int) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(text(rule("{all: [{venue: {is: home}}]}")))
    ended, said = run(path, "--fail-level", level, "--lang", "en")
    assert ended == code
    assert "group-of-one" in said
    assert said.splitlines()[-1] == "small 1: 0 errors, 0 warnings, 2 notes"


def test_several_rule_sets_at_once() -> None:
    ended, said = run("scheda_comunale", "medio_olona", "--format", "json")
    assert ended == 0
    assert [each["rules"] for each in json.loads(said)] == ["scheda_comunale", "medio_olona"]


def test_a_rule_file_with_faults_ends_with_3(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text("language: 1\n")
    assert run(path)[0] == 3
    assert run("nowhere")[0] == 2
