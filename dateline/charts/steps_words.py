"""Words of hatched ranges: inside where they fit, else beside, never on one another."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.charts.place import pixels, text_width
from dateline.charts.steps_labels import END
from dateline.charts.steps_view import SourceLine, StepView

_HIGH = 14.0
"""Pixels of a line of text."""
Box = tuple[float, float, float, float]  # left, right, top, bottom: percent and pixels, unmirrored


def with_words(sources: Sequence[SourceLine], mirrored: bool) -> list[SourceLine]:
    """The sources with a place for the word of every range. One that fits nowhere is left to the table."""
    taken = [box for source in sources for step in source.steps for box in _signs(step, mirrored)]
    return [
        replace(source, steps=tuple(_placed(step, taken, mirrored) for step in source.steps))
        for source in sources
    ]


def _signs(step: StepView, mirrored: bool) -> Iterator[Box]:
    """Arrows and marks of a changed definition: what a word must not cover."""
    if step.x and (step.changed or any(path.kind == "arrow" for path in step.paths)):
        x, y = float(step.x[:-1]), float(step.y)
        x = 100 - x if mirrored else x
        yield x - 1.5, x + 1.5, y - 16, y + 16


def _placed(step: StepView, taken: list[Box], mirrored: bool) -> StepView:
    if not step.word or step.band is None:
        return step
    for x, y in _candidates(step, mirrored):
        box = (x, x + text_width(step.word), y - _HIGH + 3, y + 3)
        if y > _HIGH and not any(_touch(box, other) for other in taken):
            taken.append(box)
            return replace(step, word_x=f"{pixels(100 - x if mirrored else x)}%", word_y=pixels(y))
    return replace(step, word="")


def _candidates(step: StepView, mirrored: bool) -> Iterator[tuple[float, float]]:
    """Where the word could begin, and its base line: in the range, above it, below it."""
    assert step.band is not None
    left, width = float(step.band.x[:-1]), float(step.band.width[:-1])
    start = 100 - left - width if mirrored else left
    top, high = float(step.band.y), float(step.band.height)
    wide = text_width(step.word)
    if wide + 2 <= width and high >= _HIGH + 4:
        yield start + 1, top + _HIGH
    x = max(min(start, END - wide), 0.0)
    yield from ((x, top - 4), (x, top + high + _HIGH - 1), (x, top - 4 - _HIGH))


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
