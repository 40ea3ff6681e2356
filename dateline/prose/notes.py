"""What only whole lines tell: code fences and the notes at the foot of a text, taken out before Markdown."""

from __future__ import annotations

import html
import re

from msgspec import Struct

from dateline.prose.scan import Scan, Token

_START = re.compile(
    r"^(?:(?P<fence>`{3,}+|~{3,}+)[^`\n]*$|[ ]{0,3}\[\^(?P<note>[^\[\]\n]{1,80})\]:[ \t]*)", re.MULTILINE
)
_INDENT = re.compile(r"^(?:[ ]{1,4}|\t)", re.MULTILINE)


class Note(Struct, frozen=True):
    """A footnote as it was written: ``[^name]: text``, with further paragraphs indented by four spaces."""

    name: str
    start: int
    """Its offset in the source."""
    length: int
    """Of the mark that begins it."""
    marked: str
    """Its text as Markdown, with tokens."""


def split_blocks(source: str, scan: Scan) -> tuple[str, tuple[Note, ...]]:
    """The body as Markdown with tokens in it, and the footnotes in the order in which they are written."""
    if not ("[^" in source or "```" in source or "~~~" in source):
        return scan.mark(0, len(source)), ()
    body: list[str] = []
    notes: list[Note] = []
    place = 0
    while found := _START.search(source, place):
        body.append(scan.mark(place, found.start()))
        if found["fence"]:
            code_end, place = _fence_end(source, found)
            code = html.escape(source[found.end() + 1 : code_end], quote=False)
            token = Token(source[found.start() : place], found.start(), f"<pre><code>{code}</code></pre>\n")
            body.append(f"\n\n{scan.token(token)}\n\n")
        else:
            place = _note_end(source, found.end())
            text = _INDENT.sub("", scan.mark(found.end(), place))
            start = found.start("note") - 2
            notes.append(Note(found["note"].strip(), start, len(found["note"]) + 3, text))
            body.append("\n\n")
    body.append(scan.mark(place, len(source)))
    return "".join(body), tuple(notes)


def _fence_end(source: str, opened: re.Match[str]) -> tuple[int, int]:
    """Where the code in a fence ends, and where the line that closes it does; else the source's end."""
    fence = opened["fence"]
    closing = re.compile(rf"^{fence}{fence[0]}*[ \t]*$", re.MULTILINE).search(source, opened.end() + 1)
    return closing.span() if closing else (len(source), len(source))


def _note_end(source: str, start: int) -> int:
    """Where a note ends: before the next one, a fence, or a line that is not indented after a blank one."""
    end, place, blank = start, start, False
    while place < len(source):
        line_end = source.find("\n", place)
        line_end = len(source) if line_end < 0 else line_end
        line = source[place:line_end]
        if not line.strip():
            blank = place > start or blank
        elif place > start and (_START.match(line) or (blank and not line.startswith(("    ", "\t")))):
            break
        else:
            end, blank = line_end, False
        place = line_end + 1
    return end
