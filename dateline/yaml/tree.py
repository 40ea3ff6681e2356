"""The nodes of YAML as written, each with its place."""

from __future__ import annotations

from msgspec import Struct

from dateline.findings.positions import Position

__all__ = ["DEEPEST", "MOST_NODES", "Entry", "Mapping", "Node", "Scalar", "Sequence"]

DEEPEST = 20
"""Levels of lists and groups within each other; libyaml itself would go on until the interpreter crashes."""
MOST_NODES = 100_000
"""Names and values in a file: more than 2,000 events or 5,000 sources written out, which fill the largest file that is
read. Files of brackets and commas reach it sooner."""


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
