"""Paragraphs, headings and lines as Markdown would make them, without Markdown: nearly all of nearly every text.

Here is only what can be told at a glance: emphasis, and links to plain addresses. Of anything else this says nothing,
and Markdown is asked. What both can make is the same to the letter, which tests hold them to.
"""

from __future__ import annotations

import re

_FOR_MARKDOWN = ("\\", "`", "<", "&", "_", "\t", "  \n")
"""What in a line only Markdown reads."""
_NO_PARAGRAPH = re.compile(r"\n(?:[\s#=+>|:-]|\d+\.|\Z)")
"""How no line of a paragraph begins."""
_HEADING = re.compile(r"(#{1,6}) *([^\s#][^\n]*)(?<![\s#])")
_LINK = re.compile(r"\[(?<!!\[)([^\[\]*]+)\]\(([A-Za-z0-9/:.,;?=#~%+-]+)\)")
_EMPHASIS = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*|\*(?=\S)([^*]+)(?<=\S)\*")


def plain_block(block: str) -> str | None:
    """The HTML of a block between blank lines, not yet sanitised; None where Markdown has to say it."""
    if heading := _HEADING.fullmatch(block):
        tag, text = f"h{len(heading[1])}", heading[2]
    elif _NO_PARAGRAPH.search(f"\n{block}"):
        return None
    else:
        tag, text = "p", block
    line = plain_line(text)
    return None if line is None else f"<{tag}>{line}</{tag}>"


def plain_line(text: str) -> str | None:
    """The HTML of a text without blocks, not yet sanitised; None where Markdown has to say it."""
    for sign in _FOR_MARKDOWN:
        if sign in text:
            return None
    line = text.replace(">", "&gt;")
    if "[" in line:
        line = _LINK.sub(r'<a href="\2">\1</a>', line)
        if "[" in line:
            return None
    if "*" in line:
        line = _EMPHASIS.sub(_emphasised, line)
        if "*" in line:
            return None
    return line


def _emphasised(found: re.Match[str]) -> str:
    return f"<strong>{found[1]}</strong>" if found[1] else f"<em>{found[2]}</em>"
