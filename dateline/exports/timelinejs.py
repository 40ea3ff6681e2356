"""A crisis as a timeline of TimelineJS: a slide for each event, an era for each phase that ends.

What TimelineJS has no field for stands in the text of the slide (sources, doubts) or under ``x-dateline``, which it
passes over and ``import`` reads. What came from TimelineJS and has no field here is given back from ``foreign:``.
"""

import json
import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin

from msgspec.structs import replace

from dateline.addresses import data_address, event_address
from dateline.data.inputs import DataInputs
from dateline.exports.timelinejs_dates import as_parts
from dateline.exports.timelinejs_kept import Flat, completed, had_no_headline, of_format
from dateline.imports.markup import simple_html
from dateline.model import Crisis, Event, Phase, Status
from dateline.prose import Answer, Kind, Prose, Reference, fill
from dateline.record.timeline import Entry, timeline
from dateline.values.slugs import slugify
from dateline.views.composer import Composer
from dateline.views.frames import absolute
from dateline.views.inputs import Shared
from dateline.views.titles import kinds_of


@dataclass(frozen=True, slots=True)
class Deck:
    """A timeline with flat slides, and what of the crisis it cannot hold."""

    title: Flat
    slides: tuple[Flat, ...]
    eras: tuple[Flat, ...]
    rest: Flat
    missing: tuple[str, ...]


def as_deck(shared: Shared, inputs: DataInputs) -> Deck:
    """Everything that is published of a crisis, oldest first."""
    crisis = inputs.crisis
    writer = _Writer(shared, inputs)
    missing: list[str] = []
    slides = []
    entries = timeline(crisis, writer.where)
    for entry in entries:
        slide = writer.slide(entry)
        if "start_date.year" not in slide:
            missing.append(f"“{entry.event.title}” has no date, so TimelineJS does not show it")
        slides.append(slide)
    eras = []
    for phase in crisis.phases:
        era = writer.era(phase)
        if era is None:
            missing.append(f"the phase “{phase.title}” has no beginning and end, so it is left out")
        else:
            eras.append(era)
    kept = dict(of_format(crisis.foreign))
    of_title = {key.removeprefix("title."): text for key, text in kept.items() if key.startswith("title.")}
    rest = {key: text for key, text in kept.items() if not key.startswith("title.")}
    return Deck(
        title=completed(writer.title(crisis), of_title),
        slides=tuple(slides),
        eras=tuple(eras),
        rest=completed({}, rest),
        missing=tuple(missing),
    )


def timelinejs_json(deck: Deck) -> str:
    """The timeline as JSON."""
    document = {
        **nested(deck.rest),
        "title": nested(deck.title),
        "events": [nested(one) for one in deck.slides],
        **({"eras": [nested(one) for one in deck.eras]} if deck.eras else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def nested(flat: Flat) -> dict[str, Any]:
    """The fields of a slide as objects in each other. Where a field is both a value and an object, the object wins."""
    found: dict[str, Any] = {}
    for path, value in flat.items():
        *outer, key = path.split(".")
        place = found
        for one in outer:
            inner = place.get(one)
            if not isinstance(inner, dict):
                inner = place[one] = {}
            place = inner
        if not isinstance(place.get(key), dict) or isinstance(value, dict):
            place[key] = value
    return found


def html_of(words: str) -> str:
    """Plain words as HTML, with as few signs changed as that needs."""
    return re.sub(r"&(?=#?\w)|<(?=[A-Za-z/!?])", lambda found: escape(found[0]), words)


class _Writer:
    """Writes the slides of one crisis."""

    def __init__(self, shared: Shared, inputs: DataInputs) -> None:
        crisis = inputs.crisis
        self.where = shared.zone(crisis.timezone)
        self._inputs = inputs
        self._address = data_address(crisis.slug, "timeline.json")
        self._shared = shared
        self._page = self._new_page()
        self._kinds = dict(kinds_of(shared, crisis))
        self._bodies = {story.slug: story.body for story in crisis.stories}

    def _new_page(self) -> Composer:
        return Composer(self._shared, self._address, self._inputs.lookup, self._inputs.crisis.timezone)

    def title(self, crisis: Crisis) -> Flat:
        self._page = self._new_page()
        text = self._html(crisis.body) or (f"<p>{html_of(crisis.summary)}</p>" if crisis.summary else "")
        return _given({"text.headline": html_of(crisis.title), "text.text": text + self._sources()})

    def slide(self, entry: Entry) -> Flat:
        event = entry.event
        self._page = self._new_page()
        media = event.media
        date = as_parts(event.date, self.where)
        words = self._page.date(event.date).text if date.start and not date.exact else ""
        found = _given(
            {
                **{f"start_date.{unit}": part for unit, part in date.start.items()},
                **{f"end_date.{unit}": part for unit, part in date.end.items()},
                "display_date": event.date_text or words,
                "text.headline": html_of(event.title),
                "text.text": self._text(entry),
                "media.url": media.url if media else "",
                "media.caption": html_of(media.caption) if media else "",
                "media.credit": html_of(media.credit) if media else "",
                "media.alt": media.alt if media else "",
                "group": self._kinds.get(event.kind, event.kind),
                "location": event.place,
                "unique_id": event.id,
                "x-dateline.kind": event.kind
                if slugify(self._kinds.get(event.kind, event.kind)) != event.kind
                else "",
                "x-dateline.date": "" if date.exact else str(event.date),
                "x-dateline.date_text": event.date_text if not date.exact else "",
                "x-dateline.status": event.status.value if event.status is not Status.REPORTED else "",
                "x-dateline.retraction": event.retraction,
                "x-dateline.key": event.key or "",
                "x-dateline.address": absolute(self._page, event_address(entry.crisis, event.id)),
            }
        )
        kept = dict(of_format(event.foreign))
        caption = media.caption if media else ""
        if had_no_headline(
            kept, event.title, found.get("text.text", ""), caption, event.date_text, str(event.date)
        ):
            del found["text.headline"]
        return completed(found, kept)

    def era(self, phase: Phase) -> Flat | None:
        """A phase with a beginning and an end; None for any other, since an era has both."""
        date = as_parts(phase.date, self.where, whole=True)
        if not date.start or not date.end:
            return None
        found = {
            **{f"start_date.{unit}": part for unit, part in date.start.items()},
            **{f"end_date.{unit}": part for unit, part in date.end.items()},
            "text.headline": html_of(phase.title),
            "text.text": html_of(phase.note),
        }
        kept = dict(of_format(phase.foreign))
        if had_no_headline(kept, phase.title, "", str(phase.date)):
            del found["text.headline"]
        return completed(_given(found), kept)

    def _text(self, entry: Entry) -> str:
        event = entry.event
        body = self._bodies.get(entry.story) if entry.is_story else event.text
        told = self._html(body) if body is not None else ""
        if told and not told.startswith("<"):
            told = f"<p>{told}</p>"
        summary = f"<p>{html_of(entry.summary)}</p>" if entry.summary else ""
        standing = self._standing(event)
        if told.startswith(standing):  # it came with the text from where we had exported it to
            standing = ""
        return standing + summary + told + self._said(event) + self._sources(event)

    def _standing(self, event: Event) -> str:
        """In front of what is disputed or was taken back: that it is."""
        if event.status not in (Status.DISPUTED, Status.RETRACTED):
            return ""
        status = self._page.status(event.status)
        why = f" {html_of(event.retraction)}" if event.retraction else ""
        return f"<p><strong>{html_of(status.word)}.</strong> {html_of(status.meaning)}{why}</p>"

    def _said(self, event: Event) -> str:
        lines = []
        for one in event.statements:
            label = f"{one.label}: " if one.label else ""
            said = f"{self._page.status(one.status).word}: {label}"
            lines.append(f"<li>{html_of(said)}{self._html(one.text)}</li>")
        quote = ""
        if event.quote:
            by = f" – {html_of(self._page.actor_name(event.quote.by))}" if event.quote.by else ""
            quote = f"<blockquote>{html_of(event.quote.text)}{by}</blockquote>"
        return (f"<ul>{''.join(lines)}</ul>" if lines else "") + quote

    def _html(self, prose: Prose) -> str:
        return simple_html(str(fill(prose, self._answer))).strip()

    def _answer(self, reference: Reference) -> Answer:
        """What a reference says, with an address that leads there from anywhere; none where the site has none."""
        found = self._page.answer(reference, None)
        if reference.kind is Kind.SOURCE:
            source = self._inputs.lookup.sources.get(reference.id)
            return Answer(text=found.text, href=source.url if source else "", title=found.title)
        base = absolute(self._page, self._address)
        href = urljoin(base, found.href) if base and found.href else ""
        return replace(found, href=href)

    def _sources(self, event: Event | None = None) -> str:
        """The list of sources: those of the event, and those that its text cites."""
        if event is not None:
            self._page.cite(event.sources)
        lines = []
        for one in self._page.sources():
            title = (
                f'<a href="{escape(one.href)}">{html_of(one.title)}</a>' if one.href else html_of(one.title)
            )
            when = one.published.text if one.published and one.published.dated else ""
            lines.append(
                f"<li>{', '.join((title, *(html_of(part) for part in (one.publisher, when) if part)))}</li>"
            )
        heading = html_of(self._page.say("Sources"))
        return f"<p>{heading}</p><ol>{''.join(lines)}</ol>" if lines else ""


def _given(fields: Flat) -> Flat:
    return {key: value for key, value in fields.items() if value != ""}
