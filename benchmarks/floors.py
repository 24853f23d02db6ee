"""What an answer of this form cannot do without, beside the aims: ``python -m benchmarks.floors``."""

from __future__ import annotations

import json
import sys
from itertools import repeat
from typing import Any, Final

from benchmarks import by_hand
from benchmarks.cases import ON, example_cases
from benchmarks.ours import rule_set
from benchmarks.timing import Times, over, show, take_turns
from benchmarks.warm import BASE, CASES
from benchmarks.workload import drawn, files_of

from adm_rules import Finding, Report, load

OBJECTS: Final = "the objects of the findings, all else known"
TEXTS: Final = "`json.loads` of the two files"
TIRANO: Final = "the objects of the findings of the Tirano examples"


def measure(rounds: int) -> Times:
    """The seconds over the cases of the workload, and over the examples of Tirano."""
    facts, rules, tirano = drawn(CASES), rule_set(), load("tirano")
    ours = [files_of(each) for each in facts]
    reports = [rules.check(case, agency=agency, on=day, trusted=True) for case, agency, day in ours]
    examples = [tirano.check(case, on=ON, trusted=True) for case in example_cases().values()]
    written = [(json.dumps(case), json.dumps(agency)) for case, agency, _ in ours]
    return take_turns(
        {
            BASE: over(facts, by_hand.judged),
            OBJECTS: over([_kinds(report) for report in reports], _made),
            TEXTS: over(written, lambda texts: [json.loads(text) for text in texts]),
            TIRANO: over([_kinds(report) for report in examples], _made),
        },
        rounds,
    )


def _kinds(report: Report) -> list[list[Any]]:
    """What the findings of each subject say, subject by subject."""
    found: dict[int, list[Any]] = {}
    for each in report.findings:
        found.setdefault(id(each.source), []).append(each.kind)
    return list(found.values())


def _made(subjects: list[list[Any]]) -> list[Finding]:
    """The findings, each with what stands for its subject."""
    found: list[Finding] = []
    for kinds in subjects:
        source: Any = object()
        found += map(Finding, kinds, repeat(source))
    return found


if __name__ == "__main__":
    show(measure(int(*sys.argv[1:]) if sys.argv[1:] else 10), BASE)
