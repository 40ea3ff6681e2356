"""This program and what it stands on: other versions of them may make other pages."""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import dateline
from dateline.memory.digests import blake2b, small_digest
from dateline.read.folders import FileEntry, file_system_time, is_settled, walk
from dateline.values.zones import database

PACKAGE = Path(dateline.__file__).parent
CODE = (".py", ".po")
"""How the files end that decide what pages say: modules, and the translations of our messages."""
_BESIDE = PACKAGE / "__pycache__"
"""Where Python keeps what it made of our modules. The digest of their bytes lies there, too."""


@cache
def program() -> str:
    """A digest over the code and the translations of this program and the versions of what it stands on."""
    return small_digest(repr((sys.version, _sources(), installed())).encode())


@cache
def code() -> tuple[FileEntry, ...]:
    """The files of this program that decide what pages say, as the file system describes them."""
    return _code()


def installed() -> list[str]:
    """The packages this interpreter finds, with their versions, and the database of time zones."""
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += (name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
    return [*sorted(found), database()]


def _code() -> tuple[FileEntry, ...]:
    entries, _ = walk(PACKAGE.parent, PACKAGE.name)
    return tuple(entry for entry in entries if entry.path.endswith(CODE))


def _sources() -> str:
    """A digest over the bytes of ``code``: that of an earlier run where these are the files it read."""
    kept = _BESIDE / "program.txt"
    with suppress(OSError, ValueError):
        listing, _, found = kept.read_text(encoding="ascii").partition(" ")
        if listing == _listed(code()):
            return found
    looked = 0 if sys.dont_write_bytecode else file_system_time(_BESIDE)
    entries = _code()
    digest = blake2b(digest_size=16)
    for entry in entries:
        digest.update(f"\n{entry.path}\n".encode() + (PACKAGE.parent / entry.path).read_bytes())
    found = digest.hexdigest()
    if all(is_settled(entry, looked) for entry in entries):
        with suppress(OSError):
            beside = kept.with_suffix(f".{os.getpid()}.tmp")
            beside.write_text(f"{_listed(entries)} {found}", encoding="ascii")
            beside.replace(kept)
    return found


def _listed(entries: tuple[FileEntry, ...]) -> str:
    return small_digest(repr((str(PACKAGE), entries)).encode())
