"""Memory of loading and of a report, against the rules written by hand: ``python -m benchmarks.memory``.

Each number is the peak that `tracemalloc` saw in a process of its own: what Python allocated, without the interpreter.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Final

LOAD_BY_HAND: Final = "hand-written: import"
LOAD_ENGINE: Final = "engine: import, load Tirano, first check"
REPORT_BY_HAND: Final = "hand-written: findings of one case"
REPORT_ENGINE: Final = "engine: findings of one case"
MESSAGES_ENGINE: Final = "engine: findings of one case, messages rendered"

_PREPARE: Final = """\
import json, sys, tracemalloc
from datetime import date
from benchmarks.cases import ON, example_cases
case = example_cases()["several_breaches"]
for name in [name for name in sys.modules if name.startswith(("adm_rules", "benchmarks", "pydantic"))]:
    del sys.modules[name]
tracemalloc.start()
"""
_PEAK: Final = "\nprint(tracemalloc.get_traced_memory()[1] - before)"
_HAND: Final = "before = 0\nfrom benchmarks import hand_written\nfound = hand_written.check(case, ON)\n"
_ENGINE: Final = """\
before = 0
import adm_rules
rules = adm_rules.load("tirano")
found = rules.check(case, on=ON).findings
"""
_AGAIN: Final = "del found\ntracemalloc.reset_peak()\nbefore = tracemalloc.get_traced_memory()[0]\n"
_SAME: Final = "from benchmarks.rule_set import same_rules\nbefore = 0\nrules = same_rules()\n"
_CHECK: Final = "found = rules.check(case, on=ON).findings\n"

_PROGRAMS: Final = {
    LOAD_BY_HAND: _HAND,
    LOAD_ENGINE: _ENGINE,
    REPORT_BY_HAND: _HAND + _AGAIN + "found = hand_written.check(case, ON)\n",
    REPORT_ENGINE: _SAME + _CHECK + _AGAIN + _CHECK,
    MESSAGES_ENGINE: _SAME + _CHECK + _AGAIN + _CHECK + "[finding.message() for finding in found]\n",
}


def measure() -> Mapping[str, int]:
    """The peak in bytes of each program."""
    return {name: _peak(code) for name, code in _PROGRAMS.items()}


def _peak(code: str) -> int:
    command = [sys.executable, "-c", _PREPARE + code + _PEAK]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    for name, peak in measure().items():
        print(f"{name:50} {peak / 1000:10.0f} kB")
