"""Where in which file something was written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a text file, ordered by path, then line, then column.

    ``path`` is relative to the project's root and uses ``/``. ``line`` and ``column`` start at 1; a column is
    one code point, as editors count. ``length`` is the number of characters to underline, at least 1 when
    shown.
    """

    path: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        """``path:line:column``, the form that editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


position_of: Callable[[tuple[str, int, int, int]], Position] = partial(tuple.__new__, Position)
"""``Position(*of)`` in one call less, for the places of everything in a file."""


class Edit(NamedTuple):
    """``text`` instead of the characters from ``start`` to ``end`` of a ``ContentFile``: lines end with ``\\n``."""

    start: int
    end: int
    text: str
