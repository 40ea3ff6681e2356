"""Where the manifests are kept: one for each tree, under the inode of its top folder.

An exchange of two trees so needs no word in a manifest: each tree keeps its own wherever it lies.
"""

from __future__ import annotations

import contextlib
import os

from dateline.write.disk import Disk
from dateline.write.manifest import Manifest, from_bytes, to_bytes

_PREFIX = "manifest-"


class Shelf:
    """The manifests in one folder. A file that is missing, cut off or something else is no manifest."""

    def __init__(self, disk: Disk, folder: str) -> None:
        self._disk = disk
        self._folder = folder

    def load(self, inode: int) -> Manifest | None:
        """The manifest of the tree whose top folder has this inode."""
        try:
            return from_bytes(self._disk.read(self._path(inode)))
        except FileNotFoundError:
            return None

    def load_all(self) -> list[Manifest]:
        """Every manifest there is: what was ours at some time."""
        paths = [os.path.join(self._folder, name) for name in self._names()]
        return [found for path in paths if (found := from_bytes(self._disk.read(path))) is not None]

    def save(self, inode: int, manifest: Manifest) -> None:
        """Keeps a manifest; a reader finds the old one or all of the new one."""
        new = os.path.join(self._folder, "new")
        with contextlib.suppress(FileNotFoundError):
            self._disk.remove(new)
        self._disk.write(new, to_bytes(manifest))
        self._disk.move(new, self._path(inode))

    def forget(self, inode: int) -> None:
        """Removes the manifest of a tree that is about to change."""
        with contextlib.suppress(FileNotFoundError):
            self._disk.remove(self._path(inode))

    def keep_only(self, *inodes: int) -> None:
        """Removes the manifests of trees that are gone."""
        kept = {f"{_PREFIX}{inode}" for inode in inodes}
        for name in self._names():
            if name not in kept:
                self._disk.remove(os.path.join(self._folder, name))

    def now(self) -> int:
        """The time of the file system, in nanoseconds since 1970: what a file made at this moment gets."""
        path = os.path.join(self._folder, "now")
        with contextlib.suppress(FileNotFoundError):
            self._disk.remove(path)
        time = self._disk.write(path, b"").st_mtime_ns
        self._disk.remove(path)
        return time

    def _path(self, inode: int) -> str:
        return os.path.join(self._folder, f"{_PREFIX}{inode}")

    def _names(self) -> list[str]:
        return [name for name, _ in self._disk.entries(self._folder) if name.startswith(_PREFIX)]
