"""Each example file has its expected report, in data and in both languages, and the library still says the same."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from adm_rules import Case
from adm_rules.yaml_source import read_data
from tools.update_example_reports import EXAMPLES, REPORTS, expected, files, judged, rules

SIX = {"complies", "breaches", "derogated", "not_applicable", "pending", "undecided"}


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", files(), ids=name)
def test_the_report_is_the_expected_one(path: Path) -> None:
    for target, text in expected(path):
        stored = target.read_text(encoding="utf-8")
        assert stored == text, (
            f"{target.name} differs: run tools/update_example_reports.py and read the change"
        )


def test_no_report_is_left_over() -> None:
    wanted = {target for path in files() for target, _ in expected(path)}
    assert set(REPORTS.iterdir()) == wanted


def test_the_examples_show_every_verdict_and_every_severity() -> None:
    reports = [json.loads((REPORTS / f"{path.stem}.json").read_text(encoding="utf-8")) for path in files()]
    assert {verdict for report in reports for verdict, number in report["counts"].items() if number} == SIX
    breaches = [f for report in reports for f in report["findings"] if f["verdict"] == "breaches"]
    assert {finding["severity"] for finding in breaches} == {"error", "warning"}


def test_the_compliant_case_has_nothing_to_answer_for() -> None:
    report = judged(EXAMPLES / "cases" / "compliant_adm.yaml")
    assert report.breaches == report.undecided == report.derogated == ()
    assert report.pending != ()


@pytest.mark.parametrize("path", files(), ids=name)
def test_an_example_says_that_it_is_invented(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\n\n")[0]
    assert "Invented data" in head
    assert "2026-03-31" in head


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("cases/*.yaml")), ids=name)
def test_an_example_written_as_json_gives_the_same_report(path: Path) -> None:
    on = judged(path).on
    source = read_data(path.read_bytes(), path.name)
    dumped = Case.model_validate(source.data).model_dump_json(exclude_none=True)
    assert rules().check(dumped, on=on) == rules().check(path.read_bytes(), on=on)


@pytest.mark.parametrize(("lang", "told"), [("it", "fine dell'accesso"), ("en", "end of the session")])
def test_the_script_tells_what_is_missing(lang: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = runpy.run_path(str(EXAMPLES / "check_a_case.py"))
    script["main"](lang)
    assert told in capsys.readouterr().out
