"""Markdown and the sanitiser, set up as this project uses them. Imported only when a text needs them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dateline.prose.markup import CONTENT_GOES_TOO, PHRASING

INLINE_SIGNS = re.compile(r"[\\`\[<&*_]|  \n")
"""What any of the inline patterns needs to match: without one of these a piece of text is left alone."""

_BLOCKS = frozenset(
    {"a", "blockquote", "code", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_ALIGNED = {"align": {"left", "center", "right"}}


class _PlainStaysPlain(Treeprocessor):
    """Keeps the inline patterns, nine searches each, away from text in which none of them can match."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and not INLINE_SIGNS.search(element.text):
                element.text = AtomicString(element.text)


class Engine:
    """One Markdown converter and one sanitiser, both reused for every text of a thread."""

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
        markdown.treeprocessors.register(_PlainStaysPlain(markdown), "plain", 25)
        self._markdown = markdown
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

    def blocks(self, source: str) -> str:
        """Markdown with paragraphs, lists and tables as HTML, not yet sanitised. May raise RecursionError."""
        return self._markdown.reset().convert(source)

    def inline(self, source: str) -> str:
        """Markdown without blocks as HTML, not yet sanitised: a # or 1. at the start of a line is text."""
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

    def clean(self, html: str) -> str:
        """``html`` with nothing but the elements and attributes that a text may have, balanced."""
        return self._cleaner.clean(html)
