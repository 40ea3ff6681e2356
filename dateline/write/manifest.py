"""What we know of a tree that we made: every file with its digest and status, every folder with its status.

Kept as text, one line a file, so that twenty thousand lines load in 10 ms and compare as texts. A record is
the line without its path: digest, key, size, time, inode. Equal records of two trees are one file with two
names.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

_HEAD = "dateline manifest 1"
_END = "end"

_IN_DOUBT = "0"
"""The time in the record of a file whose bytes have to be looked at before they are believed."""

UNSURE = ""
"""The record of a folder that has to be looked at before anything is believed of it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files and folders of one tree by path, relative to it. Treat the mappings as frozen."""

    files: Mapping[str, str]
    """Path → record."""
    folders: Mapping[str, str]
    """Path without a final slash → time and inode; the top is not among them."""


def record(digest: str, key: str, status: os.stat_result) -> str:
    """The record of a file."""
    return f"{digest}\t{key}\t{status.st_size}\t{status.st_mtime_ns}\t{status.st_ino}"


def digest_of(known: str) -> str:
    """The digest of a record's bytes."""
    return known.partition("\t")[0]


def key_of(known: str) -> str:
    """What the producer said the bytes were made from."""
    return known.split("\t", 2)[1]


def size_of(known: str) -> int:
    """Bytes."""
    return int(known.split("\t", 3)[2])


def inode_of(known: str) -> str:
    """The inode, as text."""
    return known.rpartition("\t")[2]


def time_of(known: str) -> int:
    """When the bytes changed, in nanoseconds."""
    return int(known.split("\t")[3])


def with_key(known: str, key: str) -> str:
    """The record with another key."""
    digest, _, rest = known.split("\t", 2)
    return f"{digest}\t{key}\t{rest}"


def in_doubt(known: str) -> str:
    """The record with a time that no file has: its bytes have to be looked at before they are believed."""
    digest, key, size, _, inode = known.split("\t")
    return f"{digest}\t{key}\t{size}\t{_IN_DOUBT}\t{inode}"


def folder_record(status: os.stat_result) -> str:
    """The record of a folder: its time changes when a name in it appears, vanishes or changes."""
    return f"{status.st_mtime_ns}\t{status.st_ino}"


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as a file; the same for the same contents."""
    lines = [_HEAD]
    lines += [f"{path}\t{known}" for path, known in sorted(manifest.files.items())]
    lines += [f"{path}/\t{known}" for path, known in sorted(manifest.folders.items())]
    lines += [f"{_END}\t{len(lines)}", ""]
    return "\n".join(lines).encode()


def from_bytes(data: bytes) -> Manifest | None:
    """The manifest in a file; None for anything that ``to_bytes`` did not make, or only in part."""
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return None
    if len(lines) < 3 or lines[0] != _HEAD or lines[-2:] != [f"{_END}\t{len(lines) - 2}", ""]:
        return None
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for line in lines[1:-2]:
        path, _, known = line.partition("\t")
        if path[-1:] == "/":
            folders[path[:-1]] = known
        elif known.count("\t") == 4:
            files[path] = known
        else:
            return None
    return Manifest(files, folders)
