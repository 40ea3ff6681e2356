"""The overview strip: lanes of events on one time axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from dateline.charts.axis import Reach, TimeAxis, choose_axis
from dateline.charts.density import MOST_LINKS, density_bars
from dateline.charts.place import anchor, extent, percent, place, text_width
from dateline.charts.strip_marks import Drawn, draw_lane
from dateline.charts.strip_view import AsOfView, LaneView, MarkView, PanelView, StripView, UndrawnView
from dateline.charts.ticks import time_ticks
from dateline.charts.words import dated_label, day_label, spoken_day, spoken_month, year_label
from dateline.dates import FAR_FUTURE, FAR_PAST, Shape
from dateline.dates.clock import DAY, Clock
from dateline.languages.language import Language

__all__ = ["AsOf", "Lane", "Mark", "MarkView", "StripView", "draw_strip"]

LANE = 50
"""Pixels of height of a lane: its label, then two glyphs deep."""
_LABEL_Y, _BASE_Y = 16, 37
_DENSITY = 48
_AXIS = 30


class Lane(Struct, frozen=True):
    """A row of the strip: a kind of event, or a crisis."""

    id: str
    label: str
    href: str = ""
    note: str = ""  # said where nothing can be drawn; empty: our words for that
    as_of: AsOf | None = None  # the day of this lane alone, where lanes are of different records


class Mark(Struct, frozen=True, kw_only=True):
    """An event to draw. Instants: seconds since 1970 in UTC, inclusive; open ends FAR_PAST, FAR_FUTURE."""

    earliest: int
    latest: int
    shape: Shape
    status: str  # confirmed, reported, disputed or retracted
    lane: str  # id of a lane
    words: Callable[[], str]  # “8 Jan 2026. Confirmed. Title”; asked only where they are shown
    href: str
    kind: str = ""  # this and the following for filters; actors and places space-separated
    actors: str = ""
    place: str = ""
    crisis: str = ""
    approximate: bool = False
    uncertain: bool = False

    @property
    def label(self) -> str:
        """Its words."""
        return self.words()

    @property
    def reach(self) -> Reach | None:
        """The time it speaks of, an open end cut off after a day; None where it has no usable date."""
        if self.shape is Shape.UNKNOWN or (self.earliest <= FAR_PAST and self.latest >= FAR_FUTURE):
            return None
        if self.latest >= FAR_FUTURE:
            return Reach(self.earliest, self.earliest + DAY)
        if self.earliest <= FAR_PAST:
            return Reach(self.latest + 1 - DAY, self.latest + 1)
        return Reach(self.earliest, max(self.earliest, self.latest) + 1)


class AsOf(Struct, frozen=True):
    """The day or moment on which the record stands, both instants inclusive. ``label``: else “8 Jan”."""

    earliest: int
    latest: int
    label: str = ""


def draw_strip(
    lanes: Sequence[Lane],
    marks: Sequence[Mark],
    as_of: AsOf | None,
    language: Language,
    zone: tzinfo = UTC,
) -> StripView:
    """The strip of ``marks`` on ``lanes``, days and ticks by the clock of ``zone``.

    The order of ``marks`` decides only between marks of one date. Raises ValueError for a mark on no lane.
    """
    known = {lane.id for lane in lanes}
    for mark in marks:
        if mark.lane not in known:
            raise ValueError(f"no lane “{mark.lane}” for “{mark.label}”")
    mirrored = language.direction == "rtl"
    clock = Clock(zone)
    days = {lane.id: lane.as_of or as_of for lane in lanes}
    drawn = sorted(
        (_drawn(mark, reach, days[mark.lane]) for mark in marks if (reach := mark.reach) is not None),
        key=lambda one: (one.mark.earliest, one.mark.latest),
    )
    dense = len(drawn) > MOST_LINKS
    top = _DENSITY if dense else 0
    bottom = top + LANE * len(lanes) + 4
    undrawn = tuple(UndrawnView(mark.label, mark.href) for mark in marks if mark.reach is None)
    undated_lanes = {mark.lane for mark in marks}
    drawn_lanes = {one.mark.lane for one in drawn}
    lane_views = tuple(
        LaneView(
            label=lane.label,
            href=lane.href,
            label_y=top + LANE * index + _LABEL_Y,
            base_y=top + LANE * index + _BASE_Y,
            note="" if lane.id in drawn_lanes else lane.note or _nothing(lane.id in undated_lanes, language),
            note_y=top + LANE * index + _BASE_Y - 6,
        )
        for index, lane in enumerate(lanes)
    )
    undrawn_text = language.ngettext(
        "One event has no usable date and isn’t drawn:",
        "%(n)s events have no usable date and aren’t drawn:",
        len(undrawn),
    )
    frame = StripView(
        label=language.gettext("No event has a date that can be drawn"),
        direction=language.direction,
        edge="100%" if mirrored else "0%",
        height=bottom,
        top=top,
        bottom=bottom,
        labels_y=bottom + 18,
        tick_dashes=f"6 {LANE - 6}",
        panel=None,
        lanes=lane_views,
        ticks=(),
        as_of=None,
        bars=(),
        marks=(),
        notes=(),
        undrawn=undrawn,
        undrawn_text=undrawn_text if undrawn else "",
    )
    if not drawn:
        return frame
    return _with_marks(frame, lanes, drawn, as_of, language, clock, dense)


def _with_marks(
    frame: StripView,
    lanes: Sequence[Lane],
    drawn: Sequence[Drawn],
    as_of: AsOf | None,
    language: Language,
    clock: Clock,
    dense: bool,
) -> StripView:
    mirrored = language.direction == "rtl"
    days = [day for day in (as_of, *(lane.as_of for lane in lanes)) if day is not None]
    also = [instant for day in days for instant in (day.earliest, day.latest + 1)]
    # A decade tells too little of when to be given room: its whisker runs to the edges of what the others need.
    narrow = [one.reach for one in drawn if one.mark.shape not in (Shape.DECADE, Shape.CENTURY)]
    axis = choose_axis(narrow or [one.reach for one in drawn], also, clock)
    line, taken = _as_of(as_of, axis, drawn, language, clock, mirrored)
    of_all = None if as_of is None else _as_of_place(as_of, axis, drawn)
    by_lane: dict[str, list[tuple[int, Drawn]]] = {lane.id: [] for lane in lanes}
    for number, one in enumerate(drawn):
        by_lane[one.mark.lane].append((number, one))
    marks: list[tuple[int, MarkView]] = []
    views: list[LaneView] = []
    for lane, view in zip(lanes, frame.lanes, strict=True):
        own, now = by_lane[lane.id], of_all
        if lane.as_of:
            now = _as_of_place(lane.as_of, axis, [one for _, one in own])
            view = replace(view, now_x=place(now, mirrored))
        marks += draw_lane(own, axis, view.base_y, now, language, mirrored, dense)
        views.append(view)
    return replace(
        frame,
        lanes=tuple(views),
        label=_label(len(drawn), axis, language, clock),
        height=frame.bottom + _AXIS - 4,
        panel=_panel(axis, mirrored),
        ticks=time_ticks(axis, clock, language, taken, mirrored),
        as_of=line,
        bars=density_bars(drawn, axis, language, clock, mirrored) if dense else (),
        marks=tuple(view for _, view in sorted(marks, key=lambda one: one[0])),
        notes=_notes(drawn, axis, language, clock, any(view.now_x for view in views)),
    )


def _drawn(mark: Mark, reach: Reach, as_of: AsOf | None) -> Drawn:
    """The mark, its time cut off where the record stands: what it tells of had happened by then.

    Otherwise an event of “2026” recorded in January would stretch the axis to December.
    """
    if as_of is None or mark.shape not in _IMPRECISE or not reach.start <= as_of.latest < reach.end - 1:
        return Drawn(mark, reach)
    return Drawn(mark, Reach(reach.start, as_of.latest + 1), cut=True)


def _nothing(has_events: bool, language: Language) -> str:
    if has_events:
        return language.gettext("no exact dates in the record yet")
    return language.gettext("no events in the record yet")


def _panel(axis: TimeAxis, mirrored: bool) -> PanelView | None:
    if not axis.two_part:
        return None
    start = axis.parts[1].x1
    return PanelView("0%" if mirrored else percent(start), percent(100 - start))


def _as_of_place(as_of: AsOf, axis: TimeAxis, drawn: Sequence[Drawn]) -> float:
    """The middle of the day, where that day's glyphs stand, or a later moment known on it."""
    middle = (as_of.earliest + as_of.latest + 1) // 2
    later = [one.reach.middle for one in drawn if middle < one.reach.middle <= as_of.latest]
    return axis.x(max([middle, *later]))


def _as_of(
    as_of: AsOf | None,
    axis: TimeAxis,
    drawn: Sequence[Drawn],
    language: Language,
    clock: Clock,
    mirrored: bool,
) -> tuple[AsOfView | None, tuple[tuple[float, float], ...]]:
    """The line and the room its label takes, unmirrored."""
    if as_of is None:
        return None, ()
    date = clock.date(as_of.earliest)
    # Ticks tell the year of a short axis, or the part before this one does.
    part = axis.parts[-1]
    short = axis.two_part or part.end - part.start <= 400 * DAY
    label = as_of.label or (day_label(*date[1:], language) if short else dated_label(*date, language))
    x = _as_of_place(as_of, axis, drawn)
    # Bold: a little wider than the ticks.
    width = text_width(label, 13.5)
    view = AsOfView(percent(100 - x if mirrored else x), label, anchor(x, width))
    return view, (extent(x, width),)


def _label(count: int, axis: TimeAxis, language: Language, clock: Clock) -> str:
    spans = [_span(part.start, part.end, language, clock) for part in axis.parts]
    if axis.two_part:
        return language.ngettext(
            "%(n)s event on a time axis in two parts: %(background)s, then, drawn larger, %(episode)s",
            "%(n)s events on a time axis in two parts: %(background)s, then, drawn larger, %(episode)s",
            count,
            background=spans[0],
            episode=spans[1],
        )
    return language.ngettext(
        "%(n)s event on a time axis: %(span)s", "%(n)s events on a time axis: %(span)s", count, span=spans[0]
    )


def _span(start: int, end: int, language: Language, clock: Clock) -> str:
    """From where to where a part goes, no finer than its scale."""
    ends = clock.date(start), clock.date(end - 1)
    words = language.dates
    if end - start > 60 * 366 * DAY:
        first, last = (year_label(year, language) for year, _, _ in ends)
    elif end - start > 400 * DAY:
        first, last = (spoken_month(year, month, language) for year, month, _ in ends)
    else:
        if ends[0] == ends[1]:
            return spoken_day(*ends[0], language)
        first, last = (words.day_within.format(date=spoken_day(*end, language)) for end in ends)
    return first if first == last else words.span.format(start=first, end=last)


_IMPRECISE = (Shape.MONTH, Shape.SEASON, Shape.YEAR, Shape.DECADE, Shape.CENTURY, Shape.WINDOW)
_TAILS = (Shape.ON_OR_AFTER, Shape.BY, Shape.UNTIL)


def _notes(
    drawn: Sequence[Drawn], axis: TimeAxis, language: Language, clock: Clock, own_days: bool
) -> tuple[str, ...]:
    """How to read what is on this strip, and nothing that is not."""
    shapes = {one.mark.shape for one in drawn}
    notes: list[str] = []
    if axis.two_part:
        start = spoken_day(*clock.date(axis.parts[1].start), language)
        notes.append(
            language.gettext(
                "The scale changes: the shaded part, from %(date)s, is drawn larger.", date=start
            )
        )
    if shapes & set(_IMPRECISE):
        notes.append(language.gettext("Blocks and whiskers span the time a date could mean."))
    if shapes & set(_TAILS):
        notes.append(language.gettext("A dotted tail points to where the exact date may lie."))
    if any(one.mark.approximate or one.mark.uncertain for one in drawn):
        notes.append(language.gettext("Dotted ends mean an approximate or uncertain date."))
    if own_days:
        notes.append(language.gettext("The line across each row is the day on which its record stands."))
    return tuple(notes)
