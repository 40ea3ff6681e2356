"""Rules about links to other pages of the site."""

from collections.abc import Iterator

from dateline.addresses import (
    ACTORS,
    CORRECTIONS,
    CORRECTIONS_FEED,
    FEED,
    HOME,
    RESERVED,
    TIMELINE,
    UPDATES,
    actor_address,
    actor_feed,
    as_known_address,
    crisis_address,
    crisis_feed,
    figure_page_address,
    period_address,
    story_address,
    text_address,
    updates_address,
)
from dateline.checks.mentions import Mentions
from dateline.diagnostics import Diagnostic
from dateline.model import Site
from dateline.names import nearest
from dateline.positions import Position
from dateline.record.as_known import versions
from dateline.record.periods import divide, newest_in_full, pages_of
from dateline.record.timeline import in_order, timeline
from dateline.salvage import is_among

ALWAYS = (HOME, ACTORS, CORRECTIONS, CORRECTIONS_FEED, FEED, TIMELINE)
"""Pages that every site has and a text may link to."""


def links_lead_somewhere(site: Site, named: Mentions) -> Iterator[Diagnostic]:
    """A link to a page of this site leads to one.

    Why: a reader who follows it finds nothing, and nobody hears of it.
    """
    known = set(addresses(site)) if named.links else set()
    unknown = [(at, path) for at, path in named.links if path not in known]
    if not unknown:
        return
    known.update(_period_pages(site))  # takes a look at every event: only where somebody may link to one
    for at, path in unknown:
        if path not in known and not _is_unread(site, path):
            near = nearest(path, known)
            hint = (
                f"did you mean {near}?"
                if near
                else "write the address as the page has it, with / at both ends"
            )
            yield Diagnostic(at, "LINK001", f"there is no page {path}", hint)


def _is_unread(site: Site, path: str) -> bool:
    """Whether a file that could not be read can be what has this address."""
    parts = path.strip("/").split("/")
    of = parts[1] if parts[0] == "crises" and len(parts) > 2 else ""
    return is_among(parts[-1], site.unread.get(of, frozenset()))


def pages_have_addresses_of_their_own(site: Site) -> Iterator[Diagnostic]:
    """A page of ``content/pages/`` does not take an address of the site's own.

    Why: the list of actors, say, would be replaced by a text.
    """
    for page in site.pages.values():
        if page.slug in RESERVED:
            message = f"the address /{page.slug}/ is one of the site's own"
            yield Diagnostic(page.at, "ADDR004", message, "rename the file")


def old_addresses_are_free(site: Site) -> Iterator[Diagnostic]:
    """An address that something had before belongs to nothing else now.

    Why: two pages cannot answer one address.
    """
    moved: list[tuple[Position, str]] = []
    for crisis in site.crises.values():
        moved += ((crisis.at, old) for old in crisis.old_addresses)
        moved += ((story.at, old) for story in crisis.stories for old in story.old_addresses)
    moved += ((site.settings.at, old) for old in site.settings.removed)
    if not moved:
        return
    taken = {
        address.strip("/") for address in (*addresses(site), *_as_known_pages(site), *_period_pages(site))
    }
    for at, old in moved:
        place = old.strip("/")
        if place in taken or place.partition("/")[0] in RESERVED - {"crises", "actors"}:
            hint = "take it out of `old_addresses:`, or rename what has it now"
            yield Diagnostic(at, "ADDR003", f"the old address {old} is taken", hint)
        taken.add(place)


def _as_known_pages(site: Site) -> Iterator[str]:
    if not site.settings.publishes("as-known"):
        return
    for slug, crisis in site.crises.items():
        where = site.zone_of(crisis)
        yield from (as_known_address(slug, day) for day in versions(crisis, where))


def addresses(site: Site) -> Iterator[str]:
    """Every address that a text may link to."""
    publishes = site.settings.publishes
    yield from ALWAYS
    for slug, crisis in site.crises.items():
        yield crisis_address(slug)
        yield from (story_address(slug, story.slug) for story in crisis.stories)
    yield from map(actor_address, site.actors)
    if publishes("updates"):
        yield UPDATES
        yield from map(updates_address, site.crises)
    if publishes("crisis-feeds"):
        yield from map(crisis_feed, site.crises)
    if publishes("actor-feeds"):
        yield from map(actor_feed, site.actors)
    if publishes("figure-pages"):
        for slug, crisis in site.crises.items():
            yield from (figure_page_address(slug, figure.id) for figure in crisis.figures)
    yield from (text_address(slug) for slug in site.pages)


def _period_pages(site: Site) -> Iterator[str]:
    """The pages of the years, months and days of long timelines."""
    zones = {slug: site.zone_of(crisis) for slug, crisis in site.crises.items()}
    entries = {slug: timeline(crisis, zones[slug]) for slug, crisis in site.crises.items()}
    lists = {crisis_address(slug): listed for slug, listed in entries.items()}
    lists[TIMELINE] = in_order(entry for listed in entries.values() for entry in listed)
    for address, listed in lists.items():
        periods = divide(listed, lambda entry: zones[entry.crisis])
        told = frozenset() if address == TIMELINE else newest_in_full(periods)
        yield from (period_address(address, parts) for parts, _ in pages_of(periods, told))
