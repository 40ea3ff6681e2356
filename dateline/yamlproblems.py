"""What an editor did when libyaml gives up: its few technical complaints told apart, with the line to type
instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNSEEN_BREAKS = re.compile("[\x85\u2028\u2029]")
_COMMENT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in a YAML text, by offset in that text."""

    start: int
    length: int
    code: str
    message: str
    hint: str


def lost_comment(text: str, end: int) -> tuple[int, str, str] | None:
    """A comment right after a plain value that ends at ``end`` and looks like a part of it: ``Pier #1``.

    Its offset, its text, and the hint. A comment with a blank after ``#`` is taken for one on purpose.
    """
    match = _COMMENT.match(text, end)
    if match is None:
        return None
    return match.start(1), match[1].rstrip(), "put the value in quotes, or a blank after # if it is a comment"


def explain(error: Exception, text: str) -> Problem:
    """The finding behind an exception of the parser."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or ""
    at = min(mark.index, max(len(text) - 1, 0)) if mark is not None else 0
    if "mapping values are not allowed" in problem:
        return Problem(at, 1, "YAML001", "a colon inside an unquoted value", "put the value in quotes")
    return Problem(at, 1, "YAML023", f"this is not YAML: {problem or error}", "")
