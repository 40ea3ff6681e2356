"""Rules about links to other pages of the site."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from msgspec import Struct

from dateline.addresses import (
    ACTORS,
    CORRECTIONS,
    CORRECTIONS_FEED,
    FEED,
    FIGURE_FILES,
    HOME,
    PLACES,
    RESERVED,
    SEARCH,
    TIMELINE,
    UPDATES,
    actor_address,
    actor_feed,
    as_known_address,
    crisis_address,
    crisis_feed,
    data_address,
    event_embed,
    figure_embed,
    figure_file,
    figure_page_address,
    in_own_language,
    json_feed,
    period_address,
    place_address,
    story_address,
    text_address,
    timeline_embed,
    updates_address,
)
from dateline.checks.letters import Initials, is_by_letter, page_meant, pages_by_letter
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.model import Crisis, Settings, Site
from dateline.parse.salvage import is_among
from dateline.parse.translations import languages_of
from dateline.record.as_known import versions
from dateline.record.changes import changes
from dateline.record.corrections import correction_parts, made_in_crisis, pages_of_corrections
from dateline.record.files import crisis_files
from dateline.record.moved import Moved
from dateline.record.periods import (
    Parts,
    divide,
    divide_counted,
    pages_of,
    pages_of_crisis,
    parts_of,
)
from dateline.record.places import mentions_of_places, place_id
from dateline.record.timeline import timeline
from dateline.record.updates import divided_updates, pages_of_updates
from dateline.values.names import nearest

ALWAYS = (HOME, ACTORS, CORRECTIONS, CORRECTIONS_FEED, FEED, TIMELINE)
"""Pages that every site has and a text may link to."""


class InPeriods(Struct, frozen=True, array_like=True):
    """How much of a crisis lies in each of the finest periods."""

    events: Mapping[Parts, int]
    corrections: Mapping[Parts, int]


def links_lead_somewhere(
    site: Site,
    links: Iterable[tuple[Position, str]],
    known: Set[str],
    periods: Iterable[str],
    crises: Callable[[], Iterable[InPeriods]],
    letters: Initials,
) -> Iterator[Diagnostic]:
    """A link to a page or file of this site leads to one.

    ``known``: their addresses; ``periods``: those of the years, months and days of crises; ``crises``: tells
    what lies in which period; ``letters``: what stands under which letter.

    Why: a reader who follows it finds nothing, and nobody hears of it.
    """
    unknown = [(at, path) for at, path in links if path not in known]
    if not unknown:
        return
    # Takes a look at every crisis: only where somebody may link to one of these.
    known = {*known, *periods, *_pages_of_all(crises())}
    by_letter = {path for _, path in unknown if is_by_letter(site, path)}
    if by_letter:
        known |= {*pages_by_letter(site, by_letter, letters)}
    further = languages_of(site.settings)[1:]
    for at, path in unknown:
        own = path if path in by_letter else in_own_language(path, further)
        if own not in known and not _is_unread(site, path):
            near = page_meant(site, path, known) if path in by_letter else None
            near = near or nearest(path, known)
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
    taken = RESERVED.union(languages_of(site.settings)[1:])
    for page in site.pages.values():
        if page.slug in taken:
            message = f"the address /{page.slug}/ is one of the site's own"
            yield Diagnostic(page.at, "ADDR004", message, "rename the file")


def old_addresses_are_free(
    settings: Settings, moved: Iterable[Moved], known: Iterable[str]
) -> Iterator[Diagnostic]:
    """An address that something had before belongs to nothing else now. ``known``: the addresses of all pages.

    Why: two pages cannot answer one address.
    """
    removed_at = settings.removed_at or settings.at
    listed = [*((one.at, one.old) for one in moved), *((removed_at, old) for old in settings.removed)]
    if not listed:
        return
    taken = {address.strip("/") for address in known}
    reserved = RESERVED.union(languages_of(settings)[1:]) - {"crises", "actors"}
    for at, old in listed:
        place = old.strip("/")
        if place in taken or place.partition("/")[0] in reserved:
            hint = "take it out of `old_addresses:`, or rename what has it now"
            yield Diagnostic(at, "ADDR003", f"the old address {old} is taken", hint)
        taken.add(place)


def addresses(site: Site) -> Iterator[str]:
    """Every address that a text may link to, as ``/crises/aleppo/``: pages and Atom feeds; first those of no crisis."""
    yield from addresses_of_the_rest(site)
    for crisis in site.crises.values():
        yield from addresses_of(site.settings, crisis)


def addresses_of_the_rest(site: Site) -> Iterator[str]:
    """Those of them that belong to no crisis."""
    publishes = site.settings.publishes
    yield from ALWAYS
    yield from map(actor_address, site.actors)
    if publishes("updates"):
        yield UPDATES
    if publishes("search"):
        yield SEARCH
    if publishes("actor-feeds"):
        yield from map(actor_feed, site.actors)
    if publishes("place-pages"):
        yield PLACES
    yield from (text_address(slug) for slug in site.pages)


def addresses_of(settings: Settings, crisis: Crisis) -> Iterator[str]:
    """Those that belong to a crisis."""
    slug = crisis.slug
    yield crisis_address(slug)
    yield from (story_address(slug, story.slug) for story in crisis.stories)
    if settings.publishes("updates"):
        yield updates_address(slug)
    if settings.publishes("crisis-feeds"):
        yield crisis_feed(slug)
    if settings.publishes("figure-pages"):
        yield from (figure_page_address(slug, figure.id) for figure in crisis.figures)
    if settings.publishes("place-pages"):
        written = (place for place, _ in mentions_of_places(crisis))
        yield from map(place_address, dict.fromkeys(map(place_id, written)))


def files_of_the_rest(site: Site) -> Iterator[str]:
    """What a text may link to beside pages and Atom feeds, where it belongs to no crisis."""
    publishes = site.settings.publishes
    if publishes("json-feeds"):
        actors = map(actor_feed, site.actors) if publishes("actor-feeds") else ()
        yield from map(json_feed, (FEED, CORRECTIONS_FEED, *actors))


def files_of(settings: Settings, crisis: Crisis) -> Iterator[str]:
    """The same of a crisis: its files for other programs, and its embeds."""
    slug, publishes = crisis.slug, settings.publishes
    if publishes("crisis-feeds") and publishes("json-feeds"):
        yield json_feed(crisis_feed(slug))
    yield from (data_address(slug, one.name) for one in crisis_files(settings))
    if publishes("data") and publishes("figure-pages"):
        yield from (figure_file(slug, one.id, name) for one in crisis.figures for name in FIGURE_FILES)
    if publishes("embeds"):
        events = (event for story in crisis.stories for event in story.all_events if event.key)
        yield timeline_embed(slug)
        yield from (event_embed(slug, event.id) for event in events)
        yield from (figure_embed(slug, figure.id) for figure in crisis.figures)


def as_known_pages(site: Site, crisis: Crisis) -> Iterator[str]:
    """The pages of the record as known on each day on which it changed."""
    if site.settings.publishes("as-known"):
        days = versions(crisis, site.zone_of(crisis))
        yield from (as_known_address(crisis.slug, day) for day in days)


def period_pages(site: Site, crisis: Crisis) -> Iterator[str]:
    """The pages of the years, months and days of a long record, and of its changes."""
    where = site.zone_of(crisis)
    if site.settings.publishes("updates"):
        pages = pages_of_updates(divided_updates(changes(crisis, where)))
        yield from (period_address(updates_address(crisis.slug), parts) for parts, _ in pages)
    periods = divide(timeline(crisis, where), lambda _: where)
    yield from (period_address(crisis_address(crisis.slug), parts) for parts, _ in pages_of_crisis(periods))


def in_periods(site: Site, crisis: Crisis) -> InPeriods:
    where = site.zone_of(crisis)
    return InPeriods(
        Counter(parts_of(entry, where) for entry in timeline(crisis, where)),
        Counter(correction_parts(made, where) for made in made_in_crisis(crisis, where)),
    )


def _pages_of_all(crises: Iterable[InPeriods]) -> Iterator[str]:
    """The pages of the years, months and days of all crises together."""
    events: Counter[Parts] = Counter()
    corrections: Counter[Parts] = Counter()
    for one in crises:
        events.update(one.events)
        corrections.update(one.corrections)
    yield from (period_address(TIMELINE, parts) for parts, _ in pages_of(divide_counted(events)))
    yield from (period_address(CORRECTIONS, parts) for parts in pages_of_corrections(corrections))
