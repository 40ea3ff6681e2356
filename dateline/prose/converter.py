"""Markdown, set up as this project uses it. Imported only when a text needs it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_SIGNS = {
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "short_reference": ("[",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*",),
    "em_strong2": ("_",),
}
"""The inline patterns tried after code, in their order, each with what a text has where it matches: one of these."""
_DEFINED = ("reference", "short_reference")
"""Those of them that match nothing in a text without a definition of a link."""


class _Mail(InlinePattern):
    """``<desk@example.org>`` as a link. Markdown's own writes each character as an entity, which hides from whoever
    reads its HTML what stands in an address; and it takes escapes and tokens, between control characters, for letters.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(r"<([^<> !\x01-\x04]+@[^@<> \x01-\x04]+)>", markdown)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        address = m[1].removeprefix("mailto:")
        link = etree.Element("a", href=f"mailto:{address}")
        link.text = AtomicString(address)
        return link, m.start(), m.end()


class _InlineProcessor(InlineProcessor):
    """Tries a pattern only on text that has a sign of it: each that is tried looks at every character."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        self._tried = [
            (self.inlinePatterns[name], () if name in _DEFINED and not self.md.references else signs)
            for name, signs in _SIGNS.items()
        ]
        return super().run(tree, ancestors)

    # Markdown's own method of this name gives way to it: Python puts the name of the class, without its first “_”,
    # before such a name, and the two classes are called alike for that.
    def __handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        start = 0
        if patternIndex == 0 and "`" in data:
            data = self._with_code(data)
        while patternIndex < len(self._tried):
            pattern, signs = self._tried[patternIndex]
            matched = False
            for sign in signs:
                if sign in data:
                    data, matched, start = self.__applyPattern(pattern, data, patternIndex, start)  # type: ignore[attr-defined]
                    break
            if not matched:
                patternIndex += 1
        return data

    def _with_code(self, data: str) -> str:
        """``data`` with its code taken out. Markdown begins anew at the start for each piece, which is quadratic; what
        stands before one holds no other."""
        pattern: Any = self.inlinePatterns["backtick"]
        places = pattern.getCompiledRegExp()
        pieces: list[str] = []
        while found := places.search(data):
            code, at, end = pattern.handleMatch(found, data)
            pieces += data[:at], self.__stashNode(code, pattern.type())  # type: ignore[attr-defined]
            data = data[end:]
        return "".join((*pieces, data))


class Converter:
    """Markdown for every text of a thread."""

    def __init__(self) -> None:
        # Extensions as instances: by name, Markdown would search all installed packages for them.
        markdown = Markdown(
            extensions=[TableExtension(use_align_attribute=True), SaneListExtension()], output_format="html"
        )
        # Raw HTML and images are taken out before; what is left of them is text.
        markdown.preprocessors.deregister("html_block")
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            markdown.inlinePatterns.deregister(pattern)
        markdown.ESCAPED_CHARS = [*markdown.ESCAPED_CHARS, "<"]
        markdown.inlinePatterns.register(_Mail(markdown), "automail", 110)
        names = ("backtick", *_SIGNS)
        assert list(map(markdown.inlinePatterns.__getitem__, names)) == list(markdown.inlinePatterns)
        markdown.treeprocessors.register(_InlineProcessor(markdown), "inline", 20)
        self._markdown = markdown

    def blocks(self, source: str) -> str:
        """Markdown with paragraphs, lists and tables as HTML. May raise RecursionError."""
        return self._markdown.reset().convert(source)

    def inline(self, source: str) -> str:
        """Markdown without blocks as HTML: a # or 1. at the start of a line is text."""
        markdown = self._markdown.reset()
        root = etree.Element(markdown.doc_tag)
        etree.SubElement(root, "p").text = source
        for processor in markdown.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        output: str = markdown.serializer(root[0])
        for postprocessor in markdown.postprocessors:
            output = postprocessor.run(output)
        return output.strip().removeprefix("<p>").removesuffix("</p>").strip()
