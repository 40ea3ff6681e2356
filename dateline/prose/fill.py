"""Second phase: references answered, for one page in one language. The only one that makes ``Markup`` of content."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct

from dateline.prose.parts import BACK_LABEL, Kind, Prose, Reference
from dateline.values.urls import check_url


class Answer(Struct, frozen=True, kw_only=True):
    """What a reference leads to on this page, as plain text in the page's language; ``fill`` escapes it."""

    text: str
    """The actor's name, the title of an event or story, the figure in words, the source's number."""
    href: str = ""
    """Where it leads; empty where there is nothing to link to."""
    value: str = ""
    """Figures: the number for machines; empty where there is no single one."""
    as_of: str = ""
    """Figures: the day it describes, in words."""
    as_of_iso: str = ""
    """Figures: the same for machines, at its own precision; empty where HTML has no form for it."""
    as_of_frame: str = "(as of {})"
    """Figures: the words around the day, with ``{}`` for it; without ``{}`` the day stands alone."""
    anchor: str = ""
    """Sources: the id of this citation, unique on the page, for the way back from the list of sources."""
    title: str = ""
    """Sources: what a screen reader says for the number, “Source 1: Title”."""


Answers = Callable[[Reference], Answer]


def fill(prose: Prose, answer: Answers, *, back: str = "Back to the text") -> Markup:
    """The text as HTML for one page. ``answer`` is asked once per reference, in the order of ``references``.

    ``back`` is what a screen reader says for the way back from a footnote.
    """
    pieces: list[str] = []
    citations: list[str] = []
    for part in prose.parts:
        if isinstance(part, str):
            printed = part.replace(BACK_LABEL, _escape(back)) if prose.notes else part
        else:
            reference = prose.references[part]
            if reference.kind is Kind.SOURCE:
                citations.append(_citation(reference, answer(reference)))
                continue
            printed = _PRINTERS[reference.kind](reference, answer(reference))
        if citations:
            pieces.append(_joined(citations))
            citations.clear()
        pieces.append(printed)
    if citations:
        pieces.append(_joined(citations))
    return Markup("".join(pieces))  # every piece is sanitised or escaped


def plain_text(prose: Prose, answer: Answers) -> str:
    """The text without markup, for descriptions, feeds and search: no citations, one line a block."""
    pieces = []
    for part in prose.parts:
        if isinstance(part, int):
            reference = prose.references[part]
            if reference.kind not in (Kind.SOURCE, Kind.LINK):
                pieces.append(_escape(reference.label or answer(reference).text))
        else:
            pieces.append(part)
    text = html.unescape(_TAG.sub("", _NOTES.sub("", "".join(pieces))))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


_TAG = re.compile("<[^<>]*>")
# The numbers of footnotes in the text and the arrows back: they say nothing without the page.
_NOTES = re.compile(r'<sup class="note"[^<>]*>.*?</sup>|<a class="note__back"[^<>]*>.*?</a>')


def _escape(text: str) -> str:
    return html.escape(text, quote=True)


def _link(reference: Reference, answer: Answer, inner: str) -> str:
    """``inner`` as a link; without one where there is nowhere to go or a link surrounds it already."""
    if reference.inside_link or not answer.href or not isinstance(check_url(answer.href), str):
        return f'<span class="ref ref--{reference.kind}">{inner}</span>'
    return f'<a class="ref ref--{reference.kind}" href="{_escape(answer.href)}">{inner}</a>'


def _name(reference: Reference, answer: Answer) -> str:
    # A name may run in another direction than the sentence; other words belong to the sentence.
    inner = _escape(reference.label) if reference.label else f"<bdi>{_escape(answer.text)}</bdi>"
    return _link(reference, answer, inner)


def _figure(reference: Reference, answer: Answer) -> str:
    inner = _escape(reference.label or answer.text)
    if answer.value:
        inner = f'<data value="{_escape(answer.value)}">{inner}</data>'
    if not reference.label:
        inner = f"<bdi>{inner}</bdi>"
    day = _escape(answer.as_of)
    if not day:
        return _link(reference, answer, inner)
    if answer.as_of_iso:
        day = f'<time datetime="{_escape(answer.as_of_iso)}">{day}</time>'
    before, _, after = answer.as_of_frame.partition("{}")
    framed = f"{_escape(before)}{day}{_escape(after)}" if "{}" in answer.as_of_frame else day
    # With the desk's own words the sentence has to read on; who listens or copies still learns the day.
    hidden = " visually-hidden" if reference.label else ""
    return f'{_link(reference, answer, inner)} <span class="ref__as-of{hidden}">{framed}</span>'


def _own_link(reference: Reference, answer: Answer) -> str:
    """The opening tag of a link to a page of this site; its words and ``</a>`` follow in the text."""
    title = f' title="{_escape(reference.label)}"' if reference.label else ""
    if not answer.href or not isinstance(check_url(answer.href), str):
        return f"<a{title}>"  # a placeholder in the sense of HTML: words that could have been a link
    return f'<a href="{_escape(answer.href)}"{title}>'


def _citation(reference: Reference, answer: Answer) -> str:
    text = _escape(reference.label or answer.text)
    if reference.inside_link or not answer.href or not isinstance(check_url(answer.href), str):
        return text
    anchor = f' id="{_escape(answer.anchor)}"' if answer.anchor else ""
    title = f' aria-label="{_escape(answer.title)}"' if answer.title else ""
    return f'<a href="{_escape(answer.href)}"{anchor}{title}>{text}</a>'


def _joined(citations: list[str]) -> str:
    """Citations that stand side by side as one superscript: “1, 2” must not read as 12."""
    return f'<sup class="cite">{", ".join(citations)}</sup>'


_PRINTERS: dict[Kind, Callable[[Reference, Answer], str]] = {
    Kind.FIGURE: _figure,
    Kind.ACTOR: _name,
    Kind.EVENT: _name,
    Kind.STORY: _name,
    Kind.LINK: _own_link,
}
