"""Files as text: bytes decoded, line ends made equal, and every character's line and column."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Edit, Position, position_of

__all__ = [
    "FORBIDDEN",
    "LARGEST_FILE",
    "ContentFile",
    "Position",
    "character_problems",
    "decode",
    "is_printable",
]

LARGEST_FILE = 1024 * 1024
"""Bytes in the largest file that is read: about 150 000 words. Nobody writes more into one story."""


_VISIBLE = bytes(range(0x20, 0x7F)) + b"\n"


def is_printable(text: str) -> bool:
    """Whether a text has only what can be printed, and line ends. Of ASCII that is asked all at once."""
    if text.isascii():
        return not text.encode().translate(None, delete=_VISIBLE)
    return text.replace("\n", "").isprintable()


@dataclasses.dataclass(frozen=True, slots=True)  # others inherit from it
class ContentFile:
    """One text file of the project: UTF-8 decoded, without byte order mark, every line ending with ``\\n``.

    Only ``\\n`` ends a line, as in editors: U+0085, U+2028 and form feeds do not.
    """

    path: str
    """Relative to the project's root, with ``/``."""
    text: str
    printable: bool = dataclasses.field(init=False, repr=False, compare=False)
    """Whether it has no invisible characters at all but spaces and line ends, as nearly every file."""
    _starts: list[int] = dataclasses.field(default_factory=list, init=False, repr=False, compare=False)
    """Where each line begins; filled on first use, then never changed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "printable", is_printable(self.text))

    def line_starts(self) -> list[int]:
        """Where each line begins, as offsets; not to be changed."""
        if not self._starts:
            # One assignment of all items: a second thread sees either nothing or everything.
            self._starts[:] = [0, *map(re.Match.end, re.finditer("\n", self.text))]
        return self._starts

    def position(self, offset: int, length: int = 1) -> Position:
        """The place of the character at ``offset`` (from 0); an offset outside the text is moved to its
        ends."""
        starts = self.line_starts()
        if not 0 <= offset <= len(self.text):
            offset = min(max(offset, 0), len(self.text))
        line = bisect_right(starts, offset)
        return position_of((self.path, line, offset - starts[line - 1] + 1, length))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1: the inverse of ``position``."""
        starts = self.line_starts()
        line = min(max(line, 1), len(starts))
        return min(starts[line - 1] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of line ``number`` (from 1) without its line break; empty outside the file."""
        starts = self.line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]


def decode(
    path: str, data: bytes, largest: int = LARGEST_FILE
) -> tuple[ContentFile | None, tuple[Diagnostic, ...]]:
    """The text of a file of at most ``largest`` bytes, and what is wrong with its characters.

    The file is None where it cannot be used at all: not UTF-8, too large, or with characters that no page or
    feed may contain. Direction marks are reported beside a usable file.
    """
    start = Position(path, 1, 1)
    if len(data) > largest:
        size = f"{len(data) / 1024 / 1024:.1f} MiB"
        return None, (
            Diagnostic(
                start,
                "FILE003",
                f"the file has {size}; a text may have {largest // 1024 // 1024} MiB",
                "split it, or move what is not text out of the content folder",
            ),
        )
    if encoding := _foreign_encoding(data):
        return None, (
            Diagnostic(start, "FILE002", f"the file is saved as {encoding}", "save the file as UTF-8"),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, (_not_utf8(path, data),)
    file = ContentFile(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = character_problems(file)
    usable = all(problem.code not in ("FILE004", "FILE007") for problem in problems)
    return file if usable else None, problems


def as_shown(path: str, data: bytes) -> ContentFile | None:
    """The text of a file to show its lines, usable or not: bytes that are not UTF-8 stand in it as ``\\xNN``.

    None for a file that is no text, or too large.
    """
    if len(data) > LARGEST_FILE or _foreign_encoding(data):
        return None
    text = data.decode("utf-8-sig", "backslashreplace")
    return ContentFile(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _foreign_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return ""


def _not_utf8(path: str, data: bytes) -> Diagnostic:
    """The finding at the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    else:  # pragma: no cover - only called for data that does not decode
        bad = 0
    before = data[:bad].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    guess = data[bad : bad + 1].decode("windows-1252", "replace")
    meant = f" (in Windows-1252 it is “{guess}”)" if guess.isprintable() and guess != "\ufffd" else ""
    return Diagnostic(
        ContentFile(path, before).position(len(before)),
        "FILE001",
        f"the byte {data[bad]:02X} is not UTF-8{meant}",
        "save the file as UTF-8",
    )


_MOST_PER_FILE = 5
"""A binary file renamed to .md has thousands of control characters; a handful is enough to see that."""

# Allowed nowhere on a page or in a feed: C0 and C1 controls but tab and line feed, surrogates and
# noncharacters, which XML 1.0 or HTML forbid; and the byte order mark, which nobody sees.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"


def character_problems(file: ContentFile) -> tuple[Diagnostic, ...]:
    """Forbidden and misleading invisible characters in a text, in order of place."""
    if file.printable:
        return ()
    found: list[Diagnostic] = []
    for match in FORBIDDEN.finditer(file.text):
        if len(found) == _MOST_PER_FILE:
            break
        found.append(_forbidden(file, match))
    if _DIRECTION.search(file.text):
        found.extend(_direction_problems(file))
    return tuple(sorted(found))


def _forbidden(file: ContentFile, match: re.Match[str]) -> Diagnostic:
    at = file.position(match.start(), len(match[0]))
    code = ord(match[0][0])
    if code == 0xFEFF:
        message = "an invisible byte order mark (U+FEFF) stands inside the text"
        fix = None if match[0].strip("\ufeff") else Edit(match.start(), match.end(), "")
        return Diagnostic(at, "FILE007", message, "delete it", fix=fix)
    kind = "control character" if code < 0xA0 else "character"
    return Diagnostic(
        at,
        "FILE004",
        f"the {kind} U+{code:04X} is not allowed in a text",
        "delete it; it is invisible in most editors",
    )


def _direction_problems(file: ContentFile) -> list[Diagnostic]:
    """Overrides anywhere, and embeddings and isolates that are not closed on the line they open on."""
    found: list[Diagnostic] = []
    pending: list[tuple[str, Position]] = []

    def report_open() -> None:
        for mark, at in pending:
            if mark in _OVERRIDES:  # reported already
                continue
            message = f"the invisible direction mark {_name(mark)} is not closed on this line"
            closing = _END_OF_EMBEDDING if mark <= _OVERRIDES[-1] else _END_OF_ISOLATE
            found.append(Diagnostic(at, "FILE006", message, f"delete it, or close it with {_name(closing)}"))
        pending.clear()

    line = 0
    for match in _DIRECTION.finditer(file.text):
        mark, at = match[0], file.position(match.start())
        if at.line != line:
            report_open()
            line = at.line
        if mark in _OVERRIDES:
            message = f"the invisible mark {_name(mark)} overrides the direction of the text"
            found.append(Diagnostic(at, "FILE005", message, "delete it"))
        if mark not in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
            pending.append((mark, at))
        elif pending and (pending[-1][0] > _OVERRIDES[-1]) == (mark == _END_OF_ISOLATE):
            pending.pop()
        else:
            message = f"the invisible direction mark {_name(mark)} closes nothing on this line"
            found.append(Diagnostic(at, "FILE006", message, "delete it"))
    report_open()
    return found


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
