"""The source of a text, read before Markdown sees it: everything that is ours becomes a numbered token.

Markdown cannot tell where in the source something stood. So references, citations, footnote marks, raw
HTML, images and code fences are taken out here, where their places are known, and Markdown gets a token
instead: a number between two control characters. A token means nothing in Markdown, so it passes through
tables, headings, links and lists alike. What turns out to stand in code or in a tag is put back as it was
written, without being reported: Markdown alone decides what is code, and this scan need not agree with it. In an
address in angle brackets no token may stand; where one does, the brackets are text.

It also keeps from Markdown what costs it quadratic time: brackets, backticks and link addresses that
nothing closes become tokens of their own.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from msgspec import Struct

from dateline.prose.markup import CONTENT_GOES_TOO, TAG, TAG_LIKE, VOID, read_tag
from dateline.prose.parts import Kind
from dateline.values.names import nearest

OPEN, CLOSE = "\x01", "\x04"
"""Around a token's number. Control characters: no content has them, ``read_prose`` sees to that, and Markdown has no
use for them but its own two, U+0002 and U+0003. With them a text in ASCII stays one, which is faster to sanitise."""


class Finding(Struct, frozen=True):
    """A diagnostic without its place: ``start`` and ``length`` are offsets in the source."""

    start: int
    length: int
    code: str
    message: str
    hint: str = ""


class Token(Struct):
    """A piece of the source that Markdown does not see."""

    source: str
    start: int
    html: str = ""
    """What is printed for it, as safe HTML."""
    references: tuple[tuple[Kind, str, str, int, int], ...] = ()
    """Kind, id, label, offset and length of what is filled in, instead of ``html``."""
    note: str = ""
    """The name of the footnote it marks, instead of ``html``."""
    findings: tuple[Finding, ...] = ()
    """Reported unless it turns out to stand in code."""


# Alternatives of one letter each, not a set: Python looks for what all of them begin with.
_TRIGGER = re.compile(r"\\|`|<|\[|\]|!\[|\n[ \t]*\n")
_BLANK = re.compile(r"\n[ \t]*\n")
_BACKTICKS = re.compile("`+")
_REFERENCE = re.compile(r"\[\[([^\[\]|]*+)(?:\|([^\[\]]*+))?\]\]")
_LOOKS_LIKE_REFERENCE = re.compile(r"\[\[\s*([\w-]{1,20})\s*:[^\[\]\n]{0,80}")
_CITATION = re.compile(r"\[@([^\[\]|]*+)(?:\|([^\[\]]*+))?\]")
# The first has its @ before the match: it is part of what opens a citation.
_CITED = re.compile(r"(?:(?<!.)\s*|(?<=;)\s*@)([^\s@;]+)\s*", re.DOTALL)
_LINKED = re.compile(r"\(|\[(?![\[@^])")
"""What follows a bracket that holds the words of a link."""
_NOTE = re.compile(r"\[\^([^\[\]\n]{1,80})\]")
_IMAGE = re.compile(r"!\[[^\[\]]*+\](?:\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|\[[^\[\]\n]*+\])")
_LINK_TAIL = re.compile(
    r"\]\(\s*+(<[^<>\n]*+>|[^\s()<>\"']*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)"
    r"(?:\s+(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\s*+\)"
)
_BAD_LINK_TAIL = re.compile(r"\]\([^()\n]{0,200}\)")
_DEFINITION = re.compile(r"\]:[ ]*\n?[ ]*(\S+)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>|<([^<> !/]+@[^@<> ]+)>")

_KINDS = {kind.value: kind for kind in Kind if kind not in (Kind.SOURCE, Kind.LINK)}
_DEEPEST_BRACKETS = 8
"""How deep square brackets may nest and still be read as links; each level costs Markdown one more pass."""


class Scan:
    """One source and the tokens found in it. ``mark`` may be called for several parts of the source."""

    def __init__(self, source: str, *, notes: bool) -> None:
        self.source = source
        self.tokens: list[Token] = []
        self.only_references = True
        """Whether every token is filled in later."""
        self.addresses: list[tuple[str, int]] = []
        """Link addresses as written, with their offsets; code may be among them."""
        self._notes = notes
        self._out: list[str] = []
        self._end = 0
        self._block_end = -1
        """Where the paragraph around the current place ends: code spans and brackets do not reach further."""
        self._backticks: dict[int, list[int]] = {}
        self._brackets: list[tuple[int, int]] = []
        """Open square brackets: index in ``_out`` (-1: too deep to count) and offset."""
        self._tags: list[tuple[str, int]] = []
        """Open allowed elements: name and token number."""
        self._gone: set[str] = set()
        """Elements that were removed and reported."""
        self._unclosed: set[str] = set()
        """What nothing closes in the rest of the source, so that its end is not looked for twice."""

    def token(self, token: Token) -> str:
        """The text that stands for ``token`` in what Markdown gets."""
        self.tokens.append(token)
        self.only_references = self.only_references and bool(token.references)
        return f"{OPEN}{len(self.tokens) - 1}{CLOSE}"

    def mark(self, start: int, end: int) -> str:
        """The source from ``start`` to ``end`` with tokens in it."""
        self._out, self._end, self._block_end = [], end, -1
        place = start
        while found := _TRIGGER.search(self.source, place, end):
            self._out.append(self.source[place : found.start()])
            place = self._read(found.start(), found[0])
        self._out.append(self.source[place:end])
        self._close_block()
        return "".join(self._out)

    def _read(self, at: int, trigger: str) -> int:
        """Read what begins at ``at``; returns where to go on."""
        match trigger[0]:
            case "[":
                return self._bracket(at)
            case "]":
                return self._closing_bracket(at)
            case "\\":
                return self._copy(at, min(at + 2, self._end))
            case "`":
                return self._code(at)
            case "<":
                return self._angle(at)
            case "!":
                return self._image(at)
        self._close_block()
        return self._copy(at, at + len(trigger))

    def _copy(self, start: int, end: int) -> int:
        self._out.append(self.source[start:end])
        return end

    def _take(self, start: int, end: int, *findings: Finding, printed: str = "") -> int:
        """Replace a piece of the source by a token that prints ``printed``."""
        self._out.append(self.token(Token(self.source[start:end], start, printed, findings=findings)))
        return end

    def _keep(self, start: int, end: int, *findings: Finding) -> int:
        """Replace a piece of the source by a token that prints it as it is."""
        return self._take(start, end, *findings, printed=html.escape(self.source[start:end], quote=False))

    def _block(self, at: int) -> int:
        """Where the paragraph around ``at`` ends."""
        if at >= self._block_end:
            blank = _BLANK.search(self.source, at, self._end)
            self._block_end = blank.start() if blank else self._end
            self._backticks = {}
            for run in _BACKTICKS.finditer(self.source, at, self._block_end):
                self._backticks.setdefault(len(run[0]), []).append(run.start())
        return self._block_end

    def _close_block(self) -> None:
        for index, at in self._brackets:
            if index >= 0:
                self._out[index] = self.token(Token("[", at, "["))
        self._brackets.clear()
        for name, number in self._tags:
            token = self.tokens[number]
            finding = Finding(
                token.start,
                len(token.source),
                "TEXT007",
                f"<{name}> is not closed in its paragraph and was removed",
                f"write </{name}> where it ends",
            )
            token.html, token.findings = "", (*token.findings, finding)
        self._tags.clear()

    def _code(self, at: int) -> int:
        end = self._block(at)
        run = _BACKTICKS.match(self.source, at, end)
        length = len(run[0]) if run else 1
        places = self._backticks.get(length, [])
        following = bisect_right(places, at)
        if following < len(places):
            return self._copy(at, places[following] + length)
        return self._keep(at, at + length)

    def _angle(self, at: int) -> int:
        source, end = self.source, self._end
        if source.startswith("<!--", at, end):
            close = -1 if "-->" in self._unclosed else source.find("-->", at + 4, end)
            if close >= 0:
                return self._take(at, close + 3)
            self._unclosed.add("-->")
            return self._keep(
                at,
                at + 4,
                Finding(at, 4, "TEXT007", "the comment is not closed and is printed", "write --> at its end"),
            )
        if auto := _AUTOLINK.match(source, at, end):
            self.addresses.append((auto[1] or auto[2], at + 1))
            return self._copy(at, auto.end())
        if tag := TAG.match(source, at, end):
            return self._tag(tag)
        if like := TAG_LIKE.match(source, at, end):
            return self._take(at, like.end(), self._removed(at, like.end(), "what looks like HTML"))
        return self._copy(at, at + 1)

    def _removed(self, start: int, end: int, what: str, hint: str = "") -> Finding:
        return Finding(
            start,
            end - start,
            "TEXT005",
            f"{what} is not allowed in a text and was removed",
            hint or "use Markdown; for a “<” in front of a letter write \\<",
        )

    def _tag(self, match: re.Match[str]) -> int:
        start, end = match.span()
        name = match[2].lower()
        tag = read_tag(match)
        if tag is None:
            what = f"<{match[1]}{name}>"
            if name in CONTENT_GOES_TOO and not match[1] and (whole := self._whole(name, end)):
                return self._take(start, whole, self._removed(start, whole, f"{what} with what is in it"))
            if match[1] and name in self._gone:
                return self._take(start, end)  # reported where it opened
            self._gone.add(name)
            return self._take(start, end, self._removed(start, end, what, _INSTEAD.get(name, "")))
        if tag.closes:
            opened = next((i for i in range(len(self._tags) - 1, -1, -1) if self._tags[i][0] == name), None)
            if opened is None:
                hint = f"delete it, or write <{name}> before it in the same paragraph"
                return self._take(
                    start,
                    end,
                    Finding(start, end - start, "TEXT007", f"</{name}> closes nothing and was removed", hint),
                )
            del self._tags[opened]
        elif name not in VOID:
            self._tags.append((name, len(self.tokens)))
        findings = [
            Finding(start, end - start, "TEXT006", f"`{lost}` on <{name}> was removed", _ATTRIBUTE_HINT)
            for lost in tag.lost
        ]
        return self._take(start, end, *findings, printed=tag.html)

    def _whole(self, name: str, after: int) -> int:
        """Where the element ends that was opened before ``after``; 0 where it does not."""
        if name in self._unclosed:
            return 0
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.source, after, self._end)
        if closing is None:
            self._unclosed.add(name)
            return 0
        return closing.end()

    def _image(self, at: int) -> int:
        image = _IMAGE.match(self.source, at, self._end)
        if image is None:
            return self._copy(at, at + 1)
        finding = Finding(
            at,
            len(image[0]),
            "TEXT008",
            "images inside a text are not supported; this one was removed",
            "put a file of ours under `image:` in the front matter, or link to the page it is on",
        )
        return self._take(at, image.end(), finding)

    def _bracket(self, at: int) -> int:
        source, end = self.source, self._end
        second = source[at + 1 : at + 2]
        taken = 0
        if second == "[":
            taken = self._reference(at)
        elif second == "@":
            taken = self._citation(at)
        elif second == "^" and self._notes and (note := _NOTE.match(source, at, end)):
            self._out.append(self.token(Token(note[0], at, note=note[1].strip())))
            taken = note.end()
        if taken:
            return taken
        if len(self._brackets) >= _DEEPEST_BRACKETS:
            self._brackets.append((-1, at))
            return self._keep(at, at + 1)
        self._out.append("[")
        self._brackets.append((len(self._out) - 1, at))
        return at + 1

    def _closing_bracket(self, at: int) -> int:
        if not self._brackets:
            return self._copy(at, at + 1)
        index, _ = self._brackets.pop()
        if index < 0:
            return self._keep(at, at + 1)
        following = self.source[at + 1 : at + 2]
        if following == "(":
            return self._link_tail(at)
        if following == ":" and (definition := _DEFINITION.match(self.source, at, self._end)):
            self.addresses.append((definition[1], definition.start(1)))
        return self._copy(at, at + 1)

    def _link_tail(self, at: int) -> int:
        if tail := _LINK_TAIL.match(self.source, at, self._block(at)):
            self.addresses.append((tail[1].strip("<>"), tail.start(1)))
            return self._copy(at, tail.end())
        findings = []
        if bad := _BAD_LINK_TAIL.match(self.source, at, self._block(at)):
            hint = "an address has no spaces or quotes (%20, %22); where no link is meant, write \\("
            findings = [
                Finding(at + 1, len(bad[0]) - 1, "TEXT009", "the address of this link cannot be read", hint)
            ]
        self._copy(at, at + 1)
        return self._keep(at + 1, at + 2, *findings)

    def _reference(self, at: int) -> int:
        """Read ``[[kind:id|words]]``; 0 where these brackets are plain Markdown."""
        found = _REFERENCE.match(self.source, at, self._block(at))
        if found is None:
            return self._broken_reference(at)
        target, label = found[1], _words(found[2] or "")
        if found[2] is not None and target.endswith("\\"):
            target = target[:-1]  # people escape the | in tables out of habit
        kind, colon, id = target.partition(":")
        kind, id = _words(kind), _words(id)
        if not colon:
            if _LINKED.match(self.source, found.end(), self._end):
                return 0
            hint = "write [[actor:…]], [[event:…]], [[figure:…]] or [[story:…]]; for plain brackets \\[["
            return self._keep(
                at,
                found.end(),
                Finding(at, len(found[0]), "TEXT001", "the reference does not say what it refers to", hint),
            )
        if kind not in _KINDS:
            return self._keep(at, found.end(), self._unknown_kind(at, kind, id, found))
        if not id:
            message = f"the reference names no {kind}"
            hint = f"write the {kind}’s id after the colon, as in [[{kind}:some-id]]"
            return self._keep(at, found.end(), Finding(at, len(found[0]), "TEXT001", message, hint))
        reference = (_KINDS[kind], id, label, at, len(found[0]))
        self._out.append(self.token(Token(found[0], at, references=(reference,))))
        return found.end()

    def _unknown_kind(self, at: int, kind: str, id: str, found: re.Match[str]) -> Finding:
        start = at + 2 + len(found[1]) - len(found[1].lstrip())
        if kind == "source":
            hint = f"a source is cited as [@{id or 'id'}]"
        elif guess := nearest(kind, _KINDS):
            hint = f"did you mean [[{guess}:{id}]]?"
        else:
            hint = "there are actor, event, figure and story; for plain brackets write \\[["
        return Finding(
            start, max(1, len(kind)), "TEXT002", f"there is no kind of reference called “{kind}”", hint
        )

    def _broken_reference(self, at: int) -> int:
        like = _LOOKS_LIKE_REFERENCE.match(self.source, at, self._block(at))
        if like is None:
            return 0
        finding = Finding(
            at, len(like[0]), "TEXT003", "the reference is not closed", "end it with ]] in the same paragraph"
        )
        return self._keep(at, at + 2, finding)

    def _citation(self, at: int) -> int:
        """Read ``[@id]`` or ``[@id; @id|words]``; 0 where these brackets hold the words of a link."""
        found = _CITATION.match(self.source, at, self._block(at))
        if found is None:
            hint = "end it with ] in the same paragraph; for a plain bracket write \\["
            return self._keep(at, at + 2, Finding(at, 2, "TEXT003", "the citation is not closed", hint))
        if _LINKED.match(self.source, found.end(), self._end):
            return 0
        ids = list(_CITED.finditer(found[1]))
        if not ids or ";".join([cited[0] for cited in ids]) != found[1]:
            hint = "write [@id], or [@one; @another] for two; for a plain bracket \\["
            finding = Finding(at, len(found[0]), "TEXT004", "the citation cannot be read", hint)
            return self._keep(at, found.end(), finding)
        label = _words(found[2] or "")
        first = found.start(1)
        references = [
            # One source is underlined with its brackets, several each by itself.
            (Kind.SOURCE, cited[1], label, first + cited.start(1) - 1, len(cited[1]) + 1)
            if len(ids) > 1
            else (Kind.SOURCE, cited[1], label, at, len(found[0]))
            for cited in ids
        ]
        self._out.append(self.token(Token(found[0], at, references=tuple(references))))
        return found.end()


_ATTRIBUTE_HINT = (
    "`lang` and `dir` are kept, `title` on <abbr> and <dfn>, `datetime` on <time>, <del> and <ins>"
)
_INSTEAD = {
    "a": "write a link as [words](https://example.org/)",
    "img": "put a file of ours under `image:` in the front matter",
    "blockquote": "begin the lines of a quotation with >",
    "code": "put `backticks` around it",
    "p": "leave a blank line between paragraphs",
    "h1": "begin a heading with ##",
    "h2": "begin a heading with ##",
    "h3": "begin a heading with ###",
    "ul": "begin the lines of a list with -",
    "ol": "begin the lines of a list with 1.",
    "li": "begin the lines of a list with -",
    "u": "use *emphasis* or <mark>",
    "strike": "use <s>",
    "script": "a text cannot carry scripts",
    "iframe": "link to the page instead, or use `media:`",
}


def _words(text: str) -> str:
    """``text`` with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())
