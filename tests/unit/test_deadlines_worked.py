"""The worked dates of deadlines, each through `RuleSet.deadlines`, and the table of states.

Ages (rows 21 and 22) are no deadlines: `test_calendar` has them, and the calendar arithmetic of every row.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.engine import RuleSet, load
from tests.rules.small import rule, rule_set, with_intervention

IN_FORCE = "{from: 1990-01-01}"
STARTED = "{started_on: {within: {days: 15, after: proposed_on}}}"


def small(require: str, per: str = "intervention", **parts: str) -> RuleSet:
    return rule_set(rule(require, per=per), in_force=IN_FORCE, **parts)


def day(text: str) -> date:
    return date.fromisoformat(text)


def only(rules: RuleSet, data: Any = None, **more: Any) -> Deadline:
    (found,) = (each for each in rules.deadlines(data, **more) if each.kind == "duty")
    return found


def days(deadline: Deadline) -> tuple[str, str]:
    return str(deadline.nominal), str(deadline.effective)


def proposed(on: str, **keys: Any) -> dict[str, Any]:
    return with_intervention(proposed_on=on, case_keys={"birth_date": "2010-05-01"}, **keys)


# --- the dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "term", "nominal", "effective"),
    [
        pytest.param("2027-09-19", "days: 15", "2027-10-04", "2027-10-05", id="1"),
        pytest.param("2026-09-19", "days: 15", "2026-10-04", "2026-10-05", id="2"),
        pytest.param("2021-09-19", "days: 15", "2021-10-04", "2021-10-04", id="3"),
        pytest.param("2026-03-21", "days: 15", "2026-04-05", "2026-04-07", id="4"),
        pytest.param("2027-03-14", "days: 15", "2027-03-29", "2027-03-30", id="5"),
        pytest.param("2026-12-10", "days: 15", "2026-12-25", "2026-12-28", id="6"),
        pytest.param("2027-12-11", "days: 15", "2027-12-26", "2027-12-27", id="7"),
        pytest.param("2026-12-22", "days: 15", "2027-01-06", "2027-01-07", id="8"),
        pytest.param("2026-04-10", "days: 15", "2026-04-25", "2026-04-27", id="9"),
        pytest.param("2026-11-02", "days: 60", "2027-01-01", "2027-01-02", id="10"),
        pytest.param("2026-12-03", "days: 5, rollover: none", "2026-12-08", "2026-12-08", id="11"),
        pytest.param("2026-10-27", "days: 15", "2026-11-11", "2026-11-11", id="12"),
        pytest.param("2026-08-31", "months: 6", "2027-02-28", "2027-03-01", id="13"),
        pytest.param("2028-01-31", "months: 1", "2028-02-29", "2028-02-29", id="14"),
        pytest.param("2028-02-29", "months: 12", "2029-02-28", "2029-02-28", id="15"),
    ],
)
def test_terms_that_run_forward(anchor: str, term: str, nominal: str, effective: str) -> None:
    rules = small(f"{{started_on: {{within: {{{term}, after: proposed_on}}}}}}")
    found = only(rules, proposed(anchor, started_on="none"), on=day(anchor))
    assert days(found) == (nominal, effective)
    assert found.anchor is not None
    assert (found.anchor.fact, found.anchor.day) == ("proposed_on", day(anchor))
    assert found.days_left == (day(effective) - day(anchor)).days


def test_a_declared_patron_day_moves_a_term() -> None:
    """Row 12 where the rule set counts the patron of Tirano."""
    rules = small(STARTED, conventions="{patron_days: [11-11]}")
    found = only(rules, proposed("2026-10-27", started_on="none"), on=day("2026-10-27"))
    assert days(found) == ("2026-11-11", "2026-11-12")


@pytest.mark.parametrize(
    ("rollover", "effective"), [("", "2024-06-30"), (", rollover: previous", "2024-06-29")]
)
def test_terms_that_run_backward(rollover: str, effective: str) -> None:
    """Row 16: a notice on Sunday 30 June 2024 is in time, and late by a day for who mirrors the rollover."""
    rules = small(
        f"{{renewal_notice_on: {{by: {{months: 6, before: contract_term_end{rollover}}}}}}}", "contract"
    )
    contract = {
        "id": "c",
        "term_start": "2022-01-01",
        "term_end": "2024-12-31",
        "renewal_notice_on": "2024-06-30",
    }
    found = only(rules, contract=contract, on=day("2024-07-01"))
    assert days(found) == ("2024-06-30", effective)
    assert (found.state, found.days_late) == (("late", 1) if rollover else ("met", 0))


@pytest.mark.parametrize(
    ("year", "yearly", "nominal", "effective"),
    [
        pytest.param(2027, "01-31", "2027-01-31", "2027-02-01", id="17"),
        pytest.param(2029, "09-30", "2029-09-30", "2029-10-01", id="18"),
        pytest.param(2023, "09-30", "2023-09-30", "2023-09-30", id="18, a Saturday"),
        pytest.param(2027, "02-29", "2027-02-28", "2027-03-01", id="29 February, then a Sunday"),
    ],
)
def test_days_of_the_year(year: int, yearly: str, nominal: str, effective: str) -> None:
    term = f"first_advance_reached_on: {{with: {{share: 1/2}}, by: {{day: {yearly}}}}}"
    contract = {"id": "c", "term_start": f"{year}-01-01", "years": [{"year": year, "payments": []}]}
    found = only(small(f"{{{term}}}", "contract_year"), contract=contract, on=date(year, 1, 1))
    assert days(found) == (nominal, effective)


@pytest.mark.parametrize(
    ("anchor", "months", "turn", "nominal", "effective"),
    [
        pytest.param("2026-11-30", 3, 2, "2027-05-30", "2027-05-31", id="19"),
        pytest.param("2026-12-31", 2, 5, "2027-10-31", "2027-11-02", id="20"),
    ],
)
def test_turns_are_counted_from_the_anchor(
    anchor: str, months: int, turn: int, nominal: str, effective: str
) -> None:
    every = f"months: {months}, from: started_on, until: closed_on, mode: grid"
    data = with_intervention(started_on=anchor, closed_on="none", reports=[])
    found = small(f"{{progress_reports: {{every: {{{every}}}}}}}").deadlines(data, on=day(anchor))
    assert days(found[turn - 1]) == (nominal, effective)
    assert [each.instance for each in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("start", "counted", "excluded"),
    [
        pytest.param("2021-08-31", "2022-02-28", "2022-02-28", id="23"),
        pytest.param("2023-08-30", "2024-02-29", "2024-02-29", id="24"),
        pytest.param("2023-08-29", "2024-02-28", "2024-02-29", id="24, a day earlier"),
        pytest.param("2026-01-15", "2026-07-14", "2026-07-15", id="as the reading is told"),
    ],
)
def test_the_last_day_of_a_voucher_under_both_readings(start: str, counted: str, excluded: str) -> None:
    """The recorded end is another one, so that both readings speak. A validity is never moved: none of these is."""
    data = with_intervention(voucher_terms=[{"kind": "first", "start": start, "end": start}])
    (found,) = (each for each in load("tirano").deadlines(data, on=day(start)) if each.fact == "term_end")
    assert (found.rule, found.state, found.effective) == ("voucher.term", "pending", day(start))
    told = {other.option: (str(other.nominal), str(other.effective)) for other in found.other_readings}
    assert told == {"start_counts": (counted, counted), "start_excluded": (excluded, excluded)}


# --- the states -------------------------------------------------------------------------------------------------------

UNRECORDED = {"proposed_on": "2027-09-19"}


@pytest.mark.parametrize(
    ("recorded", "on", "state", "late"),
    [
        # start not recorded: undecided on any day, whatever the event
        ({}, "2027-10-04", "undecided", 0),
        ({"started_on": "2027-10-01"}, "2027-10-06", "undecided", 0),
        # start recorded as not happened, or after the day as seen
        ({"proposed_on": "none"}, "2027-10-06", "not_started", 0),
        ({"proposed_on": "2027-09-19", "started_on": "none"}, "2027-09-18", "not_started", 0),
        # happened in time, by rollover, late
        ({"proposed_on": "2027-09-19", "started_on": "2027-10-04"}, "2027-10-04", "met", 0),
        ({"proposed_on": "2027-09-19", "started_on": "2027-10-04"}, "2027-10-06", "met", 0),
        ({"proposed_on": "2027-09-19", "started_on": "2027-10-05"}, "2027-10-06", "met", 0),
        ({"proposed_on": "2027-09-19", "started_on": "2027-10-06"}, "2027-10-06", "late", 1),
        # not happened, or planned for later
        ({"proposed_on": "2027-09-19", "started_on": "none"}, "2027-10-04", "pending", 0),
        ({"proposed_on": "2027-09-19", "started_on": "none"}, "2027-10-05", "pending", 0),
        ({"proposed_on": "2027-09-19", "started_on": "none"}, "2027-10-06", "overdue", 1),
        ({"proposed_on": "2027-09-19", "started_on": "2027-10-08"}, "2027-10-05", "pending", 0),
        ({"proposed_on": "2027-09-19", "started_on": "2027-10-08"}, "2027-10-06", "overdue", 1),
        # not recorded
        (UNRECORDED, "2027-10-05", "pending", 0),
        (UNRECORDED, "2027-10-06", "undecided", 0),
    ],
)
def test_row_1_on_given_days(recorded: dict[str, Any], on: str, state: str, late: int) -> None:
    found = only(small(STARTED), with_intervention(**recorded), on=day(on))
    assert (found.state, found.days_late) == (state, late)
    assert found.by_rollover == (recorded.get("started_on") == "2027-10-05")
    assert (found.effective == day("2027-10-05")) == (
        state not in ("not_started", "undecided") or found.nominal is not None
    )
    assert bool(found.missing) == (state == "undecided")
    assert found.days_left == ((day("2027-10-05") - day(on)).days if state == "pending" else None)


def test_a_file_that_is_complete_without_the_event_makes_it_overdue() -> None:
    """Complete up to 7 October: whenever it came after that, at least three days had passed."""
    data = with_intervention(proposed_on="2027-09-19", case_keys={"complete_until": "2027-10-07"})
    found = only(small(STARTED), data, on=day("2027-10-09"))
    assert (found.state, found.days_late, found.may_have_happened) == ("overdue", 3, True)


# --- recurrence -------------------------------------------------------------------------------------------------------

EVERY = "progress_reports: {every: {months: 3, from: started_on, until: closed_on"
RHYTHM = """
  rhythm:
    question: {it: "Da dove si conta?", en: "Counted from where?"}
    default: rolling
    options: {rolling: {it: dalla precedente, en: from the one before}, grid: {it: a date fisse, en: on fixed days}}
    norms: [TST-01-01]
"""
BY_READING = f"{{by_reading: {{rhythm: {{rolling: {{{EVERY}}}}}}}, grid: {{{EVERY}, mode: grid}}}}}}}}}}}}"


def reported(*days_: str, **keys: Any) -> dict[str, Any]:
    reports = [{"type": "progress", "submitted_on": each} for each in days_]
    return with_intervention(started_on="2027-01-15", reports=reports, **{"closed_on": "none", **keys})


def test_both_readings_of_three_months() -> None:
    """Rolling: due on 1 July and nine days late. On the grid: due on 15 April and on 15 July, both met."""
    rules = small(BY_READING, readings=RHYTHM)
    first, second, third = rules.deadlines(reported("2027-04-01", "2027-07-10"), on=day("2027-07-20"))
    assert (first.state, first.effective, first.other_readings) == ("met", day("2027-04-15"), ())
    assert (second.state, second.effective, second.days_late) == ("late", day("2027-07-01"), 9)
    assert (second.anchor and second.anchor.day) == day("2027-04-01")
    (grid,) = second.other_readings
    assert (grid.reading, grid.option, grid.state) == ("rhythm", "grid", "met")
    assert (grid.nominal, grid.effective) == (day("2027-07-15"), day("2027-07-15"))
    assert (third.state, third.nominal, third.effective) == ("pending", day("2027-10-10"), day("2027-10-11"))
    assert [(other.state, other.effective) for other in third.other_readings] == [
        ("pending", day("2027-10-15"))
    ]


@pytest.mark.parametrize(
    ("closed", "on", "state"),
    [
        ("2027-04-16", "2027-05-01", "missed"),
        ("2027-04-15", "2027-05-01", "lapsed"),
        ("2027-04-15", "2027-04-10", "pending"),
        ("none", "2027-05-01", "overdue"),
    ],
)
def test_what_is_open_when_a_recurrence_ends(closed: str, on: str, state: str) -> None:
    """An end on the nominal day itself lets it lapse: the shipped language says that nothing falls due on `until`."""
    found = only(small(f"{{{EVERY}}}}}}}"), reported(closed_on=closed), on=day(on))
    assert found.state == state


def test_a_list_that_is_not_there_leaves_a_recurrence_undecided() -> None:
    data = with_intervention(started_on="2027-01-15", closed_on="none")
    found = only(small(f"{{{EVERY}}}}}}}"), data, on=day("2027-05-01"))
    assert (found.state, found.effective) == ("undecided", day("2027-04-15"))
    assert found.missing


def test_an_unknown_end_that_may_mend_a_breach_leaves_it_undecided() -> None:
    """Nobody wrote whether the intervention was closed before the report fell due."""
    data = with_intervention(started_on="2027-01-15", reports=[])
    rules = small(f"{{{EVERY}}}}}}}")
    found = only(rules, data, on=day("2027-05-01"))
    (finding,) = rules.check(data, on=day("2027-05-01")).findings
    assert (found.state, finding.verdict.value) == ("undecided", "undecided")


def test_calendar_periods_that_come_are_there_up_to_the_horizon() -> None:
    data = reported("2027-02-01", "2027-05-01")
    rules = small(f"{{{EVERY}, mode: calendar}}}}}}")
    found = rules.deadlines(data, on=day("2027-08-01"), until=day("2028-03-31"))
    assert [(str(each.effective), each.state) for each in found] == [
        ("2027-03-31", "met"),
        ("2027-06-30", "met"),
        ("2027-09-30", "pending"),
        ("2027-12-31", "pending"),
        ("2028-03-31", "pending"),
    ]
