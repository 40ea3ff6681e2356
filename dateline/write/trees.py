"""Bringing a tree beside the published one to the wanted state, with as few operations as it takes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, MutableMapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dateline.write.disk import NO_LINKS, NOT_EMPTY, Disk
from dateline.write.manifest import (
    UNSURE,
    Manifest,
    digest_of,
    folder_record,
    in_doubt,
    inode_of,
    key_of,
    record,
    time_of,
    with_key,
)
from dateline.write.not_ours import Surroundings
from dateline.write.paths import folders_above, folders_of, parent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a site shall consist of."""

    files: Mapping[str, str]
    """Path → record."""
    staged: MutableMapping[str, str]
    """Path → the file with its new bytes. Follows that file when it is moved into a tree."""
    alone: AbstractSet[str] = frozenset()
    """Files that two trees may not share although both manifests say so."""
    key: str = ""
    """What the whole site was made from."""


@dataclass(slots=True)
class Beside:
    """A tree beside the published folder, on its way to the wanted state."""

    disk: Disk
    tree: str
    known: Manifest
    """What the tree held when we left it."""
    published: str
    """Where files that stay get their second names from."""
    standing: Manifest
    """What of the published folder is ours."""
    wanted: Wanted
    operations: int = 0
    """How much was changed."""
    not_ours: AbstractSet[str] = frozenset()
    """What is not ours in the published folder: taken along."""
    _files: dict[str, str] = field(default_factory=dict)
    _folders: AbstractSet[str] = frozenset()
    _changed: AbstractSet[str] = frozenset()
    _there: set[str] = field(default_factory=set)
    _touched: set[str] = field(default_factory=set)
    _mixed: set[str] = field(default_factory=set)
    """Folders with things that are not ours: looked at each time."""

    def update(self) -> None:
        """Makes the tree hold the wanted files, and everything in the published folder that is not ours."""
        self._files = dict(self.wanted.files)
        self._there = set(self.known.folders)
        same_places = self.wanted.files.keys() == self.known.files.keys()
        self._folders = folders = self._there.copy() if same_places else folders_of(self.wanted.files)
        self._changed = self._different()
        self._remove_files()
        if not self._there.isdisjoint(self.wanted.files):  # a folder has to give way to a file
            self._remove_folders(folders)
        self._place_files()
        around = Surroundings(
            self.disk, self.published, self.standing, self.tree, self.known, self.wanted.files
        )
        around.carry(folders, self._make_folders)
        self.not_ours = around.not_ours
        self._mixed |= around.mixed
        self._touched |= around.looked_at
        self._remove_folders(folders)

    def manifest(self, now: int) -> Manifest:
        """The manifest of the updated tree. ``now`` is the file system's time after the last change."""
        folders = {folder: self.known.folders.get(folder, UNSURE) for folder in self._folders}
        unsure = {folder for folder, known in folders.items() if known == UNSURE}
        for folder in sorted(unsure | (self._touched & self._folders)):
            status = self.disk.lstat(f"{self.tree}/{folder}")
            doubt = folder in self._mixed or _recent(status.st_mtime_ns, now)
            folders[folder] = UNSURE if doubt else folder_record(status)
        folders.update(dict.fromkeys(self._mixed & self._folders, UNSURE))
        return Manifest(settled(self._files, self._changed, now), folders, self.wanted.key)

    def _different(self) -> set[str]:
        """The wanted files that the tree does not hold as they are wanted."""
        files, known = self.wanted.files, self.known.files
        changed = {path for path, wanted in files.items() if known.get(path) != wanted}
        return changed | self.wanted.staged.keys() | (self.wanted.alone & files.keys())

    def _remove_files(self) -> None:
        for path in sorted(self.known.files.keys() - self.wanted.files.keys()):
            with contextlib.suppress(FileNotFoundError):
                self.disk.remove(f"{self.tree}/{path}")
            self._touch(path)

    def _place_files(self) -> None:
        staged = self.wanted.staged
        for path in sorted(self._changed):
            if path in staged:
                self._make_folders(path)
                if staged[path] != (place := f"{self.tree}/{path}"):
                    self.disk.move(staged[path], place)
                    staged[path] = place
            elif self._is_there(path):
                continue
            else:
                self._make_folders(path)
                self._share(path)
            self._touch(path)

    def _is_there(self, path: str) -> bool:
        """Whether the tree has the file: as a second name of the published one, or as an intact copy."""
        wanted, known = self.wanted.files[path], self.known.files.get(path)
        try:
            status = self.disk.lstat(f"{self.tree}/{path}")
        except FileNotFoundError:
            return False
        if str(status.st_ino) == inode_of(wanted):
            return True
        if known is not None and known == record(digest_of(wanted), key_of(known), status):
            self._files[path] = with_key(known, key_of(wanted))
            return True
        self.disk.remove(f"{self.tree}/{path}")
        return False

    def _share(self, path: str) -> None:
        """Gives the published file a second name in the tree, or copies it where files have only one."""
        old, new = f"{self.published}/{path}", f"{self.tree}/{path}"
        try:
            self.disk.link(old, new)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            wanted = self.wanted.files[path]
            self._files[path] = record(digest_of(wanted), key_of(wanted), self.disk.copy(old, new))

    def _make_folders(self, path: str) -> None:
        """Makes the folders above ``path`` that are not there."""
        for folder in folders_above(path, self._there):
            with contextlib.suppress(FileExistsError):
                self.disk.make_folder(f"{self.tree}/{folder}")
            self._there.add(folder)
            self._touched.add(folder)
            self._touch(folder)

    def _remove_folders(self, wanted: AbstractSet[str]) -> None:
        """Removes our folders that nobody wants; one that holds something else stays."""
        for folder in sorted(self._there - wanted, reverse=True):
            try:
                self.disk.remove_folder(f"{self.tree}/{folder}")
            except FileNotFoundError:
                pass
            except OSError as error:
                if error.errno not in NOT_EMPTY:
                    raise
                self._mixed.add(parent(folder))
            self._there.discard(folder)
            self._touch(folder)

    def _touch(self, path: str) -> None:
        """Remembers that the folder of ``path`` has a new time."""
        self._touched.add(parent(path))
        self.operations += 1


def settled(files: Mapping[str, str], changed: Iterable[str], now: int) -> dict[str, str]:
    """The records, with those of ``changed`` files in doubt that got their time a moment ago."""
    result = dict(files)
    for path in changed:
        if _recent(time_of(result[path]), now):
            result[path] = in_doubt(result[path])
    return result


def _recent(time: int, now: int) -> bool:
    """Whether another change might still get the same time.

    Clocks of file systems tick every few milliseconds; those that show no fraction of one (FAT, some network
    disks) every two seconds.
    """
    return time > now - (20_000_000 if now % 1_000_000 else 2_000_000_000)
