"""What shares time with another: certain pairs, possible ones, and what a list leaves open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.values.bounds import INF, NONE, UNKNOWN, Interval, SetSpan
from adm_rules._internal.values.spans import at_once, sum_of_times

DAY = date(2025, 3, 8).toordinal()
ONE = frozenset({""})


def at(hour: int, minute: int = 0) -> int:
    return (DAY * 1440 + hour * 60 + minute) * 2


def element(name: Any, start: Any, end: Any, **more: Any) -> tuple[Any, ...]:
    given = {"sure": True, "shared": ONE, "phantom": False, **more}
    return (given["sure"], name, start, end, given["shared"], given["phantom"])


A = element("a", at(15), at(18))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (element("b", at(17), at(19)), {"a", "b"}),
        (element("b", at(18), at(19)), set()),  # begins as the first ends
        (element("b", at(14), at(15)), set()),
        (element("b", at(14), at(15, 1)), {"a", "b"}),
        (element("b", at(16), at(17)), {"a", "b"}),  # inside
        (element("b", at(15), at(18)), {"a", "b"}),
    ],
)
def test_two_that_share_a_minute_are_told_both(other: Any, found: set[str]) -> None:
    assert at_once([A, other]) == at_once([other, A]) == frozenset(found)


def test_one_alone_shares_nothing_with_itself() -> None:
    assert at_once([A]) == frozenset()
    assert at_once([]) == frozenset()


def test_one_may_clash_with_several() -> None:
    others = [element("b", at(15), at(16)), element("c", at(17), at(19)), element("d", at(20), at(21))]
    assert at_once([A, *others]) == frozenset({"a", "b", "c"})


@pytest.mark.parametrize(
    "other",
    [
        element("b", at(17), at(19), sure=None),
        element("b", at(14), UNKNOWN),  # it may end before, or after
        element("b", at(14), NONE),
        element("b", at(17), at(19), shared=SetSpan(frozenset(), None)),
        element("b", at(17), at(19), shared=SetSpan(frozenset(), ONE)),
    ],
)
def test_what_is_not_known_may_clash(other: Any) -> None:
    assert at_once([A, other]) == SetSpan(frozenset(), frozenset({"a", "b"}))


def test_an_end_that_is_not_known_comes_after_the_beginning_and_within_a_day() -> None:
    assert at_once([element("b", at(15), UNKNOWN), element("c", at(15), at(16))]) == frozenset({"b", "c"})
    assert at_once([element("b", at(15) - 2880, UNKNOWN), A]) == frozenset()


def test_what_has_no_member_in_common_does_not_clash() -> None:
    one, two = (
        element(name, at(15), at(18), shared=frozenset({who})) for name, who in (("a", "e1"), ("b", "e2"))
    )
    assert at_once([one, two]) == frozenset()
    both = element("c", at(17), at(18), shared=frozenset({"e1", "e2"}))
    assert at_once([one, two, both]) == frozenset({"a", "b", "c"})


@pytest.mark.parametrize(
    "hidden", [element("b", UNKNOWN, UNKNOWN, phantom=True), element("b", UNKNOWN, at(16))]
)
def test_what_nobody_has_seen_may_clash_with_anything(hidden: Any) -> None:
    assert at_once([A, hidden]) == SetSpan(frozenset(), None)
    clash = element("c", at(17), at(19))
    assert at_once([A, clash, hidden]) == SetSpan(frozenset({"a", "c"}), None)


def test_one_without_an_id_is_named_by_its_beginning() -> None:
    nameless = element(UNKNOWN, at(17, 5), at(19))
    assert at_once([A, nameless]) == frozenset({"a", "2025-03-08 17:05"})


# --- time that counts once --------------------------------------------------------------------------------------------


def lasting(start: Any, end: Any, **more: Any) -> tuple[Any, ...]:
    timed = start.__class__ is int and end.__class__ is int
    given = {"sure": True, "merges": True, "phantom": False, "length": None, **more}
    length = (end - start) // 2 if timed else Interval(0, INF)
    length = length if given["length"] is None else given["length"]
    return (given["sure"], given["merges"], start, end, length, given["phantom"])


L = lasting(at(15), at(18))


@pytest.mark.parametrize(
    ("other", "minutes"),
    [
        (lasting(at(17), at(19, 30)), 270),
        (lasting(at(18), at(19, 30)), 270),
        (lasting(at(15), at(18)), 180),
        (lasting(at(16), at(17)), 180),
        (lasting(at(17), at(19, 30), merges=False), 330),
        (lasting(at(17), at(19, 30), merges=None), Interval(270, 330)),
        (lasting(at(17), at(19, 30), sure=None), Interval(180, 270)),
        (lasting(at(17), at(19, 30), sure=None, merges=False), Interval(180, 330)),
        (lasting(at(17), UNKNOWN, length=Interval(0, 60)), Interval(180, 240)),
        (lasting(at(17), UNKNOWN, length=Interval(30, 60), merges=False), Interval(210, 240)),
        (lasting(at(17), UNKNOWN), Interval(180, INF)),
        (lasting(at(17), NONE, length=NONE), 180),
        (lasting(at(16), at(17), phantom=True), Interval(180, INF)),
        (lasting(at(17), at(16), length=-60), 180),  # a declared time may end before it begins
    ],
)
def test_time_that_two_share_counts_once(other: Any, minutes: Any) -> None:
    assert sum_of_times([L, other]) == sum_of_times([other, L]) == minutes


def test_nothing_lasts_no_time() -> None:
    assert sum_of_times([]) == 0


def test_an_hour_that_clocks_show_twice_is_two_hours() -> None:
    day = date(2026, 10, 25).toordinal() * 1440
    first, second = (day + 150) * 2, (day + 150) * 2 + 1  # half past two, and an hour later
    later = (day + 160) * 2 + 1
    whole = lasting(first, later, length=70)
    assert sum_of_times([whole, lasting(second, later, length=10)]) == 70
    assert sum_of_times([lasting(first, first + 40, length=20), lasting(second, later, length=10)]) == 30
