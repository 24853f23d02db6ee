"""The Python that a small rule set is compiled to, as text that a reader can follow, and tracebacks that show it.

After a change that is meant, ``python -m tests.rules.test_golden_source`` writes the text anew; read the difference.
"""

from __future__ import annotations

import inspect
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load
from tests.rules.small import session, with_intervention

GOLDEN = Path(__file__).parent / "golden"
SOURCE = GOLDEN / "readable.txt"
ON = date(2026, 3, 31)


def readable() -> RuleSet:
    return load(GOLDEN / "readable.yaml")


def test_the_compiled_text_is_the_one_that_was_read() -> None:
    assert readable().source() == SOURCE.read_text(encoding="utf-8")


def test_the_compiled_text_is_always_the_same() -> None:
    assert readable().source() == readable().source()


def test_checks_and_explanations_leave_the_text_as_it_is() -> None:
    rules = readable()
    data = with_intervention(
        sessions=[session("2026-03-02T06:00", "18:01", venue="home")], proposed_on="2026-01-01"
    )
    for finding in rules.check(data, on=ON).findings:
        assert finding.message("en")
    assert rules.source() == SOURCE.read_text(encoding="utf-8")


def test_every_rule_and_every_fact_is_named_in_the_text() -> None:
    source = readable().source()
    for rule in readable().rules:
        assert f"# {rule.id}" in source
    for fact in ("direct_time", "worked_time", "start_clock", "venue", "first_session_on", "proposed_on"):
        assert f"{fact} = " in source


def test_no_text_of_a_rule_file_becomes_code() -> None:
    """Names of the registry and whole numbers stand in the code; everything else in its table of constants."""
    source = readable().source()
    for word in ("Trial", "Prova", "weekly_cap", "delivered", "home_education", "Out of hours"):
        assert word not in source


def test_the_generated_functions_can_be_inspected() -> None:
    rules = readable()
    judge = rules.program.variant(("case",)).function("judge", models=True)
    assert inspect.getsource(judge).startswith("def judge(rows, on, out, reading):")


def test_a_traceback_shows_the_generated_line() -> None:
    data: Any = {
        "id": "c1",
        "interventions": [{"id": "i1", "service": "home_education", "sessions": [{"start": 5}]}],
    }
    with pytest.raises(Exception) as caught:
        readable().check(data, on=ON, trusted=True)
    frames = traceback.extract_tb(caught.value.__traceback__)
    generated = [frame for frame in frames if frame.filename.startswith("<adm_rules: readable 1")]
    assert len(generated) == 1
    assert generated[0].line
    assert generated[0].line in readable().program.variant(("case",)).source()


if __name__ == "__main__":
    SOURCE.write_text(readable().source(), encoding="utf-8")
