"""Values of comparisons for programs: by their kind, with their ends where they are not known, written and read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.report.plain import read
from adm_rules._internal.report.typed import TypedValue, between, typed
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.bounds import ANY_SET, INF, NONE, NOT_YET, UNKNOWN, Interval, SetSpan
from adm_rules._internal.values.terms import Series
from tests.rules.small import HOURS, ON, rule, rule_set, session, with_intervention, with_sessions

DAY = date(2026, 3, 2).toordinal()
#: A value of each kind as the library holds it, as Python has it, and as JSON has it.
KNOWN: dict[str, tuple[Any, Any, Any]] = {
    "minutes": (390, 390, 390),
    "days": (15, 15, 15),
    "working_days": (3, 3, 3),
    "months": (6, 6, 6),
    "years": (18, 18, 18),
    "count": (2, 2, 2),
    "money": (-1250, -1250, -1250),
    "number": (248_700, Decimal("0.2487"), "0.2487"),
    "fraction": ((2, 5), Fraction(2, 5), "2/5"),
    "ratio": ((1, 5), Fraction(1, 5), "1/5"),
    "time": (1440, "24:00", "24:00"),
    "month_day": ((1, 31), "01-31", "01-31"),
    "date": (DAY, date(2026, 3, 2), "2026-03-02"),
    "event": (DAY, date(2026, 3, 2), "2026-03-02"),
    "instant": ((DAY * 1440 + 930) * 2, datetime(2026, 3, 2, 15, 30), "2026-03-02T15:30"),  # noqa: DTZ001 - local
    "set": (frozenset({"b", "a"}), ("a", "b"), ["a", "b"]),
    "series": (Series((DAY,)), (date(2026, 3, 2),), ["2026-03-02"]),
    "bool": (True, True, True),
    "enum": ("home", "home", "home"),
    "id": ("op-1", "op-1", "op-1"),
}


def again(value: TypedValue) -> TypedValue:
    return read(TypedValue, value.to_dict())


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_each_kind_is_told_exactly_and_read_back(kind: str) -> None:
    held, exact, written = KNOWN[kind]
    value = typed(kind, held)
    assert (value.value, value.known, value.written()) == (exact, True, written)
    assert type(value.value) is type(exact)
    assert again(value) == value == TypedValue.read(kind, written)


@pytest.mark.parametrize("kind", KINDS)
def test_of_an_exact_value_the_form_of_the_library_is_made_again(kind: str) -> None:
    held, exact, _ = KNOWN[kind]
    assert KINDS[kind].exact.held(exact) == (held.days if kind == "series" else held)


def test_the_second_of_two_hours_is_made_again() -> None:
    """In October a clock shows an hour twice."""
    first = (date(2026, 10, 25).toordinal() * 1440 + 150) * 2
    for held in (first, first + 1):
        assert KINDS["instant"].exact.held(KINDS["instant"].exact.made(held)) == held


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_known_is_no_value_and_not_nothing(kind: str) -> None:
    value, nothing = typed(kind, UNKNOWN), typed(kind, NONE)
    assert (value.value, value.known, value.written()) == (None, False, {"from": None, "to": None})
    assert (nothing.value, nothing.known, nothing.written()) == (None, True, None)
    assert again(value) == value
    assert again(nothing) == nothing


@pytest.mark.parametrize(
    ("kind", "held", "ends"),
    [
        ("minutes", Interval(90, INF), {"from": 90, "to": None}),
        ("count", Interval(-INF, 3), {"from": None, "to": 3}),
        ("fraction", Interval(0, Fraction(1, 2)), {"from": "0", "to": "1/2"}),
        ("date", Interval(DAY, LAST_DAY + 1), {"from": "2026-03-02", "to": None}),
        ("event", Interval(DAY, NOT_YET), {"from": "2026-03-02", "to": None}),
        ("instant", Interval(0, KNOWN["instant"][0]), {"from": None, "to": "2026-03-02T15:30"}),
        ("instant", Interval(KNOWN["instant"][0], (LAST_DAY + 2) * 2880), {"from": "2026-03-02T15:30", "to": None}),
        ("set", SetSpan(frozenset({"a"}), frozenset({"a", "b"})), {"from": ["a"], "to": ["a", "b"]}),
        ("set", ANY_SET, {"from": [], "to": None}),
        ("series", Series((DAY,), 1), {"from": ["2026-03-02"], "to": None}),
    ],
)  # fmt: skip
def test_a_value_of_which_bounds_are_known_has_two_ends(kind: str, held: Any, ends: Any) -> None:
    value = typed(kind, held)
    assert (value.written(), value.value, value.known) == (ends, None, False)
    assert again(value) == value


def test_an_interval_of_one_value_is_that_value_unless_it_may_not_be() -> None:
    assert typed("count", Interval(2, 2)).value == 2
    assert typed("count", Interval(2, 2, True)).value is None
    assert again(typed("count", Interval(2, 2, True))).known is False


def test_an_event_that_has_not_happened_is_nothing() -> None:
    assert typed("event", NOT_YET).written() is None
    assert typed("minutes", NOT_YET).written() == NOT_YET


def test_two_ends_that_are_asked_for_are_known() -> None:
    ends = between("time", (450, 1200))
    assert (ends.written(), ends.value, ends.known) == ({"from": "07:30", "to": "20:00"}, None, True)
    assert again(ends) == ends
    assert between("time", (450, UNKNOWN)).written() == {"from": "07:30", "to": None}


def test_values_are_not_shown() -> None:
    assert repr(typed("id", "op-1")) == "<TypedValue>"


# --- in findings ------------------------------------------------------------------------------------------------------


def asked(require: str, data: Any, **more: Any) -> tuple[Any, Any]:
    """The typed value and limit of the first comparison of a rule."""
    (found, *_) = rule_set(rule(require, **more), values=HOURS).check(data, on=ON).findings
    item = found.observed[0]
    assert item.typed_value is not None
    limit = item.typed_limit
    return (item.typed_value.kind, item.typed_value.written()), limit and (limit.kind, limit.written())


SESSION = session("2026-03-02T15:00", "17:00")


def test_observed_values_and_limits_have_the_kind_of_each() -> None:
    one = with_sessions(SESSION)
    assert asked("{session_time: {at_most: 1 h}}", one) == (("minutes", 120), ("minutes", 60))
    assert asked("{start_clock: {between: [07:30, 20:00]}}", one) == (
        ("time", "15:00"),
        ("time", {"from": "07:30", "to": "20:00"}),
    )
    assert asked("{phase: {exists: true}}", one) == (("enum", {"from": None, "to": None}), ("bool", True))
    assert asked("{activity: {one_of: [direct, group]}}", one) == (
        ("enum", "direct"),
        ("set", ["direct", "group"]),
    )


def test_a_deadline_is_compared_with_its_day_and_what_recurs_with_its_length() -> None:
    data = with_intervention(
        sessions=[SESSION], proposed_on="2026-03-01", started_on="2026-03-01", reports=[]
    )
    within = "{first_session_on: {within: {days: 15, after: proposed_on}}}"
    assert asked(within, data, per="intervention") == (("event", "2026-03-02"), ("date", "2026-03-16"))
    every = "{progress_reports: {every: {months: 3, from: started_on, until: closed_on}}}"
    assert asked(every, data, per="intervention") == (("series", []), ("months", 3))


def test_the_second_of_two_hours_is_written_with_its_offset_and_read_back() -> None:
    day = date(2026, 10, 25).toordinal()
    first, second = (typed("instant", (day * 1440 + 150) * 2 + fold) for fold in (0, 1))
    assert (first.written(), second.written()) == ("2026-10-25T02:30", "2026-10-25T02:30+01:00")
    for value, fold in ((first, 0), (second, 1)):
        back = TypedValue.read("instant", value.written())
        assert back == value == again(value)
        assert back.value.fold == fold
    with pytest.raises(ValueError, match="not that of Rome"):
        TypedValue.read("instant", "2026-10-25T02:30+05:00")
    plain_day = typed("instant", (DAY * 1440 + 930) * 2 + 1)
    assert plain_day.written() == "2026-03-02T15:30"
