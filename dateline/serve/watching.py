"""Tells when something may have changed, a few milliseconds after it did.

In the place of livereload's own watcher, which looks every 800 ms and drops what happens within three seconds of a
reload.
"""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from livereload.watcher import Watcher

from dateline.read.folders import is_debris

QUIET = 2
"""Milliseconds without a change that end a burst of saves."""
LONGEST_BURST = 100
LOOK = 300
"""Milliseconds after which we look whether the folders themselves are still the same ones."""


class FolderWatcher(Watcher):  # type: ignore[misc]
    """Watches folders, also those that are removed, renamed or made while it runs."""

    def __init__(self, folders: Iterable[Path]) -> None:
        super().__init__()
        self._folders = tuple(folders)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, callback: Callable[[frozenset[str]], object]) -> bool:
        """Calls ``callback`` with the changed paths from a thread of its own, until ``stop``.

        No paths: something may have changed while nobody was watching.
        """
        self._thread = threading.Thread(target=self._run, args=(callback,), daemon=True)
        self._thread.start()
        return True  # livereload then does not poll

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def _run(self, callback: Callable[[frozenset[str]], object]) -> None:
        from watchfiles import watch

        while not self._stopped.is_set():
            there = self._there()
            if not there:
                self._stopped.wait(LOOK / 1000)
            else:
                new = True
                for changes in watch(
                    *there,
                    watch_filter=lambda _, path: not is_debris(os.path.basename(path)),
                    step=QUIET,
                    debounce=LONGEST_BURST,
                    rust_timeout=LOOK,
                    yield_on_timeout=True,
                    stop_event=self._stopped,
                    raise_interrupt=False,
                ):
                    if changes:
                        callback(frozenset(path for _, path in changes))
                    elif new:  # what was saved before this watch had begun
                        callback(frozenset())
                    new = False
                    if self._there() != there:
                        break
            if self._there() != there:
                callback(frozenset())

    def _there(self) -> dict[Path, int]:
        """The folders that exist, each with what tells it from another of the same name."""
        found = {}
        for folder in self._folders:
            try:
                found[folder] = folder.stat().st_ino
            except OSError:
                continue
        return found
