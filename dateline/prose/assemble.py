"""What Markdown made of a text, put together: tokens settled, HTML sanitised, references found."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import filterfalse
from typing import TYPE_CHECKING

from dateline.findings.positions import Position
from dateline.prose.notes import Note
from dateline.prose.parts import BACK_LABEL, Heading, Kind, Link, Prose, Reference
from dateline.prose.said import stated
from dateline.prose.scan import CLOSE, OPEN, Finding, Scan, Token
from dateline.values.refusal import Refusal
from dateline.values.slugs import slugify
from dateline.values.urls import check_url, decoded

if TYPE_CHECKING:
    from dateline.prose.engine import Engine

# In what Markdown writes, < and > stand nowhere but around tags; in what the sanitiser writes, too.
# Each pattern begins with one letter: Python looks for one much faster than for one of two.
_TOKEN = re.compile(rf"{OPEN}(\d+){CLOSE}")
_CODE = re.compile("<code>[^<>]*</code>")
_TOKEN_IN_TAG = re.compile(rf"<[^<>{OPEN}]*+{OPEN}[^<>]*+>")
_LINK_OR_TOKEN_IN_TAG = re.compile(rf"<(?:a(?P<link> href=\"[^<>\"]*\"[^<>]*)>|[^<>]*{OPEN}[^<>]*>)")
_ODD_PARAGRAPH = re.compile(r"<p>(?:\s|</p>)")
_EMPTY_PARAGRAPH, _PARAGRAPH_START = re.compile(r"<p>\s*</p>\n?"), re.compile(r"<p>\s+")
_PLACES = re.compile("<(?:a(?P<link>| [^<>]*)>|/a(?P<unlink>>)|h(?P<heading>[1-6])>|/h[1-6]>)")
_HREF, _TITLE = re.compile(r' href="([^"]*)"'), re.compile(r' title="([^"]*)"')
_SCHEME = re.compile("(?:https?|mailto):", re.IGNORECASE)
_TAG = re.compile("<[^<>]*>")
_WORD = re.compile(r"\w[\w'’-]*")
_BACKSLASHED = re.compile(r"\\([^\w\s])")
_ALIGNED = (
    (' align="left"', ' class="cell cell--start"'),
    (' align="center"', ' class="cell cell--centre"'),
    (' align="right"', ' class="cell cell--end"'),
)


class Assembly:
    """One text on its way to ``Prose``."""

    def __init__(
        self,
        scan: Scan,
        engine: Engine,
        place: Callable[[int, int], Position],
        findings: list[Finding],
        heading_base: int,
        prefix: str,
    ) -> None:
        self._scan = scan
        self._engine = engine
        self._place = place
        """From an offset and a length in the source to a position in the file."""
        self._findings = findings
        self._heading_base = heading_base
        self._prefix = prefix
        self._pieces: list[str | int] = []
        self._references: list[Reference] = []
        self._links: list[Link] = []
        self._addresses: dict[str, list[int]] | None = None
        self._linked = False
        self._headings: list[Heading] = []
        self._levels: list[int] = []
        """Levels, as written, of the headings that the current place is under."""
        self._heading: list[str | int] | None = None
        """What the heading at the current place says; None outside headings."""
        self._heading_start = 0
        self._anchors: dict[str, int] = {}
        """How many headings have each slug."""
        self._notes: dict[str, Note] = {}
        self._cited: list[str] = []
        """Names of the footnotes in the order of their marks."""
        self._marks: dict[str, int] = {}
        """How many marks with a way back each of them has."""
        self._numbers: dict[str, int] = {}

    def add(self, converted: str) -> None:
        """Add what Markdown made."""
        if self._scan.tokens or "<a " in converted:
            converted = self._settled(converted)
        clean = self._engine.clean(converted)
        if _ODD_PARAGRAPH.search(clean):
            clean = _PARAGRAPH_START.sub("<p>", _EMPTY_PARAGRAPH.sub("", clean))
        if "<table>" in clean:
            clean = _with_wide_tables(clean)
        self._walk(clean)

    def add_notes(self, notes: tuple[Note, ...], add_body: Callable[[], None]) -> None:
        """Call ``add_body``, then add the footnotes it and they refer to, in the order of their marks."""
        for note in notes:
            if self._notes.setdefault(note.name, note) is not note:
                message, hint = f"there are two footnotes “{note.name}”", "give one of them another name"
                self._findings.append(Finding(note.start, note.length, "TEXT011", message, hint))
        add_body()
        number = 0
        while number < len(self._cited):
            self._pieces.append("\n" if number else '\n<section class="notes" role="doc-endnotes">\n<ol>\n')
            self._pieces.append(f'<li id="{self._prefix}note_{number + 1}">\n')
            self.add(self._engine.blocks(self._notes[self._cited[number]].marked))
            number += 1
            # Where the ways back lead is known once all marks are: a note may be marked in a later one.
            last = self._pieces[-1]
            if isinstance(last, str) and last.endswith("</p>"):
                self._pieces[-1] = last.removesuffix("</p>")
                self._pieces.append(f"{OPEN}{number}{CLOSE}</p>\n</li>")
            else:
                self._pieces.append(f"{OPEN}{number}{CLOSE}\n</li>")
        if number:
            self._pieces.append("\n</ol>\n</section>")
            self._pieces = [
                self._with_back_links(piece) if isinstance(piece, str) else piece for piece in self._pieces
            ]
        for note in self._notes.values():
            if note.name not in self._numbers:
                message, hint = (
                    f"nothing refers to the footnote “{note.name}”",
                    f"write [^{note.name}] where it belongs",
                )
                self._findings.append(Finding(note.start, note.length, "TEXT011", message, hint))

    def finish(self) -> Prose:
        """The text as plain data."""
        parts: list[str | int] = []
        words = 0
        for piece in self._pieces:
            if isinstance(piece, int):
                words += self._words_of(self._references[piece])
                parts.append(piece)
            elif piece and parts and isinstance(parts[-1], str):
                parts[-1] += piece
            elif piece:
                parts.append(piece)
        for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
            if parts and isinstance(part := parts[end], str):
                parts[end] = strip(part)
        words += count_words(" ".join(part for part in parts if isinstance(part, str)))
        return Prose(
            tuple(part for part in parts if part != ""),
            tuple(self._references),
            tuple(self._headings),
            tuple(self._links),
            words,
            len(self._cited),
        )

    def _words_of(self, reference: Reference) -> int:
        if reference.kind in (Kind.SOURCE, Kind.LINK):
            return 0
        return len(_WORD.findall(reference.label)) or 1

    # Before the sanitiser: what each token stands for is known once Markdown has said what is code.

    def _settled(self, converted: str) -> str:
        if "<code>" in converted:
            converted = _CODE.sub(lambda found: self._as_written(found[0], quote=False), converted)
        converted = _LINK_OR_TOKEN_IN_TAG.sub(self._settled_tag, converted)
        if self._scan.only_references:
            return converted  # they stay for the walk
        return _TOKEN.sub(lambda found: self._live(self._scan.tokens[int(found[1])], found[0]), converted)

    def _as_written(self, html_with_tokens: str, quote: bool) -> str:
        return _TOKEN.sub(
            lambda found: html.escape(self._scan.tokens[int(found[1])].source, quote), html_with_tokens
        )

    def _settled_tag(self, found: re.Match[str]) -> str:
        tag = self._as_written(found[0], quote=True) if OPEN in found[0] else found[0]
        return self._checked(tag) if found.lastgroup == "link" else tag

    def _live(self, token: Token, marked: str) -> str:
        """What a token outside code becomes; what it found is reported."""
        self._findings.extend(token.findings)
        if token.references:
            return marked
        if not token.note:
            return token.html
        if token.note in self._notes:
            return marked
        message = f"there is no footnote “{token.note}”"
        hint = f"write it at the end of the text: [^{token.note}]: …"
        self._findings.append(Finding(token.start, len(token.source), "TEXT010", message, hint))
        return html.escape(token.source, quote=False)

    def _checked(self, opening: str) -> str:
        """The opening tag of a link, without its address where that is refused."""
        _, address, rest = opening.split('"', 2)
        address = html.unescape(address)
        refusal = _refused(address)
        if refusal is None:
            return opening
        message = f"{refusal.reason}; the link was removed"
        start = self._offset_of(address)
        self._findings.append(Finding(start, max(1, len(address)), "TEXT009", message, refusal.hint))
        return f"<a{rest}"

    def _offset_of(self, address: str) -> int:
        """Where in the source the next link to ``address`` is; its start where that is not known."""
        if self._addresses is None:
            self._addresses = {}
            for written, start in self._scan.addresses:
                written = " ".join(_BACKSLASHED.sub(r"\1", decoded(written)).split())
                self._addresses.setdefault(written, []).append(start)
        address = " ".join(address.split())  # Markdown makes spaces of tabs
        places = self._addresses.get(address) or self._addresses.get(address.removeprefix("mailto:")) or [0]
        return places.pop(0) if len(places) > 1 else places[0]

    # After the sanitiser: one walk over everything that is not plain HTML.

    def _walk(self, clean: str) -> None:
        if OPEN in clean:  # what is filled in stands between tags, whatever the sanitiser decoded
            clean = _TOKEN_IN_TAG.sub(lambda found: self._as_written(found[0], quote=True), clean)
        for index, piece in enumerate(_TOKEN.split(clean)):
            if index % 2:
                self._fill_in(self._scan.tokens[int(piece)])
            else:
                self._walk_html(piece)

    def _walk_html(self, clean: str) -> None:
        place = 0
        for found in _PLACES.finditer(clean):
            if place < found.start():
                self._text(clean[place : found.start()])
            place = found.end()
            match found.lastgroup:
                case "link":
                    self._open_link(found["link"])
                case "unlink":
                    self._pieces.append("</a>" if self._linked else "")
                    self._linked = False
                case "heading":
                    self._open_heading(int(found["heading"]))
                case _:
                    self._close_heading()
        if place < len(clean):
            self._text(clean[place:])

    def _text(self, piece: str) -> None:
        self._pieces.append(piece)
        if self._heading is not None:
            self._heading.append(html.unescape(_TAG.sub("", piece)))

    def _fill_in(self, token: Token) -> None:
        if token.note:
            self._pieces.append(self._note_mark(token.note))
            return
        for kind, id, label, start, length in token.references:
            at = self._place(start, length)
            if kind is Kind.SOURCE and self._pieces and isinstance(before := self._pieces[-1], str):
                self._pieces[-1] = (
                    before.rstrip()
                )  # a superscript stands at its word, and cannot begin a line
            elif kind is not Kind.SOURCE and self._heading is not None:
                self._heading.append(len(self._references))
            self._pieces.append(len(self._references))
            said, said_at = "", None
            if found := stated(self._scan.source, kind, label, start, start + length):
                said, said_at = self._scan.source[found[0] : sum(found)], self._place(*found)
            self._references.append(Reference(kind, id, label, at, self._linked, said, said_at))

    def _open_link(self, attributes: str) -> None:
        href, title = _HREF.search(attributes), _TITLE.search(attributes)
        if href is None:
            return  # refused, and reported above
        self._linked = True
        address = html.unescape(href[1])
        at = self._place(self._offset_of(address), max(1, len(address)))
        self._links.append(Link(address, at))
        if address.startswith("/"):
            self._pieces.append(len(self._references))
            label = html.unescape(title[1]) if title else ""
            self._references.append(Reference(Kind.LINK, address, label, at))
        else:
            self._pieces.append(f"<a{attributes}>")

    def _open_heading(self, level: int) -> None:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._heading, self._heading_start = [], len(self._pieces)
        self._pieces.append("")

    def _close_heading(self) -> None:
        parts, self._heading = self._heading or [], None
        says = "".join(part if isinstance(part, str) else self._fallback(part) for part in parts)
        if not says.strip():
            return
        level = min(6, self._heading_base + len(self._levels) - 1)
        anchor = self._anchor(slugify(says))
        self._headings.append(Heading(level, anchor))
        self._pieces[self._heading_start] = f'<h{level} id="{anchor}">'
        self._pieces.append(f"</h{level}>")

    def _fallback(self, index: int) -> str:
        return self._references[index].label or self._references[index].id

    def _anchor(self, slug: str) -> str:
        number = self._anchors[slug] = self._anchors.get(slug, 0) + 1
        # No slug has an underscore: the second “a” and the first “a 2” stay apart.
        return f"{self._prefix}h_{slug}" + (f"_{number}" if number > 1 else "")

    def _note_mark(self, name: str) -> str:
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        if number > len(self._cited):
            self._cited.append(name)
        if self._linked or self._heading is not None:
            return f'<sup class="note">{number}</sup>'
        self._marks[name] = self._marks.get(name, 0) + 1
        id = self._mark_id(number, self._marks[name])
        href = f"#{self._prefix}note_{number}"
        return f'<sup class="note" id="{id}"><a href="{href}" role="doc-noteref">{number}</a></sup>'

    def _mark_id(self, number: int, mark: int) -> str:
        return f"{self._prefix}noteref_{number}" + (f"_{mark}" if mark > 1 else "")

    def _with_back_links(self, piece: str) -> str:
        found = _TOKEN.match(piece)
        if found is None:
            return piece
        number = int(found[1])
        links = "".join(
            f' <a class="note__back" href="#{self._mark_id(number, mark + 1)}" role="doc-backlink"'
            f' aria-label="{BACK_LABEL}">↑</a>'
            for mark in range(self._marks.get(self._cited[number - 1], 0))
        )
        return links + piece[found.end() :]


def _refused(address: str) -> Refusal | None:
    """Why a text cannot link to ``address``, if it cannot."""
    checked = check_url(address)
    if isinstance(checked, Refusal):
        return checked
    if address.startswith(("/", "#")) or _SCHEME.match(address):
        return None
    # A text is printed on several pages, so what is relative to one leads elsewhere from another.
    if "." in address.partition("/")[0].strip("."):
        return Refusal("the address has no https:// in front", f"write https://{address}")
    return Refusal(
        "the address does not begin at the top of the site",
        f"write it as in /{address.lstrip('./') or 'about/'}",
    )


def count_words(piece: str) -> int:
    """The words in a piece of HTML."""
    chunks = html.unescape(_TAG.sub("", piece)).split()
    others = list(filterfalse(str.isalpha, chunks))
    return len(chunks) - len(others) + len(_WORD.findall(" ".join(others)))


def _with_wide_tables(clean: str) -> str:
    """Tables in a frame that scrolls by itself, also with the keyboard; alignment as classes."""
    for attribute, by_class in _ALIGNED:
        clean = clean.replace(attribute, by_class)
    return clean.replace("<table>", '<div class="table-frame" tabindex="0">\n<table>').replace(
        "</table>", "</table>\n</div>"
    )
