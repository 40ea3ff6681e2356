"""The site as it stands in the published folder, as far as our manifest can be believed."""

from __future__ import annotations

import stat

from dateline.memory.digests import digest_of_bytes
from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.manifest import Manifest, digest_of, in_doubt, key_of, record
from dateline.write.paths import folders_of
from dateline.write.shelf import Shelf

_REGULAR_AND_READABLE = 0o170444, 0o100444


def digest(data: bytes) -> str:
    """The digest that stands for bytes in a manifest: 32 hexadecimal digits."""
    return digest_of_bytes(data).hex()


class Standing:
    """What is published now. ``look`` asks for the status of every file once; bytes are read only where that
    is not enough."""

    def __init__(self, disk: Disk, output: str, shelf: Shelf) -> None:
        self._disk = disk
        self._output = output
        self.inode = self._folder_inode()
        """Of the published folder; 0 where there is none."""
        own = shelf.load(self.inode) if self.inode else Manifest({}, {})
        self.known = own is not None
        """Whether the manifest is this folder's own: False where the folder was copied, restored or made by
        hand."""
        self.manifest = own if own is not None else _unsure(shelf.load_all())
        self.missing: set[str] = set()
        """Files of the manifest that are not there, or not as anything we would publish."""
        self.doubtful: set[str] = set()
        """Files whose status is not the recorded one; their bytes may still be."""
        self.alone: set[str] = set()
        """Files that have not exactly two names, as a file shared with the twin has."""
        self.proved: dict[str, str] = {}
        """Files that were doubtful and whose bytes are right after all, with their new records."""
        self.sound: dict[str, str] = {}
        """The records of files that stand as they were published, as far as that is known yet."""

    def _folder_inode(self) -> int:
        try:
            status = self._disk.lstat(self._output)
        except FileNotFoundError:
            return 0
        if stat.S_ISLNK(status.st_mode):
            hint = "publish to the folder itself, or remove the link"
            raise PublishError(f"the output folder {self._output} is a symbolic link", hint)
        if not stat.S_ISDIR(status.st_mode):
            raise PublishError(
                f"the output folder {self._output} is a file", "move it, or choose another folder"
            )
        return status.st_ino

    def look(self) -> None:
        """Compares the status of every file with its record: the one place where a whole site is looked
        at."""
        lstat, top = self._disk.lstat, f"{self._output}/"
        self.sound = dict(self.manifest.files)
        mask, wanted_mode = _REGULAR_AND_READABLE
        for path, known in self.manifest.files.items():
            try:
                status = lstat(top + path)
            except OSError:
                self.missing.add(path)
                continue
            if status.st_mode & mask != wanted_mode:
                self.missing.add(path)
            elif not known.endswith(f"\t{status.st_size}\t{status.st_mtime_ns}\t{status.st_ino}"):
                self.doubtful.add(path)
            if status.st_nlink != 2:
                self.alone.add(path)
        for path in self.missing | self.doubtful:
            del self.sound[path]

    def stands(self) -> bool:
        """Whether every file of the manifest stands as it was published."""
        return self.known and not self.missing and all(map(self.record_of, self.doubtful))

    def record_of(self, path: str) -> str | None:
        """The record of a file that stands as it was published; None where it does not, or is not known."""
        if (known := self.sound.get(path)) is not None:
            return known
        if path not in self.doubtful or path in self.missing:
            return None
        known = self.manifest.files[path]
        if not self._prove(path, digest_of(known), key_of(known)):
            self.missing.add(path)
            return None
        self.sound[path] = self.proved[path]
        return self.proved[path]

    def adopt(self, path: str, wanted: str) -> str | None:
        """The record of a file that no manifest knows, if its bytes have the wanted digest.

        Only where the folder's own manifest is lost: else it is somebody else's file.
        """
        if self.known or path in self.manifest.files or not self._prove(path, wanted, ""):
            return None
        return self.proved[path]

    def _prove(self, path: str, wanted: str, key: str) -> bool:
        """Whether the bytes of a file have the wanted digest."""
        full = f"{self._output}/{path}"
        try:
            status = self._disk.lstat(full)
            mask, wanted_mode = _REGULAR_AND_READABLE
            if status.st_mode & mask != wanted_mode or digest(self._disk.read(full)) != wanted:
                return False
        except OSError:
            return False
        self.proved[path] = record(wanted, key, status)
        return True


def _unsure(manifests: list[Manifest]) -> Manifest:
    """All that was ever ours, with records that no status agrees with."""
    files = {
        path: in_doubt(known) for manifest in reversed(manifests) for path, known in manifest.files.items()
    }
    return Manifest(files, dict.fromkeys(folders_of(files), ""))
