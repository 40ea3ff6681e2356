"""One deployment at a time to a storage without locks: a small file there that its holder writes anew all the time.

No clock is held against another one. Whoever wants in watches the file on a clock of their own, and takes it over once
it has stood still for ``DEAD_AFTER`` seconds: its holder was killed. A holder that only slept learns before its next
change that the file is somebody else's by now.
"""

import json
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from dateline.deploy.store import OVERTAKEN, DeployError, Overtaken, Waiting

BEAT_EVERY = 10.0
"""Seconds from one writing to the next."""
DEAD_AFTER = 60.0
"""Seconds without one, seen by somebody who waits, that say the holder is gone."""
LOOK_EVERY = 2.0
FORMAT = "dateline lock 1"
FREE = json.dumps({"format": FORMAT, "owner": ""}).encode()


class Lease:
    """Held from ``acquire`` to ``release``.

    ``read`` gives the file and its version, ``replace`` writes it in place of a version and raises ``Overtaken`` where
    there is another one.
    """

    def __init__(self, read: Callable[[], tuple[bytes, str]], replace: Callable[[bytes, str], str]) -> None:
        self._read, self._replace = read, replace
        self._owner = secrets.token_hex(8)
        self._began = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self._beats = 0
        self._version = ""
        self._written = 0.0
        self._lost = False
        self._one = threading.Lock()  # writes at a time
        self._over = threading.Event()

    def acquire(self, waiting: Waiting) -> None:
        """Take the file, or raise ``DeployError`` once its holder is seen alive."""
        data, version = self._read()
        since = time.monotonic()
        while _holder(data) and (waited := time.monotonic() - since) < DEAD_AFTER:
            waiting(int(waited), int(DEAD_AFTER))
            time.sleep(LOOK_EVERY)
            before = version
            data, version = self._read()
            if version != before and (holder := _holder(data)):
                raise DeployError(f"another deployment to the same place is under way{holder}: wait for it")
        try:
            self._version = self._replace(self._text(), version)
        except Overtaken:
            raise DeployError(
                "another deployment to the same place has begun just now: wait for it"
            ) from None
        self._written = time.time()
        threading.Thread(target=self._beat, daemon=True).start()

    def check(self) -> None:
        """Raise ``Overtaken`` where the file is somebody else's by now, as after the machine slept."""
        if not self._lost and time.time() - self._written > DEAD_AFTER / 2:
            self._renew()
        if self._lost:
            raise Overtaken(OVERTAKEN)

    def release(self) -> None:
        """Let the next one in at once. Where the storage does not answer they wait until the file has stood still."""
        self._over.set()
        with self._one:
            if self._version and not self._lost:
                with suppress(DeployError):
                    self._replace(FREE, self._version)
            self._version = ""

    def _beat(self) -> None:
        while not self._over.wait(BEAT_EVERY):
            try:
                self._renew()
            except DeployError:
                continue  # of the storage; whoever puts a file next hears of it

    def _renew(self) -> None:
        with self._one:
            if self._lost or self._over.is_set():
                return
            try:
                self._version = self._replace(self._text(), self._version)
                self._written = time.time()
            except Overtaken:
                self._lost = True

    def _text(self) -> bytes:
        self._beats += 1
        told = {"format": FORMAT, "owner": self._owner, "began": self._began, "beats": self._beats}
        return json.dumps(told).encode()


def _holder(data: bytes) -> str:
    """“ (begun 2026-01-09T08:00:00Z by its clock)”, or that nobody can tell; empty where the file is free."""
    if not data:
        return ""
    try:
        told = json.loads(data)
        return f" (begun {str(told['began'])[:40]} by its clock)" if told["owner"] else ""
    except (ValueError, KeyError, TypeError):
        return " (its lock cannot be read)"
