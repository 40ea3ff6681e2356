"""The density row on top of a crowded strip: how many events when, split by status."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.charts.axis import TimeAxis
from dateline.charts.place import percent, pixels
from dateline.charts.strip_marks import Drawn
from dateline.charts.strip_view import BarView, SegmentView
from dateline.charts.words import spoken_day
from dateline.dates.clock import Clock
from dateline.languages.language import Language

MOST_LINKS = 24
"""Events that are links of their own; above it the bars of the density row are."""
MOST_BARS = 40
_HIGHEST, _BASE = 34, 42
"""Pixels of the highest bar, and where all begin."""
_STATUSES = ("confirmed", "reported", "disputed", "retracted")


def density_bars(
    drawn: Sequence[Drawn], axis: TimeAxis, language: Language, clock: Clock, mirrored: bool
) -> tuple[BarView, ...]:
    """At most forty bars, in order of time; ``drawn`` is in order of date and not empty."""
    width = 100 / MOST_BARS
    bins: dict[int, list[Drawn]] = {}
    for one in drawn:
        bins.setdefault(min(int(axis.x(one.reach.middle) / width), MOST_BARS - 1), []).append(one)
    most = max(map(len, bins.values()))
    return tuple(
        _bar(index * width, width, bins[index], most, language, clock, mirrored) for index in sorted(bins)
    )


def _bar(
    x: float,
    width: float,
    events: Sequence[Drawn],
    most: int,
    language: Language,
    clock: Clock,
    mirrored: bool,
) -> BarView:
    edge = 100 - x - width if mirrored else x
    first, last = (clock.date(moment) for moment in (_moments(events)[0], _moments(events)[-1]))
    when = spoken_day(*first, language)
    if last != first:
        when = language.dates.span.format(start=when, end=spoken_day(*last, language))
    return BarView(
        x=percent(edge + width / 6),
        width=percent(width * 2 / 3),
        hit_x=percent(edge),
        hit_width=percent(width),
        label=language.ngettext(
            "%(n)s event, %(when)s. First: %(first)s",
            "%(n)s events, %(when)s. First: %(first)s",
            len(events),
            when=when,
            first=events[0].mark.label,
        ),
        href=events[0].mark.href,
        segments=_segments(events, most),
    )


def _moments(events: Sequence[Drawn]) -> list[int]:
    return sorted(one.reach.middle for one in events)


def _segments(events: Sequence[Drawn], most: int) -> tuple[SegmentView, ...]:
    """From the base up, surest first; the whole is as high as the bin is full."""
    segments: list[SegmentView] = []
    below = 0
    for status in _STATUSES:
        count = sum(one.mark.status == status for one in events)
        if count:
            top = _BASE - _HIGHEST * (below + count) / most
            segments.append(SegmentView(status, pixels(top), pixels(_HIGHEST * count / most)))
            below += count
    return tuple(segments)
