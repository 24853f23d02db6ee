"""Every answer goes to another process and comes back the same: for pools, joblib, Dask, Spark."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from adm_rules._internal.engine import RuleSet, load

ROOT: Final = Path(__file__).parents[2] / "examples"
CASES: Final = [path.read_bytes() for path in sorted((ROOT / "month" / "cases").glob("*.yaml"))[:3]]
ON: Final = date(2026, 3, 31)
MONTH: Final = {"first": date(2026, 3, 1), "last": ON, "on": ON}

ASKED: Final[dict[str, Callable[[RuleSet], Any]]] = {
    "report": lambda rules: rules.check(CASES[0], on=ON),
    "portfolio": lambda rules: rules.check_many(CASES, on=ON),
    "deadlines": lambda rules: rules.deadlines_many(CASES, on=ON),
    "copayment": lambda rules: rules.copayment(CASES[0], on=ON),
    "curve": lambda rules: rules.copayment_curve(CASES[0], isee=range(0, 20000, 5000), on=ON),
    "statement": lambda rules: rules.statement(CASES, month="2026-03"),
    "queue": lambda rules: rules.prioritise(CASES, on=ON),
    "budget": lambda rules: rules.budget(CASES, **MONTH, available=Decimal(10_000)),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("copied", [lambda each: pickle.loads(pickle.dumps(each)), copy.copy, copy.deepcopy])
def test_an_answer_comes_back_the_same(asked: str, copied: Callable[[Any], Any]) -> None:
    answer = ASKED[asked](load(ROOT / "overlays" / "tirano_2026.yaml"))
    assert copied(answer).to_dict() == answer.to_dict()
    assert copied(answer).to_frame().rows == answer.to_frame().rows


def test_a_portfolio_that_came_back_still_gives_a_report() -> None:
    made = load("tirano").check_many(CASES, on=ON)
    key = made.files[0].key
    assert pickle.loads(pickle.dumps(made)).report(key).counts() == made.report(key).counts()


def test_a_frame_comes_back_the_same() -> None:
    frame = load("tirano").check(CASES[0], on=ON).to_frame()
    again = pickle.loads(pickle.dumps(frame))
    assert again.rows == frame.rows
    assert [each.name for each in again.columns] == [each.name for each in frame.columns]
