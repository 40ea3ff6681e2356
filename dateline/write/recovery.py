"""What the state folder holds between publications, and how a killed one is finished or undone."""

from __future__ import annotations

import os

from dateline.write.disk import Disk
from dateline.write.journal import is_pending
from dateline.write.shelf import Shelf

FOLDER = "publish"
"""What all of this lies in, in the state folder."""
STAGING, TWIN, BETWEEN = "staging", "twin", "between"
"""New files; the tree beside the published one; the published one between two renames."""


def recover(disk: Disk, output: str, folder: str, shelf: Shelf) -> None:
    """Finishes or undoes what a publication left when it was killed."""
    if is_pending(folder):
        from dateline.write import in_place

        in_place.resume(disk, output, folder, shelf)
    between, twin = os.path.join(folder, BETWEEN), os.path.join(folder, TWIN)
    if os.path.lexists(between):
        if not os.path.lexists(output):  # killed between the two renames
            disk.move(between, output)
        elif not os.path.lexists(twin):
            disk.move(between, twin)
    for left in (os.path.join(folder, STAGING), between):
        disk.remove_tree(left)


def is_needed(folder: str) -> bool:
    """Whether ``recover`` has something to finish or undo in the published folder."""
    return is_pending(folder) or os.path.lexists(os.path.join(folder, BETWEEN))
