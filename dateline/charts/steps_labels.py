"""Labels of step lines: in a column of their own beside the plot, as near to the ends of their lines as they fit."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.charts.place import pixels, place, text_width
from dateline.charts.steps_view import LabelLine, LineView, SourceLine

END = 61.0
"""Percent at which the plot ends: what lies beyond belongs to the labels."""
_COLUMN = 65.0
"""Percent at which the labels begin."""
_FITS = 28.5
"""Percent of a drawing on a screen of 390 that are the column on one of 320."""
_LINE, _GAP = 15.0, 6.0
"""Pixels from line to line within a label, and between two labels."""
_RISE = 4.0
"""Pixels from the base line of a text up to its middle."""


class LineEnd(Struct, frozen=True):
    """Where the line of a source ends, and what it says last."""

    x: float
    y: float
    value: str


def needed(names: Sequence[tuple[str, str]]) -> float:
    """Pixels that the labels for (name, value) take below each other."""
    return sum(_height(wrapped(name), wrapped(value)) + _GAP for name, value in names)


def labelled(
    sources: Sequence[SourceLine], ends: Sequence[LineEnd], top: float, bottom: float, mirrored: bool
) -> tuple[SourceLine, ...]:
    """The sources with their labels, none of which touches another; they stand in the order of their lines."""
    texts = [(wrapped(source.by), wrapped(end.value)) for source, end in zip(sources, ends, strict=True)]
    heights = [_height(*one) for one in texts]
    starts = _spread([end.y for end in ends], heights, top, bottom)
    found = []
    for source, end, (names, values), start in zip(sources, ends, texts, starts, strict=True):
        lines = [
            LabelLine(text, pixels(start + _LINE * (row + 0.8))) for row, text in enumerate((*names, *values))
        ]
        middle = start + _LINE * 0.8 - _RISE
        found.append(
            replace(
                source,
                label_x=place(_COLUMN, mirrored),
                names=tuple(lines[: len(names)]),
                values=tuple(lines[len(names) :]),
                leaders=_leaders(end, middle, mirrored),
            )
        )
    return tuple(found)


def wrapped(text: str) -> tuple[str, ...]:
    """The text in lines that fit the column on the narrowest screen; a longer word stands alone and is not cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer) <= _FITS:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _height(names: Sequence[str], values: Sequence[str]) -> float:
    return _LINE * (len(names) + len(values))


def _spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where each label begins: its first line at the ``wanted`` height, moved apart until none touches another."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    starts = [0.0] * len(wanted)
    free = top
    for index in order:
        starts[index] = max(wanted[index] - _LINE / 2, free)
        free = starts[index] + heights[index] + _GAP
    limit = bottom
    for index in reversed(order):
        starts[index] = min(starts[index], limit - heights[index])
        limit = starts[index] - _GAP
    return starts


def _leaders(end: LineEnd, y: float, mirrored: bool) -> tuple[LineView, ...]:
    """From the end of a line level to the end of the plot, and on to its label."""
    xs = [place(x, mirrored) for x in (end.x, END + 0.6, _COLUMN - 0.8)]
    level = LineView("level", xs[0], xs[1], pixels(end.y))
    slope = LineView("slope", xs[1], xs[2], pixels(end.y), pixels(y))
    return (level, slope) if end.x < END - 0.5 else (slope,)
