"""Lists that are not, or not wholly, recorded; what ids lead to; the weeks and years that files are cut into."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.rules.small import (
    HOURS,
    ON,
    case,
    only,
    rule,
    rule_set,
    session,
    value,
    verdicts,
    with_intervention,
    with_sessions,
)

SHORT = rule_set(rule("{session_time: {at_most: 1 h}}"))
HOUR = session("2026-03-02T15:00", "16:00")
LONG = session("2026-03-03T15:00", "17:00")


# --- lists that are not recorded --------------------------------------------------------------------------------------


def test_an_unknown_list_gives_one_undecided_finding_that_names_it() -> None:
    finding = only(SHORT, with_intervention())
    assert (finding.verdict.value, finding.subject, finding.subject_id) == ("undecided", "session", "i1")
    assert [missing.name for missing in finding.missing] == ["session"]
    assert finding.missing[0].text.en == "the whole list (session)"
    assert [verdict.value for verdict in finding.possible] == ["complies", "breaches", "not_applicable"]


def test_the_outermost_list_is_named_of_lists_in_lists() -> None:
    finding = only(SHORT, case())
    assert (finding.verdict.value, [missing.name for missing in finding.missing]) == (
        "undecided",
        ["intervention"],
    )


@pytest.mark.parametrize("nothing", [[], {"items": []}])
def test_a_list_known_to_be_empty_gives_no_finding(nothing: Any) -> None:
    assert verdicts(SHORT, with_intervention(sessions=nothing)) == []
    assert verdicts(SHORT, case(interventions=nothing)) == []


def test_what_is_not_recorded_in_a_complete_file_is_not_there() -> None:
    data = with_intervention(case_keys={"complete_until": "2026-03-31"})
    assert verdicts(SHORT, data) == []


def test_an_unseen_element_that_cannot_fail_gives_no_finding() -> None:
    rules = rule_set(rule("{session_time: {at_most: 1 h}}", when="{service: {is: supervised_contact}}"))
    assert verdicts(rules, with_intervention()) == []
    rules = rule_set(rule("{service: {is: home_education}}"))
    assert verdicts(rules, with_intervention()) == []


def test_an_unseen_element_that_surely_fails_is_undecided_because_it_may_not_exist() -> None:
    finding = only(rule_set(rule("{service: {is: supervised_contact}}")), with_intervention())
    assert finding.verdict == "undecided"
    assert [verdict.value for verdict in finding.possible] == ["complies", "breaches", "not_applicable"]


def test_what_may_have_come_since_a_list_was_complete_is_not_asked_for() -> None:
    covered = {"items": [HOUR], "complete_until": "2026-03-15"}
    assert verdicts(SHORT, with_intervention(sessions=covered), date(2026, 3, 15)) == ["complies"]
    assert verdicts(SHORT, with_intervention(sessions=covered)) == ["complies"]
    whole = {"items": [HOUR], "complete_until": "2026-03-31"}
    assert verdicts(SHORT, with_intervention(sessions=whole)) == ["complies"]


def test_a_list_that_is_complete_from_a_day_is_open_before_it() -> None:
    covered = {"items": [HOUR], "complete_from": "2026-03-01", "complete_until": "2026-03-31"}
    assert verdicts(SHORT, with_intervention(sessions=covered)) == ["complies", "undecided"]


def test_an_unseen_element_lies_outside_the_days_that_are_covered() -> None:
    """What may have been before the list begins cannot be the subject of an act that came later."""
    rules = rule_set(rule("{session_time: {at_most: 1 h}}"), in_force="{from: 2026-03-01}")
    covered = {"items": [HOUR], "complete_from": "2026-03-01", "complete_until": "2026-03-31"}
    assert verdicts(rules, with_intervention(sessions=covered)) == ["complies"]
    after = rule_set(rule("{session_day: {at_least: 2026-04-01}}"))
    open_end = {"items": [], "complete_until": "2026-03-31"}
    assert verdicts(after, with_intervention(sessions=open_end), date(2026, 5, 1)) == []


def test_what_may_have_come_since_a_file_was_complete_is_not_asked_for() -> None:
    data = with_sessions(HOUR, complete_until="2026-03-15")
    assert verdicts(SHORT, data) == ["complies"]
    open_begin = {"items": [HOUR], "complete_from": "2026-03-01", "complete_until": "2026-03-15"}
    assert verdicts(SHORT, with_intervention(sessions=open_begin)) == ["complies", "undecided"]
    # holders are not dated: a list that is given is whole
    holders = rule_set(rule("{holder_excluded: {is: false}}", per="holder"))
    data = case(holders=[{"id": "h1", "excluded": False}], complete_until="2026-03-15")
    assert verdicts(holders, data) == ["complies"]


def test_absent_events_of_a_complete_file_have_not_happened() -> None:
    rules = rule_set(rule("{closed_on: {exists: false}}", per="intervention"))
    data = with_intervention(case_keys={"complete_until": "2026-03-31"})
    assert verdicts(rules, data) == ["complies"]
    assert verdicts(rules, data, date(2026, 4, 1)) == ["undecided"]
    assert verdicts(rules, with_intervention()) == ["undecided"]
    early = rule_set(rule("{closed_on: {below: 2026-04-01}}", per="intervention"))
    assert verdicts(early, data, date(2026, 4, 1)) == ["breaches"]


def test_bounds_of_an_unseen_element_decide_what_they_can() -> None:
    """Two hours are recorded and more may be: above the cap for certain, or perhaps."""
    rules = rule_set(rule("{direct_time: {at_most: 2 h}}", per="week"), values=HOURS)
    open_week = {"items": [LONG], "complete_until": "2026-03-04"}
    assert verdicts(rules, with_intervention(sessions=open_week)) == ["undecided"]
    over = {"items": [LONG, session("2026-03-04T15:00", "16:00")], "complete_until": "2026-03-04"}
    assert "breaches" in verdicts(rules, with_intervention(sessions=over))


def test_a_bare_history_is_one_record_without_ends() -> None:
    rules = rule_set(rule("{residence_now: {is: tirano}}", per="case"))
    for residence, verdict in (
        ("tirano", "complies"),
        ("014066", "complies"),
        ("teglio", "breaches"),
        ([], "undecided"),
        (None, "undecided"),
        ([{"municipality": "tirano", "from": "2026-03-01", "to": "none"}], "complies"),
        ([{"municipality": "tirano", "from": "2026-04-01", "to": "none"}], "undecided"),
        ([{"municipality": "tirano", "from": "none", "to": "2026-03-30"}], "undecided"),
    ):
        assert verdicts(rules, case(residence=residence)) == [verdict], residence


def test_records_inside_a_record_and_records_that_do_not_exist() -> None:
    rules = rule_set(rule("{parenting_difficulty: {is: false}}", per="case"))
    for family, verdict in (
        ({"parenting_difficulty": False}, "complies"),
        ({"parenting_difficulty": True}, "breaches"),
        ({}, "undecided"),
        (None, "undecided"),
        ("none", "breaches"),
    ):
        assert verdicts(rules, case(family=family)) == [verdict], family


# --- links ------------------------------------------------------------------------------------------------------------

URGENT = rule_set(rule("{urgent: {is: false}}", per="intervention"))


def asked(request: str | None, *requests: dict[str, Any]) -> dict[str, Any]:
    return with_intervention(request=request, case_keys={"requests": list(requests)})


def test_a_link_leads_to_the_element_that_bears_the_id() -> None:
    first = {"id": "a", "submitted_on": "2026-01-01", "urgent": True}
    second = {"id": "b", "submitted_on": "2026-01-02", "urgent": False}
    assert verdicts(URGENT, asked("b", first, second)) == ["complies"]
    assert verdicts(URGENT, asked("a", first, second)) == ["breaches"]


@pytest.mark.parametrize("request_id", [None, "c"])
def test_an_id_that_leads_nowhere_is_unknown(request_id: str | None) -> None:
    first = {"id": "a", "submitted_on": "2026-01-01", "urgent": False}
    nameless = {"submitted_on": "2026-01-02", "urgent": True}  # the one that is meant may be this one
    finding = only(URGENT, asked(request_id, first, *([nameless] if request_id else [])))
    assert finding.verdict == "undecided"
    assert [missing.name for missing in finding.missing] == ["request"]


def test_two_ids_that_lead_nowhere() -> None:
    data = case(
        requests=[{"submitted_on": "2026-01-02"}],
        interventions=[{"id": f"i{n}", "service": "home_education", "request": f"q{n}"} for n in (1, 2)],
    )
    assert verdicts(URGENT, data) == ["undecided", "undecided"]


def test_an_id_known_not_to_exist_leads_to_nobody() -> None:
    rules = rule_set(
        rule("{urgent: {exists: false}}", per="intervention"),
        rule("{family_choice: {exists: false}}", id="choice", per="intervention"),
        rule("{accreditations_at_start: {is: 0}}", id="list", per="intervention"),
    )
    data = with_intervention(request="none", agency="none", started_on="2026-01-01")
    assert verdicts(rules, data) == ["complies"] * 3


def test_nobody_has_no_weeks_and_no_years() -> None:
    rules = rule_set(
        rule("{accreditations_at_start: {is: 0}}", per="intervention"),
        rule("{uncovered_window: {at_most: 2 h}}", id="week", per="agency_week"),
        rule("{listed_staff: {at_least: 1}}", id="year", per="agency_year"),
        values=DAYS,
    )
    data = with_intervention(agency="none", started_on="2026-01-01")
    other = agency(complete_from="2026-01-01", complete_until="2026-01-11", staff=[])
    report = rules.check(data, agency=other, on=ON)
    assert {(finding.rule, finding.subject_id, finding.verdict.value) for finding in report.findings} == {
        ("r", "i1", "complies"),
        ("week", "2026-W02", "breaches"),
        ("year", "2026", "breaches"),
    }


def test_a_stranger_is_never_judged_itself() -> None:
    rules = rule_set(
        rule("{urgent: {is: false}}", per="request"),
        rule("{urgent: {is: false}}", id="s", per="intervention"),
    )
    findings = rules.check(
        asked(None, {"id": "a", "submitted_on": "2026-01-01", "urgent": False}), on=ON
    ).findings
    assert [(finding.subject, finding.verdict.value) for finding in findings] == [
        ("intervention", "undecided"),
        ("request", "complies"),
    ]


def test_a_link_to_another_file_needs_that_file() -> None:
    rules = rule_set(
        rule("{valid_titles: {at_least: 1}}", per="assignment"),
        values="\n  educator_titles: {kind: set, of: title, label: {it: titoli, en: titles},"
        " history: [{is: [educator_diploma], cites: {article: '1'}}]}",
    )
    data = with_intervention(assignments=[{"staff": "o1", "from": "2026-01-01"}])
    alone = only(rules, data)
    assert alone.verdict == "undecided"
    assert [missing.name for missing in alone.missing] == ["agency"]
    assert alone.missing[0].text.en == "the file (agency)"
    agency = {
        "id": "a1",
        "staff": [{"id": "o1", "titles": [{"title": "educator_diploma", "on": "2018-07-12"}]}],
    }
    assert verdicts(rules, data, agency=agency) == ["complies"]
    unlisted = {"id": "a1", "staff": [{"id": "o2", "titles": []}]}
    finding = only(rules, data, agency=unlisted)
    assert (finding.verdict.value, [missing.name for missing in finding.missing]) == ("undecided", ["staff"])
    untold = {"id": "a1", "staff": [{"id": "o1"}]}
    finding = only(rules, data, agency=untold)
    assert (finding.verdict.value, [missing.name for missing in finding.missing]) == ("undecided", ["title"])


# --- weeks ------------------------------------------------------------------------------------------------------------

WEEKLY = rule_set(rule("{direct_time: {at_most: 3 h}}", per="week"), values=HOURS)


def test_a_week_gathers_the_sessions_of_all_interventions() -> None:
    data = case(
        interventions=[
            {"id": "i1", "service": "home_education", "sessions": [session("2026-03-02T15:00", "17:00")]},
            {"id": "i2", "service": "home_education", "sessions": [session("2026-03-08T15:00", "17:00")]},
            {"id": "i3", "service": "home_education", "sessions": [session("2026-03-09T15:00", "16:00")]},
        ]
    )
    findings = WEEKLY.check(data, on=ON).findings
    assert [(finding.subject_id, finding.verdict.value) for finding in findings] == [
        ("2026-W10", "breaches"),
        ("2026-W11", "complies"),
    ]


def test_a_year_may_begin_in_the_last_week_of_the_year_before() -> None:
    assert (
        only(WEEKLY, with_sessions(session("2027-01-01T15:00", "16:00")), date(2027, 2, 1)).subject_id
        == "2026-W53"
    )


def test_a_week_of_cancelled_sessions_is_none() -> None:
    assert verdicts(WEEKLY, with_sessions(session("2026-03-02T15:00", "16:00", status="cancelled"))) == []
    unsure = session("2026-03-02T15:00", "16:00", status=None)
    assert verdicts(WEEKLY, with_sessions(unsure)) == ["complies"]


def test_the_days_of_a_week_are_those_of_its_sessions() -> None:
    rules = rule_set(
        rule("{week_first_day: {is: 2026-03-03}}", id="first", per="week"),
        rule("{week_last_day: {is: 2026-03-05}}", id="last", per="week"),
        rule("{week_monday: {is: 2026-03-02}}", id="monday", per="week"),
        rule("{week_sunday: {is: 2026-03-08}}", id="sunday", per="week"),
    )
    data = with_sessions(
        session("2026-03-05T15:00", "16:00", id="b"),
        session("2026-03-03T15:00", "16:00", id="a"),
        session("2026-03-07T15:00", "16:00", id="c", status="cancelled"),
    )
    assert verdicts(rules, data) == ["complies"] * 4


def test_a_session_that_may_be_cancelled_may_narrow_a_week() -> None:
    """Of the days of a week only those are sure on which a session surely takes place."""
    rules = rule_set(
        rule("{week_first_day: {is: 2026-03-03}}", id="first", per="week"),
        rule("{week_last_day: {is: 2026-03-05}}", id="last", per="week"),
        rule("{week_last_day: {between: [2026-03-03, 2026-03-05]}}", id="inside", per="week"),
        rule("{week_first_day: {below: {fact: week_last_day}}}", id="several", per="week"),
    )
    sure, unsure = session("2026-03-03T15:00", "16:00", id="a"), session("2026-03-05T15:00", "16:00", id="b")

    def open_ones(*sessions: dict[str, Any]) -> list[str]:
        findings = rules.check(with_sessions(*sessions), on=ON).findings
        return sorted(each.rule for each in findings if each.verdict.value == "undecided")

    assert open_ones(sure, unsure) == []
    unsure["status"] = None
    assert open_ones(sure, unsure) == ["last", "several"]
    sure["status"] = None
    assert open_ones(sure, unsure) == ["first", "last", "several"]
    assert open_ones(sure) == []


def test_unseen_sessions_may_widen_a_week() -> None:
    rules = rule_set(rule("{week_last_day: {at_most: 2026-03-05}}", per="week"))
    data = {"items": [session("2026-03-05T15:00", "16:00")], "complete_until": "2026-03-06"}
    finding = rules.check(with_intervention(sessions=data), on=ON).filter(verdict="undecided")
    assert [each.subject_id for each in finding] == ["2026-W10"]
    before = {"items": [session("2026-03-05T15:00", "16:00")], "complete_until": "2026-03-08"}
    findings = rules.check(with_intervention(sessions=before), on=ON).findings
    assert [(each.subject_id, each.verdict.value) for each in findings] == [
        ("2026-W10", "complies"),
    ]


def test_no_list_of_sessions_gives_one_unknown_week() -> None:
    finding = only(WEEKLY, with_intervention())
    assert (finding.verdict.value, finding.subject_id, [m.name for m in finding.missing]) == (
        "undecided",
        "caso-1",
        ["session"],
    )


# --- weeks and years of an agency -------------------------------------------------------------------------------------

DAYS = (
    "\n  service_weekdays: {kind: set, of: weekday, label: {it: giorni, en: days},"
    " history: [{is: [monday, tuesday], cites: {article: '1'}}]}"
    + value("window_start", "time", "is: '08:00'")
    + value("window_end", "time", "is: '10:00'")
    + value("afternoon_start", "time", "is: '09:00'")
    + value("afternoon_end", "time", "is: '10:00'")
)
MONDAYS = {"weekday": "monday", "start": "08:00", "end": "10:00", "from": "none", "to": "none"}


def agency(**keys: Any) -> dict[str, Any]:
    return {"id": "a1", "complete_from": "2026-03-01", "complete_until": "2026-03-31", **keys}


def test_a_list_without_days_may_be_open_before_it_begins() -> None:
    holders = rule_set(rule("{holder_excluded: {is: false}}", per="holder"))
    given = [{"id": "h1", "excluded": False}]
    assert verdicts(holders, case(holders={"items": given})) == ["complies"]
    assert verdicts(holders, case(holders={"items": given, "complete_until": "2026-03-31"})) == ["complies"]
    assert verdicts(holders, case(holders={"items": given, "complete_until": "2026-03-30"})) == ["complies"]
    assert verdicts(holders, case(holders={"items": given, "complete_from": "2026-03-01"})) == [
        "undecided",
        "complies",
    ]


def test_a_coverage_that_begins_after_the_day_of_judgement_has_no_weeks_and_years() -> None:
    rules = rule_set(
        rule("{uncovered_window: {at_most: 2 h}}", per="agency_week"),
        rule("{listed_staff: {at_least: 1}}", id="year", per="agency_year"),
        values=DAYS,
    )
    assert rules.check(agency=agency(staff=[]), on=date(2026, 2, 1)).findings == ()


def test_weeks_of_an_agency_lie_wholly_in_its_coverage() -> None:
    rules = rule_set(rule("{uncovered_window: {at_most: 2 h}}", per="agency_week"), values=DAYS)
    data = agency(staff=[{"id": "o1", "availability": [MONDAYS]}])
    report = rules.check(agency=data, on=date(2026, 4, 30))
    assert [f.subject_id for f in report.findings] == ["2026-W10", "2026-W11", "2026-W12", "2026-W13"]
    assert {f.verdict.value for f in report.findings} == {"complies"}
    # what lies after the day of judgement is no week yet
    assert len(rules.check(agency=data, on=date(2026, 3, 16)).findings) == 2


@pytest.mark.parametrize("key", ["complete_from", "complete_until"])
def test_without_coverage_there_is_one_unknown_week_and_year(key: str) -> None:
    data = agency(staff=[])
    del data[key]
    weeks = rule_set(rule("{uncovered_window: {at_most: 0}}", per="agency_week"), values=DAYS)
    (week,) = weeks.check(agency=data, on=ON).findings
    assert (week.verdict.value, [m.name for m in week.missing]) == ("undecided", ["complete_from"])
    years = rule_set(rule("{listed_staff: {at_least: 1}}", per="agency_year"))
    (year,) = years.check(agency=data, on=ON).findings
    assert (year.verdict.value, [m.name for m in year.missing]) == ("undecided", ["complete_from"])


def test_years_of_an_agency_and_of_its_staff() -> None:
    rules = rule_set(
        rule("{listed_staff: {at_least: 1}}", per="agency_year"),
        rule("{training_done: {at_least: 20 h}}", id="training", per="staff_year"),
    )
    data = agency(
        complete_from="2024-06-01",
        staff=[
            {
                "id": "o1",
                "listed_from": "2024-01-01",
                "delisted_on": "none",
                "training": [{"on": "2024-05-01", "minutes": 1200}, {"on": "2025-05-01", "minutes": 1199}],
            }
        ],
    )
    findings = rules.check(agency=data, on=date(2025, 12, 31)).findings
    assert [(f.subject, f.subject_id, f.verdict.value) for f in findings] == [
        ("agency_year", "2024", "complies"),
        ("agency_year", "2025", "complies"),
        ("staff_year", "o1", "breaches"),
        ("staff_year", "o1", "complies"),
    ]


def test_weeks_of_staff() -> None:
    rules = rule_set(rule("{staff_afternoon_time: {above: 0}}", per="staff_week"), values=DAYS)
    tuesday = {**MONDAYS, "weekday": "tuesday", "start": "08:00", "end": "09:00"}
    data = agency(
        complete_until="2026-03-08",
        staff=[
            {"id": "o1", "availability": [MONDAYS]},
            {"id": "o2", "availability": [tuesday]},
            {"id": "o3"},
        ],
    )
    findings = rules.check(agency=data, on=date(2026, 4, 30)).findings
    assert [(f.subject_id, f.verdict.value) for f in findings] == [
        ("o1", "complies"),
        ("o2", "breaches"),
        ("o3", "undecided"),
    ]
    assert [missing.name for missing in findings[2].missing] == ["availability"]


def test_staff_that_are_not_recorded_give_one_unknown_worker() -> None:
    rules = rule_set(rule("{training_done: {at_least: 20 h}}", per="staff_year"))
    (finding,) = rules.check(
        agency=agency(complete_from="2025-01-01", complete_until="2025-12-31"), on=ON
    ).findings
    assert (finding.verdict.value, finding.subject_id) == ("undecided", "2025")


def test_a_period_that_no_act_lies_in_is_not_judged() -> None:
    rules = rule_set(rule("{listed_staff: {at_least: 1}}", per="agency_year"), in_force="{from: 2025-01-01}")
    report = rules.check(agency=agency(complete_from="2023-01-01", staff=[]), on=ON)
    assert {f.subject_id: f.verdict.value for f in report.findings} == {
        "2023": "not_applicable",
        "2024": "not_applicable",
        "2025": "breaches",
        "2026": "breaches",
    }
