"""What a text is between the two phases: plain data, without anything that depends on a page."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.findings.positions import Position
from dateline.values.written import Written

BACK_LABEL = "\ufdd2"
"""Stands in HTML where the name of the way back from a footnote goes: a noncharacter, never in content."""


class Kind(enum.StrEnum):
    """What a reference leads to; the words before the colon in ``[[figure:…]]``, but for the last two."""

    FIGURE = "figure"
    ACTOR = "actor"
    EVENT = "event"
    STORY = "story"
    SOURCE = "source"
    """A citation, ``[@id]``."""
    LINK = "link"
    """A Markdown link to a page of this site, ``[words](/path/)``; the id is the address as written."""


class Reference(Written, frozen=True, eq=False):
    """A place in a text where the site fills something in."""

    kind: Kind
    id: str
    """As the editor wrote it, until ``Prose.with_ids``."""
    label: str
    """Words to print instead of the name or number; empty where there are none. The title of a link."""
    at: Position
    inside_link: bool = False
    """True where a link already surrounds it: links do not nest, so it is printed without its own."""
    said: str = ""
    """The number or date that the text itself gives for it; empty where it gives none."""
    said_at: Position | None = None


class Link(Written, frozen=True, eq=False):
    """An address that a text links to, off this site, on it or within the page (``#…``)."""

    href: str
    at: Position


class Heading(Struct, frozen=True, array_like=True):
    """A heading inside a text, for a list of contents."""

    level: int
    """As printed: no level is skipped, and none is above the text's ``heading_base``."""
    id: str
    """Its anchor: ``h_`` and a slug. No slug has an underscore, so it meets no event, figure or source."""


class Prose(Written, frozen=True, eq=False):
    """A text as safe HTML with references in it. Equal for equal texts, wherever they were written."""

    parts: tuple[str | int, ...] = ()
    """Safe HTML, with the indexes (in ``references``) of what is filled in between the pieces."""
    references: tuple[Reference, ...] = ()
    """In the order in which they are printed."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    words: int = 0
    """A reference counts as one word, or as the words of its label."""
    notes: int = 0
    """How many footnotes are printed at its end."""
    source: str = ""
    """The Markdown as written: what the record gives to others."""
    at: Position | None = None
    """Where ``source`` begins. Its length is 0 where the file has other white space or escapes: every place in the
    text is then this one."""

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.parts)

    def place(self, start: int, length: int) -> Position | None:
        """Where ``length`` characters of ``source`` from ``start`` (from 0) stand, which are on one line."""
        if self.at is None or self.at.length == 0:
            return self.at
        line = self.source.count("\n", 0, start)
        column = start - self.source.rfind("\n", 0, start) if line else self.at.column + start
        return Position(self.at.path, self.at.line + line, column, length)

    def with_ids(self, ids: Sequence[str]) -> Prose:
        """The same text with other ids, one for each of ``references`` in their order."""
        references = tuple(
            reference if reference.id == id else replace(reference, id=id)
            for reference, id in zip(self.references, ids, strict=True)
        )
        return replace(self, references=references)
