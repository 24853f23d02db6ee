"""The engine says what the reference interpreter says, on adversarial files and adversarial rules."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import product
from random import Random
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.recipes import RECIPES
from adm_rules._internal.report import Report
from adm_rules._internal.rules import Comparison, FactRef, Literal, Term
from adm_rules._internal.values.deadline_forms import FORMS
from adm_rules._internal.values.operators import OPERATORS
from tests.parity.compare import checked, differences, judged
from tests.parity.generate import make_files
from tests.parity.recipes import Recipes
from tests.parity.reference import UNDECIDED, Judgement, Reference, Scope
from tests.parity.rule_sets import EQUALS, LISTS, ORDERS, PAIRS, make_rules
from tests.rules.small import rule, rule_set

#: How many seeds each run tries, and how many `make deep`; `benchmarks/campaign_parity.py` as many as you like.
FILES, MORE_FILES = 4, 60
RULE_SETS, MORE_RULE_SETS = 2, 24
randoms = st.integers(0, 2**32).map(Random)


def seeds(few: int, many: int, step: int) -> list[ParameterSet]:
    """The first of each ``step`` seeds, those above the first ``few`` only for a campaign."""
    return [
        pytest.param(seed, marks=[pytest.mark.deep] if seed >= few else []) for seed in range(0, many, step)
    ]


@cache
def tirano() -> RuleSet:
    return load("tirano")


@pytest.mark.parametrize("seed", seeds(FILES, MORE_FILES, 4))
def test_tirano_on_generated_files(seed: int) -> None:
    """Through the models, and straight from the data."""
    for number in range(seed, seed + 4):
        files, on = make_files(Random(number))
        found = judged(tirano(), files, on)
        for trusted in (False, True):
            report = checked(tirano(), files, on, trusted=trusted)
            assert not differences(found, report, readings=not trusted and number % 5 == 0), f"seed {number}"


@pytest.mark.parametrize("seed", seeds(RULE_SETS, MORE_RULE_SETS, 2))
def test_generated_rules_on_generated_files(seed: int) -> None:
    """All operators, combinators, deadlines, derogations and readings; recipes with random filters."""
    for number in range(seed, seed + 2):
        rng = Random(number)
        rules, _ = make_rules(rng)
        for _ in range(2):
            files, on = make_files(rng)
            report = checked(rules, files, on, trusted=number % 2 == 0)
            assert not differences(judged(rules, files, on), report), f"seed {number}"


@given(randoms)
def test_generated_files_are_files(rng: Random) -> None:
    """What is generated is what the models accept, so that no example is wasted."""
    files, on = make_files(rng)
    assert checked(tirano(), files, on, trusted=False).files == tuple(files)


# --- the reference has a reading of every idea, and none of what it does not know ------------------------------------


def reference() -> Reference:
    case = {"id": "c1", "birth_date": "2012-02-29"}
    return Reference(tirano().regulation, registry(), {"case": case}, date(2026, 3, 2).toordinal())


def test_the_generator_tries_every_operator_and_every_form() -> None:
    assert {*ORDERS, *EQUALS, *PAIRS, *LISTS, "exists"} == set(OPERATORS)
    tried = {
        form
        for seed in range(MORE_RULE_SETS)
        for form in re.findall(r"form='(\w+)'", repr(make_rules(Random(seed))[0].rules))
    }
    assert tried == {*FORMS, "at", "during", "ever", "some", "each", "days"}


@pytest.mark.parametrize(
    ("fact", "limit"),
    [
        ("other_users", 1),
        ("area", "x"),
        ("risk_flags", "x"),
        ("case_opened_on", "2026-03-02"),
        ("disability", True),
    ],
)
def test_an_operator_that_the_reference_does_not_know_is_an_error(fact: str, limit: Any) -> None:
    known = reference()
    with pytest.raises(LookupError):
        known.truth(
            Comparison(FactRef(fact), "resembles", Literal(limit), ()), Scope(known.tree.roots["case"])
        )


def test_a_deadline_that_the_reference_does_not_know_is_an_error() -> None:
    day, known = FactRef("case_opened_on"), reference()
    with pytest.raises(LookupError):
        known.truth(Term(day, "some_day", (), "days", Literal(1), day), Scope(known.tree.roots["case"]))


def test_the_reference_reads_every_recipe() -> None:
    assert {name for name in RECIPES if not hasattr(Recipes, f"_{name}")} == set()


@pytest.mark.parametrize("missing", ["", "amount", "paid_on", "quota", "payments"])
def test_the_day_of_a_share_is_that_of_the_reference(missing: str) -> None:
    """The one recipe that no generated file asks for, on payments of a year of which something may be missing."""
    parts = [{"id": f"p{n}", "kind": "second_advance", "amount": f"{n}00.00"} for n in (1, 2, 3)]
    for number, part in enumerate(parts):
        part |= {"paid_on": f"2023-0{number + 4}-10"}
        if number == 1:
            part.pop(missing, None)
    year = {"year": 2023, "quota": "600.00", "payments": parts}
    year.pop(missing, None)
    contract = {"id": "k1", "years": [year]}
    fact = "second_advance_reached_on"
    for share, day in product(("1/6", "1/2", "1/1"), ("2023-04-10", "2023-05-10", "2023-06-10")):
        rules = rule_set(
            rule(f"{{{fact}: {{with: {{share: {share}}}, at_most: {day}}}}}", per="contract_year")
        )
        on = date(2023, 12, 31)
        report = rules.check(contract=contract, on=on, trusted=True)
        assert not differences(judged(rules, {"contract": contract}, on), report), (share, day)


# --- the comparison itself can fail -------------------------------------------------------------------------------


def _example() -> tuple[list[Judgement], Report]:
    case = {
        "id": "c1",
        "birth_date": "2012-02-29",
        "interventions": [{"id": "i1", "service": "home_education", "started_on": "2026-01-12"}],
    }
    on = date(2026, 3, 2)
    return judged(tirano(), {"case": case}, on), checked(tirano(), {"case": case}, on, trusted=True)


def test_a_verdict_more_or_less_is_a_difference() -> None:
    found, report = _example()
    assert differences(found, report) == []
    seen = next(one for one in found if not one.unseen and not one.rough)
    assert differences([one for one in found if one is not seen], report)
    assert differences([*found, seen], report)


def test_an_unseen_element_must_be_told() -> None:
    found, report = _example()
    unseen = next(one for one in found if one.unseen and one.verdict == UNDECIDED)
    assert differences([one for one in found if one is not unseen], report)
