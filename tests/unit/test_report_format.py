"""Report format 1: of the published form on everything that is shipped, small, and read back; format 0 is read too."""

from __future__ import annotations

import ast
import json
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import Draft202012Validator
from typer.testing import CliRunner

from adm_rules import Report, load
from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report.form import writing
from adm_rules._internal.report.form.opening import first_fault
from adm_rules._internal.report.form.plainly import whole
from adm_rules.answers import answer_schema
from tests.rules.small import ON, rule, rule_set, session, with_sessions
from tests.rules.test_keys import shipped
from tools.gen_schemas import ANSWERS as SCHEMAS
from tools.gen_schemas import of_answers
from tools.update_example_month import FOLDER, cases

FULL: Final[dict[str, Any]] = {"verdicts": "all", "evidence": "all", "lang": ("it", "en"), "fold": False}
STORED: Final = Path(__file__).parent / "stored"
SCHEMA: Final = answer_schema()
#: What a finding on a line of its own (`--format jsonl`) has besides.
OF_LINES: Final = {"case", "record_id", "of_rule"}


def reports(part: slice) -> list[tuple[str, Report]]:
    return [(name, made()) for name, made in shipped()[part]]


def of(data: Any, schema: Any = SCHEMA) -> list[str]:
    """What is wrong with data by a schema, as another library sees it; ours has to see the same."""
    found = [str(error.instance_path) for error in Draft202012Validator(schema).iter_errors(data)]
    return found or list(filter(None, [first_fault(schema, data)]))


# --- the form -----------------------------------------------------------------------------------------------------


def test_the_published_schemas_are_those_of_the_library() -> None:
    for name, text in of_answers().items():
        assert (SCHEMAS / f"{name}.json").read_text(encoding="utf-8") == text, "make regenerate"
        Draft202012Validator(json.loads(text))
    printed = CliRunner().invoke(app, ["schema", "report"])
    assert json.loads(printed.stdout) == SCHEMA
    refused = CliRunner().invoke(app, ["schema", "reprot"])
    assert refused.exit_code == 2
    with pytest.raises(ArgumentError, match="there is no kind `x`"):
        answer_schema("x")


def test_the_form_tells_every_key_that_is_written() -> None:
    """Also those that few reports have, and that an example of each would have to show."""
    tree = ast.parse(Path(writing.__file__).read_text(encoding="utf-8"))
    dicts = (each for each in ast.walk(tree) if isinstance(each, ast.Dict))
    written = {key.value for each in dicts for key in each.keys if isinstance(key, ast.Constant)}
    assert written - {"case", "record_id", "of_rule"} <= set(_keys(SCHEMA))


def _keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, dict) else ()
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for each in below:
        yield from _keys(each)


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.deep) for n in range(1, 12))])
def test_every_report_is_of_the_form_and_read_back(part: int) -> None:
    for name, report in reports(slice(part, None, 12)):
        text = report.to_json()
        data = json.loads(text)
        assert first_fault(SCHEMA, data) is None, name
        assert of(data) == [], name
        again = Report.from_json(text)
        assert again.to_json() == text, name
        told = [
            (f.key, f.subject_id, f.record_id, f.case_id, f.under, f.verdict, f.severity)
            for f in report.findings
        ]
        assert told == [
            (f.key, f.subject_id, f.record_id, f.case_id, f.under, f.verdict, f.severity)
            for f in again.findings
        ], name
        assert [(e.rule, e.places) for e in again.entries] == [(e.rule, e.places) for e in report.entries], (
            name
        )
        assert [(q.kind, q.who, q.places, q.settles) for q in again.questions] == [
            (q.kind, q.who, q.places, q.settles) for q in report.questions
        ], name


def test_a_whole_report_loses_nothing() -> None:
    def plainly(report: Report) -> Any:
        data = whole(report)["findings"]
        for each in data:
            own = each["subject_id"]
            missing = [
                *each["evidence"]["missing"],
                *(m for r in each["evidence"]["reading_dependent"] for m in r["missing"]),
            ]
            for item in missing:  # an element that is not named is the finding's own
                item["subject"] = item["subject"] or own
        return data

    for name, report in reports(slice(4, None, 24)):
        text = report.to_json(**FULL)
        assert first_fault(SCHEMA, json.loads(text)) is None, name
        again = Report.from_json(text)
        assert plainly(again) == plainly(report), name
        assert text_of(again, Page("it", 100, every=True)) == text_of(report, Page("it", 100, every=True)), (
            name
        )


def test_an_ordinary_case_is_tens_of_kilobytes() -> None:
    made = load(FOLDER.parent / "overlays" / "tirano_2026.yaml")
    sizes = [len(made.check(path.read_bytes(), on=date(2026, 3, 31)).to_json().encode()) for path in cases()]
    assert max(sizes) < 60_000
    assert min(sizes) > 2_000


# --- what is left out -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> RuleSet:
    return rule_set(
        rule("{session_time: {at_most: 1 h}}"),
        rule("{phase: {is: knowledge}}", id="open"),
        rule("{session_time: {at_most: 9 h}}", id="fine"),
    )


@pytest.fixture(scope="module")
def report(made: RuleSet) -> Report:
    days = [session(f"2026-03-{n:02}T15:00", "17:00", id=f"s-{n}") for n in (2, 3, 4)]
    return made.check(with_sessions(*days), on=ON)


def written(report: Report, **options: Any) -> Any:
    return json.loads(report.to_json(**options))


def test_alike_findings_stand_under_the_first_and_all_verdicts_in_the_grid(report: Report) -> None:
    data = written(report)
    breach, open_ = data["findings"]
    assert (breach["rule"], breach["path"], breach["also"]) == (
        "r",
        "interventions[0].sessions[0]",
        ["interventions[0].sessions[1]", "interventions[0].sessions[2]"],
    )
    assert breach["observed"] == [
        {
            "fact": "session_time",
            "op": "at_most",
            "kind": "minutes",
            "value": 120,
            "limit": 60,
            "holds": False,
        }
    ]
    assert (open_["missing"][0]["fact"], open_["possible"]) == ("phase", "01")
    table = data["grid"]["session"]
    assert (table["rules"], table["severities"]) == (["fine", "open", "r"], "eee")
    assert set(table["rows"].values()) == {"051"}
    assert table["records"]["interventions[0].sessions[2]"] == "s-4"
    assert data["owners"] == {"interventions[0]": {"subject": "intervention", "id": "i1"}}
    assert len(written(report, fold=False)["findings"]) == 6


def test_options_choose_verdicts_evidence_languages_and_heads(report: Report) -> None:
    assert {each["rule"] for each in written(report, verdicts="breaches")["findings"]} == {"r"}
    assert {each["rule"] for each in written(report, verdicts="all")["findings"]} == {"r", "open", "fine"}
    bare = written(report, evidence="none", heads=False)
    assert (bare["told"], "ask_first" in bare) == ({}, False)
    assert not any({"observed", "missing", "due"} & set(each) for each in bare["findings"])
    both = written(report, lang=("it", "en"))["findings"][0]
    assert set(both["message"]) == {"it", "en"}
    english = written(report, lang="en")
    assert english["findings"][0]["message"] == {"en": "It fails. Distance: 1 hour too much."}
    assert english["findings"][0]["observed"][0]["words"]["en"]["value"] == "2 hours"
    assert english["told"]["r"]["title"] == {"en": "Trial rule"}
    whole_ = written(report, evidence="all", verdicts="all")
    assert {each["rule"]: len(each["observed"]) for each in whole_["findings"]} == {
        "r": 1,
        "open": 1,
        "fine": 1,
    }
    for each in ({"verdicts": "all"}, {"evidence": "none", "heads": False}, {"lang": "en"}, {"fold": False}):
        text = report.to_json(**each)
        assert of(json.loads(text)) == []
        assert Report.from_json(text) == Report.from_json(text)


def test_what_was_not_stored_is_told_from_what_was(report: Report) -> None:
    again = Report.from_json(report.to_json(lang="en"))
    assert (
        again.breaches[0].message("it") == again.breaches[0].message("en") == report.breaches[0].message("en")
    )
    brief = Report.from_json(report.to_json()).breaches[0]
    assert brief.message("it") == "Regola di prova: violazione."
    item = brief.observed[0]
    assert (item.label.it, item.value.it, item.limit.en, item.distance) == (
        "session_time",
        "2 ore",
        "1 hour",
        None,
    )
    fine = next(each for each in Report.from_json(report.to_json()).findings if each.rule == "fine")
    assert (fine.title.en, fine.observed, fine.severity, fine.record_id) == ("fine", (), "error", "s-2")
    assert fine.intervention == "i1"


def test_a_report_is_pickled_whole(report: Report) -> None:
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert [each.to_dict() for each in again.findings] == [each.to_dict() for each in report.findings]
    assert again.to_json(**FULL) == report.to_json(**FULL)


# --- format 0 -------------------------------------------------------------------------------------------------------


def test_what_0_1_0_stored_is_read_and_written_anew() -> None:
    old = Report.from_json((STORED / "report_0.json").read_text(encoding="utf-8"))
    assert (old.rules, old.library, old.on) == ("basso_lodigiano", "0.1.0", date(2026, 3, 31))
    assert {verdict.value: n for verdict, n in old.counts().items() if n} == {
        "complies": 16, "breaches": 2, "not_applicable": 4, "undecided": 3, "to_judge": 2,
    }  # fmt: skip
    assert len({each.key for each in old.findings}) == len(old.findings)
    text = old.to_json(**FULL)
    assert of(json.loads(text)) == []
    again = Report.from_json(text)
    assert again.to_json(**FULL) == text
    assert [each.message("it") for each in again.findings] == [each.message("it") for each in old.findings]
    assert text_of(again, Page("en", 100)) == text_of(old, Page("en", 100))


def test_findings_of_format_0_of_the_same_name_have_keys_of_their_own() -> None:
    data = json.loads((STORED / "report_0.json").read_text(encoding="utf-8"))
    data["findings"] = [data["findings"][0], data["findings"][0]]
    first, second = Report.from_json(json.dumps(data)).findings
    assert second.key == f"{first.key}#2"
    assert (first.case_id, first.where.root) == (None, "agency")


def test_our_own_look_at_a_form_sees_what_another_library_sees() -> None:
    schema = {
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": {"anyOf": [{"type": "integer", "minimum": 2}, {"type": "null"}]},
            "b": {"$ref": "#/$defs/letters"},
            "c": {"enum": ["x"]},
            "d": {"type": "array", "items": {"type": "string"}},
            "e": {"const": 1},
        },
        "additionalProperties": {"type": "boolean"},
        "$defs": {"letters": {"type": "string", "pattern": "^[a-z]+$"}},
    }
    wrong: tuple[tuple[Any, str], ...] = (
        ([], "the whole"), ({}, "a"), ({"a": 1}, "a"), ({"a": "x"}, "a"), ({"a": None, "b": "B"}, "b"),
        ({"a": 2, "c": "y"}, "c"), ({"a": 2, "d": ["s", 1]}, "d[1]"), ({"a": 2, "e": 2}, "e"),
        ({"a": 2, "f": 1}, "[1]"),
    )  # fmt: skip
    for data, place in wrong:
        assert first_fault(schema, data) == place
        assert not Draft202012Validator(schema).is_valid(data)
    assert first_fault(schema, {"a": 2, "b": "x", "c": "x", "d": ["s"], "e": 1, "f": True}) is None
