"""``adm-rules test --strict`` and ``--coverage``: what no example shows."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pycobertura import Cobertura
from typer.testing import CliRunner

from adm_rules._internal.cli import examples
from adm_rules._internal.cli.app import app
from adm_rules._internal.review.examples import Result
from tests.rules.small import COUNTED, rule, text, value

YOUNG = rule(
    "{by_reading: {counted: {direct: {age: {at_most: $oldest}}, all: {age: {at_most: 30}}}}}",
    id="young",
    per="case",
    more="derogations: [{id: allowed, require: {disability: {is: true}}}]",
)
AT_THE_LIMIT = """
bases: {case: {id: c1, birth_date: 2000-01-01, interventions: []}}
examples:
  - {id: at-the-limit, rule: young, on: 2020-01-01, root: case, base: case, expect: [{verdict: complies}]}
"""
MORE = """
  - {id: over, rule: young, on: 2021-01-01, root: case, base: case, change: {disability: false},
     expect: [{verdict: breaches, other_readings: {counted.all: complies}}]}
  - {id: allowed, rule: young, on: 2021-01-01, root: case, base: case, change: {disability: true},
     expect: [{verdict: derogated}]}
  - {id: unknown, rule: young, on: 2021-01-01, root: case, base: case, expect: [{verdict: undecided}]}
  - {id: early, rule: young, on: 2017-12-31, root: case, base: case, expect: [{verdict: not_applicable}]}
"""
OLDER = """
  - {id: thirty, rule: young, on: 2030-01-01, root: case, base: case, change: {disability: false},
     expect: [{verdict: breaches, other_readings: {counted.all: complies}}]}
  - {id: thirty-one, rule: young, on: 2031-01-01, root: case, base: case, change: {disability: false},
     expect: [{verdict: breaches, other_readings: {}}]}
"""


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["test", *arguments, "--lang", "en"], env={"COLUMNS": "160"})


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rule file in a folder of its own, with one example."""
    oldest = value("oldest", "years", "is: 20")
    whole = text(YOUNG, readings=COUNTED, values=oldest, in_force="{from: 2018-01-01}")
    (tmp_path / "small.yaml").write_text(whole, encoding="utf-8")
    (tmp_path / "examples" / "small").mkdir(parents=True)
    show(tmp_path / "small.yaml", AT_THE_LIMIT)
    return tmp_path / "small.yaml"


def show(rules: Path, examples: str) -> None:
    (rules.parent / "examples" / "small" / "one.yaml").write_text(examples, encoding="utf-8")


def gaps(rules: Path) -> list[tuple[str, str]]:
    (data,) = json.loads(run(str(rules), "--strict", "--format", "json").stdout)
    return [(each["code"], each["message"].partition(": ")[2] or each["message"]) for each in data["gaps"]]


def test_what_no_example_shows_is_listed_and_fails(rules: Path) -> None:
    assert run(str(rules)).exit_code == 0
    done = run(str(rules), "--strict")
    assert done.exit_code == 1
    assert (
        "\n    no example of `young` is derogated by `allowed`: add one that says `derogation:`\n"
        in done.stdout
    )
    assert gaps(rules) == [
        ("reading-without-example", "no example says what `counted` would come to as `all`"),
        ("side-without-example", "20 years -> 21 years"),
        ("example-missing-verdict", "breaches, derogated, not_applicable, undecided"),
        ("side-without-example", "require: counted.all, age at_most 30 -> below"),
        ("side-without-example", "require: counted.all, age at_most 30 -> 29"),
        ("side-without-example", "require: counted.all, age at_most 30 -> 31"),
        ("derogation-without-example", "no example of `young` is derogated by `allowed`"),
    ]  # fmt: skip


DECLARED = """
  long_sessions:
    per: intervention
    kind: count
    label: {it: accessi lunghi, en: long sessions}
    count: {from: session, ever: true, where: {session_time: {above: 2 h}}}
"""


def test_a_limit_inside_a_declared_fact_has_its_sides_as_well(rules: Path) -> None:
    few = rule("{long_sessions: {is: 0}}", id="young", per="intervention")
    whole = text(few, facts=DECLARED, in_force="{from: 2018-01-01}")
    rules.write_text(whole, encoding="utf-8")
    case = (
        "{id: c1, birth_date: 2000-01-01, interventions: [{id: i1, service: home_education, sessions: []}]}"
    )
    show(rules, AT_THE_LIMIT.replace("{id: c1, birth_date: 2000-01-01, interventions: []}", case))
    found = [words for code, words in gaps(rules) if code == "side-without-example"]
    assert found == [
        "where: session_time above -> at_least",
        "where: session_time above 2 h -> 119 min",
        "where: session_time above 2 h -> 121 min",
    ]


def test_each_gap_goes_with_its_example(rules: Path) -> None:
    show(rules, AT_THE_LIMIT + MORE)
    assert [words for _, words in gaps(rules)] == [
        "require: counted.all, age at_most 30 -> below",
        "require: counted.all, age at_most 30 -> 29",
        "require: counted.all, age at_most 30 -> 31",
    ]
    show(rules, AT_THE_LIMIT + MORE + OLDER)
    done = run(str(rules), "--strict")
    assert (done.exit_code, done.stdout) == (0, "small 1: 7 examples, all as expected\n")


def test_a_gap_may_be_silenced_or_accepted_with_a_reason(rules: Path) -> None:
    show(rules, AT_THE_LIMIT + MORE)
    (rules.parent / "mutation.toml").write_text(
        '[[accepted]]\nrules = "small"\nbecause = "nobody reads it so"\nchanges = [\n'
        ' "young: require: counted.all, age at_most 30 -> below",\n'
        ' "young: require: counted.all, age at_most 30 -> 29",\n'
        ' "young: require: counted.all, age at_most 30 -> 31",\n]\n',
        encoding="utf-8",
    )
    assert run(str(rules), "--strict").exit_code == 0
    silent = '[lint.level]\nexample-missing-verdict = "off"\n'
    (rules.parent / "adm-rules.toml").write_text(silent, encoding="utf-8")
    show(rules, AT_THE_LIMIT + MORE.partition("  - {id: unknown")[0])
    assert [code for code, _ in gaps(rules)] == ["example-missing-verdict"]  # a level is no reason
    silent = '[[lint.silence]]\ncode = "example-missing-verdict"\nat = "young"\nbecause = "shown elsewhere"\n'
    (rules.parent / "adm-rules.toml").write_text(silent, encoding="utf-8")
    assert run(str(rules), "--strict").exit_code == 0
    show(rules, AT_THE_LIMIT + MORE)  # nothing is told of a silencer that is needed no more: that is for lint
    assert run(str(rules), "--strict").exit_code == 0


def test_gaps_are_tests_that_fail_in_junit(rules: Path) -> None:
    told = run(str(rules), "--strict", "--format", "junit").stdout
    assert 'tests="8" failures="7"' in told
    assert '<testcase classname="small.oldest" name="side-without-example"><failure' in told


def test_a_part_of_the_examples_cannot_be_strict(rules: Path) -> None:
    for other in (["--changed", "HEAD"], ["--mutate"]):
        done = run(str(rules), "--strict", *other)
        assert done.exit_code == 2
        assert "leave out --changed and --mutate" in done.stderr


def test_how_much_examples_show_is_counted_and_may_be_asked_for(rules: Path) -> None:
    done = run(str(rules), "--coverage")  # one of five verdicts, no derogation, no option
    assert (done.exit_code, done.stdout.splitlines()[-4:-1]) == (
        0,
        ["  1/6 young", "  0/1 counted", "small: examples show 14.2%"],
    )
    assert run(str(rules), "--at-least", "14.2").exit_code == 0
    assert run(str(rules), "--at-least", "14.3").exit_code == 1
    assert "leave out" in run(str(rules), "--coverage", "--changed", "HEAD").stderr
    show(rules, AT_THE_LIMIT + MORE)
    full = run(str(rules), "--coverage", "--at-least", "100")
    assert (full.exit_code, full.stdout) == (
        0,
        "small: examples show 100.0%\nsmall 1: 5 examples, all as expected\n",
    )
    assert "  6/6 young\n  1/1 counted\n" in run(str(rules), "--coverage", "--all").stdout
    (data,) = json.loads(run(str(rules), "--coverage", "--format", "json").stdout)
    young = data["coverage"][0]
    assert (data["percent"], young["at"], young["shown"], young["wanted"]) == (100.0, "young", 6, 6)
    shown = {part["name"]: part["shown"] for part in young["parts"]}
    assert shown == {
        "complies": 1, "breaches": 1, "derogated": 1, "not_applicable": 1, "undecided": 1, "derogation allowed": 1,
    }  # fmt: skip
    (data,) = json.loads(run(str(rules), "--format", "json").stdout)
    assert (data["percent"], data["coverage"]) == (None, None)


def test_cobertura_is_read_by_others(rules: Path) -> None:
    told = run(str(rules), "--format", "cobertura").stdout
    root = etree.fromstring(told.encode())
    document_type = etree.DTD(str(Path(__file__).parents[1] / "schemas" / "coverage-04.dtd"))
    assert document_type.validate(root), document_type.error_log
    (rules.parent / "coverage.xml").write_text(told, encoding="utf-8")
    read = Cobertura(str(rules.parent / "coverage.xml"))
    text = rules.read_text(encoding="utf-8").splitlines()
    require, option = (
        next(n for n, line in enumerate(text, 1) if word in line) for word in ("require:", "all: ")
    )
    assert read.files() == [str(rules)]
    # The requirement stands in one line with its derogation, of which nothing is shown; nor is the option.
    lines = dict(read.line_statuses(str(rules)))
    assert (lines[require], lines[option]) == ("partial", "miss")
    assert (root.get("branches-covered"), root.get("branches-valid")) == ("1", "7")
    assert [each.get("name") for each in root.iter("class")] == ["small.young", "small.counted"]
    show(rules, AT_THE_LIMIT + MORE)
    (rules.parent / "full.xml").write_text(run(str(rules), "--format", "cobertura").stdout, encoding="utf-8")
    full = Cobertura(str(rules.parent / "full.xml"))
    assert (full.line_rate(), full.branch_rate()) == (1.0, 1.0)
    assert set(dict(full.line_statuses(str(rules))).values()) == {"hit"}


def test_what_is_not_as_it_should_be_is_told_at_its_line(rules: Path) -> None:
    show(rules, AT_THE_LIMIT.replace("verdict: complies", "verdict: breaches"))
    place = rules.parent / "examples" / "small" / "one.yaml"
    said = run(str(rules), "--strict", "--format", "github").stdout.splitlines()
    assert said[0].startswith(
        f"::error file={place},line=4,col=5,title=example-fails::`at-the-limit` of `young`: "
    )
    assert {line.split(" ")[0] for line in said[1:]} == {"::warning"}


@pytest.mark.parametrize("processors", [1, 2])
def test_sets_are_shared_among_processes(
    rules: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    monkeypatch.setattr(examples, "available", lambda: ("scheda_comunale", "medio_olona"))
    first, last = run().stdout.splitlines()
    assert first.startswith("scheda_comunale")
    assert last.startswith("medio_olona")


def test_a_rule_set_without_rules_asks_for_nothing() -> None:
    assert Result("small", "1", (), coverage=()).percent == 100
