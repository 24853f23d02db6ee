"""Why a finding says what it says: values and limits, distances, deadlines, what is missing, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.report import Due, Finding, Observed, TypedValue
from adm_rules._internal.texts import Text
from tests.rules.small import (
    HOURS,
    ON,
    case,
    not_set,
    only,
    rule,
    rule_set,
    session,
    value,
    with_intervention,
    with_sessions,
)

HOUR = session("2026-03-02T15:00", "16:00", venue="home", users_present=3, group_ratio="1/4")


#: A fraction of a session, of which the library has none.
SHARE = "\n  share: {per: session, kind: fraction, label: {it: quota, en: share}, field: more}"


def observed(require: str, data: Any = None, *, on: date = ON, **more: Any) -> Observed:
    """The first comparison of the one finding of a rule."""
    finding = only(
        rule_set(rule(require, per=more.pop("per", "session")), **more), data or with_sessions(HOUR), on
    )
    return finding.observed[0]


def test_evidence_is_worked_out_once() -> None:
    untold = only(rule_set(rule("{session_time: {at_most: 45 min}}", per="session")), with_sessions(HOUR))
    assert untold.evidence is untold.evidence
    part = only(rule_set(rule("{session_time: {at_most: 45 min}}", per="session")), with_sessions(HOUR))
    assert part.failed == part.observed
    assert part.evidence.observed is part.observed
    assert part.evidence.failed == part.failed


# --- values and limits ------------------------------------------------------------------------------------------------


def test_a_comparison_shows_fact_value_limit_and_truth() -> None:
    assert observed("{session_time: {at_most: 45 min}}") == Observed(
        fact="session_time",
        label=Text("durata dell'accesso", "length of the session"),
        value=Text("1 ora", "1 hour"),
        operator="at_most",
        limit=Text("45 minuti", "45 minutes"),
        holds=False,
        distance=Text("15 minuti di troppo", "15 minutes too much"),
        typed_value=TypedValue("minutes", 60, 60),
        typed_limit=TypedValue("minutes", 45, 45),
    )


@pytest.mark.parametrize(
    ("require", "value_en", "limit_en"),
    [
        ("{start_clock: {at_least: '08:00'}}", "15:00", "08:00"),
        ("{group_ratio: {at_least: 1/5}}", "1 educator for every 4 minors", "1 educator for every 5 minors"),
        ("{session_day: {above: 2026-03-01}}", "2 March 2026", "1 March 2026"),
        ("{holiday: {is: true}}", "no", "yes"),
        ("{venue: {is: school}}", "minor's home", "school"),
        ("{venue: {one_of: [school, neutral_space]}}", "minor's home", "agency's neutral space and school"),
        ("{session_time: {between: [30 min, 2 h]}}", "1 hour", "between 30 minutes and 2 hours"),
        ("{venue: {exists: true}}", "minor's home", "yes"),
        ("{phase: {is: knowledge}}", "not known", "getting-to-know period"),
        ("{session_activities: {includes: [leisure]}}", "not known", "sport, leisure and culture"),
        ("{session_start: {exists: true}}", "2 March 2026 at 15:00", "yes"),
    ],
)
def test_values_are_told_in_words(require: str, value_en: str, limit_en: str) -> None:
    seen = observed(require)
    assert (seen.value.en, seen.limit.en) == (value_en, limit_en)


def test_values_that_do_not_exist_or_have_not_come() -> None:
    none = with_sessions(
        session(
            "2026-03-02T15:00",
            "16:00",
            activity="correlated",
            users_present="none",
            activities=[],
            venue="none",
        )
    )
    assert observed("{users_present: {exists: false}}", none).value == Text("non risulta", "not recorded")
    assert observed("{session_activities: {includes: [leisure]}}", none).value == Text("nessuno", "none")
    closed = with_intervention(closed_on="none")
    assert observed("{closed_on: {exists: true}}", closed, per="intervention").value == Text(
        "non ancora", "not yet"
    )


def test_values_known_within_bounds() -> None:
    data = with_sessions(HOUR, session("2026-03-03T15:00", "16:00", activity=None))
    seen = observed("{direct_time: {at_most: 90 min}}", data, per="week", values=HOURS)
    assert (seen.value, seen.holds) == (Text("tra 1 ora e 2 ore", "between 1 hour and 2 hours"), None)
    unending = with_sessions(HOUR, session("2026-03-03T15:00"))
    seen = observed("{direct_time: {at_most: 90 min}}", unending, per="week", values=HOURS)
    assert seen.value == Text("almeno 1 ora", "at least 1 hour")
    nothing = with_sessions(session("2026-03-03T15:00"))
    seen = observed("{direct_time: {at_most: 90 min}}", nothing, per="week", values=HOURS)
    assert seen.value == Text("non noto", "not known")
    unsure = with_sessions(session("2026-03-03T15:00", "16:00", activity=None))
    seen = observed("{direct_time: {at_most: 30 min}}", unsure, per="week", values=HOURS)
    assert seen.value == Text("al massimo 1 ora", "at most 1 hour")


def test_sets_and_series_known_in_part() -> None:
    rules = "{assigned_staff: {includes: [o1, o2]}}"
    data = with_intervention(
        assignments={"items": [{"staff": "o1", "from": "2026-01-01"}], "complete_from": "2026-01-01"}
    )
    seen = observed(rules, data, per="intervention")
    assert (seen.value.en, seen.holds) == ("at least o1", None)
    rhythm = "{progress_reports: {every: {months: 3, from: first_session_on, until: closed_on}}}"
    reports = [{"type": "progress", "submitted_on": day} for day in ("2026-03-01", "2026-03-15")]
    data = with_intervention(sessions=[HOUR], reports=reports, closed_on="none")
    seen = observed(rhythm, data, per="intervention")
    assert (seen.value.en, seen.limit.en) == ("1 March 2026 and 15 March 2026", "every 3 months")
    none = with_intervention(sessions=[HOUR], reports=[], closed_on="none")
    assert observed(rhythm, none, per="intervention").value.en == "none"
    unset = rhythm.replace("months: 3", "months: $limit")
    seen = observed(unset, none, per="intervention", values=not_set("limit", "months"))
    assert seen.limit == Text("non noto", "not known")


def test_values_of_a_fact_that_no_comparison_reached_are_not_shown() -> None:
    finding = only(
        rule_set(rule("{all: [{session_time: {at_most: 30 min}}, {group_ratio: {at_least: 1/5}}]}")),
        with_sessions(HOUR),
    )
    assert finding.verdict == "breaches"
    assert finding.observed[0].fact == "session_time"


def test_a_rule_that_does_not_apply_shows_nothing() -> None:
    finding = only(
        rule_set(rule("{session_time: {at_most: 30 min}}", when="{venue: {is: school}}")), with_sessions(HOUR)
    )
    assert (finding.observed, finding.deadlines, finding.missing, finding.possible) == ((), (), (), ())
    assert finding.message("en") == "Trial rule: the rule does not apply."


def test_the_day_of_judgement_may_be_a_limit() -> None:
    seen = observed("{session_day: {above: {fact: judgement_day}}}")
    assert (seen.value.en, seen.limit.en, seen.holds) == ("2 March 2026", "31 March 2026", False)


def test_a_reading_that_is_only_quoted_shows_nothing() -> None:
    reading = (
        "\n  r: {question: {it: Q, en: Q}, default: a,"
        " options: {a: {it: a, en: a, evaluate: false}, b: {it: b, en: b}}, norms: [TST-01-01]}"
    )
    require = "{by_reading: {r: {b: {session_time: {at_most: 5 min}}}}}"
    finding = only(rule_set(rule(require), readings=reading), with_sessions(HOUR))
    assert (finding.verdict.value, finding.observed, finding.missing) == ("undecided", (), ())
    assert finding.message("en").startswith(
        "Trial rule: cannot be decided. Possible outcomes: complies, breach."
    )


def test_what_was_awaited_is_no_deadline_any_more() -> None:
    rules = rule_set(rule("{session_time: {at_most: 30 min}}", more="awaits: session_day"))
    finding = only(rules, with_sessions(HOUR))
    assert (finding.verdict.value, finding.deadlines) == ("breaches", ())


def test_what_an_awaited_day_lacks_is_missing() -> None:
    rules = rule_set(rule("{closed_on: {exists: false}}", per="intervention", more="awaits: agreed_start_on"))
    finding = only(rules, with_intervention(closed_on="none"))
    assert (finding.verdict.value, [item.name for item in finding.missing]) == (
        "undecided",
        ["agreed_start_on"],
    )


# --- distance ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("require", "distance"),
    [
        ("{session_time: {at_most: 45 min}}", "15 minutes too much"),
        ("{session_time: {below: 60 min}}", None),
        ("{session_time: {at_least: 90 min}}", "30 minutes too little"),
        ("{session_time: {above: 61 min}}", "1 minute too little"),
        ("{session_time: {between: [90 min, 2 h]}}", "30 minutes too little"),
        ("{session_time: {between: [30 min, 45 min]}}", "15 minutes too much"),
        ("{session_time: {is: 50 min}}", "10 minutes too much"),
        ("{session_time: {is: 70 min}}", "10 minutes too little"),
        ("{session_time: {is_not: 60 min}}", None),
        ("{users_present: {at_most: 2}}", "1 too many"),
        ("{group_ratio: {at_least: 1/3}}", None),
        ("{start_clock: {at_least: '15:30'}}", "30 minutes before the limit"),
        ("{session_day: {at_least: 2026-03-05}}", None),
        ("{venue: {is: school}}", None),
        ("{not: {session_time: {at_least: 45 min}}}", None),
    ],
)
def test_the_distance_to_what_would_be_in_order(require: str, distance: str | None) -> None:
    seen = observed(require)
    assert (seen.distance.en if seen.distance else None) == distance


def test_the_distance_of_a_set_is_what_it_lacks() -> None:
    data = with_sessions(session("2026-03-02T15:00", "16:00", activities=["leisure"]))
    seen = observed("{session_activities: {includes: [leisure, monitoring]}}", data)
    assert seen.distance is not None
    assert (seen.distance.it, seen.distance.en) == ("da aggiungere monitoraggio", "monitoring to be added")


def test_a_set_that_has_none_of_several_names_lacks_no_one_in_particular() -> None:
    data = with_sessions(session("2026-03-02T15:00", "16:00", activities=["leisure"]))
    seen = observed("{session_activities: {includes_any: [study_support, monitoring]}}", data)
    assert (seen.holds, seen.distance, seen.operator) == (False, None, "includes_any")
    assert observed("{session_activities: {includes_any: [leisure, monitoring]}}", data).holds is True


def test_what_is_not_wholly_known_has_no_distance() -> None:
    """The list holds none of the asked names for certain, though it may hold more of others."""
    rules = "{assigned_staff: {includes: [o2]}}"
    data = with_intervention(assignments=[{"staff": "o1", "from": "2026-01-01"}])
    seen = observed(rules, data, per="intervention")
    assert seen.distance is not None
    bounded = with_sessions(HOUR, session("2026-03-03T15:00"))
    seen = observed("{direct_time: {at_most: 30 min}}", bounded, per="week", values=HOURS)
    assert (seen.holds, seen.distance) == (False, None)


def test_what_is_needed_but_not_wholly_known_has_no_distance() -> None:
    require = "{request_agreed_by: {includes: [family, {fact: involved_specialists}]}}"
    data = case(requests=[{"submitted_on": "2026-01-01", "agreed_by": []}])
    seen = observed(require, data, per="request")
    assert (seen.holds, seen.distance) == (False, None)


def test_between_limits_of_which_one_is_not_known_there_is_no_distance() -> None:
    seen = observed("{session_time: {between: [2 h, {fact: feedback_time}]}}")
    assert (seen.holds, seen.distance) == (False, None)


def test_the_distance_of_a_late_event_is_in_days() -> None:
    late = with_intervention(sessions=[session("2026-03-20T15:00", "16:00")], proposed_on="2026-03-02")
    deadline = "{first_session_on: {within: {days: 15, after: proposed_on}}}"
    seen = observed(deadline, late, per="intervention")
    assert (seen.operator, seen.limit.en, seen.distance) == (
        "within",
        "17 March 2026",
        Text("3 giorni di ritardo", "3 days late"),
    )
    overdue = with_intervention(sessions=[], proposed_on="2026-03-02")
    assert observed(deadline, overdue, per="intervention").distance == Text(
        "14 giorni di ritardo", "14 days late"
    )


def test_a_distance_is_told_once() -> None:
    finding = only(
        rule_set(rule("{all: [{session_time: {at_most: 45 min}}, {session_time: {below: 45 min}}]}")),
        with_sessions(HOUR),
    )
    assert finding.evidence.message.en == "It fails. Distance: 15 minutes too much."


# --- deadlines --------------------------------------------------------------------------------------------------------


def due(proposed: str | None, sessions: list[dict[str, Any]] | None, on: date = ON) -> tuple[Due, ...]:
    rules = rule_set(rule("{first_session_on: {within: {days: 15, after: proposed_on}}}", per="intervention"))
    return only(rules, with_intervention(sessions=sessions, proposed_on=proposed), on).deadlines


def test_states_of_a_deadline() -> None:
    day = date(2026, 3, 17)
    fact = "first_session_on"
    assert due("2026-03-02", [session("2026-03-17T15:00", "16:00")]) == (Due(fact, "met", day),)
    assert due("2026-03-02", [session("2026-03-20T15:00", "16:00")]) == (Due(fact, "late", day, 3),)
    assert due("2026-03-02", [], day) == (Due(fact, "pending", day),)
    assert due("2026-03-02", [], date(2026, 3, 19)) == (Due(fact, "overdue", day, 2),)
    assert due("none", []) == (Due(fact, "not_started", None),)
    assert due(None, []) == (Due(fact, "undecided", None),)


def test_a_pending_finding_tells_the_nearest_day() -> None:
    rules = rule_set(
        rule(
            "{all: [{first_session_on: {within: {days: 15, after: proposed_on}}},"
            " {educator_named_on: {within: {days: 5, after: proposed_on}}}]}",
            per="intervention",
        )
    )
    finding = only(
        rules,
        with_intervention(sessions=[], proposed_on="2026-03-02", educator_named_on="none"),
        date(2026, 3, 3),
    )
    assert finding.verdict == "pending"
    assert finding.message("en") == "Trial rule: pending; it is due on 7 March 2026."
    assert finding.message("it").startswith("Regola di prova: in attesa; il termine è il ")


def test_a_pending_finding_whose_day_is_not_known_tells_when_it_cannot_be_due_yet() -> None:
    rules = rule_set(
        rule("{educator_named_on: {within: {months: 6, after: first_session_on}}}", per="intervention")
    )
    unknown = session("2026-03-02T15:00", "16:00", id="s1")
    del unknown["status"]
    delivered = session("2026-03-16T15:00", "16:00", id="s2")
    finding = only(rules, with_intervention(sessions=[unknown, delivered], educator_named_on="none"))
    assert finding.verdict == "pending"
    assert finding.message("it") == "Regola di prova: in attesa; termine: tra il 2 e il 16 settembre 2026."
    assert finding.message("en") == "Trial rule: pending; due: between 2 and 16 September 2026."


def test_a_pending_finding_without_a_day() -> None:
    rules = rule_set(
        rule("{educator_named_on: {at_most: {fact: substitutes_listed_on}}}", per="intervention")
    )
    finding = only(rules, with_intervention(educator_named_on="none", substitutes_listed_on="none"))
    assert finding.message("it") == "Regola di prova: in attesa; nulla manca se non il tempo."


RHYTHM = "{progress_reports: {every: {months: 3, from: first_session_on, until: closed_on}}}"


def rhythm(
    reports: list[str] | None, closed: str | None, started: str = "2026-01-02", **parts: str
) -> Finding:
    require = RHYTHM.replace("months: 3", "months: $limit") if parts else RHYTHM
    kept = None if reports is None else [{"type": "progress", "submitted_on": day} for day in reports]
    data = with_intervention(sessions=[session(f"{started}T15:00", "16:00")], reports=kept, closed_on=closed)
    return only(rule_set(rule(require, per="intervention"), **parts), data, date(2026, 8, 1))


def test_every_instance_of_a_rhythm_has_its_state() -> None:
    states = [(item.state, item.day) for item in rhythm(["2026-04-02"], "none").deadlines]
    assert states == [("met", date(2026, 4, 2)), ("overdue", date(2026, 7, 2))]
    states = [(item.state, item.day) for item in rhythm(["2026-04-02"], "2026-06-01").deadlines]
    assert states == [("met", date(2026, 4, 2)), ("lapsed", date(2026, 7, 2))]


def test_a_rhythm_that_cannot_be_told() -> None:
    assert [item.state for item in rhythm(None, "none").deadlines] == ["undecided"]
    assert [item.state for item in rhythm([], "none", values=not_set("limit", "months")).deadlines] == [
        "undecided"
    ]
    not_yet = rhythm([], "none", started="2026-09-01")
    assert [item.state for item in not_yet.deadlines] == ["not_started"]
    unknown_end = rhythm(["2026-04-02", "2026-07-02"], None)
    assert {item.state for item in unknown_end.deadlines} <= {"met", "pending", "overdue"}


# --- what is missing --------------------------------------------------------------------------------------------------


def missing(
    require: str, data: Any, per: str = "session", on: date = ON, **parts: str
) -> list[tuple[str, str]]:
    finding = only(rule_set(rule(require, per=per), **parts), data, on)
    assert finding.verdict == "undecided"
    return [(item.name, item.subject) for item in finding.missing]


def test_what_is_missing_behind_a_fact_is_named() -> None:
    """A total of a week lacks the end of a session and the kind of another."""
    data = with_sessions(
        HOUR, session("2026-03-03T15:00"), session("2026-03-04T15:00", "16:00", activity=None)
    )
    assert missing("{direct_time: {at_most: 90 min}}", data, "week", values=HOURS) == [
        ("session_end", "2026-03-03T15:00"),
        ("activity", "2026-03-04T15:00"),
    ]


def test_what_does_not_matter_is_not_asked() -> None:
    """The venue is known and fails; of the rest only the phase can still change the answer."""
    require = "{any: [{venue: {is: school}}, {phase: {is: knowledge}}]}"
    assert missing(require, with_sessions(HOUR)) == [("phase", "2026-03-02T15:00")]


def test_a_thing_is_asked_once() -> None:
    require = "{any: [{phase: {is: knowledge}}, {not: {phase: {exists: true}}}]}"
    assert missing(require, with_sessions(HOUR)) == [("phase", "2026-03-02T15:00")]


def test_what_an_owner_lacks_is_asked_of_the_owner() -> None:
    require = "{feedback_planned: {is: true}}"
    assert missing(require, with_sessions(HOUR)) == [("feedback_planned", "i1")]
    assert missing("{complex_case: {is: true}}", with_sessions(HOUR)) == [("complex_case", "caso-1")]


def test_a_list_that_an_owner_lacks_is_asked_whole() -> None:
    data = with_intervention()
    names = missing("{first_session_on: {exists: true}}", data, "intervention")
    assert names == [("session", "")]


def test_what_a_fact_of_both_sides_lacks() -> None:
    require = "{start_clock: {at_least: {fact: end_clock}}}"
    assert missing(require, with_sessions(session("2026-03-02T15:00"))) == [
        ("session_end", "2026-03-02T15:00")
    ]


def test_missing_facts_come_with_what_to_ask() -> None:
    finding = only(rule_set(rule("{closed_on: {exists: true}}", per="intervention")), with_intervention())
    assert finding.missing[0].text.en == 'closing of the intervention (the day, or "none" if not yet)'
    assert finding.message("en") == (
        "Trial rule: cannot be decided. Missing: closing of the intervention"
        ' (the day, or "none" if not yet). Possible outcomes: complies, breach.'
    )
    assert finding.message("it") == (
        "Regola di prova: non si può decidere. Manca: chiusura dell'intervento"
        ' (il giorno, o "none" se non è ancora avvenuto). Esiti possibili: in regola, violazione.'
    )


def test_the_value_behind_a_fact_is_named_too() -> None:
    unset = (
        HOURS.replace("capped_activities", "unused")
        + "\n  capped_activities: {kind: set, of: activity,"
        + (
            " label: {it: attività, en: activities}, not_set: {by: {it: il Comune, en: the municipality},"
            " asks: {it: quali, en: which}}}"
        )
    )
    assert missing("{direct_time: {at_most: 30 min}}", with_sessions(HOUR), "week", values=unset) == [
        ("capped_activities", "")
    ]


# --- messages ---------------------------------------------------------------------------------------------------------


def told(it: str, en: str, require: str = "{session_time: {at_most: $limit}}") -> Finding:
    rules = rule_set(
        rule(require, otherwise=f'{{severity: error, message: {{it: "{it}", en: "{en}"}}}}'),
        values=value("limit", "minutes", "is: 45 min") + value("places", "set, of: venue", "is: [school]"),
    )
    return only(rules, with_sessions(HOUR))


def test_slots_are_facts_values_and_facts_of_owners() -> None:
    finding = told(
        "Il {session_day} {session_time}, massimo {limit}; {venue}, non {places}; nato il {birth_date}.",
        "On {session_day} {session_time}, at most {limit}; {venue}, not {places}; born on {birth_date}.",
    )
    assert finding.message("en").startswith(
        "On 2 March 2026 1 hour, at most 45 minutes; minor's home, not school; born on 1 May 2014."
    )
    assert finding.message("it").startswith("Il 2 marzo 2026 1 ora, massimo 45 minuti; ")


def test_a_slot_may_stand_in_one_language_only_and_may_be_unknown() -> None:
    finding = told("Fase: {phase}.", "It fails.")
    assert finding.message("it").startswith("Fase: non noto.")
    assert finding.message("en").startswith("It fails.")


def test_an_alias_names_a_fact_that_is_asked_with_parameters() -> None:
    rules = rule_set(
        rule(
            "{all: [{not: {children_aged: {with: {up_to: 3}, as: small, at_least: 1}}},"
            " {children_aged: {with: {up_to: 17}, as: young, at_most: 1}}]}",
            per="case",
            otherwise='{severity: info, message: {it: "{small} e {young}.", en: "{small} and {young}."}}',
        )
    )
    children = [
        {"relation": "child", "birth_date": day} for day in ("2025-01-01", "2015-01-01", "2014-01-01")
    ]
    assert only(rules, case(household=children)).message("en").startswith("1 and 3.")


def test_an_alias_may_stand_in_any_part_of_a_condition() -> None:
    reading = (
        "\n  r: {question: {it: Q, en: Q}, default: a,"
        " options: {a: {it: a, en: a}, b: {it: b, en: b}}, norms: [TST-01-01]}"
    )
    rules = rule_set(
        rule(
            "{by_reading: {r: {a: {any: [{session_time: {at_most: 5 min, as: length}}]},"
            " b: {session_time: {at_most: 5 min}}}}}",
            otherwise='{severity: info, message: {it: "{length}.", en: "{length}."}}',
        ),
        readings=reading,
    )
    assert only(rules, with_sessions(HOUR)).message("en").startswith("1 hour.")


def test_names_that_a_rule_set_adds_have_its_labels() -> None:
    rules = rule_set(
        rule(
            "{venue: {is_not: tree_house}}",
            otherwise='{severity: error, message: {it: "{venue}.", en: "{venue}."}}',
        ),
        names="{venue: {tree_house: {it: casa sull'albero, en: tree house}}}",
    )
    finding = only(rules, with_sessions(session("2026-03-02T15:00", "16:00", venue="tree_house")))
    assert (finding.evidence.message.it, finding.evidence.message.en) == ("Casa sull'albero.", "Tree house.")
    assert finding.observed[0].limit.en == "tree house"


# --- alternatives -----------------------------------------------------------------------------------------------------

TEAM = (
    "{any: [{plan_team: {includes: [social_worker]}}, {plan_team: {includes: [referring_operator]}},"
    " {plan_kind: {is: framework}}]}"
)


def of_plan(require: str) -> Finding:
    plan = {"id": "p1", "drafted_on": "2026-03-02", "kind": "individual", "team": ["educator"]}
    return only(rule_set(rule(require, per="plan")), with_intervention(plans=[plan]), ON)


def test_of_alternatives_one_is_to_be_added() -> None:
    finding = of_plan(TEAM)
    assert [item.alternative for item in finding.observed] == [True, True, True]
    assert (
        finding.evidence.message.it
        == "Non va. Scarto: da aggiungere uno tra assistente sociale e operatore referente."
    )
    assert (
        finding.evidence.message.en
        == "It fails. Distance: one of referring operator and social worker to be added."
    )


def test_one_alternative_that_lacks_names_says_which() -> None:
    finding = of_plan("{any: [{plan_team: {includes: [social_worker]}}, {plan_kind: {is: framework}}]}")
    assert finding.evidence.message.en == "It fails. Distance: social worker to be added."


def test_what_all_parts_ask_is_no_alternative() -> None:
    """Neither is the denial of several things: each of them has to go."""
    finding = of_plan("{all: [{plan_team: {includes: [social_worker]}}, {plan_kind: {is: framework}}]}")
    assert [item.alternative for item in finding.observed] == [False, False]
    finding = of_plan("{not: {any: [{plan_kind: {is: individual}}, {plan_team: {includes: [educator]}}]}}")
    assert [item.alternative for item in finding.observed] == [False, False]
    finding = of_plan("{not: {all: [{plan_kind: {is: individual}}, {plan_team: {includes: [educator]}}]}}")
    assert [item.alternative for item in finding.observed] == [True, True]


@pytest.mark.parametrize(
    ("require", "said"),
    [
        (
            "{any: [{session_time: {at_most: 0 min}}, {session_time: {at_most: 50 min}}]}",
            "10 minutes too much",
        ),
        (
            "{any: [{session_time: {between: [5 min, 20 min]}}, {session_time: {at_least: 2 h}}]}",
            "40 minutes too much",
        ),
        (
            "{any: [{share: {at_least: 1/2}}, {share: {at_least: 1/3}}]}",
            "8.3 percentage points too little",
        ),
    ],
)
def test_of_several_limits_the_nearest_is_told(require: str, said: str) -> None:
    rules = rule_set(rule(require), facts=SHARE)
    finding = only(rules, with_sessions(HOUR | {"more": {"share": "1/4"}}), ON)
    assert finding.evidence.message.en == f"It fails. Distance: {said}."
