"""Terms in working days, and a Saturday that is none, on days counted by hand on the calendar of 2026.

Easter is on 5 April: its Monday, the 6th, is a holiday.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal import calendar as cal
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Prose
from adm_rules._internal.facts import registry
from tests.rules.small import case, rule, rule_set, session, value, with_sessions

FREE = "{saturday: free}"


def told(term: str, **parts: str) -> RuleSet:
    """A request is evaluated in time."""
    return rule_set(rule(f"{{request_evaluated_on: {term}}}", per="request"), **parts)


def request(**keys: Any) -> dict[str, Any]:
    return case(requests=[{"id": "r1", "type": "activation", **keys}])


def verdict(rules: RuleSet, asked: str, done: str) -> str:
    found = rules.check(request(submitted_on=asked, evaluated_on=done), on=date(2026, 12, 31))
    return found.findings[0].verdict.value


@pytest.mark.parametrize(
    ("asked", "days", "last", "last_where_saturday_is_free"),
    [
        # Thu 26 March: Fri 27, Sat 28, Mon 30, Tue 31, Wed 1 April; without the Saturday Thu 2 April.
        ("2026-03-26", 5, "2026-04-01", "2026-04-02"),
        # Thu 2 April: Fri 3, Sat 4, then Easter and its Monday, Tue 7; without the Saturday Wed 8.
        ("2026-04-02", 3, "2026-04-07", "2026-04-08"),
        # Sat 4 April: the day of the request itself is never counted.
        ("2026-04-04", 1, "2026-04-07", "2026-04-07"),
        # Thu 24 December 2026: Christmas, St Stephen (a Saturday), Sunday, Mon 28.
        ("2026-12-24", 1, "2026-12-28", "2026-12-28"),
    ],
)
def test_the_last_day_in_time(asked: str, days: int, last: str, last_where_saturday_is_free: str) -> None:
    for conventions, end in ({}, last), ({"conventions": FREE}, last_where_saturday_is_free):
        rules = told(f"{{within: {{working_days: {days}, after: requested_on}}}}", **conventions)
        after = date.fromordinal(date.fromisoformat(end).toordinal() + 1).isoformat()
        assert (verdict(rules, asked, end), verdict(rules, asked, after)) == ("complies", "breaches")


def test_a_patron_day_is_no_working_day() -> None:
    rules = told("{within: {working_days: 1, after: requested_on}}", conventions="{patron_days: [05-06]}")
    assert verdict(rules, "2026-05-05", "2026-05-07") == "complies"  # Tue 5, the patron on Wed 6, Thu 7


def test_so_many_working_days_before() -> None:
    """Five before Wed 8 April: Tue 7, Sat 4, Fri 3, Thu 2, Wed 1 April."""
    rules = told(
        "{by: {working_days: 5, before: answered_on}}".replace("answered_on", "plan_due"), facts=_DUE
    )
    for day, expected in ("2026-04-01", "complies"), ("2026-04-02", "breaches"):
        one = request(submitted_on="2026-03-01", evaluated_on=day, more={"plan_due": "2026-04-08"})
        assert rules.check(one, on=date(2026, 12, 31)).findings[0].verdict.value == expected


_DUE = "{plan_due: {per: request, kind: date, label: {it: scadenza, en: due day}, field: more}}"


def test_a_term_that_ends_on_a_free_saturday_moves_to_monday() -> None:
    """Fifteen days from Fri 27 March end on Sat 11 April."""
    term = "{within: {days: 15, after: requested_on}}"
    assert verdict(told(term), "2026-03-27", "2026-04-13") == "breaches"
    assert verdict(told(term, conventions=FREE), "2026-03-27", "2026-04-13") == "complies"
    assert verdict(told(term, conventions=FREE), "2026-03-27", "2026-04-14") == "breaches"


def test_a_free_saturday_is_no_holiday_of_a_session() -> None:
    rules = rule_set(rule("{holiday: {is: false}}"), conventions=FREE)
    one = with_sessions(session("2026-04-11T15:00", "16:00"))
    assert rules.check(one, on=date(2026, 5, 1)).findings[0].verdict.value == "complies"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("it", "entro 5 giorni lavorativi"),
        ("en", "within 5 working days"),
    ],
)
def test_they_are_told_as_such(lang: str, words: str) -> None:
    rules = told(
        "{within: {working_days: $term, after: requested_on}}", values=value("term", "working_days", "is: 5")
    )
    said = Prose(registry(), lang, rules.regulation).condition(rules.regulation.rules[0].require)
    assert words in said.text


def test_a_term_has_one_length() -> None:
    with pytest.raises(cal.CalendarError, match="length"):
        cal.due_day(740_000, days=1, working_days=1)
    with pytest.raises(cal.CalendarError, match="length"):
        cal.due_before(740_000, months=1, working_days=1)
