"""The marks of one lane: what each shape of date looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.charts.axis import Reach, TimeAxis
from dateline.charts.place import percent, pixels, place
from dateline.charts.strip_layout import HALF_GLYPH, Outline, Slot, lay_out
from dateline.charts.strip_view import BlockView, LineView, MarkView, PathView
from dateline.dates import Shape
from dateline.languages.language import Language

if TYPE_CHECKING:
    from dateline.charts.strip import Mark

_TAIL = 8.0
"""Percent: length of a dotted tail, and least length of a bar with an arrow."""
_LEAST_BLOCK = 1.2
"""Percent: a month on a long axis is still seen."""
_BLOCK = 12
"""Pixels of height of a block; a bar is half as high."""
_SHIFT, _SHIFT_WIDE = 9, 8


class Drawn(Struct, frozen=True):
    """A mark with a usable date."""

    mark: Mark
    reach: Reach
    cut: bool = False  # the date could mean later than is drawn


class Figure(Struct, frozen=True):
    """A mark's place along the axis, unmirrored: its glyph, and where its line or block begins and ends."""

    form: str  # point, block, range, window, bar, since, after or before
    x: float
    start: float
    end: float
    caps: tuple[float, ...] = ()  # where it has end ticks

    @property
    def outline(self) -> Outline:
        if self.form == "block":
            return Outline((self.start, self.end), (self.start, self.end))
        return Outline(
            (self.x - HALF_GLYPH, self.x + HALF_GLYPH),
            (min(self.start, self.x - HALF_GLYPH), max(self.end, self.x + HALF_GLYPH)),
        )


def figure_of(drawn: Drawn, axis: TimeAxis, now: float | None) -> Figure:
    """Where the mark lies. ``now`` is the place of the as-of line: “since” reaches it, what was cut off ends there."""
    reach = drawn.reach
    start, end = axis.x(reach.start), axis.x(reach.end)
    if drawn.cut and now is not None:
        end = max(start, min(end, now))
    middle = axis.x(reach.middle)
    # No tick where the date could mean more than the axis shows.
    caps = (start,) * (reach.start >= axis.start) + (end,) * (reach.end <= axis.end and not drawn.cut)
    match drawn.mark.shape:
        case Shape.MONTH | Shape.SEASON:
            spare = max(0.0, _LEAST_BLOCK - (end - start)) / 2
            return Figure("block", (start + end) / 2, start - spare, end + spare)
        case Shape.YEAR | Shape.DECADE | Shape.CENTURY:
            return Figure("range", (start + end) / 2, start, end, caps)
        case Shape.WINDOW:
            return Figure("window", (start + end) / 2, start, end, caps)
        case Shape.SPAN:
            return Figure("bar", start, start, end, caps)
        case Shape.SINCE:
            return Figure("since", start, start, min(99.0, max(start + _TAIL, now or 0.0)))
        case Shape.ON_OR_AFTER:
            return Figure("after", middle, middle, min(100.0, middle + _TAIL))
        case Shape.BY | Shape.UNTIL:
            return Figure("before", middle, max(0.0, middle - _TAIL), middle)
    return Figure("point", middle, middle, middle)


def draw_lane(
    lane: Sequence[tuple[int, Drawn]],
    axis: TimeAxis,
    base_y: int,
    now: float | None,
    language: Language,
    mirrored: bool,
    dense: bool,
) -> list[tuple[int, MarkView]]:
    """The marks of a lane, each with the number of its first event; ``lane`` is in order of date."""
    figures = [figure_of(one, axis, now) for _, one in lane]
    views: list[tuple[int, MarkView]] = []
    for slot in lay_out([figure.outline for figure in figures]):
        members = [lane[number] for number in slot.members]
        if len(members) == 1:
            view = _single(members[0][1], figures[slot.members[0]], slot, base_y, mirrored, dense)
        else:
            view = _several([one for _, one in members], slot, base_y, language, mirrored, dense)
        views.append((members[0][0], view))
    return views


def _single(drawn: Drawn, figure: Figure, slot: Slot, base_y: int, mirrored: bool, dense: bool) -> MarkView:
    mark = drawn.mark
    y = base_y + slot.level * (_SHIFT if figure.form == "point" else _SHIFT_WIDE)
    return MarkView(
        status=mark.status,
        x=place(figure.x, mirrored),
        y=pixels(y),
        label="" if dense else mark.label,
        href="" if dense else mark.href,
        glyph="" if figure.form == "block" else f"g-{mark.status}",
        more="",
        more_width=0,
        blocks=_blocks(figure, mark.status, y, mirrored),
        lines=_lines(figure, mark.status, y, mirrored),
        caps=tuple(place(x, mirrored) for x in figure.caps),
        paths=_paths(figure, mark, mirrored),
        statuses=mark.status,
        kinds=mark.kind,
        actors=mark.actors,
        places=mark.place,
        crises=mark.crisis,
    )


def _several(
    members: Sequence[Drawn], slot: Slot, base_y: int, language: Language, mirrored: bool, dense: bool
) -> MarkView:
    """“+3”: leads to the first of the events it counts and names them all."""
    marks = [one.mark for one in members]
    statuses = _joined(mark.status for mark in marks)
    more = language.gettext("+%(count)s", count=language.numerals(str(len(marks))))
    return MarkView(
        status="mixed" if " " in statuses else statuses,
        x=place((slot.outline.box[0] + slot.outline.box[1]) / 2, mirrored),
        y=pixels(base_y + slot.level * _SHIFT),
        label="" if dense else _names(marks, language),
        href="" if dense else marks[0].href,
        glyph="",
        more=more,
        more_width=7 * len(more) + 6,
        blocks=(),
        lines=(),
        caps=(),
        paths=(),
        statuses=statuses,
        kinds=_joined(mark.kind for mark in marks),
        actors=_joined(word for mark in marks for word in mark.actors.split()),
        places=_joined(word for mark in marks for word in mark.place.split()),
        crises=_joined(mark.crisis for mark in marks),
    )


_MOST_NAMED = 5


def _names(marks: Sequence[Mark], language: Language) -> str:
    names = language.phrases(mark.label for mark in marks[:_MOST_NAMED])
    if len(marks) > _MOST_NAMED:
        names = language.gettext("%(names)s; and others", names=names)
    return language.ngettext("%(n)s event: %(names)s", "%(n)s events: %(names)s", len(marks), names=names)


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))


def _blocks(figure: Figure, status: str, y: float, mirrored: bool) -> tuple[BlockView, ...]:
    """One rectangle; two thin ones for disputed, whose stroke is double."""
    if figure.form != "block":
        return ()
    x = place(figure.end if mirrored else figure.start, mirrored)
    width = percent(figure.end - figure.start)
    if status == "disputed":
        thin = _BLOCK // 2 - 1
        return tuple(BlockView(x, width, pixels(top), str(thin)) for top in (y - _BLOCK / 2, y + 1))
    return (BlockView(x, width, pixels(y - _BLOCK / 2), str(_BLOCK)),)


def _lines(figure: Figure, status: str, y: float, mirrored: bool) -> tuple[LineView, ...]:
    x1, x2 = place(figure.start, mirrored), place(figure.end, mirrored)
    match figure.form:
        case "range" | "window":
            return (LineView(figure.form, x1, x2, pixels(y)),)
        case "after" | "before":
            return (LineView("tail", x1, x2, pixels(y)),)
        case "bar" | "since" if status == "disputed":
            return (LineView("double", x1, x2, pixels(y - 2)), LineView("double", x1, x2, pixels(y + 2)))
        case "bar" | "since":
            return (LineView("bar", x1, x2, pixels(y)),)
    return ()


def _paths(figure: Figure, mark: Mark, mirrored: bool) -> tuple[PathView, ...]:
    paths: list[PathView] = []
    forward = -1 if mirrored else 1
    if figure.form == "since":
        back = -7 * forward
        paths.append(PathView("arrow", place(figure.end, mirrored), f"M{back}-6 0 0 {back} 6"))
    if mark.approximate or mark.uncertain:
        # Around a glyph the dots begin where it ends, along a line or block where that ends.
        point = figure.form in ("point", "after", "before")
        gap, ends = (11, (figure.x, figure.x)) if point else (3, (figure.start, figure.end))
        for side, x in zip((-1, 1), ends, strict=True):
            if figure.form in (("since", "after") if side > 0 else ("before",)):
                continue  # an open end says more than a vague one
            step = side * forward
            paths.append(PathView("end", place(x, mirrored), f"M{gap * step} 0h{10 * step}"))
    return tuple(paths)
