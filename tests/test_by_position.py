"""What is made by position, because names take longer, is read by name: each field holds what its name says.

That fields of different types are not mixed up is for mypy to see; most of them are texts.
"""

from collections.abc import Iterator
from datetime import UTC
from typing import TypeVar

from msgspec import Struct

from dateline.model import Site
from dateline.pipeline import Memory, load
from dateline.progress import Progress
from dateline.record.timeline import timeline
from dateline.resolve import collect, resolve
from dateline.views.components import EventLineView, EventView, SourceView
from dateline.views.plan import Plan
from tests.sites import SmallSite
from tests.test_views import plain

T = TypeVar("T")
CRISIS, STORY = "crises/crisis-id/index.html", "content/crises/crisis-id/story.md"

SITE = """
-- content/site.yaml --
title: Site
kinds:
  - {id: kind-id, label: kind}
-- content/sources.yaml --
- id: source
  title: title
  publisher: publisher
  url: https://example.org/href
  archived: https://example.org/archived
  published: 2001-01-01
  accessed: 2002-02-02
  kind: kind
  language: fa
  note: note
  withdrawn: withdrawn
-- content/actors/actor-ids.md --
---
name: by
role: by role
---
Text.
-- content/crises/crisis-id/index.md --
---
title: crisis
summary: Summary.
started: 2003-03-03
figures:
  - {id: figure-href, label: figure, unit: unit, definition: Definition.}
---
Text.
-- content/crises/crisis-id/story.md --
---
title: title of the story
date: 2003-03-03
published: 2004-04-04
summary: summary
figures:
  - figure: figure-href
    value: none
    by: actor-ids
    as_of: 2005-05-05
    source: source
    status: disputed
    promised: true
    note: note
    quote: quote
    method: method
    withdrawn: {date: 2006-06-06, why: withdrawn}
  - {figure: figure-href, value: 1, by: actor-ids, as_of: 2005-05-01, source: source}
  - {figure: figure-href, value: 2, by: actor-ids, as_of: 2005-05-02, source: source}
  - {figure: figure-href, value: 3, by: actor-ids, as_of: 2005-05-03, source: source}
  - {figure: figure-href, value: 4, by: actor-ids, as_of: 2005-05-04, source: source}
  - {figure: figure-href, value: 5, by: actor-ids, as_of: 2005-05-05, source: source}
corrections:
  - {date: 2007-07-07, was: was, now: now, why: corrections, event: anchor}
events:
  - id: anchor
    old_ids: [old-anchors]
    date: 2003-03-03
    title: title
    text: text
    kind: kind-id
    place: Place id
    actors: [actor-ids]
    status: retracted
    retraction: retraction
    key: true
    media: {url: "https://example.org/media", caption: media}
    quote: {text: quote, by: actor-ids}
    statements: [{status: disputed, text: statements}]
    sources: [source]
---
Text.
"""


def linked(site: SmallSite) -> Site:
    return resolve(collect(load(site.options(), Progress(quiet=True), Memory(site.options())).parsed))[0]


def shown(site: SmallSite, path: str, kind: type[T]) -> list[T]:
    """The views of a kind on a page, in its order."""
    page = next(page for page in Plan(linked(site)).pages() if page.path == path)
    return list(_within(page.make(*page.gather()), kind))


def _within(value: object, kind: type[T]) -> Iterator[T]:
    if isinstance(value, kind):
        yield value
    parts = value if isinstance(value, tuple) else ()
    if isinstance(value, Struct):
        parts = tuple(getattr(value, name) for name in value.__struct_fields__)
    for part in parts:
        yield from _within(part, kind)


def link(text: str, href: str) -> dict[str, str]:
    return {"text": text, "href": href}


SOURCES = [{"number": 1, "href": "#s1", "label": "Source 1: title"}]


def test_each_field_of_an_event_holds_what_its_name_says(site_from):
    event, own = shown(site_from(SITE), CRISIS, EventView)
    assert plain(event) == {
        "anchor": "anchor",
        "old_anchors": ["old-anchors"],
        "permalink": "#anchor",
        "href": "#anchor",
        "date": "3 March 2003",
        "status": "Retracted",
        "kind": "kind",
        "kind_id": "kind-id",
        "title": "title",
        "text": "text",
        "statements": [{"status": "Disputed", "text": "statements"}],
        "quote": {"text": "“quote”", "by": link("by", "../../actors/actor-ids/"), "role": "by role"},
        "sources": SOURCES,
        "actors": [link("by", "../../actors/actor-ids/")],
        "actor_ids": "actor-ids",
        "place": link("Place id", "../../places/place-id/"),
        "place_id": "place-id",
        "changed": "2007-07-07",
        "corrected": link("Corrected 7 July 2007", "#corrections"),
        "retraction": "retraction",
        "media": {"caption": "media", "href": "https://example.org/media"},
        "key": True,
        "heading": 4,
    }
    assert (own.permalink, own.href, own.text) == ("#story", "story/", "summary")
    assert len(own.claims) == 5
    assert plain(own.more_claims) == link("all 6 claims", "story/#claims")


def test_each_field_of_an_event_among_those_of_other_crises_holds_what_its_name_says(site_from):
    event, _ = shown(site_from(SITE), "timeline/index.html", EventView)
    assert (event.anchor, event.old_anchors) == ("crisis-id.anchor", ())
    assert plain(event.crisis) == link("crisis", "../crises/crisis-id/")
    assert event.crisis_id == "crisis-id"


def test_each_field_of_a_claim_holds_what_its_name_says(site_from):
    _, own = shown(site_from(SITE), CRISIS, EventView)
    assert plain(own.claims[0]) == {
        "figure": "figure",
        "value": "denies any",
        "unit": "unit",
        "by": link("by", "../../actors/actor-ids/"),
        "by_role": "by role",
        "status": "Disputed",
        "as_of": "5 May 2005",
        "sources": SOURCES,
        "promised": True,
        "note": "note",
        "quote": "“quote”",
        "method": "method",
        "withdrawn": "Withdrawn 6 June 2006: withdrawn",
        "href": "#story",
        "denies": True,
        "figure_href": "figures/figure-href/",
    }


def test_each_field_of_a_source_holds_what_its_name_says(site_from):
    (source,) = shown(site_from(SITE), "timeline/index.html", SourceView)
    assert plain(source) == {
        "number": 1,
        "anchor": "s1",
        "title": "title",
        "publisher": "publisher",
        "href": "https://example.org/href",
        "archived": "https://example.org/archived",
        "published": "1 January 2001",
        "accessed": "2 February 2002",
        "kind": "Kind",
        "language": "fa",
        "note": "note",
        "withdrawn": "withdrawn",
        "cited_from": [link("title", "#crisis-id.anchor"), link("title of the story", "#crisis-id.story")],
    }


def test_each_field_of_an_event_in_a_line_holds_what_its_name_says(site_from):
    site = site_from(SITE)
    others = (
        f"  - {{id: other-{n}, date: 2010-01-01, title: Other {n}, text: Other.}}\n" for n in range(210)
    )
    site.edit(STORY, "events:\n", "events:\n" + "".join(others))
    line = next(one for one in shown(site, CRISIS, EventLineView) if one.anchor == "anchor")
    assert plain(line) == {
        "anchor": "anchor",
        "old_anchors": ["old-anchors"],
        "href": "2003/#anchor",
        "date": "3 March 2003",
        "title": "title",
        "status": "Retracted",
        "kind_id": "kind-id",
        "actor_ids": "actor-ids",
        "place_id": "place-id",
        "changed": "2007-07-07",
    }


def test_each_field_of_an_entry_of_the_timeline_holds_what_its_name_says(site_from):
    (crisis,) = linked(site_from(SITE)).crises.values()
    own, entry = timeline(crisis, UTC)
    assert (entry.crisis, entry.story, entry.event.id) == ("crisis-id", "story", "anchor")
    assert (entry.summary, own.summary) == ("", "summary")
    assert ([one.note for one in own.claims][:1], entry.claims) == (["note"], ())
    assert ([one.why for one in entry.corrections], own.corrections) == (["corrections"], ())
    assert (entry.recorded, entry.changed) == ("2004-04-04", "2007-07-07")
    assert (entry.earliest, entry.latest) == entry.event.date.bounds(UTC)
    assert entry.earliest < entry.latest
