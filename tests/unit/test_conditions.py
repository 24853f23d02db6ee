"""The one traversal of conditions."""

from __future__ import annotations

from typing import Any

from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    Not,
    Term,
    about,
    operands_in,
)

TEXT = {
    "all": [
        {"a": {"with": {"of": {"fact": "p", "with": {"than": "$deep"}}}, "at_most": "$first"}},
        {
            "not": {
                "any": [
                    {"b": {"within": {"days": "$length", "after": "start"}}},
                    {"c": {"between": [{"fact": "d"}, "$second"]}},
                ]
            }
        },
        {
            "by_reading": {
                "asked": {
                    "one": {"e": {"exists": True}},
                    "two": {"f": {"every": {"months": 3, "from": "g", "until": "h"}}},
                }
            }
        },
    ]
}


def read(data: Any) -> Condition:
    faults = Faults()
    condition = read_condition(data, (), faults)
    assert not faults.found
    return condition


WHOLE = read(TEXT)


def names(condition: Condition, chosen: dict[str, str] | None = None) -> list[str]:
    return [found.name for found in map(about, condition.leaves(chosen)) if isinstance(found, FactRef)]


def test_what_is_asked_of_elements_is_one_leaf_and_its_conditions_are_walked() -> None:
    each = read(
        {
            "throughout": {
                "each": "e",
                "where": {"a": {"is": "$v"}},
                "holds": {"not": {"b": {"is": {"fact": "c"}}}},
            }
        }
    )
    first = read(
        {"some": {"of": "e", "where": {"a": {"exists": True}}, "within": {"days": "$n", "after": "start"}}}
    )
    assert list(each.leaves()) == [each]
    assert [holds for _, holds in Not(first).signed()] == [False]
    assert [type(part) for part in each.walk()] == [Elements, Comparison, Not, Comparison]
    assert [type(part) for part in first.walk()] == [Term, Elements, Comparison]
    assert ([fact.name for fact in each.facts()], list(each.values())) == (["a", "b", "c"], ["v"])
    assert ([fact.name for fact in first.facts()], list(first.values())) == (["start", "a"], ["n"])
    days = read({"throughout": {"days": {"from": "a", "to": "b"}, "some": "e", "grace": {"days": "$g"}}})
    assert ([fact.name for fact in days.facts()], list(days.values())) == (["a", "b"], ["g"])
    some = read({"some": {"of": "e", "during": {"from": "a", "to": {"fact": "b"}}}})
    assert [fact.name for fact in some.facts()] == ["a", "b"]


def test_a_walk_meets_every_condition_before_its_parts() -> None:
    kinds = [type(part) for part in WHOLE.walk()]
    assert kinds == [AllOf, Comparison, Not, AnyOf, Term, Comparison, ByReading, Comparison, Term]
    assert [len(part.children()) for part in WHOLE.walk()] == [3, 0, 1, 2, 0, 0, 2, 0, 0]


def test_leaves_stand_under_every_option_or_under_the_chosen_one() -> None:
    assert names(WHOLE) == ["a", "b", "c", "e", "f"]
    assert names(WHOLE, {"asked": "two"}) == ["a", "b", "c", "f"]


def test_a_leaf_under_not_is_told_the_other_way_round() -> None:
    assert [holds for _, holds in WHOLE.signed()] == [True, False, False, True, True]
    assert [holds for _, holds in Not(WHOLE).signed()] == [False, True, True, False, False]


def test_facts_and_values_are_found_in_limits_parameters_and_terms() -> None:
    assert [fact.name for fact in WHOLE.facts()] == ["a", "p", "b", "start", "c", "d", "e", "f", "g", "h"]
    assert list(WHOLE.values()) == ["deep", "first", "length", "second"]


def test_readings_come_from_conditions_from_values_and_from_inside_facts() -> None:
    assert WHOLE.readings({}) == {"asked"}
    assert WHOLE.readings({"deep": {"depth"}, "other": {"none"}}) == {"asked", "depth"}
    inside = {"d": ["counted"]}
    assert WHOLE.readings({"counted": {"kind"}}, lambda name: inside.get(name, ())) == {"asked", "kind"}


def test_an_operand_stands_before_what_is_inside_it() -> None:
    fact = FactRef("p", (("x", FactRef("q")),))
    assert list(operands_in([fact])) == [fact, FactRef("q")]
