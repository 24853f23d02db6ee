"""Every comparison against plain enumeration of what the two sides can turn out to be."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from adm_rules._internal.values.bounds import (
    ANY_SET,
    NONE,
    NOT_YET,
    UNKNOWN,
    UNKNOWN_EVENT,
    Interval,
    SetSpan,
)
from adm_rules._internal.values.comparing import (
    above,
    at_least,
    at_most,
    below,
    between,
    exists,
    exists_as,
    includes,
    includes_any,
    is_,
    is_not,
    none_of,
    one_of,
)
from adm_rules._internal.values.logic import WAIT, Truth, both
from adm_rules._internal.values.operators import OPERATORS, happened, happened_between
from tests.parity.worlds import NAMES, holds_in_all, sets_between, subsets, together, turns

#: Known numbers and every span of 0 to 3, with and without "may not exist".
NUMBERS: list[Any] = [
    *range(4),
    NONE,
    *(Interval(lo, hi, none) for lo in range(4) for hi in range(lo, 4) for none in (False, True)),
]
RELATIONS: dict[str, tuple[Callable[[Any, Any], Truth], Callable[[int, int], bool]]] = {
    "at_most": (at_most, lambda a, b: a <= b),
    "below": (below, lambda a, b: a < b),
    "at_least": (at_least, lambda a, b: a >= b),
    "above": (above, lambda a, b: a > b),
    "is": (is_, lambda a, b: a == b),
}


@pytest.mark.parametrize("name", RELATIONS)
def test_orders_and_equality_are_exact(name: str) -> None:
    operator, plain = RELATIONS[name]
    for left, right in product(NUMBERS, repeat=2):
        outcomes = [
            a is not NONE and b is not NONE and plain(a, b) for a, b in product(turns(left), turns(right))
        ]
        assert operator(left, right) is together(outcomes), (left, right)


def test_is_not_is_the_opposite_of_is() -> None:
    for left, right in product(NUMBERS, repeat=2):
        outcomes = [a is NONE or b is NONE or a != b for a, b in product(turns(left), turns(right))]
        assert is_not(left, right) is together(outcomes), (left, right)


def test_between_is_exact() -> None:
    few = [0, 2, NONE, Interval(0, 1), Interval(1, 3), Interval(1, 1), Interval(0, 2, none=True)]
    for value, low, high in product(NUMBERS, few, few):
        outcomes = [
            NONE not in (v, a, b) and a <= v <= b
            for v, a, b in product(turns(value), turns(low), turns(high))
        ]
        assert between(value, (low, high)) is together(outcomes), (value, low, high)


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ((1, 3), (2, 6), True),
        ((1, 3), (1, 2), False),
        ("a", "a", True),
        ("a", "b", False),
        ("a", UNKNOWN, None),
        (UNKNOWN, "a", None),
        (True, UNKNOWN, None),
        (True, False, False),
        (UNKNOWN, UNKNOWN, None),
        ("a", NONE, False),
    ],
)
def test_equality_of_fractions_names_and_truths(left: Any, right: Any, answer: Truth) -> None:
    assert is_(left, right) is answer
    assert is_not(left, right) is (None if answer is None else not answer)


def test_fractions_are_compared_as_numbers() -> None:
    assert at_least((2, 10), (1, 5)) is True
    assert above((2, 10), (1, 5)) is False
    assert at_most(Interval(Fraction(1, 4), Fraction(1, 3)), (1, 3)) is True
    assert below(Interval(Fraction(1, 4), Fraction(1, 3)), (1, 3)) is None


# --- sets ---------------------------------------------------------------------------------------------------------

SETS: list[Any] = [
    *subsets(NAMES),
    *(
        SetSpan(certain, possible)
        for possible in (*subsets(NAMES), None)
        for certain in subsets(NAMES if possible is None else possible)
        if certain != possible
    ),
]


def _sets(name: str) -> list[Any]:
    """Sets to try; where any set at all is possible, one more name stands for the rest of the world."""
    return SETS


def _turns(value: Any) -> Sequence[frozenset[str]]:
    return sets_between(value, (*NAMES, "d"))


@pytest.mark.parametrize(
    ("operator", "plain"),
    [
        (one_of, lambda have, other: have <= other),
        (none_of, lambda have, other: not have & other),
        (includes, lambda have, other: have >= other),
        (includes_any, lambda have, other: bool(have & other)),
        (is_, lambda have, other: have == other),
    ],
)
def test_set_operators_are_exact(operator: Callable[[Any, Any], Truth], plain: Callable[..., bool]) -> None:
    for have, other in product(SETS, repeat=2):
        outcomes = [plain(a, b) for a, b in product(_turns(have), _turns(other))]
        assert operator(have, other) is together(outcomes), (have, other)


@pytest.mark.parametrize("value", ["a", "d", UNKNOWN, NONE])
def test_a_single_name_among_names_is_exact(value: Any) -> None:
    """An unknown name may be any, or none; the sets can hold all of them but ``e``."""
    worlds = ["a", "b", "c", "d", "e", NONE] if value is UNKNOWN else [value]
    for other in SETS:
        inside = [name is not NONE and name in names for name, names in product(worlds, _turns(other))]
        assert one_of(value, other) is together(inside), other
        assert none_of(value, other) is together([not truth for truth in inside]), other


@pytest.mark.parametrize("other", ["a", "d", UNKNOWN])
def test_a_set_holds_a_single_name(other: Any) -> None:
    for have in SETS:
        worlds = NAMES if other is UNKNOWN else [other]
        outcomes = [name in names for name, names in product(worlds, _turns(have))]
        assert holds_in_all(includes(have, other), outcomes), have


def test_nothing_holds_only_nothing() -> None:
    assert includes(NONE, frozenset()) is True
    assert includes(NONE, frozenset("a")) is False
    assert includes(NONE, ANY_SET) is None
    assert includes_any(NONE, ANY_SET) is False


# --- presence -----------------------------------------------------------------------------------------------------


def test_exists() -> None:
    for value in NUMBERS:
        assert exists(value) is together([turn is not NONE for turn in turns(value)]), value
    for value in SETS:
        assert exists(value) is together([bool(turn) for turn in _turns(value)]), value
    assert exists(NOT_YET) is False
    assert exists(UNKNOWN_EVENT) is None
    assert exists(Interval(3, 9)) is True
    assert exists("a") is True
    assert exists(False) is True


def test_exists_as_asked() -> None:
    assert exists_as(3, True) is True
    assert exists_as(3, False) is False
    assert exists_as(NONE, False) is True
    assert exists_as(UNKNOWN, False) is None


# --- events -------------------------------------------------------------------------------------------------------

ON = 4
DAYS = range(8)
#: Events on days 1 to 4, not yet, or anything between.
EVENTS: list[Any] = [
    *range(1, ON + 1),
    NOT_YET,
    *(Interval(lo, hi) for lo in range(1, ON + 1) for hi in (*range(lo + 1, ON + 1), NOT_YET)),
    UNKNOWN_EVENT,
]
#: Other days: events, and days ahead too.
OTHERS: list[Any] = [*EVENTS, 5, 6, Interval(2, 6), Interval(5, 7), NONE, Interval(3, 6, none=True)]


def plain_order(order: str, left: int, right: Any) -> Truth:
    """The contract's sentences on two events, for a left one of which all is known."""
    right = NOT_YET if right is NONE else right
    if left <= ON:
        return RELATIONS[order][1](left, right)
    early = right <= ON
    return False if early and order in ("at_most", "below") else WAIT


def _event_turns(value: Any) -> list[Any]:
    return turns(value, DAYS)


@pytest.mark.parametrize("order", ["at_most", "below", "at_least", "above"])
def test_two_events_are_exact_in_a_requirement(order: str) -> None:
    for left, right in product(EVENTS, OTHERS):
        outcomes = [plain_order(order, a, b) for a, b in product(_event_turns(left), _event_turns(right))]
        assert happened(order, left, right, ON, WAIT) is together(outcomes), (left, right)


@pytest.mark.parametrize("order", ["at_most", "below", "at_least", "above"])
def test_two_events_elsewhere_read_waiting_as_false_in_each_world(order: str) -> None:
    for left, right in product(EVENTS, OTHERS):
        outcomes = [
            plain_order(order, a, b) is True for a, b in product(_event_turns(left), _event_turns(right))
        ]
        assert happened(order, left, right, ON, False) is together(outcomes), (left, right)


def test_an_event_that_is_none_has_not_happened() -> None:
    assert happened("at_most", NONE, 3, ON, WAIT) is False
    assert happened("at_least", NONE, 3, ON, WAIT) is WAIT


@pytest.mark.parametrize("waiting", [WAIT, False])
def test_an_event_between_two_days_is_sound_and_exact_between_known_ones(waiting: Truth) -> None:
    for value, low, high in product(EVENTS, OTHERS, OTHERS):
        outcomes = []
        for v, a, b in product(_event_turns(value), _event_turns(low), _event_turns(high)):
            truth = both(plain_order("at_least", v, a), plain_order("at_most", v, b))
            outcomes.append(waiting if truth is WAIT else truth)
        answer = happened_between(value, (low, high), ON, waiting)
        assert holds_in_all(answer, outcomes), (value, low, high)
        if isinstance(low, int) and isinstance(high, int) and low <= high:
            assert answer is together(outcomes), (value, low, high)


# --- the table ----------------------------------------------------------------------------------------------------


def test_the_table_names_each_operator_and_its_meaning() -> None:
    assert set(OPERATORS) == {
        "is", "is_not", "at_most", "at_least", "above", "below", "between", "one_of", "none_of", "includes",
        "includes_any", "exists",
    }  # fmt: skip
    assert all(operator.name == name for name, operator in OPERATORS.items())
    assert OPERATORS["at_most"].test is at_most
    assert "event" not in OPERATORS["is"].kinds
    assert {"series", "instant"} <= OPERATORS["exists"].kinds
