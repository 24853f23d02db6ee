"""``adm-rules new rule|value|fact|check``: what it writes loads, keeps its form, and leaves what it announces."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.engine import load
from adm_rules._internal.lint import checks
from adm_rules._internal.lint.check import check_of
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.review.examples import run_suite, suites
from adm_rules._internal.review.formatting import formatted
from adm_rules._internal.review.register import find_register
from adm_rules._internal.review.starter import begin
from tests.unit.test_lint import found

REQUIRE = "session_time: {at_least: $shortest_session}"
NORM = ("--norm", "MD-03-02", "--article", "3")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rule set just begun."""
    return begin(tmp_path / "valle")[0]


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "200"})


def shortest(rules: Path, *more: str) -> Any:
    amount = ("--is", "30 min", "--from", "2025-02-01", "--article", "3")
    return run("new", "value", "shortest_session", "--rules", rules, "--kind", "minutes", *amount, *more)


def is_in_form(rules: Path) -> bool:
    text = rules.read_text(encoding="utf-8")
    return formatted(text, str(rules)) == text


def test_a_value_is_written_and_its_finding_announced(rules: Path) -> None:
    before = rules.read_text(encoding="utf-8").splitlines()
    done = shortest(rules, "--norm", "MD-03-03", "--it", "accesso più breve", "--en", "shortest session")
    assert done.exit_code == 0, done.output
    assert "left to do: unused-value · shortest_session: " in done.output
    assert [each for each in before if each not in rules.read_text(encoding="utf-8").splitlines()] == []
    assert is_in_form(rules)
    assert load(str(rules)).regulation.values["shortest_session"].label.it == "accesso più breve"
    norm = find_register(str(rules), "valle").by_id["MD-03-03"]
    assert (norm.fate, norm.names, norm.text.en) == ("value", ("shortest_session",), "shortest session")


def test_a_rule_comes_with_its_row_and_an_example_for_each_verdict_and_side(rules: Path) -> None:
    shortest(rules)
    when = "{all: [{service: {is: home_education}}, {session_status: {is: delivered}}]}"
    done = run(
        "new", "rule", "session.shortest", "--rules", rules, *NORM, "--require", REQUIRE, "--when", when
    )
    assert done.exit_code == 0, done.output
    assert "left to do: unused-value" not in done.output
    made = load(str(rules)).rule("session.shortest")
    assert (made.per, made.severity, made.title.en) == ("session", "error", "Length of the session")
    assert is_in_form(rules)
    (suite,) = suites(str(rules))
    result = run_suite(suite)
    assert result.failed == ()
    assert set(result.shown["session.shortest"]) >= {"complies", "breaches", "undecided", "not_applicable"}
    assert "left to do" not in done.output, done.output
    assert run("test", rules, "--strict").exit_code == 0
    assert run("lint", rules).exit_code == 0
    assert find_register(str(rules), "valle").by_id["MD-03-02"].names == ("session.shortest",)
    assert run("coverage", "--rules", rules).exit_code == 0


def test_examples_are_found_where_a_key_is_missing_and_the_limit_is_a_bare_length(rules: Path) -> None:
    limit = ("--require", "session_time: {at_most: 90 min}", "--when", "activity: {is: group}")
    done = run("new", "rule", "session.group", "--rules", rules, *NORM, *limit)
    assert [line.partition(" · ")[0] for line in done.output.splitlines() if "left to do" in line] == [
        "left to do: bare-number"
    ], done.output
    (suite,) = suites(str(rules))
    shown = run_suite(suite).shown["session.group"]
    assert set(shown) >= {"complies", "breaches", "undecided", "not_applicable"}


def test_both_sides_of_each_of_two_limits_are_found(rules: Path) -> None:
    shortest(rules)
    more = (*NORM, "--require", "{session_time: {between: [$shortest_session, $longest_session]}}")
    done = run("new", "rule", "session.between", "--rules", rules, *more)
    assert done.exit_code == 0, done.output
    assert "side-without-example" not in done.output
    (suite,) = suites(str(rules))
    own = [each for each in suite.examples if each.rule == "session.between"]
    assert {each.id.split("-")[2] for each in own} >= {"breaches", "complies", "undecided", "side"}


def test_a_key_that_the_examples_lack_is_added(rules: Path) -> None:
    place = rules.parent / "examples" / "valle" / "rules.yaml"
    place.write_text(
        place.read_text(encoding="utf-8").replace(", evaluated_on: 2026-02-11, outcome: positive", "")
    )
    head, _, _ = place.read_text(encoding="utf-8").partition("\n  - {id: evaluated-on-the-last-day")
    place.write_text(f"{head}\n", encoding="utf-8")
    require = "request_evaluated_on: {within: {days: $evaluation_days, after: requested_on}}"
    done = run("new", "rule", "access.evaluated", "--rules", rules, *NORM, "--require", require)
    assert done.exit_code == 0, done.output
    (suite,) = suites(str(rules))
    own = [each for each in suite.examples if each.rule == "access.evaluated"]
    shown = {str(wanted["verdict"]) for each in own for wanted in each.expect}
    assert shown >= {"complies", "breaches", "undecided"}


def test_a_norm_that_is_there_gains_the_rule_and_gives_the_severity(rules: Path) -> None:
    register = rules.parent / "norms" / "valle.csv"
    before = register.read_text(encoding="utf-8").splitlines()
    more = ("--norm", "MD-03-01", "--article", "3", "--require", "{venue: {exists: true}}")
    done = run("new", "rule", "session.venue", "--rules", rules, *more)
    assert done.exit_code == 0, done.output
    assert load(str(rules)).rule("session.venue").severity == "warning"
    after = register.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [",session.length session.venue," in line for line in changed] == [True]
    refused = run("new", "rule", "session.other", "--rules", rules, "--norm", "MD-02-02", *more[2:])
    assert refused.exit_code == 2
    assert "`MD-02-02` is `left_to_people`: give it the fate `encoded`" in refused.output


def test_a_rule_of_a_new_topic_stands_at_the_end_and_without_examples_alone(rules: Path) -> None:
    for each in (rules.parent / "examples" / "valle").iterdir():
        each.unlink()
    (rules.parent / "norms" / "valle.csv").unlink()
    more = (*NORM, "--require", "{attendance_allowance: {is: true}}", "--modality", "may")
    done = run("new", "rule", "access.allowance", "--rules", rules, *more)
    assert done.exit_code == 0, done.output
    assert "rule-without-example · access.allowance" in done.output
    ids = [each.id for each in load(str(rules)).rules]
    assert ids == ["access.residence", "access.allowance", "procedure.evaluated", "session.length"]
    assert load(str(rules)).rule("access.allowance").severity == "info"
    assert len(find_register(str(rules), "valle").norms) == 1
    last = run("new", "rule", "other.last", "--rules", rules, *more)
    assert last.exit_code == 0
    assert load(str(rules)).rules[-1].id == "other.last"
    assert is_in_form(rules)


def test_a_fact_begins_its_part_of_the_file(rules: Path) -> None:
    more = ("--rules", rules, "--per", "case", "--kind")
    done = run(
        "new",
        "fact",
        "proposal_on",
        *more,
        "event",
        "--it",
        "giorno della proposta",
        "--en",
        "day of the proposal",
    )
    assert done.exit_code == 0, done.output
    assert "left to do: unused-fact · proposal_on" in done.output
    made = run(
        "new", "fact", "long_sessions", *more, "count", "--recipe", "count: {from: session, ever: true}"
    )
    assert made.exit_code == 0, made.output
    named = run("new", "fact", "proposed_by", *more, "enum", "--names", "role")
    assert named.exit_code == 0, named.output
    assert list(load(str(rules)).regulation.facts) == ["proposal_on", "long_sessions", "proposed_by"]
    assert is_in_form(rules)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("rule", "session.x", *NORM, "--require", "{sesion_time: {at_most: 3 h}}"), 2, "did you mean `session_time`?"),
        (("rule", "session.x", *NORM, "--require", "{}"), 2, "such as '{session_time: {at_most: 3 h}}'"),
        (("rule", "session.x", *NORM, "--require", "{session_time: {at_most: 3}}"), 3, "session_time"),
        (("rule", "session.length", *NORM, "--require", "{session_time: {at_most: 3 h}}"), 3, "session.length"),
        (("rule", "session.x", *NORM, "--require", "{venue: {is: home}}", "--modality", "mus"), 2, "mean `must`?"),
        (("value", "x", "--kind", "minute"), 3, "did you mean `minutes`?"),
        (("value", "longest_session", "--kind", "minutes"), 3, "longest_session"),
    ],
)  # fmt: skip
def test_a_slip_is_told_and_nothing_is_written(
    rules: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    files = {path: path.read_bytes() for path in rules.parent.rglob("*") if path.is_file()}
    kind, *others = arguments
    done = run("new", kind, *others, "--rules", rules)
    assert (done.exit_code, said in done.output) == (code, True), done.output
    assert {path: path.read_bytes() for path in rules.parent.rglob("*") if path.is_file()} == files


def test_a_part_on_one_line_is_not_added_to(rules: Path) -> None:
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("\ntariffs:", "\nfacts: {}\n\ntariffs:"), encoding="utf-8")
    done = run("new", "fact", "proposal_on", "--rules", rules, "--per", "case", "--kind", "event")
    assert (done.exit_code, "write `facts` with one entry a line" in done.output) == (2, True), done.output


def test_a_set_that_nobody_set(rules: Path) -> None:
    done = run("new", "value", "venues", "--rules", rules, "--kind", "set", "--of", "venue")
    assert done.exit_code == 0, done.output
    assert load(str(rules)).regulation.values["venues"].not_set is not None
    assert is_in_form(rules)


def test_a_check_works_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(checks, "__path__", [str(tmp_path / "checks")])
    (tmp_path / "checks").mkdir()
    done = run("new", "check", "rule-is-draft")
    assert done.exit_code == 0, done.output
    spec = importlib.util.spec_from_file_location("x.rule_is_draft", tmp_path / "checks" / "rule_is_draft.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = check_of(module)
    monkeypatch.setitem(CHECKS, made.code, made)
    assert made.code in found(made.bad)
    assert made.code not in found(made.good)
    assert run("new", "check", "rule-is-draft").exit_code == 2
    assert "is no code" in run("new", "check", "Draft").output
    (tmp_path / "pyproject.toml").unlink()
    assert "checkout" in run("new", "check", "rule-is-other").output
