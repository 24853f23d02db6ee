"""How long it takes to compare versions of rule sets: ``python -m benchmarks.reviewing``.

In words, all shipped sets with themselves; and one changed rule of the largest with all that is tried and proved of it.
"""

from __future__ import annotations

import statistics
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


def main() -> None:
    sides = [side(name) for name in available()]
    words = seconds(lambda: [compared(each, each, ON) for each in sides])
    tirano = next(each for each in sides if each.name == "tirano")
    after = changed(tirano)
    logic = seconds(lambda: compared(tirano, after, ON))
    print(f"all shipped sets, in words: {words:.2f} s (aim: 10 s)")
    print(f"one changed rule of tirano, in words, tried and proved: {logic:.2f} s (aim: 2 s)")


if __name__ == "__main__":
    main()
