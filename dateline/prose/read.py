"""First phase: the source of a text to safe HTML with references in it."""

from __future__ import annotations

import functools
import html
import re
import threading
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.prose.assemble import Assembly, count_words
from dateline.prose.notes import split_blocks
from dateline.prose.parts import Prose
from dateline.prose.said import skipped_levels, slips
from dateline.prose.scan import Finding, Scan
from dateline.read.text import FORBIDDEN, ContentFile, is_printable

if TYPE_CHECKING:
    from dateline.prose.engine import Engine

LONGEST_TEXT = 100_000
"""Characters in the longest text that is read, some 15 000 words; Markdown is not made for more."""

_MOST_FINDINGS = 100
"""Reported for one text: whoever pasted a whole web page sees the point."""

# Without one of these a short text is the same before and after Markdown and sanitiser.
_SIGNS = re.compile(r"[\\`*_\[\]<>&]|  \n")
# What no reference to a character may stand for: what is forbidden in a file, what turns the direction of a text,
# and what browsers put for a character there is not.
_UNSAFE = re.compile(f"{FORBIDDEN.pattern}|[\u202a-\u202e\u2066-\u2069\ufffd]")
_NUMBERED = re.compile(r"&#(?:[xX][0-9A-Fa-f]++|[0-9]++);?")
_LONGEST_NUMBERED = len("&#x00000000;")
# Thirty marks of quotations or lists on one line: every level costs Markdown one more pass.
_DEEP = re.compile(r"\n(?:[ \t]*+(?:>|[-*+][ \t]|[0-9]{1,9}\.[ \t])){30}")
# Headings, rules and link definitions: for each one Markdown takes its block apart and starts again.
_STRUCTURE = re.compile(r"^[ ]{0,3}(?:#|[=*_-]++[ \t*_-]*+$|\[[^\]\n]*+\]:)", re.MULTILINE)
_MOST_IN_BLOCK = 200
_TOO_DEEP = Finding(
    0, 1, "TEXT013", "quotations or lists in this text are nested too deeply to be read", "use fewer levels"
)
_TOO_DENSE = Finding(
    0,
    1,
    "TEXT013",
    f"a block of this text has more than {_MOST_IN_BLOCK} headings, rules or link definitions",
    "leave blank lines between them",
)


def read_prose(
    text: str,
    file: ContentFile,
    offset: int,
    *,
    inline: bool = False,
    heading_base: int = 2,
    prefix: str = "",
) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """``text`` as safe HTML with references, and what is wrong with it, in order of place.

    ``text`` stands in ``file`` at ``offset``: findings, references and links are placed from there.
    ``inline`` is for short texts inside a sentence, a list item or a cell: no blocks, no footnotes. The
    highest heading gets the level ``heading_base`` and no level is skipped. ``prefix`` begins every id, for
    texts that share a page.
    Never raises, whatever the text; one that is too long or too deeply nested gives an error and no HTML.
    """
    findings: list[Finding] = []
    prose = Prose()
    if len(text) > LONGEST_TEXT:
        message = f"the text has {len(text)} characters; at most {LONGEST_TEXT} are read"
        findings.append(Finding(0, 1, "TEXT012", message, "split it into several stories"))
    elif (source := _without_invisible(text, findings)) and not source.isspace():
        slipped = (*slips(source), *(() if inline else skipped_levels(source)))
        if inline and not _SIGNS.search(source):
            # No-break spaces as the sanitiser writes them: the short way gives what the long way would.
            plain = source.strip().replace("\u00a0", "&nbsp;")
            prose = Prose((plain,), words=count_words(plain))
        else:
            try:
                prose = _read(source, file, offset, findings, inline, heading_base, prefix)
            except RecursionError:
                _engine.cache_clear()  # the one that gave up half way still holds what it was doing
                findings = [_TOO_DEEP]
        findings += slipped
        if prose:
            start = len(source) - len(source.lstrip("\n"))
            at = file.position(offset + start)
            if type(file) is not ContentFile:
                at = Position(at.path, at.line, at.column, 0)
            prose = replace(prose, source=source.strip("\n").rstrip(), at=at)
    return prose, _diagnostics(findings, text, file, offset)


def _read(
    source: str,
    file: ContentFile,
    offset: int,
    findings: list[Finding],
    inline: bool,
    heading_base: int,
    prefix: str,
) -> Prose:
    def place(start: int, length: int) -> Position:
        return file.position(offset + start, _on_one_line(source, start, length))

    scan = Scan(source, notes=not inline)
    body, notes = (scan.mark(0, len(source)), ()) if inline else split_blocks(source, scan)
    if not inline and (
        costly := next(filter(None, map(_costly, (body, *(note.marked for note in notes)))), None)
    ):
        findings.append(costly)
        return Prose()
    engine = _engine(threading.get_ident())
    assembly = Assembly(scan, engine, place, findings, heading_base, prefix)
    if not inline:
        assembly.add_notes(notes, lambda: assembly.add(engine.blocks(body)))
    elif _SIGNS.search(body):
        assembly.add(engine.inline(body))
    else:
        assembly.add(body.strip())
    return assembly.finish()


def _costly(marked: str) -> Finding | None:
    """Why Markdown would take too long for this text, if it would."""
    if _DEEP.search(f"\n{marked}"):
        return _TOO_DEEP
    if marked.count("\n") >= _MOST_IN_BLOCK and any(
        block.count("\n") >= _MOST_IN_BLOCK < sum(1 for _ in _STRUCTURE.finditer(block))
        for block in marked.split("\n\n")
    ):
        return _TOO_DENSE
    return None


@functools.lru_cache(maxsize=4)
def _engine(thread: int) -> Engine:
    """The converter of a thread: Markdown does not promise to serve two. It keeps no results."""
    from dateline.prose.engine import Engine

    return Engine()


def _diagnostics(
    findings: list[Finding], text: str, file: ContentFile, offset: int
) -> tuple[Diagnostic, ...]:
    if not findings:
        return ()
    found = set()
    for finding in sorted(findings, key=lambda finding: finding.start)[:_MOST_FINDINGS]:
        at = file.position(offset + finding.start, _on_one_line(text, finding.start, finding.length))
        found.add(Diagnostic(at, finding.code, finding.message, finding.hint))
    return tuple(sorted(found))


def _on_one_line(text: str, start: int, length: int) -> int:
    """How much of a piece of ``text`` stands on its first line, at least 1: what can be underlined."""
    end = text.find("\n", start, start + length)
    return max(1, length if end < 0 else end - start)


def _without_invisible(text: str, findings: list[Finding]) -> str:
    """``text`` with a space for every invisible character that nothing may contain, so that offsets stay."""
    if is_printable(text) and "&#" not in text:
        return text

    def space(found: re.Match[str]) -> str:
        message = f"the invisible character U+{ord(found[0][0]):04X} was removed"
        findings.append(Finding(found.start(), len(found[0]), "TEXT014", message, "delete it"))
        return " " * len(found[0])

    def space_for_reference(found: re.Match[str]) -> str:
        written = found[0]
        if len(written) <= _LONGEST_NUMBERED:
            character = html.unescape(written)
            if len(character) == 1 and not _UNSAFE.match(character):
                return written
        message = (
            f"{written[:_LONGEST_NUMBERED]} stands for a character that no page may have, and was removed"
        )
        findings.append(Finding(found.start(), len(written), "TEXT014", message, "delete it"))
        return " " * len(written)

    return _NUMBERED.sub(space_for_reference, FORBIDDEN.sub(space, text))
