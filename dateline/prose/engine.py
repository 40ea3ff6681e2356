"""A text as HTML, and the sanitiser. Markdown itself is imported only when a text needs it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import nh3

from dateline.prose.markup import CONTENT_GOES_TOO, PHRASING
from dateline.prose.plain import plain_block, plain_line

if TYPE_CHECKING:
    from dateline.prose.converter import Converter

_BLOCKS = frozenset(
    {"a", "blockquote", "code", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_BLANKS = re.compile(r"\n[ \t]+(?=\n)")
"""What is on a line that looks empty."""
_ALIGNED = {"align": {"left", "center", "right"}}


class Engine:
    """One converter and one sanitiser, both reused for every text of a thread."""

    def __init__(self) -> None:
        self._cleaner = nh3.Cleaner(
            tags=_BLOCKS | PHRASING,
            clean_content_tags=set(CONTENT_GOES_TOO),
            attributes={
                "*": {"lang", "dir"},
                "a": {"href", "title"},
                "abbr": {"title"},
                "dfn": {"title"},
                "del": {"datetime"},
                "ins": {"datetime"},
                "ol": {"start"},
                "time": {"datetime"},
            },
            tag_attribute_values={"td": _ALIGNED, "th": _ALIGNED},
            # What an address may be is decided by ``check_url``; this is the second lock on the same door.
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
            strip_comments=True,
        )

    @cached_property
    def _converter(self) -> Converter:
        from dateline.prose.converter import Converter

        return Converter()

    def blocks(self, source: str) -> str:
        """Markdown with paragraphs, lists and tables as HTML, not yet sanitised. May raise RecursionError."""
        source = _BLANKS.sub("\n", f"\n{source}\n").strip("\n")
        if "]:" in source:  # a block may say where the links of all others lead
            return self._converter.blocks(source)
        made: list[str] = []
        others: list[str] = []
        for block in source.split("\n\n"):
            plain = plain_block(block.lstrip("\n"))
            if plain is None:
                others.append(block)
                continue
            if others:
                made.append(self._converter.blocks("\n\n".join(others)))
                others.clear()
            made.append(plain)
        if others:
            made.append(self._converter.blocks("\n\n".join(others)))
        return "\n".join(filter(None, made))

    def inline(self, source: str) -> str:
        """Markdown without blocks as HTML, not yet sanitised: a # or 1. at the start of a line is text."""
        plain = plain_line(source)
        return self._converter.inline(source) if plain is None else plain.strip()

    def clean(self, html: str) -> str:
        """``html`` with nothing but the elements and attributes that a text may have, balanced."""
        return self._cleaner.clean(html)
