"""Many cases in one process, with all their findings kept: ``python -m benchmarks.lists``."""

from __future__ import annotations

import gc
import time
import tracemalloc
from typing import Any, Final

from benchmarks import by_hand
from benchmarks.ours import rule_set
from benchmarks.workload import Facts, drawn, files_of

SIZES: Final = (1_000, 10_000)


def per_case(size: int, rounds: int = 3) -> float:
    """Time of a case with its findings kept, the collector on, as a multiple of the same facts by hand, kept too."""
    facts = drawn(size)
    ours = [files_of(each) for each in facts]
    return min(_kept_ours(ours) / _kept_by_hand(facts) for _ in range(rounds))


def _kept_by_hand(facts: list[Facts]) -> float:
    gc.collect()
    start = time.process_time()
    kept = [by_hand.judged(each) for each in facts]
    taken = time.process_time() - start
    del kept
    return taken


def _kept_ours(ours: list[Any]) -> float:
    gc.collect()
    rules = rule_set()
    start = time.process_time()
    kept = [rules.check(case, agency=agency, on=day, trusted=True).findings for case, agency, day in ours]
    taken = time.process_time() - start
    del kept
    return taken


def kept_bytes(size: int = 500) -> dict[str, float]:
    """Bytes that a case leaves behind while its report is kept: with its findings read, and unread.

    Nobody else keeps its files, so that what the report keeps of them counts.
    """
    facts, rules = drawn(size), rule_set()
    for case, agency, day in map(files_of, facts):
        rules.check(case, agency=agency, on=day, trusted=True).findings  # noqa: B018 - fills tables
    return {
        "findings read": _bytes(rules, facts, read=True),
        "report alone": _bytes(rules, facts, read=False),
    }


def _bytes(rules: Any, facts: list[Facts], *, read: bool) -> float:
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = []
    for case, agency, day in map(files_of, facts):
        report = rules.check(case, agency=agency, on=day, trusted=True)
        kept.append(report.findings if read else report)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / len(kept)


if __name__ == "__main__":
    for number in SIZES:
        print(number, f"x {per_case(number):.2f} by hand")
    print(kept_bytes())
