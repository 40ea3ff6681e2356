"""The density row on top of a crowded strip: how many events when, split by status. Each lane counts its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.charts.place import percent, pixels
from dateline.charts.strip_data import Drawn, Lane, Mark
from dateline.charts.strip_marks import Setting, Telling
from dateline.charts.strip_view import BarView, SegmentView
from dateline.charts.words import spoken_day
from dateline.dates.clock import Clock

MOST_LINKS = 24
"""Events that are links of their own; above it the bars of the density row are."""
MOST_BARS = 40
_WIDTH = 100 / MOST_BARS
_HIGHEST, _BASE = 34, 42
"""Pixels of the highest bar, and where all begin."""
_STATUSES = ("confirmed", "reported", "disputed", "retracted")


class Bin(Struct, frozen=True, array_like=True):
    """What a lane adds to a bar."""

    number: int  # of the bar, from the left
    counts: tuple[int, ...]  # of its events by status
    first: Mark
    earliest: int  # middles of what its events could mean
    latest: int


def bins_of(drawn: Sequence[Drawn], middles: Sequence[float]) -> tuple[Bin, ...]:
    """The events of a lane by bar; ``drawn`` is in order of date, ``middles`` are where they lie on the axis."""
    bins: dict[int, list[Drawn]] = {}
    for one, middle in zip(drawn, middles, strict=True):
        bins.setdefault(min(int(middle / _WIDTH), MOST_BARS - 1), []).append(one)
    return tuple(_bin(number, events) for number, events in bins.items())


def _bin(number: int, events: Sequence[Drawn]) -> Bin:
    statuses = [one.mark.status for one in events]
    moments = [one.reach.middle for one in events]
    counts = tuple(map(statuses.count, _STATUSES))
    return Bin(number, counts, events[0].mark, min(moments), max(moments))


def density_bars(
    lanes: Iterable[tuple[Lane, Iterable[Bin]]], setting: Setting, clock: Clock, tell: Telling
) -> tuple[BarView, ...]:
    """At most forty bars, in order of time: the sum of the lanes."""
    bars: dict[int, list[tuple[Lane, Bin]]] = {}
    for lane, bins in lanes:
        for one in bins:
            bars.setdefault(one.number, []).append((lane, one))
    counts = {
        number: [sum(of) for of in zip(*(one.counts for _, one in bars[number]), strict=True)]
        for number in bars
    }
    most = max(map(sum, counts.values()))
    return tuple(
        _bar(number, bars[number], counts[number], most, setting, clock, tell) for number in sorted(bars)
    )


def _bar(
    number: int,
    bins: Sequence[tuple[Lane, Bin]],
    counts: Sequence[int],
    most: int,
    setting: Setting,
    clock: Clock,
    tell: Telling,
) -> BarView:
    language = setting.language
    edge = number * _WIDTH
    if setting.mirrored:
        edge = 100 - edge - _WIDTH
    first = clock.date(min(one.earliest for _, one in bins))
    last = clock.date(max(one.latest for _, one in bins))
    when = spoken_day(*first, language)
    if last != first:
        when = language.dates.span.format(start=when, end=spoken_day(*last, language))
    lane, mark = min(((lane, one.first) for lane, one in bins), key=lambda of: of[0].order(of[1].when))
    return BarView(
        x=percent(edge + _WIDTH / 6),
        width=percent(_WIDTH * 2 / 3),
        hit_x=percent(edge),
        hit_width=percent(_WIDTH),
        label=language.ngettext(
            "%(n)s event, %(when)s. First: %(first)s",
            "%(n)s events, %(when)s. First: %(first)s",
            sum(counts),
            when=when,
            first=tell.words(lane, mark),
        ),
        href=tell.href(lane, mark),
        segments=_segments(counts, most),
    )


def _segments(counts: Sequence[int], most: int) -> tuple[SegmentView, ...]:
    """From the base up, surest first; the whole is as high as the bin is full."""
    segments: list[SegmentView] = []
    below = 0
    for status, count in zip(_STATUSES, counts, strict=True):
        if count:
            top = _BASE - _HIGHEST * (below + count) / most
            segments.append(SegmentView(status, pixels(top), pixels(_HIGHEST * count / most)))
            below += count
    return tuple(segments)
