"""Fixtures every test can ask for."""

from tests.chromium import browser

__all__ = ["browser"]
