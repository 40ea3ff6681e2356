"""A value on its line of YAML: where it begins and ends, and how the line reads with the value in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dateline.findings.positions import Edit

__all__ = ["Value", "line_around", "lost_comment", "quoted", "short", "value_in_brackets", "value_on_line"]


class Value(Struct, frozen=True):
    """The part of a YAML text that an editor meant as one value, by offset, and what stands before it."""

    start: int
    end: int
    text: str
    label: str
    """``title: ``, ``- `` or nothing: enough of the line to recognise it."""

    @property
    def fixed(self) -> str:
        """The line as it should be written, with a long value cut in the middle."""
        return self.label + short(quoted(self.text))


def quoted(text: str) -> str:
    """``text`` as a quoted YAML value in the quotes that need least change inside."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def short(text: str) -> str:
    """``text`` for a hint: a long one is cut in the middle."""
    return text if len(text) <= 70 else f"{text[:44]} … {text[-20:]}"


def line_around(text: str, at: int) -> tuple[int, int]:
    """Where the line with the character at ``at`` begins and ends, its line break not included."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


_LINE = re.compile(
    r"""[ \t]*(?P<label>(?:-[ \t]+)*
        (?:(?:"[^"\n]*"|'[^'\n]*'|[^\s"'\[\]{}#&*!|>%@`,:-][^\n:"'\[\]{}#]*?)[ \t]*:[ \t]+)?)
        (?P<value>.*)""",
    re.VERBOSE,
)
_MEANT_COMMENT = re.compile(r"[ \t]+#(?:[ \t].*)?$|[ \t]+$")


def value_on_line(text: str, at: int) -> Value | None:
    """What follows ``key: `` or ``- `` on the line of ``at``, without a comment; None for nothing."""
    start, end = line_around(text, at)
    match = _LINE.match(text, start, end)
    if match is None or not match["value"]:
        return None
    value = _MEANT_COMMENT.sub("", match["value"])
    begins = match.start("value")
    label = re.sub(r"[ \t]+", " ", match["label"])
    return Value(begins, begins + len(value), value, label) if value else None


_FLOW_LABEL = re.compile(
    r"""\s*(?P<label>(?:"[^"\n]*"|'[^'\n]*'|[^\s"'\[\]{},:][^\n"'\[\]{},:]*?):[ \t]+)?"""
)


def value_in_brackets(text: str, bracket: int, at: int) -> Value | None:
    """The item around ``at`` of the list or group that opens at ``bracket``; None where it is not on one
    line.

    It begins after the last comma outside inner brackets and quotes, and ends before the next.
    """
    begins = bracket + 1
    for offset in _separators(text, bracket + 1, at):
        begins = offset + 1
    _, line_end = line_around(text, at)
    match = _FLOW_LABEL.match(text, begins)
    start = match.end() if match is not None else begins
    if match is not None and start > at:  # the label alone is at fault
        start = match.start("label") if match["label"] else start
    closing = {"[": "]", "{": "}"}[text[bracket]]
    end = next(_separators(text, at, line_end, closing), line_end)
    value = text[start:end].rstrip()
    if start > at or not value or "\n" in value:
        return None
    return Value(start, start + len(value), value, (match["label"] or "") if match is not None else "")


def _separators(text: str, start: int, end: int, closing: str = "") -> Iterator[int]:
    """Offsets of commas, and of ``closing``, outside inner brackets and quotes."""
    depth = 0
    quote = ""
    for offset in range(start, end):
        character = text[offset]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and text[offset - 1] in " [{,:\n":
            quote = character
        elif depth == 0 and character in ("," + closing):
            yield offset
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth = max(0, depth - 1)


_COMMENT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")


def lost_comment(text: str, end: int) -> tuple[int, str, str, Edit | None] | None:
    """A comment right after a plain value that ends at ``end`` and looks like a part of it: ``Pier #1``.

    Its offset, its text, the hint, and the edit for a number after words. A comment with a blank after ``#`` is taken
    for one on purpose.
    """
    match = _COMMENT.match(text, end)
    if match is None:
        return None
    value = value_on_line(text, end)
    whole = value is not None and value.text[:1] not in tuple("[{\"'|>")
    fixed = f": {value.fixed}" if value is not None and whole else ""
    fix = None
    if (
        value is not None
        and whole
        and re.match(r"#\d", match[1])
        and re.search(r"[^\W\d_]", text[value.start : end])
    ):
        fix = Edit(value.start, value.end, quoted(value.text))
    return match.start(1), match[1].rstrip(), f"put the value in quotes{fixed}", fix
