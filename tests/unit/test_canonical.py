"""What a condition surely asks, whichever way it is written."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import FactRef, Literal, Term, ValueRef
from adm_rules._internal.rules.canonical import Relation, relations

ON = {"r": "one"}


def asked(data: Any) -> frozenset[Relation | Term]:
    faults = Faults()
    condition = read_condition(data, ("x",), faults)
    assert not faults.found
    return relations(condition, ON)


def limit(operator: str, amount: int) -> Relation:
    return operator, FactRef("a"), Literal(amount)


BAND = {"a": {"between": [1, 2]}}


@pytest.mark.parametrize(
    "written",
    [
        BAND,
        {"a": {"at_most": 2, "at_least": 1}},
        {"all": [{"a": {"at_least": 1}}, {"all": [{"a": {"at_most": 2}}]}]},
        {"not": {"not": BAND}},
        {"not": {"any": [{"a": {"below": 1}}, {"a": {"above": 2}}]}},
        {"any": [BAND]},
        {"by_reading": {"r": {"one": BAND, "two": {"a": {"at_least": 7}}}}},
    ],
)
def test_a_band_is_a_band(written: Any) -> None:
    assert asked(written) == {limit("at_least", 1), limit("at_most", 2)}


def test_what_stands_under_any_or_under_a_negated_all_is_not_sure() -> None:
    assert asked({"any": [BAND, {"b": {"exists": True}}]}) == frozenset()
    assert asked({"not": {"all": [BAND, {"b": {"exists": True}}]}}) == frozenset()
    assert relations(None, ON) == frozenset()


@pytest.mark.parametrize(
    "elements",
    [
        {"some": {"of": "plan", "ever": True}},
        {"some": {"of": "plan", "within": {"days": 5, "after": "start"}}},
        {"throughout": {"each": "session", "holds": {"a": {"at_least": 1}}}},
    ],
)
def test_what_is_asked_of_elements_is_no_relation(elements: Any) -> None:
    assert asked(elements) == frozenset()
    assert asked({"all": [BAND, elements]}) == asked(BAND)


def test_two_facts_are_equal_either_way_round_and_by_two_limits() -> None:
    ways = [
        {"a": {"is": {"fact": "b"}}},
        {"b": {"is": {"fact": "a"}}},
        {"not": {"b": {"with": {}, "as": "c", "is_not": {"fact": "a"}}}},
        {"a": {"at_least": {"fact": "b"}, "at_most": {"fact": "b"}}},
        {"b": {"at_least": {"fact": "a"}, "at_most": {"fact": "a"}}},
    ]
    one = ("is", FactRef("a"), FactRef("b"))
    assert all(one in asked(way) for way in ways)
    assert len({asked(way) for way in ways}) == 1


@pytest.mark.parametrize(
    ("way", "other"),
    [
        ({"a": {"below": {"fact": "b"}}}, {"b": {"above": {"fact": "a"}}}),
        ({"a": {"is_not": {"fact": "b"}}}, {"b": {"is_not": {"fact": "a"}}}),
        ({"a": {"one_of": ["x"]}}, {"a": {"is": "x"}}),
        ({"not": {"a": {"exists": True}}}, {"a": {"exists": False}}),
        ({"not": {"not": {"a": {"includes": ["x"]}}}}, {"a": {"includes": ["x"]}}),
        ({"b": {"at_most": "$x"}}, {"not": {"b": {"above": "$x"}}}),
    ],
)
def test_one_form_for_both(way: Any, other: Any) -> None:
    assert asked(way) == asked(other) != frozenset()


def test_the_opposite_of_a_set_is_no_other_operator() -> None:
    assert asked({"not": {"a": {"one_of": ["x", "y"]}}}) != asked({"a": {"none_of": ["x", "y"]}})
    assert asked({"not": BAND}) != asked(BAND)
    assert asked({"a": {"at_most": "$x"}}) == {("at_most", FactRef("a"), ValueRef("x"))}


def test_a_deadline_is_one_wherever_it_stands() -> None:
    term = {"a": {"as": "paid", "by": {"day": "06-30", "of": "this_year"}}}
    (only,) = asked(term)
    assert isinstance(only, Term)
    assert (only.fact, only.path) == (FactRef("a"), ())
    assert asked({"all": [term]}) == {only}
    assert asked({"not": term}) == frozenset()


def test_a_deadline_may_be_replaced_under_one_reading() -> None:
    there, never = {"b": {"exists": True}}, {"c": {"exists": True}}
    instead = {"title": {"it": "x", "en": "x"}, "when": {"by_reading": {"r": {"one": there, "two": never}}}}
    term = {"a": {"within": {"days": 15, "after": "d", "instead": [{**instead, "days": 3, "after": "d"}]}}}
    (only,) = asked(term)
    assert isinstance(only, Term)
    assert asked(term) == {only}
