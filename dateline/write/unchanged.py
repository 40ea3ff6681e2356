"""What is published, and whether there is anything to publish at all: questions without a lock that change nothing."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.recovery import FOLDER, is_needed
from dateline.write.shelf import Shelf
from dateline.write.standing import Standing


def stands(output: Path, state: Path, key: str | None = None) -> bool:
    """Whether every published file is as the last publication left it, by its status.

    With a ``key``, also whether that publication was committed with the same one: this is asked first, and a
    site made from something else costs no look at its files. False for every doubt and every trouble: then a
    ``Publication`` puts it right or says what is wrong.
    """
    disk, folder = Disk(), os.path.join(state, FOLDER)
    if is_needed(folder):
        return False
    try:
        standing = Standing(disk, os.path.abspath(output), Shelf(disk, folder))
    except (OSError, PublishError):
        return False
    if not (standing.inode and standing.known) or key not in (None, standing.manifest.key):
        return False
    standing.look()
    return standing.stands()


def listed(output: Path, state: Path) -> frozenset[str]:
    """The paths of the files that the last publication left in ``output``; what else lies there is none of ours."""
    disk, folder = Disk(), os.path.join(state, FOLDER)
    try:
        return frozenset(Standing(disk, os.path.abspath(output), Shelf(disk, folder)).manifest.files)
    except (OSError, PublishError):
        return frozenset()
