"""Terms that stand still over a stretch of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.calendar import due_day, to_date, to_day
from adm_rules._internal.calendar.holidays import is_suspended
from adm_rules._internal.explain.conditions import Prose
from adm_rules._internal.facts import registry
from tests.rules.small import case, rule, rule_set

AUGUST = (8, 1, 8, 31)
STRETCHES = st.sampled_from([AUGUST, (12, 24, 1, 6), (2, 10, 3, 1), (2, 29, 2, 29)])
DAYS = st.integers(to_day(date(2023, 1, 1)), to_day(date(2028, 12, 31)))
UNITS = st.sampled_from(["days", "working_days", "months"])


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2026-07-22", {"days": 9}, "2026-07-31"),
        ("2026-07-22", {"days": 10}, "2026-09-01"),
        ("2026-07-31", {"days": 10}, "2026-09-10"),
        ("2026-08-10", {"days": 10}, "2026-09-10"),
        ("2026-08-31", {"days": 10}, "2026-09-10"),
        ("2026-08-10", {"days": 0}, "2026-08-10"),
        ("2026-08-10", {"days": -3}, "2026-08-07"),
        ("2026-07-30", {"months": 1}, "2026-09-30"),
        ("2026-08-15", {"months": 1}, "2026-09-30"),
        ("2026-06-15", {"months": 14}, "2027-10-16"),
        ("2026-07-30", {"working_days": 3}, "2026-09-02"),
    ],
)
def test_days_on_which_terms_stand_still_do_not_count(start: str, length: dict[str, int], due: str) -> None:
    found = due_day(to_day(date.fromisoformat(start)), **length, rollover="none", patrons=(AUGUST,))
    assert to_date(found.effective).isoformat() == due


def test_what_is_moved_off_a_holiday_does_not_end_on_such_a_day() -> None:
    found = due_day(to_day(date(2022, 7, 21)), days=10, patrons=(AUGUST,))  # the 31st is a Sunday
    assert [to_date(day).isoformat() for day in found] == ["2022-07-31", "2022-09-01"]


@given(DAYS, st.integers(1, 60), STRETCHES)
def test_so_many_days_that_count_lie_between(day: int, length: int, stretch: tuple[int, ...]) -> None:
    end = due_day(day, days=length, rollover="none", patrons=(stretch,)).effective
    assert sum(not is_suspended(each, (stretch,)) for each in range(day + 1, end + 1)) == length
    assert not is_suspended(end, (stretch,))


@given(DAYS, st.integers(1, 16), UNITS, STRETCHES)
def test_a_later_start_is_never_due_earlier(
    day: int, length: int, unit: str, stretch: tuple[int, ...]
) -> None:
    due, later = (due_day(each, **{unit: length}, patrons=(stretch,)).effective for each in (day, day + 1))  # type: ignore[arg-type]
    assert due <= later
    assert due >= due_day(day, **{unit: length}).effective  # type: ignore[arg-type]


# --- in a rule file ---------------------------------------------------------------------------------------------------

AUGUST_TERMS = "{rollover: none, suspended: {from: 08-01, to: 08-31}}"


def verdict(require: str, day: str, requested: str = "2025-07-22", **parts: str) -> str:
    rules = rule_set(rule(require, per="request"), **{"conventions": AUGUST_TERMS, **parts})
    request = {"id": "r", "submitted_on": requested, "evaluated_on": day}
    (found,) = rules.check(case(requests=[request]), on=date(2026, 3, 31)).findings
    return found.verdict.value


@pytest.mark.parametrize(
    ("require", "last"),
    [
        ("{request_evaluated_on: {within: {days: 10, after: requested_on}}}", date(2025, 9, 1)),
        (
            "{request_evaluated_on: {within: {days: 10, after: requested_on, suspended: none}}}",
            date(2025, 8, 1),
        ),
        ("{request_evaluated_on: {by: {fact: ten}}}", date(2025, 9, 1)),
        ("{request_evaluated_on: {by: {fact: plain}}}", date(2025, 8, 1)),
    ],
    ids=["a term", "one that runs on", "the end of a term as a fact", "a plain day"],
)
def test_terms_of_rules_stand_still(require: str, last: date) -> None:
    shift = "  {}: {{per: request, kind: date, label: {{it: x, en: x}}, shift: {{of: requested_on, days: 10, as: {}}}}}"
    facts = "\n" + "\n".join([shift.format("ten", "end_of_term"), shift.format("plain", "due")])
    assert verdict(require, last.isoformat(), facts=facts) == "complies"
    assert verdict(require, (last + timedelta(1)).isoformat(), facts=facts) == "breaches"


def test_what_stands_still_is_said() -> None:
    term = "{request_evaluated_on: {within: {days: 10, after: requested_on%s}}}"
    rules = [
        rule_set(rule(term % more, per="request"), conventions=AUGUST_TERMS)
        for more in ("", ", suspended: none")
    ]
    still, runs = (
        Prose(registry(), "en", each.regulation).sentence(each.regulation.rules[0].require) for each in rules
    )
    assert "; the term stands still from 1 August to 31 August" in still
    assert "; the term runs on from 1 August to 31 August" in runs
