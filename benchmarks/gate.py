"""A few ratios, quickly: ``python -m benchmarks.gate`` prints them as JSON. `tests/unit/test_speed.py` holds them."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from benchmarks import by_hand, growth
from benchmarks.cases import ON
from benchmarks.ours import rule_set
from benchmarks.workload import drawn, files_of

from adm_rules import load

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
    """Of a check: with its findings, alone and from JSON, to the checks by hand; and of four times as many requests."""
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

    few, many = growth.requests(20), growth.requests(80)
    best(ours[:1], lambda files: report(files).findings, 1)  # what is made on first use
    best([few], large, 1)
    base = best(facts, by_hand.judged)
    return {
        "findings": best(ours, lambda files: report(files).findings) / base,
        "report": best(ours, report) / base,
        "findings from JSON": best(written, validated) / base,
        "four times the requests": best([many], large, 3) / best([few], large, 3),
    }


if __name__ == "__main__":
    print(json.dumps(ratios()))
