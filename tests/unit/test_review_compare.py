"""Rule sets side by side: over one file, and topic by topic."""

from __future__ import annotations

import json
from datetime import date

from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.compare import NO_TOPIC, by_rule, compare_file, compare_rules, topic_of
from tests.rules.small import COUNTED, rule, session, text, value, with_sessions

ON = date(2026, 3, 31)


def named(name: str, *rules: str, **parts: str) -> RuleSet:
    return parse(text(*rules, **parts).replace("id: small", f"id: {name}"), f"{name}.yaml")


FIRST = named(
    "first",
    rule("{session_time: {at_most: $cap}}", id="cap", more="topic: hours"),
    rule(
        "{by_reading: {counted: {direct: {session_time: {between: [$low, $cap]}},"
        " all: {session_time: {between: [$low, $cap]}}}}}",
        id="band",
        more="topic: hours",
    ),
    rule("{venue: {is: home}}", id="venue", more="topic: venue"),
    values=value("cap", "minutes", "is: 2 h") + value("low", "minutes", "is: 30 min"),
    readings=COUNTED,
)
SECOND = named(
    "second",
    rule("{not: {any: [{session_time: {above: 3 h}}, {feedback_time: {above: 1 h}}]}}", id="long", more="topic: hours"),
    rule("{accompanied_by: {one_of: [cook]}}", id="company"),
    rule(
        "{children_aged: {with: {up_to: $age}, at_least: 1}}",
        id="children",
        per="case",
    ),
    rule("{closed_on: {within: {days: 5, after: proposed_on}}}", id="closing", per="intervention"),
    names="{role: {cook: {it: cuoco, en: cook}}}",
    values=value("age", "years", "is: 6"),
)  # fmt: skip
LONG = with_sessions(session("2026-03-02T15:00", "17:30", venue="home"))


# --- a file -----------------------------------------------------------------------------------------------------------


def test_a_file_is_judged_under_each_rule_set() -> None:
    side = compare_file("f.json", "case", LONG, [FIRST, SECOND], ON)
    assert [column.rules for column in side.columns] == ["first", "second"]
    assert side.topics["hours"][0] == {Verdict.BREACHES: 2}
    assert side.topics["hours"][1] == {Verdict.UNDECIDED: 1}
    assert side.topics["venue"] == ({Verdict.COMPLIES: 1}, {})
    assert list(side.topics) == ["hours", "venue", NO_TOPIC] or NO_TOPIC in side.topics
    assert side.total[0][Verdict.BREACHES] == 2
    assert by_rule(side.columns[0].findings)["cap"] == {Verdict.BREACHES: 1}


def test_a_file_with_names_of_one_rule_set_is_read_by_that_one() -> None:
    data = with_sessions(session("2026-03-02T15:00", "16:00", accompanied_by="cook"))
    side = compare_file("f.json", "case", data, [FIRST, SECOND], ON)
    first, second = side.columns
    assert (first.report, first.findings) == (None, ())
    assert "accompanied_by" in str(first.fault)
    assert second.report is not None
    written = json.loads(json.dumps(side.to_dict()))
    assert written["rule_sets"][0]["counts"] == {}
    assert written["rule_sets"][1]["fault"] is None


def test_the_comparison_of_a_file_is_data() -> None:
    data = json.loads(json.dumps(compare_file("f.json", "case", LONG, [FIRST, SECOND], ON).to_dict()))
    assert data["on"] == "2026-03-31"
    assert data["topics"]["hours"] == {"first": {"breaches": 2}, "second": {"undecided": 1}}
    first = data["rule_sets"][0]
    assert (first["rules"], first["version"], first["errors"], first["counts"]["breaches"]) == (
        "first",
        "1",
        2,
        2,
    )
    assert {"rule": "venue", "verdicts": {"complies": 1}} in first["by_rule"]


def test_rules_without_a_topic_stand_together() -> None:
    assert (topic_of(None), topic_of("hours")) == (NO_TOPIC, "hours")


# --- rule sets --------------------------------------------------------------------------------------------------------


def test_topics_tell_who_regulates_them() -> None:
    found = compare_rules([FIRST, SECOND])
    topics = {topic.name: topic for topic in found.topics}
    assert list(topics) == ["hours", "venue", NO_TOPIC]
    assert [len(rules) for rules in topics["hours"].rules] == [2, 1]
    assert [topics[name].only for name in topics] == [None, 0, 1]


def test_facts_tell_what_each_asks_of_them() -> None:
    hours = compare_rules([FIRST, SECOND]).topics[0]
    rows = {row.fact: row for row in hours.rows}
    assert (rows["session_time"].only, rows["feedback_time"].only) == (None, 1)
    first, second = rows["session_time"].cells
    assert [(limit.rule, limit.values) for limit in first] == [("cap", ("cap",)), ("band", ("low", "cap"))]
    assert first[0].text.en == "the length of the session is at most 2 hours ($cap, art. 2)"
    assert [limit.text.en for limit in second] == [
        "it is not the case that the length of the session is above 3 hours"
    ]


def test_values_are_named_also_in_parameters_and_deadlines() -> None:
    other = compare_rules([FIRST, SECOND]).topics[2]
    found = {row.fact: [limit.values for limit in row.cells[1]] for row in other.rows}
    assert found["children_aged"] == [("age",)]
    assert found["closed_on"] == [()]


def test_the_comparison_of_rule_sets_is_data() -> None:
    data = json.loads(json.dumps(compare_rules([FIRST, SECOND]).to_dict()))
    assert data["rule_sets"] == [{"rules": "first", "version": "1"}, {"rules": "second", "version": "1"}]
    hours, venue, _ = data["topics"]
    assert (hours["only"], venue["only"]) == (None, "first")
    assert [item["rule"] for item in hours["rules"]["first"]] == ["cap", "band"]
    assert hours["rules"]["first"][0]["cites"] == {"it": "art. 1", "en": "art. 1"}
    feedback = next(row for row in hours["facts"] if row["fact"] == "feedback_time")
    assert (feedback["only"], feedback["limits"]["first"]) == ("second", [])
    assert feedback["limits"]["second"][0]["values"] == []
