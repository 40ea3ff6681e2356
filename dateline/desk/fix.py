"""``build.py fix``: follows the hints that need nobody's judgement, by changing bytes at their places."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.desk.edits import edited
from dateline.findings.diagnostics import Diagnostic
from dateline.memory.database import Database
from dateline.options import Options
from dateline.parse.file import parse_bytes
from dateline.parse.parsed import ParsedFiles
from dateline.read.folders import read, read_content

_MOST_PASSES = 20
"""A fix may show the next slip; nobody nests more of them."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file before and after, with what was fixed, at the places where it stood then."""

    path: str
    before: bytes
    after: bytes
    done: tuple[Diagnostic, ...]


def fixes(options: Options) -> Iterator[FixedFile]:
    """Every content file in which something can be fixed, sorted by path; nothing is written."""
    database = Database(options.state)
    known = ParsedFiles(database, options.root, options.content)
    try:
        for entry in read_content(options.root, options.content).texts:
            data = read(options.root, entry)
            inner = entry.path.removeprefix(f"{options.content}/")
            if isinstance(data, Diagnostic):
                continue
            if not any(one.fix for one in known.parsed(entry.path, data).diagnostics):
                continue
            found = fixed(entry.path, inner, data)
            if found.done:
                yield found
    finally:
        database.close()


def fixed(path: str, inner: str, data: bytes) -> FixedFile:
    """The file at ``path`` (``inner`` below the content folder) with all fixes that leave less wrong than there was."""
    after = data
    done: list[Diagnostic] = []
    for _ in range(_MOST_PASSES):
        found = parse_bytes(path, inner, after).diagnostics
        start, before = None, len(done)
        # From the end, so that the places before stay right.
        for edit, one in sorted(((one.fix, one) for one in found if one.fix), reverse=True):
            if start is not None and edit.end > start:
                continue
            attempt = edited(after, (edit,))
            left = parse_bytes(path, inner, attempt).diagnostics
            if len(left) <= len(found) and _of_its_kind(one, left) < _of_its_kind(one, found):
                after, found, start = attempt, left, edit.start
                done.append(one)
        if len(done) == before:
            break
    return FixedFile(path, data, after, tuple(sorted(done)))


def _of_its_kind(one: Diagnostic, found: tuple[Diagnostic, ...]) -> int:
    """How many findings have a code of the same family: a fix has to leave fewer."""
    family = one.code.rstrip("0123456789")
    return sum(other.code.startswith(family) for other in found)


def difference(one: FixedFile) -> str:
    """A unified diff that ``patch`` and ``git apply`` take."""
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8")) for data in (one.before, one.after))
    found = difflib.unified_diff(before, after, f"a/{one.path}", f"b/{one.path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found
    )
