"""How the value of a field is read: a YAML node becomes a value, or diagnostics that say why not.

Each type resolves its own scalar (``NO`` stays the text NO where a text is expected), so YAML's guesses never arise.
``read`` returns None where the node can't be used; the reason is then among the diagnostics. Nothing raises.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass, field
from typing import Any, Protocol

from msgspec import Struct

from dateline.dates import PartialDate, Shape, parse_date
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Edit, Position
from dateline.model.ref import Ref
from dateline.prose import Prose, read_prose, slips
from dateline.read.filenames import is_reserved
from dateline.read.text import ContentFile, Refusal
from dateline.values.names import nearest, only_near
from dateline.values.quantities import Quantity, parse_quantity
from dateline.values.slugs import slugify
from dateline.values.urls import check_url
from dateline.yaml.flow import CURLY
from dateline.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence
from dateline.yaml.quoting import quoted


@dataclass(slots=True)
class Reading:
    """One file while it is read: where diagnostics are collected."""

    file: ContentFile
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, at: Position, code: str, message: str, hint: str = "", fix: Edit | None = None) -> None:
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


def _out_of_curly_quotes(text: str, reads: Callable[[str], object]) -> Refusal | None:
    """Why a text in curly quotes is refused that would do without them; None for any other."""
    inner = text[1:-1].strip()
    if len(text) < 3 or text[-1] not in CURLY.get(text[0], "") or isinstance(reads(inner), Refusal | None):
        return None
    return Refusal("curly quotes do not quote in YAML", f"write {inner}", instead=inner)


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


def _text_of(node: Node, reading: Reading, expects: str) -> str | None:
    if isinstance(node, Scalar):
        return node.value
    hint, fix = "", None
    if isinstance(node, Sequence) and node.source.startswith("["):
        hint = "a text that begins with a bracket needs quotes"
        if expects == "a text" and "\n" not in node.source:
            start = reading.file.offset(node.at.line, node.at.column)
            fix = Edit(start, start + len(node.source), quoted(node.source))
    elif isinstance(node, Mapping):
        hint = "put the text in quotes"
    reading.wrong_type(node, expects, hint, fix)
    return None


class Text(Struct, frozen=True):
    """One line of plain text, at most ``longest`` characters."""

    longest: int = 2000
    expects: str = "a text"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        for slip in slips(text):
            file, offset = _source_of(node, text, reading.file)
            reading.report(
                file.position(offset + slip.start, slip.length), slip.code, slip.message, slip.hint
            )
        text = " ".join(text.split())
        if len(text) > self.longest:
            reading.report(
                node.at,
                "FIELD004",
                f"this text has {len(text)} characters; the field takes {self.longest}",
                "move the rest into the text of the story",
            )
        return text


class Verbatim(Struct, frozen=True):
    """A text kept exactly as it is, with its line breaks; no page shows it."""

    expects: str = "a text"

    def read(self, node: Node, reading: Reading) -> str | None:
        return _text_of(node, reading, self.expects)


class Markdown(Struct, frozen=True):
    """Text with emphasis, links, references and citations; ``inline`` for a single paragraph without blocks."""

    inline: bool = True
    expects: str = "a text"

    def read(self, node: Node, reading: Reading) -> Prose | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        prose, diagnostics = read_prose(text, *_source_of(node, text, reading.file), inline=self.inline)
        reading.diagnostics.extend(diagnostics)
        return prose


def _source_of(node: Node, text: str, file: ContentFile) -> tuple[ContentFile, int]:
    """The file and offset at which ``text`` stands as it is, so that places inside it can be told.

    Where a text was folded, places are found word by word; in an escaped one they all point at its start.
    """
    start = file.offset(node.at.line, node.at.column)
    for offset in (start, start + 1):
        if file.text.startswith(text, offset):
            return file, offset
    if offsets := _unfolded(text, file.text, start):
        return FoldedFile(file, text, offsets), 0
    return PinnedFile(file.path, text, node.at), 0


_BLOCK = re.compile(r"[>|][-+0-9]*[^\n]*\n")


def _unfolded(text: str, source: str, start: int) -> tuple[int, ...]:
    """The offset in ``source`` of each character of ``text``, of which only the white space differs; else nothing."""
    header = _BLOCK.match(source, start)
    place = header.end() if header else start + (source[start : start + 1] in ('"', "'"))
    offsets: list[int] = []
    for character in text:
        while place < len(source) and source[place].isspace() and not character.isspace():
            place += 1
        offsets.append(place)
        if character.isspace():
            continue
        if source[place : place + 1] != character:
            return ()
        place += 1
    return tuple(offsets)


class FoldedFile(ContentFile):
    """A text that stands in a file with other white space, as YAML folds it."""

    __slots__ = ("_offsets", "_whole")

    def __init__(self, whole: ContentFile, text: str, offsets: tuple[int, ...]) -> None:
        super().__init__(whole.path, text)
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_offsets", offsets)

    def position(self, offset: int, length: int = 1) -> Position:
        whole: ContentFile = self._whole  # type: ignore[attr-defined]
        offsets: tuple[int, ...] = self._offsets  # type: ignore[attr-defined]
        start = offsets[min(offset, len(offsets) - 1)]
        end = offsets[min(offset + max(1, length), len(offsets)) - 1] + 1
        line_end = whole.text.find("\n", start)
        return whole.position(start, max(1, min(end, line_end if line_end >= 0 else end) - start))


class PinnedFile(ContentFile):
    """A text every place of which is reported at one place of the file it came from."""

    __slots__ = ("_pin",)

    def __init__(self, path: str, text: str, pin: Position) -> None:
        super().__init__(path, text)
        object.__setattr__(self, "_pin", pin)

    def position(self, offset: int, length: int = 1) -> Position:
        pin: Position = self._pin  # type: ignore[attr-defined]
        return pin


class Date(Struct, frozen=True):
    """A date with its uncertainty (docs/writing.md). ``full`` asks for a day or a moment, ``known`` for one that is."""

    full: bool = False
    known: bool = False
    expects: str = "a date"

    def read(self, node: Node, reading: Reading) -> PartialDate | None:
        if isinstance(node, Sequence) and len(node.items) == 1 and node.source:
            text = node.source  # [2026-01-02..2026-01-08] is YAML's one-item list and our window
        elif isinstance(node, Scalar):
            text = node.value
        else:
            reading.wrong_type(
                node, "a date", "write it as in 2026-01-08, 2026-01 or [2026-01-02..2026-01-08]"
            )
            return None
        date = parse_date(text.strip())
        if isinstance(date, Refusal):
            reading.refuse(node, "DATE001", _out_of_curly_quotes(text, parse_date) or date)
            return None
        unknown = date.shape is Shape.UNKNOWN
        if (self.known and unknown) or (
            self.full and not unknown and date.shape not in (Shape.DAY, Shape.TIME)
        ):
            reading.report(
                node.at,
                "DATE002",
                f"a full day is expected here, and “{text}” is not one",
                "write it as in 2026-01-08",
            )
            return None
        return date


class Amount(Struct, frozen=True):
    """A quantity as somebody states it (values/quantities.py)."""

    expects: str = "a number or one of the words for a vague count"

    def read(self, node: Node, reading: Reading) -> Quantity | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        quantity = parse_quantity(text.strip())
        if isinstance(quantity, Refusal):
            reading.refuse(node, "QTY001", _out_of_curly_quotes(text, parse_quantity) or quantity)
            return None
        return quantity


class Choice(Struct, frozen=True):
    """One of a closed list of words."""

    options: tuple[str, ...]
    make: Callable[[str], Any] = str

    @property
    def expects(self) -> str:
        return f"one of {', '.join(self.options)}"

    def read(self, node: Node, reading: Reading) -> Any | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        if text in self.options:
            return self.make(text)
        near = nearest(text, self.options)
        hint = f"did you mean {near}?" if near else f"write {self.expects}"
        fix = reading.instead(node, only_near(text.strip(_CURLY), self.options))
        reading.report(node.at, "FIELD005", f"“{text}” is not a word for this field", hint, fix)
        return None


_CURLY = "".join(CURLY) + "".join(CURLY.values())
_FLAGS = (("true", ("true", "yes", "on")), ("false", ("false", "no", "off")))


class Flag(Struct, frozen=True):
    """True or false, and nothing that merely looks like it."""

    expects: str = "true or false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        hint = "write true or false"
        if not isinstance(node, Scalar):
            reading.wrong_type(node, self.expects, hint)
            return None
        if node.value in ("true", "false"):
            return node.value == "true"
        meant = next((word for word, others in _FLAGS if node.value.strip(_CURLY).lower() in others), None)
        fix = reading.instead(node, meant)
        reading.report(node.at, "FIELD005", f"“{node.value}” is neither true nor false", hint, fix)
        return None


class Days(Struct, frozen=True):
    """A stretch of days, written ``30d``."""

    expects: str = "a number of days such as 30d"

    def read(self, node: Node, reading: Reading) -> int | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        match = re.fullmatch(r"([1-9][0-9]{0,3})d", text)
        if not match:
            days = re.fullmatch(r"([1-9][0-9]{0,3})(?: ?days?| d)", text.strip(), re.IGNORECASE)
            fix = reading.instead(node, f"{days[1]}d") if days else None
            reading.report(
                node.at, "FIELD006", f"“{text}” is not a number of days", "write it as in 30d", fix
            )
            return None
        return int(match[1])


class Id(Struct, frozen=True):
    """The id of something: it becomes an anchor or an address, and never changes."""

    expects: str = "an id of letters, digits and hyphens"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        if re.fullmatch(r"\w[\w-]{0,99}", text) and not is_reserved(text):
            return text
        why = ": it is reserved on Windows" if is_reserved(text) else ""
        reading.report(node.at, "FIELD007", f"“{text}” cannot be an id{why}", f"write {slugify(text)}")
        return None


class Name(Struct, frozen=True):
    """The name or id of something defined elsewhere, resolved later."""

    of: str

    @property
    def expects(self) -> str:
        return f"{'an' if self.of[0] in 'aeiou' else 'a'} {self.of}"

    def read(self, node: Node, reading: Reading) -> Ref | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        if not text.strip():
            reading.wrong_type(node, self.expects)
            return None
        return Ref(" ".join(text.split()), node.at)


class Url(Struct, frozen=True):
    """An address through the one allow-list."""

    expects: str = "an address"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        url = check_url(text.strip())
        if isinstance(url, Refusal):
            reading.refuse(node, "URL001", url)
            return None
        return url


class FileName(Struct, frozen=True):
    """A file of ours below the content folder; it cannot name one outside."""

    expects: str = "the name of a file beside this one"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        parts = text.split("/")
        if not text or "\\" in text or any(part in ("", ".", "..") for part in parts) or ":" in text:
            reading.report(
                node.at,
                "FIELD008",
                f"“{text}” does not name a file beside this one",
                "write a name such as photo.jpg",
            )
            return None
        return text


class Address(Struct, frozen=True):
    """An address of this site that something had before: ``/crises/venezuela/old-name/``."""

    expects: str = "an address of this site such as /crises/aleppo/old-name/"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = _text_of(node, reading, self.expects)
        if text is None:
            return None
        reserved = next(filter(is_reserved, text.split("/")), "")
        if re.fullmatch(r"(/[\w-]+)+/", text) and not reserved:
            return text
        if reserved:
            message = f"no page can have the address {text}: “{reserved}” is reserved on Windows"
            reading.report(node.at, "FIELD009", message, "leave it out")
            return None
        reading.report(
            node.at,
            "FIELD009",
            f"“{text}” is not an address of this site",
            "write it as in /crises/aleppo/old-name/",
        )
        return None


class ListOf(Struct, frozen=True):
    """A list; ``one`` also takes a single item without the list."""

    item: Type
    one: bool = False

    @property
    def expects(self) -> str:
        return f"a list, each item {self.item.expects}"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence):
            values = (self.item.read(item, reading) for item in node.items)
            return tuple(value for value in values if value is not None)
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {one.key: one for one in self.fields})

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
        for one in self.fields:
            if one.required and one.key not in seen:
                hint = f"add `{one.key}: {one.example}`" if one.example else f"add `{one.key}:`"
                if one.key not in misspelt:
                    reading.report(at, "FIELD002", f"{self.title} needs `{one.key}:`", hint)
                complete = False
        return self.make(**values, **more, at=at) if complete else None

    def report_unknown(self, entry: Entry, entries: SequenceOf[Entry], reading: Reading) -> str:
        """Report a key that no field has; the required field that it is a slip for, or an empty text."""
        key = entry.key.value
        near = nearest(key.strip(_CURLY).replace("-", "_").lower(), self.by_key)
        hint = f"did you mean {near}?" if near else f"{self.title} has {', '.join(self.by_key)}"
        at = entry.key.at
        if any((one.at.line, one.at.column) == (at.line, at.column) for one in reading.diagnostics):
            return ""  # a list for a key, say: that is reported
        meant = only_near(key.strip(_CURLY), self.by_key)
        free = all(one.key.value != meant for one in entries)
        fix = reading.instead(entry.key, meant) if free else None
        message = f"{self.title} has no field “{key}”"
        if meant and free and self.by_key[meant].required:
            reading.report(entry.key.at, "FIELD002", f"{message}, and needs `{meant}:`", hint, fix)
            return meant
        reading.report(entry.key.at, "FIELD001", message, hint, fix)
        return ""
