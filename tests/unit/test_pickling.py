"""Every answer goes to another process and comes back the same: for pools, joblib, Dask, Spark."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.engine.many import Judge

ROOT: Final = Path(__file__).parents[2] / "examples"
CASES: Final = [path.read_bytes() for path in sorted((ROOT / "month" / "cases").glob("*.yaml"))[:3]]
ON: Final = date(2026, 3, 31)
MONTH: Final[dict[str, Any]] = {"first": date(2026, 3, 1), "last": ON, "on": ON}

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


SCRIPT: Final = """
import multiprocessing
from datetime import date

import adm_rules

if multiprocessing.get_start_method(allow_none=True) is None:
    multiprocessing.set_start_method("spawn")
cases = [{"id": f"c{n}", "birth_date": "2014-05-03"} for n in range(2)]
{guard}print(adm_rules.load("tirano").check_many(cases, on=date(2026, 3, 31), jobs=2))
"""


@pytest.mark.parametrize(
    ("guard", "told"), [("", "`jobs`: a process"), ("if __name__ == '__main__': ", "2 files, 0 failures")]
)
def test_a_script_that_each_process_reads_anew_ends(guard: str, told: str, tmp_path: Path) -> None:
    """Where processes are not forked (Windows, macOS), a script without a guard waited for ever."""
    path = tmp_path / "script.py"
    path.write_text(SCRIPT.replace("{guard}", guard), encoding="utf-8")
    done = subprocess.run([sys.executable, path], check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode == 0) is bool(guard)
    assert told in done.stdout + done.stderr


def test_jobs_are_refused_in_a_process_that_reads_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing.current_process(), "_inheriting", True, raising=False)
    with pytest.raises(ArgumentError, match="__main__"):
        load("tirano").check_many(CASES, on=ON, jobs=2)


def test_a_process_that_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "kept", lambda *_: os._exit(1))
    with pytest.raises(ArgumentError, match="could not go on"):
        load("tirano").check_many(CASES, on=ON, jobs=2)
