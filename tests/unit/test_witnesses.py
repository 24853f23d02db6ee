"""One value read off several places of a file: the start of an intervention, and what contradicts it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.compiler.kernels import settle
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, limits
from tests.rules.small import ON, rule, rule_set, session, with_intervention

BEGUN: dict[str, Any] = {"sessions": [session("2026-03-02T15:00", "16:00", activity="direct")]}
REPORT: dict[str, Any] = {"reports": [{"type": "progress", "submitted_on": "2026-02-10"}]}
REVIEW: dict[str, Any] = {"meetings": [{"type": "plan_review", "on": "2026-02-20"}]}
NOTHING: dict[str, Any] = {"sessions": [], "reports": [], "meetings": []}


def verdict(condition: str, on: date = ON, *, trusted: bool = False, **keys: Any) -> str:
    """What a requirement on an intervention comes to."""
    rules = rule_set(rule(condition, per="intervention"))
    (found,) = rules.check(with_intervention(**keys), on=on, trusted=trusted).findings
    return found.verdict.value


def is_on(day: str, **keys: Any) -> bool:
    """Whether the intervention started on just that day."""
    found = [verdict(f"{{start: {{{operator}: {day}}}}}", **keys) for operator in ("at_most", "at_least")]
    return found == ["complies", "complies"]


def test_what_is_recorded_of_the_start_is_it() -> None:
    assert is_on("2026-02-02", started_on="2026-02-02")
    assert is_on("2026-02-02", started_on="2026-02-02", **BEGUN, **REPORT)


def test_failing_that_the_first_session_with_the_minor_is_the_start() -> None:
    assert is_on("2026-03-02", **{**NOTHING, **BEGUN})
    early = session("2026-02-26T15:00", "16:00", activity="coordination")
    assert is_on("2026-03-02", **{**NOTHING, "sessions": [early, *BEGUN["sessions"]]})


def test_a_session_of_an_unknown_kind_leaves_the_start_open() -> None:
    early = session("2026-02-26T15:00", "16:00", activity=None)
    keys = {**NOTHING, "sessions": [early, *BEGUN["sessions"]]}
    assert verdict("{start: {at_most: 2026-03-02}}", **keys) == "complies"
    assert verdict("{start: {at_most: 2026-02-26}}", **keys) == "undecided"
    assert verdict("{start: {at_least: 2026-02-26}}", **keys) == "complies"


@pytest.mark.parametrize(("proof", "day"), [(REPORT, "2026-02-10"), (REVIEW, "2026-02-20")])
def test_sessions_that_begin_after_a_report_do_not_reach_back(proof: dict[str, Any], day: str) -> None:
    keys = {**NOTHING, **BEGUN, **proof}
    assert verdict(f"{{start: {{at_most: {day}}}}}", **keys) == "complies"
    assert verdict("{start: {at_most: 2024-01-01}}", **keys) == "undecided"
    assert verdict("{start: {at_least: 2026-03-02}}", **keys) == "breaches"


def test_a_list_that_says_since_when_it_is_whole_leaves_open_what_was_before() -> None:
    whole = {**NOTHING, "sessions": {"items": BEGUN["sessions"], "complete_from": "2026-03-01"}}
    assert verdict("{start: {at_most: 2026-03-02}}", **whole) == "complies"
    assert verdict("{start: {at_least: 2026-03-02}}", **whole) == "undecided"


def test_what_is_said_not_to_have_started_has_not() -> None:
    for keys in ({}, NOTHING, REPORT | {"reports": []}):
        assert verdict("{start: {exists: false}}", started_on="none", **keys) == "complies"
    assert verdict("{start: {exists: false}}", started_on="2026-06-01") == "complies"
    assert verdict("{start: {exists: false}}") == "undecided"


def test_witnesses_that_contradict_each_other_ask_for_the_key() -> None:
    rules = rule_set(rule("{start: {at_least: 2026-03-01}}", per="intervention"))
    for started in ("none", "2026-03-09"):
        data = with_intervention(started_on=started, **BEGUN, **REPORT)
        (found,) = rules.check(data, on=ON, trusted=True).findings
        assert found.verdict.value == "undecided"
        assert [each.name for each in found.missing] == ["started_on"]


def test_the_day_that_the_plan_sets_may_be_written_in_either_place() -> None:
    plan: dict[str, Any] = {"plans": [{"drafted_on": "2026-01-10", "start_on": "2026-02-02"}]}
    condition = "{plan_start: {is: 2026-02-02}}"
    assert verdict(condition, agreed_start_on="none", **plan) == "complies"
    assert verdict(condition, agreed_start_on="2026-02-02", **plan) == "complies"
    assert verdict(condition, agreed_start_on="2026-02-02", plans=[]) == "complies"
    assert verdict(condition, agreed_start_on="2026-02-09", **plan) == "undecided"
    assert verdict("{plan_start: {exists: false}}", agreed_start_on="none", plans=[]) == "complies"
    assert verdict("{plan_start: {exists: false}}", plans=[]) == "undecided"


def test_the_dated_values_of_an_intervention_are_those_of_its_start() -> None:
    history = "{from: 2020-01-01, until: 2026-02-28, is: 3, cites: {article: '2'}}"
    later = "{from: 2026-03-01, is: 6, cites: {article: '2'}}"
    values = f"{{months: {{kind: count, label: {{it: m, en: m}}, history: [{history}, {later}]}}}}"
    rules = rule_set(rule("{free_places: {at_least: $months}}", per="intervention"), values=values)

    def found(**keys: Any) -> str:
        (one,) = rules.check(with_intervention(free_places=4, **keys), on=ON).findings
        return one.verdict.value

    assert found(started_on="2026-02-27", proposed_on="2026-03-02") == "complies"
    assert found(started_on="2026-03-02", proposed_on="2026-02-27") == "breaches"
    assert found(started_on="none", proposed_on="2026-02-27") == "complies"
    assert found(started_on="none", proposed_on="none") == "breaches"
    assert found(proposed_on="2026-02-27") == "undecided"


# --- the meaning itself -----------------------------------------------------------------------------------------------

DAYS = st.integers(1, 20)
OPEN = st.builds(lambda lo, more: Interval(lo, lo + more), DAYS, st.integers(1, 9))
EVENTS = st.one_of(DAYS, OPEN, st.just(NOT_YET), st.builds(lambda lo: Interval(lo, NOT_YET), DAYS))


@given(EVENTS, st.lists(EVENTS, max_size=2))
def test_a_list_never_shows_a_later_day_than_a_proof(day: Any, proofs: list[Any]) -> None:
    lo, hi, _ = limits(settle([Interval(-INF, NOT_YET)], [""], [day], proofs))
    assert lo <= hi <= min([limits(day)[1], *(limits(each)[1] for each in proofs)])


@given(DAYS, EVENTS)
def test_a_recorded_day_is_the_answer_unless_a_list_certainly_began_before(said: int, day: Any) -> None:
    found = settle([said], ["one"], [day], [])
    assert found == said if limits(day)[1] >= said else limits(found)[:2] == (limits(day)[1], said)


@pytest.mark.parametrize(("day", "found"), [(3, Interval(3, 7)), (6, Interval(5, 7)), (9, Interval(5, 7))])
def test_keys_that_differ_leave_open_what_lies_between_them_and_an_earlier_list(day: int, found: Any) -> None:
    assert settle([5, 7], ["one", "one"], [day], []) == found


@pytest.mark.parametrize(
    ("recorded", "found"),
    [
        ([NONE, NONE], NONE),
        ([NONE, 5], 5),
        ([UNKNOWN, 5], 5),
        ([5, 7], Interval(5, 7)),
        ([UNKNOWN, NONE], UNKNOWN),
        (["family", "municipality"], UNKNOWN),
        (["family", "family"], "family"),
    ],
)
def test_keys_alone(recorded: list[Any], found: Any) -> None:
    assert settle(recorded, [], [], []) == found
