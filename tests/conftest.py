"""Fixtures every test can ask for, and how properties are tried."""

import os

import pytest
from hypothesis import settings

from tests.chromium import browser
from tests.sites import built, site_from

__all__ = ["browser", "built", "site_from"]

# How long one example takes says more about the machine than about us; no test may fail for it. CI tries the same
# examples of a commit each time, so that a red run is its own; everybody else draws new ones.
settings.register_profile("dateline", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("dateline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew, then look at the diff"
    )
