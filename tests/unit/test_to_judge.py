"""What the text leaves to people is told as to be judged: never a breach, and counted apart wherever one counts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import AsOf, Report, Verdict, verdict_of
from tests.rules.small import ON, rule, rule_set, session, with_intervention

ASKS = "{severity: warning, asks_judgement: true, message: {it: Resta da valutare., en: That remains to be judged.}}"
SAYS = "{severity: warning, severity_because: {it: Di norma., en: As a rule.}, message: {it: No., en: No.}}"
FAILS = "{session_time: {at_most: 1 h}}"


def long(day: str) -> dict[str, Any]:
    return session(f"{day}T15:00", "17:00")


def report_of(*rules: str, on: date = ON, **more: Any) -> Report:
    return rule_set(*rules).check(with_intervention(sessions=[long("2026-03-02")]), on=on, **more)


def test_what_does_not_hold_is_to_be_judged_and_no_breach() -> None:
    report = report_of(rule(FAILS, otherwise=ASKS))
    (finding,) = report.to_judge
    assert finding.verdict is Verdict.TO_JUDGE
    assert report.breaches == ()
    assert finding.message("en").startswith("That remains to be judged.")
    assert report.counts() | {Verdict.TO_JUDGE: 1, Verdict.BREACHES: 0} == report.counts()
    assert report.filter(verdict="to_judge") == (finding,)
    assert report.filter(verdict="breaches") == ()


def test_what_holds_complies() -> None:
    report = report_of(rule("{session_time: {at_most: 2 h}}", otherwise=ASKS))
    assert [each.verdict for each in report.findings] == [Verdict.COMPLIES]


def test_what_is_not_known_is_asked_for_all_the_same() -> None:
    report = report_of(rule("{venue: {is: home}}", otherwise=ASKS))
    (finding,) = report.undecided
    assert set(finding.possible) == {Verdict.COMPLIES, Verdict.TO_JUDGE}
    assert [each.settles for each in report.ask_first()] == [1]


def test_another_reading_may_leave_it_to_be_judged() -> None:
    readings = """
  counted:
    question: {it: "Che cosa conta?", en: "What counts?"}
    default: less
    options:
      less: {it: poco, en: less}
      more: {it: molto, en: more}
    norms: [TST-01-01]
"""
    both = "{by_reading: {counted: {less: {session_time: {at_most: 2 h}}, more: {session_time: {at_most: 1 h}}}}}"
    rules = rule_set(rule(both, otherwise=ASKS), readings=readings)
    (finding,) = rules.check(with_intervention(sessions=[long("2026-03-02")]), on=ON).findings
    assert finding.verdict is Verdict.COMPLIES
    assert [other.verdict for other in finding.reading_dependent] == [Verdict.TO_JUDGE]
    assert finding.message("it").endswith("(molto) l'esito sarebbe: da valutare.")


def test_only_codes_of_breaches_are_to_be_judged() -> None:
    codes = range(6)
    assert [verdict_of(code, asks_judgement=False).value for code in codes] == [
        *("complies", "breaches", "derogated", "not_applicable", "pending", "undecided")
    ]
    assert [verdict_of(code, asks_judgement=True).value for code in codes] == [
        *("complies", "to_judge", "derogated", "not_applicable", "pending", "undecided")
    ]


# --- causes -------------------------------------------------------------------------------------------------------


def test_what_is_to_be_judged_stands_under_the_breach_that_explains_it() -> None:
    report = report_of(rule(FAILS, id="a"), rule(FAILS, id="b", otherwise=ASKS, more="follows: [a]"))
    (entry,) = report.entries
    assert (entry.rule, [each.rule for each in entry.explains]) == ("a", ["b"])


def test_what_is_to_be_judged_explains_what_is_to_be_judged() -> None:
    both = rule(FAILS, id="a", otherwise=ASKS), rule(FAILS, id="b", otherwise=ASKS, more="follows: [a]")
    (entry,) = report_of(*both).entries
    assert [each.rule for each in entry.explains] == ["b"]


def test_no_breach_hides_under_what_is_to_be_judged() -> None:
    report = report_of(rule(FAILS, id="a", otherwise=ASKS), rule(FAILS, id="b", more="follows: [a]"))
    assert [(each.rule, each.explains) for each in report.entries] == [("b", ()), ("a", ())]


# --- every way out ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "counted"), [("it", "1 da valutare"), ("en", "1 to be judged")])
def test_it_is_counted_apart_in_words(lang: str, counted: str) -> None:
    report = report_of(rule(FAILS, otherwise=ASKS), rule(FAILS, id="s"))
    text = text_of(report, Page(lang))
    assert counted in text.splitlines()[-1]
    assert "◇" in text
    assert counted in report_html(report, lang=lang)


def test_a_report_that_was_read_back_is_the_same() -> None:
    report = report_of(rule(FAILS, otherwise=ASKS))
    again = Report.from_json(report.to_json())
    assert again == report
    assert [each.rule for each in again.to_judge] == ["r"]
    assert json.loads(report.to_json())["findings"][0]["verdict"] == "to_judge"


def test_when_data_ended_it_was_to_be_judged() -> None:
    rules = rule_set(rule("{closed_on: {exists: true}}", per="intervention", otherwise=ASKS))
    report = rules.check(with_intervention(case_keys={"complete_until": "2026-03-05"}), on=ON)
    (finding,) = report.waiting
    assert finding.as_of_end == AsOf(date(2026, 3, 5), Verdict.TO_JUDGE)
    text = text_of(report, Page("en", 400))
    assert "1 to be judged" in text
    assert "Not in order" not in text


def test_the_rule_in_words_says_so() -> None:
    rules = rule_set(rule(FAILS, id="a", otherwise=ASKS), rule(FAILS, id="b", otherwise=SAYS))
    told = Explanation(Prose(rules.vocabulary, "en", rules.regulation), rules.regulation)
    asked, said = (str(told.rule(each)) for each in rules.rules)
    assert "this is no breach: it is told as to be judged" in asked
    assert "why this severity: As a rule." in said
