"""Tabs, no-break spaces and other blanks that YAML does not take for one."""

from __future__ import annotations

import re

from dateline.findings.positions import Edit
from dateline.yaml.problems.problem import Failure, Problem, Repair
from dateline.yaml.quoting import line_around

__all__ = ["ODD_BLANKS", "a_tab", "an_odd_blank", "odd_blank"]

ODD_BLANKS = "\xa0\u1680\u2000-\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff"
"""Characters (for a class in a pattern) that look like a blank or like nothing, and are letters to YAML."""


def a_tab(text: str, failure: Failure) -> Problem | None:
    at = failure.at
    start, end = line_around(text, at)
    if text[at : at + 1] != "\t" or text[start:at].strip(" \t-"):
        return None
    blank = len(text[start:end]) - len(text[start:end].lstrip(" \t"))
    if text[start + blank : end][:1] in ("", "#"):
        return Problem(at, 1, "", "", "", Repair(start, " " * blank))
    fix = _without_tabs(text, start, end, at)
    more = sum("\t" in line for line in re.findall(r"^[ \t]+(?=[^\s#])", text[end:], re.MULTILINE))
    also = f", here and in {more} more line{'s' if more > 1 else ''}" if more else ""
    if text[start:at].strip():
        return Problem(
            at, 1, "YAML002", "a tab follows the hyphen of a list item", f"use a space{also}", fix=fix
        )
    hint = f"use two spaces for each tab{also}"
    return Problem(at, 1, "YAML002", "a tab is used for indentation", hint, fix=fix)


_LEAD = re.compile(r"^[ \t]*\t[ \t]*(?=[^\s])", re.MULTILINE)


def _without_tabs(text: str, start: int, end: int, at: int) -> Edit:
    """Two spaces for each tab here and in all lines below, or here alone where a text may have tabs of its own."""
    if text[start:at].strip():
        return Edit(at, at + len(text[at:end]) - len(text[at:end].lstrip()), " ")
    last = end if re.search(r"[|>][-+0-9]*[ \t]*$", text, re.MULTILINE) else len(text)
    fixed = _LEAD.sub(lambda match: match[0].replace("\t", "  "), text[start:last])
    return Edit(start, last, fixed)


_ODD_INDENT = re.compile(rf"[ \t]*+(?:-[ \t]++)*+([{ODD_BLANKS}][{ODD_BLANKS} ]*)|[\w.-]+:([{ODD_BLANKS}])")


def odd_blank(text: str, at: int) -> Problem | None:
    """A no-break space or the like in the indentation of the line of ``at``, or after its first colon."""
    start, end = line_around(text, at)
    match = _ODD_INDENT.match(text, start, end)
    if match is None:
        return None
    group = 1 if match[1] else 2
    found = re.sub(f"[{ODD_BLANKS}]", " ", match[group])
    where = "in the indentation" if group == 1 else "after the colon"
    return Problem(
        match.start(group),
        len(found),
        "YAML003",
        f"an invisible character (U+{ord(match[group][0]):04X}) stands {where}",
        "replace it with an ordinary space",
        Repair(match.start(group), found),
        Edit(match.start(group), match.end(group), found),
    )


def an_odd_blank(text: str, failure: Failure) -> Problem | None:
    places = [failure.at, failure.begun, *((failure.last[0],) if failure.last else ())]
    return next((found for place in places if (found := odd_blank(text, place)) is not None), None)
