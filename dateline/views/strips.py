"""The overview strip of a crisis, and the axis on which crises stand side by side."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import TypeVar

from msgspec.msgpack import encode
from msgspec.structs import replace

from dateline.addresses import HOME, crisis_address, event_address
from dateline.charts.strip import Row, draw_strip, strip_of
from dateline.charts.strip_data import AsOf, Lane, LaneData, Mark, drawn_marks, lane_data
from dateline.charts.strip_lane import LaneDrawing, draw_lane
from dateline.charts.strip_marks import Setting, Telling
from dateline.charts.strip_view import BarView, LaneView, MarkView, StripView, UndrawnView
from dateline.dates import PartialDate, Shape
from dateline.memory.digests import digest
from dateline.model import Crisis, Status
from dateline.record.timeline import Entry
from dateline.values.slugs import slugify
from dateline.views.composer import Composer
from dateline.views.inputs import CrisisLane, Shared
from dateline.views.versions import day_view_date

T = TypeVar("T", LaneView, MarkView, BarView, UndrawnView)

Remember = Callable[[str, bytes, Callable[[], LaneDrawing]], LaneDrawing]
"""The lane of a crisis, as it was drawn with the same key, or else drawn now."""
MOST_LANES = 5
"""Kinds on the strip of a crisis."""
MOST_CRISES = 20
"""On the strip of all of them: more than a reader sees at once, and a quarter of what such a page may weigh."""
OTHER_KINDS = "rest"
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
    lanes = [Lane(id, label, crisis=crisis.slug) for id, label in listed]
    marks: dict[str, list[Mark]] = {id: [] for id, _ in listed}
    rest: list[Mark] = []
    for number, entry in enumerate(entries):
        marks.get(entry.event.kind, rest).append(_mark(entry, number))
    rows = [(lane, marks[lane.id]) for lane in lanes]
    if rest:
        label = page.say("Other events") if lanes else page.say("Events")
        rows.append((Lane(OTHER_KINDS, label, crisis=crisis.slug), rest))
    tell = Telling(lambda _, mark: _told(page, mark), _address)
    return on_page(page, draw_strip(rows, _day(as_of, where), page.language, tell, where))


def _day(as_of: PartialDate | None, where: tzinfo) -> AsOf | None:
    return AsOf(*as_of.bounds(where)) if as_of is not None else None


def crisis_lane(entries: Sequence[Entry], day: str, where: tzinfo) -> LaneData:
    """The events of a crisis for the axis of all crises. ``day``: the ISO day on which its record stands; ``where``:
    the zone of the site."""
    marks = [_mark(entry, number) for number, entry in enumerate(entries)]
    return lane_data(marks, _day(day_view_date(day), where))


def crises_strip(
    shared: Shared, lanes: Sequence[CrisisLane], remember: Remember, left_out: int = 0
) -> StripView | None:
    """One lane per crisis, and a sentence for those ``left_out``; None where there are no events at all.

    It leads to addresses of the site: ``on_page`` writes them as a page does, so that what several pages show is
    drawn once. Of many events ``remember`` may know lanes as they were drawn.
    """
    if not any(one.data.facts.drawn + one.data.facts.undrawn for one in lanes):
        return None
    page = Composer(shared, HOME)
    known = {one.data.facts.as_of for one in lanes} - {None}
    same = known.pop() if len(known) == 1 else None  # one line for all of them, or one for each

    def words(lane: Lane, mark: Mark) -> str:
        return page.say("%(crisis)s, %(event)s", crisis=lane.label, event=_told(page, mark))

    tell = Telling(words, _address)
    rows = [_row(shared, one, rank, same, tell, remember) for rank, one in enumerate(lanes)]
    strip = strip_of(rows, same, page.language, tell, shared.zone())
    # The crises' own strips name what has no usable date; here a sentence says how many there are.
    count = sum(row.facts.undrawn for row in rows)
    said = page.count(
        "%(n)s event has no usable date and isn’t drawn.",
        "%(n)s events have no usable date and aren’t drawn.",
        count,
    )
    others = page.count(
        "%(n)s crisis that changed earlier isn’t drawn.",
        "%(n)s crises that changed earlier aren’t drawn.",
        left_out,
    )
    notes = (*strip.notes, *([said] if count else []), *([others] if left_out else []))
    return replace(strip, notes=notes)


def _row(
    shared: Shared, crisis: CrisisLane, rank: int, same: AsOf | None, tell: Telling, remember: Remember
) -> Row:
    data, as_of = crisis.data, crisis.data.facts.as_of
    lane = Lane(
        crisis.slug,
        crisis.name,
        crisis_address(crisis.slug),
        as_of=None if same else as_of,
        crisis=crisis.slug,
        rank=rank,
    )

    def drawing(setting: Setting) -> LaneDrawing:
        return draw_lane(lane, drawn_marks(data.marks, as_of), data.facts, setting, tell)

    def draw(setting: Setting) -> LaneDrawing:
        if not setting.dense:  # a few events are drawn sooner than looked up
            return drawing(setting)
        of_all = encode((lane.as_of, setting.axis, setting.now, shared.settings.numerals))
        key = digest(data.digest, of_all)
        return remember(crisis.slug, key, lambda: drawing(setting))

    return Row(lane, data.facts, draw)


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


def _mark(entry: Entry, number: int) -> Mark:
    event = entry.event
    return Mark(
        id=event.id,
        title=event.title,
        date=event.date,
        earliest=entry.earliest,
        latest=entry.latest,
        status=event.status.value,
        number=number,
        kind=slugify(event.kind) if event.kind else "",
        actors=" ".join(dict.fromkeys(one.actor.id for one in event.actors)),
        place=slugify(event.place_name) if event.place else "",
    )


def _address(lane: Lane, mark: Mark) -> str:
    return event_address(lane.crisis, mark.id)


def _told(page: Composer, mark: Mark) -> str:
    if mark.date.shape is Shape.UNKNOWN:  # listed under the strip by its name
        return mark.title
    return page.say(
        "%(date)s. %(status)s. %(title)s",
        date=page.date(mark.date).short,
        status=page.status(Status(mark.status)).word,
        title=mark.title,
    )
