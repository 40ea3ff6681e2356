"""Publishing a site: everything is written beside the published folder, which then changes in one step."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from dateline.write import in_place
from dateline.write.disk import NO_EXCHANGE, Disk
from dateline.write.errors import PublishError, told, was_changed
from dateline.write.journal import is_pending
from dateline.write.lock import Lock
from dateline.write.manifest import UNSURE, Manifest, digest_of, key_of, record, with_key
from dateline.write.paths import (
    check_path,
    check_together,
    file_and_folder,
    folders_above,
    folders_of,
    parent,
    produced_twice,
)
from dateline.write.recovery import BETWEEN, FOLDER, STAGING, TWIN, recover
from dateline.write.shelf import Shelf
from dateline.write.standing import Standing, digest
from dateline.write.trees import Beside, Wanted, settled

_IMMOVABLE = frozenset((errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM))
"""What the system answers where a folder cannot be renamed, such as the point where a disk is mounted."""
_HOPELESS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM))
_CATCH_UP = 500
"""Operations from which on the twin is brought up to date at once rather than by the next publication."""


class Staged(NamedTuple):
    """Bytes that wait to be published."""

    digest: str
    record: str = ""
    file: str = ""
    """Where they are; empty where they are published already."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a publication changed."""

    written: frozenset[str]
    """Paths with new bytes, or restored after somebody changed or removed them."""
    removed: frozenset[str]
    """Paths that were published before and are not any more."""
    kept: int
    """How many files stayed as they were, with their times."""
    not_ours: tuple[str, ...] = ()
    """What lies in the published folder and is not ours; looked for only when something changes."""


class Publication:
    """One publication of a site to ``output``; ``state`` is a folder beside it for what the next one needs to
    know.

    Use it in a ``with`` statement: give every page to ``keep`` or ``add``, then ``commit``. Leaving without
    commit, by an error or not, leaves ``output`` byte for byte as it was. Everything raises ``PublishError``,
    and nothing else, for what a disk can do.

    A file has a ``key``: a short text without tabs or line breaks that says what it was made from. ``keep``
    is true where the published file was made from the same and stands as it was written.
    """

    def __init__(self, output: Path, state: Path, disk: Disk | None = None) -> None:
        self._disk = disk or Disk()
        self._output = os.path.abspath(output)
        self._state = os.path.abspath(state)
        self._folder = os.path.join(self._state, FOLDER)
        self._staging = os.path.join(self._folder, STAGING)
        self._twin = os.path.join(self._folder, TWIN)
        self._between = os.path.join(self._folder, BETWEEN)
        self._lock = Lock(os.path.join(self._folder, "lock"))
        self._shelf = Shelf(self._disk, self._folder)
        self._standing: Standing
        self._files: dict[str, str] = {}
        self._staged: dict[str, str] = {}
        self._waiting_in: set[str] = set()

    def __enter__(self) -> Self:
        _check_folders(self._output, self._state)
        try:
            with _told("prepare the publication"):
                self._make_folder(self._folder)
                self._lock.acquire()
                recover(self._disk, self._output, self._folder, self._shelf)
                self._disk.make_folder(self._staging)
                self._standing = Standing(self._disk, self._output, self._shelf)
                self._standing.look()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            # What cannot be removed now is removed by the next publication.
            if not is_pending(self._folder):
                with contextlib.suppress(OSError):
                    self._disk.remove_tree(self._staging)
        finally:
            self._lock.release()

    def has(self, path: str) -> bool:
        """Whether the last publication had a file there."""
        return path in self._standing.manifest.files

    def keep(self, path: str, key: str = "") -> bool:
        """Whether the published file made from the same stands; then it stays. Else the file has to be
        added."""
        known = self._made_from(path, key)
        if known is None:
            return False
        self._claim(path)
        self._files[path] = known
        return True

    def keep_all(self, files: Collection[tuple[str, str]]) -> bool:
        """Whether of all these, given by path and key, the published files made from the same stand; then they
        stay. Else none of them is kept."""
        found: dict[str, str] = {}
        for path, key in files:
            known = self._made_from(path, key)
            if known is None:
                return False
            found[path] = known
        for path in found.keys() & self._files.keys():
            self._claim(path)
        self._files.update(found)
        return True

    def add(self, path: str, data: bytes, key: str = "") -> None:
        """Publishes ``data`` at ``path``. The bytes are written at once, and not at all where they are
        published."""
        self.take(path, self.stage(path, data, key), key)

    def stands(self, path: str, key: str) -> bool:
        """Whether ``keep`` would be true."""
        return self._made_from(path, key) is not None

    def stage(self, path: str, data: bytes, key: str = "") -> Staged:
        """Writes ``data`` for ``path``, where it is not published already. A fork may do it; ``take`` then is for the
        process that commits. Raises PublishError where another file or folder has the place, or the disk refuses."""
        wanted = digest(data)
        if self._known(path, wanted):
            return Staged(wanted)
        check_path(path)
        new = os.path.join(self._staging, path)
        with _told("write the site"):
            try:
                self._make_staging_for(path)
                status = self._disk.write(new, data)
            except FileExistsError as error:
                raise (file_and_folder if os.path.isdir(new) else produced_twice)(path) from error
            except NotADirectoryError as error:
                while not os.path.lexists(os.path.join(self._staging, path)):
                    path = parent(path)
                raise file_and_folder(path) from error
        return Staged(wanted, record(wanted, key, status), new)

    def take(self, path: str, staged: Staged, key: str = "") -> None:
        """Publishes at ``path`` what was staged for it. Raises PublishError where two pages want the place, or where
        somebody else changed what is published there."""
        if path not in self._standing.manifest.files:
            check_path(path)
        self._claim(path)
        if staged.file:
            self._files[path], self._staged[path] = staged.record, staged.file
        elif known := self._known(path, staged.digest):
            self._files[path] = with_key(known, key) if key_of(known) != key else known
        else:
            raise was_changed(path)

    def _known(self, path: str, wanted: str) -> str | None:
        """The record of a published file that has the wanted bytes."""
        known = self._standing.record_of(path) or self._standing.adopt(path, wanted)
        return known if known is not None and digest_of(known) == wanted else None

    def commit(self, key: str = "") -> Written:
        """Makes the given files the published site and removes those published before and not given now.

        ``key`` is a short text, without line breaks, that says what the whole site was made from: ``stands``
        asks for it.
        """
        standing = self._standing
        if not self._files.keys() <= standing.manifest.files.keys():
            check_together(self._files)
        gone = standing.manifest.files.keys() - self._files.keys()
        written, removed = frozenset(self._staged), frozenset(gone - standing.missing)
        not_ours: tuple[str, ...] = ()
        with _told("publish the site"):
            if written or removed:
                not_ours = self._publish(key)
            elif standing.inode and (self._files, key) != (standing.manifest.files, standing.manifest.key):
                files = settled(self._files, standing.proved.keys() & self._files.keys(), self._shelf.now())
                self._shelf.save(standing.inode, Manifest(files, standing.manifest.folders, key))
        return Written(written, removed, len(self._files) - len(written), not_ours)

    def _made_from(self, path: str, key: str) -> str | None:
        """The record of a published file that was made from this and stands as it was written."""
        known = self._standing.sound.get(path) or self._standing.record_of(path)
        return known if known is not None and key_of(known) == key else None

    def _claim(self, path: str) -> None:
        if path in self._files:
            raise produced_twice(path)

    def _make_folder(self, path: str) -> None:
        """Makes a folder and those above it where they are missing."""
        missing = []
        while not os.path.isdir(path):
            missing.append(path)
            path = os.path.dirname(path)
        for folder in reversed(missing):
            with contextlib.suppress(FileExistsError):
                self._disk.make_folder(folder)

    def _make_staging_for(self, path: str) -> None:
        """Makes the folders in which a new file waits: the same as in the site."""
        for folder in folders_above(path, self._waiting_in):
            with contextlib.suppress(FileExistsError):  # another process made it, or it is a file
                self._disk.make_folder(os.path.join(self._staging, folder))
            self._waiting_in.add(folder)

    def _publish(self, key: str) -> tuple[str, ...]:
        """Brings the published folder to the wanted state; what in it is not ours."""
        self._make_folder(os.path.dirname(self._output))
        wanted = Wanted(self._files, self._staged, self._standing.alone, key)
        if self._on_one_disk():
            beside, manifest = self._update_twin(wanted)
            if self._swap():
                self._settle_twin(beside.operations, manifest)
                return tuple(sorted(beside.not_ours))
        in_place.publish(self._disk, self._output, self._folder, self._shelf, self._standing, wanted)
        self._disk.remove_tree(self._twin)
        self._shelf.keep_only(self._disk.lstat(self._output).st_ino)
        return ()

    def _on_one_disk(self) -> bool:
        place = self._output if self._standing.inode else os.path.dirname(self._output)
        return self._disk.lstat(place).st_dev == self._disk.lstat(self._folder).st_dev

    def _update_twin(self, wanted: Wanted) -> tuple[Beside, Manifest]:
        """Brings the tree beside to the wanted state; anything odd in it, and it is made anew."""
        spoilt = os.path.join(self._folder, "spoilt")
        self._disk.remove_tree(spoilt)
        try:
            if not os.path.lexists(self._twin):
                return self._staging_as_twin(wanted)
            known = self._shelf.load(self._disk.lstat(self._twin).st_ino)
            if known is not None:
                try:
                    return self._update(self._twin, known, self._standing.manifest, wanted)
                except OSError as error:
                    if error.errno in _HOPELESS:
                        raise
                # Somebody changed the twin. New files that have moved into it are taken from there.
                self._disk.move(self._twin, spoilt)
                for path, new in wanted.staged.items():
                    if new.startswith(self._twin):
                        wanted.staged[path] = spoilt + new.removeprefix(self._twin)
            self._disk.remove_tree(self._twin)
            self._disk.make_folder(self._twin)
            return self._update(self._twin, Manifest({}, {}), self._standing.manifest, wanted)
        except (OSError, PublishError):
            with contextlib.suppress(OSError):  # a full disk needs the space
                self._disk.remove_tree(self._twin)
            raise
        finally:
            with contextlib.suppress(OSError):
                self._disk.remove_tree(spoilt)

    def _staging_as_twin(self, wanted: Wanted) -> tuple[Beside, Manifest]:
        """Makes the tree beside of the new files as they lie there."""
        self._disk.move(self._staging, self._twin)
        wanted.staged.update((path, os.path.join(self._twin, path)) for path in wanted.staged)
        there = dict.fromkeys(folders_of(wanted.staged), UNSURE)
        return self._update(self._twin, Manifest({}, there), self._standing.manifest, wanted)

    def _update(
        self, tree: str, known: Manifest, standing: Manifest, wanted: Wanted
    ) -> tuple[Beside, Manifest]:
        """Updates one tree. It has no manifest while it changes, so a tree left half done is never
        believed."""
        inode = self._disk.lstat(tree).st_ino
        self._shelf.forget(inode)
        beside = Beside(self._disk, tree, known, self._output, standing, wanted)
        beside.update()
        manifest = beside.manifest(self._shelf.now())
        self._shelf.save(inode, manifest)
        return beside, manifest

    def _swap(self) -> bool:
        """Puts the twin in the place of the published folder and the other way round.

        False where the published folder cannot be renamed. Where the system knows no exchange there is an
        instant without a published folder; if this publication is killed just then, the next one puts it
        back.
        """
        if not self._standing.inode:
            self._disk.move(self._twin, self._output)
            return True
        try:
            self._disk.exchange(self._output, self._twin)
            return True
        except OSError as error:
            if error.errno in _IMMOVABLE:
                return False
            if error.errno not in NO_EXCHANGE:
                raise
        try:
            self._disk.move(self._output, self._between)
        except OSError as error:
            if error.errno in _IMMOVABLE:
                return False
            raise
        try:
            self._disk.move(self._twin, self._output)
        except OSError:
            self._disk.move(self._between, self._output)
            raise
        self._disk.move(self._between, self._twin)
        return True

    def _settle_twin(self, operations: int, manifest: Manifest) -> None:
        """Prepares the next publication. The site is published: nothing here may fail any more."""
        with contextlib.suppress(OSError, PublishError):
            known = self._standing.manifest
            if not (self._standing.inode and self._standing.known):
                self._disk.remove_tree(self._twin)
                self._disk.make_folder(self._twin)
                known = Manifest({}, {})
            if operations > _CATCH_UP or not known.files:
                self._update(self._twin, known, manifest, Wanted(manifest.files, {}))
            inodes = [self._disk.lstat(folder).st_ino for folder in (self._output, self._twin)]
            self._shelf.keep_only(*inodes)


def _check_folders(output: str, state: str) -> None:
    """Refuses folders of which one contains the other, and the top of the file system."""
    output, state = os.path.realpath(output), os.path.realpath(state)
    if os.path.dirname(output) == output or os.path.commonpath((output, state)) in (output, state):
        hint = "name a folder that holds nothing but the site"
        raise PublishError(f"the site cannot be published to {output}", hint)


@contextlib.contextmanager
def _told(doing: str) -> Iterator[None]:
    """Turns what a disk answers into a ``PublishError``."""
    try:
        yield
    except OSError as error:
        raise told(error, doing) from error
