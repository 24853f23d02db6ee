"""What a finding says of another reading is what a rule set gives that takes that reading for its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import pytest

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, available, load, parse
from adm_rules._internal.report import Finding, Verdict
from adm_rules._internal.review.ambiguities import load_ambiguities
from tests.laws.test_future_laws import examples

#: Rule sets with so many options, each of them compiled anew, that they are tried in a deep run alone.
LARGE: Final = ("tirano", "sud_est_milano")

Key = tuple[str, str, str, str]


def choosing(rules: RuleSet, chosen: dict[str, str]) -> RuleSet:
    """The rule set with other options as its usual ones."""
    text = rules.regulation.text
    for reading, option in chosen.items():
        usual = rf"(?m)^(  {reading}:\n(?:    .*\n)*?    default: )\w+$"
        text, times = re.subn(usual, rf"\g<1>{option}", text)
        assert times == 1, reading
    return parse(text, "chosen.yaml")


def told(rules: RuleSet, rule: str, files: Any, on: date) -> dict[Key, Finding]:
    try:
        findings = rules.check(**files, on=on).findings
    except CaseError:
        return {}
    return {
        (each.rule, each.subject, each.subject_id, str(each.under)): each
        for each in findings
        if each.rule == rule
    }


@cache
def usual(name: str) -> list[tuple[str, Any, date, dict[Key, Finding]]]:
    """The files of the examples, with what is found of the rule that each is about."""
    rules = load(name)
    found = ((each.rule, files, each.on) for each, files in examples(name, 1))
    return [(rule, files, on, told(rules, rule, files, on)) for rule, files, on in found]


def under(finding: Finding, reading: str, option: str) -> Verdict | None:
    """The verdict that a finding tells of another reading; None where it tells none, as it would be the same."""
    said = (each for each in finding.reading_dependent if (each.reading, each.option) == (reading, option))
    return next((each.verdict for each in said), None)


def options() -> Iterator[Any]:
    for name in available():
        marks = [pytest.mark.deep] if name in LARGE else []
        for reading in load(name).regulation.readings.values():
            for option in reading.others:
                yield pytest.param(name, reading.name, option, marks=marks)


@pytest.mark.parametrize(("name", "reading", "option"), list(options()))
def test_another_reading_says_what_a_set_gives_that_takes_it_for_its_own(
    name: str, reading: str, option: str
) -> None:
    rules, tried = choosing(load(name), {reading: option}), 0
    for rule, files, on, findings in usual(name):
        said = {key: under(finding, reading, option) for key, finding in findings.items()}
        after = told(rules, rule, files, on) if any(said.values()) else {}
        for key in after.keys() & said.keys():
            assert after[key].verdict is (said[key] or findings[key].verdict), key
            tried += 1
    assert tried or any(option in each.unseen for each in load_ambiguities(name) if reading in each.names)


#: Meetings, one in each period of the calendar, further apart than a period is long, and who has to be there, by rule.
MEETINGS: Final = {
    "organisational.quarterly": (
        ("2025-01-05", "2025-06-25"),
        ["municipal_head", "social_service", "home_service_coordinator", "home_service_head"],
    ),
    "operational.two-monthly": (
        ("2025-01-05", "2025-04-25"),
        ["municipal_head", "social_service_operator", "home_service_operator"],
    ),
}


@pytest.mark.parametrize("rule", MEETINGS)
@pytest.mark.parametrize("attendance", ["counts", "void"])
@pytest.mark.parametrize("interval", ["between_meetings", "fixed_periods"])
@pytest.mark.parametrize("absent", [0, 1])
def test_two_readings_chosen_at_once_both_count(
    rule: str, attendance: str, interval: str, absent: int
) -> None:
    days, parties = MEETINGS[rule]
    rules = choosing(
        load("basso_lodigiano"), {"meeting_attendance": attendance, "meeting_interval": interval}
    )
    series = [rule.partition(".")[0]]
    meetings = [{"series": series, "on": day, "roles": parties[absent:]} for day in days]
    district = {"id": "prova", "service_from": "2025-01-01", "service_until": days[-1], "meetings": meetings}
    (finding,) = rules.check(district=district, on=date(2025, 12, 31)).filter(rule=rule)
    in_order = interval == "fixed_periods" and (attendance == "counts" or not absent)
    assert (finding.verdict is Verdict.COMPLIES) is in_order, finding.verdict
