"""A real browser for the tests: which Chromium, how it starts, and a folder served to it.

    @pytest.mark.browser
    def test_the_menu_opens(browser: Browser, site: Path) -> None:
        with served(site) as address:
            page = browser.new_page()
            page.goto(f"{address}/index.html")

``browser`` is a fixture (tests/conftest.py makes it known). Where there is no Chromium the test is skipped
and the reason printed; with ``CI=true`` it fails instead, so that a green run has really looked.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

# No sandbox: a container's root cannot have one, and all that is opened is our own. The rest keeps it from
# talking to anybody.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The path of a Chromium, Chrome or Edge on this machine."""
    return next((path for path in map(shutil.which, PROGRAMS) if path is not None), None)


def unavailable(reason: str) -> NoReturn:
    """Skip the test and say why; in CI, where everything is supposed to be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; .ci/run installs it")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module; make a page or a context of your own in each test.

    A module's, not the session's: while it runs, no other test in this process could start an event loop.
    """
    program = chromium()
    if program is None:
        unavailable("there is no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        running.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and prints nothing about it."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test shows its own output."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, without a slash at the end, under which ``folder`` is served on this machine alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
