"""What the last build said, where nothing changed since: told from names, sizes and times, reading no content.

A record of it lies beside the published site. It is believed only when the site was published from the same files, by
the same code, with the same options, stands as it was published, and no embargo or the like has ended since.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache

from dateline.findings.diagnostics import Diagnostic, Severity
from dateline.findings.positions import Edit, Position
from dateline.memory.program import CODE, PACKAGE, installed
from dateline.options import Options
from dateline.read.folders import Entry, Tree, file_system_time, is_settled, read_texts, sorted_out, walk
from dateline.report import Report, Withheld

FORMAT = "dateline last build 2"


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


def last_report(options: Options, inputs: Inputs) -> Report | None:
    """What the last build reported, if another one now would say and publish the same; None where that is in doubt."""
    from dateline.write import stands

    try:
        data = json.loads(options.kept("last", "json").read_bytes())
        if data["key"] != inputs.key or not data["from"] <= options.now:
            return None
        if data["next"] is not None and data["next"] <= options.now:
            return None
        diagnostics = tuple(
            Diagnostic(
                Position(*at),
                code,
                message,
                hint,
                Severity(level) if level else None,
                Edit(*fix) if fix else None,
            )
            for at, code, message, hint, level, fix in data["diagnostics"]
        )
        report = Report(
            diagnostics,
            read_texts(options.root, {one.at.path for one in diagnostics}),
            withheld=tuple(Withheld(*one) for one in data["withheld"]),
            held_back=tuple(data["held_back"]),
            next_change=data["next"],
            pages=data["pages"],
            published=True,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return report if stands(options.output, options.state, inputs.key) else None


def remember(options: Options, inputs: Inputs, report: Report) -> None:
    """Keep what a build that published reported. Losing it costs time and nothing else."""
    data = {
        "key": inputs.key,
        "from": options.now,
        "next": report.next_change,
        "diagnostics": [
            [
                [one.at.path, one.at.line, one.at.column, one.at.length],
                one.code,
                one.message,
                one.hint,
                one.level,
                one.fix and [one.fix.start, one.fix.end, one.fix.text],
            ]
            for one in report.diagnostics
        ],
        "withheld": [[one.path, one.why, one.until] for one in report.withheld],
        "held_back": report.held_back,
        "pages": report.pages,
    }
    record = options.kept("last", "json")
    with suppress(OSError):
        beside = record.with_suffix(f".{os.getpid()}.tmp")
        beside.write_text(json.dumps(data), encoding="utf-8")
        beside.replace(record)


@cache
def _code() -> tuple[object, ...]:
    """This program and what it stands on: its files by size and time, the installed packages by version."""
    entries, _ = walk(PACKAGE.parent, PACKAGE.name)
    return (sys.version, [entry for entry in entries if entry.path.endswith(CODE)], installed())
