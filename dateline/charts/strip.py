"""The overview strip: lanes of events on one time axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from dateline.charts.axis import TimeAxis, choose_axis
from dateline.charts.density import MOST_LINKS, density_bars
from dateline.charts.place import anchor, extent, percent, place, text_width
from dateline.charts.strip_data import AsOf, Facts, Lane, Mark, drawn_marks, facts_of
from dateline.charts.strip_lane import LaneDrawing, draw_lane
from dateline.charts.strip_marks import Setting, Telling
from dateline.charts.strip_view import AsOfView, LaneView, PanelView, StripView, UndrawnView
from dateline.charts.ticks import time_ticks
from dateline.charts.words import dated_label, day_label, spoken_day, spoken_month, year_label
from dateline.dates.clock import DAY, Clock
from dateline.languages.language import Language

LANE = 50
"""Pixels of height of a lane: its label, then two glyphs deep."""
_LABEL_Y, _BASE_Y = 16, 37
_DENSITY = 48
_AXIS = 30


class Row(Struct, frozen=True):
    """A lane with what is known of its events, and what draws it once the setting is decided."""

    lane: Lane
    facts: Facts
    draw: Callable[[Setting], LaneDrawing]


def draw_strip(
    lanes: Sequence[tuple[Lane, Sequence[Mark]]],
    as_of: AsOf | None,
    language: Language,
    tell: Telling,
    zone: tzinfo = UTC,
) -> StripView:
    """The strip of the marks on each of ``lanes``, days and ticks by the clock of ``zone``."""
    rows = [_row(lane, marks, as_of, tell) for lane, marks in lanes]
    undrawn = [(mark.number, lane, mark) for lane, marks in lanes for mark in marks if not mark.usable]
    return replace(
        strip_of(rows, as_of, language, tell, zone),
        undrawn=tuple(
            UndrawnView(tell.words(lane, mark), tell.href(lane, mark))
            for _, lane, mark in sorted(undrawn, key=lambda one: one[0])
        ),
        undrawn_text=language.ngettext(
            "One event has no usable date and isn’t drawn:",
            "%(n)s events have no usable date and aren’t drawn:",
            len(undrawn),
        )
        if undrawn
        else "",
    )


def _row(lane: Lane, marks: Sequence[Mark], as_of: AsOf | None, tell: Telling) -> Row:
    drawn = drawn_marks(marks, lane.as_of or as_of)
    facts = facts_of(drawn, len(marks) - len(drawn), lane.as_of or as_of)
    return Row(lane, facts, lambda setting: draw_lane(lane, drawn, facts, setting, tell))


def strip_of(
    rows: Sequence[Row], as_of: AsOf | None, language: Language, tell: Telling, zone: tzinfo = UTC
) -> StripView:
    """The strip that ``rows`` make together, days and ticks by the clock of ``zone``; ``as_of``: of those lanes that
    have no day of their own. What is not drawn is not listed."""
    mirrored = language.direction == "rtl"
    count = sum(row.facts.drawn for row in rows)
    dense = count > MOST_LINKS
    top = _DENSITY if dense else 0
    bottom = top + LANE * len(rows) + 4
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
        lanes=tuple(_lane(row, top + LANE * index, language) for index, row in enumerate(rows)),
        ticks=(),
        as_of=None,
        bars=(),
        marks=(),
        notes=(),
        undrawn=(),
        undrawn_text="",
    )
    return _with_marks(frame, rows, count, as_of, language, tell, Clock(zone), dense) if count else frame


def _lane(row: Row, y: int, language: Language) -> LaneView:
    lane, facts = row.lane, row.facts
    return LaneView(
        label=lane.label,
        href=lane.href,
        label_y=y + _LABEL_Y,
        base_y=y + _BASE_Y,
        note="" if facts.drawn else lane.note or _nothing(facts.undrawn > 0, language),
        note_y=y + _BASE_Y - 6,
    )


def _with_marks(
    frame: StripView,
    rows: Sequence[Row],
    count: int,
    as_of: AsOf | None,
    language: Language,
    tell: Telling,
    clock: Clock,
    dense: bool,
) -> StripView:
    mirrored = language.direction == "rtl"
    axis = _axis(rows, as_of, clock)
    of_all = None
    if as_of is not None:
        moments = (row.facts.now for row in rows if not row.lane.as_of)
        of_all = axis.x(max([as_of.middle, *(one for one in moments if one is not None)]))
    line, taken = _as_of(as_of, of_all, axis, language, clock, mirrored)
    setting = Setting(axis, of_all, language, mirrored, dense)
    drawings = [row.draw(setting) for row in rows]
    views = [
        replace(view, now_x=place(axis.x(row.facts.now), mirrored))
        if row.lane.as_of and row.facts.now is not None
        else view
        for row, view in zip(rows, frame.lanes, strict=True)
    ]
    marks = [
        (row.lane.order(when), replace(mark, y=view.base_y + mark.y))
        for row, view, drawing in zip(rows, views, drawings, strict=True)
        for when, mark in drawing.marks
    ]
    bins = [(row.lane, drawing.bins) for row, drawing in zip(rows, drawings, strict=True)]
    return replace(
        frame,
        lanes=tuple(views),
        label=_label(count, axis, language, clock),
        height=frame.bottom + _AXIS - 4,
        panel=_panel(axis, mirrored),
        ticks=time_ticks(axis, clock, language, taken, mirrored),
        as_of=line,
        bars=density_bars(bins, setting, clock, tell) if dense else (),
        marks=tuple(view for _, view in sorted(marks, key=lambda one: one[0])),
        notes=_notes(rows, axis, language, clock, any(view.now_x for view in views)),
    )


def _axis(rows: Sequence[Row], as_of: AsOf | None, clock: Clock) -> TimeAxis:
    days = [day for day in (as_of, *(row.lane.as_of for row in rows)) if day is not None]
    also = [instant for day in days for instant in (day.earliest, day.latest + 1)]
    # A decade tells too little of when to be given room: its whisker runs to the edges of what the others need.
    fine = [row.facts.fine for row in rows if row.facts.fine.middles]
    return choose_axis(fine or [row.facts.coarse for row in rows], also, clock)


def _nothing(has_events: bool, language: Language) -> str:
    if has_events:
        return language.gettext("no exact dates in the record yet")
    return language.gettext("no events in the record yet")


def _panel(axis: TimeAxis, mirrored: bool) -> PanelView | None:
    if not axis.two_part:
        return None
    start = axis.parts[1].x1
    return PanelView("0%" if mirrored else percent(start), percent(100 - start))


def _as_of(
    as_of: AsOf | None,
    x: float | None,
    axis: TimeAxis,
    language: Language,
    clock: Clock,
    mirrored: bool,
) -> tuple[AsOfView | None, tuple[tuple[float, float], ...]]:
    """The line at ``x`` and the room its label takes, unmirrored."""
    if as_of is None or x is None:
        return None, ()
    date = clock.date(as_of.earliest)
    # Ticks tell the year of a short axis, or the part before this one does.
    part = axis.parts[-1]
    short = axis.two_part or part.end - part.start <= 400 * DAY
    label = as_of.label or (day_label(*date[1:], language) if short else dated_label(*date, language))
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


def _notes(
    rows: Sequence[Row], axis: TimeAxis, language: Language, clock: Clock, own_days: bool
) -> tuple[str, ...]:
    """How to read what is on this strip, and nothing that is not."""
    facts = [row.facts for row in rows]
    notes: list[str] = []
    if axis.two_part:
        start = spoken_day(*clock.date(axis.parts[1].start), language)
        notes.append(
            language.gettext(
                "The scale changes: the shaded part, from %(date)s, is drawn larger.", date=start
            )
        )
    if any(one.imprecise for one in facts):
        notes.append(language.gettext("Blocks and whiskers span the time a date could mean."))
    if any(one.tails for one in facts):
        notes.append(language.gettext("A dotted tail points to where the exact date may lie."))
    if any(one.vague for one in facts):
        notes.append(language.gettext("Dotted ends mean an approximate or uncertain date."))
    if own_days:
        notes.append(language.gettext("The line across each row is the day on which its record stands."))
    return tuple(notes)
