"""The overview strip of a crisis, and the axis on which crises stand side by side."""

from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo
from typing import TypeVar

from msgspec.structs import replace

from dateline.addresses import HOME, crisis_address, event_address
from dateline.charts.strip import AsOf, Lane, Mark, MarkView, StripView, draw_strip
from dateline.charts.strip_view import BarView, LaneView, UndrawnView
from dateline.dates import PartialDate, Shape
from dateline.model import Crisis
from dateline.record.timeline import Entry
from dateline.values.slugs import slugify
from dateline.views.composer import Composer
from dateline.views.inputs import OverviewInputs, Shared
from dateline.views.titles import crisis_name
from dateline.views.versions import day_view_date

T = TypeVar("T", LaneView, MarkView, BarView, UndrawnView)

MOST_LANES = 5
REST = "rest"
"""The lane of events whose kind has none of its own."""


def crisis_strip(
    page: Composer,
    crisis: Crisis,
    entries: Sequence[Entry],
    kinds: Sequence[tuple[str, str]],
    as_of: PartialDate | None,
) -> StripView | None:
    """One lane per kind; None for a crisis without events."""
    if not entries:
        return None
    where = page.shared.zone(crisis.timezone)
    used = Counter(entry.event.kind for entry in entries)
    listed = [(id, label) for id, label in kinds if used[id]]
    if len(listed) > MOST_LANES:
        most = {id for id, _ in used.most_common(MOST_LANES - 1)}
        listed = [(id, label) for id, label in listed if id in most][: MOST_LANES - 1]
    own = {id for id, _ in listed}
    lanes = [Lane(id, label) for id, label in listed]
    if any(entry.event.kind not in own for entry in entries):
        lanes.append(Lane(REST, page.say("Other events") if lanes else page.say("Events")))
    marks = [_mark(page, entry, entry.event.kind if entry.event.kind in own else REST) for entry in entries]
    return on_page(page, draw_strip(lanes, marks, _day(as_of, where), page.language, where))


def _day(as_of: PartialDate | None, where: tzinfo) -> AsOf | None:
    return AsOf(*as_of.bounds(where)) if as_of is not None else None


def crises_strip(shared: Shared, inputs: OverviewInputs, entries: Sequence[Entry]) -> StripView | None:
    """One lane per crisis; None where there are no events at all. It leads to addresses of the site: ``on_page`` writes
    them as a page does, so that what several pages show is drawn once."""
    if not entries:
        return None
    page = Composer(shared, HOME)
    days = [
        _day(day_view_date(inputs.day(crisis, shared.zone(crisis.timezone))), shared.zone())
        for crisis in inputs.crises
    ]
    known = {day for day in days if day is not None}
    same = known.pop() if len(known) == 1 else None  # one line for all of them, or one for each
    lanes = [
        Lane(crisis.slug, crisis_name(crisis), crisis_address(crisis.slug), as_of=None if same else day)
        for crisis, day in zip(inputs.crises, days, strict=True)
    ]
    names = {lane.id: lane.label for lane in lanes}
    marks = [_mark(page, entry, entry.crisis, names[entry.crisis]) for entry in entries]
    strip = draw_strip(lanes, marks, same, page.language, shared.zone())
    # The crises' own strips name what has no usable date; here a sentence says how many there are.
    count = len(strip.undrawn)
    said = page.count(
        "%(n)s event has no usable date and isn’t drawn.",
        "%(n)s events have no usable date and aren’t drawn.",
        count,
    )
    return replace(strip, undrawn=(), undrawn_text="", notes=(*strip.notes, said)) if count else strip


def on_page(page: Composer, strip: StripView | None) -> StripView | None:
    """The strip as ``page`` links it."""
    if strip is None:
        return None

    def led(part: T) -> T:
        return replace(part, href=page.href(part.href)) if part.href else part

    return replace(
        strip,
        lanes=tuple(map(led, strip.lanes)),
        marks=tuple(map(led, strip.marks)),
        bars=tuple(map(led, strip.bars)),
        undrawn=tuple(map(led, strip.undrawn)),
    )


def _mark(page: Composer, entry: Entry, lane: str, crisis: str = "") -> Mark:
    event = entry.event

    def words() -> str:
        if event.date.shape is Shape.UNKNOWN:  # listed under the strip by its name
            said = event.title
        else:
            said = page.say(
                "%(date)s. %(status)s. %(title)s",
                date=page.date(event.date).short,
                status=page.status(event.status).word,
                title=event.title,
            )
        return page.say("%(crisis)s, %(event)s", crisis=crisis, event=said) if crisis else said

    return Mark(
        earliest=entry.earliest,
        latest=entry.latest,
        shape=event.date.shape,
        status=event.status.value,
        lane=lane,
        words=words,
        href=event_address(entry.crisis, event.id),
        kind=slugify(event.kind) if event.kind else "",
        actors=" ".join(dict.fromkeys(one.actor.id for one in event.actors)),
        place=slugify(event.place_name) if event.place else "",
        crisis=entry.crisis,
        approximate=event.date.approximate,
        uncertain=event.date.uncertain,
    )
