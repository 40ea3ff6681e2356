"""Fixtures every test can ask for, and how properties are tried."""

from hypothesis import settings

from tests.chromium import browser

__all__ = ["browser"]

# How long one example takes says more about the machine than about us; no test may fail for it.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")
