"""How many examples Hypothesis tries, which tests a run holds, and that none is skipped where everything is installed.

The profile "default" is repeatable and small, so that every kind of test runs at each change; "deep" tries many
examples, drawn anew each time. Tests marked ``deep`` are long campaigns: `make test` leaves them out, `make deep` runs
them together with everything else, under the profile "deep".
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=12,
    database=None,
    suppress_health_check=SLOW_IS_FINE,
)
settings.register_profile(
    "deep", deadline=None, max_examples=500, print_blob=True, suppress_health_check=SLOW_IS_FINE
)
# Compiled rule sets of other runs are not read, and none is left behind; the tests of the shelf have their own folders.
os.environ["ADM_RULES_CACHE"] = "off"

# Rule sets in memory are millions of objects, and looking through them takes a tenth of the time of a run.
gc.set_threshold(100_000, 50, 100)

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# --- nothing is skipped in CI -----------------------------------------------------------------------------------------


def _loud(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a failure of what was skipped, for instance because a tool is missing, where `.ci/run` runs the tests."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and in CI nothing may be: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _loud(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _loud(report)
    return report
