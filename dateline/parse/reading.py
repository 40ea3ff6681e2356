"""One file while its fields are read: what a field takes is a type, which gives a value or says why there is none."""

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Edit, Position
from dateline.read.text import ContentFile
from dateline.values.refusal import Refusal
from dateline.yaml.nodes import Mapping, Node, Scalar, Sequence
from dateline.yaml.quoting import quoted


@dataclass(slots=True)
class Reading:
    """One file while it is read: where diagnostics are collected."""

    file: ContentFile
    diagnostics: list[Diagnostic] = field(default_factory=list)
    blocks: int = 0
    """How many of its fields were texts of blocks until now."""

    def report(self, at: Position, code: str, message: str, hint: str = "", fix: Edit | None = None) -> None:
        """Say what is wrong at a place; ``fix``: the edit of the file that mends it, where that is sure."""
        self.diagnostics.append(Diagnostic(at, code, message, hint, fix=fix))

    def instead(self, node: Node, text: str | None) -> Edit | None:
        """The edit that writes ``text`` for the whole of a value or key on one line; None where that cannot be told."""
        if not isinstance(node, Scalar) or not text:
            return None
        start = self.file.offset(node.at.line, node.at.column)
        written = self.file.text[start : start + node.at.length]
        quote = "" if node.plain else written[:1]
        if written != f"{quote}{node.value}{quote}":
            return None
        if not quote and not _NEEDS_NO_QUOTES.fullmatch(text):
            text = quoted(text)
        return Edit(start, start + len(written), f"{quote}{text}{quote}")

    def wrong_type(self, node: Node, expected: str, hint: str = "", fix: Edit | None = None) -> None:
        """Report that ``node`` is not what the field takes."""
        found = {Scalar: "a text", Sequence: "a list", Mapping: "a group of fields"}[type(node)]
        if isinstance(node, Scalar) and not node.value:
            found = "nothing"
        self.report(node.at, "FIELD003", f"{expected} is expected here, and this is {found}", hint, fix)

    def refuse(self, node: Node, code: str, refusal: Refusal) -> None:
        """Report why the text of ``node`` is refused, at the part of it that is at fault where that is on one line."""
        at = node.at
        if isinstance(node, Scalar) and node.plain and refusal.start and refusal.start < at.length:
            length = refusal.length if refusal.length is not None else at.length - refusal.start
            at = Position(
                at.path, at.line, at.column + refusal.start, max(1, min(length, at.length - refusal.start))
            )
        self.report(at, code, refusal.reason, refusal.hint, self.instead(node, refusal.instead))


_NEEDS_NO_QUOTES = re.compile(r"[\w~.+-][\w~./:+-]*(?: [\w~.+-]+)*")


class Type(Protocol):
    """What a field takes."""

    @property
    def expects(self) -> str:
        """What to write, in words: “a date”."""
        ...

    def read(self, node: Node, reading: Reading) -> Any | None:
        """The value, or None with the reason in ``reading``."""
        ...


def is_empty(node: Node) -> bool:
    """A key with nothing behind it: taken as if it were not there."""
    return isinstance(node, Scalar) and node.plain and node.value in ("", "~", "null")


def text_of(node: Node, reading: Reading, kind: Type) -> str | None:
    """The text that ``node`` is, for a field that takes ``kind``; None, with the reason reported, where it is none."""
    if isinstance(node, Scalar):
        return node.value
    hint, fix = "", None
    if isinstance(node, Sequence) and node.source.startswith("["):
        hint = "a text that begins with a bracket needs quotes"
        if kind.expects == "a text" and "\n" not in node.source:
            start = reading.file.offset(node.at.line, node.at.column)
            fix = Edit(start, start + len(node.source), quoted(node.source))
    elif isinstance(node, Mapping):
        hint = "put the text in quotes"
    reading.wrong_type(node, kind.expects, hint, fix)
    return None
