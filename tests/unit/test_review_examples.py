"""Examples as data: read strictly, run, compared with what they expect."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.engine import RuleSet, available
from adm_rules._internal.facts import registry
from adm_rules._internal.review.example import read_examples
from adm_rules._internal.review.examples import Suite, example_files, examples, run, run_suite, suites
from adm_rules._internal.review.possible import can_give
from tests.rules.small import COUNTED, not_set, rule, rule_set, text

BASES = """
bases:
  case:
    {id: c1, birth_date: 2014-05-01, disability: true, interventions: [{id: i1, service: home_education, sessions: []}]}
  agency: {id: a1}
"""
ONE = """
  - id: one
    rule: allowance
    on: 2026-03-31
    root: case
    base: case
    change: {attendance_allowance: false, interventions.0.closed_on: none}
    remove: [disability]
    agency: agency
    why: an allowance is there or not
    expect: [{verdict: breaches, subject: c1, severity: error, reading_dependent: false, derogation: null, missing: [],
              base_verdict: null}]
"""


def document(*entries: str, bases: str = BASES) -> str:
    return f"{bases}examples:\n{''.join(entries)}"


def rules() -> RuleSet:
    return rule_set(
        rule("{attendance_allowance: {is: true}}", id="allowance", per="case"),
        rule("{closed_on: {within: {days: 5, after: proposed_on}}}", id="closing", per="intervention"),
    )


def codes(told: str) -> list[str]:
    with pytest.raises(DiagnosticsError) as caught:
        read_examples(told, "e.yaml")
    return [fault.code for fault in caught.value.diagnostics]


DEROGATION = "derogations: [{id: d, require: {disability: {is: true}}}]"


# --- reading ----------------------------------------------------------------------------------------------------------


def test_an_example_is_read_with_its_files_and_its_place() -> None:
    (one,) = read_examples(document(ONE), "e.yaml")
    assert (one.id, one.rule, one.on.isoformat()) == ("one", "allowance", "2026-03-31")
    assert "disability" not in one.files["case"]
    assert one.files["case"]["attendance_allowance"] is False
    assert one.files["case"]["interventions"][0]["closed_on"] == "none"
    assert one.files["agency"] == {"id": "a1"}
    assert (one.position.file, one.position.line) == ("e.yaml", 8)


def test_a_base_is_left_as_it_is() -> None:
    first, second = read_examples(document(ONE, ONE.replace("id: one", "id: two").replace("remove: [disability]", "remove: []")), "e")  # fmt: skip  # noqa: E501
    assert "disability" not in first.files["case"]
    assert second.files["case"]["disability"] is True


def test_a_file_may_stand_in_the_example() -> None:
    inline = "file: {id: c9, birth_date: 2014-05-01}"
    entry = ONE.replace("base: case", inline).replace("    change: {attendance_allowance: false, interventions.0.closed_on: none}\n", "")  # fmt: skip  # noqa: E501
    (one,) = read_examples(document(entry.replace("    remove: [disability]\n", "")), "e.yaml")
    assert one.files["case"] == {"id": "c9", "birth_date": "2014-05-01"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("    rule: allowance\n", ""), "missing-key"),
        (("why:", "reason:"), "unknown-key"),
        (("on: 2026-03-31", "on: 2026-02-31"), "bad-date"),
        (("root: case", "root: cse"), "unknown-root"),
        (("base: case", "base: cse"), "unknown-base"),
        (("    base: case\n", ""), "wrong-shape"),
        (("agency: agency", "agency: agenzia"), "unknown-base"),
        (("interventions.0.closed_on", "interventions.1.closed_on"), "unknown-place"),
        (("interventions.0.closed_on", "interventions.x.closed_on"), "unknown-place"),
        (("interventions.0.closed_on", "birth_date.x.closed_on"), "unknown-place"),
        (("remove: [disability]", "remove: [disabilty]"), "unknown-place"),
        (("verdict: breaches", "verdict: breach"), "unknown-verdict"),
        (("{verdict: breaches, ", "{"), "missing-key"),
        (("subject: c1", "name: c1"), "unknown-key"),
        (("id: one", "id: ''"), "wrong-shape"),
    ],
)
def test_a_fault_of_an_example_is_told(change: tuple[str, str], code: str) -> None:
    old, new = change
    assert old in ONE
    assert code in codes(document(ONE.replace(old, new, 1)))


def test_an_id_stands_once() -> None:
    assert codes(document(ONE, ONE)) == ["duplicate-id"]


def test_a_document_holds_bases_and_examples() -> None:
    assert codes("bases: {}\n") == ["missing-key"]
    assert codes("examples: [") != []
    assert read_examples("examples: []\n", "e.yaml") == ()


# --- running ----------------------------------------------------------------------------------------------------------


def outcome(entry: str = ONE) -> Any:
    (one,) = read_examples(document(entry), "e.yaml")
    return run(one, rules())


def test_an_example_that_comes_out_passes() -> None:
    found = outcome()
    assert found.passed
    assert found.got == found.expected
    assert found.fault is None


def test_another_verdict_fails() -> None:
    found = outcome(ONE.replace("verdict: breaches", "verdict: complies"))
    assert not found.passed
    assert found.got[0]["verdict"] == "breaches"
    assert found.to_dict() == {
        "example": "one",
        "rule": "allowance",
        "file": "e.yaml",
        "line": 8,
        "passed": False,
        "expected": [dict(found.expected[0])],
        "got": [dict(found.got[0])],
        "fault": None,
    }


def test_findings_too_many_and_too_few_fail() -> None:
    many = outcome(
        ONE.replace("expect: [{verdict: breaches,", "expect: [{verdict: breaches}, {verdict: breaches,")
    )
    assert (len(many.got), len(many.expected), many.passed) == (1, 2, False)
    start = ONE.index("    expect:")
    few = outcome(ONE[:start] + "    expect: []\n")
    assert (few.got, few.passed) == (({"verdict": "breaches", "subject": "c1"},), False)


def test_a_rule_that_there_is_not_fails() -> None:
    found = outcome(ONE.replace("rule: allowance", "rule: alowance"))
    assert (found.passed, found.fault) == (False, "`small` has no rule `alowance`")


def test_a_file_that_is_no_case_fails_and_says_why() -> None:
    found = outcome(ONE.replace("attendance_allowance: false", "attendance_allowance: maybe"))
    assert not found.passed
    assert "attendance_allowance" in str(found.fault)


def test_a_suite_counts_what_its_examples_show() -> None:
    found = read_examples(document(ONE), "e.yaml")
    result = run_suite(Suite(rules(), found))
    assert result.failed == ()
    assert {name: dict(counts) for name, counts in result.shown.items()} == {
        "allowance": {"breaches": 1},
        "closing": {},
    }
    assert result.lacking["allowance"] == ("complies", "not_applicable", "undecided")
    assert "pending" in result.lacking["closing"]
    data = json.loads(json.dumps(result.to_dict()))
    assert (data["rules"], data["examples"], data["failed"]) == ("small", 1, [])


def test_a_rule_whose_verdicts_all_have_examples_lacks_nothing() -> None:
    verdicts = ("complies", "breaches", "undecided", "not_applicable")
    several = [
        ONE.replace("id: one", f"id: {name}").replace("verdict: breaches", f"verdict: {name}")
        for name in verdicts
    ]
    assert "allowance" not in run_suite(Suite(rules(), read_examples(document(*several), "e.yaml"))).lacking


@pytest.mark.parametrize(
    ("require", "more", "also"),
    [
        ("{attendance_allowance: {is: true}}", "", set()),
        ("{not: {any: [{attendance_allowance: {is: true}}]}}", "", set()),
        ("{request_on: {at_most: 2026-01-01}}", "", {"pending"}),
        ("{request_on: {exists: true}}", "", set()),
        ("{attendance_allowance: {is: true}}", "awaits: judgement_day", {"pending"}),
        ("{attendance_allowance: {is: true}}", DEROGATION, {"derogated"}),
        (
            "{by_reading: {counted: {direct: {disability: {is: true}}, all: {all: [{disability: {is: false}}]}}}}",
            "",
            set(),
        ),
    ],
)  # fmt: skip
def test_the_form_of_a_rule_says_which_verdicts_it_can_give(require: str, more: str, also: set[str]) -> None:
    require = require.replace("request_on", "proposed_on")
    per = "intervention" if "proposed_on" in require else "case"
    made = rule_set(rule(require, per=per, more=more), readings=COUNTED)
    assert (
        can_give(made.rules[0], made.regulation, registry())
        == {"complies", "breaches", "undecided", "not_applicable"} | also
    )


def test_a_number_that_nobody_set_decides_nothing() -> None:
    where = "{of: authorisation, where: {authorised_time: {at_most: $cap}}, ever: true}"
    made = rule_set(
        rule("{age: {at_most: $oldest}}", id="alone", per="case"),
        rule(f"{{some: {where}}}", id="some", per="intervention"),
        values=not_set("oldest", "years") + not_set("cap", "minutes"),
    )
    given = {each.id: can_give(each, made.regulation, registry()) for each in made.rules}
    assert given == {
        "alone": {"undecided", "not_applicable"},
        "some": {"breaches", "undecided", "not_applicable"},
    }


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rule file elsewhere, with its examples beside it."""
    made = rule("{attendance_allowance: {is: true}}", id="allowance", per="case")
    (tmp_path / "small.yaml").write_text(text(made), encoding="utf-8")
    there = tmp_path / "examples" / "small"
    there.mkdir(parents=True)
    (there / "one.yaml").write_text(document(ONE), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("where", ["small.yaml", "examples/small", "examples/small/one.yaml"])
def test_examples_stand_beside_their_rules(folder: Path, where: str) -> None:
    (suite,) = suites(str(folder / where))
    assert suite.rules.id == "small"
    assert [example.id for example in suite.examples] == ["one"]
    assert run_suite(suite).failed == ()


def test_other_rules_may_judge_examples(folder: Path) -> None:
    other = folder / "other.yaml"
    other.write_text(
        (folder / "small.yaml").read_text(encoding="utf-8").replace("id: small", "id: other"),
        encoding="utf-8",
    )
    for where in ("small.yaml", "examples/small"):
        (suite,) = suites(str(folder / where), str(other))
        assert (suite.rules.id, len(suite.examples)) == ("other", 1)


def test_examples_of_a_shipped_rule_set_are_found_by_its_name(tmp_path: Path) -> None:
    (suite,) = suites("tirano")
    assert suite.rules.id == "tirano"
    assert suite.examples == examples(example_files("tirano"))
    assert suite.examples[0].position.file.startswith("rules/examples/tirano/")
    folder = tmp_path / "examples" / "tirano"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text("examples: []\n", encoding="utf-8")
    assert [each.rules.id for each in suites(str(folder))] == ["tirano"]


def test_all_shipped_rule_sets_are_run_when_none_is_named() -> None:
    assert [suite.rules.id for suite in suites()] == list(available())


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdmRulesError, match="did you mean `tirano`"):
        list(suites("tiran"))
    with pytest.raises(AdmRulesError, match="cannot be read"):
        list(suites(str(tmp_path / "none.yaml")))


def test_an_example_says_which_rule_explains_a_finding() -> None:
    """What a breach only repeats is told by the whole rule set, and left out where a rule is tried alone."""
    made = rule_set(
        rule("{session_time: {at_most: 2 h}}", id="first"),
        rule("{session_time: {at_most: 1 h}}", id="second", more="follows: [{rule: first, on: same}]"),
    )
    one = """
  - id: one
    rule: second
    on: 2026-03-31
    root: case
    file:
      id: c1
      birth_date: 2014-05-01
      interventions:
        - id: i1
          service: home_education
          sessions: [{id: s1, start: 2026-03-02T15:00, end: 2026-03-02T18:00, status: delivered}]
    expect: [{verdict: breaches, follows: first}]
"""
    shorter = one.replace("id: one", "id: two").replace("T18:00", "T16:30")
    (good, bad) = read_examples(f"examples:{one}{shorter}", "e.yaml")
    whole = run_suite(Suite(made, (good, bad)))
    assert [each.passed for each in whole.outcomes] == [True, False]
    assert whole.outcomes[1].got == ({"verdict": "breaches", "follows": None},)
    assert good.of_rule_alone().expect == ({"verdict": "breaches"},)
    assert bad.of_rule_alone().of_rule_alone() == bad.of_rule_alone()
    assert codes(f"examples:{one.replace('follows: first', 'follows: [first]')}") == ["wrong-shape"]
