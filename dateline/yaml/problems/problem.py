"""What stopped libyaml, and what that means in an editor's words."""

from __future__ import annotations

from msgspec import Struct

from dateline.findings.positions import Edit
from dateline.yaml.quoting import Value, quoted, value_in_brackets, value_on_line

__all__ = ["Failure", "Problem", "Repair", "meant_value", "put_in_quotes"]


class Failure(Struct, frozen=True):
    """Where and why libyaml stopped. Places are offsets in the text."""

    problem: str
    context: str
    at: int
    begun: int
    """Where the thing began that could not be finished; the same as ``at`` where libyaml does not say."""
    last: tuple[int, int, bool] | None
    """Begin and end of the last value that was read, and whether it is quoted."""
    bracket: int | None
    """The innermost ``[`` or ``{`` still open, None outside of brackets."""


class Repair(Struct, frozen=True):
    """What to read instead, for the sake of the rest of the file: as many characters as it replaces."""

    start: int
    text: str
    value: str | None = None
    """What the value at ``start`` was meant to be, where ``text`` only keeps its place."""
    sound: bool = True
    """False where the repair only helps to find more errors, and the node must not be used."""


class Problem(Struct, frozen=True):
    """A finding in a YAML text. Without a code there is nothing to report, only to repair."""

    start: int
    length: int
    code: str
    message: str
    hint: str
    repair: Repair | None = None
    fix: Edit | None = None
    """What to write instead, where nothing else can have been meant; offsets in the YAML text."""


def put_in_quotes(value: Value, at: int, code: str, message: str) -> Problem:
    """The problem that is solved by quotes around ``value``."""
    repair = Repair(value.start, "x" * (value.end - value.start), value.text)
    # A list or group as a whole is not what was meant as a text, unless that is what the finding is about.
    is_text = value.text[0] not in "[{" or code == "YAML010"
    fix = Edit(value.start, value.end, quoted(value.text)) if is_text else None
    return Problem(at, 1, code, message, f"put the value in quotes: {value.fixed}", repair, fix)


def meant_value(text: str, failure: Failure, at: int) -> Value | None:
    if failure.bracket is not None:
        return value_in_brackets(text, failure.bracket, at)
    return value_on_line(text, at)
