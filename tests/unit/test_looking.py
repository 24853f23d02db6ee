"""When a recipe looks at elements that have dates: on a day, during an interval, at any time up to the check."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.facts import registry
from adm_rules._internal.facts.recipes import RecipeError
from adm_rules._internal.facts.registry import Dating, dates_of
from tests.rules.small import session, verdicts, with_intervention
from tests.unit.test_compiler_recipes import compiled, holds

#: The day of the check of these files.
TODAY = "2026-03-31"
TERM = {"kind": "first", "start": "2026-02-01", "end": "2026-02-28"}


def counted(number: int | None, data: Any, body: dict[str, Any], per: str = "voucher_term") -> bool:
    """Whether a count comes to just so many; to nobody knows how many, where none is given."""
    answers = [holds(f"{{is: {n}}}", {"count": body}, data, per=per) for n in range(4)]
    return answers == [None if number is None and n < 2 else n == number for n in range(4)]


def with_path(first: str | None, last: str | None) -> Any:
    """A file with one protection path and one voucher term, of February."""
    paths = [{"from": first, "to": last}]
    return with_intervention(voucher_terms=[TERM], case_keys={"protection_paths": paths})


def with_reports(*days: str) -> Any:
    return with_intervention(
        voucher_terms=[TERM], reports=[{"type": "progress", "submitted_on": day} for day in days]
    )


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2026-02-01", "2026-02-01", 1),
        ("2026-02-02", "2026-03-01", 0),
        ("2026-01-01", "2026-01-31", 0),
        ("none", "2026-02-01", 1),
        ("2026-02-01", "none", 1),
        ("2026-02-02", "none", 0),
        ("2026-01-01", None, None),
        # a record covers its own first day whatever its end, and its last one whatever its beginning
        ("2026-02-01", None, 1),
        (None, "2026-02-01", 1),
        ("2026-02-02", None, 0),
        (None, "2026-01-31", 0),
        (None, "2026-02-02", None),
        (None, None, None),
    ],
)
def test_what_lasts_on_a_day(first: str | None, last: str | None, number: int | None) -> None:
    assert counted(number, with_path(first, last), {"from": "protection_path", "at": "term_start"})


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2026-01-01", "2026-01-31", 0),
        ("2026-01-01", "2026-02-01", 1),
        ("2026-02-28", "2026-12-31", 1),
        ("2026-03-01", "2026-12-31", 0),
        ("none", "none", 1),
    ],
)
def test_what_lasts_during_the_span_of_who_asks(first: str, last: str, number: int) -> None:
    data = with_path(first, last)
    assert counted(number, data, {"from": "protection_path", "during": "span"})
    assert counted(
        number, data, {"from": "protection_path", "during": {"from": "term_start", "to": "term_end"}}
    )


def test_an_interval_may_be_open_on_either_side() -> None:
    before = {"from": "protection_path", "during": {"to": "term_start"}}
    assert counted(1, with_path("2020-01-01", "2020-12-31"), before)
    assert counted(0, with_path("2026-02-02", "none"), before)
    after = {"from": "protection_path", "during": {"from": "term_end"}}
    assert counted(1, with_path("2026-03-31", "none"), after)
    assert counted(0, with_path("2026-04-01", "none"), after), "up to the day of the check"
    assert counted(0, with_path("2026-01-01", "2026-02-27"), after)


def test_an_interval_whose_last_day_does_not_exist_goes_on() -> None:
    data = with_path("2026-03-30", "none")
    data["court_orders"] = [{"court": "juvenile_court", "from": "2026-02-01", "to": "none"}]
    span, last = ({"from": "protection_path", **when} for when in ({"during": "span"}, {"at": "order_until"}))
    assert counted(1, data, span, per="court_order")
    assert counted(0, data, last, per="court_order"), "nothing is in force on no day"


@pytest.mark.parametrize(("returned_on", "count"), [("none", "complies"), (None, "undecided")])
def test_what_has_not_ended_lasts_whenever_an_interval_began(returned_on: str | None, count: str) -> None:
    """Nobody recorded since when the worker is on the list."""
    staff = [{"id": "s-1", "delisted_on": "none"}]
    absences = [{"staff": "s-1", "from": "2026-01-01", "returned_on": returned_on}]
    rules = compiled("{made: {is: 1}}", {"count": {"from": "agency_absence", "during": "span"}}, per="staff")
    report = rules.check(agency={"id": "ag-1", "staff": staff, "absences": absences}, on=date(2026, 3, 31))
    assert [finding.verdict.value for finding in report.findings] == [count]


def test_the_span_of_an_owner() -> None:
    sessions = [session("2026-03-02T15:00", "16:00"), session("2026-03-09T15:00", "16:00")]
    paths = {"protection_paths": [{"from": "2026-03-05", "to": "2026-03-06"}]}
    data = with_intervention(sessions=sessions, closed_on="2026-03-31", case_keys=paths)
    rules = compiled(
        "{made: {is: 1}}", {"count": {"from": "protection_path", "during": "intervention"}}, per="session"
    )
    assert verdicts(rules, data) == ["complies", "complies"]
    data["interventions"][0]["closed_on"] = "2026-03-04"
    assert verdicts(rules, data) == ["breaches", "breaches"]


def test_what_happens_on_a_day() -> None:
    data = with_reports("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01")
    assert counted(2, data, {"from": "report", "during": "span"})
    assert counted(3, data, {"from": "report", "during": {"to": "term_end"}})
    assert (
        counted(1, data, {"from": "report", "during": {"from": "judgement_day", "to": "judgement_day"}})
        is False
    )


def test_what_lies_ahead_has_not_happened() -> None:
    data = with_reports("2026-03-31", "2026-04-01", "none")
    assert counted(1, data, {"from": "report", "ever": True})
    assert counted(1, data, {"from": "report", "during": {"from": "term_end"}})
    ahead = with_path("2026-04-01", "none")
    assert counted(0, ahead, {"from": "protection_path", "ever": True})


def test_on_a_day_that_has_not_come_nothing_is_there() -> None:
    data = with_path("2026-01-01", "none")
    data["interventions"][0]["closed_on"] = "none"
    for when in ({"at": "closed_on"}, {"during": {"from": "closed_on"}}):
        assert counted(0, data, {"from": "protection_path", **when}, per="intervention")
    assert counted(1, data, {"from": "protection_path", "during": {"to": "closed_on"}}, per="intervention")


@pytest.mark.parametrize(("day", "number"), [("2026-02-01", 1), ("2026-02-02", 0), ("none", 0), (None, None)])
def test_what_is_won_on_a_day_is_had_from_then_on(day: str | None, number: int | None) -> None:
    plan = {"drafted_on": "2026-02-01", "end_on": "none", "signatures": [{"signer": "mother", "on": day}]}
    data = with_intervention(plans=[plan])
    assert counted(number, data, {"from": "signature", "at": "drafted_on"}, per="plan")


def test_a_period_has_what_it_gathers() -> None:
    data = with_intervention(sessions=[session("2026-03-02T15:00", "16:00")])
    assert counted(1, data, {"from": "session"}, per="week")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"from": "court_order"}, "no-time"),
        ({"from": "report"}, "no-time"),
        ({"from": "report", "at": "closed_on"}, "wrong-time"),
        ({"from": "report", "ever": False}, "wrong-time"),
        ({"from": "report", "ever": True, "during": "span"}, "wrong-time"),
        ({"from": "report", "during": {}}, "wrong-time"),
        ({"from": "report", "during": {"since": "closed_on"}}, "unknown-key"),
        ({"from": "report", "during": 3}, "wrong-shape"),
        ({"from": "holder", "ever": True}, "wrong-time"),
        ({"from": "report", "during": "moon"}, "unknown-subject"),
    ],
)
def test_a_recipe_that_does_not_say_when_is_refused(body: dict[str, Any], code: str) -> None:
    with pytest.raises(RecipeError, match=rf"\({code}\)"):
        compiled("{made: {exists: true}}", {"count": body})


@pytest.mark.parametrize(
    ("subject", "form"),
    [
        ("court_order", Dating.LASTING),
        ("plan", Dating.LASTING),
        ("isee", Dating.LASTING),
        ("session", Dating.MOMENTARY),
        ("expense", Dating.MOMENTARY),
        ("title", Dating.KEPT),
        ("invoice_line", None),
        ("staff_year", None),
        ("holder", None),
    ],
)
def test_how_subjects_lie_in_time(subject: str, form: Dating | None) -> None:
    dates = dates_of(registry(), subject)
    assert (dates and dates.form) == form
