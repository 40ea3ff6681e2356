"""What lies in the published folder and is not ours: a CNAME, a folder of the host, a repository.

It is never removed. A tree that is to take the folder's place gets the same things under second names first.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from dateline.write.disk import NO_LINKS, Disk
from dateline.write.errors import PublishError
from dateline.write.manifest import Manifest, folder_record


class Surroundings:
    """What is not ours, in the published folder and in the tree beside it."""

    def __init__(
        self,
        disk: Disk,
        published: str,
        standing: Manifest,
        tree: str,
        known: Manifest,
        wanted: Mapping[str, str],
    ) -> None:
        self._disk = disk
        self._published, self._standing = published, standing
        self._tree, self._known = tree, known
        self._wanted = wanted
        self.looked_at: set[str] = set()
        """The folders of ours in which names came or went since we left them, and always the top."""
        self.mixed: set[str] = set()
        """Those among them that hold something else."""
        self.not_ours: set[str] = set()
        """Paths of what is not ours; a folder stands for all it holds."""

    def carry(self, folders: AbstractSet[str], make_folders: Callable[[str], None]) -> None:
        """Makes what is not ours the same in the tree as in the published folder.

        ``folders`` are the wanted ones; ``make_folders`` makes those above a path in the tree.
        """
        waiting = ["", *self._changed_folders()]
        self.looked_at.update(waiting)
        for folder in waiting:  # grows while we go
            found = self._entries(self._published, folder)
            for name, is_folder in found.items():
                path = f"{folder}/{name}" if folder else name
                self._refuse_obstacle(path, is_folder, folders)
                if is_folder and (path in folders or path in self._standing.folders):
                    # A folder that somebody made where we now want one: what is in it is theirs.
                    if path not in self._standing.folders and path not in self.looked_at:
                        self.looked_at.add(path)
                        waiting.append(path)
                elif path not in self._wanted and path not in self._standing.files:
                    make_folders(path)
                    self._carry(path, is_folder)
                    self.not_ours.add(path)
                    self.mixed.add(folder)
            for name in self._entries(self._tree, folder):
                path = f"{folder}/{name}" if folder else name
                if not (
                    path in self.not_ours
                    or path in self._wanted
                    or path in folders
                    or path in self._known.files
                    or path in self._known.folders
                    or path in self._standing.folders
                ):
                    self._disk.remove_tree(f"{self._tree}/{path}")

    def _changed_folders(self) -> list[str]:
        changed = []
        lstat, top = self._disk.lstat, f"{self._published}/"
        for folder, known in self._standing.folders.items():
            try:
                status = lstat(top + folder)
            except OSError:
                changed.append(folder)
                continue
            if folder_record(status) != known:
                changed.append(folder)
        return changed

    def _entries(self, tree: str, folder: str) -> dict[str, bool]:
        """The names in a folder, each with whether it is a folder; none where there is no such folder."""
        try:
            return dict(self._disk.entries(f"{tree}/{folder}" if folder else tree))
        except (FileNotFoundError, NotADirectoryError):
            return {}

    def _refuse_obstacle(self, path: str, is_folder: bool, folders: AbstractSet[str]) -> None:
        """Raises where something that is not ours stands in the way of a page."""
        if is_folder and path in self._wanted and path not in self._standing.folders:
            message = f"{self._published}/{path} is a folder that the build did not make; a page goes there"
        elif not is_folder and path in folders and path not in self._standing.files:
            message = (
                f"{self._published}/{path} is not a folder, and the build did not make it; pages go there"
            )
        else:
            return
        raise PublishError(message, "move it away, then build again")

    def _carry(self, path: str, is_folder: bool) -> None:
        """Makes ``path`` in the tree the same as in the published folder; an explicit stack, folders are
        deep."""
        waiting = [(path, is_folder)]
        while waiting:
            path, is_folder = waiting.pop()
            old, new = f"{self._published}/{path}", f"{self._tree}/{path}"
            try:
                here = self._disk.lstat(new)
            except FileNotFoundError:
                here = None
            if not is_folder:
                self._carry_file(old, new, here is not None)
                continue
            if here is not None and not stat.S_ISDIR(here.st_mode):
                self._disk.remove(new)
                here = None
            if here is None:
                self._disk.make_folder(new)
            inside = dict(self._disk.entries(old))
            for name, _ in self._disk.entries(new):
                if name not in inside:
                    self._disk.remove_tree(f"{new}/{name}")
            waiting += [(f"{path}/{name}", inner) for name, inner in inside.items()]

    def _carry_file(self, old: str, new: str, there: bool) -> None:
        """Gives a file or symbolic link a second name, or copies it where files have only one."""
        status = self._disk.lstat(old)
        if there:
            here = self._disk.lstat(new)
            if here.st_ino == status.st_ino:
                return
            self._disk.remove_tree(new)
        try:
            self._disk.link(old, new)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            if stat.S_ISLNK(status.st_mode):
                self._disk.copy_link(old, new)
            elif stat.S_ISREG(status.st_mode):
                self._disk.copy(old, new)
            # A socket or pipe cannot be copied, and no site needs one.
