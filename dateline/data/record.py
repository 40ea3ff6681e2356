"""``record.json``: everything the pages of a crisis say, in the words of the content format.

``docs/data.md`` describes it, ``docs/record.schema.json`` is its schema, and ``dateline.imports.record`` turns it back
into content files.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from dateline.addresses import HOME, crisis_address, data_address, story_address
from dateline.data.inputs import DataInputs
from dateline.data.json_text import json_text
from dateline.data.translated import translation
from dateline.data.written import Writer
from dateline.model import Crisis, Story
from dateline.parse import schema
from dateline.record.changes import record_day
from dateline.views.composer import Composer
from dateline.views.frames import in_full
from dateline.views.inputs import Shared

FORMAT = "dateline-record"
VERSION = 1
"""Raised when a reader of the version before could misread what is written."""


def record_json(shared: Shared, inputs: DataInputs) -> str:
    """The record of a crisis as JSON."""
    crisis, settings = inputs.crisis, shared.settings
    where = shared.zone(crisis.timezone)
    page = Composer(shared, data_address(crisis.slug, "record.json"))
    writer = Writer(where)

    def address(of: str) -> str:
        return in_full(page, of)

    used = {event.kind for story in crisis.stories for event in story.all_events}
    of_site = () if crisis.kinds else tuple(kind for kind in settings.kinds if kind.id in used)
    return json_text(
        {
            "format": FORMAT,
            "version": VERSION,
            "slug": crisis.slug,
            "address": address(crisis_address(crisis.slug)),
            "changed": record_day(crisis, where) or None,
            "site": {
                "title": settings.title,
                "publisher": settings.published_by,
                "address": address(HOME),
                "timezone": settings.timezone,
                "language": settings.language,
                "languages": list(settings.languages),
                "kinds": [writer.value(schema.KIND, kind) for kind in of_site],
            },
            "crisis": _crisis(writer, crisis),
            "stories": [
                {
                    "slug": story.slug,
                    "address": address(story_address(crisis.slug, story.slug)),
                    **writer.fields(schema.STORY, _of_story(story)),
                    "body": story.body.source,
                }
                for story in sorted(crisis.stories, key=lambda story: story.slug)
            ],
            "actors": [
                {"id": one.id, **writer.fields(schema.ACTOR, partial(getattr, one))} for one in inputs.actors
            ],
            "sources": [
                writer.value(schema.SOURCE, source)
                for id, source in inputs.lookup.sources.items()
                if "/" not in id
            ],
            "translations": list(_translations(writer, inputs, {kind.id for kind in of_site})),
        }
    )


def _translations(writer: Writer, inputs: DataInputs, kinds: set[str]) -> Iterator[dict[str, Any]]:
    """What there is in other languages; of the site only what the record has of it."""
    for one in inputs.translations:
        written = translation(writer, one)
        if one.words.kind == "site":
            words = written["words"]
            known = [kind for kind in words.get("kinds", ()) if kind["id"] in kinds]
            words = {key: words[key] for key in ("title", "publisher") if key in words}
            written["words"] = words | ({"kinds": known} if known else {})
            if not written["words"]:
                continue
        yield written


def _crisis(writer: Writer, crisis: Crisis) -> dict[str, Any]:
    """The crisis's own fields and its explainer; figures that one story defines name that story."""

    def get(name: str) -> Any:
        return (*crisis.sources, *crisis.cites) if name == "sources" else getattr(crisis, name)

    found = writer.fields(schema.CRISIS, get)
    for figure, written in zip(crisis.figures, found.get("figures", ()), strict=True):
        if figure.story:
            written["story"] = figure.story
    return {**found, "body": crisis.body.source}


def _of_story(story: Story) -> Callable[[str], Any]:
    """Finds a field of a story's front matter: what is about its own point on the timeline lies in its event."""

    def get(name: str) -> Any:
        if name == "sources":
            return (*story.sources, *story.cites)
        return getattr(story if hasattr(story, name) else story.event, name)

    return get
