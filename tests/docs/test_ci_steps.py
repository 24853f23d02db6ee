"""The steps of the action and the jobs of the template, run as they are written in a clean clone of a rule set."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest
import yaml
from junitparser import JUnitXml
from lxml import etree

from adm_rules._internal.review.starter import begin

ROOT: Final = Path(__file__).parents[2]
ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GITLAB: Final = yaml.safe_load((ROOT / "templates" / "adm-rules.gitlab-ci.yml").read_text(encoding="utf-8"))
#: How the hosts run a script.
BASH: Final = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def program(folder: Path, name: str, line: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(
    params=[pytest.param("2 h 30 min", marks=pytest.mark.deep), "2 h"], ids=["as-it-was", "changed"]
)
def clone(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, bool]:
    """A clone with a rule set; in one of them a limit is another, with no new version."""
    origin = tmp_path / "origin"
    begin(origin / "valle")
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "rules")
    git(tmp_path, "clone", "-q", origin.as_uri(), "work")
    path = tmp_path / "work" / "valle" / "valle.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2 h 30 min", request.param), encoding="utf-8")
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin", "adm-rules", f'exec {shlex.quote(sys.executable)} -m adm_rules "$@"')
    program(tmp_path / "bin", "gh", 'echo "$@" > "$GH_ASKED"')
    return tmp_path / "work", request.param == "2 h"


def run(script: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    own = {
        **os.environ,
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "GITHUB_STEP_SUMMARY": str(folder.parent / "summary"),
        "GITHUB_ENV": str(folder.parent / "env"),
        "GH_ASKED": str(folder.parent / "asked"),
        **env,
    }
    return subprocess.run([*BASH, script], cwd=folder, env=own, check=False, capture_output=True, text=True)


INPUTS: Final = {name: str(each.get("default", "")) for name, each in ACTION["inputs"].items()}


def filled(text: str) -> str:
    """A value of `env` as the host fills it in."""
    known = {f"inputs.{name}": value for name, value in {**INPUTS, "path": "valle", "base": "main"}.items()}
    known |= {"github.token": "none", "github.event.pull_request.number": "7"}
    return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known[found[1]], text)


def test_the_action_runs_step_by_step(clone: tuple[Path, bool]) -> None:
    folder, changed = clone
    install, *steps = ACTION["runs"]["steps"]
    assert install["run"] == 'python -m pip install "$REQUIREMENT"'
    ended: dict[str, int] = {}
    said: dict[str, str] = {}
    for step in steps:
        env = folder.parent / "env"
        if "env.low" in step.get("if", "") and "low=true" not in (env.read_text() if env.is_file() else ""):
            continue
        done = run(step["run"], folder, **{key: filled(value) for key, value in step.get("env", {}).items()})
        ended[step["name"]], said[step["name"]] = done.returncode, done.stdout + done.stderr
    failing = {"Examples": 1, "Version": 1} if changed else {}
    assert ended == {
        "Lint": 0, "Examples": 0, "Compare": 0, "Comment": 0, **failing,
    }, said  # fmt: skip
    assert json.loads((folder / "adm-rules.sarif").read_text())["version"] == "2.1.0"
    assert (folder.parent / "asked").read_text().split()[:3] == ["pr", "comment", "7"]
    summary = (folder.parent / "summary").read_text()
    assert ("no difference" in summary) is not changed
    assert ("::error::the declared version" in said.get("Version", "")) is changed
    assert ("title=example-fails" in said["Examples"]) is changed
    assert ("title=version-too-low" in said["Compare"]) is changed


def job(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    variables = {
        **GITLAB["variables"],
        "ADM_RULES_PATH": "valle",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    }
    return run("\n".join(GITLAB[name]["script"]), folder, **variables)


def test_the_jobs_of_the_template_run_and_leave_what_they_name(clone: tuple[Path, bool]) -> None:
    folder, changed = clone
    names = [name for name in GITLAB if name.startswith("adm-rules-")]
    ended = {name: job(name, folder).returncode for name in names}
    assert ended == {"adm-rules-lint": 0, "adm-rules-test": int(changed), "adm-rules-diff": int(changed)}
    reports: dict[tuple[str, str], Any] = {}
    for name in names:
        reports |= {(name, kind): each for kind, each in GITLAB[name]["artifacts"]["reports"].items()}
    schema = json.loads((ROOT / "tests" / "schemas" / "code-quality.json").read_text(encoding="utf-8"))
    jsonschema_rs.validate(
        schema, json.loads((folder / reports["adm-rules-lint", "codequality"]).read_text())
    )
    for name in ("adm-rules-test", "adm-rules-diff"):
        (suite,) = JUnitXml.fromstring((folder / reports[name, "junit"]).read_bytes())
        assert (suite.name, suite.failures > 0) == ("valle", changed)
    coverage = reports["adm-rules-test", "coverage_report"]
    document_type = etree.DTD(str(ROOT / "tests" / "schemas" / "coverage-04.dtd"))
    assert coverage["coverage_format"] == "cobertura"
    assert document_type.validate(etree.parse(str(folder / coverage["path"])).getroot())
