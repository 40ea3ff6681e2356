"""Taking a published site away: the files we wrote, and nothing else."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from dateline.write.disk import Disk
from dateline.write.errors import told
from dateline.write.lock import Lock
from dateline.write.paths import folders_of
from dateline.write.recovery import FOLDER, recover
from dateline.write.shelf import Shelf
from dateline.write.standing import Standing


def remove_published(output: Path, state: Path, disk: Disk | None = None) -> int:
    """Removes the published files that a manifest lists, folders left empty, and the state folder.

    Returns how many files went. Files that are not ours stay, and the folders they lie in. Without a manifest
    nobody knows which files are ours: none is removed. Needs no space on the disk, and can be repeated where
    it was killed. Raises ``PublishError`` for what a disk can do and while a build publishes there.
    """
    disk = disk or Disk()
    folder = os.path.join(os.path.abspath(state), FOLDER)
    removed = 0
    try:
        if os.path.isdir(folder):
            lock = Lock(os.path.join(folder, "lock"))
            lock.acquire()
            try:
                removed = _remove_files(disk, os.path.abspath(output), folder)
            finally:
                lock.release()
        disk.remove_tree(os.path.abspath(state))
    except OSError as error:
        raise told(error, "remove the site") from error
    return removed


def _remove_files(disk: Disk, output: str, folder: str) -> int:
    shelf = Shelf(disk, folder)
    # A publication that was killed may have put the site, and what is not ours in it, into the state folder.
    recover(disk, output, folder, shelf)
    standing = Standing(disk, output, shelf)
    if not standing.inode:
        return 0
    removed = 0
    for path in standing.manifest.files:
        removed += disk.remove_file(f"{output}/{path}")
    for name in sorted(folders_of(standing.manifest.files), reverse=True):
        disk.remove_if_empty(f"{output}/{name}")
    with contextlib.suppress(OSError):  # the point where a disk is mounted cannot go
        disk.remove_folder(output)
    return removed
