"""``adm-rules report convert``: answers of older formats in the newest, file by file, and nothing half done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner, Result

from adm_rules import Report
from adm_rules._internal.cli.app import app
from adm_rules._internal.engine.stored import SCHEMAS
from adm_rules._internal.report.form.opening import first_fault

STORED: Final = Path(__file__).parents[1] / "unit" / "stored"


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["report", "convert", *map(str, arguments)], input=stdin)


def stored(kind: str) -> Any:
    return json.loads((STORED / f"{kind}_0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_kind_is_written_anew_and_stays_so(kind: str) -> None:
    done = run(STORED / f"{kind}_0.json")
    assert done.exit_code == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["format"] == f"adm-rules/{kind}/1"
    assert first_fault(SCHEMAS[kind], data) is None
    assert run("-", stdin=done.stdout).stdout == done.stdout


def test_nothing_of_a_report_is_lost() -> None:
    old = Report.from_json(json.dumps(stored("report")))
    new = Report.from_json(run(STORED / "report_0.json").stdout)
    assert [each.message("it") for each in new.findings] == [each.message("it") for each in old.findings]


def test_a_list_stays_a_list_and_lines_stay_lines(tmp_path: Path) -> None:
    one = {"file": "a.json", **stored("copayment")}
    failed = {"file": "b.json", "failure": [{"code": "unknown-root"}]}
    listed = json.loads(run("-", stdin=json.dumps([one, failed])).stdout)
    assert (listed[0]["file"], listed[0]["format"]) == ("a.json", "adm-rules/copayment/1")
    assert listed[1] == failed
    lines = tmp_path / "all.jsonl"
    lines.write_text(
        "".join(json.dumps(stored(kind)) + "\n" for kind in ("queue", "copayment")), encoding="utf-8"
    )
    made = [json.loads(line)["format"] for line in run(lines).stdout.splitlines()]
    assert made == ["adm-rules/queue/1", "adm-rules/copayment/1"]


def test_files_are_written_where_they_stand_all_or_none(tmp_path: Path) -> None:
    names = [tmp_path / f"{kind}.json" for kind in ("queue", "budget")]
    for name, kind in zip(names, ("queue", "budget"), strict=True):
        name.write_text(json.dumps(stored(kind)), encoding="utf-8")
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "adm-rules/queue/7"}', encoding="utf-8")
    before = [name.read_bytes() for name in names]
    refused = run(*names, bad, "--in-place")
    assert refused.exit_code == 2
    assert "bad.json: this is of format 7" in refused.stderr
    assert [name.read_bytes() for name in names] == before
    assert run(*names, "--in-place").exit_code == 0
    assert [json.loads(name.read_bytes())["format"] for name in names] == [
        "adm-rules/queue/1",
        "adm-rules/budget/1",
    ]
    out = tmp_path / "out.json"
    assert run(names[0], "--out", out).stdout == ""
    assert out.read_bytes() == names[0].read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"queue.json", "budget.json", "bad.json", "out.json"}


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("nowhere.json",), "", "nowhere.json: the file cannot be read"),
        (("a\0b",), "", "the file cannot be read"),
        (("-",), "{", "-: this is no JSON"),
        (("-",), "3", "-: this is no answer that `to_json` wrote"),
        (("-",), '{"format": "adm-rules/x/1"}', "this is no answer"),
        (("-",), '{"findings": [{}]}', "names no `format`"),
        (("-", "--in-place"), "{}", "--in-place takes files"),
        (("a.json", "b.json"), "", "name one file"),
    ],
)
def test_what_holds_no_answer_is_told(arguments: tuple[str, ...], stdin: str, told: str) -> None:
    refused = run(*arguments, stdin=stdin)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert told in refused.stderr


def test_the_command_says_what_it_does() -> None:
    assert "convert" in CliRunner().invoke(app, ["report", "--help"]).stdout
