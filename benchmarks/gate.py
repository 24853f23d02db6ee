"""A few ratios, quickly: ``python -m benchmarks.gate`` prints them as JSON. `tests/unit/test_speed.py` holds them."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from benchmarks import by_hand, growth, hand_month, planning
from benchmarks.cases import ON, example_cases
from benchmarks.ours import rule_set
from benchmarks.workload import drawn, files_of

from adm_rules import Case, load

CASES: Final = 40


def best(things: Sequence[Any], judge: Callable[[Any], object], rounds: int = 7) -> float:
    """The least seconds of the process that judging all things once took."""
    times = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = time.process_time()
        for thing in things:
            judge(thing)
        times.append(time.process_time() - start)
        gc.enable()
    return min(times)


def ratios() -> dict[str, float]:
    """Of checks, from data and from JSON, to those by hand; of more requests, of all texts, of a month by hand."""
    facts = drawn(CASES)
    rules, ours, tirano = rule_set(), [files_of(each) for each in facts], load("tirano")
    written = [(json.dumps(case).encode(), json.dumps(agency).encode(), day) for case, agency, day in ours]

    def report(files: Any) -> Any:
        case, agency, day = files
        return rules.check(case, agency=agency, on=day, trusted=True)

    def validated(files: Any) -> Any:
        case, agency, day = files
        return rules.check(case, agency=agency, on=day).findings

    def large(files: Any) -> Any:
        return tirano.check(**files, on=ON, trusted=True)

    def told(case: Any) -> Any:
        return [finding.message() for finding in judged(case).findings]

    def judged(case: Any) -> Any:
        return tirano.check(case, on=ON, trusted=True)

    months, example = [planning.month_cases()], [example_cases()["several_breaches"]]
    month = [[Case.model_validate(case) for case in months[0]]]
    overlay = load(planning.RULES)
    few, many = growth.requests(20), growth.requests(80)
    best(ours[:1], lambda files: report(files).findings, 1)  # what is made on first use
    best([few], large, 1)
    base = best(facts, by_hand.judged)
    return {
        "findings": best(ours, lambda files: report(files).findings) / base,
        "report": best(ours, report) / base,
        "findings from JSON": best(written, validated) / base,
        "four times the requests": best([many], large, 3) / best([few], large, 3),
        "all texts": best(example, told) / best(example, lambda case: judged(case).findings),
        "statement": best(month, lambda cases: overlay.statement(cases, month="2026-03"), 3)
        / best(months, hand_month.reckoned),
    }


if __name__ == "__main__":
    print(json.dumps(ratios()))
