"""The page of one figure: its chart, every claim with what is known about it, and what was said before."""

from collections.abc import Iterable
from datetime import tzinfo
from itertools import pairwise

from msgspec.structs import replace

from dateline.addresses import (
    HOME,
    crisis_address,
    crisis_feed,
    figure_address,
    figure_embed,
    figure_file,
    figure_page_address,
    story_address,
)
from dateline.model import Claim
from dateline.record.changes import claim_day
from dateline.record.corrections import all_corrections, last_corrected
from dateline.record.figures import Series, as_of_order, counts_another_way, series
from dateline.views.claims import claim_view, corrected_link
from dateline.views.components import ClaimView
from dateline.views.composer import Composer
from dateline.views.embeds import embed_code
from dateline.views.figures import figure_view
from dateline.views.frame_data import Link
from dateline.views.frames import feed_at, frame
from dateline.views.inputs import FigureInputs, Shared
from dateline.views.jsonld import figure_json_ld
from dateline.views.pages import FigurePage
from dateline.views.titles import crisis_name, hold_short_start
from dateline.views.versions import day_view_date


def figure_page(shared: Shared, inputs: FigureInputs) -> FigurePage:
    """The page of a figure."""
    crisis, figure = inputs.crisis, inputs.figure
    address = figure_page_address(crisis.slug, figure.id)
    page = Composer(shared, address, inputs.lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    said = series(crisis, figure, where)
    in_claims = Link(page.say("claims"), "#claims")
    current = tuple(_told(page, inputs, slug, claim, where) for slug, claim in said.current)
    earlier = tuple(_told(page, inputs, slug, claim, where) for slug, claim in said.earlier)
    methods = tuple(_told(page, inputs, slug, claim, where) for slug, claim in _changed(said, where))
    record = day_view_date(inputs.day)
    view = figure_view(page, crisis.slug, said, where, record.bounds(where)[1] if record else None, in_claims)
    name = crisis_name(crisis)
    files: list[tuple[str, str, str]] = []
    if shared.settings.publishes("data"):
        for text, type, ending in (
            (page.say("All claims (CSV)"), "text/csv", "csv"),
            (page.say("All claims (JSON)"), "application/json", "json"),
        ):
            files.append((text, type, figure_file(crisis.slug, figure.id, f"claims.{ending}")))
    feed = feed_at(page, "crisis-feeds", crisis_feed(crisis.slug))
    title = page.say("%(title)s (%(crisis)s)", title=view.title, crisis=name)
    claimants = len({claim.by.id if claim.by else "" for _, claim in said.all})
    return FigurePage(
        frame=frame(
            page,
            title,
            figure.definition
            or page.say("%(label)s: who says what, since when, by which source", label=view.title),
            crumbs=(
                page.link(page.say("Crises"), HOME),
                page.link(name, crisis_address(crisis.slug)),
                Link(figure.label, current=True),
            ),
            record_as_of=page.date(record).text if record else "",
            kind="article",
            json_ld=figure_json_ld(page, inputs, title, [(type, at) for _, type, at in files], where),
            feeds=((name, feed),),
            oembed=True,
            told=crisis.told,
        ),
        crisis=page.link(name, crisis_address(crisis.slug)),
        title=hold_short_start(view.title),
        definition=figure.definition,
        unit=figure.unit,
        as_of=view.as_of,
        claims_text=page.count("%(n)s claim", "%(n)s claims", len(said.all)),
        claimants_text=page.count("%(n)s claimant", "%(n)s claimants", claimants) if said.all else "",
        figure=replace(view, page=""),
        current=current,
        earlier=earlier,
        methods=methods,
        corrected=corrected_link(page, crisis.slug, last_corrected(all_corrections(crisis), where)),
        sources=page.sources(),
        files=tuple(Link(text, page.href(at)) for text, _, at in files),
        place=Link(
            page.say("In the record of the crisis"), page.href(figure_address(crisis.slug, figure.id))
        ),
        feed=Link(page.say("Follow by feed"), page.href(feed)),
        embeds=embed_code(page, "figure", figure_embed(crisis.slug, figure.id), figure.label),
    )


def _told(page: Composer, inputs: FigureInputs, slug: str, claim: Claim, where: tzinfo) -> ClaimView:
    """A claim with the story that reports it, and the day on which it became part of the record."""
    story = next(one for one in inputs.crisis.stories if one.slug == slug)
    link = Link(story.title, page.href(story_address(inputs.crisis.slug, slug)))
    view = claim_view(page, claim, "", inputs.figure.unit)
    recorded = day_view_date(claim_day(claim, story, where))
    return replace(view, told_in=link, recorded=page.date(recorded) if recorded else None)


def _changed(said: Series, where: tzinfo) -> Iterable[tuple[str, Claim]]:
    """The claims with which a claimant began to count another way, oldest first."""
    by: dict[str, list[tuple[str, Claim]]] = {}
    for item in sorted(said.all, key=lambda item: as_of_order(item[1], where)):
        by.setdefault(item[1].by.id if item[1].by else "", []).append(item)
    for own in by.values():
        yield from (
            item for before, item in pairwise(own) if counts_another_way(before[1].method, item[1].method)
        )
