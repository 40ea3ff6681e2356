"""Content files, parsed: each only when its bytes are new, in this run or in any before it.

What a file gave, with everything that was wrong in it, is kept as data in a database beside the published site. It may
be deleted at any time; damaged, older or foreign entries count as none.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline.diagnostics import Diagnostic
from dateline.model import Actor, Crisis, Settings, Source, Story, TextPage
from dateline.parse import Parsed, parse_bytes, place_of
from dateline.program import program
from dateline.read import Entry, is_settled
from dateline.workers import spread

_SHAPES: dict[str, Any] = {
    "": tuple[None, tuple[Diagnostic, ...], frozenset[str]],  # of a file that has no place
    "site": tuple[Settings | None, tuple[Diagnostic, ...], frozenset[str]],
    "sources": tuple[tuple[Source, ...] | None, tuple[Diagnostic, ...], frozenset[str]],
    "crisis": tuple[Crisis | None, tuple[Diagnostic, ...], frozenset[str]],
    "story": tuple[Story | None, tuple[Diagnostic, ...], frozenset[str]],
    "actor": tuple[Actor | None, tuple[Diagnostic, ...], frozenset[str]],
    "page": tuple[TextPage | None, tuple[Diagnostic, ...], frozenset[str]],
}
"""What is kept of each kind of file: its draft, what was wrong in it, and names in it that are lost."""
_AT_ONCE = 1000
"""Files whose bytes are held at a time."""
_TABLE = "create table if not exists drafts (path text primary key, key blob, digest blob, data blob)"


class ParsedFiles:
    """What content files say. Use it in a ``with`` statement; it may be entered again and again.

    The same bytes at the same path give the same object for as long as this one lives.
    """

    def __init__(self, folder: Path) -> None:
        """``folder``: where the database lies, made when needed."""
        self._path = folder / "parsed.sqlite"
        self._known: dict[str, tuple[bytes, Parsed]] = {}
        self._settled: dict[str, Entry] = {}
        self._asked: set[str] = set()
        self._database: sqlite3.Connection | None = None
        self._decoders: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._asked.clear()
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=1)
            try:
                self._database.execute(_TABLE)
            except sqlite3.OperationalError:  # another build has it just now: this one does without
                self._close()
            except sqlite3.DatabaseError:  # not a database, or not any more
                self._close()
                self._path.unlink()
                self._database = sqlite3.connect(self._path)
                self._database.execute(_TABLE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for path in self._known.keys() - self._asked:
            del self._known[path]
        if self._database is not None:
            with suppress(sqlite3.Error):
                gone = {path for (path,) in self._database.execute("select path from drafts")} - self._asked
                self._database.executemany("delete from drafts where path = ?", [(path,) for path in gone])
                self._database.commit()
            self._close()

    def known(self, entry: Entry) -> Parsed | None:
        """What a file said, where its times show that it is the one parsed before; its bytes are not asked for."""
        if self._settled.get(entry.path) != entry or entry.path not in self._known:
            return None
        self._asked.add(entry.path)
        return self._known[entry.path][1]

    def settle(self, entries: Iterable[Entry], looked: int) -> None:
        """Believe the times of the files just parsed, as far as they had been left alone when we looked."""
        self._settled = {one.path: one for one in entries if is_settled(one, looked)}

    def parsed(self, files: Iterable[tuple[str, str, bytes]], jobs: int) -> Iterator[Parsed]:
        """What files say, each given by its path, its path below the content folder, and its bytes."""
        files = iter(files)
        while some := [_File(*one) for one in islice(files, _AT_ONCE)]:
            self._asked.update(file.path for file in some)
            new = [file for file in some if not self._has(file)]
            for file, data in zip(new, spread(new, _parse, jobs), strict=True):
                self._known[file.path] = file.key, self._decoded(file, data)
                self._save(file, data)
            yield from (self._known[file.path][1] for file in some)

    def _has(self, file: _File) -> bool:
        known = self._known.get(file.path)
        if known is not None and known[0] == file.key:
            return True
        if (loaded := self._load(file)) is not None:
            self._known[file.path] = file.key, loaded
        return loaded is not None

    def _load(self, file: _File) -> Parsed | None:
        if self._database is None:
            return None
        import msgspec

        try:
            row = self._database.execute(
                "select digest, data from drafts where path = ? and key = ?", (file.path, file.key)
            ).fetchone()
            if row is None or row[0] != hashlib.blake2b(row[1], digest_size=16).digest():
                return None
            return self._decoded(file, row[1])
        except (sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError):
            return None

    def _save(self, file: _File, data: bytes) -> None:
        if self._database is None:
            return
        digest = hashlib.blake2b(data, digest_size=16).digest()
        with suppress(sqlite3.Error):
            self._database.execute(
                "insert or replace into drafts values (?, ?, ?, ?)", (file.path, file.key, digest, data)
            )

    def _decoded(self, file: _File, data: bytes) -> Parsed:
        kind = file.place.kind if file.place else ""
        if kind not in self._decoders:
            import msgspec

            self._decoders[kind] = msgspec.msgpack.Decoder(_SHAPES[kind])
        draft, diagnostics, lost = self._decoders[kind].decode(data)
        return Parsed(file.path, file.place, draft, diagnostics, lost, file.key)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


class _File:
    """A file to parse."""

    __slots__ = ("data", "inner", "key", "path", "place")

    def __init__(self, path: str, inner: str, data: bytes) -> None:
        self.path, self.inner, self.data = path, inner, data
        self.place = place_of(inner)
        self.key = hashlib.blake2b(f"{program()}\n{path}\n{inner}\n".encode() + data, digest_size=16).digest()


def _parse(file: _File) -> bytes:
    """What a file says and what is wrong in it, as it is kept."""
    from msgspec.msgpack import encode

    found = parse_bytes(file.path, file.inner, file.data)
    return encode((found.draft, found.diagnostics, sorted(found.lost)))
