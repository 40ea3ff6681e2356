"""The two parts of a content file: the fields between the lines ``---`` and the text after them."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Edit
from dateline.read.text import ContentFile

__all__ = ["FrontMatter", "split_front_matter"]


class FrontMatter(Struct, frozen=True):
    """The YAML and the body of a content file, each with the offset in the file's text at which it begins."""

    yaml: str
    yaml_offset: int
    body: str
    body_offset: int


_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_ANYTHING = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE)
# What people or their word processors make of ---: two or four hyphens, dashes, an indented or bulleted
# fence.
_NEARLY_A_FENCE = re.compile(
    r"^[ \t]*(?:-{2,}|[–—−]+-?|- - -|\+{3,}|\*{3,}|={3,}|_{3,})[ \t]*$", re.MULTILINE
)


def split_front_matter(file: ContentFile) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """The two parts of ``file``; None and the reason where they cannot be told apart.

    The first line is ``---``; the next line that is exactly ``---`` or ``...`` closes, wherever it stands, so
    a rule ``---`` inside a block of text belongs into the body. Blanks after either are ignored. A body may
    be empty.
    """
    text = file.text
    opening = _OPENING.match(text)
    if opening is None:
        return None, (_no_opening(file),)
    closing = _CLOSING.search(text, opening.end() - 1)
    if closing is None:
        return None, (_not_closed(file, opening.end()),)
    yaml = text[opening.end() : closing.start() + 1]
    if not _ANYTHING.search(yaml):
        hint = "add `title:` and the other fields"
        return None, (Diagnostic(file.position(0, 3), "FRONT003", "the front matter is empty", hint),)
    return FrontMatter(yaml, opening.end(), text[closing.end() :], closing.end()), ()


def _no_opening(file: ContentFile) -> Diagnostic:
    if not file.text.strip():
        return Diagnostic(
            file.position(0),
            "FRONT001",
            "the file is empty",
            "begin with a line `---`, the fields, and another line `---`",
        )
    begins = len(file.text) - len(file.text.lstrip())
    at = file.position(begins)
    first = file.line(at.line)
    if _OPENING.match(file.text, begins):
        message, hint = "there is something before the opening line ---", "make `---` the very first line"
        return Diagnostic(file.position(0), "FRONT001", message, hint, fix=Edit(0, begins, ""))
    elif _NEARLY_A_FENCE.match(first):
        at = file.position(begins, len(first.strip()))
        message, hint = f"the file begins with “{first.strip()}”", "write three hyphens: `---`"
        end = begins + len(first.strip())
        return Diagnostic(at, "FRONT001", message, hint, fix=_hyphens(file, begins, end))
    else:
        message = "the file does not begin with front matter"
        hint = "begin with a line `---`, the fields, and another line `---`"
    return Diagnostic(at, "FRONT001", message, hint)


def _not_closed(file: ContentFile, start: int) -> Diagnostic:
    fix = None
    nearly = _NEARLY_A_FENCE.search(file.text, start)
    if nearly is not None:
        found = nearly[0].strip()
        begins = nearly.end() - len(nearly[0].lstrip())
        at = file.position(begins, len(found))
        hint = f"is “{found}” meant to close it? Write exactly `---`, at the start of the line"
        fix = _hyphens(file, nearly.start(), nearly.end())
    else:
        at = file.position(0, 3)
        hint = "add a line `---` after the last field"
    message = "the front matter that begins in line 1 is not closed"
    return Diagnostic(at, "FRONT002", message, hint, fix=fix)


def _hyphens(file: ContentFile, start: int, end: int) -> Edit | None:
    """Three hyphens for a line of hyphens or dashes; other signs are left to people."""
    return None if file.text[start:end].strip(" \t-–—−") else Edit(start, end, "---")
