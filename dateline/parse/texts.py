"""Fields that are texts: plain, kept exactly, or Markdown, with the place of every word in the file."""

import re

from msgspec import Struct

from dateline.findings.positions import Position
from dateline.parse.reading import Reading, text_of
from dateline.prose import Prose, read_prose, slips
from dateline.read.text import ContentFile
from dateline.yaml.nodes import Node


class Text(Struct, frozen=True):
    """One line of plain text, at most ``longest`` characters."""

    longest: int = 2000
    expects: str = "a text"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        for slip in slips(text):
            file, offset = _source_of(node, text, reading.file)
            reading.report(
                file.position(offset + slip.start, slip.length), slip.code, slip.message, slip.hint
            )
        text = " ".join(text.split())
        if len(text) > self.longest:
            reading.report(
                node.at,
                "FIELD004",
                f"this text has {len(text)} characters; the field takes {self.longest}",
                "move the rest into the text of the story",
            )
        return text


class Verbatim(Struct, frozen=True):
    """A text kept exactly as it is, with its line breaks; no page shows it."""

    expects: str = "a text"

    def read(self, node: Node, reading: Reading) -> str | None:
        return text_of(node, reading, self)


class Markdown(Struct, frozen=True):
    """Text with emphasis, links, references and citations; ``inline`` for a single paragraph without blocks.

    A text of blocks has headings from ``heading_base`` down. It shares its page with others, so its ids begin with
    ``prefix`` and its number among those texts of the file.
    """

    inline: bool = True
    heading_base: int = 2
    prefix: str = ""
    expects: str = "a text"

    def read(self, node: Node, reading: Reading) -> Prose | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        prefix = ""
        if not self.inline:
            reading.blocks += 1
            prefix = f"{self.prefix}{reading.blocks}-"
        prose, diagnostics = read_prose(
            text,
            *_source_of(node, text, reading.file),
            inline=self.inline,
            heading_base=self.heading_base,
            prefix=prefix,
        )
        reading.diagnostics.extend(diagnostics)
        return prose


def _source_of(node: Node, text: str, file: ContentFile) -> tuple[ContentFile, int]:
    """The file and offset at which ``text`` stands as it is, so that places inside it can be told.

    Where a text was folded, places are found word by word; in an escaped one they all point at its start.
    """
    start = file.offset(node.at.line, node.at.column)
    for offset in (start, start + 1):
        if file.text.startswith(text, offset):
            return file, offset
    if offsets := _unfolded(text, file.text, start):
        return FoldedFile(file, text, offsets), 0
    return PinnedFile(file.path, text, node.at), 0


_BLOCK = re.compile(r"[>|][-+0-9]*[^\n]*\n")


def _unfolded(text: str, source: str, start: int) -> tuple[int, ...]:
    """The offset in ``source`` of each character of ``text``, of which only the white space differs; else nothing."""
    header = _BLOCK.match(source, start)
    place = header.end() if header else start + (source[start : start + 1] in ('"', "'"))
    offsets: list[int] = []
    for character in text:
        while place < len(source) and source[place].isspace() and not character.isspace():
            place += 1
        offsets.append(place)
        if character.isspace():
            continue
        if source[place : place + 1] != character:
            return ()
        place += 1
    return tuple(offsets)


class FoldedFile(ContentFile):
    """A text that stands in a file with other white space, as YAML folds it."""

    __slots__ = ("_offsets", "_whole")

    def __init__(self, whole: ContentFile, text: str, offsets: tuple[int, ...]) -> None:
        super().__init__(whole.path, text)
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_offsets", offsets)

    def position(self, offset: int, length: int = 1) -> Position:
        whole: ContentFile = self._whole  # type: ignore[attr-defined]
        offsets: tuple[int, ...] = self._offsets  # type: ignore[attr-defined]
        start = offsets[min(offset, len(offsets) - 1)]
        end = offsets[min(offset + max(1, length), len(offsets)) - 1] + 1
        line_end = whole.text.find("\n", start)
        return whole.position(start, max(1, min(end, line_end if line_end >= 0 else end) - start))


class PinnedFile(ContentFile):
    """A text every place of which is reported at one place of the file it came from."""

    __slots__ = ("_pin",)

    def __init__(self, path: str, text: str, pin: Position) -> None:
        super().__init__(path, text)
        object.__setattr__(self, "_pin", pin)

    def position(self, offset: int, length: int = 1) -> Position:
        pin: Position = self._pin  # type: ignore[attr-defined]
        return pin
