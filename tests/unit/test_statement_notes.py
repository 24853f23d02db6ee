"""Notes of a statement: sessions that no voucher term covers, hours beyond those authorised."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.engine import load
from adm_rules._internal.money.statement.shapes import Account, Note
from tests.rules.months import (
    TERM,
    UNSET,
    WEEKLY,
    account,
    case,
    cents,
    in_group,
    intervention,
    rules_with,
    simple,
    values,
    voucher,
)
from tests.rules.small import session

HOUR = session("2026-03-02T15:00", "16:00")
DEROGATION = {
    "id": "d-1",
    "scope": ["weekly_cap"],
    "from": "2026-03-01",
    "to": "2026-03-31",
    "weekly_minutes": 180,
    "payer": "family",
}


def told(found: Account) -> list[str]:
    return [note.code for note in found.notes]


def term(**keys: Any) -> dict[str, Any]:
    whole = {**TERM, **keys}
    return {key: item for key, item in whole.items() if item is not None}


# --- terms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ([term()], None),
        ([term(start="2026-03-02", end="2026-03-02")], None),
        ([term(end="2026-03-01")], "outside-term"),
        ([term(start="2026-03-03")], "outside-term"),
        ([], "outside-term"),
        (None, "term-unknown"),
        ({"items": [], "complete_until": "2026-03-01"}, "term-unknown"),
        ({"items": [], "complete_until": "2026-03-02"}, "outside-term"),
        ([term(budget_checked_on="2026-03-02")], None),
        ([term(budget_checked_on="2026-03-03")], "budget-not-checked"),
        ([term(budget_checked_on="none")], "budget-not-checked"),
        ([term(budget_checked_on=None)], "budget-check-unknown"),
    ],
)
def test_a_session_is_covered_by_a_term_whose_budget_was_checked(terms: Any, code: str | None) -> None:
    found = account(case(intervention(HOUR, voucher_terms=terms)))
    assert told(found) == ([] if code is None else [code])
    assert cents(found) == (2_000, 2_000), "what is noted is not dropped"


def test_a_note_names_days_and_sessions_in_both_languages() -> None:
    two = [HOUR, session("2026-03-02T17:00", "18:00"), session("2026-03-08T15:00", "16:00")]
    (note,) = account(case(intervention(*two, voucher_terms=[]))).notes
    assert note.text.it.startswith(
        "3 accessi fuori dai periodi di voucher registrati (2 marzo 2026 e 8 marzo 2026)"
    )
    assert note.text.en.startswith(
        "3 sessions outside the recorded voucher terms (2 March 2026 and 8 March 2026)"
    )
    assert repr(note) == "<Note outside-term>"


def test_many_days_are_told_from_the_first_to_the_last() -> None:
    many = [session(f"2026-03-{day:02}T15:00", "16:00") for day in range(2, 10)]
    (note,) = account(case(intervention(*many, voucher_terms=[]))).notes
    assert "(8 days, 2 March 2026 – 9 March 2026)" in note.text.en


def test_work_that_is_not_paid_needs_no_term() -> None:
    found = account(case(intervention({**HOUR, "activity": "correlated"}, voucher_terms=[])))
    assert told(found) == []


def test_the_last_day_of_a_term_is_told_under_both_readings() -> None:
    earlier = term(start="2025-06-01", end="2025-11-30")
    found = account(
        case(intervention(HOUR, voucher_terms=[term(start="2026-01-15", end="2026-07-14"), earlier]))
    )
    (only,) = found.terms
    assert [(option, day) for option, _, day in only.last_days] == [
        ("counted", date(2026, 7, 14)),
        ("excluded", date(2026, 7, 15)),
    ]
    assert only.last_days[0][1].en == "the first counts"
    assert (only.kind, repr(only)) == ("first", "<TermDays>")


def test_a_last_day_may_rest_on_no_reading() -> None:
    rules = rules_with(vouchers=voucher(last_day="six_month_due"))
    (only,) = account(simple(HOUR), rules=rules).terms
    assert [(option, text.en, day) for option, text, day in only.last_days] == [("", "", date(2026, 7, 1))]


def test_a_length_that_nobody_set_gives_no_last_day() -> None:
    months = f"\n  voucher_months: {{kind: months, label: {{it: durata, en: length}}, {UNSET}}}"
    (only,) = account(simple(HOUR), rules=rules_with(values=values(voucher_months=months))).terms
    assert only.last_days == ()


# --- hours beyond those authorised ------------------------------------------------------------------------------------


def weekly(minutes: int | None = 60, **keys: Any) -> dict[str, Any]:
    whole = {**WEEKLY, "weekly_minutes": minutes, **keys}
    return {key: item for key, item in whole.items() if item is not None}


def week(*sessions: dict[str, Any], authorisations: Any = None, **keys: Any) -> list[Note]:
    given = [weekly()] if authorisations is None else authorisations
    other = intervention(id="i2", service="day_centre")
    return list(account(case(intervention(*sessions, authorisations=given), other, **keys)).notes)


NEXT = session("2026-03-03T15:00", "16:00")


def test_a_week_within_its_hours_has_no_note() -> None:
    assert week(HOUR) == []
    assert week(HOUR, NEXT, authorisations=[weekly(120)]) == []


def test_a_week_beyond_its_hours_is_told_with_what_the_act_says_of_it() -> None:
    (note,) = week(HOUR, NEXT)
    assert note.code == "excess"
    assert note.text.en == (
        "Week 2026-W10: 2 hours delivered, 1 hour authorised, that is 1 hour more. No derogation allows it. "
        "The family pays the rest."
    )
    assert note.text.it.startswith("Settimana 2026-W10: svolte 2 ore, autorizzate 1 ora, cioè 1 ora in più.")
    assert note.cites.article == "5"


def test_an_act_may_say_nothing_of_more_hours() -> None:
    rules = rules_with(vouchers=voucher(excess=""))
    (note,) = account(case(intervention(HOUR, NEXT, authorisations=[weekly()])), rules=rules).notes
    assert note.text.en.endswith("No derogation allows it.")
    assert note.cites.article == "1"


@pytest.mark.parametrize(
    ("derogations", "words"),
    [
        ([DEROGATION], "Derogation d-1: up to 3 hours, paid by: family."),
        ([{**DEROGATION, "intervention": "i1"}], "Derogation d-1: up to 3 hours, paid by: family."),
        ([{"scope": ["weekly_cap"], "from": "2026-03-01"}], "Derogation –: up to ?, paid by: not stated."),
        ([{**DEROGATION, "intervention": "i2"}], "No derogation allows it."),
        ([{**DEROGATION, "to": "2026-03-01"}], "No derogation allows it."),
        ([{**DEROGATION, "to": "none"}], "Derogation d-1: up to 3 hours, paid by: family."),
        ([{**DEROGATION, "scope": ["weekend"]}], "No derogation allows it."),
        (None, "Whether a derogation allows it is not known."),
    ],
)
def test_a_derogation_that_may_allow_it_is_told_with_who_pays(derogations: Any, words: str) -> None:
    (note,) = week(HOUR, NEXT, derogations=derogations)
    assert words in note.text.en


@pytest.mark.parametrize(
    ("sessions", "authorisations", "code"),
    [
        ([HOUR], [], "not-authorised"),
        ([HOUR], [weekly(to="2026-03-01")], "not-authorised"),
        ([HOUR], [weekly(None)], "authorisation-unknown"),
        ([HOUR], [weekly(60, to="none")], None),
        ([HOUR], {"items": [weekly(30)], "complete_until": "2026-03-01"}, "authorisation-unknown"),
        ([HOUR], [weekly(30), weekly(60)], None),
        ([HOUR, {**NEXT, "status": None}], [weekly()], "authorisation-unknown"),
        ([{**HOUR, "activity": None}], [weekly(30)], "authorisation-unknown"),
        ([{**HOUR, "activity": "correlated"}], [weekly(30)], None),
        ([in_group(users_present=1)], [weekly(60)], "excess"),
        ([{**HOUR, "activity": "transport", "group": "none"}], [weekly(30)], None),
    ],
)
def test_what_counts_towards_the_hours_authorised(
    sessions: list[dict[str, Any]], authorisations: Any, code: str | None
) -> None:
    found = [note.code for note in week(*sessions, authorisations=authorisations)]
    assert [each for each in found if each in {"excess", "not-authorised", "authorisation-unknown"}] == (
        [] if code is None else [code]
    )


def test_a_list_of_authorisations_that_is_not_known_leaves_it_open() -> None:
    found = account(case(intervention(HOUR, authorisations=None)))
    assert told(found) == ["authorisation-unknown"]
    assert "2026-W10" in found.notes[0].text.it


def test_a_week_counts_whole_where_it_touches_the_month() -> None:
    before = session("2026-02-28T15:00", "16:00")  # a Saturday: the week of 23 February ends on 1 March
    inside = session("2026-03-01T15:00", "16:00")
    assert [note.code for note in week(before, inside)] == ["excess"]
    assert week(inside) == []
    others = session("2026-02-16T15:00", "18:00")
    assert week(others, HOUR) == []


def test_an_act_that_knows_no_terms_and_no_authorised_hours_misses_none() -> None:
    """The card of Medio Olona pays hours delivered, and knows neither voucher terms nor hours authorised."""
    work = session("2026-03-02T15:00", "16:00", activity="direct")
    bare = case(intervention(work, voucher_terms=[], authorisations=[]))
    (found,) = load("medio_olona").statement([bare], month="2026-03").accounts
    assert [each.code for each in found.notes] == []
    (found,) = rules_with().statement([bare], month="2026-03").accounts
    assert [each.code for each in found.notes] == ["outside-term", "not-authorised"]
