"""The pages of a site: where each goes, which template it takes, and the inputs it is a pure function of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import Any

from msgspec import Struct, structs

from dateline.addresses import (
    ACTORS,
    CORRECTIONS,
    CORRECTIONS_FEED,
    FEED,
    FIGURE_FILES,
    HOME,
    PLACES,
    SEARCH,
    SEARCH_INDEX,
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
    json_feed,
    oembed_address,
    output_path,
    period_address,
    place_address,
    register_address,
    search_part,
    sitemap_part,
    story_address,
    text_address,
    timeline_embed,
    updates_address,
)
from dateline.data.calendar import events_ics
from dateline.data.citations import sources_bib, sources_csl
from dateline.data.figure import figure_csv, figure_json
from dateline.data.hosting import headers, nojekyll, redirects
from dateline.data.inputs import DataInputs, SourcesInputs
from dateline.data.json_feed import (
    actor_json_feed,
    corrections_json_feed,
    crisis_json_feed,
    site_json_feed,
)
from dateline.data.oembed import oembed_json
from dateline.data.package import data_package
from dateline.data.record import record_json
from dateline.data.search_index import search_index
from dateline.data.search_index import search_part as search_part_json
from dateline.data.tables import claims_csv, events_csv, sources_csv
from dateline.languages import tongues
from dateline.memory.memo import Memo
from dateline.model import Actor, Crisis, Output, Site, TextPage
from dateline.parse.translations import languages_of
from dateline.read.dimensions import Size
from dateline.record.files import crisis_files
from dateline.record.localised import localised
from dateline.record.moved import moved_of
from dateline.views.actors import actor_page, actors_page
from dateline.views.corrections import corrections_page
from dateline.views.crisis import as_known_page, crisis_page
from dateline.views.embeds import event_embed_page, figure_embed_page, timeline_embed_page
from dateline.views.feeds import (
    actor_feed_view,
    corrections_feed_view,
    crisis_feed_view,
    news_view,
    robots_view,
    site_feed_view,
    sitemap_index_view,
    sitemap_view,
)
from dateline.views.figure_page import figure_page
from dateline.views.gather import crises, embeds, periods
from dateline.views.gather.actors import Actors
from dateline.views.gather.gatherer import Gatherer
from dateline.views.gather.parts import actor_part, period_part, place_part
from dateline.views.gather.places import Places
from dateline.views.gather.search import Search
from dateline.views.gather.sitemap import Sitemap
from dateline.views.inputs import CrisisInputs, FigureInputs
from dateline.views.moved import moved_page
from dateline.views.overview import home_page, timeline_page
from dateline.views.periods import period_page
from dateline.views.places import place_page, places_page
from dateline.views.search import register_page, search_page
from dateline.views.share import PICTURE, picture_of, share_card, site_card, site_picture
from dateline.views.story import story_page
from dateline.views.texts import not_found_page, text_page
from dateline.views.titles import crisis_name
from dateline.views.updates import all_updates_page, updates_page


class Page(Struct, frozen=True):
    """A page to be. ``make(*gather())`` gives its view; equal inputs give an equal view."""

    path: str  # below output/
    template: str  # empty where what ``make`` gives is the file's text itself
    make: Callable[..., Any]
    gather: Callable[[], tuple[Any, ...]]
    """Its inputs, put together when somebody asks for the page."""
    part: str = ""
    """The part of each crisis that they are made of (``parts.py``), with what all pages share and with ``beside``;
    empty where nobody has told."""
    beside: Callable[[], tuple[Any, ...]] = tuple


@dataclass(frozen=True)
class Plan:
    """A site looked at page by page."""

    site: Site
    memo: Memo = field(default_factory=Memo)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    """Pixels of the pictures, by path."""
    language: str = ""
    """The language of its pages; empty: the site's own, with what there is only once."""
    brief: Site | None = None
    """The site without the bodies of its stories, where somebody has it."""

    def in_languages(self) -> tuple["Plan", ...]:
        """This plan, then one for each further language of the site."""
        others = languages_of(self.site.settings)[1:]
        return (self, *(replace(self, memo=self.memo.part(one), language=one) for one in others))

    @cached_property
    def gatherer(self) -> Gatherer:
        """For the pages that people read."""
        language = self.language or self.site.settings.language
        told = localised(self.site, language, self.memo)
        brief = self.brief and localised(self.brief, language, self.memo.part("brief"))
        return Gatherer(told, self.memo, self.sizes, self.language, brief)

    @cached_property
    def _actors(self) -> Actors:
        return Actors(self.gatherer)

    @cached_property
    def _places(self) -> Places:
        return Places(self.gatherer)

    @cached_property
    def _search(self) -> Search:
        return Search(self.gatherer)

    @cached_property
    def _sitemap(self) -> Sitemap:
        return Sitemap(self.gatherer, self._places)

    @cached_property
    def _as_written(self) -> Gatherer:
        """For the files that programs read: they are in the words of the originals. The memo is that of the other:
        what is the same in both is made once."""
        return Gatherer(self.site, self.memo, self.sizes, brief=self.brief)

    def pages(self) -> Iterator[Page]:
        """Every page, in the order of the site: crises first, what lists them last; one language after the other."""
        for plan in self.in_languages():
            for slug in self.site.crises:
                yield from plan.of_crisis(slug)
            yield from plan.of_the_site()

    def of_the_site(self) -> Iterator[Page]:
        """The pages that are no crisis's own. Of a crisis they read the record without the bodies of its stories."""
        for actor in self.gatherer.site.actors.values():
            yield from self._of_actor(actor)
        for text in self.gatherer.site.pages.values():
            yield self._text(text)
        yield from self._lists()
        if not self.language:
            yield from self._once()

    def _publishes(self, kind: Output, address: str = "") -> bool:
        """Whether the site wants files of this kind; a JSON Feed at ``address`` is of two."""
        publishes = self.site.settings.publishes
        return publishes(kind) and (publishes("json-feeds") or not address.endswith("/feed.json"))

    def _page(
        self,
        address: str,
        template: str,
        make: Callable[..., Any],
        gather: Callable[[], tuple[Any, ...]],
        part: str = "",
        beside: Callable[[], tuple[Any, ...]] = tuple,
    ) -> Page:
        """A page whose inputs begin with what all pages share."""
        shared = self.gatherer.shared
        path = output_path(shared.locate(address))
        return Page(path, template, make, lambda: (shared, *gather()), part, beside)

    def _file(self, address: str, make: Callable[..., Any], gather: Callable[[], tuple[Any, ...]]) -> Page:
        """A file for programs."""
        shared = self._as_written.shared
        return Page(output_path(address), "", make, lambda: (shared, *gather()))

    def of_crisis(self, slug: str) -> Iterator[Page]:
        """The pages of a crisis. They read its files, what all pages share, and what its texts name elsewhere."""
        gatherer, record = self.gatherer, self.gatherer.record(slug)

        @cache
        def inputs() -> CrisisInputs:
            return crises.crisis(gatherer, record)

        yield self._page(crisis_address(slug), "pages/crisis.html", crisis_page, lambda: (inputs(),))
        kinds: tuple[tuple[Output, str, str, Callable[..., Any]], ...] = (
            ("updates", updates_address(slug), "pages/updates.html", updates_page),
            ("crisis-feeds", crisis_feed(slug), "feeds/atom.xml", crisis_feed_view),
            ("crisis-feeds", json_feed(crisis_feed(slug)), "", crisis_json_feed),
        )
        for kind, address, template, make in kinds:
            if self._publishes(kind, address):
                yield self._page(address, template, make, lambda: (record, inputs().lookup))
        if not self.language:
            yield from self._data(slug)
        for day in gatherer.versions(record) if self._publishes("as-known") else ():
            address = as_known_address(slug, day)
            yield self._page(
                address, "pages/crisis.html", as_known_page, partial(lambda day: (inputs(), day), day)
            )
        yield from self._periods(crisis_address(slug))
        for figure in record.figures:
            yield from self._figure(record, figure.id)
        if self._publishes("embeds"):
            yield from self._embeds(record)
        for story in gatherer.order(record):
            address = story_address(slug, story)
            gather = partial(lambda story: (crises.story(gatherer, record, story),), story)
            yield self._page(address, "pages/story.html", story_page, gather)
        yield from self._pictures(record)

    def _figure(self, record: Crisis, id: str) -> Iterator[Page]:
        """The page of a figure, the files beside it, and its embed."""
        slug, written = record.slug, self._as_written

        @cache
        def inputs() -> tuple[FigureInputs]:
            return (crises.figure(self.gatherer, record, id),)

        @cache
        def of_the_original() -> tuple[FigureInputs]:
            return (crises.figure(written, written.record(slug), id),)

        if self._publishes("figure-pages"):
            yield self._page(figure_page_address(slug, id), "pages/figure.html", figure_page, inputs)
            files = zip(FIGURE_FILES, (figure_csv, figure_json), strict=True)
            for name, make in files if self._publishes("data") and not self.language else ():
                yield self._file(figure_file(slug, id, name), make, of_the_original)
        if self._publishes("embeds"):
            yield self._page(figure_embed(slug, id), "pages/embed-figure.html", figure_embed_page, inputs)

    def _embeds(self, record: Crisis) -> Iterator[Page]:
        """Of the timeline and each key event; and what programs ask that want to embed what a page is about."""
        gatherer, slug = self.gatherer, record.slug
        template = "pages/embed-timeline.html"
        yield self._page(
            timeline_embed(slug), template, timeline_embed_page, lambda: (embeds.timeline(gatherer, record),)
        )
        for entry in gatherer.entries(record):
            if entry.event.key:
                one = partial(lambda entry: (embeds.event(gatherer, record, entry),), entry)
                address = event_embed(slug, entry.event.id)
                yield self._page(address, "pages/embed-event.html", event_embed_page, one)
        for known in embeds.embeddable(gatherer, record) if self.site.settings.base_url else ():
            yield self._page(oembed_address(known.page), "", oembed_json, partial(tuple, (known,)))

    def _pictures(self, record: Crisis) -> Iterator[Page]:
        """What stands for the crisis and each of its stories where their addresses are shared."""
        shared, name, slug = self.gatherer.shared, crisis_name(record), record.slug
        for story in (None, *record.stories):
            address, title = (
                (story_address(slug, story.slug), story.title)
                if story
                else (crisis_address(slug), record.title)
            )
            picture = picture_of(shared, address, name, title)
            if picture and not (self.language and tongues.language_in(title)):
                gather = partial(lambda story: (embeds.picture(self.gatherer, record, story),), story)
                yield self._page(picture, PICTURE, share_card, gather)

    def _data(self, slug: str) -> Iterator[Page]:
        """The files of a crisis for other programs."""
        gatherer, record = self._as_written, self._as_written.record(slug)

        @cache
        def inputs() -> DataInputs:
            return crises.data(gatherer, record)

        def without_bodies() -> tuple[Any, ...]:
            return (structs.replace(inputs(), crisis=record),)

        def sources() -> tuple[Any, ...]:
            known = tuple(inputs().lookup.sources.values())
            return (SourcesInputs(slug, record.timezone, known),)

        def looked_up() -> tuple[Any, ...]:
            return record, crises.crisis(gatherer, record).lookup

        made_of: Mapping[str, tuple[Callable[..., Any], Callable[[], tuple[Any, ...]]]] = {
            "events.csv": (events_csv, without_bodies),
            "claims.csv": (claims_csv, without_bodies),
            "sources.csv": (sources_csv, sources),
            "record.json": (record_json, lambda: (inputs(),)),
            "sources.csl.json": (sources_csl, sources),
            "sources.bib": (sources_bib, sources),
            "events.ics": (events_ics, looked_up),
            "datapackage.json": (data_package, lambda: (record,)),
        }
        for file in crisis_files(self.site.settings):
            yield self._file(data_address(slug, file.name), *made_of[file.name])

    def _periods(self, address: str) -> Iterator[Page]:
        """The years, months and days of a long timeline that it does not tell in full itself."""
        full, pages = periods.told(self.gatherer, address), dict(periods.with_pages(self.gatherer, address))
        for depth in range(4):
            level = sorted(parts for parts in pages if len(parts) == depth)
            for older, parts, newer in zip(((), *level), level, (*level[1:], ()), strict=False):
                gather = partial(self._period, address, parts, pages[parts], full, older, newer)
                part = period_part(parts) if address == TIMELINE else ""
                counts = tuple((period.parts, len(period.entries)) for period in pages[parts])
                yield self._page(
                    period_address(address, parts),
                    "pages/timeline.html",
                    period_page,
                    gather,
                    part,
                    partial(tuple, (counts, older, newer)),
                )

    def _period(self, *given: Any) -> tuple[Any, ...]:
        return (periods.period(self.gatherer, *given),)

    def _of_actor(self, actor: Actor) -> Iterator[Page]:
        actors, address = self._actors, actor_feed(actor.id)

        def feed() -> tuple[Any, ...]:
            return self.gatherer.cards[actor.id], actors.appearances(actor)

        pages: list[tuple[str, str, Callable[..., Any], Callable[[], tuple[Any, ...]]]] = [
            (actor_address(actor.id), "pages/actor.html", actor_page, lambda: (actors.page(actor),))
        ]
        if self._publishes("actor-feeds"):
            pages.append((address, "feeds/atom.xml", actor_feed_view, feed))
        if self._publishes("actor-feeds", json_feed(address)):
            pages.append((json_feed(address), "", actor_json_feed, feed))
        for page in pages:
            yield self._page(*page, actor_part(actor.id), lambda: (actors.own_texts(actor),))

    def _of_places(self) -> Iterator[Page]:
        places = self._places
        if not self._publishes("place-pages"):
            return
        yield self._page(PLACES, "pages/places.html", places_page, lambda: (tuple(places.cards.values()),))
        for id, card in places.cards.items():
            gather = partial(lambda id: (places.page(id),), id)
            beside = partial(tuple, (card, places.spellings(id)))
            yield self._page(
                place_address(id), "pages/place.html", place_page, gather, place_part(id), beside
            )

    def _text(self, text: TextPage) -> Page:
        address = text_address(text.slug)
        return self._page(address, "pages/text.html", text_page, lambda: (text, self.gatherer.text(text)))

    def _lists(self) -> Iterator[Page]:
        gatherer = self.gatherer

        def overview() -> tuple[Any, ...]:
            return (gatherer.overview,)

        def corrected() -> tuple[Any, ...]:
            return (gatherer.corrections(),)

        yield self._page(ACTORS, "pages/actors.html", actors_page, lambda: (self._actors.lines(),))
        yield from self._of_places()
        yield self._page(TIMELINE, "pages/timeline.html", timeline_page, overview)
        yield from self._periods(TIMELINE)
        if self._publishes("updates"):
            yield self._page(UPDATES, "pages/updates.html", all_updates_page, overview)
        yield self._page(CORRECTIONS, "pages/corrections.html", corrections_page, corrected)
        if self._publishes("search"):
            yield from self._of_the_search()
        yield self._page(HOME, "pages/home.html", home_page, overview)
        yield self._page(FEED, "feeds/atom.xml", site_feed_view, overview)
        if json := self._publishes("json-feeds"):
            yield self._page(json_feed(FEED), "", site_json_feed, overview)
        yield self._page(CORRECTIONS_FEED, "feeds/atom.xml", corrections_feed_view, corrected)
        if json:
            yield self._page(json_feed(CORRECTIONS_FEED), "", corrections_json_feed, corrected)

    def _once(self) -> Iterator[Page]:
        """What a site has once, however many languages it is in."""
        gatherer = self.gatherer
        for one in _moved(gatherer.records):
            yield self._page(one[0], "pages/moved.html", moved_page, partial(tuple, one))
        yield self._page("404.html", "pages/not_found.html", not_found_page, tuple)
        for name, make in (("_headers", headers), (".nojekyll", nojekyll)):
            yield self._page(name, "", make, tuple)
        old = tuple(_moved(self._as_written.records))
        if old or self.site.settings.removed:
            yield self._page("_redirects", "", redirects, lambda: (old, self.site.settings.removed))
        if picture := site_picture(gatherer.shared):
            yield self._page(picture, PICTURE, site_card, tuple)
        yield self._page("robots.txt", "feeds/robots.txt", robots_view, tuple)
        if self.site.settings.base_url:
            yield from self._sitemaps()
            template = "feeds/sitemap-news.xml"
            yield self._page("sitemap-news.xml", template, news_view, lambda: (self._sitemap.news(),))

    def _sitemaps(self) -> Iterator[Page]:
        """One sitemap, or several and the list of them."""
        parts = self._sitemap.parts
        if parts > 1:
            template = "feeds/sitemap-index.xml"
            yield self._page("sitemap.xml", template, sitemap_index_view, lambda: (parts,))
        for number in range(parts):
            name = sitemap_part(number) if parts > 1 else "sitemap.xml"
            gather = partial(lambda number: (self._sitemap.part(number),), number)
            yield self._page(name, "feeds/sitemap.xml", sitemap_view, gather)

    def _of_the_search(self) -> Iterator[Page]:
        """The page of the search, its index in parts, and the register of a long record by letter."""
        search = self._search
        yield self._page(SEARCH, "pages/search.html", search_page, lambda: (search.page(),))
        yield self._page(SEARCH_INDEX, "", search_index, lambda: (search.index(),))
        for part in search.parts[1:]:
            gather = partial(lambda part: (search.part(part),), part)
            yield self._page(search_part(part.number), "", search_part_json, gather)
        for letter, letters in search.letter_pages():
            address = register_address(letter.letter, letter.number)
            inputs = partial(tuple, (letter, letters))
            yield self._page(address, "pages/register.html", register_page, inputs)


def _moved(crises: Mapping[str, Crisis]) -> Iterator[tuple[str, str, str]]:
    """(old address, new address, title) of everything that had another address before."""
    return ((one.old, one.new, one.title) for crisis in crises.values() for one in moved_of(crisis))
