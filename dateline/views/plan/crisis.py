"""The pages of a crisis and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from msgspec import structs

from dateline.addresses import (
    FIGURE_FILES,
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
    story_address,
    timeline_embed,
)
from dateline.data.calendar import events_ics
from dateline.data.citations import sources_bib, sources_csl
from dateline.data.figure import figure_csv, figure_json
from dateline.data.inputs import DataInputs, SourcesInputs
from dateline.data.json_feed import crisis_json_feed
from dateline.data.oembed import oembed_json
from dateline.data.package import data_package
from dateline.data.record import record_json
from dateline.data.tables import claims_csv, events_csv, sources_csv
from dateline.languages import tongues
from dateline.model import Crisis, Output
from dateline.record.files import crisis_files
from dateline.views.crisis import as_known_page, crisis_page
from dateline.views.embeds import event_embed_page, figure_embed_page, timeline_embed_page
from dateline.views.feeds import crisis_feed_view
from dateline.views.figure_page import figure_page
from dateline.views.gather import crises, embeds
from dateline.views.inputs import CrisisInputs, FigureInputs
from dateline.views.plan.periods import period_pages, update_pages
from dateline.views.share import PICTURE, picture_of, share_card
from dateline.views.story import story_page
from dateline.views.titles import crisis_name

if TYPE_CHECKING:
    from dateline.views.plan import Page, Plan


def crisis_pages(plan: Plan, slug: str) -> Iterator[Page]:
    """Its own page and those of its updates, days, periods, figures, embeds, stories and pictures."""
    gatherer, record = plan.gatherer, plan.gatherer.record(slug)

    @cache
    def inputs() -> CrisisInputs:
        return crises.crisis(gatherer, record)

    yield plan.page(crisis_address(slug), "pages/crisis.html", crisis_page, lambda: (inputs(),))
    yield from update_pages(plan, slug)
    kinds: tuple[tuple[Output, str, str, Callable[..., Any]], ...] = (
        ("crisis-feeds", crisis_feed(slug), "feeds/atom.xml", crisis_feed_view),
        ("crisis-feeds", json_feed(crisis_feed(slug)), "", crisis_json_feed),
    )
    for kind, address, template, make in kinds:
        if plan.publishes(kind, address):
            yield plan.page(address, template, make, lambda: (record, inputs().lookup))
    if not plan.language:
        yield from _data(plan, slug)
    for day in gatherer.versions(record) if plan.publishes("as-known") else ():
        address = as_known_address(slug, day)
        yield plan.page(
            address, "pages/crisis.html", as_known_page, partial(lambda day: (inputs(), day), day)
        )
    yield from period_pages(plan, crisis_address(slug))
    for figure in record.figures:
        yield from _figure(plan, record, figure.id)
    if plan.publishes("embeds"):
        yield from _embeds(plan, record)
    for story in gatherer.order(record):
        address = story_address(slug, story)
        gather = partial(lambda story: (crises.story(gatherer, record, story),), story)
        yield plan.page(address, "pages/story.html", story_page, gather)
    yield from _pictures(plan, record)


def _figure(plan: Plan, record: Crisis, id: str) -> Iterator[Page]:
    """The page of a figure, the files beside it, and its embed."""
    slug, written = record.slug, plan.as_written

    @cache
    def inputs() -> tuple[FigureInputs]:
        return (crises.figure(plan.gatherer, record, id),)

    @cache
    def of_the_original() -> tuple[FigureInputs]:
        return (crises.figure(written, written.record(slug), id),)

    if plan.publishes("figure-pages"):
        yield plan.page(figure_page_address(slug, id), "pages/figure.html", figure_page, inputs)
        files = zip(FIGURE_FILES, (figure_csv, figure_json), strict=True)
        for name, make in files if plan.publishes("data") and not plan.language else ():
            yield plan.file(figure_file(slug, id, name), make, of_the_original)
    if plan.publishes("embeds"):
        yield plan.page(figure_embed(slug, id), "pages/embed-figure.html", figure_embed_page, inputs)


def _embeds(plan: Plan, record: Crisis) -> Iterator[Page]:
    """Of the timeline and each key event; and what programs ask that want to embed what a page is about."""
    gatherer, slug = plan.gatherer, record.slug
    template = "pages/embed-timeline.html"
    yield plan.page(
        timeline_embed(slug), template, timeline_embed_page, lambda: (embeds.timeline(gatherer, record),)
    )
    for entry in gatherer.entries(record):
        if entry.event.key:
            one = partial(lambda entry: (embeds.event(gatherer, record, entry),), entry)
            address = event_embed(slug, entry.event.id)
            yield plan.page(address, "pages/embed-event.html", event_embed_page, one)
    for known in embeds.embeddable(gatherer, record) if plan.site.settings.base_url else ():
        yield plan.page(oembed_address(known.page), "", oembed_json, partial(tuple, (known,)))


def _pictures(plan: Plan, record: Crisis) -> Iterator[Page]:
    """What stands for the crisis and each of its stories where their addresses are shared."""
    shared, name, slug = plan.gatherer.shared, crisis_name(record), record.slug
    for story in (None, *record.stories):
        address, title = (
            (story_address(slug, story.slug), story.title) if story else (crisis_address(slug), record.title)
        )
        picture = picture_of(shared, address, name, title)
        if picture and not (plan.language and tongues.language_in(title)):
            gather = partial(lambda story: (embeds.picture(plan.gatherer, record, story),), story)
            yield plan.page(picture, PICTURE, share_card, gather)


def _data(plan: Plan, slug: str) -> Iterator[Page]:
    """The files of a crisis for other programs."""
    gatherer, record = plan.as_written, plan.as_written.record(slug)

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
    for file in crisis_files(plan.site.settings):
        yield plan.file(data_address(slug, file.name), *made_of[file.name])
