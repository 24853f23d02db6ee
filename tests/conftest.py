"""How many examples Hypothesis tries, and which tests a run holds.

The profile "default" is repeatable and small, so that every kind of test runs at each change; "deep" tries many
examples, drawn anew each time. Tests marked ``deep`` are long campaigns: `make test` leaves them out, `make deep` runs
them together with everything else, under the profile "deep".
"""

from __future__ import annotations

import os

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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
