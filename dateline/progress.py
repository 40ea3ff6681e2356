"""Says on standard error how far a build is: a bar on a terminal once it takes a second, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 1.0
"""Seconds before anything is shown."""
WIDTH = 30


class Progress:
    """Shows one step at a time. Quiet: nothing at all."""

    def __init__(self, stream: TextIO = sys.stderr, quiet: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._terminal = stream.isatty()
        self._started = time.monotonic()
        self._shown = 0.0
        self._step = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def at(self, step: str, done: int, total: int) -> None:
        """``done`` of ``total`` in the step called ``step`` (“reading”, “rendering”)."""
        now = time.monotonic()
        if self._quiet or now - self._started < PATIENCE:
            return
        if self._terminal:
            if now - self._shown > 0.1:
                self._shown = now
                filled = WIDTH * done // max(total, 1)
                bar = "█" * filled + "·" * (WIDTH - filled)
                self._stream.write(f"\r{step:<10} {bar} {done}/{total}\x1b[K")
                self._stream.flush()
        elif step != self._step:
            self._step = step
            print(f"{step} {total} …", file=self._stream, flush=True)

    def clear(self) -> None:
        """Take the bar away."""
        if self._terminal and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = 0.0
