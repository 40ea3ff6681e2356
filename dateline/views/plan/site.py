"""The pages that are no crisis's own: actors, places, texts, lists, and what a site has once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from dateline.addresses import (
    ACTORS,
    CORRECTIONS_FEED,
    FEED,
    HOME,
    PLACES,
    SEARCH,
    SEARCH_INDEX,
    TIMELINE,
    UPDATES,
    actor_address,
    actor_feed,
    actors_address,
    json_feed,
    place_address,
    register_address,
    search_part,
    sitemap_part,
    text_address,
)
from dateline.data.hosting import headers, nojekyll, redirects
from dateline.data.json_feed import (
    actor_json_feed,
    corrections_json_feed,
    site_json_feed,
)
from dateline.data.search_index import search_index
from dateline.data.search_index import search_part as search_part_json
from dateline.model import Actor, TextPage
from dateline.record.updates import MOST_CHANGES
from dateline.views.actors import actor_page, actors_page
from dateline.views.feeds import (
    MOST_ENTRIES,
    actor_feed_view,
    corrections_feed_view,
    news_view,
    robots_view,
    site_feed_view,
    sitemap_index_view,
    sitemap_view,
)
from dateline.views.gather.actors import Actors
from dateline.views.gather.overview import Overview
from dateline.views.gather.places import Places
from dateline.views.gather.search import Search
from dateline.views.gather.sitemap import Sitemap
from dateline.views.gather.topics import LIST_OF_ACTORS, actor_topic, place_topic
from dateline.views.moved import moved_page
from dateline.views.overview import home_page, timeline_page
from dateline.views.places import place_page, places_page
from dateline.views.plan.periods import correction_pages, period_pages
from dateline.views.search import register_page, search_page
from dateline.views.share import PICTURE, site_card, site_picture
from dateline.views.texts import not_found_page, text_page
from dateline.views.updates import MOST_DAYS, all_updates_page

if TYPE_CHECKING:
    from dateline.views.plan import Page, Plan


def site_pages(plan: Plan) -> Iterator[Page]:
    """Those of each actor, place and text, the lists, and in the site's own language what there is once."""
    actors, places = Actors(plan.gatherer), Places(plan.gatherer)
    for actor in plan.gatherer.site.actors.values():
        yield from _of_actor(plan, actors, actor)
    for text in plan.gatherer.site.pages.values():
        yield _text(plan, text)
    yield from _lists(plan, actors, places)
    if not plan.language:
        yield from _once(plan, places)


def _of_actor(plan: Plan, actors: Actors, actor: Actor) -> Iterator[Page]:
    address = actor_feed(actor.id)

    def feed() -> tuple[Any, ...]:
        return plan.gatherer.cards[actor.id], actors.appearances(actor)

    pages: list[tuple[str, str, Callable[..., Any], Callable[[], tuple[Any, ...]]]] = [
        (actor_address(actor.id), "pages/actor.html", actor_page, lambda: (actors.page(actor),))
    ]
    if plan.publishes("actor-feeds"):
        pages.append((address, "feeds/atom.xml", actor_feed_view, feed))
    if plan.publishes("actor-feeds", json_feed(address)):
        pages.append((json_feed(address), "", actor_json_feed, feed))
    for page in pages:
        yield plan.page(*page, actor_topic(actor.id), lambda: (actors.own_texts(actor),))


def _of_places(plan: Plan, places: Places) -> Iterator[Page]:
    if not plan.publishes("place-pages"):
        return
    yield plan.page(PLACES, "pages/places.html", places_page, lambda: (tuple(places.cards.values()),))
    for id, card in places.cards.items():
        gather = partial(lambda id: (places.page(id),), id)
        beside = partial(tuple, (card, places.spellings(id)))
        yield plan.page(place_address(id), "pages/place.html", place_page, gather, place_topic(id), beside)


def _text(plan: Plan, text: TextPage) -> Page:
    address = text_address(text.slug)
    return plan.page(address, "pages/text.html", text_page, lambda: (text, plan.gatherer.text(text)))


def _lists(plan: Plan, actors: Actors, places: Places) -> Iterator[Page]:
    overview = Overview(plan.gatherer)

    def corrected() -> tuple[Any, ...]:
        return (overview.corrections(),)

    def changed() -> tuple[Any, ...]:
        return (overview.changes(MOST_ENTRIES),)

    template = "pages/actors.html"
    yield plan.page(
        ACTORS,
        template,
        actors_page,
        lambda: (actors.listed(),),
        LIST_OF_ACTORS,
        lambda: (tuple(plan.gatherer.cards.values()), actors.letters),
    )
    for held in actors.letter_pages:
        gather = partial(lambda held: (actors.of_letter(held),), held)
        beside = partial(tuple, (held, actors.letters))
        address = actors_address(held.letter, held.number)
        yield plan.page(address, template, actors_page, gather, LIST_OF_ACTORS, beside)
    yield from _of_places(plan, places)
    yield plan.page(
        TIMELINE, "pages/timeline.html", timeline_page, lambda: (overview.timeline(), overview.strip)
    )
    yield from period_pages(plan, TIMELINE)
    if plan.publishes("updates"):
        yield plan.page(
            UPDATES,
            "pages/updates.html",
            all_updates_page,
            lambda: (overview.changes(MOST_CHANGES, MOST_DAYS),),
        )
    yield from correction_pages(plan, overview)
    if plan.publishes("search"):
        yield from _of_the_search(plan)
    yield plan.page(HOME, "pages/home.html", home_page, lambda: (overview.home(), overview.strip))
    yield plan.page(FEED, "feeds/atom.xml", site_feed_view, changed)
    if json := plan.publishes("json-feeds"):
        yield plan.page(json_feed(FEED), "", site_json_feed, changed)
    yield plan.page(CORRECTIONS_FEED, "feeds/atom.xml", corrections_feed_view, corrected)
    if json:
        yield plan.page(json_feed(CORRECTIONS_FEED), "", corrections_json_feed, corrected)


def _once(plan: Plan, places: Places) -> Iterator[Page]:
    """What a site has once, however many languages it is in."""
    gatherer = plan.gatherer
    moved = tuple(old for one in gatherer.summaries for old in one.moved)
    for old in moved:
        yield plan.page(old[0], "pages/moved.html", moved_page, partial(tuple, old))
    yield plan.page("404.html", "pages/not_found.html", not_found_page, tuple)
    for name, make in (("_headers", headers), (".nojekyll", nojekyll)):
        yield plan.page(name, "", make, tuple)
    if moved or plan.site.settings.removed:
        yield plan.page("_redirects", "", redirects, lambda: (moved, plan.site.settings.removed))
    if picture := site_picture(gatherer.shared):
        yield plan.page(picture, PICTURE, site_card, tuple)
    yield plan.page("robots.txt", "feeds/robots.txt", robots_view, tuple)
    if plan.site.settings.base_url:
        sitemap = Sitemap(gatherer, places)
        yield from _sitemaps(plan, sitemap)
        template = "feeds/sitemap-news.xml"
        yield plan.page("sitemap-news.xml", template, news_view, lambda: (sitemap.news(),))


def _sitemaps(plan: Plan, sitemap: Sitemap) -> Iterator[Page]:
    """One sitemap, or several and the list of them."""
    parts = sitemap.parts
    if parts > 1:
        template = "feeds/sitemap-index.xml"
        yield plan.page("sitemap.xml", template, sitemap_index_view, lambda: (parts,))
    for number in range(parts):
        name = sitemap_part(number) if parts > 1 else "sitemap.xml"
        gather = partial(lambda number: (sitemap.part(number),), number)
        yield plan.page(name, "feeds/sitemap.xml", sitemap_view, gather)


def _of_the_search(plan: Plan) -> Iterator[Page]:
    """The page of the search, its index in parts, and the register of a long record by letter."""
    search = Search(plan.gatherer)
    yield plan.page(SEARCH, "pages/search.html", search_page, lambda: (search.page(),))
    yield plan.page(SEARCH_INDEX, "", search_index, lambda: (search.index(),))
    for part in search.parts[1:]:
        gather = partial(lambda part: (search.part(part),), part)
        yield plan.page(search_part(part.number), "", search_part_json, gather)
    for letter, letters in search.letter_pages():
        address = register_address(letter.letter, letter.number)
        inputs = partial(tuple, (letter, letters))
        yield plan.page(address, "pages/register.html", register_page, inputs)
