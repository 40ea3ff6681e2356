"""For search engines: the sitemap in its parts, and that of the news."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dateline.addresses import (
    ACTORS,
    CORRECTIONS,
    HOME,
    PLACES,
    SEARCH,
    TIMELINE,
    UPDATES,
    actor_address,
    crisis_address,
    figure_page_address,
    period_address,
    place_address,
    story_address,
    text_address,
    updates_address,
)
from dateline.record.corrections import correction_parts, pages_of_corrections
from dateline.views.gather.gatherer import Gatherer
from dateline.views.gather.periods import with_pages
from dateline.views.gather.places import Places

MOST_ADDRESSES = 50_000
"""In one sitemap, says the protocol."""
_MOST_PAGES_OF_AN_EVENT = 8
"""Its story, its place, and the year, month and day on two timelines, with some to spare."""
_MOST_PAGES_OF_A_CHANGE = 4
"""The year, the month, the day and a part of the day on which it was made."""


@dataclass(frozen=True)
class Sitemap:
    """The pages of a site that a search engine should know."""

    gatherer: Gatherer
    places: Places

    @property
    def parts(self) -> int:
        """How many sitemaps the addresses need: a protocol allows so many in one. Short records are not counted out."""
        events = sum(one.home.events for one in self.gatherer.summaries)
        most = _MOST_PAGES_OF_AN_EVENT * (events + len(self.gatherer.site.actors) + 100)
        if self.gatherer.site.settings.publishes("updates"):
            most += _MOST_PAGES_OF_A_CHANGE * sum(one.changes for one in self.gatherer.summaries)
        most += _MOST_PAGES_OF_A_CHANGE * sum(len(one.corrections) for one in self.gatherer.summaries)
        if most <= MOST_ADDRESSES:
            return 1
        return -(-len(self._addresses) // MOST_ADDRESSES)

    def part(self, part: int) -> tuple[tuple[str, str], ...]:
        """(address, ISO day of the last change or empty) of the pages a search engine should know, in parts from 0."""
        return self._addresses[part * MOST_ADDRESSES : (part + 1) * MOST_ADDRESSES]

    @cached_property
    def _addresses(self) -> tuple[tuple[str, str], ...]:
        found = [(one, "") for one in (HOME, TIMELINE, ACTORS, CORRECTIONS)]
        updates, zone = self.gatherer.site.settings.publishes("updates"), self.gatherer.shared.zone
        found += [(UPDATES, "")] if updates else []
        found += [(SEARCH, "")] if self.gatherer.site.settings.publishes("search") else []
        for one in self.gatherer.summaries:
            slug, day = one.card.slug, one.home.day
            found += [(crisis_address(slug), day)]
            if updates:
                found += [(updates_address(slug), day)]
                found += ((period_address(updates_address(slug), parts), "") for parts in one.updates)
            found += ((story_address(slug, story.slug), story.changed) for story in one.stories)
            if self.gatherer.site.settings.publishes("figure-pages"):
                found += ((figure_page_address(slug, id), day) for id, _, _ in one.figures)
            found += ((period_address(crisis_address(slug), parts), "") for parts in one.pages)
        found += ((period_address(TIMELINE, parts), "") for parts, _ in with_pages(self.gatherer, TIMELINE))
        corrected = Counter(
            correction_parts(made, zone(one.card.timezone))
            for one in self.gatherer.summaries
            for made in one.corrections
        )
        found += ((period_address(CORRECTIONS, parts), "") for parts in pages_of_corrections(corrected))
        found += [(actor_address(id), "") for id in self.gatherer.site.actors]
        found += [(text_address(slug), "") for slug in self.gatherer.site.pages]
        if self.gatherer.site.settings.publishes("place-pages"):
            found += [(PLACES, ""), *((place_address(id), "") for id in self.places.cards)]
        return tuple(sorted(found))

    def news(self) -> tuple[tuple[str, str, str], ...]:
        """(address, ISO day or moment of publication, title) of the newest stories: those of the last two days on
        which anything was published, by the record's own dates, since a build knows no clock."""
        found = sorted(
            (news.day, story_address(one.card.slug, news.story), news.published, news.title)
            for one in self.gatherer.summaries
            for news in one.news
        )
        newest = sorted({day for day, *_ in found})[-2:]
        return tuple((address, iso, title) for day, address, iso, title in found if day in newest)[-1000:]
