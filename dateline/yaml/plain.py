"""YAML as most files have it, read line by line: fields, lists and values that each stand on one line.

Here is only what can be told at a glance: no comments, escapes, folded texts or lists of lists. Of a text with
anything else this says nothing, and libyaml is asked. What both can read gives the same nodes at the same places,
which tests hold them to.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from dateline.findings.positions import Position, position_of
from dateline.read.text import ContentFile
from dateline.yaml.tree import DEEPEST, MOST_NODES, Entry, Mapping, Node, Scalar, Sequence

_LONGEST = MOST_NODES
"""Characters: a text that has no more has no more values than may be read."""
_DEEPEST = DEEPEST - 1
"""Lists and groups within each other, without one in brackets inside them."""

_KEY = r"\w[\w-]{0,99}+"
_WORDS = r"\w[\w.'’-]*+(?:\ [\w.'’-]++)*+"
# Indentation, a hyphen, a key; then a value that is plain, or in quotes, or words in brackets, or fields in braces.
_LINE = re.compile(
    rf"""(\ *+)(-\ ++)?+(?:({_KEY}):(?=[ \n])\ *+)?+
    (?:([^\s\-?:,\[\]{{}}#&*!|>'"%@`][^\n:#]*+(?:(?::(?![ \n])|(?<!\ )\#)[^\n:#]*+)*+)(?<!\ )
    |("[^"\\\n]*+"|'[^'\n]*+')
    |(\[{_WORDS}(?:,\ *+{_WORDS})*+\])
    |(\{{{_KEY}:\ ++{_WORDS}(?:,\ *+{_KEY}:\ ++{_WORDS})*+\}})
    )?\n""",
    re.VERBOSE,
)
_NOTHING, _FIELD, _PLAIN, _QUOTED, _LIST = 1, 3, 4, 5, 6
"""The last group of a line that matched something, by what that makes of the line."""
_ITEM = re.compile(_WORDS, re.VERBOSE)
_ENTRY = re.compile(rf"({_KEY}):\ ++({_WORDS})", re.VERBOSE)


class _Block:
    """A list or a group of fields that may go on with the next line."""

    __slots__ = ("at", "column", "is_list", "items", "key")

    def __init__(self, is_list: bool, at: tuple[str, int, int, int]) -> None:
        self.is_list = is_list
        self.at = position_of(at)
        self.column = at[2]
        self.items: list[Any] = []
        self.key: Scalar | None = None
        """Of the field whose value begins on the next line."""

    def node(self) -> Node | None:
        if self.is_list:
            return Sequence(tuple(self.items), self.at)
        return None if self.key else _group(self.items, self.at)


def plain_yaml(file: ContentFile, text: str, offset: int) -> Node | None:
    """The node of the YAML ``text``; None where libyaml has to say it.

    ``text`` begins in ``file`` at ``offset``, which is the start of a line.
    """
    if len(text) > _LONGEST or not file.printable:
        return None
    if not text.endswith("\n"):
        text += "\n"
    path = file.path
    blocks: list[_Block] = []
    end = 0
    for line in count(file.position(offset).line):
        if end == len(text):
            break
        start = end
        found = _LINE.match(text, start)
        if found is None:
            return None
        end = found.end()
        kind = found.lastindex or 0
        if kind == _NOTHING:
            continue
        indent, hyphen, key = found.group(1, 2, 3)
        if not key and (not hyphen or kind < _PLAIN):
            return None
        column = len(indent) + 1
        block = _block(blocks, hyphen is not None, (path, line, column, 1))
        if block is None:
            return None
        if key:
            if hyphen:
                column += len(hyphen)
                block = _Block(False, (path, line, column, 1))
                blocks.append(block)
            name = Scalar(key, position_of((path, line, column, len(key))), True)
            if kind == _FIELD:
                block.key = name
                continue
        written = found[kind]
        at = position_of((path, line, found.start(kind) - start + 1, len(written)))
        value: Node | None
        if kind == _PLAIN:
            value = Scalar(written, at, True)
        elif kind == _QUOTED:
            value = Scalar(written[1:-1], at, False)
        else:
            value = _in_brackets(written, at, kind == _LIST)
            if value is None:
                return None
        block.items.append(Entry(name, value) if key else value)
    while len(blocks) > 1:
        if not _end(blocks):
            return None
    return blocks[0].node() if blocks else None


def _block(blocks: list[_Block], is_list: bool, at: tuple[str, int, int, int]) -> _Block | None:
    """The block that goes on at this place: one that is open, else the value of a field or the first of all."""
    column = at[2]
    while blocks:
        last = blocks[-1]
        if last.key:
            if column > last.column or (is_list and column == last.column):
                break
            return None
        if column == last.column and is_list is last.is_list:
            return last
        if column > last.column or not _end(blocks):
            return None
    if len(blocks) == _DEEPEST:
        return None
    blocks.append(_Block(is_list, at))
    return blocks[-1]


def _end(blocks: list[_Block]) -> bool:
    """Put the last block where it belongs; whether it could be, which the outermost cannot."""
    node = blocks.pop().node()
    if node is None or not blocks:
        return False
    block = blocks[-1]
    block.items.append(Entry(block.key, node) if block.key else node)
    block.key = None
    return True


def _in_brackets(source: str, at: Position, is_list: bool) -> Node | None:
    """The list or group that is written in brackets on one line."""
    path, line, column, _ = at

    def scalar(found: re.Match[str], group: int) -> Scalar:
        text = found[group]
        return Scalar(text, position_of((path, line, column + found.start(group), len(text))), True)

    if is_list:
        return Sequence(tuple([scalar(found, 0) for found in _ITEM.finditer(source)]), at, source)
    return _group([Entry(scalar(one, 1), scalar(one, 2)) for one in _ENTRY.finditer(source)], at, source)


def _group(entries: list[Entry], at: Position, source: str = "") -> Mapping | None:
    """A group of fields; None where a key is there twice."""
    if len({entry.key.value for entry in entries}) < len(entries):
        return None
    return Mapping(tuple(entries), at, source)
