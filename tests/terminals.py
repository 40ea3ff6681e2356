"""A terminal with a person at it: what is typed, and what the program shows."""

import os
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> None:
        import fcntl
        import pty
        import termios

        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        self._ours, theirs = pty.openpty()
        self._program = subprocess.Popen(
            command,
            cwd=folder,
            env={**kept, "TERM": "xterm", **(more or {})},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C reaches it
        )
        os.close(theirs)
        self.shown = ""
        self._seen = 0

    def read_until(self, words: str, seconds: float = 120) -> None:
        """Wait until the program shows these words, behind those that were waited for before."""
        deadline = time.monotonic() + seconds
        while (found := self.shown.find(words, self._seen)) < 0:
            assert self._read(deadline), f"“{words}” was never shown:\n{self.shown}"
        self._seen = found + len(words)

    def read_to_the_end(self, seconds: float = 120) -> str:
        """All that the program shows until it ends."""
        deadline = time.monotonic() + seconds
        while self._read(deadline):
            pass
        return self.shown

    def type(self, text: str) -> None:
        """Press the keys."""
        os.write(self._ours, text.encode())

    def status(self) -> int:
        """What the program ended with."""
        status = self._program.wait(timeout=60)
        os.close(self._ours)
        return status

    def _read(self, deadline: float) -> bool:
        """Take what is shown next; False at the end, or when the time is over."""
        ready, _, _ = select.select([self._ours], [], [], max(0, deadline - time.monotonic()))
        try:
            data = os.read(self._ours, 65_536) if ready else b""
        except OSError:  # the terminal is gone with the program
            data = b""
        self.shown += data.decode("utf-8", "replace")
        return bool(data)
