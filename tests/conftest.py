"""What every test run shares: how Hypothesis searches, and readable assertions in helpers."""

import os

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("spec", "commands")

from commands import example, run, ward  # noqa: E402, F401  # fixtures of the command line

# Nobody's own settings are read by a test.
os.environ["DIALOGUE_CASES_SETTINGS"] = os.devnull

settings.register_profile(
    "default",
    deadline=None,
    print_blob=True,
    max_examples=75,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", settings.get_profile("default"), max_examples=500)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
