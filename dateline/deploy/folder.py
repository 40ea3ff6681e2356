"""A folder as a target: of this machine, or of a server mounted here."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from dateline.deploy.store import LEDGER, LOCK, OVERTAKEN, UNGUARDED, DeployError, Overtaken, Waiting
from dateline.deploy.store import digest as digest_of
from dateline.write.disk import Disk
from dateline.write.errors import PublishError, told
from dateline.write.lock import Lock

NEW = ".dateline.new"
"""Where a file is written before it takes its name; one left by a killed run is written over."""


class FolderStore:
    """A folder, made where it is missing. Held by one deployment at a time, also when that is killed."""

    at_once = 1
    keeps_headers = False

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.abspath(folder)
        self._disk = Disk()
        self._lock = Lock(os.path.join(self._folder, LOCK))

    def begin(self, waiting: Waiting) -> str:
        with _told("write there"):
            os.makedirs(self._folder, exist_ok=True)
            try:
                self._lock.acquire()
            except PublishError:
                raise DeployError("another deployment to the same folder is under way: wait for it") from None
        return (
            "" if self._lock.keeps_others_out else f"{UNGUARDED} the file system of the folder knows no locks"
        )

    def listing(self) -> dict[str, str]:
        found = {}
        with _told("read what is there"):
            for folder, names, files in os.walk(self._folder):
                names.sort()
                for name in files:
                    full = os.path.join(folder, name)
                    found[os.path.relpath(full, self._folder).replace(os.sep, "/")] = _tag(os.lstat(full))
        for ours in (LEDGER, LOCK, NEW):
            found.pop(ours, None)
        return found

    def has(self, path: str, tag: str, digest: str) -> bool:
        with _told("read what is there"):
            data = self._disk.read(self._full(path))
        return digest_of(data) == digest

    def put(self, path: str, data: bytes) -> str:
        full, new = self._full(path), self._full(NEW)
        with _told("write there"):
            missing = []
            folder = os.path.dirname(full)
            while not os.path.isdir(folder):
                missing.append(folder)
                folder = os.path.dirname(folder)
            for folder in reversed(missing):
                self._disk.make_folder(folder)
            self._disk.remove_file(new)
            status = self._disk.write(new, data)
            self._disk.move(new, full)
        return _tag(status)

    def delete(self, paths: Sequence[str]) -> None:
        with _told("delete there"):
            for path in paths:
                full = self._full(path)
                self._disk.remove_file(full)
                with suppress(OSError):  # the folders above it, as far as they are empty now
                    while (full := os.path.dirname(full)) != self._folder:
                        self._disk.remove_folder(full)

    def ledger(self) -> tuple[bytes, str]:
        full = self._full(LEDGER)
        with _told("read what is there"):
            return (self._disk.read(full), self.version()) if os.path.lexists(full) else (b"", "")

    def version(self) -> str:
        full = self._full(LEDGER)
        with _told("read what is there"):
            return _tag(os.lstat(full)) if os.path.lexists(full) else ""

    def write_ledger(self, data: bytes, version: str) -> str:
        if self.version() != version:  # the lock holds others off where the file system knows locks
            raise Overtaken(OVERTAKEN)
        return self.put(LEDGER, data)

    def close(self) -> None:
        self._lock.release()

    def _full(self, path: str) -> str:
        return os.path.join(self._folder, *path.split("/"))


def _tag(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


@contextmanager
def _told(doing: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeployError(str(told(error, doing))) from None
