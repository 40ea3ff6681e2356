"""Embeds: a timeline, an event, a figure, small enough for the page of somebody else, with the way back to ours."""

import html
from collections.abc import Sequence

from dateline.addresses import (
    EMBED_SCRIPT,
    crisis_address,
    event_address,
    event_embed,
    figure_embed,
    figure_page_address,
    root_of,
    timeline_embed,
)
from dateline.record.corrections import all_corrections, last_corrected
from dateline.record.figures import series
from dateline.record.timeline import Entry
from dateline.views.claims import corrected_link
from dateline.views.components import EmbedCode, KeyEventView
from dateline.views.composer import Composer
from dateline.views.events import event_view, newest_first
from dateline.views.figures import figure_view
from dateline.views.frame_data import Link
from dateline.views.frames import absolute
from dateline.views.inputs import EventEmbedInputs, FigureInputs, Shared, TimelineEmbedInputs
from dateline.views.pages import EmbedFrame, EventEmbed, FigureEmbed, TimelineEmbed
from dateline.views.titles import crisis_name
from dateline.views.versions import day_view_date

MOST_LINES = 8
"""Events in the embed of a timeline."""
FEWEST_KEY_EVENTS = 3
"""Fewer make no timeline: the newest events stand there instead."""
MOST_CLAIMS = 5
WIDTH = 600
"""Pixels that are suggested to programs; an embed fits any width."""
HEIGHTS = {"timeline": 560, "event": 420, "figure": 640}
"""Pixels of a frame until the script fits it, and for good without."""


def chosen(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The events that stand for a timeline: the newest key events, else the newest of all."""
    newest = newest_first(entries)
    key = tuple(entry for entry in newest if entry.event.key)
    return (key if len(key) >= FEWEST_KEY_EVENTS else newest)[:MOST_LINES]


def timeline_embed_page(shared: Shared, inputs: TimelineEmbedInputs) -> TimelineEmbed:
    crisis = inputs.crisis
    page = Composer(shared, timeline_embed(crisis.slug), timezone=crisis.timezone)
    timeline = page.href(crisis_address(crisis.slug)) + "#timeline"
    return TimelineEmbed(
        frame=_frame(
            page,
            Link(crisis.title, page.href(crisis_address(crisis.slug))),
            crisis_address(crisis.slug),
            inputs.day,
            corrected_link(page, crisis.slug, inputs.corrected),
        ),
        title=crisis.title,
        lines=tuple(
            KeyEventView(
                date=page.date(one.date, one.date_text),
                title=one.title,
                href=page.href(event_address(crisis.slug, one.id)),
                status=page.status(one.status),
            )
            for one in inputs.lines
        ),
        more=Link(page.count("All %(n)s event", "All %(n)s events", inputs.events), timeline)
        if inputs.events > len(inputs.lines)
        else None,
    )


def event_embed_page(shared: Shared, inputs: EventEmbedInputs) -> EventEmbed:
    crisis, entry = inputs.crisis, inputs.entry
    page = Composer(shared, event_embed(crisis.slug, entry.event.id), inputs.lookup, crisis.timezone)
    view = event_view(page, entry, dict(inputs.figures), dict(inputs.kinds), heading=1)
    name = Link(crisis.name, page.href(crisis_address(crisis.slug)))
    return EventEmbed(
        frame=_frame(page, name, event_address(crisis.slug, entry.event.id), inputs.day, view.corrected),
        event=view,
        sources=page.sources(),
    )


def figure_embed_page(shared: Shared, inputs: FigureInputs) -> FigureEmbed:
    crisis, figure = inputs.crisis, inputs.figure
    page = Composer(shared, figure_embed(crisis.slug, figure.id), inputs.lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    record = day_view_date(inputs.day)
    said = series(crisis, figure, where)
    view = figure_view(
        page, crisis.slug, said, where, record.bounds(where)[1] if record else None, Link("", "")
    )
    name = Link(crisis_name(crisis), page.href(crisis_address(crisis.slug)))
    count = len(said.all)
    return FigureEmbed(
        frame=_frame(
            page,
            name,
            figure_page_address(crisis.slug, figure.id)
            if shared.settings.publishes("figure-pages")
            else crisis_address(crisis.slug),
            inputs.day,
            corrected_link(page, crisis.slug, last_corrected(all_corrections(crisis), where)),
        ),
        figure=view,
        claims=view.claims[:MOST_CLAIMS],
        more=Link(
            page.count("%(n)s claim in all", "%(n)s claims in all", count),
            page.figure(crisis.slug, figure.id),
        )
        if count > min(len(view.claims), MOST_CLAIMS)
        else None,
        sources=page.sources(),
    )


def _frame(page: Composer, back: Link, canonical: str, day: str, corrected: Link | None) -> EmbedFrame:
    """``canonical``: of the page of ours that tells the same."""
    record = day_view_date(day)
    return EmbedFrame(
        site_title=page.shared.settings.title,
        language=page.language.code,
        direction=page.language.direction,
        numerals=page.shared.settings.numerals,
        root=root_of(page.shared.locate(page.address)),
        canonical=absolute(page, canonical).partition("#")[0],
        page=back,
        record_as_of=page.date(record) if record else None,
        corrected=corrected,
    )


def embed_code(page: Composer, kind: str, address: str, title: str) -> tuple[EmbedCode, ...]:
    """What to copy for the embed at ``address``; nothing where the site has none, or no address of its own."""
    settings = page.shared.settings
    if not (settings.base_url and settings.publishes("embeds")):
        return ()
    return (EmbedCode(title, frame_code(page, kind, address, title), page.href(address)),)


def frame_code(page: Composer, kind: str, address: str, title: str) -> str:
    """A frame for the pages of others, and the script that fits it; without that it keeps its height."""
    name = html.escape(page.say("%(title)s (%(site)s)", title=title, site=page.shared.settings.title))
    return (
        f'<iframe src="{html.escape(absolute(page, address))}" title="{name}" width="100%" height="{HEIGHTS[kind]}" '
        f'style="border:0" loading="lazy"></iframe>\n'
        f'<script async src="{html.escape(absolute(page, EMBED_SCRIPT))}"></script>'
    )
