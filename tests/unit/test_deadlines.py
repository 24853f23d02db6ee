"""Deadlines one by one: which branch owes what, what is told of lists nobody has seen, of periods and of validities."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import adm_rules
from adm_rules._internal.case import Case
from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.diagnostics import ArgumentError, CaseError
from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.render.due_words import readings_text, state_text
from adm_rules._internal.report import Report
from adm_rules._internal.texts import Text
from adm_rules._internal.values.states import DueState
from tests.rules.small import FILE, rule, rule_set, text, with_intervention

ON = date(2026, 3, 31)
WITHIN = "educator_named_on: {within: {days: 15, after: proposed_on}}"


def small(require: str, *, per: str = "intervention", **keys: str) -> RuleSet:
    return rule_set(rule(require, per=per, **keys))


def only(rules: RuleSet, data: Any = None, on: date = ON, **more: Any) -> Deadline:
    (found,) = (each for each in rules.deadlines(data, on=on, **more) if each.kind != "expiry")
    return found


# --- the files --------------------------------------------------------------------------------------------------------


def test_a_case_is_taken_as_model_mapping_or_json() -> None:
    data, rules = (
        with_intervention(proposed_on="2026-03-02", educator_named_on="none"),
        small(f"{{{WITHIN}}}"),
    )
    found = rules.deadlines(data, on=ON)
    assert (
        found == rules.deadlines(json.dumps(data), on=ON) == rules.deadlines(Case.model_validate(data), on=ON)
    )
    assert [type(each).__name__ for each in found] == ["Deadline"]
    assert adm_rules.Deadline is Deadline


@pytest.mark.parametrize(
    ("root", "data", "rule_id"),
    [
        (
            "agency",
            {"id": "a", "staff_list_changes": [{"effective_on": "2026-03-27"}]},
            "agency.staff-list-change",
        ),
        ("contract", {"id": "c", "term_end": "2026-12-31"}, "contract.renewal-notice"),
        ("district", {"id": "d", "service_from": "2026-01-01", "supervisions": []}, "contact.supervision"),
    ],
)
def test_another_model_is_taken_for_what_it_is(root: str, data: dict[str, Any], rule_id: str) -> None:
    rules = load("tirano" if root == "agency" else "sud_est_milano")
    model = as_model(root, data)
    found: tuple[Deadline, ...] = rules.deadlines(model, on=ON)  # type: ignore[arg-type]
    assert rule_id in {each.rule for each in found}
    named: dict[str, Any] = {root: model}
    assert found == rules.deadlines(on=ON, **named)
    with pytest.raises(ArgumentError, match=f"two files of the kind `{root}`"):
        rules.deadlines(model, on=ON, **named)  # type: ignore[arg-type]


def test_a_bad_file_is_refused() -> None:
    with pytest.raises(CaseError):
        small(f"{{{WITHIN}}}").deadlines({"id": "x"}, on=ON)


def test_the_horizon_lies_a_year_ahead_and_never_behind() -> None:
    data = with_intervention(proposed_on="2026-03-31", educator_named_on="none")
    rules = small("{educator_named_on: {within: {months: 12, after: proposed_on, rollover: none}}}")
    assert only(rules, data).effective == date(2027, 3, 31)
    assert rules.deadlines(data, on=ON, until=date(2027, 3, 30)) == ()
    assert rules.deadlines(data, on=ON, until=date(2027, 3, 31)) != ()
    with pytest.raises(ArgumentError, match="`until` lies before `on`"):
        rules.deadlines(data, on=ON, until=date(2026, 3, 30))


def test_what_is_over_can_be_left_out() -> None:
    rules = rule_set(
        rule(f"{{{WITHIN}}}", id="met", per="intervention"),
        rule("{educator_named_on: {within: {days: 1, after: proposed_on}}}", id="late", per="intervention"),
        rule("{enrolled_on: {within: {days: 1, after: proposed_on}}}", id="open", per="intervention"),
    )
    data = with_intervention(proposed_on="2026-03-02", educator_named_on="2026-03-10", enrolled_on="none")
    found = rules.deadlines(data, on=ON)
    assert [(each.rule, each.state) for each in found] == [
        ("late", "late"),
        ("open", "overdue"),
        ("met", "met"),
    ]
    assert rules.deadlines(data, on=ON, settled=False) == tuple(each for each in found if not each.settled)
    assert [each.settled for each in found] == [True, False, True]


# --- which branch owes what -------------------------------------------------------------------------------------------

EITHER = f"{{any: [{{{WITHIN}}}, {{hours_reduced_on: {{exists: true}}}}]}}"


@pytest.mark.parametrize(
    ("reduced", "named", "state", "applies"),
    [
        ("none", "none", "overdue", True),
        ("2026-03-10", "none", None, None),
        ("2026-03-10", "2026-03-10", "met", True),
        (None, "none", "overdue", None),
        (None, "2026-03-10", "met", True),
    ],
)
def test_a_branch_that_is_satisfied_otherwise_owes_nothing(
    reduced: str | None, named: str, state: str | None, applies: bool | None
) -> None:
    data = with_intervention(proposed_on="2026-03-02", educator_named_on=named, hours_reduced_on=reduced)
    data["interventions"][0] = {
        key: each for key, each in data["interventions"][0].items() if each is not None
    }
    found = small(EITHER).deadlines(data, on=ON)
    assert [(each.state, each.applies) for each in found] == ([] if state is None else [(state, applies)])
    assert all(
        bool(each.missing) == (applies is None) and not (each.is_overdue and applies is None)
        for each in found
    )


@pytest.mark.parametrize("named", ["none", "2026-03-20"])
def test_what_another_branch_may_still_mend_is_not_surely_owed(named: str) -> None:
    """The rule waits for the other branch, so nobody is told that the first one is owed now."""
    later = WITHIN.replace("educator_named_on", "enrolled_on").replace("15", "60")
    rules = small(f"{{any: [{{{WITHIN}}}, {{{later}}}]}}")
    data = with_intervention(proposed_on="2026-03-02", educator_named_on=named, enrolled_on="none")
    first, second = rules.deadlines(data, on=ON)
    assert (first.state, first.applies, first.is_overdue) == (
        "overdue" if named == "none" else "late",
        None,
        False,
    )
    assert (second.state, second.applies) == ("pending", True)
    assert [each.verdict.value for each in rules.check(data, on=ON).findings] == ["pending"]


@pytest.mark.parametrize(
    ("named", "on", "state", "late", "words"),
    [
        ("none", "2026-03-16", "pending", 0, "in attesa, giorno non noto"),
        ("none", "2026-03-17", "undecided", 0, "da chiarire"),
        ("2026-03-16", "2026-03-20", "pending", 0, "in attesa, giorno non noto"),
        ("2026-03-17", "2026-03-20", "undecided", 0, "da chiarire"),
    ],
)
def test_a_start_that_is_only_bounded_waits_while_every_day_does(
    named: str, on: str, state: str, late: int, words: str
) -> None:
    """Proposed after 28 February, if it was: nothing is due before 16 March."""
    data = with_intervention(educator_named_on=named, case_keys={"complete_until": "2026-02-28"})
    found = only(small(f"{{{WITHIN}}}"), data, on=date.fromisoformat(on))
    assert (found.state, found.effective, found.days_late) == (state, None, late)
    assert state_text(found, "it") == words
    (finding,) = small(f"{{{WITHIN}}}").check(data, on=date.fromisoformat(on)).findings
    assert finding.verdict.value == state


def test_days_late_are_the_least_that_they_can_be_where_a_day_is_not_known() -> None:
    """One of two sessions may have been cancelled, so that only the ends of the week are known: 2 and 6 March."""
    rules = small("{family_agreed_on: {within: {days: 7, after: week_first_day}}}", per="week")
    sessions = [{"start": f"2026-03-0{day}T15:00"} for day in (2, 6)]

    def seen(agreed: str) -> Deadline:
        return only(
            rules, with_intervention(sessions=sessions, case_keys={"family": {"agreement_on": agreed}})
        )

    late = seen("2026-03-20")
    assert (late.state, late.days_late, late.effective) == ("late", 7, None)
    assert state_text(late, "en") == "done at least 7 days late"
    overdue = seen("none")
    assert (overdue.state, overdue.days_late, overdue.is_overdue) == ("overdue", 18, True)
    assert state_text(overdue, "it") == "scaduta da almeno 18 giorni"
    met = seen("2026-03-09")
    assert (met.state, met.effective, met.happened) == ("met", None, date(2026, 3, 9))


def test_what_may_have_been_done_too_late_is_not_overdue_to_the_last_day() -> None:
    """Due on 22 April; a session of 4 May has no status: it took place twelve days late, or nothing did."""
    rules = small("{start: {within: {days: 15, after: proposed_on}}}")

    def seen(status: dict[str, str]) -> tuple[Deadline, Text | None]:
        data = with_intervention(
            proposed_on="2026-04-07",
            sessions=[{"start": "2026-05-04T15:00", "activity": "direct", **status}],
            case_keys={"complete_until": "2026-05-29"},
        )
        on = date(2026, 5, 29)
        report = rules.check(data, on=on)
        (finding,) = report.findings
        assert finding.verdict.value == "breaches"
        told = only(rules, data, on=on)
        (again,) = Report.from_json(report.to_json()).findings
        assert again.deadlines == finding.deadlines
        assert [each.may_have_happened for each in again.deadlines] == [told.may_have_happened]
        return told, finding.observed[0].distance

    open_one, said = seen({})
    assert (open_one.state, open_one.days_late, open_one.may_have_happened) == ("overdue", 12, True)
    assert [each.name for each in open_one.missing] == ["recorded_status"]
    assert state_text(open_one, "en") == "overdue, or done at least 12 days late"
    assert state_text(open_one, "it") == "scaduta, o adempiuta con almeno 12 giorni di ritardo"
    assert said == Text("almeno 12 giorni di ritardo", "at least 12 days late")
    done, said = seen({"status": "delivered"})
    assert (done.state, done.days_late, done.may_have_happened, done.missing) == ("late", 12, False, ())
    assert said == Text("12 giorni di ritardo", "12 days late")
    never, _ = seen({"status": "missed"})
    assert (never.state, never.days_late, never.may_have_happened) == ("overdue", 37, False)


def test_a_week_of_which_only_the_year_is_sure_has_its_day_of_the_year() -> None:
    """One of two sessions may have been cancelled; in the last week of December the year itself is open."""
    rules = small("{family_agreed_on: {by: {day: 03-29}}}", per="week")
    family = {"family": {"agreement_on": "none"}}

    def seen(*days: str, on: str = "2026-03-30") -> Deadline:
        sessions = [{"start": f"{day}T15:00"} for day in days]
        return only(rules, with_intervention(sessions=sessions, case_keys=family), on=date.fromisoformat(on))

    sure = seen("2026-03-02", "2026-03-06")
    assert (sure.nominal, sure.effective) == (date(2026, 3, 29), date(2026, 3, 30))  # a Sunday
    assert (sure.state, sure.days_left) == ("pending", 0)
    either = ("2025-12-30", "2026-01-02")
    assert (seen(*either, on="2025-03-29").state, seen(*either).state) == ("pending", "undecided")
    assert (seen(*either, on="2026-03-31").state, seen(*either, on="2026-03-31").days_late) == ("overdue", 1)


def test_each_part_of_a_rule_has_a_deadline_of_its_own() -> None:
    require = f"{{all: [{{{WITHIN}}}, {{enrolled_on: {{by: {{fact: started_on}}}}}}]}}"
    data = with_intervention(
        proposed_on="2026-03-25", educator_named_on="none", enrolled_on="none", started_on="2026-03-28"
    )
    first, second = small(require).deadlines(data, on=ON)
    assert (first.fact, first.state, first.days_late) == ("enrolled_on", "overdue", 3)
    assert (second.fact, second.state, second.days_left) == ("educator_named_on", "pending", 9)
    assert first.duty != second.duty


@pytest.mark.parametrize(("disability", "applies"), [(False, "none"), (True, True), (None, None)])
def test_a_rule_that_may_not_apply_says_so(disability: bool | None, applies: Any) -> None:
    case_keys = {} if disability is None else {"disability": disability}
    data = with_intervention(proposed_on="2026-03-02", educator_named_on="none", case_keys=case_keys)
    found = small(f"{{{WITHIN}}}", when="{disability: {is: true}}").deadlines(data, on=ON)
    assert [each.applies for each in found] == ([] if applies == "none" else [applies])
    for each in found:
        assert (each.state, each.is_overdue) == ("overdue", applies is True)
        assert [item.name for item in each.missing] == ([] if applies else ["disability"])


def test_outside_the_days_of_the_act_nothing_is_due() -> None:
    data = with_intervention(proposed_on="2026-03-02", educator_named_on="none", started_on="none")
    rules = parse(text(rule(f"{{{WITHIN}}}", per="intervention"), in_force="{from: 2026-03-03}"), FILE)
    assert rules.deadlines(data, on=ON) == ()


def test_a_derogation_covers_what_is_overdue() -> None:
    more = "derogations: [{id: d, when: {disability: {is: true}}, require: {age: {below: 18}}}]"
    rules = small(f"{{{WITHIN}}}", more=more)
    for disability in (True, False):
        data = with_intervention(
            proposed_on="2026-03-02", educator_named_on="none", case_keys={"disability": disability}
        )
        found = only(rules, data)
        assert (found.state, found.derogated, found.is_overdue) == ("overdue", disability, not disability)


def test_a_derogation_covers_only_what_was_not_kept() -> None:
    every = "{progress_reports: {every: {months: 1, from: started_on, until: closed_on}}}"
    more = "derogations: [{id: d, when: {disability: {is: true}}, require: {age: {below: 18}}}]"
    reports = [{"type": "progress", "submitted_on": day} for day in ("2026-01-20", "2026-03-16")]
    data = with_intervention(
        started_on="2026-01-02", closed_on="none", reports=reports, case_keys={"disability": True}
    )
    found = small(every, more=more).deadlines(data, on=ON)
    assert [(each.state, each.derogated) for each in found] == [
        ("met", False),
        ("late", True),
        ("pending", False),
    ]


READINGS = """
  who:
    question: {it: "Per chi?", en: "For whom?"}
    default: all
    options: {all: {it: per tutti, en: for all}, some: {it: per alcuni, en: for some}, none: {it: a, en: b}}
    norms: [TST-01-01]
    disputed_severity: warning
"""


def test_another_reading_may_owe_nothing_or_soften_a_breach() -> None:
    """Under `some` the rule does not ask for a day at all; under `none` it does not apply."""
    require = (
        f"{{by_reading: {{who: {{all: {{{WITHIN}}}, some: {{age: {{below: 18}}}}, none: {{{WITHIN}}}}}}}}}"
    )
    when = (
        "{by_reading: {who: {all: {age: {below: 18}}, some: {age: {below: 18}}, none: {age: {above: 18}}}}}"
    )
    rules = rule_set(rule(require, per="intervention", when=when), readings=READINGS)
    found = only(rules, with_intervention(proposed_on="2026-03-02", educator_named_on="none"))
    told = {other.option: other.state for other in found.other_readings}
    assert told == {"some": None, "none": None}
    (finding,) = rules.check(
        with_intervention(proposed_on="2026-03-02", educator_named_on="none"), on=ON
    ).findings
    assert found.severity == finding.severity == "warning"


def test_another_reading_may_leave_open_whether_it_was_done_too_late() -> None:
    within = "{start: {within: {days: %s, after: proposed_on}}}"
    require = f"{{by_reading: {{who: {{all: {within % 60}, some: {within % 15}, none: {within % 60}}}}}}}"
    rules = rule_set(rule(require, per="intervention"), readings=READINGS)
    sessions = [{"start": "2026-05-04T15:00", "activity": "direct"}]
    data = with_intervention(
        proposed_on="2026-04-07", sessions=sessions, case_keys={"complete_until": "2026-05-29"}
    )
    found = only(rules, data, on=date(2026, 5, 29))
    (other,) = found.other_readings
    assert (other.state, other.days_late, other.may_have_happened) == ("overdue", 12, True)
    (told,) = readings_text(found, "en")
    assert "overdue, or done at least 12 days late" in told


def test_a_reading_that_cannot_be_decided_is_told_as_such() -> None:
    require = (
        f"{{by_reading: {{who: {{all: {{{WITHIN}}}, some: {{{WITHIN.replace('proposed_on', 'enrolled_on')}}}, "
        f"none: {{{WITHIN}}}}}}}}}"
    )
    rules = rule_set(rule(require, per="intervention"), readings=READINGS)
    data = with_intervention(proposed_on="2026-03-02", educator_named_on="none")
    (other,) = only(rules, data).other_readings
    assert (other.option, other.state, other.effective) == ("some", "undecided", None)


def test_a_reading_that_has_fewer_turns_so_far_says_nothing_of_the_others() -> None:
    """Fixed days that are still to come: counted from the last report, there is one open turn and no more."""
    every = "{progress_reports: {every: {months: 3, from: started_on, until: closed_on%s}}}"
    grid, rolling = every % ", mode: grid", every % ""
    require = f"{{by_reading: {{who: {{all: {grid}, some: {rolling}, none: {grid}}}}}}}"
    data = with_intervention(started_on="2026-03-02", closed_on="none", reports=[])
    found = rule_set(rule(require, per="intervention"), readings=READINGS).deadlines(data, on=ON)
    assert len(found) == 4
    assert [each.other_readings for each in found] == [()] * 4


# --- lists that nobody has seen, periods that are not over ------------------------------------------------------------


def test_a_list_that_is_not_known_is_told_once() -> None:
    rules = small("{report_answered_on: {within: {days: 15, after: report_asked_on}}}", per="report_request")
    found = only(rules, with_intervention())
    assert (found.state, found.applies, found.effective) == ("undecided", None, None)
    assert [item.name for item in found.missing] == ["report_request"]
    assert (found.subject, found.subject_id, found.root_id) == ("report_request", "i1", "caso-1")
    assert rules.deadlines(with_intervention(report_requests=[]), on=ON) == ()
    known = {"items": [], "complete_from": "2026-02-01", "complete_until": "2026-03-01"}
    assert len(rules.deadlines(with_intervention(report_requests=known), on=ON)) == 1


AWAITED = "awaits: year_last_day"


@pytest.mark.parametrize(
    ("supervised", "on", "state"),
    [
        ([], "2025-12-31", "pending"),
        ([], "2026-01-01", "missed"),
        ([{"on": "2025-05-05", "minutes": 60}], "2026-01-01", "met"),
        ([{"on": "2025-05-05"}], "2026-01-01", "undecided"),
    ],
)
def test_a_rule_that_waits_for_the_end_of_a_year(supervised: Any, on: str, state: str) -> None:
    rules = small("{supervision_time: {at_least: 1 h}}", per="agency_year", more=AWAITED)
    agency = {
        "id": "a",
        "complete_from": "2025-01-01",
        "complete_until": "2025-12-31",
        "supervisions": supervised,
    }
    found = only(rules, agency=agency, on=date.fromisoformat(on))
    assert (found.kind, found.state, found.effective) == ("check", state, date(2025, 12, 31))
    assert found.anchor is not None
    assert (found.fact, found.anchor.fact) == ("supervision_time", "year_last_day")
    assert bool(found.missing) == (state == "undecided")


@pytest.mark.parametrize(
    ("closed", "state"),
    [("none", "not_started"), (None, "undecided"), ("2026-03-10", "met")],
)
def test_a_rule_that_waits_for_something_that_may_not_come(closed: str | None, state: str) -> None:
    rules = small(
        "{any: [{proposed_on: {exists: true}}, {not: {proposed_on: {exists: true}}}]}",
        more="awaits: closed_on",
    )
    keys: dict[str, Any] = {} if closed is None else {"closed_on": closed}
    found = only(rules, with_intervention(proposed_on="2026-03-02", **keys))
    assert (found.state, found.effective) == (state, date(2026, 3, 10) if state == "met" else None)


def test_a_rule_that_waits_for_more_than_the_end_of_a_period_has_no_day_in_the_past() -> None:
    """The period is over, and what it judges waits for something else."""
    rules = small("{proposed_on: {at_least: 2026-05-01}}", more="awaits: started_on")
    data = with_intervention(proposed_on="none", started_on="2026-03-10")
    found = only(rules, data)
    assert (found.state, found.effective, found.days_left) == ("not_started", None, None)
    assert [each.verdict.value for each in rules.check(data, on=ON).findings] == ["pending"]


def test_a_rule_waits_where_there_is_no_day_to_wait_for() -> None:
    contract: dict[str, Any] = {"id": "c", "term_end": "none", "controls": [], "renewal_notice_on": "none"}
    contract |= {"terminated_on": "none", "withdrawal_on": "none"}
    rules = load("sud_est_milano")
    wanted = ("checks.municipal", "contract.renewal-notice")
    due = {each.rule: each for each in rules.deadlines(contract=contract, on=ON)}
    findings = {each.rule: each for each in rules.check(contract=contract, on=ON).findings}
    for name in wanted:
        assert (due[name].state, due[name].missing) == ("not_started", ())
        assert (findings[name].verdict.value, findings[name].missing) == ("pending", ())


def test_what_waits_is_named_by_what_it_judges_or_by_the_day_it_waits_for() -> None:
    series = "{progress_reports: {every: {months: 1, from: started_on, until: closed_on}}}"
    series = f"{{all: [{series}, {series}]}}"
    first, *_ = small(series, more="awaits: closed_on").deadlines(
        with_intervention(started_on="2026-03-02", closed_on="2026-03-10", reports=[]), on=ON
    )
    assert (first.kind, first.fact) == ("check", "closed_on")


#: Two things that may be judged, of one name.
HELD = (
    "{meetings_held: {with: {type: plan_review}, at_least: 1}}",
    "{meetings_held: {with: {type: monitoring}, at_least: 1}}",
)


@pytest.mark.parametrize(
    ("require", "what"),
    [
        ("{start: {at_most: {fact: judgement_day}}}", "start of the intervention"),
        ("{judgement_day: {at_least: {fact: start}}}", "start of the intervention"),
        ("{judgement_day: {at_least: 2026-01-01}}", "closing of the intervention"),
        (
            f"{{any: [{HELD[0]}, {HELD[1]}]}}",
            "meetings held of the given type, by the closing: monitoring meeting",
        ),
        (
            f"{{any: [{HELD[1]}, {HELD[0]}]}}",
            "meetings held of the given type, by the closing: monitoring meeting",
        ),
    ],
)
def test_what_is_judged_is_named_alike_however_the_condition_is_written(require: str, what: str) -> None:
    rules = small(require, more="awaits: closed_on")
    found = only(rules, with_intervention(started_on="2026-03-02", closed_on="2026-03-10"))
    assert (found.kind, found.what.en) == ("check", what)


def test_other_files_that_are_not_there_are_not_judged() -> None:
    assert (
        load("tirano").deadlines(
            {"id": "x", "birth_date": "2014-05-01", "interventions": [], "payments": []}, on=ON
        )
        == ()
    )


# --- validities -------------------------------------------------------------------------------------------------------


def expiries(rules: RuleSet, data: Any = None, **more: Any) -> dict[str, Deadline]:
    return {each.fact: each for each in rules.deadlines(data, on=ON, **more) if each.kind == "expiry"}


@pytest.mark.parametrize(
    ("until", "state", "left"),
    [("2026-03-30", "lapsed", None), ("2026-03-31", "pending", 0), ("2026-04-05", "pending", 5)],
)
def test_a_validity_lasts_to_its_last_day_and_is_never_moved(
    until: str, state: str, left: int | None
) -> None:
    """5 April 2026 is Easter."""
    data = {
        "id": "x",
        "birth_date": "2014-05-01",
        "isee": [{"issued_on": "2026-01-07", "valid_until": until}],
    }
    found = expiries(small(f"{{{WITHIN}}}"), data)["isee_valid_until"]
    assert (found.state, found.days_left, found.effective) == (state, left, date.fromisoformat(until))
    assert (found.rule, found.citation, found.severity, found.anchor) == (None, None, None, None)
    assert (found.title.it, found.title.en) == ("Scadenza dell'ISEE", "Expiry of the ISEE certificate")


@pytest.mark.parametrize(
    ("closed", "state"), [("2026-03-31", "lapsed"), ("2026-04-01", "pending"), ("none", "pending")]
)
def test_what_has_lost_its_object_asks_for_nothing(closed: str, state: str) -> None:
    term = {"kind": "first", "start": "2026-03-02", "end": "2026-09-01"}
    found = expiries(small(f"{{{WITHIN}}}"), with_intervention(voucher_terms=[term], closed_on=closed))[
        "term_end"
    ]
    assert (found.state, found.before is None) == (state, state == "lapsed")


def test_an_end_that_nobody_wrote_is_asked_for_where_a_rule_is_about_it() -> None:
    staff = [
        {"id": "op-1", "role": "educator", "licence_b": True, "delisted_on": "none", "contract_to": "none"}
    ]
    found = expiries(load("tirano"), agency={"id": "a", "staff": staff})
    assert list(found) == ["licence_until"]
    assert (found["licence_until"].state, found["licence_until"].rule) == ("undecided", "staff.licence")
    assert [item.subject for item in found["licence_until"].missing] == ["op-1"]
    assert expiries(small(f"{{{WITHIN}}}"), agency={"id": "a", "staff": staff}) == {}


def test_a_rule_that_does_not_apply_tells_nothing_of_a_validity() -> None:
    """An extension of the voucher is not what the rule on its first term is about."""
    term = {"kind": "extension", "start": "2026-03-02", "end": "2026-09-15"}
    found = expiries(load("tirano"), with_intervention(voucher_terms=[term]))["term_end"]
    assert (found.rule, found.other_readings) == (None, ())


EXPIRY = "purpose: {kind: expiry, of: isee_valid_until}"
ISEE = {
    "id": "x",
    "birth_date": "2014-05-01",
    "isee": [{"issued_on": "2026-01-07", "valid_until": "2026-12-31"}],
}


@pytest.mark.parametrize(("more", "told"), [("", None), (EXPIRY, "r")])
def test_a_rule_is_about_a_validity_when_it_says_so(more: str, told: str | None) -> None:
    found = expiries(small("{isee_valid_until: {exists: true}}", per="isee", more=more), ISEE)
    assert (found["isee_valid_until"].rule, found["isee_valid_until"].other_readings) == (told, ())


def test_of_several_rules_about_a_validity_the_first_is_told() -> None:
    rules = [
        rule("{isee_valid_until: {exists: true}}", id=name, per="isee", more=more)
        for name, more in (("silent", ""), ("first", EXPIRY), ("second", EXPIRY))
    ]
    assert expiries(rule_set(*rules), ISEE)["isee_valid_until"].rule == "first"


# --- as data ----------------------------------------------------------------------------------------------------------


def test_a_deadline_is_plain_data_and_its_repr_tells_nothing_of_the_case() -> None:
    data = with_intervention(proposed_on="2026-03-02", educator_named_on="none")
    found = only(small(f"{{{WITHIN}}}"), data)
    plain = json.loads(found.to_json())
    assert plain == found.to_dict()
    assert (plain["effective"], plain["state"], plain["days_late"]) == ("2026-03-17", "overdue", 14)
    assert plain["anchor"] == {
        "fact": "proposed_on",
        "label": {
            "it": "proposta dell'intervento all'agenzia",
            "en": "proposal of the intervention to the agency",
        },
        "day": "2026-03-02",
    }
    assert plain["citation"] == {"article": "1"}
    assert plain["duty"] == "case:caso-1/intervention:i1|r|0|1"
    assert (plain["root"], plain["root_id"], plain["subject"], plain["subject_id"]) == (
        *("case", "caso-1"),
        *("intervention", "i1"),
    )
    assert repr(found) == "<Deadline r: overdue>"


def test_states_have_a_fixed_order() -> None:
    assert tuple(DueState) == (
        "overdue",
        "pending",
        "not_started",
        "undecided",
        "late",
        "missed",
        "met",
        "lapsed",
    )
