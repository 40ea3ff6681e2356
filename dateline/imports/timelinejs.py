"""A timeline of TimelineJS as a crisis: a story for each slide, a kind for each group, a phase for each era.

``docs/exchange.md`` has the table of fields. What has no field here goes under ``foreign:`` and is named in the notes.
"""

import re

from dateline.imports.brought import Brought, Fields, Kinds, Known, Notes, Slugs, Told, title_after
from dateline.imports.markup import as_markdown, as_words
from dateline.imports.slides import Deck, Slide
from dateline.imports.timelinejs_dates import ours, when
from dateline.imports.timelinejs_json import read_deck
from dateline.imports.timelinejs_sheet import read_sheet
from dateline.read.text import ContentFile
from dateline.values.refusal import Refusal
from dateline.values.urls import check_url

_IFRAME = re.compile(r"<iframe\b[^>]*?\bsrc\s*=\s*[\"']([^\"'<>\s]+)[\"']", re.IGNORECASE)
_FRAME = frozenset(("<p>", "<br>", "<div>"))
_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)")
_LONGEST_TITLE, _LONGEST_OWN = 300, 100


def read_timelinejs(file: ContentFile, crisis: str, notes: Notes, known: Known) -> Brought | None:
    """The crisis in a file of TimelineJS, JSON or CSV; None with the reason in ``notes`` where it is neither."""
    is_json = file.text.lstrip()[:1] in ("{", "[")
    deck = read_deck(file, notes) if is_json else read_sheet(file, notes)
    return _brought(deck, crisis, notes) if deck is not None else None


def _brought(deck: Deck, crisis: str, notes: Notes) -> Brought:
    kinds, slugs = Kinds(), Slugs()
    wanted = {one.look("unique_id") for one in deck.slides}
    reserved = {id for id in wanted if slugs.can_be(id)}
    slugs.taken |= reserved  # an id of its own goes before one that is made from a headline
    stories = [story for one in deck.slides if (story := _story(one, kinds, slugs, reserved))]
    if not stories:
        notes.say(deck.rest.at(""), "IMPORT005", "there is no slide in this timeline")
    phases = [phase for one in deck.eras if (phase := _phase(one))]
    title, body, kept = _title(deck.title, crisis)
    rest = {**deck.rest.foreign().get("timelinejs", {}), **kept}
    fields: Fields = {
        "title": title,
        "kinds": kinds.fields(),
        "phases": phases,
        "foreign": {"timelinejs": rest} if rest else {},
    }
    return Brought(fields, body, tuple(stories), titled=deck.title is not None)


def _title(slide: Slide | None, crisis: str) -> tuple[str, str, dict[str, str]]:
    """The crisis's title, its explainer, and the rest of the title slide for ``foreign:``."""
    if slide is None:
        return title_after(crisis), "", {}
    body = _text(slide)
    title = _headline(slide, body, title_after(crisis))
    foreign = slide.foreign().get("timelinejs", {})
    return title, body, {f"title.{key}": value for key, value in foreign.items()}


def _story(slide: Slide, kinds: Kinds, slugs: Slugs, reserved: set[str]) -> Told | None:
    """A slide as a story; None for one that says nothing at all."""
    if not any(isinstance(value, bool) or value not in (None, "", [], {}) for value in slide.fields.values()):
        slide.notes.say(slide.at(""), "IMPORT005", f"{slide.name} is empty and was left out")
        return None
    date = ours(slide) or when(slide)
    body = _text(slide)
    media = _media(slide)
    title = _headline(slide, body, media.get("caption") or date.words or date.date)
    fields: Fields = {"title": title, "date": date.date, "published": "unknown", "date_text": date.words}
    if group := _words(slide, "group", 80):
        fields["kind"] = kinds.of(group, slide.take("x-dateline.kind"))
        if kinds.labels[fields["kind"]] != group:
            slide.keep_words("group", group)
    key = "location" if slide.look("location") else "location.name"
    fields["place"] = _words(slide, key, 200)
    fields["media"] = media
    fields |= _ours(slide)
    id = slide.look("unique_id")
    if id in reserved:
        reserved.remove(id)
        slide.take("unique_id")
        slug = id
    else:
        if id:
            slide.keep("unique_id", "this id is taken or cannot be part of an address; the story has another")
        slug = slugs.free(title)
    return Told(slug, {**fields, "foreign": slide.foreign()}, body)


def _ours(slide: Slide) -> Fields:
    """What only our own export says of a slide."""
    fields: Fields = {}
    retraction = (
        slide.look("x-dateline.retraction") if len(slide.look("x-dateline.retraction")) <= 500 else ""
    )
    if slide.look("x-dateline.status") in ("confirmed", "disputed", *(["retracted"] if retraction else [])):
        fields["status"] = slide.take("x-dateline.status")
        fields["retraction"] = slide.take("x-dateline.retraction") if retraction else ""
    if slide.fields.get("x-dateline.key") is True:
        fields["key"] = slide.fields.pop("x-dateline.key")
    slide.fields.pop("x-dateline.address", None)  # where it stood; where it will stand is another matter
    return fields


def _phase(slide: Slide) -> Fields | None:
    date = when(slide)
    note = _words(slide, "text.text", 300)
    title = _headline(slide, "", date.words or date.date, longest=200)
    fields = {"title": title, "date": date.date, "note": note, "foreign": slide.foreign()}
    return {key: value for key, value in fields.items() if value}


def _headline(slide: Slide, body: str, otherwise: str, longest: int = _LONGEST_TITLE) -> str:
    """The title: the headline in plain words, or where there is none the first sentence of the text."""
    title = _words(slide, "text.headline", longest)
    if title:
        return title
    plain = re.sub(r"[\\*#>]|<[^>]*>|\[|\]\([^)]*\)", "", body).strip()
    line = plain.split("\n")[0]
    sentence = found[0] if (found := _SENTENCE.match(line)) else line
    if len(sentence) > _LONGEST_OWN:
        sentence = sentence[:_LONGEST_OWN].rpartition(" ")[0] + " …"
    title = " ".join((sentence or otherwise).split())
    slide.notes.say(
        slide.at("text"),
        "IMPORT003",
        f"{slide.name} has no headline that can be used; its title is “{title}”",
    )
    if "text.headline" not in slide.kept:
        slide.kept["text.headline"] = ""
    return title


def _text(slide: Slide) -> str:
    """The text as Markdown."""
    at = slide.at("text.text")
    words = as_markdown(slide.take("text.text"))
    if words.lost:
        lost = ", ".join(words.lost)
        slide.notes.say(at, "IMPORT006", f"{slide.said('text.text')}: left out of the text: {lost}")
    return words.text


def _words(slide: Slide, key: str, longest: int) -> str:
    """A field as one line of plain text. One with markup is kept as it was, too; one that is too long is only kept."""
    original = slide.look(key)
    words = as_words(original)
    if len(words.text) > longest:
        slide.keep(key, f"{len(words.text)} characters are too many for its field, which takes {longest}")
        return ""
    slide.take(key)
    if words.text != original:
        slide.keep_words(key, original)
        lost = [one for one in words.lost if one not in _FRAME]
        if lost:
            slide.notes.say(
                slide.at(key),
                "IMPORT006",
                f"{slide.said(key)}: taken as plain words, without {', '.join(lost)}; kept under `foreign:`",
            )
    return words.text


def _media(slide: Slide) -> Fields:
    """The link to something elsewhere; empty where there is no address that can be a link."""
    address = slide.look("media.url")
    if not address:
        return {}
    url = web_address(address)
    if isinstance(url, Refusal):
        slide.keep("media.url", f"not a link, because {url.reason}; kept under `foreign:`", url.hint)
        return {}
    slide.take("media.url")
    if url != address:
        slide.keep_words("media.url", address)
    fields = {"url": url}
    for name, longest in (("caption", 500), ("credit", 200), ("alt", 500)):
        fields[name] = _words(slide, f"media.{name}", longest)
    return {name: text for name, text in fields.items() if text}


def web_address(text: str) -> str | Refusal:
    """The address of a medium: the one written, the one in an ``<iframe>``, with https: where only that is missing."""
    if found := _IFRAME.search(text):
        text = found[1].replace("&amp;", "&")
    return check_url(f"https:{text}" if text.startswith("//") else text, absolute=True)
