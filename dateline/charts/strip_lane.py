"""A lane of the strip by itself: what it looks like where the axis and the line of the record are decided."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.charts.density import Bin, bins_of
from dateline.charts.strip_data import Drawn, Facts, Lane, When
from dateline.charts.strip_marks import Setting, Telling, draw_marks
from dateline.charts.strip_view import MarkView


class LaneDrawing(Struct, frozen=True, array_like=True):
    """The marks of a lane, and what it adds to the density row where there is one."""

    marks: tuple[tuple[When, MarkView], ...] = ()  # each with the first of its events
    bins: tuple[Bin, ...] = ()


def draw_lane(
    lane: Lane, drawn: Sequence[Drawn], facts: Facts, setting: Setting, tell: Telling
) -> LaneDrawing:
    """The drawing of a lane; ``drawn`` is in order of date."""
    axis = setting.axis
    now = axis.x(facts.now) if lane.as_of and facts.now is not None else setting.now
    middles = [axis.x(one.reach.middle) for one in drawn]
    marks = draw_marks(lane, drawn, middles, setting, now, tell)
    return LaneDrawing(
        tuple((first.when, view) for first, view in marks),
        bins_of(drawn, middles) if setting.dense else (),
    )
