"""The marks of one lane: what each shape of date looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from dateline.charts.axis import TimeAxis
from dateline.charts.place import percent, place
from dateline.charts.strip_data import Drawn, Lane, Mark
from dateline.charts.strip_layout import HALF_GLYPH, Outline, Slot, lay_out
from dateline.charts.strip_view import BoxView, MarkView, PathView, StrokeView
from dateline.dates import Shape
from dateline.languages.language import Language

_TAIL = 8.0
"""Percent: length of a dotted tail, and least length of a bar with an arrow."""
_LEAST_BLOCK = 1.2
"""Percent: a month on a long axis is still seen."""
_BLOCK = 12
"""Pixels of height of a block; a bar is half as high."""
_SHIFT, _SHIFT_WIDE = 9, 8


class Figure(Struct, frozen=True):
    """A mark's place along the axis, unmirrored: its glyph, and where its line or block begins and ends."""

    form: str  # point, block, range, window, bar, since, after or before
    x: float
    start: float
    end: float
    caps: tuple[float, ...] = ()  # where it has end ticks

    @property
    def outline(self) -> Outline:
        box = self.start, self.end
        if self.form == "block":
            return Outline(box, box)
        left, right = box = self.x - HALF_GLYPH, self.x + HALF_GLYPH
        if self.form == "point":
            return Outline(box, box)
        return Outline(box, (min(self.start, left), max(self.end, right)))


class Telling(Struct, frozen=True):
    """How events are told and linked. Asked only where that is shown."""

    words: Callable[[Lane, Mark], str]  # “8 Jan 2026. Confirmed. Title”
    href: Callable[[Lane, Mark], str]


class Setting(Struct, frozen=True):
    """What the lanes of a strip have in common."""

    axis: TimeAxis
    now: float | None  # the place of the line of all lanes on which their record stands
    language: Language
    mirrored: bool
    dense: bool  # no mark is a link or has words: the bars of the density row are


def figure_of(drawn: Drawn, middle: float, axis: TimeAxis, now: float | None) -> Figure:
    """Where the mark lies. ``middle``: of its reach; ``now``: the place of the as-of line: “since” reaches it, what was
    cut off ends there."""
    reach, shape = drawn.reach, drawn.mark.date.shape
    if shape is Shape.DAY or shape is Shape.TIME:
        return Figure("point", middle, middle, middle)
    if shape is Shape.ON_OR_AFTER:
        return Figure("after", middle, middle, min(100.0, middle + _TAIL))
    if shape is Shape.BY or shape is Shape.UNTIL:
        return Figure("before", middle, max(0.0, middle - _TAIL), middle)
    start, end = axis.x(reach.start), axis.x(reach.end)
    if drawn.cut and now is not None:
        end = max(start, min(end, now))
    # No tick where the date could mean more than the axis shows.
    caps = (start,) * (reach.start >= axis.start) + (end,) * (reach.end <= axis.end and not drawn.cut)
    match shape:
        case Shape.MONTH | Shape.SEASON:
            spare = max(0.0, _LEAST_BLOCK - (end - start)) / 2
            return Figure("block", (start + end) / 2, start - spare, end + spare)
        case Shape.YEAR | Shape.DECADE | Shape.CENTURY:
            return Figure("range", (start + end) / 2, start, end, caps)
        case Shape.WINDOW:
            return Figure("window", (start + end) / 2, start, end, caps)
        case Shape.SPAN:
            return Figure("bar", start, start, end, caps)
    return Figure("since", start, start, min(99.0, max(start + _TAIL, now or 0.0)))


def draw_marks(
    lane: Lane,
    drawn: Sequence[Drawn],
    middles: Sequence[float],
    setting: Setting,
    now: float | None,
    tell: Telling,
) -> list[tuple[Mark, MarkView]]:
    """The marks of a lane, each with its first event; ``drawn`` is in order of date. ``middles`` and ``now`` as in
    ``figure_of``."""
    figures = [figure_of(one, middle, setting.axis, now) for one, middle in zip(drawn, middles, strict=True)]
    views: list[tuple[Mark, MarkView]] = []
    for slot in lay_out([figure.outline for figure in figures]):
        members = [drawn[number].mark for number in slot.members]
        if len(members) == 1:
            view = _single(lane, members[0], figures[slot.members[0]], slot.level, setting, tell)
        else:
            view = _several(lane, members, slot, setting, tell)
        views.append((members[0], view))
    return views


def _single(lane: Lane, mark: Mark, figure: Figure, level: int, setting: Setting, tell: Telling) -> MarkView:
    mirrored = setting.mirrored
    return MarkView(
        status=mark.status,
        x=place(figure.x, mirrored),
        y=level * (_SHIFT if figure.form == "point" else _SHIFT_WIDE),
        label="" if setting.dense else tell.words(lane, mark),
        href="" if setting.dense else tell.href(lane, mark),
        glyph="" if figure.form == "block" else f"g-{mark.status}",
        more="",
        more_width=0,
        blocks=_blocks(figure, mark.status, mirrored),
        lines=_lines(figure, mark.status, mirrored),
        caps=tuple(place(x, mirrored) for x in figure.caps),
        paths=_paths(figure, mark, mirrored),
        statuses=mark.status,
        kinds=mark.kind,
        actors=mark.actors,
        places=mark.place,
        crises=lane.crisis,
    )


def _several(lane: Lane, marks: Sequence[Mark], slot: Slot, setting: Setting, tell: Telling) -> MarkView:
    """“+3”: leads to the first of the events it counts and names them all."""
    language = setting.language
    statuses = _joined(mark.status for mark in marks)
    more = language.gettext("+%(count)s", count=language.numerals(str(len(marks))))
    return MarkView(
        status="mixed" if " " in statuses else statuses,
        x=place((slot.outline.box[0] + slot.outline.box[1]) / 2, setting.mirrored),
        y=slot.level * _SHIFT,
        label="" if setting.dense else _names(lane, marks, language, tell),
        href="" if setting.dense else tell.href(lane, marks[0]),
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
        crises=lane.crisis,
    )


_MOST_NAMED = 5


def _names(lane: Lane, marks: Sequence[Mark], language: Language, tell: Telling) -> str:
    names = language.phrases(tell.words(lane, mark) for mark in marks[:_MOST_NAMED])
    if len(marks) > _MOST_NAMED:
        names = language.gettext("%(names)s; and others", names=names)
    return language.ngettext("%(n)s event: %(names)s", "%(n)s events: %(names)s", len(marks), names=names)


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))


def _blocks(figure: Figure, status: str, mirrored: bool) -> tuple[BoxView, ...]:
    """One rectangle; two thin ones for disputed, whose stroke is double."""
    if figure.form != "block":
        return ()
    x = place(figure.end if mirrored else figure.start, mirrored)
    width = percent(figure.end - figure.start)
    if status == "disputed":
        thin = _BLOCK // 2 - 1
        return tuple(BoxView(x, width, below, thin) for below in (-_BLOCK // 2, 1))
    return (BoxView(x, width, -_BLOCK // 2, _BLOCK),)


def _lines(figure: Figure, status: str, mirrored: bool) -> tuple[StrokeView, ...]:
    x1, x2 = place(figure.start, mirrored), place(figure.end, mirrored)
    match figure.form:
        case "range" | "window":
            return (StrokeView(figure.form, x1, x2),)
        case "after" | "before":
            return (StrokeView("tail", x1, x2),)
        case "bar" | "since" if status == "disputed":
            return (StrokeView("double", x1, x2, -2), StrokeView("double", x1, x2, 2))
        case "bar" | "since":
            return (StrokeView("bar", x1, x2),)
    return ()


def _paths(figure: Figure, mark: Mark, mirrored: bool) -> tuple[PathView, ...]:
    paths: list[PathView] = []
    forward = -1 if mirrored else 1
    if figure.form == "since":
        back = -7 * forward
        paths.append(PathView("arrow", place(figure.end, mirrored), f"M{back}-6 0 0 {back} 6"))
    if mark.date.vague:
        # Around a glyph the dots begin where it ends, along a line or block where that ends.
        point = figure.form in ("point", "after", "before")
        gap, ends = (11, (figure.x, figure.x)) if point else (3, (figure.start, figure.end))
        for side, x in zip((-1, 1), ends, strict=True):
            if figure.form in (("since", "after") if side > 0 else ("before",)):
                continue  # an open end says more than a vague one
            step = side * forward
            paths.append(PathView("end", place(x, mirrored), f"M{gap * step} 0h{10 * step}"))
    return tuple(paths)
