"""Taking a published site away: the files we wrote, and nothing else."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from dateline.write.disk import Disk
from dateline.write.errors import told
from dateline.write.paths import folders_of
from dateline.write.shelf import Shelf


def remove_published(output: Path, state: Path, disk: Disk | None = None) -> int:
    """Removes the published files that a manifest lists, folders left empty, and the state folder.

    Returns how many files went. Files that are not ours stay, and the folders they lie in. Without a manifest
    nobody knows which files are ours: none is removed. Raises ``PublishError`` for what a disk can do.
    """
    disk = disk or Disk()
    shelf = Shelf(disk, os.path.join(state, "publish"))
    removed = 0
    try:
        manifest = shelf.load(disk.lstat(str(output)).st_ino) if output.is_dir() else None
        for path in manifest.files if manifest else ():
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                disk.remove(f"{output}/{path}")
                removed += 1
        for folder in sorted(folders_of(manifest.files) if manifest else (), reverse=True):
            with contextlib.suppress(OSError):  # it holds something that is not ours
                disk.remove_folder(f"{output}/{folder}")
        with contextlib.suppress(OSError):
            disk.remove_folder(str(output))
        if state.is_dir():
            disk.remove_tree(str(state))
    except OSError as error:
        raise told(error, "remove the site") from error
    return removed
