"""Lines that fit nothing: without a colon, in the wrong column, a list among fields."""

from __future__ import annotations

import re

from dateline.findings.positions import Edit
from dateline.yaml.problems.problem import Failure, Problem, Repair
from dateline.yaml.quoting import line_around, short

__all__ = [
    "A_FIELD",
    "a_line_without_a_colon",
    "a_second_document",
    "lists_and_fields_mixed",
    "misplaced",
    "nested_under_a_value",
    "no_colon",
]

A_FIELD = re.compile(r"[ ]*(?:- +)*[^\W\d][\w -]*:(?:[ \n]|$)")
"""The beginning of a line that is a field for sure."""
_KEY_WITHOUT_SPACE = re.compile(
    r"[ \t]*(?:-[ \t]+)*([^\s:\"'\[\]{}#,][^\s:\"'\[\]{}#,]*):(?!//)([^\s:][^\n]*)"
)


_A_WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")


def no_colon(text: str, at: int) -> Problem:
    """The line of ``at`` should be ``key: value`` and lacks the colon, or the space after it."""
    start, end = line_around(text, at)
    line = text[start:end].strip()
    match = _KEY_WITHOUT_SPACE.match(text, start, end)
    if match is None:
        begins = start + len(text[start:end]) - len(text[start:end].lstrip())
        hint = (
            "write `key: value`; a line that continues the value above is indented, a comment begins with #"
        )
        return Problem(
            begins, max(1, len(line)), "YAML011", "this line is not a field: it has no colon", hint
        )
    key, value = match[1], match[2].rstrip()
    repair = Repair(match.end(1) + 1, " " + "x" * (len(match[2]) - 1), value) if len(match[2]) > 1 else None
    return Problem(
        match.start(1),
        len(key) + 1,
        "YAML011",
        f"a space is missing after “{key}:”",
        f"write `{short(f'{key}: {value}')}`",
        repair,
        Edit(match.end(1) + 1, match.end(1) + 1, " ") if _A_WORD.fullmatch(key) else None,
    )


def a_line_without_a_colon(text: str, failure: Failure) -> Problem | None:
    if "could not find expected ':'" not in failure.problem:
        return None
    return no_colon(text, failure.begun)


_INDENT = re.compile(r" *(?P<hyphens>(?:- +)*)")


def nested_under_a_value(text: str, at: int, above: int) -> Problem:
    """The line of ``at`` is further in than the field above, whose value begins at ``above``."""
    start, end = line_around(text, at)
    indent = len(text[start:end]) - len(text[start:end].lstrip(" "))
    upper, _ = line_around(text, above)
    match = _INDENT.match(text, upper)
    wanted = match.end() - upper if match is not None else 0
    message = "this line is further in than the field above it, which has a value already"
    return Problem(start + indent, len(text[start:end].strip()), "YAML012", message, _begin_it(wanted))


def misplaced(text: str, at: int) -> Problem:
    """A line whose indentation fits nothing above it."""
    start, end = line_around(text, at)
    line = text[start:end]
    indent = len(line) - len(line.lstrip(" "))
    place, length = start + indent, max(1, len(line.strip()))
    above = [upper for upper in text[:start].split("\n") if upper.strip()]
    if above and above[-1].lstrip().startswith("#"):
        message = "the comment above ends the text before it, and this line fits nothing"
        return Problem(place, length, "YAML012", message, "move the comment, or check the indentation")
    matches = [match for upper in above if (match := _INDENT.match(upper)) is not None]
    if line.strip().startswith("-"):
        columns = {match.start("hyphens") for match in matches if match["hyphens"]}
    else:
        columns = {match.end() for match in matches}
    nearest = min(columns, key=lambda column: (abs(column - indent), -column), default=indent)
    if nearest == indent:
        message = "this line does not fit the lines above it"
        return Problem(place, length, "YAML012", message, "check its indentation and theirs")
    spaces = f"{indent} space{'' if indent == 1 else 's'}" if indent else "no space"
    message = f"this line begins with {spaces} and fits no line above it"
    return Problem(place, length, "YAML012", message, _begin_it(nearest))


def _begin_it(spaces: int) -> str:
    return (
        f"begin it with {spaces} space{'' if spaces == 1 else 's'}"
        if spaces
        else "begin it at the start of the line"
    )


def lists_and_fields_mixed(text: str, failure: Failure) -> Problem | None:
    """A list item among fields, a field among list items, or an indentation that fits neither."""
    mapping = failure.context == "while parsing a block mapping"
    if not mapping and failure.context != "while parsing a block collection":
        return None
    start, end = line_around(text, failure.at)
    line = text[start:end]
    if failure.at != start + len(line) - len(line.lstrip(" ")):
        return None
    begun, _ = line_around(text, failure.begun)
    same_column = failure.at - start == failure.begun - begun
    item = bool(re.match(r"-(?:[ \t]|$)", line.strip()))
    if mapping and item and same_column:
        hint = "put the key it belongs to on the line above, such as `tags:`, or delete the hyphen"
        return Problem(failure.at, 1, "YAML013", "a list item stands among fields", hint)
    if not mapping and not item and same_column:
        hint = "begin it with a hyphen, or put it where the fields are"
        return Problem(failure.at, len(line.strip()), "YAML013", "a field stands among list items", hint)
    if line.strip()[:1] in ("", ":", "]", "}"):
        return None
    return misplaced(text, failure.at)


def a_second_document(text: str, failure: Failure) -> Problem | None:
    if "expected <document start>" not in failure.problem and "document indicator" not in failure.problem:
        return None
    if re.search(r"^\.\.\.[ \t]*$", text[: failure.at], re.MULTILINE):
        return Problem(
            failure.at, 1, "YAML017", "a second YAML document begins here", "delete the line `...` above"
        )
    start, _ = line_around(text, failure.at)
    if failure.at == start and start:
        return misplaced(text, failure.at)
    return None
