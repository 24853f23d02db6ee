"""Norms that can be read in more than one way, and amounts that change with the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.report import Disputed, Finding, OtherReading, Verdict
from adm_rules._internal.texts import Text
from tests.rules.small import (
    COUNTED,
    HOURS,
    not_set,
    only,
    rule,
    rule_set,
    session,
    value,
    verdicts,
    with_intervention,
    with_sessions,
)

BY_READING = (
    "{by_reading: {counted: {direct: {direct_time: {at_most: 2 h}}, all: {worked_time: {at_most: 2 h}}}}}"
)
RULES = rule_set(rule(BY_READING, per="week"), values=HOURS, readings=COUNTED)

DIRECT = session("2026-03-02T15:00", "17:00", id="s1")
OTHER = session("2026-03-03T15:00", "17:00", id="s2", activity="correlated")


def test_the_default_reading_decides_and_another_that_differs_is_named() -> None:
    finding = only(RULES, with_sessions(DIRECT, OTHER))
    assert finding.verdict == "complies"
    assert finding.reading_dependent == (
        Disputed("counted", "all", Text("tutto il lavoro", "all work"), Verdict.BREACHES),
    )
    assert finding.message("en") == (
        "Trial rule: in order. Under another reading (all work) the outcome would be: breach."
        " Another reading (nobody knows) is not evaluated."
    )
    assert finding.message("it").endswith(
        "Con un'altra lettura (tutto il lavoro) l'esito sarebbe: violazione."
        " Un'altra lettura (non si sa) non è valutata."
    )


def test_readings_that_agree_are_not_named() -> None:
    assert only(RULES, with_sessions(DIRECT)).reading_dependent == ()


def test_a_reading_that_cannot_be_decided_is_told_with_what_to_ask_for() -> None:
    unsure = session("2026-03-03T15:00", None, id="s2", activity="correlated")
    finding = only(RULES, with_sessions(DIRECT, unsure))
    (other,) = finding.reading_dependent
    assert (finding.verdict.value, other.option, other.verdict.value) == ("complies", "all", "undecided")
    assert [missing.name for missing in other.missing] == ["session_end"]
    assert finding.missing == ()
    assert "Under another reading (all work) it cannot be decided; missing: " in finding.message("en")
    assert "Con un'altra lettura (tutto il lavoro) non si può decidere; manca: " in finding.message("it")
    assert Finding.from_dict(finding.to_dict()) == finding


def test_an_undecided_finding_tells_the_reading_that_decides_it() -> None:
    rules = rule_set(
        rule(BY_READING, per="week"),
        values=HOURS,
        readings=COUNTED.replace("default: direct", "default: all"),
    )
    unsure = session("2026-03-03T15:00", None, id="s2", activity="correlated")
    finding = only(rules, with_sessions(DIRECT, unsure))
    assert finding.verdict == "undecided"
    assert [(each.option, each.verdict.value, each.missing) for each in finding.reading_dependent] == [
        ("direct", "complies", ())
    ]


def test_a_rule_that_applies_under_no_reading_is_not_disputed() -> None:
    rules = rule_set(
        rule(BY_READING, per="week", when="{age: {at_least: 18}}"), values=HOURS, readings=COUNTED
    )
    finding = only(rules, with_sessions(DIRECT, OTHER))
    assert finding.verdict == "not_applicable"
    assert (finding.reading_dependent, finding.not_evaluated) == ((), ())


def test_a_rule_that_applies_under_another_reading_says_so() -> None:
    when = "{by_reading: {counted: {direct: {direct_time: {above: 2 h}}, all: {worked_time: {above: 2 h}}}}}"
    rules = rule_set(
        rule("{direct_time: {above: 2 h}}", per="week", when=when), values=HOURS, readings=COUNTED
    )
    finding = only(rules, with_sessions(DIRECT, OTHER))
    assert finding.verdict == "not_applicable"
    assert [(each.option, each.verdict.value) for each in finding.reading_dependent] == [("all", "breaches")]


def test_an_option_that_is_only_quoted_is_told_as_not_evaluated() -> None:
    finding = only(RULES, with_sessions(DIRECT))
    assert finding.not_evaluated == (OtherReading("counted", "quoted", Text("non si sa", "nobody knows")),)
    assert finding.message("en") == "Trial rule: in order. Another reading (nobody knows) is not evaluated."


@pytest.mark.parametrize(
    ("option", "verdict", "other"), [("direct", "complies", "breaches"), ("all", "breaches", "complies")]
)
def test_the_default_is_chosen_in_one_place(option: str, verdict: str, other: str) -> None:
    rules = rule_set(
        rule(BY_READING, per="week"),
        values=HOURS,
        readings=COUNTED.replace("default: direct", f"default: {option}"),
    )
    finding = only(rules, with_sessions(DIRECT, OTHER))
    assert finding.verdict == verdict
    assert [disputed.verdict.value for disputed in finding.reading_dependent] == [other]


def test_a_breach_that_a_reading_denies_is_graver_or_softer_as_the_reading_says() -> None:
    reading = COUNTED.replace("default: direct", "default: all") + "    disputed_severity: warning\n"
    rules = rule_set(rule(BY_READING, per="week"), values=HOURS, readings=reading)
    assert only(rules, with_sessions(DIRECT, OTHER)).severity == "warning"
    agreed = session("2026-03-03T15:00", "17:00", id="s2")
    assert only(rules, with_sessions(DIRECT, agreed)).severity == "error"


def test_a_breach_keeps_its_severity_where_the_reading_has_none_for_disputes() -> None:
    rules = rule_set(
        rule(BY_READING, per="week"),
        values=HOURS,
        readings=COUNTED.replace("default: direct", "default: all"),
    )
    assert only(rules, with_sessions(DIRECT, OTHER)).severity == "error"


def test_a_default_that_is_only_quoted_is_undecided() -> None:
    rules = rule_set(
        rule(BY_READING, per="week"),
        values=HOURS,
        readings=COUNTED.replace("default: direct", "default: quoted"),
    )
    assert verdicts(rules, with_sessions(DIRECT)) == ["undecided"]


def test_two_readings_are_varied_one_at_a_time() -> None:
    second = COUNTED + COUNTED.replace("counted:", "cap:")
    rules = rule_set(
        rule(
            "{all: [{by_reading: {counted:"
            " {direct: {direct_time: {at_most: 2 h}}, all: {worked_time: {at_most: 2 h}}}}},"
            " {by_reading: {cap: {direct: {direct_time: {at_most: 2 h}}, all: {direct_time: {at_most: 1 h}}}}}]}",
            per="week",
        ),
        values=HOURS,
        readings=second,
    )
    finding = only(rules, with_sessions(DIRECT, OTHER))
    assert [(d.reading, d.option, d.verdict.value) for d in finding.reading_dependent] == [
        ("cap", "all", "breaches"),
        ("counted", "all", "breaches"),
    ]


def test_a_derogation_may_depend_on_a_reading() -> None:
    granted = """derogations:
  - id: more
    record: {derogation_scope: {includes: [weekly_cap]}}
    when: {by_reading: {counted: {direct: {derogation_document: {exists: true}}, all: {derogation_id: {exists: true}}}}}
    require: {direct_time: {at_most: 3 h}}"""
    rules = rule_set(
        rule("{direct_time: {at_most: 1 h}}", per="week", more=granted), values=HOURS, readings=COUNTED
    )
    record = {"id": "d1", "scope": ["weekly_cap"], "from": "2026-01-01", "to": "none", "document": "none"}
    finding = only(rules, with_sessions(DIRECT, derogations=[record]))
    assert finding.verdict == "breaches"
    assert [(d.option, d.verdict.value) for d in finding.reading_dependent] == [("all", "derogated")]


# --- values -----------------------------------------------------------------------------------------------------------

LIMIT = "{session_time: {at_most: $limit}}"


def lasting(end: str, day: str = "2026-03-02", **more: Any) -> dict[str, Any]:
    return with_sessions(session(f"{day}T15:00", end, **more))


def test_a_value_is_a_limit_by_name() -> None:
    rules = rule_set(rule(LIMIT), values=value("limit", "minutes", "is: 90 min"))
    assert verdicts(rules, lasting("16:30")) == ["complies"]
    assert verdicts(rules, lasting("16:31")) == ["breaches"]


@pytest.mark.parametrize(
    ("day", "end", "verdict"),
    [
        ("2025-12-31", "16:00", "complies"),
        ("2025-12-31", "16:01", "breaches"),
        ("2026-01-01", "17:00", "complies"),
        ("2026-01-01", "17:01", "breaches"),
    ],
)
def test_the_amount_is_that_of_the_subjects_day(day: str, end: str, verdict: str) -> None:
    rules = rule_set(
        rule(LIMIT),
        values=value("limit", "minutes", "from: 2020-01-01, is: 1 h", "from: 2026-01-01, is: 2 h"),
    )
    assert verdicts(rules, lasting(end, day)) == [verdict]
    assert verdicts(rules, lasting(end, day), date(2027, 1, 1)) == [verdict]


def test_a_rule_may_be_dated_by_another_day_than_its_subjects() -> None:
    limit = value("limit", "count", "from: 2020-01-01, is: 1", "from: 2026-01-01, is: 2")
    rules = rule_set(
        rule("{sessions_delivered: {at_most: $limit}}", per="intervention", more="dated_by: started_on"),
        values=limit,
    )
    two = [session("2026-03-02T15:00", "16:00", id="a"), session("2026-03-03T15:00", "16:00", id="b")]
    assert verdicts(rules, with_intervention(sessions=two, started_on="2025-12-31")) == ["breaches"]
    assert verdicts(rules, with_intervention(sessions=two, started_on="2026-01-01")) == ["complies"]
    # on a day that is not known, only what both amounts say is certain
    assert verdicts(rules, with_intervention(sessions=two)) == ["undecided"]
    # a day that has not come: the amounts of the day of judgement
    meetings = [{**each, "activity": "correlated"} for each in two]
    assert verdicts(rules, with_intervention(sessions=meetings, started_on="none")) == ["complies"]


def test_amounts_beyond_the_act_do_not_matter() -> None:
    limit = value("limit", "minutes", "until: 2020-06-30, is: 3 h", "from: 2020-07-01, is: 1 h")
    rules = rule_set(rule(LIMIT), values=limit, in_force="{from: 2021-01-01, until: 2026-12-31}")
    assert "kernels.dated" not in rules.source()
    assert verdicts(rules, lasting("16:01")) == ["breaches"]


def test_a_value_that_no_act_sets_names_the_body_that_must() -> None:
    rules = rule_set(rule(LIMIT), values=not_set("limit", "minutes"))
    finding = only(rules, lasting("16:30"))
    assert finding.verdict == "undecided"
    assert [missing.name for missing in finding.missing] == ["limit"]
    assert finding.missing[0].text == Text(
        "limite (nessun atto l'ha fissato; competente: il Comune; da chiedere: quanto sia)",
        "limit (no act has set it; competent: the municipality; to ask for: how much it is)",
    )
    assert finding.observed[0].limit == Text("non noto", "not known")


@pytest.mark.parametrize("operator", ["is", "is_not", "at_most", "at_least", "above", "below"])
def test_no_operator_decides_against_a_value_that_is_not_set(operator: str) -> None:
    rules = rule_set(rule(f"{{session_time: {{{operator}: $limit}}}}"), values=not_set("limit", "minutes"))
    assert verdicts(rules, lasting("16:30")) == ["undecided"]


@pytest.mark.parametrize(
    ("names", "require"),
    [
        ("venue", "{venue: {one_of: $limit}}"),
        ("venue", "{venue: {none_of: $limit}}"),
        ("activity_tag", "{session_activities: {includes: $limit}}"),
        ("activity_tag", "{session_activities: {one_of: $limit}}"),
    ],
)
def test_no_operator_decides_against_names_that_are_not_set(names: str, require: str) -> None:
    unset = not_set("limit", f"set, of: {names}")
    data = lasting("16:30", venue="home", activities=["leisure"])
    assert verdicts(rule_set(rule(require), values=unset), data) == ["undecided"]


def test_an_entry_may_be_not_set_for_a_while() -> None:
    entries = (
        "from: 2020-01-01, is: 1 h",
        "from: 2026-01-01, not_set: {by: {it: il Comune, en: the municipality}, asks: {it: quanto, en: how much}}",
    )
    rules = rule_set(rule(LIMIT), values=value("limit", "minutes", *entries))
    assert verdicts(rules, lasting("16:30", "2025-03-03")) == ["breaches"]
    assert verdicts(rules, lasting("16:30", "2026-03-02")) == ["undecided"]
    whole = rule_set(rule(LIMIT), values=value("limit", "minutes", entries[1].replace("2026", "2020")))
    assert verdicts(whole, lasting("16:30")) == ["undecided"]


def test_an_amount_may_depend_on_a_reading() -> None:
    rules = rule_set(
        rule(LIMIT),
        values=value("limit", "minutes", "by_reading: {counted: {direct: 1 h, all: 2 h}}"),
        readings=COUNTED,
    )
    finding = only(rules, lasting("16:30"))
    assert finding.verdict == "breaches"
    assert [(d.option, d.verdict.value) for d in finding.reading_dependent] == [("all", "complies")]


@pytest.mark.parametrize(
    ("kind", "amount", "require", "verdict"),
    [
        ("time", "'15:00'", "{start_clock: {at_least: $limit}}", "complies"),
        ("count", "3", "{users_present: {at_most: $limit}}", "complies"),
        ("fraction", "1/3", "{group_ratio: {between: [1/5, $limit]}}", "complies"),
        ("years", "11", "{age_at_session: {below: $limit}}", "breaches"),
        ("date", "2026-03-01", "{session_day: {above: $limit}}", "complies"),
        ("date", "2026-03-01", "{session_agreed_on: {at_most: $limit}}", "complies"),
        ("bool", "true", "{holiday: {is: $limit}}", "breaches"),
    ],
)
def test_values_of_every_kind(kind: str, amount: str, require: str, verdict: str) -> None:
    rules = rule_set(rule(require), values=value("limit", kind, f"is: {amount}"))
    data = lasting("16:00", users_present=3, group_ratio="1/4", agreed_on="2026-03-01")
    assert verdicts(rules, data) == [verdict]


def test_values_that_are_names() -> None:
    several = value("places", "set, of: venue", "is: [home, school]")
    one = value("place", "enum, of: venue", "is: home")
    rules = rule_set(
        rule("{venue: {one_of: $places}}"),
        rule("{venue: {is: $place}}", id="one"),
        values=several + one,
    )
    assert verdicts(rules, lasting("16:00", venue="home")) == ["complies", "complies"]
    assert verdicts(rules, lasting("16:00", venue="school")) == ["breaches", "complies"]


def test_lists_may_join_names_values_and_facts() -> None:
    several = value("places", "set, of: venue", "is: [school]")
    rules = rule_set(rule("{venue: {one_of: [home, $places, {fact: venue}]}}"), values=several)
    for venue in ("home", "school", "neutral_space"):
        assert verdicts(rules, lasting("16:00", venue=venue)) == ["complies"]
    without = rule_set(rule("{venue: {one_of: [home, $places]}}"), values=several)
    assert verdicts(without, lasting("16:00", venue="neutral_space")) == ["breaches"]


def test_money_and_series() -> None:
    money = rule_set(
        rule("{unit_value: {at_most: $limit}}", per="voucher_term"),
        values=value("limit", "money", "is: 12.50"),
    )
    term = {"kind": "first", "start": "2026-01-01", "end": "2026-06-30"}
    for amount, verdict in (("12.50", "complies"), ("12.51", "breaches")):
        data = with_intervention(voucher_terms=[{**term, "unit_value": amount}])
        assert verdicts(money, data) == [verdict]
    series = rule_set(rule("{progress_reports: {exists: true}}", per="intervention"))
    data = with_intervention(reports=[{"type": "progress", "submitted_on": "2026-03-01"}])
    assert verdicts(series, data) == ["complies"]
