"""The nodes of YAML as written, each with its place."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.findings.positions import Position
from dateline.read.text import ContentFile

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "offset_within"]


class Scalar(Struct, frozen=True):
    """A text as written: ``NO``, ``010``, ``12:30`` and ``3.10`` stay what they are."""

    value: str
    at: Position
    """Where the value begins, quotes included; as long as its part of that line."""
    plain: bool
    """True without quotes (and not a block after ``|`` or ``>``)."""

    @property
    def absent(self) -> bool:
        """True where nothing is written after the colon or hyphen; an empty text is written ``""``."""
        return self.plain and not self.value


class Entry(Struct, frozen=True):
    """One field of a mapping."""

    key: Scalar
    value: Node


class Sequence(Struct, frozen=True):
    """A list, in brackets or one item a line."""

    items: tuple[Node, ...]
    at: Position
    source: str = ""
    """In brackets: the exact text with them (``[2026-01-02..2026-01-08]``), so that a field can read it as a
    text."""


class Mapping(Struct, frozen=True):
    """Fields in the order written, each key once."""

    entries: tuple[Entry, ...]
    at: Position
    source: str = ""
    """In braces: the exact text with them."""

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None where the mapping does not have it."""
        return next((entry.value for entry in self.entries if entry.key.value == key), None)


Node = Scalar | Sequence | Mapping


_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_BLANK_ESCAPES = "ntvfr NLP_\t\n"


def offset_within(file: ContentFile, scalar: Scalar, index: int) -> int:
    """The offset in the text of ``file`` of the character ``scalar.value[index]``.

    Right for every way to write a scalar, also for folded lines, blocks and escapes: the characters that are
    not blank stand in the file in the same order as in the value, so they are counted. For a blank, the
    offset after the character before it.
    """
    text = file.text
    offset = file.offset(scalar.at.line, scalar.at.column)
    index = max(0, min(index, len(scalar.value)))
    on_blank = index == len(scalar.value) or scalar.value[index].isspace()
    count = sum(not character.isspace() for character in scalar.value[:index])
    opening = "" if scalar.plain else text[offset : offset + 1]
    if opening in ("|", ">") and opening:
        offset = text.find("\n", offset) + 1 or len(text)
    elif opening in ("'", '"') and opening:
        offset += 1
    if on_blank and count == 0:
        return offset
    while offset < len(text):
        width, blank = 1, text[offset].isspace()
        if opening == "'" and text.startswith("''", offset):
            width = 2
        elif opening == '"' and (escape := _ESCAPE.match(text, offset)):
            number = escape[1] or escape[2] or escape[3]
            width = len(escape[0])
            blank = chr(int(number, 16)).isspace() if number else escape[4] in _BLANK_ESCAPES
        if not blank:
            if on_blank and count == 1:
                return offset + width
            if not on_blank and count == 0:
                return offset
            count -= 1
        offset += width
    return len(text)
