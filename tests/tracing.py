"""Which lines and branches of the library the tests reach: with ``-p tests.tracing`` a run fails unless it is all.

SlipCover marks the code of a module once, when it is imported, and takes each mark out as soon as it was passed. A
tracer, which Python calls at every line, takes three times as long as the tests themselves. Lines that run in another
process alone count as not reached.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import slipcover

SOURCE = Path(__file__).parents[1] / "src" / "adm_rules"
#: Where a closed list ends: mypy shows that nothing comes here.
NEVER = "assert_never("
WORKER = "PYTEST_XDIST_WORKER" in os.environ

_EXCLUDED = ["if __name__ == .__main__.:", r"assert_never\(", "case never:", r"^\s*\.\.\.$"]

_marks = slipcover.Slipcover(immediate=True, branch=True, exclude_also=_EXCLUDED)
_reached: list[dict[str, Any]] = []
_missing: list[str] = []


def not_reached(reached: dict[str, Any], sources: list[Path]) -> Iterator[str]:
    """Each file of which something was never reached, with its lines, and its branches as ``from->to``."""
    files = {Path(name).resolve(): found for name, found in reached["files"].items()}
    for path in sources:
        if path not in files:
            yield f"{path}: never imported"
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        branches = [
            (start, end)
            for start, end in files[path]["missing_branches"]
            if not (end and NEVER in lines[end - 1])
        ]
        if branches or files[path]["missing_lines"]:
            told = slipcover.slipcover.format_missing(
                files[path]["missing_lines"], files[path]["executed_lines"], branches
            )
            yield f"{path}: {told}"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Mark what is imported from now on."""
    slipcover.ImportManager(_marks, slipcover.FileMatcher(sources=[str(SOURCE)])).__enter__()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what a worker has reached; add up what all have, where the run ends."""
    if WORKER:
        told = json.dumps(_marks.get_coverage())
        session.config.workeroutput["reached"] = told  # type: ignore[attr-defined]  # set by xdist
        return
    total, *others = _reached or [_marks.get_coverage()]
    for other in others:
        slipcover.merge_coverage(total, other)
    _missing.extend(not_reached(total, sorted(SOURCE.rglob("*.py"))))
    if _missing and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Keep what a worker has reached."""
    if "reached" in getattr(node, "workeroutput", {}):
        _reached.append(json.loads(node.workeroutput["reached"]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what no test has reached."""
    terminalreporter.section("lines and branches that no test reaches")
    for line in _missing or ["none"]:
        terminalreporter.write_line(line)
