"""Each example file has its expected report, in data and in both languages, and the library still says the same."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from adm_rules import Agency, Case, District, ServiceContract
from adm_rules._internal.yaml_source import read_data
from tools.update_example_reports import (
    EXAMPLES,
    ON,
    QUIET,
    REPORTS,
    ROOTS,
    TOTALS,
    agency,
    expected,
    files,
    head,
    judged,
    rules,
    stored,
    totals,
    wanted,
)

MODELS: dict[str, Any] = {"case": Case, "agency": Agency, "district": District, "contract": ServiceContract}
RULES = EXAMPLES.parent / "rules"
SEVEN = {"complies", "breaches", "to_judge", "derogated", "not_applicable", "pending", "undecided"}


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("path", files(), ids=name)
def test_the_report_is_the_expected_one(path: Path) -> None:
    for target, text in expected(path).items():
        found = target.read_text(encoding="utf-8")
        assert found == text, f"{target.name} differs: run make regenerate and read the change"


def test_no_report_is_left_over_and_the_totals_are_stored() -> None:
    assert {path for path in REPORTS.glob("**/*") if path.is_file()} == set(wanted())
    assert TOTALS.read_text(encoding="utf-8") == totals(), "run make regenerate"


def test_a_stored_report_has_only_what_a_reader_must_look_at() -> None:
    for path in files():
        loud = [finding for finding in judged(path).findings if finding.verdict not in QUIET]
        data = json.loads(expected(path)[stored(path).with_suffix(".json")])
        told = {
            (f"{each['rule']}@{place}", each["verdict"])
            for each in data["findings"]
            for place in (each["path"], *each.get("also", ()))
        }
        assert told == {(finding.key, finding.verdict) for finding in loud}
        assert "counts" not in data


def test_the_examples_show_every_verdict_and_every_severity() -> None:
    head, *rows = (line.split(";") for line in totals().splitlines())
    assert set(head[1:]) == SEVEN
    assert all(any(int(row[n]) for row in rows) for n in range(1, len(head)))
    breaches = [each for path in files() for each in judged(path).breaches]
    assert {finding.severity for finding in breaches} == {"error", "warning", "info"}  # the last: late once


def test_the_compliant_case_has_nothing_to_answer_for() -> None:
    report = judged(EXAMPLES / "cases" / "compliant_adm.yaml")
    assert report.breaches == report.undecided == report.derogated == ()
    assert report.pending != ()


@pytest.mark.parametrize("path", files(), ids=name)
def test_an_example_says_that_it_is_invented(path: Path) -> None:
    assert "Invented data" in head(path)
    assert ON.isoformat() in head(path)


def test_a_file_is_judged_by_the_rule_set_that_its_head_names() -> None:
    cases = EXAMPLES / "cases"
    assert rules(cases / "compliant_adm.yaml").id == "tirano"
    assert rules(cases / "medio_olona_adm.yaml").id == "medio_olona"
    assert {rules(path).id for path in files()} == {path.stem for path in RULES.glob("*.yaml")}


def test_a_case_stands_beside_the_agency_of_its_own_rule_set() -> None:
    cases = EXAMPLES / "cases"
    assert agency(cases / "compliant_adm.yaml") == EXAMPLES / "agencies" / "valtellina_esempio.yaml"
    assert agency(cases / "basso_lodigiano_adm.yaml") == EXAMPLES / "agencies" / "asp_lodigiano_esempio.yaml"
    assert agency(cases / "sud_est_milano_contact.yaml") is None


@pytest.mark.parametrize("path", files(), ids=name)
def test_an_example_written_as_json_gives_the_same_report(path: Path) -> None:
    root = ROOTS[path.parent.name]
    source = read_data(path.read_bytes(), path.name)
    dumped = MODELS[root].model_validate(source.data).model_dump_json(exclude_none=True)
    check: Any = rules(path).check
    assert check(**{root: dumped}, on=ON) == check(**{root: path.read_bytes()}, on=ON)


@pytest.mark.parametrize(("lang", "told"), [("it", "fine dell'accesso"), ("en", "end of the session")])
def test_the_script_tells_what_is_missing(lang: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = runpy.run_path(str(EXAMPLES / "check_a_case.py"))
    script["main"](lang)
    assert told in capsys.readouterr().out
