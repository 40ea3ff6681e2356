"""What the last build said, where nothing changed since: told from names, sizes and times, reading no content.

A record of it lies beside the published site. It is believed only when the site was published from the same files, by
the same code, with the same options, stands as it was published, and no embargo or the like has ended since.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.memory.program import CODE, PACKAGE, installed
from dateline.options import Options
from dateline.read.folders import Entry, Tree, file_system_time, is_settled, sorted_out, walk

if TYPE_CHECKING:
    from dateline.report import Report

FORMAT = "dateline last build 3"


class Inputs:
    """All that a build reads, as the file system describes it."""

    def __init__(self, options: Options) -> None:
        self.looked = file_system_time(options.state)
        """The file system's time before anything was looked at."""
        folders = (options.content, options.templates, options.overrides, options.assets)
        self._entries: list[Entry] = []
        self.content = Tree((), (), ())
        """The content folder."""
        self._listings: dict[str, str] = {}
        digest = hashlib.blake2b(digest_size=16)
        for folder in filter(None, folders):
            entries, problems = walk(options.root, folder)
            listing = repr((folder, entries, sorted(problems))).encode()
            self._listings[folder] = hashlib.blake2b(listing, digest_size=16).hexdigest()
            digest.update(listing)
            self._entries += entries
            if folder == options.content:
                self.content = sorted_out(entries, problems)
        asked = (options.base_url, options.hold_back, options.strict, os.path.realpath(options.root))
        digest.update(repr((FORMAT, asked, _code())).encode())
        self.key = digest.hexdigest()

    def listing(self, folder: str) -> str:
        """A digest of the names, sizes and times in one of the folders; empty for no folder."""
        return self._listings.get(folder, "")

    @property
    def settled(self) -> bool:
        """Whether every file has been left alone for long enough that its times would show a further change."""
        return all(is_settled(entry, self.looked) for entry in self._entries)


class Words(NamedTuple):
    """What a build said."""

    problems: str
    coloured: str
    """The same for a terminal."""
    before: str
    after: str
    """The closing line before and after the seconds that it took."""
    status: int
    """Its exit code."""


def last_words(options: Options, inputs: Inputs) -> Words | None:
    """What the last build said, if another one now would say and publish the same; None where that is in doubt."""
    from dateline.write.unchanged import stands

    try:
        sum, _, data = options.kept("last", "txt").read_bytes().partition(b"\n")
        head, _, said = data.partition(b"\n")
        if sum != _sum(data):
            return None
        key, since, until, status, *sizes = head.decode().split("\t")
        if key != inputs.key or not int(since) <= options.now < (int(until) if until else options.now + 1):
            return None
    except (OSError, ValueError):
        return None
    parts, at = [], 0
    for size in map(int, sizes):
        parts.append(said[at : at + size].decode("utf-8", "surrogateescape"))
        at += size
    problems, coloured, before, after = parts
    words = Words(problems, coloured, before, after, int(status))
    return words if stands(options.output, options.state, inputs.key) else None


def words_of(report: Report) -> Words:
    """What a build would say of the same if it found nothing changed."""
    from dataclasses import replace

    from dateline.findings.diagnostics import format_text

    plain, coloured = (format_text(report.diagnostics, report.files, one) for one in (False, True))
    unchanged = replace(report, written=frozenset(), removed=frozenset())
    return Words(plain, coloured, *unchanged.closing, report.status)


def remember(options: Options, inputs: Inputs, report: Report) -> None:
    """Keep what a build that published said. Losing it costs time and nothing else."""
    *texts, status = words_of(report)
    parts = [str(one).encode("utf-8", "surrogateescape") for one in texts]
    until = "" if report.next_change is None else report.next_change
    head = (inputs.key, options.now, until, status, *map(len, parts))
    data = "\t".join(map(str, head)).encode() + b"\n" + b"".join(parts)
    record = options.kept("last", "txt")
    with suppress(OSError):
        beside = record.with_suffix(f".{os.getpid()}.tmp")
        beside.write_bytes(_sum(data) + b"\n" + data)
        beside.replace(record)


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()


@cache
def _code() -> tuple[object, ...]:
    """This program and what it stands on: its files by size and time, the installed packages by version."""
    entries, _ = walk(PACKAGE.parent, PACKAGE.name)
    return (sys.version, [entry for entry in entries if entry.path.endswith(CODE)], installed())
