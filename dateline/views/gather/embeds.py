"""For what stands on pages of others: embeds, what programs ask that embed, and the pictures of shared addresses."""

from collections.abc import Iterator

from dateline.addresses import (
    crisis_address,
    event_embed,
    figure_embed,
    figure_page_address,
    story_address,
    timeline_embed,
)
from dateline.model import Crisis, Story
from dateline.record.corrections import all_corrections, last_corrected
from dateline.record.timeline import Entry
from dateline.views.embeds import chosen
from dateline.views.figures import figures_by_id
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import EmbedLine, EventEmbedInputs, OEmbedInputs, ShareInputs, TimelineEmbedInputs
from dateline.views.share import MOST_COUNTS, is_number, picture_of
from dateline.views.titles import card_of, crisis_name
from dateline.views.uses import Uses


def timeline(gatherer: Gatherer, record: Crisis) -> TimelineEmbedInputs:
    """For the embed of a crisis's timeline: its key events, else its newest."""
    entries = gatherer.entries(record)
    lines = chosen(entries)
    return TimelineEmbedInputs(
        crisis=card_of(record),
        day=gatherer.day(record),
        lines=tuple(
            EmbedLine(one.id, one.date, one.date_text, one.title, one.status)
            for one in (entry.event for entry in lines)
        ),
        events=len(entries),
        corrected=last_corrected(all_corrections(record), gatherer.where(record)),
    )


def event(gatherer: Gatherer, record: Crisis, entry: Entry) -> EventEmbedInputs:
    """For the embed of one event."""
    uses = Uses()
    uses.event(entry.event)
    for claim in entry.claims:
        uses.claim(claim)
    used = {claim.figure.id for claim in entry.claims if claim.figure}
    figures = figures_by_id([figure for figure in record.figures if figure.id in used])
    return EventEmbedInputs(
        crisis=card_of(record),
        day=gatherer.day(record),
        kinds=tuple(kind for kind in gatherer.kinds(record) if kind[0] == entry.event.kind),
        figures=tuple(figures.items()),
        entry=entry,
        lookup=gatherer.lookup(uses),
    )


def embeddable(gatherer: Gatherer, record: Crisis) -> Iterator[OEmbedInputs]:
    """The pages of a crisis that are about something which can be embedded."""
    slug, name = record.slug, crisis_name(record)

    def about(kind: str, page: str, embed: str, title: str) -> OEmbedInputs:
        return OEmbedInputs(kind, page, embed, title, picture_of(gatherer.shared, page, name, title))

    yield about("timeline", crisis_address(slug), timeline_embed(slug), record.title)
    for story in record.stories:
        if story.event.key:
            page = story_address(slug, story.slug)
            yield about("event", page, event_embed(slug, story.slug), story.title)
    for figure in record.figures if gatherer.site.settings.publishes("figure-pages") else ():
        page = figure_page_address(slug, figure.id)
        yield OEmbedInputs("figure", page, figure_embed(slug, figure.id), figure.label, "")


def picture(gatherer: Gatherer, record: Crisis, story: Story | None = None) -> ShareInputs:
    """For the picture of a crisis, or of a story with what it counts itself."""
    labels = {one.id: one.label for one in record.figures}
    if story is not None:
        claims = [claim for claim in story.figures if claim.figure and claim.figure.id in labels]
    else:
        leads = (gatherer.series_of(record, one.id) for one in record.figures if one.lead)
        newest = (next((c for _, c in one.current if is_number(c)), None) for one in leads if one)
        claims = [claim for claim in newest if claim]
    shown = tuple((one, labels[one.figure.id]) for one in claims if one.figure and is_number(one))[
        :MOST_COUNTS
    ]
    uses = Uses()
    for claim, _ in shown:
        uses.claim(claim)
    address = story_address(record.slug, story.slug) if story else crisis_address(record.slug)
    title = story.title if story else record.title
    return ShareInputs(address, crisis_name(record), title, shown, gatherer.lookup(uses))
