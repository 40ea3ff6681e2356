"""Values that begin with a character that YAML keeps for itself, and brackets."""

from __future__ import annotations

import re

from dateline.findings.positions import Edit
from dateline.yaml.problems.lines import A_FIELD
from dateline.yaml.problems.problem import Failure, Problem, Repair, meant_value, put_in_quotes
from dateline.yaml.quoting import Value, line_around, value_in_brackets, value_on_line

__all__ = ["a_bracket_not_closed", "a_sign_of_yaml", "text_around_brackets"]

_BEFORE_A_SIGN = (
    "while scanning a block scalar",
    "while scanning a directive",
    "while scanning a tag",
    "while parsing a tag",
    "while scanning an alias",
    "while scanning an anchor",
)


_SIGN_COMPLAINTS = (
    "cannot start any token",
    "block sequence entries are not allowed",
    "mapping keys are not allowed",
    "undefined tag handle",
)


_KEY_AHEAD = re.compile(r"[^\n:]*:(?:[ \t\n]|$)")


def a_sign_of_yaml(text: str, failure: Failure) -> Problem | None:
    """A value, or a line, that begins with a character that YAML keeps for itself."""
    at = failure.at
    if failure.context in _BEFORE_A_SIGN:
        at = failure.begun
    elif not any(complaint in failure.problem for complaint in _SIGN_COMPLAINTS):
        return None
    sign = text[at : at + 1]
    bracket = failure.bracket
    if sign == "%" and bracket == at - 1:  # {% … %}
        value = value_on_line(text, at)
        if value is not None and value.start == bracket:
            return text_with_brackets(value, bracket)
    value = meant_value(text, failure, at)
    if value is None or value.start > at:
        return None
    if number := re.fullmatch(r">=?\s*(\d[\d.,]*)", value.text):
        hint = f"write `{value.label}{number[1]}+` for “at least”"
        repair = Repair(value.start, "x" * len(value.text), f"{number[1]}+")
        fix = Edit(value.start, value.end, f"{number[1]}+") if value.text.startswith(">=") else None
        return Problem(
            at, len(value.text), "YAML009", "“>” has a meaning of its own in YAML", hint, repair, fix
        )
    if sign == "\t":
        return None
    if not value.label and failure.bracket is None and _KEY_AHEAD.match(text, at):
        return Problem(at, 1, "YAML009", f"a key cannot begin with “{sign}”", "put the key in quotes")
    if value.start < at:
        return put_in_quotes(value, at, "YAML009", f"“{sign}” cannot stand here in an unquoted value")
    problem = put_in_quotes(value, at, "YAML009", f"an unquoted value cannot begin with “{sign}”")
    if sign == "-" and value.label:
        hint = f"begin the list on a line of its own, or {problem.hint}"
        return Problem(
            at,
            1,
            problem.code,
            problem.message,
            hint,
            Repair(value.start, "x" * len(value.text), sound=False),
        )
    return problem


def text_with_brackets(value: Value, at: int) -> Problem:
    message = "YAML takes brackets for a list or a group of fields, not for a part of a text"
    return put_in_quotes(value, at, "YAML010", message)


def text_around_brackets(text: str, failure: Failure) -> Problem | None:
    """An unquoted text that begins with a bracket, or that has one in the middle of a list or group."""
    at = failure.at
    if "did not find expected" not in failure.problem or failure.begun == at:
        return None
    if failure.bracket is None:
        value = value_on_line(text, at)
        if value is not None and value.start < at and value.text[0] in "[{":
            return text_with_brackets(value, value.start)
    elif text[at : at + 1] in ("[", "{") and text[at - 1 : at] not in ",:[{":
        value = value_in_brackets(text, failure.bracket, at)
        if value is not None and value.start < at:
            return text_with_brackets(value, at)
    return None


def a_bracket_not_closed(text: str, failure: Failure) -> Problem | None:
    bracket, at = failure.bracket, failure.at
    if bracket is None:
        return None
    closing = {"[": "]", "{": "}"}[text[bracket]]
    _, line_end = line_around(text, bracket)
    here = text[at : at + 1]
    if here and here in "]}":
        if here == closing:
            return Problem(
                at, 1, "YAML005", "a value is missing before this bracket", "add it, or delete the comma"
            )
        message = f"“{here}” does not close the “{text[bracket]}” that is open here"
        return Problem(at, 1, "YAML005", message, f"write “{closing}”", Repair(at, closing))
    if here == ",":
        message = "a value is missing before this comma"
        return Problem(at, 1, "YAML005", message, "add it, or delete the comma", Repair(at, " "))
    if at <= line_end and text[at:line_end].strip():
        value = value_in_brackets(text, bracket, at)
        hint = "put a comma before it" + (f", or quotes around all of it: {value.fixed}" if value else "")
        return Problem(at, 1, "YAML005", "a comma is missing before this", hint)
    comment = re.search(r"[ \t]#", text[bracket:line_end])
    hint = f"“{closing}” is in a comment: put the value with # in quotes" if comment else f"add “{closing}”"
    repair = None
    if A_FIELD.match(text, line_end + 1):
        repair = Repair(bracket, "x" * (line_end - bracket), sound=False)
    return Problem(bracket, 1, "YAML005", f"this “{text[bracket]}” is not closed", hint, repair)
