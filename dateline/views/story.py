"""The page of one story: its text, its event, what it counts, its sources and revisions."""

from datetime import tzinfo
from urllib.parse import quote, urlencode

from dateline.addresses import (
    HOME,
    SEARCH,
    crisis_address,
    crisis_feed,
    event_address,
    event_embed,
    media_address,
    story_address,
)
from dateline.dates import PartialDate
from dateline.languages import tongues
from dateline.model import Status, Story
from dateline.read.dimensions import Size
from dateline.record.corrections import made_in_story
from dateline.record.timeline import entries_of, in_order
from dateline.views.claims import claim_view, correction_view, media_view, quote_view, statement_view
from dateline.views.components import ChangeDay, ChangeView, MediaView
from dateline.views.composer import Composer
from dateline.views.dates import DateView
from dateline.views.embeds import embed_code
from dateline.views.events import event_view
from dateline.views.figures import figure_view
from dateline.views.frame_data import Link
from dateline.views.frames import feed_at, frame
from dateline.views.inputs import Shared, StoryInputs
from dateline.views.jsonld import story_json_ld
from dateline.views.pages import StoryPage
from dateline.views.share import picture_of
from dateline.views.titles import hold_short_start


def story_page(shared: Shared, inputs: StoryInputs) -> StoryPage:
    """The page of a story."""
    story, crisis = inputs.story, inputs.crisis
    page = Composer(shared, story_address(crisis.slug, story.slug), inputs.lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    event = story.event
    kinds = dict(inputs.kinds)
    figures = dict(inputs.figures)
    here = Link(story.title, page.href(page.address + "#main"))
    in_claims = Link(page.say("claims"), "#claims")

    citations = page.cite(event.sources, here)
    statements = tuple(statement_view(page, one, here) for one in event.statements)
    text = page.prose(story.body) if story.body else ""
    claims = tuple(
        claim_view(
            page,
            claim,
            *figures.get(claim.figure.id if claim.figure else "", ("", "")),
            in_claims,
            crisis.slug,
        )
        for claim in story.figures
    )
    _, *further = entries_of(crisis.slug, story, where)
    charts = tuple(
        view for view in (figure_view(page, crisis.slug, one, where) for one in inputs.series) if view.charts
    )
    events = tuple(
        event_view(page, entry, figures, kinds, heading=3, on_story=True) for entry in in_order(further)
    )
    corrections = tuple(
        correction_view(page, crisis.slug, one, number)
        for number, one in enumerate(made_in_story(story, where), start=1)
    )
    page.cite(story.cites)
    sources = page.sources()
    crumbs = (
        page.link(page.say("Crises"), HOME),
        page.link(crisis.name, crisis_address(crisis.slug)),
        Link(story.title, current=True),
    )
    return StoryPage(
        frame=frame(
            page,
            story.title,
            story.summary or story.title,
            crumbs=crumbs,
            kind="article",
            json_ld=story_json_ld(page, story, (crisis.name, crisis.slug), sources, corrections),
            feeds=((crisis.name, feed_at(page, "crisis-feeds", crisis_feed(crisis.slug))),),
            oembed=event.key,
            image=picture_of(shared, page.address, crisis.name, story.title),
            told=story.told,
        ),
        crisis=page.link(crisis.name, crisis_address(crisis.slug)),
        anchor=event.id,
        title=hold_short_start(story.title),
        summary=story.summary,
        date=page.date(event.date, event.date_text),
        status=page.status(event.status),
        kind=kinds.get(event.kind, event.kind),
        key=event.key,
        place=page.place(event.place, event.place_name),
        published=page.optional_date(story.published) or page.date(event.date),
        updated=_updated(page, story, where),
        retraction=event.retraction if event.status is Status.RETRACTED else "",
        text=text,
        statements=statements,
        quote=quote_view(page, event.quote) if event.quote else None,
        image=_image(page, story, inputs.picture),
        media=media_view(event.media) if event.media else None,
        actors=tuple(page.actor(one.actor.id) for one in event.actors),
        tags=tuple(_tagged(page, tag) for tag in story.tags),
        claims=claims,
        figures=charts,
        events=events,
        sources=sources,
        citations=citations,
        corrections=corrections,
        revisions=_revisions(page, story, where),
        newer=page.link(inputs.newer[1], story_address(crisis.slug, inputs.newer[0]))
        if inputs.newer
        else None,
        older=page.link(inputs.older[1], story_address(crisis.slug, inputs.older[0]))
        if inputs.older
        else None,
        permalink=page.href(event_address(crisis.slug, event.id)),
        embeds=embed_code(page, "event", event_embed(crisis.slug, event.id), story.title)
        if event.key
        else (),
    )


def _tagged(page: Composer, tag: str) -> Link:
    """The tag, and where the search finds the stories that have it."""
    if not page.shared.settings.publishes("search"):
        return Link(tag)
    asked = urlencode({"q": tongues.bare(tag), "kind": "story"}, quote_via=quote)
    return Link(tag, f"{page.href(SEARCH)}?{asked}")


def _updated(page: Composer, story: Story, where: tzinfo) -> DateView | None:
    """When the story last changed, where that is after it was published."""
    if story.updated is None or story.published is None:
        return None
    later = story.updated.bounds(where) > story.published.bounds(where)
    return page.date(story.updated) if later else None


def _image(page: Composer, story: Story, size: Size) -> MediaView | None:
    if story.image is None:
        return None
    image = story.image
    folder = page.address.strip("/").rpartition("/")[0]
    return MediaView(
        alt=image.alt,
        credit=image.credit,
        caption=image.caption,
        src=page.href(media_address(f"{folder}/{image.file}")),
        width=size[0],
        height=size[1],
    )


def _revisions(page: Composer, story: Story, where: tzinfo) -> tuple[ChangeDay, ...]:
    """When the story was published, changed and corrected, newest first; nothing where it was only published."""
    found: list[tuple[PartialDate, str, str]] = []
    if story.published:
        found.append((story.published, page.say("Published"), ""))
    if story.updated and _updated(page, story, where):
        found.append((story.updated, page.say("Updated"), ""))
    for correction in story.corrections:
        found.append((correction.date, page.say("Corrected"), correction.why))
    for change in story.event.history:
        word = page.status(change.status).word
        found.append((change.date, page.say("Status: %(status)s", status=word), change.why))
    if len(found) < 2:
        return ()
    found.sort(key=lambda item: item[0].bounds(where), reverse=True)
    return tuple(
        ChangeDay(
            anchor="",
            date=page.date(date),
            summary=what,
            changes=(ChangeView(page.date(date), what, story.title, "", why),),
        )
        for date, what, why in found
    )
