"""Interleaved rounds by the clock of the process: a noisy machine is noisy for all, only ratios of one round count."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Times = Mapping[str, list[float]]
Clock = Callable[[], float]


def of_children() -> float:
    """Processor seconds of the processes that this one has started and awaited."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True, slots=True)
class Ratio:
    """A task's time as a multiple of another's, over the rounds."""

    least: float
    median: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f} to {self.most:.2f})"


def take_turns(
    tasks: Mapping[str, Callable[[], object]], rounds: int, clock: Clock = time.process_time
) -> Times:
    """The seconds of each task in each round; a first round warms up and is not counted."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()
            gc.disable()  # when it runs depends on whatever else lives in the process: that belongs to nobody's time
            start = clock()
            task()
            taken = clock() - start
            gc.enable()
            if number:
                times[name].append(taken)
    return times


def over(things: Iterable[Any], judge: Callable[[Any], object]) -> Callable[[], None]:
    """Judge one after another, keeping nothing: what is kept, the collector goes through again and again."""

    def task() -> None:
        for thing in things:
            judge(thing)

    return task


def ratio(times: Times, name: str, base: str) -> Ratio:
    """How one task compares with another, round by round."""
    found = [one / other for one, other in zip(times[name], times[base], strict=True)]
    return Ratio(min(found), statistics.median(found), max(found))


def show(times: Times, base: str) -> None:
    """Print every task against the base."""
    for name, taken in times.items():
        print(f"{name:45} {1000 * statistics.median(taken):9.2f} ms  x {ratio(times, name, base)}")
