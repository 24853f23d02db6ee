"""Work on several rule sets, shared among processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from adm_rules._internal.review.examples import example_files

T = TypeVar("T")
R = TypeVar("R")


def shared(work: Callable[[T], R], tasks: Sequence[T], named: Callable[[T], str]) -> Iterator[R]:
    """What comes of each task, in their order; where there are several the longest begin first.

    ``work`` and the tasks are sent to the processes, so it is a function of a module.
    """
    processes = min(len(tasks), os.cpu_count() or 1)
    if processes < 2:
        yield from map(work, tasks)
        return
    sizes = {n: _size(named(task)) for n, task in enumerate(tasks)}
    with ProcessPoolExecutor(processes) as pool:
        longest = sorted(sizes, key=sizes.__getitem__, reverse=True)
        futures = {n: pool.submit(work, tasks[n]) for n in longest}
        yield from (futures[n].result() for n in sizes)


def _size(where: str) -> int:
    """How much there is to read of a rule set, as the size of its examples."""
    return sum(path.stat().st_size for path, _ in example_files(where))
