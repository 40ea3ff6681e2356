"""What the last build said, where nothing changed since: told from names, sizes and times, reading no content.

A record of it lies beside the published site. It is believed only when the site was published from the same files, by
the same code, with the same options, stands as it was published, and no embargo or the like has ended since.
"""

from __future__ import annotations

import os
import stat
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from dateline.memory.digests import blake2b, small_digest
from dateline.memory.program import code, installed
from dateline.options import Options
from dateline.read.folders import FileEntry, Tree, entry_of, file_system_time, is_settled, sorted_out, walk

if TYPE_CHECKING:
    from dateline.findings.diagnostics import Diagnostic
    from dateline.report import Report

    Walks = Mapping[str, tuple[list[FileEntry], list[Diagnostic]]]

FORMAT = "dateline last build 4"


class Inputs:
    """All that a build reads, as the file system describes it."""

    def __init__(self, options: Options, walks: Walks | None = None) -> None:
        """``walks``: what there is in each folder, where somebody knows."""
        self.looked = file_system_time(options.state)
        """The file system's time before anything was looked at."""
        self._options = options
        folders = (options.content, options.templates, options.overrides, options.assets)
        self._walks = walks or {folder: walk(options.root, folder) for folder in filter(None, folders)}
        self.changed: tuple[FileEntry, ...] | None = None
        """The content files that are not as in the inputs before; None where nobody knows."""

    @cached_property
    def content(self) -> Tree:
        """The content folder."""
        return sorted_out(*self._walks[self._options.content])

    @cached_property
    def key(self) -> str:
        """The same key: a build would give the same."""
        options, digest = self._options, blake2b(digest_size=16)
        for folder, (entries, problems) in self._walks.items():
            digest.update(repr((folder, entries, sorted(problems))).encode())
        asked = (options.base_url, options.hold_back, options.strict, os.path.realpath(options.root))
        digest.update(repr((FORMAT, asked, _code())).encode())
        return digest.hexdigest()

    def listing(self, folder: str) -> object:
        """The names, sizes and times in one of the folders; nothing for no folder."""
        return self._walks.get(folder)

    def shows_same(self, other: Inputs) -> bool:
        """Whether the folders are as they were for another build of this process."""
        return self._walks == other._walks

    @property
    def settled(self) -> bool:
        """Whether every file has been left alone for long enough that its times would show a further change."""
        return all(is_settled(entry, self.looked) for entries, _ in self._walks.values() for entry in entries)

    def after(self, paths: Iterable[str]) -> Inputs | None:
        """The inputs where only the files at ``paths`` may have changed since: nothing else is looked at.

        None where more has to be looked at: where there is a new file, or one that is gone or has other names.
        """
        folder = self._options.content
        listed, problems = self._walks[folder]
        entries, changed = list(listed), []
        inputs = Inputs(self._options, {**self._walks, folder: (entries, problems)})
        if not self._alone:
            return None
        for path in sorted(paths):
            place = bisect_left(entries, (path,))
            known = place < len(entries) and entries[place].path == path
            try:
                status = os.lstat(self._options.root / path)
            except OSError:
                if known or any(one.at.path == path for one in problems):
                    return None
                continue  # it came and went, as when an editor writes beside a file first
            if not known or not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                return None
            entries[place] = entry_of(path, status)
            changed.append(entries[place])
        inputs._alone, inputs.changed = True, tuple(changed)
        return inputs

    @cached_property
    def _alone(self) -> bool:
        """Whether no content file is there under two names: who saves one would not be seen to save the other."""
        entries, _ = self._walks[self._options.content]
        return len({entry.inode for entry in entries}) == len(entries)


class Words(NamedTuple):
    """What a build said."""

    problems: str
    coloured: str
    """The same for a terminal."""
    for_programs: str
    """The same in the format ``form``; empty where that is text."""
    form: str
    before: str
    after: str
    """The closing line before and after the seconds that it took."""
    status: int
    """Its exit code."""


def last_words(options: Options, inputs: Inputs, form: str = "text") -> Words | None:
    """What the last build said, if another one now would say and publish the same; None where that is in doubt, and
    where it was not asked for its findings in the format ``form``."""
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
    problems, coloured, for_programs, own, before, after = parts
    words = Words(problems, coloured, for_programs, own, before, after, int(status))
    if form not in ("text", words.form):
        return None
    return words if stands(options.output, options.state, inputs.key) else None


def words_of(report: Report, form: str = "text") -> Words:
    """What a build would say of the same if it found nothing changed."""
    from dataclasses import replace

    from dateline.findings.formats import TEXT, formatted

    plain, coloured = (formatted(TEXT, report.diagnostics, report.files, one) for one in (False, True))
    data = formatted(form, report.diagnostics, report.files) if form != TEXT else ""
    unchanged = replace(report, written=frozenset(), removed=frozenset())
    return Words(plain, coloured, data, form, *unchanged.closing, report.status)


def remember(options: Options, inputs: Inputs, report: Report, form: str = "text") -> None:
    """Keep what a build that published said. Losing it costs time and nothing else."""
    *texts, status = words_of(report, form)
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
    return small_digest(data).encode()


@cache
def _code() -> tuple[object, ...]:
    """This program and what it stands on: its files by size and time, the installed packages by version."""
    return (sys.version, code(), installed())
