"""What a file or a part of one consists of: fields by their keys, lists of them, and groups read into one object.

``read`` returns None where the node can't be used; the reason is then among the diagnostics. Nothing raises.
"""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from dateline.findings.positions import Position
from dateline.parse.reading import Reading, Type, is_empty
from dateline.parse.types import CURLY_QUOTES
from dateline.values.names import nearest, only_near
from dateline.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence


class ListOf(Struct, frozen=True):
    """A list; ``one`` also takes a single item without the list."""

    item: Type
    one: bool = False

    @property
    def expects(self) -> str:
        return f"a list, each item {self.item.expects}"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence):
            read = self.item.read
            return tuple([value for item in node.items if (value := read(item, reading)) is not None])
        if self.one and not (isinstance(node, Mapping) and not isinstance(self.item, Record)):
            value = self.item.read(node, reading)
            return () if value is None else (value,)
        reading.wrong_type(node, "a list", "begin each item with “- ” on a line of its own")
        return None


class Pairs(Struct, frozen=True):
    """A group of freely named keys, as ``(key, value)`` pairs in the order of the file.

    ``make`` builds one item from the key's text, the value and the key's place.
    """

    value: Type
    make: Callable[[str, Any, Position], Any] = lambda key, value, at: (key, value)

    @property
    def expects(self) -> str:
        return f"a group of names, each with {self.value.expects}"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if not isinstance(node, Mapping):
            reading.wrong_type(node, self.expects, "write them as in {women: 105, teenagers: 1}")
            return None
        found = []
        for entry in node.entries:
            value = self.value.read(entry.value, reading)
            if value is not None:
                found.append(self.make(entry.key.value, value, entry.key.at))
        return tuple(found)


class Either(Struct, frozen=True):
    """One of two forms: a plain text as ``text``, a group of fields as ``group``."""

    text: Type
    group: "Record"

    @property
    def expects(self) -> str:
        return f"{self.text.expects} or {self.group.expects}"

    def read(self, node: Node, reading: Reading) -> Any | None:
        return (self.group if isinstance(node, Mapping) else self.text).read(node, reading)


class Field(Struct, frozen=True):
    """One front-matter field: its key, what it takes, and what it is for."""

    key: str
    type: Type
    about: str  # one sentence for the reference and the editor's tooltip
    required: bool = False
    keeps: str = ""  # the model field that gets the place of the value, usable or not
    name: str = ""  # the model field, where it differs from the key
    example: str = ""
    words: bool = (
        False  # a text that a translation gives in its own language; anything else is a fact of the original
    )


@dataclass(frozen=True, slots=True)
class Record:
    """A group of fields, read into one object.

    ``make`` gets the values by field name, and ``at``: the place of the group. ``short``: the one field that a plain
    text stands for (``- foro-penal`` for ``- {actor: foro-penal}``).
    """

    title: str  # “a claim”
    fields: tuple[Field, ...]
    make: Callable[..., Any]
    short: str = ""
    by_key: MappingOf[str, Field] = field(init=False, compare=False)
    required: tuple[Field, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {one.key: one for one in self.fields})
        object.__setattr__(self, "required", tuple(one for one in self.fields if one.required))

    @property
    def expects(self) -> str:
        return self.title

    def read(self, node: Node, reading: Reading) -> Any | None:
        if isinstance(node, Mapping):
            return self.read_entries(node.entries, node.at, reading)
        if self.short and isinstance(node, Scalar):
            value = self.by_key[self.short].type.read(node, reading)
            short = self.by_key[self.short]
            return None if value is None else self.make(**{short.name or short.key: value, "at": node.at})
        example = next((one.key for one in self.fields if one.required), self.fields[0].key)
        reading.wrong_type(node, f"{self.title} with its fields", f"write it as in {{{example}: …}}")
        return None

    def read_entries(
        self, entries: SequenceOf[Entry], at: Position, reading: Reading, **more: Any
    ) -> Any | None:
        """The object that these entries make, or None when a required field is missing or unusable."""
        values: dict[str, Any] = {}
        seen: set[str] = set()
        misspelt: set[str] = set()
        complete = True
        for entry in entries:
            key = entry.key.value
            declared = self.by_key.get(key)
            if declared is None:
                misspelt.add(self.report_unknown(entry, entries, reading))
                continue
            if is_empty(entry.value):
                continue
            seen.add(key)
            if declared.keeps:
                values[declared.keeps] = entry.value.at
            value = declared.type.read(entry.value, reading)
            if value is None:
                complete = complete and not declared.required
                continue
            values[declared.name or key] = value
        for one in self.required:
            if one.key not in seen:
                hint = f"add `{one.key}: {one.example}`" if one.example else f"add `{one.key}:`"
                if one.key not in misspelt:
                    reading.report(at, "FIELD002", f"{self.title} needs `{one.key}:`", hint)
                complete = False
        return self.make(**values, **more, at=at) if complete else None

    def report_unknown(self, entry: Entry, entries: SequenceOf[Entry], reading: Reading) -> str:
        """Report a key that no field has; the required field that it is a slip for, or an empty text."""
        key = entry.key.value
        near = nearest(key.strip(CURLY_QUOTES).replace("-", "_").lower(), self.by_key)
        hint = f"did you mean {near}?" if near else f"{self.title} has {', '.join(self.by_key)}"
        at = entry.key.at
        if any((one.at.line, one.at.column) == (at.line, at.column) for one in reading.diagnostics):
            return ""  # a list for a key, say: that is reported
        meant = only_near(key.strip(CURLY_QUOTES), self.by_key)
        free = all(one.key.value != meant for one in entries)
        fix = reading.instead(entry.key, meant) if free else None
        message = f"{self.title} has no field “{key}”"
        if meant and free and self.by_key[meant].required:
            reading.report(entry.key.at, "FIELD002", f"{message}, and needs `{meant}:`", hint, fix)
            return meant
        reading.report(entry.key.at, "FIELD001", message, hint, fix)
        return ""
