"""A comparison as text and Markdown, and findings in the forms of reviews."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from junitparser import JUnitXml

from adm_rules._internal.lint.linting import LintFinding, LintReport
from adm_rules._internal.names import label
from adm_rules._internal.render.formats import FORMATS
from adm_rules._internal.render.pen import Answers, Page, alone
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff.shapes import (
    Band,
    DiffLine,
    DiffWay,
    DiffWitness,
    EuroMoves,
    How,
    PeopleMoved,
    RuleEffect,
    RuleMargins,
    RuleMoves,
    RulesDiff,
    RuleSetChange,
    VersionBump,
)
from adm_rules._internal.review.examples import run_suite, suites
from adm_rules._internal.texts import Text
from tests.rules.small import ON

T = Text("titolo", "title")
WITNESS = DiffWitness(
    "esempio",
    {"case.a": None, "case.b": 3},
    7,
    ON,
    "session",
    "s",
    Verdict.COMPLIES,
    Verdict.BREACHES,
    {"case": {"id": "a|b", "birth_date": "2014-05-01"}},
)
EFFECT = RuleEffect(
    "r", T, ("$cap",), DiffWay.CROSSING, (), "every", (WITNESS,), {"complies -> breaches": 5}, 12, 6,
    ("a", "b", "c", "d"), ahead=False,
)  # fmt: skip
LINES = (DiffLine("-", T, T), DiffLine("+", T, T), DiffLine("+", Text("", ""), T))
CHANGE = RuleSetChange(
    "rule",
    "r",
    T,
    How.RENAMED,
    (DiffLine("-", T, T), DiffLine("+", T, T), DiffLine("+", Text("", ""), T)),
    "q",
)
MOVES = RuleMoves("r", {"complies -> breaches": "6"}, "6", "<5", "12:30")
BANDS = (Band(None, -200, "<5"), Band(0, 10, "6"))
MARGINS = RuleMargins("r", "direct_time", T, (Band(100, 100, "7"),), ())
EURO = (
    EuroMoves("family", "9", "1.00", "2.00", BANDS, "<5"),
    EuroMoves("plan_office", "<5", "<5", "<5", (), "0"),
)
PEOPLE = PeopleMoved(9, 1, ON, True, "6", (MOVES,), (MARGINS,), EURO)
DIFF = RulesDiff(
    "small", "a", "b", "1", "2", "b.yaml", ON, (CHANGE,), (EFFECT,), 3,
    VersionBump("major", "none", (T,), enough=False), (PEOPLE,), proof=False,
)  # fmt: skip


LEAST = '{case: {id: "a|b", birth_date: 2014-05-01}}'


@pytest.mark.parametrize(
    ("form", "told"), [("text", f"enough: {LEAST}"), ("markdown", f": `{LEAST}`".replace("|", "\\|"))]
)
def test_the_least_file_stands_below_its_witness(form: str, told: str) -> None:
    assert told in " ".join(written(DIFF, form).split())


def written(diff: Any, form: str, lang: str = "en") -> str:
    return "\n".join(FORMATS[form].write(alone(diff), Page(lang, 100)))


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_everything_is_told(form: str, lang: str) -> None:
    said = written(DIFF, form, lang)
    money = ("…\N{MINUS SIGN}200: <5", "0…10: 6", "100: 7", "1.00 → 2.00", label("role", "plan_office", lang))
    flat = " ".join(said.split())
    for part in ("esempio", "case.a", "case.b: 3", "12:30", "every", "adm-rules[proof]", "$cap", *money):
        assert part in flat or (form == "markdown" and part == "$cap")
    assert ("a, b, c and 1 more" in said) is (lang == "en")


def test_what_is_proved_is_told() -> None:
    proved = replace(
        EFFECT, direction=DiffWay.EQUAL, proved=("equal",), witnesses=(), failing=(), obstacle=None
    )
    said = written(replace(DIFF, effects=(proved,), changes=(), people=(), proof=True), "text")
    assert "proved: every verdict stays as it was" in said
    assert "no proof" not in said
    half = replace(EFFECT, proved=("never_stricter",), obstacle=None)
    assert "compared on 12 files" in written(replace(DIFF, effects=(half,), proof=True), "text")


def test_a_changelog_has_a_line_for_each_change_and_each_rule_that_is_touched() -> None:
    value = RuleSetChange("value", "cap", T, How.CHANGED, now=Text("10 h, poi 12 h", "10 h, then 12 h"))
    added = RuleSetChange("rule", "new", T, How.ADDED)
    other = replace(EFFECT, rule="s", ahead=True)
    said = written(replace(DIFF, changes=(CHANGE, value, added), effects=(EFFECT, other)), "changelog")
    assert said.splitlines() == [
        "## small 2 (2026-03-31)",
        "",
        "- `r` (title), renamed: stricter for some, looser for others (was `q`)",
        "- `$cap` (title), changed: 10 h, then 12 h",
        "- `new` (title), added",
        "- `s`: stricter for some, looser for others, only after 31 March 2026 (touched by `$cap`)",
    ]
    both = Answers(RulesDiff, [("a", DIFF), ("b", replace(DIFF, changes=())), ("c", DIFF)], one=False)
    assert "\n".join(FORMATS["changelog"].write(both, Page("en"))).count("## small") == 2


def test_a_verdict_under_another_reading_is_told_as_such() -> None:
    alike = replace(WITNESS, after=WITNESS.before)
    effect = replace(EFFECT, witnesses=(alike,), flips={})
    assert "complies; changes under another reading" in written(replace(DIFF, effects=(effect,)), "text")


def test_a_rule_set_that_is_the_same_says_so() -> None:
    same = replace(DIFF, changes=(), effects=(), people=(), bump=VersionBump("none", "none", (), enough=True))
    assert "no difference" in written(same, "text")
    assert written(same, "markdown").endswith("**version: nothing to declare** ✅")
    assert written(same, "github") == ""


def test_a_value_and_what_came_or_went() -> None:
    value = RuleSetChange("value", "cap", T, How.ADDED, now=T)
    said = written(replace(DIFF, changes=(value,), old_version=None, effects=()), "text")
    assert said.startswith("small – → 2")
    assert "$cap · title · added" in said
    assert "**`$cap`** title, added: title" in written(replace(DIFF, changes=(value,)), "markdown")


def test_comparisons_stand_one_below_the_other() -> None:
    both = Answers(RulesDiff, [("a", DIFF), ("b", DIFF)], one=False)
    assert "\n".join(FORMATS["markdown"].write(both, Page("en"))).count("### small") == 2


def test_a_change_that_no_example_shows_is_told_to_reviews() -> None:
    silent = replace(EFFECT, direction=DiffWay.NO_DIFFERENCE, witnesses=(), failing=())
    enough = replace(DIFF.bump, enough=True)
    (line,) = written(replace(DIFF, effects=(silent,), bump=enough), "github").splitlines()
    assert line.startswith("::notice file=b.yaml,line=1,col=1,title=rule-no-difference::")
    assert "no example shows it" in line


# --- lint and examples in the same forms ------------------------------------------------------------------------------

FOUND = LintFinding("when-never", "error", "r", "never & nowhere", "mend it", "a.yaml", 3, 5)
LINTED = LintReport("small", "1", (FOUND, FOUND), 0, 26)


def test_lint_is_code_quality() -> None:
    entries = json.loads(written(LINTED, "gitlab"))
    assert [each["severity"] for each in entries] == ["major", "major"]
    assert len({each["fingerprint"] for each in entries}) == 2


def test_lint_is_a_report_of_tests_with_a_case_for_each_check() -> None:
    (suite,) = JUnitXml.fromstring(written(LINTED, "junit").encode())
    failed = [each.name for each in suite if not each.is_passed]
    assert failed == ["when-never"]
    assert suite.tests > 20


def test_examples_are_a_report_of_tests() -> None:
    (suite,) = suites("scheda_comunale")
    result = run_suite(suite)
    (read,) = JUnitXml.fromstring(written(result, "junit").encode())
    assert (read.tests, read.failures) == (len(suite.examples), 0)
    outcomes = (replace(result.outcomes[0], got=()), replace(result.outcomes[1], fault="broken"))
    (bad,) = JUnitXml.fromstring(written(replace(result, outcomes=outcomes), "junit").encode())
    assert bad.failures == 2
    messages = [each.result[0].message for each in bad]
    assert "expected" in messages[0]
    assert "broken" in messages[1]
