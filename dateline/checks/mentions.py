"""What the texts of a crisis, or of actors and pages, mention: gathered once for all rules that ask."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from dateline.addresses import crisis_address, story_address
from dateline.findings.positions import Position
from dateline.model import Crisis, Event, Site, Translation
from dateline.parse.translations import BODY
from dateline.prose import Kind, Prose, Reference


class Mentions(Struct, frozen=True):
    """What some texts and events mention, in their order."""

    actors: frozenset[str]
    links: tuple[tuple[Position, str], ...]
    """Links to pages of this site: place and page."""
    anchors: tuple[tuple[Position, str, str], ...]
    """Links to a place on such a page: place, page and its place there."""
    beside: tuple[Reference, ...]
    """References with a number or a date beside them."""


def of_crisis(crisis: Crisis) -> Mentions:
    """All that a crisis with its stories mentions."""
    named = (story.actor_ids for story in crisis.stories)
    found = _of_texts(_texts(crisis), set().union(*named))
    # Other texts than bodies stand on several pages: nobody can say where “#…” leads in them.
    bodies = [(crisis_address(crisis.slug), crisis.body)]
    bodies += ((story_address(crisis.slug, story.slug), story.body) for story in crisis.stories)
    within = (
        (link.at, address, unquote(link.href[1:]))
        for address, body in bodies
        for link in body.links
        if link.href.startswith("#")
    )
    return replace(found, anchors=(*found.anchors, *within))


def of_the_rest(site: Site) -> Mentions:
    """All that actors and pages mention."""
    actors = site.actors.values()
    stances = (stance.text for actor in actors for stance in actor.positions)
    return _of_texts(
        (*(actor.body for actor in actors), *stances, *(page.body for page in site.pages.values()))
    )


def with_translations(found: Mentions, translations: Iterable[Translation]) -> Mentions:
    """What texts mention, and what their translations do."""
    all_of_them = (found, *map(_of_translation, translations))
    return Mentions(
        actors=frozenset().union(*(one.actors for one in all_of_them)),
        links=tuple(link for one in all_of_them for link in one.links),
        anchors=tuple(anchor for one in all_of_them for anchor in one.anchors),
        beside=tuple(reference for one in all_of_them for reference in one.beside),
    )


def _of_translation(translation: Translation) -> Mentions:
    found = _of_texts(words.prose for words in translation.words if words.prose)
    address = {
        "crisis": crisis_address(translation.slug),
        "story": story_address(translation.crisis, translation.slug),
    }.get(translation.kind)
    body = next((one.prose for one in translation.words if one.place == BODY), None)
    if address is None or body is None:
        return found
    headings = {heading.id for heading in body.headings}  # its own: those of the original are in other words
    own = (
        (link.at, address, place)
        for link in body.links
        if link.href.startswith("#") and (place := unquote(link.href[1:])) not in headings
    )
    return replace(found, anchors=(*found.anchors, *own))


def _of_texts(texts: Iterable[Prose], named: Iterable[str] = ()) -> Mentions:
    actors, links, anchors, beside = set(named), [], [], []
    for prose in texts:
        for reference in prose.references:
            if reference.kind is Kind.ACTOR:
                actors.add(reference.id)
            elif reference.kind is Kind.LINK and reference.id.startswith("/"):
                page, _, anchor = reference.id.partition("#")
                path = page.partition("?")[0]
                if anchor:
                    anchors.append((reference.at, path, unquote(anchor)))
                if not path.startswith("/media/"):
                    links.append((reference.at, path))
            if reference.said_at is not None:
                beside.append(reference)
    return Mentions(frozenset(actors), tuple(links), tuple(anchors), tuple(beside))


def _texts(crisis: Crisis) -> Iterator[Prose]:
    """Every text of a crisis that can hold a link."""
    yield crisis.body
    yield from (line.text for line in (*crisis.known, *crisis.unknown))
    yield from (question.answer for question in crisis.questions)
    for story in crisis.stories:
        yield story.body
        yield from _of_events(story.all_events)


def _of_events(events: Iterable[Event]) -> Iterator[Prose]:
    for event in events:
        if event.text:
            yield event.text
        yield from (statement.text for statement in event.statements)
