"""Data that one run leaves for the next, in a database beside the published site.

Each row has a kind and a name, the key of what it was made from, and a sum over its bytes. It may all be deleted at
any time: rows that are damaged, older or of something else count as none. What is kept is data and never code.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from dateline.memory.digests import digest_of_bytes

_TABLE = """create table if not exists
kept (kind text, name text, key blob, sum blob, data blob, primary key (kind, name))"""
_KINDS = """with recursive kinds (kind) as (select min(kind) from kept
union all select (select min(kind) from kept where kind > kinds.kind) from kinds where kind is not null)
select kind from kinds where kind is not null"""
"""Looks up each kind instead of walking through all that is kept."""
_AT_ONCE = 8_000_000
"""Bytes that wait to be written: more are not held."""
Row = tuple[str, str, bytes, bytes]
"""Kind, name, key and data."""


class Database:
    """What earlier runs left, and what this one leaves. Forks and threads may read from it, one writes."""

    def __init__(self, folder: Path) -> None:
        """``folder``: where the database lies, made when needed."""
        self._path = folder / "kept.sqlite"
        self._database: sqlite3.Connection | None = None
        self._process = 0
        self._waiting: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        self._size = 0
        self._lock = threading.RLock()
        self._writer = os.getpid()

    def get(self, kind: str, name: str) -> tuple[bytes, bytes] | None:
        """The key and the data of a row."""
        with self._lock:
            if (waiting := self._waiting.get((kind, name))) is not None:
                return waiting
            try:
                database = self._open()
                row = (
                    database
                    and database.execute(
                        "select key, sum, data from kept where kind = ? and name = ?", (kind, name)
                    ).fetchone()
                )
            except sqlite3.Error as error:
                self._give_up(error)
                return None
        if not row or row[1] != _sum(kind, name, row[0], row[2]):
            return None
        return row[0], row[2]

    def put(self, kind: str, name: str, key: bytes, data: bytes) -> None:
        """Keep a row in the place of the one before."""
        with self._lock:
            self._waiting[kind, name] = key, data
            self._size += len(data)
            if self._size > _AT_ONCE and self._writer == os.getpid():
                self.save()

    def taken(self) -> list[Row]:
        """What was put in this fork, for the process that writes to put it there; nothing in that one itself."""
        if self._writer == os.getpid():
            return []
        with self._lock:
            found = [(*name, *row) for name, row in self._waiting.items()]
            self._waiting.clear()
            self._size = 0
        return found

    def kinds(self) -> list[str]:
        """The kinds of which there are rows."""
        with self._lock:
            waiting = {kind for kind, _ in self._waiting}
            try:
                database = self._open()
                written = database.execute(_KINDS).fetchall() if database else ()
            except sqlite3.Error as error:
                self._give_up(error)
                written = ()
        return sorted(waiting.union(kind for (kind,) in written))

    def keep_only(self, kind: str, names: Collection[str]) -> None:
        """Forget the rows of a kind that have other names."""
        with self._lock:
            self.save()
            try:
                if (database := self._open()) is not None:
                    known = database.execute("select name from kept where kind = ?", (kind,)).fetchall()
                    gone = [(kind, name) for (name,) in known if name not in names]
                    database.executemany("delete from kept where kind = ? and name = ?", gone)
                    database.commit()
            except sqlite3.Error as error:
                self._give_up(error)

    def save(self) -> None:
        """Write what waits. Losing it costs time and nothing else."""
        with self._lock:
            rows = [(*name, key, _sum(*name, key, data), data) for name, (key, data) in self._waiting.items()]
            self._waiting.clear()
            self._size = 0
            try:
                if rows and (database := self._open()) is not None:
                    database.executemany("insert or replace into kept values (?, ?, ?, ?, ?)", rows)
                    database.commit()
            except sqlite3.Error as error:
                self._give_up(error)

    def close(self) -> None:
        """Write what waits, and let go of the database until somebody asks again."""
        with self._lock:
            self.save()
            if self._database is not None and self._process == os.getpid():
                self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection | None:
        """The database; None where it cannot be had just now. A fork must not use its parent's."""
        if self._database is None or self._process != os.getpid():
            self._database = None
            with suppress(OSError, sqlite3.Error):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._database = self._connected()
                self._process = os.getpid()
        return self._database

    def _connected(self) -> sqlite3.Connection:
        try:
            return self._prepared()
        except sqlite3.DatabaseError as error:
            self._give_up(error)
            return self._prepared()

    def _give_up(self, error: sqlite3.Error) -> None:
        """Begin anew where the file is no database, or not any more; not where another run has it just now."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            if self._database is not None:
                self._database.close()
                self._database = None
            with suppress(OSError):
                self._path.unlink()

    def _prepared(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=1, check_same_thread=False)
        try:
            # A power cut may spoil the file: the sums tell.
            database.execute("pragma synchronous = off")
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database


def _sum(kind: str, name: str, key: bytes, data: bytes) -> bytes:
    return digest_of_bytes(b"\t".join((kind.encode(), os.fsencode(name), key, data)))
