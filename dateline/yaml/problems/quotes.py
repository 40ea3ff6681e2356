"""Quotes that are missing, not closed, or closed too early."""

from __future__ import annotations

import re

from dateline.findings.positions import Edit
from dateline.yaml.problems.lines import A_FIELD, nested_under_a_value, no_colon
from dateline.yaml.problems.problem import Failure, Problem, Repair, meant_value, put_in_quotes
from dateline.yaml.quoting import Value, line_around, quoted, short

__all__ = ["a_colon_in_a_value", "a_quote_not_closed", "an_unknown_escape", "text_after_a_quote"]


def a_colon_in_a_value(text: str, failure: Failure) -> Problem | None:
    at = failure.at
    if "mapping values are not allowed" not in failure.problem:
        if (
            failure.bracket is None
            or text[at : at + 1] != ":"
            or "did not find expected ','" not in failure.problem
        ):
            return None
    elif failure.last is not None and "\n" in text[failure.last[0] : at] and failure.bracket is None:
        # The line above was taken for the beginning of this one.
        begins = failure.last[0]
        if text[begins] in "\"'":
            return _unclosed(text, begins, failure.bracket)
        line, _ = line_around(text, begins)
        if not text[line:begins].strip(" \t-"):
            return no_colon(text, begins)
        return nested_under_a_value(text, at, begins)
    value = meant_value(text, failure, at)
    if value is None or value.start > at:
        return None
    return put_in_quotes(value, at, "YAML001", "an unquoted value cannot have a colon and a space in it")


def a_quote_not_closed(text: str, failure: Failure) -> Problem | None:
    if failure.context != "while scanning a quoted scalar":
        return None
    return _unclosed(text, failure.begun, failure.bracket)


def _unclosed(text: str, at: int, bracket: int | None) -> Problem:
    """The quote at ``at`` has no end on its line. It is taken to end there."""
    _, end = line_around(text, at)
    rest = text[at:end].rstrip()
    usable = bracket is None and len(rest) > 1
    repair = Repair(at, "x" * len(rest), rest[1:]) if usable else None
    return Problem(at, 1, "YAML004", "this quote is not closed", _closing(text, at), repair)


def _closing(text: str, at: int) -> str:
    """The hint for the quote at ``at``, which has no end on its line."""
    _, end = line_around(text, at)
    rest = text[at + 1 : end].rstrip()
    if text[at] == "'" and rest:
        fixed = short(quoted(f"'{rest}"))
        return f"close it, or if it is an apostrophe put the value in double quotes: {fixed}"
    return f"close it: {short(text[at] + rest + text[at])}" if rest else "close it, or delete it"


def text_after_a_quote(text: str, failure: Failure) -> Problem | None:
    """Something follows the closing quote of a value on its line."""
    at = failure.at
    if "did not find expected" not in failure.problem or failure.begun == at:
        return None
    if failure.last is not None and failure.last[2] and not text[failure.last[1] : at].strip(" \t"):
        begins = failure.last[0]
        if "\n" in text[begins:at]:
            line, _ = line_around(text, at)
            if A_FIELD.match(text, line):
                return _unclosed(text, begins, failure.bracket)
            message = "the value ends at its second quote, and more follows"
            return Problem(at, 1, "YAML006", message, "delete what follows, or use the other kind of quotes")
        found = meant_value(text, failure, at)
        if found is None or found.start != begins:
            return None
        inner = found.text
        if inner[-1] == inner[0] and len(inner) > 1:
            inner = inner[1:-1]
        meant = Value(found.start, found.end, inner.replace("''", "'"), found.label)
        message = "the value ends at its second quote, and more follows"
        return put_in_quotes(meant, at, "YAML006", message)
    return None


def an_unknown_escape(text: str, failure: Failure) -> Problem | None:
    if failure.context != "while parsing a quoted scalar":
        return None
    at = text.rfind("\\", failure.begun, failure.at + 1)
    match = re.compile(r'"((?:[^"\\\n]|\\[^\n])*)"').match(text, failure.begun)
    message = f"“{text[at : at + 2]}” is not an escape that YAML knows"
    if match is None:
        return Problem(at, 2, "YAML021", message, "write two backslashes, or use single quotes")
    repair = Repair(failure.begun, "x" * len(match[0]), match[1])
    hint = f"use single quotes: {short(quoted(match[1]))}"
    alone = match[1].count("\\") == 1  # others may be escapes that YAML knows
    fix = Edit(match.start(), match.end(), quoted(match[1])) if alone else None
    return Problem(at, 2, "YAML021", message, hint, repair, fix)
