"""What we know of a tree that we made: every file with its digest and status, every folder with its status.

A record is one line of text: digest, key, size, time, inode. Equal records of two trees are one file with two
names. Kept as a text of paths followed by their records in the same order: twenty thousand of each load in
10 ms.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from typing import NamedTuple

_HEAD = "dateline manifest 2"

_IN_DOUBT = "0"
"""The time in the record of a file whose bytes have to be looked at before they are believed."""

UNSURE = ""
"""The record of a folder that has to be looked at before anything is believed of it."""


class Manifest(NamedTuple):
    """The files and folders of one tree by path, relative to it. Treat the mappings as frozen."""

    files: Mapping[str, str]
    """Path → record."""
    folders: Mapping[str, str]
    """Path without a final slash → time and inode; the top is not among them."""
    key: str = ""
    """What the producer said the whole site was made from."""


def record(digest: str, key: str, status: os.stat_result) -> str:
    """The record of a file."""
    return f"{digest}\t{key}\t{status.st_size}\t{status.st_mtime_ns}\t{status.st_ino}"


def digest_of(known: str) -> str:
    """The digest of a record's bytes."""
    return known.partition("\t")[0]


def key_of(known: str) -> str:
    """What the producer said the bytes were made from."""
    return known.split("\t", 2)[1]


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
    files, folders = sorted(manifest.files), sorted(manifest.folders)
    lines = [manifest.key, *files, *map(manifest.files.__getitem__, files)]
    lines += [*folders, *map(manifest.folders.__getitem__, folders)]
    body = "\n".join(lines).encode()
    # A sum over everything: a file that a power cut left half written, or full of zeros, is not believed.
    return f"{_HEAD}\t{len(files)}\t{len(folders)}\t{zlib.crc32(body)}\n".encode() + body


def from_bytes(data: bytes) -> Manifest | None:
    """The manifest in a file; None for anything that ``to_bytes`` did not make, or only in part."""
    head, _, body = data.partition(b"\n")
    try:
        name, count, others, checksum = head.decode().split("\t")
        if name != _HEAD or int(checksum) != zlib.crc32(body):
            return None
        files, folders = int(count), int(others)
        key, *lines = body.decode().split("\n")
    except ValueError:
        return None
    if len(lines) != 2 * (files + folders):
        return None
    paths, records, rest = lines[:files], lines[files : 2 * files], lines[2 * files :]
    return Manifest(
        dict(zip(paths, records, strict=True)), dict(zip(rest[:folders], rest[folders:], strict=True)), key
    )
