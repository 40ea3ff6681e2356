"""Content files, parsed: each only when its bytes are new, in this run or in any before it.

What a file gave, with everything that was wrong in it, is kept as data in a database beside the published site. It may
be deleted at any time; damaged, older or foreign entries count as none.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline.diagnostics import Diagnostic
from dateline.model import Actor, Crisis, Settings, Source, Story, TextPage
from dateline.parse import Parsed, Place, parse, place_of
from dateline.program import program
from dateline.read import Entry, is_settled
from dateline.text import decode

_SHAPES: dict[str, Any] = {
    "site": tuple[Place, Settings | None, tuple[Diagnostic, ...]],
    "sources": tuple[Place, tuple[Source, ...] | None, tuple[Diagnostic, ...]],
    "crisis": tuple[Place, Crisis | None, tuple[Diagnostic, ...]],
    "story": tuple[Place, Story | None, tuple[Diagnostic, ...]],
    "actor": tuple[Place, Actor | None, tuple[Diagnostic, ...]],
    "page": tuple[Place, TextPage | None, tuple[Diagnostic, ...]],
}
"""What is kept of each kind of file: its place, its draft and what was wrong in it."""
_TABLE = (
    "create table if not exists parsed (path text primary key, key blob, kind text, digest blob, data blob)"
)


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
                gone = {path for (path,) in self._database.execute("select path from parsed")} - self._asked
                self._database.executemany("delete from parsed where path = ?", [(path,) for path in gone])
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

    def parsed(self, path: str, inner: str, data: bytes) -> Parsed:
        """What the file at ``path`` (``inner`` below the content folder) says, with its ``data``."""
        self._asked.add(path)
        key = hashlib.blake2b(f"{program()}\n{path}\n{inner}\n".encode() + data, digest_size=16).digest()
        known = self._known.get(path)
        if known is None or known[0] != key:
            known = self._known[path] = key, self._load(path, key) or self._parse(path, inner, data, key)
        return known[1]

    def _parse(self, path: str, inner: str, data: bytes, key: bytes) -> Parsed:
        file, problems = decode(path, data)
        if file is None:
            return Parsed(path, place_of(inner), None, tuple(problems), key)
        found = parse(file, inner)
        found = Parsed(found.path, found.place, found.draft, (*problems, *found.diagnostics), key)
        if found.place is not None:
            self._save(found, key)
        return found

    def _load(self, path: str, key: bytes) -> Parsed | None:
        if self._database is None:
            return None
        import msgspec

        try:
            row = self._database.execute(
                "select kind, digest, data from parsed where path = ? and key = ?", (path, key)
            ).fetchone()
            if row is None or row[1] != hashlib.blake2b(row[2], digest_size=16).digest():
                return None
            place, draft, diagnostics = self._decoder(row[0]).decode(row[2])
        except (sqlite3.Error, msgspec.MsgspecError, KeyError, TypeError, ValueError):
            return None
        return Parsed(path, place, draft, diagnostics, key)

    def _save(self, found: Parsed, key: bytes) -> None:
        if self._database is None or found.place is None:
            return
        import msgspec

        data = msgspec.msgpack.encode((found.place, found.draft, found.diagnostics))
        digest = hashlib.blake2b(data, digest_size=16).digest()
        with suppress(sqlite3.Error):
            self._database.execute(
                "insert or replace into parsed values (?, ?, ?, ?, ?)",
                (found.path, key, found.place.kind, digest, data),
            )

    def _decoder(self, kind: str) -> Any:
        if kind not in self._decoders:
            import msgspec

            self._decoders[kind] = msgspec.msgpack.Decoder(_SHAPES[kind])
        return self._decoders[kind]

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
