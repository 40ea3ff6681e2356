"""Rules about links to a place within a page."""

from collections.abc import Iterable, Iterator

from dateline.addresses import crisis_address, crisis_of, story_address
from dateline.checks.mentions import Mentions
from dateline.findings.diagnostics import Diagnostic
from dateline.model import Crisis, Event, Site, Story
from dateline.parse.salvage import is_among
from dateline.resolve.names import PARTS_OF_A_CRISIS, is_numbered_anchor
from dateline.values.names import nearest

_PARTS_OF_A_STORY = ("main", "claims", "figures", "events", "sources", "corrections", "revisions")


def anchors_are_there(site: Site, named: Mentions) -> Iterator[Diagnostic]:
    """A link to a place on the page of a crisis or story leads to one that is there."""
    known: dict[str, frozenset[str]] = {}
    for at, address, anchor in named.anchors:
        if not anchor or is_numbered_anchor(anchor):
            continue
        if address not in known:
            page = _page(site, address)
            known[address] = frozenset(_anchors(*page)) if page else frozenset()
        lost = site.unread.get(crisis_of(address), frozenset())
        if known[address] and anchor not in known[address] and not is_among(anchor.removeprefix("f-"), lost):
            near = nearest(anchor, known[address])
            hint = (
                f"did you mean #{near}?" if near else "link to the page alone, or to the id of an event on it"
            )
            yield Diagnostic(at, "LINK002", f"there is no “{anchor}” on the page {address}", hint)


def _page(site: Site, address: str) -> tuple[Crisis, Story | None] | None:
    """The crisis and, on the page of one, the story at an address; None for other pages."""
    crisis = site.crises.get(crisis_of(address))
    if crisis is None:
        return None
    if address == crisis_address(crisis.slug):
        return crisis, None
    found = (one for one in crisis.stories if address == story_address(crisis.slug, one.slug))
    return next(((crisis, story) for story in found), None)


def _anchors(crisis: Crisis, story: Story | None) -> Iterator[str]:
    """The places on a page that somebody may link to."""
    if story is not None:
        yield from _with_titles(_PARTS_OF_A_STORY)
        yield from (heading.id for heading in story.body.headings)
        yield from (f"f-{claim.figure.id}" for claim in story.figures if claim.figure)
        yield from _of_events(story.all_events)
        return
    yield from _with_titles(PARTS_OF_A_CRISIS)
    for text in (crisis.body, *(one.answer for one in crisis.questions)):
        yield from (heading.id for heading in text.headings)
    yield from _with_titles(f"f-{figure.id}" for figure in crisis.figures)
    yield from _of_events(event for one in crisis.stories for event in one.all_events)


def _with_titles(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield part
        yield f"{part}-title"


def _of_events(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        yield event.id
        yield from event.old_ids
