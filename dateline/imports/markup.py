"""HTML from elsewhere as Markdown or as plain words, with the names of what had to be left out.

It is read by the sanitiser's own parser first, so that what is turned into Markdown is balanced and harmless whatever
came in.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from dateline.prose import Answer, fill, read_prose
from dateline.read.text import ContentFile
from dateline.values.urls import check_url

_INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_RAW = frozenset(("abbr", "cite", "del", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u", "var"))
_RAW_AS = {"u": "ins"}
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "table", "tbody", "thead", "tr", "dl", "dt", "dd", "pre")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTAINERS = frozenset(("blockquote", "ul", "ol", "li"))
_KEPT = frozenset(_INLINE) | _RAW | _BLOCKS | _HEADINGS | _CONTAINERS | {"a", "br", "hr", "td", "th"}
_GONE = frozenset(("script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript"))
_HARMLESS = frozenset(("span", "font", "center", "html", "body", "tbody"))
"""Elements without which their text says the same."""

_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_SIGN = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;?)")
_LINE_START = re.compile(r"^(?:(?=[#+>-])|(\d{1,9})(?=[.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’*_`\\]", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*\\])<(em|strong)>(?=[^\s*<])([^*<]*[^\s*<\\])</\1>(?![\w*])")
_EMPTY = re.compile(r"<(em|strong|[a-z]{1,4})></\1>|\[\s*\]\((?:<[^>]*>|[^()\s]*)\)")
_DEEPEST = 20
"""Elements inside each other, beyond which the inner ones are left out: nobody writes more."""
_QUOTE, _ITEM = "> ", "    "
_LAST_SIGNS = re.compile("#+$")
_REFERENCE = re.compile(r"\[(?=\[|@)")
_CITED = re.compile(r"((?<!\\)(?:\\\\)*)\[@")
"""A link whose words begin with @, as names of accounts do, would be taken for a citation."""
_BREAK = "\ue000"
"""A line break while white space is still being joined; taken out of what comes in."""


@dataclass(frozen=True, slots=True)
class Words:
    """What became of HTML. ``lost`` names the elements that are no longer there, “<img>”."""

    text: str
    lost: tuple[str, ...]


def as_markdown(html: str) -> Words:
    """``html`` as Markdown that says the same."""
    lost = _lost(html)
    if "<" not in html and "&" not in html and "\n" not in html:
        return Words(_joined(_escaped(html)), lost)
    reader = _Reader()
    reader.feed(simple_html(html))
    reader.close()
    reader.flush()
    return Words(reader.text, (*lost, *dict.fromkeys(reader.lost)))


@dataclass(frozen=True, slots=True)
class Tidied:
    """Markdown without what the content format does not take, the same in plain words, and what was left out."""

    text: str
    words: str
    lost: tuple[str, ...]


def tidy_markdown(text: str) -> Tidied:
    """Somebody's Markdown with nothing in it but what ours can say: references to names of ours are letters."""
    prose, _ = read_prose(_REFERENCE.sub(r"\\[", text), ContentFile("", text), 0)
    html = str(fill(prose, lambda reference: Answer(text=reference.id)))
    found = as_markdown(html)
    return Tidied(found.text, as_words(html).text, (*_lost(text), *found.lost))


def words_as_markdown(words: str) -> str:
    """Plain words on one line as Markdown that says just these."""
    return _joined(_escaped(words))


def as_words(html: str) -> Words:
    """``html`` as one line of plain text; links and emphasis count as lost."""
    if "<" not in html and "&" not in html:
        return Words(" ".join(html.split()), ())
    import html as entities

    spaced = re.sub(r"(?i)<(?=/?(?:p|br|div|li|h[1-6]|tr|td)\b)", " <", html)
    text = entities.unescape(_cleaned(spaced, frozenset()))
    named = (
        f"<{name}>" for name in dict.fromkeys(map(str.lower, _TAG.findall(html))) if name not in _HARMLESS
    )
    return Words(" ".join(text.split()), tuple(named))


def simple_html(html: str) -> str:
    """``html`` with the elements that Markdown can say, balanced, and no attribute but the addresses of links."""
    return _cleaned(html, _KEPT)


def _cleaned(html: str, tags: frozenset[str]) -> str:
    import nh3

    return nh3.clean(
        html.replace(_BREAK, ""),
        tags=set(tags),
        clean_content_tags=set(_GONE),
        attributes={"a": {"href"}} if tags else {},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _lost(html: str) -> tuple[str, ...]:
    names = dict.fromkeys(map(str.lower, _TAG.findall(html)))
    return tuple(f"<{name}>" for name in names if name not in _KEPT and name not in _HARMLESS)


def _escaped(text: str) -> str:
    """``text`` with what Markdown would read as its own signs taken as letters; addresses become links."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        if isinstance(check_url(found[0], absolute=True), str):
            pieces += [_plain(text[end : found.start()]), f"<{found[0].replace('&', '&amp;')}>"]
            end = found.end()
    return "".join((*pieces, _plain(text[end:])))


def _plain(text: str) -> str:
    return _SIGN.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text)


def _joined(text: str) -> str:
    """One block: white space joined, lines where there were breaks, no line taken for a list or heading."""
    lines = [" ".join(line.split()) for line in text.split(_BREAK)]
    return "  \n".join(map(_not_a_block, filter(None, lines)))


def _not_a_block(line: str) -> str:
    line = _LINE_START.sub(lambda found: f"{found[1] or ''}\\", line)
    if line.startswith("["):  # a link whose words end so would be taken for the definition of one
        line = line.replace("]:", "]&#58;")
    return f"&#126;{line[1:]}" if line.startswith("~~~") else line


class _Reader(HTMLParser):
    """Reads what the sanitiser wrote; ``blocks`` are the paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.lost: list[str] = []
        self._words: list[str] = []
        self._open: list[tuple[str, str]] = []  # inline elements: name, and the address of a link
        self._around: list[str] = []  # blockquote and lists, outermost first: what each line begins with
        self._fresh = ""  # what the first line of a list item begins with
        self._counts: list[int] = []
        self._heading = 0
        self._level = 1
        self._item = False  # whether the last block is the first line of a list item

    @property
    def text(self) -> str:
        return "".join(self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag in _HEADINGS or tag in _CONTAINERS:
            self.flush()
            self._begin(tag)
        elif tag == "br":
            self._words.append(_BREAK)
        elif tag == "hr":
            self.flush()
            self._block("***")
        elif tag in ("td", "th"):
            self._words.append(" ")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            if not isinstance(check_url(address, absolute=True), str):
                self.lost.append(f"<a href={address}>" if address else "<a>")
                address = ""
            self._enter("a", address)
        else:
            self._enter(tag, "")

    def _enter(self, tag: str, address: str) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append((tag, address))
            self._words.append(_opening(tag, address))

    def _begin(self, tag: str) -> None:
        if tag in _CONTAINERS and len(self._around) + len(self._counts) > _DEEPEST:
            return
        if tag == "blockquote":
            self._around += [] if self._counts else [_QUOTE]  # one inside a list is a paragraph of it
        elif tag in ("ul", "ol"):
            self._counts.append(0 if tag == "ol" else -1)
        elif tag == "li":
            if not self._counts:
                self._counts.append(-1)
            if self._counts[-1] >= 0:
                self._counts[-1] += 1
            self._fresh = f"{self._counts[-1]}. " if self._counts[-1] >= 0 else "- "
            self._around.append(_ITEM)
        elif tag in _HEADINGS:
            self._heading = self._level = min(max(2, int(tag[1])), self._level + 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _HEADINGS or tag in _CONTAINERS:
            self.flush()
            if self._around and self._around[-1] == {"blockquote": _QUOTE, "li": _ITEM}.get(tag):
                self._around.pop()
                self._fresh = ""
            elif tag in ("ul", "ol") and self._counts:
                self._counts.pop()
                self._item = self._item and bool(self._counts)
            self._heading = 0
            return
        place = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), -1)
        if place >= 0:
            self._words.append(_closing(*self._open.pop(place)))

    def handle_data(self, data: str) -> None:
        linked = any(tag == "a" and address for tag, address in self._open)
        words = _plain(data).replace("\\[", "&#91;").replace("\\]", "&#93;") if linked else _escaped(data)
        self._words.append(words)

    def flush(self) -> None:
        """End a paragraph: what is open inside it goes on in the next."""
        closing = [_closing(*one) for one in reversed(self._open)]
        text, before = "".join((*self._words, *closing)), ""
        while text != before:
            text, before = _EMPTY.sub("", text), text
        text = _CITED.sub(r"\1[&#64;", text)
        text = _joined(_EMPHASIS.sub(_with_signs, text))
        if text:
            self._block(_heading(self._heading, text) if self._heading else text)
        self._words = [_opening(*one) for one in self._open]

    def _block(self, text: str) -> None:
        lead = "".join(self._around)
        first, item = lead, bool(self._fresh) and lead.endswith(_ITEM)
        if item:
            first, self._fresh = lead[:-4] + self._fresh, ""
        head, *rest = text.split("\n")
        if self.blocks:  # items stand close together
            self.blocks.append("\n" if item and self._item else "\n\n")
        self.blocks.append("\n".join((first + head, *(lead + line for line in rest))))
        self._item = item


def _heading(level: int, text: str) -> str:
    """Signs at the end would be taken for the other end of those at the beginning."""
    words = _LAST_SIGNS.sub(lambda found: r"\#" * len(found[0]), text.replace("  \n", " "))
    return f"{'#' * level} {words}"


def _opening(tag: str, address: str) -> str:
    if tag == "a":
        return "[" if address else ""
    return f"<{_INLINE.get(tag) or _RAW_AS.get(tag, tag)}>"


def _closing(tag: str, address: str) -> str:
    if tag == "a":
        if not address:
            return ""
        return f"](<{address}>)" if "(" in address or ")" in address else f"]({address})"
    return f"</{_INLINE.get(tag) or _RAW_AS.get(tag, tag)}>"


def _with_signs(found: re.Match[str]) -> str:
    sign = "*" if found[1] == "em" else "**"
    return f"{sign}{found[2]}{sign}"
