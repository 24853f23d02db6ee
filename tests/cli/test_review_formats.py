"""What `lint`, `test` and `diff` write for code reviews, each held against its schema or read by a consumer of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest
from junitparser import JUnitXml
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tests.cli.test_diff import BEFORE, put
from tests.rules.small import rule, text

SCHEMAS: Final = Path(__file__).parents[1] / "schemas"
#: A rule that is written otherwise, with a needless group: lint finds it, and its example no longer comes out.
AFTER: Final = text(rule("{all: [{session_time: {at_most: 4 h}}]}"))
COMMANDS: Final = ("lint", "test", "diff")
#: Codes that each of them tells of the change.
CODES: Final = {
    "lint": {"group-of-one"},
    "test": {"example-fails"},
    "diff": {"rule-looser", "examples-fail", "version-too-low"},
}
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    return str(put(tmp_path / "old", BEFORE)), str(put(tmp_path / "new", AFTER))


def form(command: str, sides: tuple[str, str], name: str) -> str:
    asked = (*sides, "--on", "2026-03-31") if command == "diff" else sides[1:]
    return CliRunner().invoke(app, [command, *asked, "--format", name, "--lang", "en"]).stdout


@each_command
def test_sarif_is_what_its_schema_asks_for(command: str, sides: tuple[str, str]) -> None:
    data = json.loads(form(command, sides, "sarif"))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema_rs.Draft4Validator(schema).validate(data)
    (run,) = data["runs"]
    assert {each["ruleId"] for each in run["results"]} >= CODES[command]
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == {
        each["ruleId"] for each in run["results"]
    }
    run["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.Draft4Validator(schema).validate(data)


@each_command
def test_code_quality_is_what_gitlab_reads(command: str, sides: tuple[str, str]) -> None:
    found = json.loads(form(command, sides, "gitlab"))
    schema = json.loads((SCHEMAS / "code-quality.json").read_text(encoding="utf-8"))
    jsonschema_rs.Draft202012Validator(schema).validate(found)
    assert {each["check_name"] for each in found} >= CODES[command]
    assert len({each["fingerprint"] for each in found}) == len(found)
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.Draft202012Validator(schema).validate([{**found[0], "severity": "error"}])


@each_command
def test_junit_is_read_by_a_reader_of_junit(command: str, sides: tuple[str, str]) -> None:
    read: Any = JUnitXml.fromstring(form(command, sides, "junit").encode())
    (suite,) = read
    failed = {each.name for each in suite if not each.is_passed}
    assert suite.name == "small"
    assert (suite.failures, suite.tests) == (len(failed), len(list(suite)))
    assert failed >= {"lint": {"group-of-one"}, "test": {"long"}, "diff": {"r", "version"}}[command]


#: A workflow command of GitHub: its level, its properties, and what it says.
ANNOTATION: Final = re.compile(r"::(error|warning|notice) ([^:]*)::(.+)")


@each_command
def test_github_reads_each_annotation_at_a_line_that_is_there(command: str, sides: tuple[str, str]) -> None:
    lines = form(command, sides, "github").splitlines()
    titles = set()
    for line in lines:
        read = ANNOTATION.fullmatch(line)
        assert read is not None, line
        properties = dict(each.split("=", 1) for each in read[2].split(","))
        assert set(properties) == {"file", "line", "col", "title"}
        assert 1 <= int(properties["line"]) <= len(Path(properties["file"]).read_text().splitlines())
        assert not set(re.findall("%..", read[3])) - {"%25", "%0A", "%0D"}
        titles.add(properties["title"])
    assert titles >= CODES[command]
