"""Expectations rewritten: what came out stands there, and nothing else of the file changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.review.examples import Suite, examples, run_suite
from adm_rules._internal.review.updating import update
from tests.rules.small import rule, rule_set, text

FILE = """\
# Examples.
bases:
  child: {id: c1, birth_date: 2014-05-01, attendance_allowance: true}   # invented
examples:
  - {id: flow, rule: r, on: 2026-03-31, root: case, base: child, expect: [{verdict: breaches, subject: "]"}]}   # wrong
  - id: block
    rule: r
    on: 2026-03-31
    root: case
    base: child
    expect:
      - verdict: breaches
        severity: warning

  # right
  - {id: several, rule: r, on: 2026-03-31, root: case, base: child, expect: [
      {verdict: undecided}, {verdict: complies}]}
  - {id: good, rule: r, on: 2026-03-31, root: case, base: child, expect: [{verdict: complies}]}
"""
RULE = rule("{attendance_allowance: {is: true}}", per="case")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(text(RULE), encoding="utf-8")
    (tmp_path / "examples/small").mkdir(parents=True)
    (tmp_path / "examples/small/one.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_the_command_writes_what_came_out(folder: Path) -> None:
    def run(*more: str) -> Any:
        return CliRunner().invoke(app, ["test", str(folder / "small.yaml"), "--lang", "en", *more])

    assert run().exit_code == 1
    path = folder / "examples/small/one.yaml"
    done = run("--update")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, f"{path}: 3 expectations rewritten")
    assert path.read_text(encoding="utf-8") == (
        FILE.replace('[{verdict: breaches, subject: "]"}]', "[{verdict: complies, subject: c1}]")
        .replace(
            "expect:\n      - verdict: breaches\n        severity: warning\n",
            "expect: [{verdict: complies, severity: error}]\n",
        )
        .replace(
            "expect: [\n      {verdict: undecided}, {verdict: complies}]", "expect: [{verdict: complies}]"
        )
    )
    assert run().exit_code == 0
    assert run("--update").exit_code == 0


def test_what_cannot_be_judged_is_left_alone(folder: Path) -> None:
    path = folder / "examples/small/one.yaml"
    spoilt = FILE.replace("birth_date: 2014-05-01", "birth_date: never")
    path.write_text(spoilt, encoding="utf-8")
    done = CliRunner().invoke(app, ["test", str(folder / "small.yaml"), "--update"])
    assert (done.exit_code, path.read_text(encoding="utf-8")) == (1, spoilt)


def test_a_shipped_file_is_found_by_the_place_that_it_is_cited_by(folder: Path) -> None:
    found = examples([(folder / "examples/small/one.yaml", "rules/examples/small/one.yaml")])
    suite = Suite(rule_set(RULE), found, folder=folder)
    assert update(run_suite(suite)) == {folder / "examples/small/one.yaml": 3}
    assert update(run_suite(replace(suite, examples=found[3:]))) == {}
