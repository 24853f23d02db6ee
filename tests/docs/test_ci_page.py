"""Hooks, the action and the template call commands that exist, with options that they have; inputs reach no shell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / "templates" / "adm-rules.gitlab-ci.yml").read_text(encoding="utf-8"))
COMMANDS: Any = typer.main.get_command(app)


def scripts() -> Iterator[str]:
    """Every shell script of the three files."""
    yield from (hook["entry"] for hook in HOOKS)
    yield from (step["run"] for step in ACTION["runs"]["steps"])
    yield from (line for job in GITLAB.values() for line in job.get("script", ()))


def called() -> list[str]:
    """The commands of this library that they call, each without what is done with its output."""
    found = re.findall(r"adm-rules (?:lint|test|diff)[^;>|\n]*", "\n".join(scripts()))
    return list(dict.fromkeys(each.strip() for each in found))


@pytest.mark.parametrize("command", called())
def test_a_command_that_is_called_exists_with_its_options(command: str) -> None:
    _, name, *words = shlex.split(command)
    options = {name for each in COMMANDS.commands[name].params for name in each.opts}
    assert {word for word in words if word.startswith("--")} <= options
    formats = [words[n + 1] for n, word in enumerate(words) if word == "--format"]
    for form in formats:
        shown = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "400"}).output
        assert form in shown


def test_all_three_steps_are_called_everywhere() -> None:
    assert {hook["entry"].split()[1] for hook in HOOKS} == {"lint", "test", "diff"}
    steps = " ".join(step["run"] for step in ACTION["runs"]["steps"])
    assert all(f"adm-rules {name}" in steps for name in ("lint", "test", "diff"))


def test_inputs_reach_the_shell_by_the_environment_alone() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    named = {name for step in ACTION["runs"]["steps"] for name in re.findall(r"inputs\.([a-z-]+)", str(step))}
    assert named == set(ACTION["inputs"])


def test_hooks_look_at_rule_files() -> None:
    for hook in HOOKS:
        assert re.search(hook["files"], "rules/tirano.yaml")
        assert not re.search(hook["files"], "docs/rules.yaml")
        assert hook["language"] == "python"


def test_the_page_names_the_inputs_and_the_hooks() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in ACTION["inputs"])
    assert all(f"- id: {hook['id']}" in page for hook in HOOKS)


def test_completion_of_the_shell_is_there() -> None:
    options = {name for each in COMMANDS.params for name in each.opts}
    assert {"--install-completion", "--show-completion"} <= options
