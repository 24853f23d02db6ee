"""The engine says what the reference interpreter says, on adversarial files and adversarial rules."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from adm_rules.engine import RuleSet, load
from adm_rules.report import Report
from tests.parity.compare import checked, differences, judged
from tests.parity.generate import make_files
from tests.parity.reference import UNDECIDED, Judgement
from tests.parity.rule_sets import make_rules

#: How many seeds each run tries, and how many `make deep`; `benchmarks/campaign_parity.py` as many as you like.
FILES, MORE_FILES = 12, 60
RULE_SETS, MORE_RULE_SETS = 8, 24
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


@pytest.mark.parametrize("seed", seeds(RULE_SETS, MORE_RULE_SETS, 4))
def test_generated_rules_on_generated_files(seed: int) -> None:
    """All operators, combinators, deadlines, derogations and readings; recipes with random filters."""
    for number in range(seed, seed + 4):
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


# --- the comparison itself can fail -------------------------------------------------------------------------------


def _example() -> tuple[list[Judgement], Report]:
    case = {
        "id": "c1",
        "birth_date": "2012-02-29",
        "interventions": [{"id": "i1", "service": "home_education"}],
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
