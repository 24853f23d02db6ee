"""How Hypothesis runs: "ci" is repeatable and modest, "deep" is for campaigns.

``HYPOTHESIS_PROFILE=deep .venv/bin/pytest tests/laws`` runs a campaign.
"""

import os

from hypothesis import HealthCheck, settings

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=50, database=None, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile(
    "deep", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=SLOW_IS_FINE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
