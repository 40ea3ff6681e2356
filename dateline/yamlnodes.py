"""YAML as nodes that know where they were written.

Events of libyaml are read in one flat pass: no recursion, a limit on depth and number, no aliases, no tags,
and no guess at types. A value is the text that was written; each field decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from dateline.diagnostics import Diagnostic
from dateline.frontmatter import FrontMatter, split_front_matter
from dateline.positions import Position
from dateline.text import ContentFile
from dateline.yamlproblems import UNSEEN_BREAKS, explain, lost_comment

__all__ = [
    "DEEPEST",
    "MOST_NODES",
    "Entry",
    "FrontMatter",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "read_yaml",
    "split_front_matter",
]

DEEPEST = 20
"""Levels of lists and groups within each other; libyaml itself would go on until the interpreter crashes."""
MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written: ``NO``, ``010``, ``12:30`` and ``3.10`` stay what they are."""

    value: str
    at: Position
    """Where the value begins, quotes included; as long as its part of that line."""
    plain: bool
    """True without quotes (and not a block after ``|`` or ``>``)."""

    @property
    def absent(self) -> bool:
        """True where nothing is written after the colon or hyphen; ``""`` in quotes is an empty text
        instead."""
        return self.plain and not self.value


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in brackets or one item a line."""

    items: tuple[Node, ...]
    at: Position
    source: str = ""
    """In brackets: the exact text with them (``[2026-01-02..2026-01-08]``), so that a field can read it as a
    text."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order written, each key once."""

    entries: tuple[Entry, ...]
    at: Position
    source: str = ""
    """In braces: the exact text with them."""

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None where the mapping does not have it."""
        return next((entry.value for entry in self.entries if entry.key.value == key), None)


Node = Scalar | Sequence | Mapping


def read_yaml(file: ContentFile, text: str, offset: int = 0) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The node of the YAML ``text``, which begins at ``offset`` in ``file``, and what is wrong with it.

    The node is None for an empty text and for one that is not YAML at all; then there is one error, at the
    first place that cannot be read. Any text gives an answer, nothing raises.
    """
    return _Reader(file, text, offset).read()


class _Stop(Exception):
    """Reading ends here; the diagnostic has been noted."""


class _Open:
    """A list or group of fields that has not ended yet."""

    __slots__ = ("flow", "is_mapping", "items", "key", "start")

    def __init__(self, is_mapping: bool, start: int, flow: bool) -> None:
        self.is_mapping = is_mapping
        self.start = start
        self.flow = flow
        self.items: list[Any] = []
        self.key: Scalar | None = None


class _Reader:
    """One pass over the events of one text."""

    def __init__(self, file: ContentFile, text: str, offset: int) -> None:
        self.file = file
        self.text = text
        self.offset = offset
        self.found: list[Diagnostic] = []
        self.restore: dict[int, str] = {}

    def note(self, start: int, length: int, code: str, message: str, hint: str = "") -> None:
        """Keep a finding about ``length`` characters from ``start`` in the YAML text."""
        self.found.append(Diagnostic(self.at(start, length), code, message, hint))

    def at(self, start: int, length: int) -> Position:
        return self.file.position(self.offset + start, max(1, length))

    def events(self) -> Iterator[Any]:
        text = self.text
        # libyaml ends lines at U+0085, U+2028 and U+2029; editors do not, and a title pasted from a web page
        # may have them. While it reads, letters from a private area that the text does not use stand in for
        # them.
        for unseen in sorted(set(UNSEEN_BREAKS.findall(text))):
            code = next(code for code in range(0xF0000, 0xFFFFE) if chr(code) not in text)
            self.restore[code] = unseen
            text = text.replace(unseen, chr(code))
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(text, Loader=loader))

    def read(self) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        root: Node | None = None
        try:
            root = self.build()
        except _Stop:
            root = None
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            problem = explain(error, self.text)
            self.note(problem.start, problem.length, problem.code, problem.message, problem.hint)
        return root, tuple(sorted(self.found))

    def build(self) -> Node | None:
        """The root node; raises what the parser raises."""
        root: Node | None = None
        stack: list[_Open] = []
        documents = nodes = 0
        may_have_comment = " #" in self.text or "\t#" in self.text
        for event in self.events():
            kind = type(event)
            start: int = event.start_mark.index
            node: Node
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self.refuse_property(event)
                node = self.scalar(event, start)
                if may_have_comment and node.plain:
                    self.warn_of_comment(node, event.end_mark.index)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self.refuse_property(event)
                stack.append(_Open(kind is yaml.MappingStartEvent, start, bool(event.flow_style)))
                if len(stack) > DEEPEST:
                    self.note(
                        start, 1, "YAML018", f"this is nested more than {DEEPEST} levels deep", "flatten it"
                    )
                    raise _Stop
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = self.close(stack.pop(), event.end_mark.index)
            elif kind is yaml.AliasEvent:
                length = event.end_mark.index - start
                name = self.text[start : start + length]
                message = f"“{name}” refers to another value, which is not supported"
                self.note(
                    start, length, "YAML015", message, "write the value itself; put a text with * in quotes"
                )
                node = Scalar(name, self.at(start, length), plain=False)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second YAML document begins here"
                    self.note(start, 3, "YAML017", message, "remove this line: a file has one document")
                    raise _Stop
                continue
            else:
                continue
            nodes += 1
            if nodes > MOST_NODES:
                self.note(
                    start, 1, "YAML019", f"the file has more than {MOST_NODES} values", "split the file"
                )
                raise _Stop
            if not stack:
                root = node
            else:
                self.add(stack[-1], node, start)
        return root

    def scalar(self, event: Any, start: int) -> Scalar:
        value: str = event.value
        if self.restore:
            value = value.translate(self.restore)
        plain = event.style is None or event.style == ""
        length = event.end_mark.index - start
        if "\n" in value or length > len(value) + 2:
            newline = self.text.find("\n", start, start + length)
            if newline >= 0:
                length = newline - start
        return Scalar(value, self.file.position(self.offset + start, length or 1), plain)

    def add(self, parent: _Open, node: Node, start: int) -> None:
        """Put a finished node where it belongs: an item, a key or a value."""
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            if not isinstance(node, Scalar):
                self.note(
                    start,
                    1,
                    "YAML020",
                    "a key is a word, not a list or a group of fields",
                    "put it in quotes",
                )
                node = Scalar("", self.at(start, 1), plain=False)
            parent.key = node
        else:
            key, parent.key = parent.key, None
            parent.items.append(Entry(key, node))

    def close(self, open_: _Open, end: int) -> Node:
        """The node of a list or group that ends at ``end``."""
        at = self.at(open_.start, 1)
        source = self.text[open_.start : end] if open_.flow else ""
        if not open_.is_mapping:
            return Sequence(tuple(open_.items), at, source)
        return Mapping(tuple(self.unrepeated(open_.items)), at, source)

    def unrepeated(self, entries: list[Entry]) -> list[Entry]:
        """The entries without those whose key was there before, each of which is reported."""
        first: dict[str, Entry] = {}
        for entry in entries:
            earlier = first.setdefault(entry.key.value, entry)
            if earlier is not entry:
                message = f"“{entry.key.value}” is already given in line {earlier.key.at.line}"
                self.found.append(Diagnostic(entry.key.at, "YAML014", message, "keep one of the two"))
        return entries if len(first) == len(entries) else list(first.values())

    def refuse_property(self, event: Any) -> None:
        """Report an anchor or a tag before a value."""
        start: int = event.start_mark.index
        if event.anchor is not None:
            length = len(event.anchor) + 1
            hint = f"remove “&{event.anchor}”; put a text that begins with & in quotes"
            self.note(start, length, "YAML015", "anchors and aliases are not supported", hint)
        else:
            written = self.text[start:].split(maxsplit=1)[0]
            hint = f"remove “{written}”; put a text that begins with ! in quotes"
            self.note(start, len(written), "YAML016", "tags are not supported", hint)

    def warn_of_comment(self, node: Scalar, end: int) -> None:
        lost = lost_comment(self.text, end)
        if lost is not None and node.value:
            start, comment, fixed = lost
            message = f"the rest of the line is a comment and is lost: “{comment}”"
            self.note(start, len(comment), "YAML008", message, fixed)
