"""How long it takes to review rule sets: ``python -m benchmarks.reviewing``.

Compared in words, all shipped sets with themselves; one changed rule of the largest with all that is tried and proved
of it; and the commands that look at all shipped sets, each in a process of its own: seconds by the clock, and of
processors.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Final

from adm_rules._internal.engine import available, load, parse
from adm_rules._internal.review.diff.comparing import compared
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.review.examples import example_files, examples

ON: Final = date(2026, 3, 31)
#: A change of one rule of Tirano.
CHANGE: Final = (
    "require: {educators_per_user: {at_least: $group_floor}}",
    "require: {educators_per_user: {above: $group_floor}}",
)
ROUNDS: Final = 5
COMMANDS: Final = (
    ("lint",),
    ("test",),
    ("test", "--strict"),
    ("diff", "HEAD", "rules", "--fail-on", "never"),
)


def side(name: str) -> DiffSide:
    return DiffSide(name, name, load(name), examples(example_files(name)))


def changed(before: DiffSide) -> DiffSide:
    text = before.rules.regulation.text
    assert text.count(CHANGE[0]) == 1
    return DiffSide(before.name, before.file, parse(text.replace(*CHANGE), before.file), before.examples)


def seconds(question: Callable[[], object]) -> float:
    found = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        question()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def command(*arguments: str) -> tuple[float, float]:
    """A command, without rule sets kept from before: by the clock, and of all processors."""
    env = {**os.environ, "ADM_RULES_CACHE": "off"}
    before, begun = os.times(), time.perf_counter()
    asked = [sys.executable, "-m", "adm_rules", *arguments]
    subprocess.run(asked, env=env, check=False, stdout=subprocess.DEVNULL)
    elapsed, after = time.perf_counter() - begun, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return elapsed, spent


def main() -> None:
    for asked in COMMANDS:
        elapsed, spent = command(*asked)
        print(f"adm-rules {' '.join(asked)}: {elapsed:.1f} s, of processors {spent:.1f} s (aim: 10 s)")
    sides = [side(name) for name in available()]
    words = seconds(lambda: [compared(each, each, ON) for each in sides])
    tirano = next(each for each in sides if each.name == "tirano")
    after = changed(tirano)
    logic = seconds(lambda: compared(tirano, after, ON))
    print(f"all shipped sets, in words: {words:.2f} s (aim: 10 s)")
    print(f"one changed rule of tirano, in words, tried and proved: {logic:.2f} s (aim: 2 s)")


if __name__ == "__main__":
    main()
