"""Feeds of changes, the sitemap and robots.txt as views."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from dateline.addresses import (
    CORRECTIONS,
    CORRECTIONS_FEED,
    FEED,
    HOME,
    actor_address,
    actor_feed,
    crisis_address,
    crisis_feed,
    sitemap_part,
)
from dateline.languages import tongues
from dateline.model import Crisis
from dateline.record.changes import Change, changes, correction_made
from dateline.record.corrections import Made
from dateline.record.days import LONG_AGO
from dateline.views.changes import about, change_view
from dateline.views.composer import Composer
from dateline.views.frame_data import Alternate
from dateline.views.frames import absolute, alternates
from dateline.views.inputs import ActorCard, Appearance, ChangesInputs, CrisisCard, Lookup, Shared
from dateline.views.titles import crisis_name, named

MOST_ENTRIES = 50
"""Entries of a feed: the newest."""


class FeedEntry(Struct, frozen=True):
    """What one entry of a feed says: plain text, absolute addresses where the site has one."""

    id: str
    title: str
    summary: str
    href: str
    updated: str  # RFC 3339
    category: str


class FeedView(Struct, frozen=True):
    """A feed, as Atom or JSON Feed. ``updated`` is that of its newest entry, never the time of the build."""

    id: str
    title: str
    subtitle: str
    language: str
    author: str
    author_language: str
    """Empty where it is the feed's. Atom lets an author say it, and not the name in it."""
    href: str  # of the page it follows
    self_href: str
    updated: str
    entries: tuple[FeedEntry, ...]


class SitemapView(Struct, frozen=True):
    """A sitemap, or one of several."""

    urls: tuple[tuple[str, str, tuple[Alternate, ...]], ...]
    """Absolute address, ISO day or empty, and the page in every language of the site where it has several."""


class SitemapIndexView(Struct, frozen=True):
    """The sitemap of a site with more addresses than one may hold: it names the others."""

    sitemaps: tuple[str, ...]  # absolute


class NewsView(Struct, frozen=True):
    """A news sitemap: the stories of the last days."""

    publication: str
    language: str
    stories: tuple[tuple[str, str, str], ...]  # (absolute address, ISO day or moment of publication, title)


class RobotsView(Struct, frozen=True):
    """What ``robots.txt`` says: all may be read, and there are sitemaps."""

    sitemaps: tuple[str, ...]  # absolute; none where the site's address is not known


def permanent_id(page: Composer, address: str) -> str:
    """An id that stays when titles and wording change: a URN made from the address."""
    address = page.shared.locate(address).lstrip("/")
    return uuid5(NAMESPACE_URL, (page.shared.settings.base_url or "dateline:") + address).urn


def _when(day: str) -> str:
    """An ISO day as the instant at which it began in UTC: the record knows days, Atom wants seconds."""
    return (
        "1970-01-01T00:00:00Z"
        if day in ("", LONG_AGO)
        else datetime.fromisoformat(day).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )


def _entry(page: Composer, crisis: Crisis, change: Change, number: int) -> FeedEntry:
    view = change_view(page, crisis, change, named=True)
    name = crisis_name(crisis)
    subject = change.event or view.text
    if change.claim is not None and change.claim.figure is not None:
        subject = f"{change.claim.figure.id}/{change.claim.by.id if change.claim.by else ''}"
    key = f"{crisis_address(crisis.slug)}#{change.day}/{change.what}/{change.story}/{subject}"
    return FeedEntry(
        id=permanent_id(page, key + (f"/{number}" if number else "")),
        title=page.say("%(what)s: %(text)s", what=view.what, text=view.text),
        summary=_reading(page, change)
        or page.say(
            "%(what)s in the record “%(crisis)s”, %(date)s.", what=view.what, crisis=name, date=view.date.text
        ),
        href=absolute(page, about(page, crisis, change)[1]) or view.href,
        updated=_when(change.day),
        category=name,
    )


def _reading(page: Composer, change: Change) -> str:
    """Why it changed; of a correction also what was said and what is said now."""
    one = change.correction
    if one is None:
        return change.note
    return page.say(
        "It said: “%(was)s” It says: “%(now)s” %(why)s", was=one.was, now=one.now, why=one.why
    ).strip()


def _feed(
    page: Composer, title: str, home: str, address: str, listed: Sequence[tuple[Crisis, Change]]
) -> FeedView:
    entries: list[FeedEntry] = []
    seen: set[str] = set()
    for crisis, change in listed[:MOST_ENTRIES]:
        number = 0
        entry = _entry(page, crisis, change, number)
        while entry.id in seen:
            number += 1
            entry = _entry(page, crisis, change, number)
        seen.add(entry.id)
        entries.append(entry)
    settings = page.shared.settings
    return FeedView(
        id=permanent_id(page, address),
        title=title,
        subtitle=settings.tagline,
        language=page.language.code,
        author=tongues.bare(settings.published_by),
        author_language=tongues.language_in(settings.published_by),
        href=absolute(page, home) or page.href(home),
        self_href=absolute(page, address) or page.href(address),
        updated=max((entry.updated for entry in entries), default=_when("")),
        entries=tuple(entries),
    )


def crisis_feed_view(shared: Shared, crisis: Crisis, lookup: Lookup) -> FeedView:
    """The changes of one crisis, newest first."""
    address = crisis_feed(crisis.slug)
    page = Composer(shared, address, lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    title = page.say("%(site)s: %(crisis)s", site=shared.settings.title, crisis=crisis_name(crisis))
    return _feed(
        page,
        title,
        crisis_address(crisis.slug),
        address,
        [(crisis, change) for change in changes(crisis, where)],
    )


def site_feed_view(shared: Shared, inputs: ChangesInputs) -> FeedView:
    """The changes of all crises, newest first."""
    page = Composer(shared, FEED, inputs.lookup)
    return _feed(page, shared.settings.title, HOME, FEED, inputs.listed)


def corrections_feed_view(shared: Shared, crises: Sequence[tuple[CrisisCard, tuple[Made, ...]]]) -> FeedView:
    """The corrections of all crises, newest first."""
    page = Composer(shared, CORRECTIONS_FEED)
    title = page.say("%(site)s: corrections", site=shared.settings.title)
    found = (
        (named(crisis, ()), correction_made(one, shared.zone(crisis.timezone)))
        for crisis, made in crises
        for one in made
    )
    dated = (item for item in found if item[1].day != LONG_AGO)
    return _feed(page, title, CORRECTIONS, CORRECTIONS_FEED, _newest_first(dated))


def actor_feed_view(shared: Shared, actor: ActorCard, appearances: Sequence[Appearance]) -> FeedView:
    """What changed in the events an actor takes part in and in what they state, newest first."""
    address = actor_feed(actor.id)
    page = Composer(shared, address, Lookup({actor.id: actor}, {}, {}, {}))
    title = page.say("%(site)s: %(crisis)s", site=shared.settings.title, crisis=actor.name)
    own = {
        (one.crisis.slug, event.id)
        for one in appearances
        for story in one.stories
        for event in story.all_events
        if actor.id in event.actor_ids
    }
    crises = (named(one.crisis, one.figures, one.stories) for one in appearances)
    found = ((one, change) for one in crises for change in changes(one, shared.zone(one.timezone)))
    listed = [
        (crisis, change)
        for crisis, change in _newest_first(found)
        if (crisis.slug, change.event) in own
        or (change.claim and change.claim.by and change.claim.by.id == actor.id)
    ]
    return _feed(page, title, actor_address(actor.id), address, listed)


def _newest_first(listed: Iterable[tuple[Crisis, Change]]) -> list[tuple[Crisis, Change]]:
    return sorted(listed, key=lambda item: item[1].day, reverse=True)


def sitemap_view(shared: Shared, addresses: Sequence[tuple[str, str]]) -> SitemapView:
    """Of (address, ISO day of the last change or empty) each page in every language that it has."""
    found: list[tuple[str, str, tuple[Alternate, ...]]] = []
    for address, day in addresses:
        page = Composer(shared, address)
        others = alternates(page, shared.languages if len(shared.languages) > 1 else ())
        urls = dict.fromkeys(one.href for one in others) or (absolute(page, address),)
        found += ((url, day if day != LONG_AGO else "", others) for url in urls)
    return SitemapView(tuple(found))


def sitemap_index_view(shared: Shared, parts: int) -> SitemapIndexView:
    """The addresses of ``parts`` sitemaps."""
    page = Composer(shared, "/sitemap.xml")
    return SitemapIndexView(tuple(absolute(page, f"/{sitemap_part(number)}") for number in range(parts)))


def news_view(shared: Shared, stories: Sequence[tuple[str, str, str]]) -> NewsView:
    """Of (address, ISO day or moment of publication, title) the newest stories."""
    page = Composer(shared, "/sitemap-news.xml")
    listed = tuple((absolute(page, address), day, title) for address, day, title in stories)
    return NewsView(shared.settings.title, page.language.code, listed)


def robots_view(shared: Shared) -> RobotsView:
    """The addresses of sitemaps, where the site has an address of its own."""
    page = Composer(shared, "/robots.txt")
    found = (absolute(page, address) for address in ("/sitemap.xml", "/sitemap-news.xml"))
    return RobotsView(tuple(one for one in found if one))
