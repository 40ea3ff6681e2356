"""One line of a file as a terminal shows it, with a mark under the part that is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# What a terminal would obey or hide: controls, line separators, direction marks, noncharacters, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_TAB_STOP = 4
_WIDTH = 100
"""Columns of a line that are shown; a longer one is cut around the place."""
_FAR = 1000
"""Characters before and after the place that are looked at: a line may have a million, and each of them a finding."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line made safe to print, the blanks up to the place, and the carets under it.

    ``carets`` is empty where a caret would point wrongly: in text that runs from right to left.
    """

    line: str
    indent: str
    carets: str


def escaped(text: str) -> str:
    """``text`` with control and invisible characters written out, such as ``\\x1b``; tabs stay."""
    return _UNSEEN.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def excerpt(line: str, column: int, length: int) -> Excerpt:
    """``line`` with ``length`` characters from ``column`` (from 1) marked; tabs become spaces to stops of
    four."""
    start = min(max(column - 1, 0), len(line))
    cut = max(0, start - _FAR)
    tail = len(line) > start + _FAR
    line, start = line[cut : start + _FAR], start - cut
    end = min(max(start + length, start + 1), max(len(line), start + 1))
    if len(line) <= _WIDTH and line.isascii() and line.isprintable():  # each character takes one column
        before = "…" if cut else ""
        carets = min(end, len(line)) - start
        after = "…" if tail else ""
        return Excerpt(before + line + after, " " * (len(before) + start), "^" * max(1, carets))
    cells: list[tuple[str, int]] = []
    at = 0
    for character in line:
        shown, width = _cell(character, at)
        cells.append((shown, width))
        at += width
    first, last = _window(cells, start)
    before = "…" if first or cut else ""
    after = "…" if last < len(cells) or tail else ""
    shown_line = before + "".join(shown for shown, _ in cells[first:last]) + after
    if _runs_right_to_left(line, end):
        return Excerpt(shown_line, "", "")
    indent = len(before) + sum(width for _, width in cells[first:start])
    carets = sum(width for _, width in cells[start : min(end, last)])
    return Excerpt(shown_line, " " * indent, "^" * max(1, carets))


def _cell(character: str, at: int) -> tuple[str, int]:
    """What to print for a character that begins at screen column ``at``, and how many columns it takes."""
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        width = _TAB_STOP - at % _TAB_STOP
        return " " * width, width
    if _UNSEEN.match(character):
        shown = escaped(character)
        return shown, len(shown)
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _window(cells: list[tuple[str, int]], start: int) -> tuple[int, int]:
    """The range of cells to show: all of a short line, else about ``_WIDTH`` columns around ``start``."""
    if sum(width for _, width in cells) <= _WIDTH:
        return 0, len(cells)
    first, room = start, _WIDTH // 3
    while first > 0 and room > 0:
        first -= 1
        room -= cells[first][1]
    last, room = first, _WIDTH
    while last < len(cells) and room > 0:
        room -= cells[last][1]
        last += 1
    return first, last


def _runs_right_to_left(line: str, end: int) -> bool:
    """Whether text up to ``end``, or the line as a whole, is shown from right to left."""
    if line.isascii():
        return False
    directions = [unicodedata.bidirectional(character) for character in line]
    strong = next((direction for direction in directions if direction in ("L", "R", "AL")), "L")
    return strong != "L" or any(direction in ("R", "AL", "AN") for direction in directions[:end])
