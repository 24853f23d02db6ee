"""What a worker of a cluster does: batches of cases as JSON texts in, a line of codes for each case out.

The text of the rules comes along with the call and is compiled once in each process. A report goes back as its compact
JSON without evidence, a few kilobytes: one digit for each verdict. What cannot be read is told with code and path, and
stops nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

import adm_rules as adm

#: What goes in and what comes back, as Spark writes a schema.
TAKES = "key string, case string"
GIVES = "key string, report string, failure string"
SCHEMA = pa.schema([(name, pa.string()) for name in ("key", "report", "failure")])


@cache
def rule_set(text: str) -> adm.RuleSet:
    """The rules, compiled once in each process."""
    return adm.parse(text)


def judged(rules: adm.RuleSet, key: str, case: str, on: date) -> dict[str, str | None]:
    """One case: its report as codes, or what is wrong with the file."""
    try:
        report = rules.check(case, on=on)
    except adm.CaseError as error:
        faults = [{"code": each.code, "path": each.path} for each in error.diagnostics]
        return {"key": key, "report": None, "failure": json.dumps(faults)}
    return {"key": key, "report": report.to_json(evidence="none", heads=False), "failure": None}


def batches(given: Iterable[pa.RecordBatch], text: str, on: date) -> Iterator[pa.RecordBatch]:
    """The cases of each batch; this is what `mapInArrow` calls."""
    rules = rule_set(text)
    for batch in given:
        rows: list[dict[str, Any]] = batch.to_pylist()
        found = [judged(rules, row["key"], row["case"], on) for row in rows]
        yield pa.RecordBatch.from_pylist(found, schema=SCHEMA)
