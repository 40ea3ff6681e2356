"""The time axis of a strip: one linear scale, or two where half the events crowd the end."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from dateline.dates import FAR_PAST
from dateline.dates.civil import day_number
from dateline.dates.clock import DAY, Clock

INSET = 3.5
"""Percent kept free at both edges, so that a glyph on the first or last day stays inside a narrow drawing."""
BACKGROUND_END, EPISODE_START = 56.0, 60.0
"""Where the two parts meet: 56 % for the background, a gap, 40 % for the episode."""
_HOUR = 3_600


class Reach(Struct, frozen=True):
    """The time a mark speaks of, open ends cut off: instants in seconds, ``end`` exclusive."""

    start: int
    end: int

    @property
    def middle(self) -> int:
        """The instant half way."""
        return (self.start + self.end) // 2


class TimePart(Struct, frozen=True):
    """One linear stretch: the instants ``start`` to ``end`` lie between ``x1`` and ``x2`` percent."""

    start: int
    end: int
    x1: float
    x2: float

    def x(self, instant: int) -> float:
        """Percent from the start edge; an instant beyond an end lies on it."""
        instant = min(max(instant, self.start), self.end)
        return self.x1 + (self.x2 - self.x1) * (instant - self.start) / (self.end - self.start)


class TimeAxis(Struct, frozen=True):
    """One or two parts, the earlier first. Later instants never lie before earlier ones."""

    parts: tuple[TimePart, ...]

    @property
    def start(self) -> int:
        """Where the axis begins, in seconds since 1970."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where it ends; that instant is not on it any more."""
        return self.parts[-1].end

    @property
    def two_part(self) -> bool:
        """Whether the scale changes on the way."""
        return len(self.parts) == 2

    def x(self, instant: int) -> float:
        """Percent from the start edge, between ``INSET`` and 100 - ``INSET``."""
        first, last = self.parts[0], self.parts[-1]
        return (first if instant < first.end else last).x(instant)


class Spread(Struct, frozen=True):
    """What some reaches ask of an axis: enough to choose one for many of them without looking at each."""

    start: int = 0
    end: int = 0
    middles: tuple[int, ...] = ()  # in order; empty for no reaches
    timed: int = FAR_PAST
    """The latest middle of a reach that is shorter than a day."""


def spread_of(reaches: Collection[Reach]) -> Spread:
    """What they ask of an axis together."""
    if not reaches:
        return Spread()
    return Spread(
        start=min(reach.start for reach in reaches),
        end=max(reach.end for reach in reaches),
        middles=tuple(sorted([reach.middle for reach in reaches])),
        timed=max((reach.middle for reach in reaches if reach.end - reach.start < DAY), default=FAR_PAST),
    )


def choose_axis(spreads: Iterable[Spread], also: Sequence[int], clock: Clock) -> TimeAxis:
    """The axis on which every reach and every instant of ``also`` can be drawn; some of ``spreads`` has a reach.

    Two parts where at least half the events (and at least two) lie in the last tenth of the span and at least
    one does not: the crowded end would otherwise be a heap at the edge.
    """
    spreads = [spread for spread in spreads if spread.middles]
    start = min(spread.start for spread in spreads)
    end = max(spread.end for spread in spreads)
    timed = max(spread.timed for spread in spreads)
    last_tenth = end - (end - start) // 10
    cuts = [(spread.middles, bisect_left(spread.middles, last_tenth)) for spread in spreads]
    before = [middles[cut - 1] for middles, cut in cuts if cut]
    crowd = [middles[cut] for middles, cut in cuts if cut < len(middles)]
    count, crowded = (
        sum(len(middles) for middles, _ in cuts),
        sum(len(middles) - cut for middles, cut in cuts),
    )
    outer_end = max([end, *also])
    if crowded < 2 or crowded * 2 < count or not before:
        return TimeAxis((_linear(min([start, *also]), outer_end, timed == FAR_PAST, clock),))
    # The episode begins where its first event stands, not where that might have begun: a window reaches back.
    first, latest_background = min(crowd), max(before)
    margin = max((outer_end - first) // 16, DAY if timed < last_tenth else _HOUR)
    cut = clock.instant((clock.wall(first - margin) // DAY) * DAY) if margin >= DAY else first - margin
    if cut <= latest_background:
        cut = (latest_background + first + 1) // 2
    background = _floor(min([start, *also]), cut, clock)
    return TimeAxis(
        (
            TimePart(background, cut, INSET, BACKGROUND_END),
            TimePart(cut, max(outer_end, cut + _HOUR), EPISODE_START, 100 - INSET),
        )
    )


def linear_axis(start: int, end: int, clock: Clock, last: float = 100 - INSET) -> TimeAxis:
    """One scale from ``start`` to ``end``, at least a week, that ends at ``last`` percent."""
    return TimeAxis((_linear(start, end, True, clock, last),))


def _linear(start: int, end: int, whole_days: bool, clock: Clock, last: float = 100 - INSET) -> TimePart:
    """A part that is never shorter than a week, or than half a day where a time of day is known."""
    least = 7 * DAY if whole_days else DAY // 2
    if end - start < least:
        start, end = start - (least - (end - start)) // 2, end + (least - (end - start)) // 2
    return TimePart(_floor(start, end, clock), end, INSET, last)


def _floor(start: int, end: int, clock: Clock) -> int:
    """``start``, or the begin of its month or year where that is near on a scale this long."""
    year, month, _ = clock.date(start)
    if end - start > 60 * 366 * DAY:
        return clock.instant(day_number(year, 1, 1) * DAY)
    if end - start > 400 * DAY:
        return clock.instant(day_number(year, month, 1) * DAY)
    return start
