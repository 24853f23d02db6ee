"""What other readings would say is told, also of findings that a report only counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.wording import _other_text
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.render.asides import disputed_lines
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Disputed, Report, Verdict
from adm_rules._internal.review.examples import Suite, suites
from adm_rules._internal.rules import ByReading, Condition
from adm_rules._internal.texts import Text
from tests.rules.small import COUNTED, HOURS, ON, rule, rule_set, session, with_intervention, with_sessions

BY_READING = (
    "{by_reading: {counted: {direct: {direct_time: {at_most: 2 h}}, all: {worked_time: {at_most: 2 h}}}}}"
)
RULES = rule_set(rule(BY_READING, per="week"), values=HOURS, readings=COUNTED)
DIRECT = session("2026-03-02T15:00", "17:00", id="s1")
OTHER = session("2026-03-03T15:00", "17:00", id="s2", activity="correlated")


def lines(report: Report, lang: str = "en") -> list[str]:
    return list(disputed_lines(report, lang))


def test_a_finding_in_order_that_another_reading_would_call_a_breach_is_counted() -> None:
    report = RULES.check(with_sessions(DIRECT, OTHER), on=ON)
    assert lines(report) == [
        "1 more finding would be a breach under another reading (“all work”); --all shows it."
    ]
    assert lines(report, "it") == [
        "1 altro esito sarebbe una violazione con un'altra lettura («tutto il lavoro»); lo mostra --all."
    ]
    assert lines(report)[0] in text_of(report, Page(lang="en", width=200))
    assert "would be a breach" not in text_of(report, Page(lang="en", width=200, every=True))


def test_several_are_counted_by_reading() -> None:
    rules = rule_set(
        rule(BY_READING, per="week"),
        rule(BY_READING.replace("counted", "other"), per="week", id="other"),
        values=HOURS,
        readings=COUNTED
        + COUNTED.replace("counted:", "other:").replace("en: all work", "en: work of any kind"),
    )
    report = rules.check(with_sessions(DIRECT, OTHER), on=ON)
    told = "2 more findings would be breaches under another reading (“all work” 1; “work of any kind” 1)"
    assert lines(report) == [f"{told}; --all shows them."]
    later = [
        {**each, "start": each["start"].replace("-03-0", "-03-1"), "id": f"{each['id']}-later"}
        for each in (DIRECT, OTHER)
    ]
    later = [{**each, "end": each["end"].replace("-03-0", "-03-1")} for each in later]
    twice = RULES.check(with_intervention(sessions=[DIRECT, OTHER, *later]), on=ON)
    assert lines(twice) == [
        "2 more findings would be breaches under another reading (“all work”); --all shows them."
    ]


def test_nothing_is_said_where_every_reading_agrees_or_none_is_declared() -> None:
    assert lines(RULES.check(with_sessions(DIRECT), on=ON)) == []
    plain = rule_set(rule("{direct_time: {at_most: 2 h}}", per="week"), values=HOURS)
    assert lines(plain.check(with_sessions(DIRECT, OTHER), on=ON)) == []


def test_a_report_read_back_says_the_same() -> None:
    report = RULES.check(with_sessions(DIRECT, OTHER), on=ON)
    assert lines(
        Report.from_json(report.to_json(verdicts="all", evidence="all", lang=("it", "en")))
    ) == lines(report)


@cache
def suite(name: str) -> Suite:
    (found,) = suites(name)
    return found


@pytest.mark.parametrize("name", available())
def test_each_option_of_each_reading_of_a_finding_agrees_is_told_or_is_not_evaluated(name: str) -> None:
    """The law of readings: over all examples, no option of a rule's readings is dropped."""
    rules: RuleSet = load(name)
    quoted = {reading.name: set(reading.quoted) for reading in rules.regulation.readings.values()}
    by_id = {compiled.rule.id: compiled for compiled in rules.program.rules}
    for example in suite(name).examples[::5]:
        for finding in example.findings(rules):
            compiled = by_id[example.rule]
            expected = {(each, option) for each in compiled.readings for option in quoted[each]}
            told = {(each.reading, each.option) for each in finding.not_evaluated}
            assert told == (set() if finding.verdict is Verdict.NOT_APPLICABLE else expected), example.id
            for other in finding.reading_dependent:
                assert other.verdict is not finding.verdict, example.id
                assert bool(other.missing) <= (other.verdict is Verdict.UNDECIDED), example.id
                if other.verdict is Verdict.UNDECIDED and finding.verdict is not Verdict.NOT_APPLICABLE:
                    assert other.missing, (example.id, other)


@pytest.mark.parametrize("name", available())
def test_a_derogation_is_measured_by_the_option_that_it_is_judged_under(name: str) -> None:
    assert wrongly_measured(load(name)) == []


def test_a_derogation_with_the_measure_of_one_option_alone_is_found() -> None:
    more = """derogations:
  - id: more
    record: {derogation_scope: {includes: [weekly_cap]}}
    require: {direct_time: {at_most: 3 h}}"""
    rules = rule_set(rule(BY_READING, per="week", more=more), values=HOURS, readings=COUNTED)
    assert wrongly_measured(rules) == [("r", "counted", "more")]


def wrongly_measured(rules: RuleSet) -> list[tuple[str, str, str]]:
    """Derogations that measure by a fact of one option, and not by those of the others."""
    return [
        (judged.id, reading, clause.name)
        for judged in rules.regulation.rules
        for reading, measured in measures(judged.require, rules)
        for clause in judged.derogations
        for asked in [{fact.name for fact in clause.require.facts()}]
        if any(asked & each for each in measured.values())
        and not all(asked & each for each in measured.values())
    ]


def measures(condition: Condition, rules: RuleSet) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Each reading whose options ask different facts of one kind, with what each option alone asks of that kind."""
    facts = rules.vocabulary.facts
    for part in condition.walk():
        if isinstance(part, ByReading):
            asked = {option: {fact.name for fact in each.facts()} for option, each in part.options.items()}
            common = set.intersection(*asked.values())
            own = {option: names - common for option, names in asked.items()}
            kinds = {option: {facts[name].kind for name in names} for option, names in own.items()}
            shared = set.intersection(*kinds.values())
            if shared:
                yield (
                    part.reading,
                    {o: {n for n in names if facts[n].kind in shared} for o, names in own.items()},
                )


@pytest.mark.parametrize("day", ["2026-04-15", "2020-12-01"])
def test_no_reading_is_told_of_what_has_not_happened_or_lies_before_the_act(day: str) -> None:
    request = {"submitted_on": day, "type": "activation", "sent_to": ["plan_office"]}
    case = {"id": "c-1", "birth_date": "2014-05-03", "requests": [request]}
    found = load("tirano").check(case, on=date(2026, 3, 31)).filter(rule="request.to-head-of-office")
    assert [(each.verdict.value, each.reading_dependent) for each in found] == [("not_applicable", ())]


def test_an_open_reading_for_which_nothing_can_be_asked_is_one_sentence() -> None:
    (finding,) = RULES.check(with_sessions(DIRECT), on=ON).findings
    other = Disputed("counted", "all", Text("tutto il lavoro", "all work"), Verdict.UNDECIDED)
    said = _other_text(other, finding, "en")
    assert "all work" in said
    assert said.endswith(".")
    assert said.count(".") == 1


@pytest.mark.parametrize("name", available())
def test_a_rule_is_shown_with_the_readings_that_it_is_judged_under(name: str) -> None:
    """F-161: the words of a rule and its compiled truths name the same readings."""
    rules = load(name)
    for compiled in rules.program.rules:
        shown = readings_of(compiled.rule, rules.regulation, rules.program.registry)
        assert set(shown) == set(compiled.readings), compiled.rule.id
