"""Content files, parsed: each only when its bytes are new, in this run or in any before it.

What a file gave, with everything that was wrong in it, is kept as data. A file whose times show that it is the one
parsed before is known by its digest: its bytes are not read, and what it said only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic
from dateline.memory.database import Database
from dateline.memory.digests import digest_of_bytes
from dateline.memory.program import program
from dateline.memory.times import Times
from dateline.model import Actor, Crisis, Settings, Source, Story, TextPage, Translation
from dateline.parse.file import Parsed, parse_bytes, place_of, unread
from dateline.read.folders import FileEntry, read
from dateline.workers import HandedOn, spread

_SHAPES: dict[str, Any] = {
    "": tuple[None, tuple[Diagnostic, ...], frozenset[str]],  # of a file that has no place
    "site": tuple[Settings | None, tuple[Diagnostic, ...], frozenset[str]],
    "sources": tuple[tuple[Source, ...] | None, tuple[Diagnostic, ...], frozenset[str]],
    "crisis": tuple[Crisis | None, tuple[Diagnostic, ...], frozenset[str]],
    "story": tuple[Story | None, tuple[Diagnostic, ...], frozenset[str]],
    "actor": tuple[Actor | None, tuple[Diagnostic, ...], frozenset[str]],
    "page": tuple[TextPage | None, tuple[Diagnostic, ...], frozenset[str]],
    "translation": tuple[Translation | None, tuple[Diagnostic, ...], frozenset[str]],
}
"""What is kept of each kind of file: its draft, what was wrong in it, and names in it that are lost."""


class Changed(HandedOn):
    """A file is not the one that its times and size said it is: nothing that was kept can be believed."""


class ParsedFiles:
    """What content files say. The same bytes at the same path give the same object for as long as this one lives."""

    def __init__(self, database: Database, root: Path, content: str, trusting: bool = True) -> None:
        """``trusting``: whether the times of files that an earlier run looked at are believed."""
        self._database = database
        self._root = root
        self._content = content
        self._known: dict[str, tuple[bytes, Parsed]] = {}
        self._times = Times(database, content, trusting)
        self._decoders: dict[str, Any] = {}
        self.replacing: Callable[[str], object] = lambda path: None
        """Told of the path of a file before what it said last is forgotten, because it says something else now."""

    def known(self, entries: Iterable[FileEntry]) -> dict[str, bytes]:
        """By path, the digests of those of these files whose times show that they are the ones parsed before."""
        return self._times.known(entries)

    def settle(self, entries: Iterable[FileEntry], digests: Mapping[str, bytes], looked: int) -> bool:
        """Believe the times of these files from now on, as far as they had been left alone when we looked.

        Whether files may be gone that an earlier run knew.
        """
        for path in self._known.keys() - digests.keys():
            del self._known[path]
        if gone := self._times.settle(entries, digests, looked):
            self._database.keep_only("draft", digests)
        return gone

    def read(self, entries: Sequence[FileEntry], jobs: int) -> Iterator[bytes]:
        """The digest of each of these files, in their order: read, parsed where its bytes are new, and kept; none of
        them is held in memory."""
        from msgspec.msgpack import Decoder, encode

        any_kept = bool(entries) and "draft" in self._database.kinds()

        def work(entry: FileEntry) -> bytes:
            data = read(self._root, entry)
            if isinstance(data, Diagnostic):
                return encode((b"", b"", data))
            file = _File(entry.path, self._inner(entry.path), data)
            kept = self._database.get("draft", file.path) if any_kept else None
            return encode((file.key, b"" if kept and kept[0] == file.key else _parse(file), None))

        decode = Decoder(tuple[bytes, bytes, Diagnostic | None]).decode
        made = spread(entries, work, jobs, prepare=self._database.save)
        for entry, found in zip(entries, made, strict=True):
            digest, said, problem = decode(found)
            if problem:
                digest = self.unread(entry.path, problem).digest
            elif said:
                self.replacing(entry.path)
                self._database.put("draft", entry.path, digest, said)
            yield digest

    def unread(self, path: str, problem: Diagnostic) -> Parsed:
        """A file that nobody can read just now."""
        inner = self._inner(path)
        digest = digest_of(path, inner, f"{problem.code}\n{problem.message}\n{problem.hint}".encode())
        found = replace(unread(path, inner, problem), digest=digest)
        self._known[path] = digest, found
        return found

    def said(self, path: str, digest: bytes) -> Parsed:
        """What the file with this digest says. Raises Changed where it says something else now, or cannot be read."""
        if (known := self._lookup(path, digest)) is not None:
            return known
        try:
            data = (self._root / path).read_bytes()
        except OSError as error:
            raise Changed(path) from error
        found = self.parsed(path, data)
        if found.digest != digest:
            raise Changed(path)
        return found

    def parsed(self, path: str, data: bytes) -> Parsed:
        """What a file with these bytes says."""
        file = _File(path, self._inner(path), data)
        if (known := self._lookup(path, file.key)) is not None:
            return known
        said = _parse(file)
        self._database.put("draft", path, file.key, said)
        return self._decoded(path, file.key, said)

    def _lookup(self, path: str, key: bytes) -> Parsed | None:
        """What was parsed before, in this run or an earlier one."""
        known = self._known.get(path)
        if known is not None and known[0] == key:
            return known[1]
        kept = self._database.get("draft", path)
        if kept is None or kept[0] != key:
            return None
        from msgspec import MsgspecError

        try:
            return self._decoded(path, key, kept[1])
        except (MsgspecError, TypeError, ValueError):
            return None

    def _decoded(self, path: str, key: bytes, data: bytes) -> Parsed:
        place = place_of(self._inner(path))
        kind = "" if place is None else "translation" if place.language else place.kind
        if kind not in self._decoders:
            import msgspec

            self._decoders[kind] = msgspec.msgpack.Decoder(_SHAPES[kind])
        draft, diagnostics, lost = self._decoders[kind].decode(data)
        found = Parsed(path, place, draft, diagnostics, lost, key)
        self._known[path] = key, found
        return found

    def _inner(self, path: str) -> str:
        """A path below the content folder."""
        return path.removeprefix(f"{self._content}/")


def digest_of(path: str, inner: str, data: bytes) -> bytes:
    """The digest of a file: of its bytes, its path (``inner`` below the content folder) and this program."""
    return digest_of_bytes(f"{program()}\n{path}\n{inner}\n".encode() + data)


class _File:
    """A file to parse."""

    __slots__ = ("data", "inner", "key", "path")

    def __init__(self, path: str, inner: str, data: bytes) -> None:
        self.path, self.inner, self.data = path, inner, data
        self.key = digest_of(path, inner, data)


def _parse(file: _File) -> bytes:
    """What a file says and what is wrong in it, as it is kept."""
    from msgspec.msgpack import encode

    found = parse_bytes(file.path, file.inner, file.data)
    return encode((found.draft, found.diagnostics, sorted(found.lost)))
