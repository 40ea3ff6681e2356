"""Files that an earlier run read, known again by what the file system says of them.

It is kept folder by folder: one in which nothing changed is known by its listing, without a look at each of its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import MsgspecError, Struct
from msgspec.msgpack import Decoder, encode

from dateline.memory.database import Database
from dateline.memory.digests import digest_of_bytes
from dateline.memory.program import program
from dateline.read.folders import FileEntry, is_settled


class Times:
    """The files below the content folder by size and times, with the digests of what they say."""

    def __init__(self, database: Database, content: str, trusting: bool) -> None:
        """``trusting``: whether what an earlier run saw is believed; what this one sees is."""
        self._database = database
        self._content = content
        self._trusting = trusting
        self._folders: dict[str, _Folder | None] = {}

    def known(self, entries: Iterable[FileEntry]) -> dict[str, bytes]:
        """By path, the digests of those of these files that are the ones read before."""
        found: dict[str, bytes] = {}
        for path, files in _by_folder(entries).items():
            if (folder := self._folder(path)) is not None:
                found.update(folder.known(files))
        return found

    def settle(self, entries: Iterable[FileEntry], digests: Mapping[str, bytes], looked: int) -> bool:
        """Believe the times of these files, which are all there are, from now on, as far as they had been left alone
        when we looked. Whether files may be gone that an earlier run knew."""
        folders = _by_folder(entries)
        gone = self._keep_only(folders)
        for path, files in folders.items():
            before = self._folder(path)
            if before is not None and before.lists(files):
                continue
            settled = [one for one in files if is_settled(one, looked)]
            listing = _listing(files) if len(settled) == len(files) else b""
            now = _Folder(listing, tuple(digests[one.path] for one in settled), encode(settled))
            gone = gone or before is None or not before.paths <= {one.path for one in files}
            self._folders[path] = now
            if now != before:
                self._database.put("times", path, program().encode(), encode(now))
        return gone

    def _keep_only(self, folders: Mapping[str, object]) -> bool:
        """Forget other folders. Whether there were some, or nobody knows."""
        kept = self._database.get("folders", self._content)
        listed = encode(list(folders))
        if kept is not None and kept[1] == listed:
            return False
        self._database.put("folders", self._content, b"", listed)
        self._database.keep_only("times", folders.keys())
        return True

    def _folder(self, path: str) -> _Folder | None:
        """What is known of the files in a folder."""
        if path not in self._folders:
            kept = self._database.get("times", path) if self._trusting else None
            believed = kept is not None and kept[0] == program().encode()
            self._folders[path] = _read(kept[1]) if kept is not None and believed else None
        return self._folders[path]


class _Folder(Struct, frozen=True, array_like=True):
    """Files of a folder that had been left alone."""

    listing: bytes  # a digest of all its files by size and times; empty where some had just changed
    digests: tuple[bytes, ...]
    packed: bytes  # the files, in the same order: to be read where not all are as they were

    def lists(self, files: Sequence[FileEntry]) -> bool:
        """Whether these are its files, none of them changed."""
        return self.listing == _listing(files)

    def known(self, files: Sequence[FileEntry]) -> Mapping[str, bytes]:
        """By path, the digests of those of these files that are as they were."""
        if self.lists(files):
            return dict(zip([one.path for one in files], self.digests, strict=True))
        known = dict(zip(self._files, self.digests, strict=True))
        return {one.path: known[one] for one in files if one in known}

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(one.path for one in self._files)

    @property
    def _files(self) -> list[FileEntry]:
        return _ENTRIES.decode(self.packed)


_ENTRIES: Decoder[list[FileEntry]] = Decoder(list[FileEntry])
_FOLDER: Decoder[_Folder] = Decoder(_Folder)


def _read(data: bytes) -> _Folder | None:
    try:
        return _FOLDER.decode(data)
    except MsgspecError:
        return None


def _listing(files: Sequence[FileEntry]) -> bytes:
    """The same digest: the same files, with the same sizes and times."""
    return digest_of_bytes(encode(files))


def _by_folder(entries: Iterable[FileEntry]) -> dict[str, list[FileEntry]]:
    found: dict[str, list[FileEntry]] = {}
    for one in entries:
        found.setdefault(one.path.rpartition("/")[0], []).append(one)
    return found
