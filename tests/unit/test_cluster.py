"""What a worker of a cluster does; `make cluster` runs it on Spark and on Dask."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import adm_rules as adm
from adm_rules.files import read_data_file

ROOT = Path(__file__).parents[2]
ON = date(2026, 3, 31)
RULES = (ROOT / "rules" / "tirano.yaml").read_text("utf-8")
SECRET = "2014-13-40"


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "examples" / "cluster"))
    monkeypatch.delitem(sys.modules, "judging", raising=False)
    import judging  # type: ignore[import-not-found]

    return judging


def test_a_worker_tells_what_a_check_tells(judging: Any) -> None:
    case = read_data_file(ROOT / "examples" / "cases" / "several_breaches.yaml").data
    rows = [
        {"key": "m-1", "case": json.dumps(case, default=str)},
        {"key": "m-2", "case": json.dumps({"id": "m-2", "birth_date": SECRET})},
    ]
    two = [pa.RecordBatch.from_pylist([row]) for row in rows]
    good, bad = (row for batch in judging.batches(two, RULES, ON) for row in batch.to_pylist())
    expected = adm.load("tirano").check(case, on=ON)
    again = adm.Report.from_json(good["report"])
    assert again.counts() == expected.counts()
    assert [each.rule for each in again.breaches] == [each.rule for each in expected.breaches]
    assert again.breaches
    assert (good["key"], good["failure"]) == ("m-1", None)
    assert len(good["report"]) < 20_000
    assert (bad["key"], bad["report"]) == ("m-2", None)
    assert SECRET not in bad["failure"]
    assert json.loads(bad["failure"]) == [{"code": "date-that-does-not-exist", "path": ["birth_date"]}]


def test_rules_are_compiled_once_in_a_process(judging: Any) -> None:
    assert judging.rule_set(RULES) is judging.rule_set(RULES)
