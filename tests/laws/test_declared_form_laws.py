"""A declared fact means the same however the conditions of its recipe are written.

The rewritings of `test_form_laws`, made on recipes as a rule file holds them, together with those of every other
condition of the rule set; by default all at once, under ``deep`` each by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.compiler.compiling import compile_regulation
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.review.examples import suites
from adm_rules._internal.rules import Fact
from tests.laws.test_form_laws import (
    _MIRRORED,
    ALL,
    DISTRICTS,
    ON,
    SAMPLE,
    Rewriter,
    as_written,
    due,
    facts,
    findings,
    plain,
)

#: The keys of recipes that hold a condition.
HELD = ("where", "among", "when")
GROUPS = ("all", "any")
WAYS = (
    pytest.param(ALL, id="all"),
    *(pytest.param((each,), id=each, marks=pytest.mark.deep) for each in ALL),
)


def rewritten_recipe(raw: Any, names: tuple[str, ...]) -> Any:
    """A recipe with every condition in it written in other ways."""
    if isinstance(raw, list):
        return [rewritten_recipe(each, names) for each in raw]
    if not isinstance(raw, Mapping):
        return raw
    return {
        key: every_way(part, names) if key in HELD else rewritten_recipe(part, names)
        for key, part in raw.items()
    }


def every_way(raw: Mapping[str, Any], names: tuple[str, ...]) -> Mapping[str, Any]:
    for name in names:
        raw = from_the_leaves(raw, name)
    return raw


def from_the_leaves(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    ((key, body),) = raw.items()
    if key in GROUPS:
        raw = {key: [from_the_leaves(each, name) for each in body]}
    elif key == "not":
        raw = {key: from_the_leaves(body, name)}
    return once(raw, name)


def once(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """One rewriting of one condition."""
    ((key, body),) = raw.items()
    if key in GROUPS:
        other = GROUPS[1 - GROUPS.index(key)]
        return {
            "turned": {key: body[::-1]},
            "dualised": {"not": {other: [{"not": each} for each in body]}},
        }.get(name, raw)
    if key == "not":
        return raw
    same: dict[str, dict[str, Any]] = {"doubled": {"not": {"not": raw}}, "alone": {"all": [raw]}}
    return same.get(name) or compared(key, body, name) or raw


def compared(fact: str, body: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """A comparison by one operator, in another way if there is one."""
    if len(body) != 1:
        return None
    ((operator, operand),) = body.items()
    kind = facts()[fact].kind
    if name == "split" and operator == "between":
        return {"all": [{fact: {"at_least": operand[0]}}, {fact: {"at_most": operand[1]}}]}
    if name == "listed" and operator == "is" and kind in ("enum", "id") and isinstance(operand, str):
        return None if operand.startswith("$") else {fact: {"one_of": [operand]}}
    other = operand.get("fact") if isinstance(operand, Mapping) and len(operand) == 1 else None
    if name == "swapped" and operator in _MIRRORED and other and "event" not in (kind, facts()[other].kind):
        return {other: {_MIRRORED[operator]: {"fact": fact}}}
    return None


@cache
def rewritten(where: str, names: tuple[str, ...]) -> RuleSet:
    regulation = Rewriter(names).regulation(as_written(where).regulation)
    own = {name: other_recipe(fact, names) for name, fact in regulation.facts.items()}
    regulation, faults = replace(regulation, facts=own), Faults()
    program = compile_regulation(regulation, vocabulary(regulation), faults)
    assert program is not None, [(fault.code, fault.path) for fault in faults.found]
    return RuleSet(program)


def other_recipe(fact: Fact, names: tuple[str, ...]) -> Fact:
    return replace(fact, recipe=rewritten_recipe(fact.recipe, names)) if fact.recipe else fact


@pytest.mark.parametrize("names", WAYS)
@pytest.mark.parametrize("where", DISTRICTS, ids=lambda path: path.stem)
def test_a_declared_fact_does_not_depend_on_the_form(where: Path, names: tuple[str, ...]) -> None:
    (suite,) = suites(str(where))
    usual, other = as_written(str(where)), rewritten(str(where), names)
    every = suite.examples if len(names) == 1 else suite.examples[::SAMPLE]
    for example in every:
        assert findings(other, example) == findings(usual, example), example.id
        assert due(other, example) == due(usual, example), example.id


@pytest.mark.parametrize("names", WAYS)
@pytest.mark.parametrize("where", DISTRICTS, ids=lambda path: path.stem)
def test_what_is_paid_and_who_comes_first_does_not_depend_on_the_form(
    where: Path, names: tuple[str, ...]
) -> None:
    (suite,) = suites(str(where))
    usual, other = as_written(str(where)), rewritten(str(where), names)
    cases = [each.files["case"] for each in suite.examples if each.files.get("case")][::SAMPLE]
    queued = list({case["id"]: case for case in cases}.values())
    answers = [
        [
            *(
                rules.copayment(case, on=ON, service=name)
                for name in usual.regulation.tariffs
                for case in cases
            ),
            *(rules.prioritise(queued, on=ON, order=order.id) for order in usual.regulation.orders),
        ]
        for rules in (usual, other)
    ]
    assert [plain(each.to_dict()) for each in answers[0]] == [plain(each.to_dict()) for each in answers[1]]
    assert len(answers[0]) >= len(usual.regulation.tariffs)


def test_the_recipes_are_written_otherwise() -> None:
    """All but those that hold no condition."""
    changed = [
        name
        for where in DISTRICTS
        for name, fact in as_written(str(where)).regulation.facts.items()
        if rewritten(str(where), ALL).regulation.facts[name].recipe != fact.recipe
    ]
    assert {"visit_orders_then", "runs_from", "closed_on_that_day", "missed_so_far", "notice_on"} <= set(
        changed
    )


@pytest.mark.parametrize(
    ("name", "raw", "made"),
    [
        (
            "split",
            {"age": {"between": [6, 14]}},
            {"all": [{"age": {"at_least": 6}}, {"age": {"at_most": 14}}]},
        ),
        ("listed", {"service": {"is": "pippi"}}, {"service": {"one_of": ["pippi"]}}),
        ("listed", {"service": {"is": "$other"}}, {"service": {"is": "$other"}}),
        ("swapped", {"age": {"below": {"fact": "member_age"}}}, {"member_age": {"above": {"fact": "age"}}}),
        ("swapped", {"closed_on": {"below": {"fact": "start"}}}, {"closed_on": {"below": {"fact": "start"}}}),
        ("doubled", {"age": {"is": 6}}, {"not": {"not": {"age": {"is": 6}}}}),
        (
            "turned",
            {"any": [{"age": {"is": 6}}, {"age": {"is": 7}}]},
            {"any": [{"age": {"is": 7}}, {"age": {"is": 6}}]},
        ),
        ("dualised", {"all": [{"age": {"is": 6}}]}, {"not": {"any": [{"not": {"age": {"is": 6}}}]}}),
        ("alone", {"not": {"age": {"is": 6}}}, {"not": {"all": [{"age": {"is": 6}}]}}),
    ],
)
def test_each_way(name: str, raw: dict[str, Any], made: dict[str, Any]) -> None:
    assert from_the_leaves(raw, name) == made
