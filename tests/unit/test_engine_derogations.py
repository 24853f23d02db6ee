"""Derogations: what replaces a requirement, by one record that meets everything or by the facts themselves."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.citations import Citation
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from tests.rules.small import (
    HOURS,
    ON,
    only,
    rule,
    rule_set,
    session,
    verdicts,
    with_intervention,
    with_sessions,
)

#: Monday to Wednesday, twelve hours in all.
WEEK = [session(f"2026-03-0{day}T14:00", "18:00", id=f"s{day}") for day in (2, 3, 4)]

GRANT: dict[str, Any] = {
    "id": "d1",
    "scope": ["weekly_cap"],
    "from": "2026-03-01",
    "to": "2026-03-31",
    "document": "doc-1",
    "authorised_on": "2026-02-20",
    "weekly_minutes": 720,
}

CAP = """derogations:
  - id: more-hours
    title: {it: Più ore, en: More hours}
    cites: {article: "1", note: "2"}
    record: {derogation_scope: {includes: [weekly_cap]}}
    when: {derogation_document: {exists: true}}
    require: {direct_time: {at_most: {fact: derogation_weekly_time}}}"""

RULES = rule_set(rule("{direct_time: {at_most: 10 h}}", per="week", more=CAP), values=HOURS)


def grant(**changes: Any) -> dict[str, Any]:
    """A record of a derogation; a change to None takes the key out."""
    return {key: item for key, item in {**GRANT, **changes}.items() if item is not None}


def test_a_record_that_meets_everything_covers() -> None:
    finding = only(RULES, with_sessions(*WEEK, derogations=[GRANT]))
    assert finding.verdict == "derogated"
    cover = finding.derogation
    assert cover is not None
    assert (cover.name, cover.holds, cover.record, cover.cites) == (
        "more-hours",
        True,
        "d1",
        Citation(article="1", note="2"),
    )
    assert finding.message("en") == (
        "Trial rule: outside the ordinary limit, but covered by a derogation (art. 1, note 2), record d1."
        " Distance: 2 hours too much."
    )
    assert finding.message("it") == (
        "Regola di prova: fuori dal limite ordinario, ma coperto da una deroga (art. 1, nota 2), atto d1."
        " Scarto: 2 ore di troppo."
    )


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"scope": ["hours"]}, "breaches"),
        ({"from": "2026-03-03"}, "breaches"),
        ({"from": "2026-03-02"}, "derogated"),
        ({"to": "2026-03-03"}, "breaches"),
        ({"to": "2026-03-04"}, "derogated"),
        ({"to": "none"}, "derogated"),
        ({"document": "none"}, "breaches"),
        ({"weekly_minutes": 719}, "breaches"),
        ({"to": None}, "undecided"),
        ({"document": None}, "undecided"),
        ({"weekly_minutes": None}, "undecided"),
    ],
)
def test_scope_interval_condition_and_limit_must_all_hold(changes: dict[str, Any], verdict: str) -> None:
    assert verdicts(RULES, with_sessions(*WEEK, derogations=[grant(**changes)])) == [verdict]


def test_two_records_never_cover_together() -> None:
    early = grant(id="d1", to="2026-03-03")
    undocumented = grant(id="d2", document="none")
    assert verdicts(RULES, with_sessions(*WEEK, derogations=[early, undocumented])) == ["breaches"]


def test_one_record_among_others_covers() -> None:
    finding = only(RULES, with_sessions(*WEEK, derogations=[grant(id="d1", document="none"), grant(id="d2")]))
    assert finding.verdict == "derogated"
    assert finding.derogation is not None
    assert finding.derogation.record == "d2"


def test_of_several_that_cover_the_first_granted_is_named() -> None:
    later = grant(id="a", authorised_on="2026-02-21")
    earlier = grant(id="b", authorised_on="2026-02-20")
    finding = only(RULES, with_sessions(*WEEK, derogations=[later, earlier]))
    assert finding.derogation is not None
    assert finding.derogation.record == "b"


def test_a_breach_names_the_record_that_came_nearest() -> None:
    finding = only(RULES, with_sessions(*WEEK, derogations=[grant(weekly_minutes=660)]))
    assert finding.verdict == "breaches"
    assert finding.derogation is not None
    assert (finding.derogation.record, finding.derogation.holds) == ("d1", False)
    assert finding.message("en") == (
        "It fails. Distance, with derogation d1: 1 hour too much. The derogation that comes nearest: d1, art. 1,"
        " note 2; it does not satisfy: direct time of home education in the week: 12 hours (at most 11 hours)."
    )


def test_a_record_that_may_cover_is_nearer_than_one_that_does_not() -> None:
    records = [grant(id="d1", document="none"), grant(id="d2", document=None)]
    finding = only(RULES, with_sessions(*WEEK, derogations=records))
    assert finding.verdict == "undecided"
    assert finding.derogation is not None
    assert (finding.derogation.record, finding.derogation.holds) == ("d2", None)
    assert [verdict.value for verdict in finding.possible] == ["breaches", "derogated"]
    assert [(missing.name, missing.subject) for missing in finding.missing] == [("derogation_document", "d2")]


def test_without_records_there_is_no_cover() -> None:
    finding = only(RULES, with_sessions(*WEEK, derogations=[]))
    assert (finding.verdict.value, finding.derogation) == ("breaches", None)


def test_derogations_that_are_not_recorded_leave_a_breach_open() -> None:
    finding = only(RULES, with_sessions(*WEEK))
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["breaches", "derogated"]
    assert [missing.name for missing in finding.missing] == ["derogation"]
    assert finding.derogation is None
    assert "the whole list (derogation)" in finding.message("en")


def test_a_derogation_is_not_asked_while_the_requirement_holds() -> None:
    finding = only(RULES, with_sessions(*WEEK[:2]))
    assert (finding.verdict.value, finding.derogation) == ("complies", None)


def test_a_record_without_id_covers_too() -> None:
    finding = only(RULES, with_sessions(*WEEK, derogations=[grant(id=None)]))
    assert finding.verdict == "derogated"
    assert finding.derogation is not None
    assert finding.derogation.record is None
    assert finding.message("en").startswith(
        "Trial rule: outside the ordinary limit, but covered by a derogation (art. 1, note 2). "
    )


# --- by the facts themselves ------------------------------------------------------------------------------------------

VENUE = """derogations:
  - id: way-home
    when: {preparing_return_home: {is: true}}
    require: {venue: {is: home}}
  - id: elsewhere
    cites: {article: "3"}
    require: {venue: {is: natural_place}}"""

PLACES = rule_set(rule("{venue: {is: neutral_space}}", more=VENUE))


def at(venue: str | None, **intervention: Any) -> dict[str, Any]:
    return with_intervention(sessions=[session("2026-03-02T15:00", "16:00", venue=venue)], **intervention)


def test_facts_alone_may_derogate() -> None:
    finding = only(PLACES, at("home", preparing_return_home=True))
    assert finding.verdict == "derogated"
    assert finding.derogation is not None
    assert (finding.derogation.name, finding.derogation.record, finding.derogation.cites) == (
        "way-home",
        None,
        None,
    )
    assert finding.message("en") == "Trial rule: outside the ordinary limit, but covered by a derogation."


def test_a_derogation_without_a_condition_is_another_limit() -> None:
    finding = only(PLACES, at("natural_place"))
    assert finding.derogation is not None
    assert (finding.verdict.value, finding.derogation.name) == ("derogated", "elsewhere")
    assert (
        finding.message("en")
        == "Trial rule: outside the ordinary limit, but covered by a derogation (art. 3)."
    )


@pytest.mark.parametrize(
    ("venue", "preparing", "verdict"),
    [
        ("home", False, "breaches"),
        ("home", None, "undecided"),
        ("school", True, "breaches"),
        (None, True, "undecided"),
        ("neutral_space", None, "complies"),
    ],
)
def test_each_derogation_replaces_the_requirement(
    venue: str | None, preparing: bool | None, verdict: str
) -> None:
    assert verdicts(PLACES, at(venue, preparing_return_home=preparing)) == [verdict]


def test_a_breach_without_records_names_no_cover() -> None:
    finding = only(PLACES, at("school"))
    assert (finding.verdict.value, finding.derogation) == ("breaches", None)


def test_what_may_still_derogate_is_named() -> None:
    finding = only(PLACES, at("home"))
    assert finding.derogation is not None
    assert (finding.derogation.name, finding.derogation.holds) == ("way-home", None)
    assert [verdict.value for verdict in finding.possible] == ["breaches", "derogated"]
    assert [missing.name for missing in finding.missing] == ["preparing_return_home"]


def test_what_does_derogate_leaves_only_whether_the_rule_applies() -> None:
    rules = rule_set(rule("{venue: {is: neutral_space}}", when="{phase: {is: knowledge}}", more=VENUE))
    finding = only(rules, at("natural_place"))
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["derogated", "not_applicable"]


def test_a_record_that_does_derogate_leaves_only_whether_the_rule_applies() -> None:
    rules = rule_set(
        rule("{direct_time: {at_most: 10 h}}", per="week", when="{complex_case: {is: true}}", more=CAP),
        values=HOURS,
    )
    finding = only(rules, with_sessions(*WEEK, derogations=[GRANT]))
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["derogated", "not_applicable"]


def test_a_record_that_surely_fails_leaves_no_derogation_open() -> None:
    rules = rule_set(
        rule("{direct_time: {at_most: 10 h}}", per="week", when="{complex_case: {is: true}}", more=CAP),
        values=HOURS,
    )
    finding = only(rules, with_sessions(*WEEK, derogations=[grant(document="none")]))
    assert [verdict.value for verdict in finding.possible] == ["breaches", "not_applicable"]


def test_a_derogation_is_open_while_the_requirement_is() -> None:
    finding = only(PLACES, at(None, preparing_return_home=False))
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["complies", "breaches", "derogated"]


def test_what_a_derogation_asks_is_open_as_long_as_nobody_asked() -> None:
    more = "derogations:\n  - {id: a, when: {transport_needed: {is: true}}, require: {venue: {is: home}}}"
    rules = rule_set(rule("{venue: {is: neutral_space}}", more=more))
    data = with_sessions(session("2026-03-02T15:00", "16:00", transport_needed=False))
    finding = only(rules, data)
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["complies", "breaches", "derogated"]
    assert [missing.name for missing in finding.missing] == ["venue"]


# --- shared ones ------------------------------------------------------------------------------------------------------

SHARED = """
  extended:
    title: {it: Più tempo, en: More time}
    cites: {article: "4"}
    record: {derogation_scope: {includes: [hours]}}
    when: {derogation_social_relevance: {is: true}}
"""


def test_a_shared_derogation_takes_the_limit_of_each_rule() -> None:
    rules = rule_set(
        rule(
            "{start_clock: {at_least: '08:00'}}",
            more="derogations:\n  - use: extended\n    require: {start_clock: {at_least: {fact: derogation_start}}}",
        ),
        rule(
            "{end_clock: {at_most: '20:00'}}",
            id="end",
            more="derogations:\n  - use: extended\n    require: {end_clock: {at_most: {fact: derogation_end}}}",
        ),
        derogations=SHARED,
    )
    record = {
        "id": "d1",
        "scope": ["hours"],
        "from": "2026-03-01",
        "to": "none",
        "social_relevance": True,
        "start": "07:00",
        "end": "20:30",
    }
    report = rules.check(
        with_sessions(session("2026-03-02T07:00", "20:31", id="s1"), derogations=[record]),
        on=ON,
    )
    assert {finding.rule: finding.verdict.value for finding in report.findings} == {
        "r": "derogated",
        "end": "breaches",
    }
    covered = report.derogated[0].derogation
    assert covered is not None
    assert (covered.name, covered.cites) == ("extended", Citation(article="4"))
    derogation = rules.rule("end").derogations[0]
    assert derogation.title is not None
    assert derogation.title.en == "More time"


def test_a_subject_without_days_asks_a_record_for_no_interval() -> None:
    """A case as a whole has no first and last day that a record could contain."""
    rules = rule_set(
        rule(
            "{age: {below: 10}}",
            per="case",
            more="derogations:\n"
            "  - {id: older, record: {derogation_scope: {includes: [hours]}}, require: {age: {below: 18}}}",
        )
    )
    record = {"scope": ["hours"], "from": "2020-01-01", "to": "2020-01-02"}
    assert verdicts(rules, {"id": "c", "birth_date": "2014-05-01", "derogations": [record]}) == ["derogated"]


@pytest.mark.parametrize(
    ("named", "verdict"),
    [("i1", "derogated"), ("i2", "breaches"), (None, "derogated"), ("none", "derogated")],
)
def test_a_record_that_names_an_intervention_covers_no_other(named: str | None, verdict: str) -> None:
    longer = CAP.replace(
        "{direct_time: {at_most: {fact: derogation_weekly_time}}}", "{session_time: {at_most: 5 h}}"
    )
    rules = rule_set(rule("{session_time: {at_most: 3 h}}", per="session", more=longer))
    case = with_sessions(WEEK[0], derogations=[grant(intervention=named)])
    case["interventions"].append({"id": "i2", "service": "home_education", "sessions": []})
    assert verdicts(rules, case) == [verdict]


def test_the_nearest_is_of_the_right_scope_and_lacks_least_whoever_came_first() -> None:
    """Of another scope, of another time, too short, and one that only lacks its document: the last is named."""
    others = [
        grant(id="weekend", scope=["weekend"], authorised_on="2026-01-02"),
        grant(
            id="earlier",
            **{"from": "2026-02-01", "to": "2026-02-28"},
            document="none",
            authorised_on="2026-01-03",
        ),
        grant(id="over", to="2026-03-03", authorised_on="2026-01-04"),
        grant(id="short", document="none", authorised_on="2026-02-25"),
    ]
    finding = only(RULES, with_sessions(*WEEK, derogations=others, complete_until="2026-03-31"))
    cover = finding.derogation
    assert cover is not None
    assert (cover.record, cover.holds) == ("short", False)
    assert [(item.fact, item.value.en, item.holds) for item in cover.lacks] == [
        ("derogation_document", "not recorded", False)
    ]
    text = text_of(RULES.check(with_sessions(*WEEK, derogations=others), on=ON), Page("en", 400))
    assert "the derogation that comes nearest: short, art. 1, note 2; it does not satisfy: " in text


def test_one_that_falls_short_of_the_hours_is_named_with_its_own_limit() -> None:
    few = grant(weekly_minutes=660)
    cover = only(RULES, with_sessions(*WEEK, derogations=[few])).derogation
    assert cover is not None
    (lacking,) = cover.lacks
    assert (lacking.value.it, lacking.limit.it) == ("12 ore", "11 ore")


def test_of_another_scope_nothing_is_said_to_be_lacking() -> None:
    cover = only(RULES, with_sessions(*WEEK, derogations=[grant(scope=["weekend"])])).derogation
    assert cover is not None
    assert (cover.record, cover.lacks) == ("d1", ())


def test_a_derogation_may_be_asked_of_the_file_whatever_intervention_it_names() -> None:
    more = """derogations:
  - id: older
    title: {it: Minori più grandi, en: Older minors}
    cites: {article: "1", note: "2"}
    record: {derogation_scope: {includes: [weekly_cap]}}
    when: {derogation_document: {exists: true}}
    require: {age: {below: 18}}"""
    rules = rule_set(rule("{age: {below: 3}}", per="case", more=more))
    named = {"intervention": "i1"}
    for grants, verdict in (([GRANT], "derogated"), ([GRANT | named], "derogated"), ([], "breaches")):
        assert verdicts(rules, with_sessions(*WEEK, derogations=grants)) == [verdict]
