"""Ticks of a time axis: at calendar boundaries, at most five a part, labels that never touch."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from dateline.charts.axis import TimeAxis, TimePart
from dateline.charts.place import anchor, extent, percent, text_width
from dateline.charts.words import dated_label, day_label, hour_label, month_label, year_label
from dateline.dates.civil import date_of, day_number
from dateline.dates.clock import DAY, Clock
from dateline.languages.language import Language

MOST = 5
"""Ticks in one part of an axis."""
_GAP = 2.0
"""Percent kept free between two labels: 7 px on a narrow screen."""


class TickView(Struct, frozen=True):
    """A labelled place on the time axis."""

    x: str  # percent
    label: str
    anchor: str  # start, middle or end, in the direction of the page


class _Tick(Struct, frozen=True):
    x: float
    label: str

    def extent(self) -> tuple[float, float]:
        return extent(self.x, text_width(self.label))


class _Step(Struct, frozen=True):
    unit: str  # hour, day, month or year
    count: int
    seconds: int  # about


_HOURS = tuple(_Step("hour", n, n * 3600) for n in (1, 2, 3, 6, 12))
_DAYS = tuple(_Step("day", n, n * DAY) for n in (1, 2, 3, 7, 14))
_MONTHS = tuple(_Step("month", n, n * 30 * DAY) for n in (1, 2, 3, 6))


def _ladder() -> Iterator[_Step]:
    """Steps from an hour up, without end."""
    yield from (*_HOURS, *_DAYS, *_MONTHS)
    decade = 1
    while True:
        for factor in (1, 2, 5):
            yield _Step("year", factor * decade, factor * decade * 365 * DAY)
        decade *= 10


def time_ticks(
    axis: TimeAxis, clock: Clock, language: Language, taken: Sequence[tuple[float, float]], mirrored: bool
) -> tuple[TickView, ...]:
    """The ticks of all parts, in order of time; no label touches another or a place ``taken``, unmirrored."""
    ticks: list[_Tick] = []
    blocked = list(taken)
    for part in reversed(axis.parts):  # the episode first: there it matters more when things happened
        found = _part_ticks(part, clock, language, blocked, alone=not axis.two_part)
        blocked += [tick.extent() for tick in found]
        ticks = [*found, *ticks]
    return tuple(
        TickView(
            percent(100 - tick.x if mirrored else tick.x),
            tick.label,
            anchor(tick.x, text_width(tick.label)),
        )
        for tick in ticks
    )


def _part_ticks(
    part: TimePart, clock: Clock, language: Language, blocked: Sequence[tuple[float, float]], alone: bool
) -> list[_Tick]:
    """The finest row of ticks that fits; a row of one only where no row of two does."""
    single: list[_Tick] = []
    for step in _ladder():
        if (part.end - part.start) // step.seconds > 2 * MOST:
            continue
        every = _ticks(part, step, clock, language, alone)
        if len(every) <= MOST:
            free = [tick for tick in every if _clear(tick.extent(), blocked)]
            if _apart(free):
                if len(free) >= 2:
                    return _with_start(free, part, step, clock, language, blocked)
                single = single or free
        if step.seconds > 2 * (part.end - part.start):
            break
    if single:
        return single
    year, month, day = clock.date(part.start)
    for label in (
        month_label(year, month, language),
        day_label(month, day, language),
        year_label(year, language),
    ):
        start = _Tick(part.x1, label)
        if _clear(start.extent(), blocked):
            return [start]
    return []


def _with_start(
    ticks: list[_Tick],
    part: TimePart,
    step: _Step,
    clock: Clock,
    language: Language,
    blocked: Sequence[tuple[float, float]],
) -> list[_Tick]:
    """``ticks`` after one for the first month, where whole years leave the axis' begin without a label."""
    year, month, day = clock.date(part.start)
    if step.unit != "year" or step.count > 10 or day > 1 or len(ticks) == MOST:
        return ticks
    start = _Tick(part.x1, month_label(year, month, language) if month > 1 else year_label(year, language))
    if ticks[0].x > start.x and _clear(start.extent(), [*blocked, ticks[0].extent()]):
        return [start, *ticks]
    return ticks


def _ticks(part: TimePart, step: _Step, clock: Clock, language: Language, alone: bool) -> list[_Tick]:
    ticks: list[_Tick] = []
    for wall in _boundaries(clock.wall(part.start), clock.wall(part.end), step):
        year, month, day = date_of(wall // DAY)
        first = not ticks
        # A day's mark stands in the middle of the day, so its tick does too.
        instant = clock.instant(wall + DAY // 2 if step.unit == "day" else wall)
        if not part.start <= instant <= part.end:
            continue
        if step.unit == "year":
            label = year_label(year, language)
        elif step.unit == "month" and month > 1:
            label = month_label(year, month, language) if first else language.dates.short_months[month - 1]
        elif step.unit == "month":
            label = year_label(year, language)
        elif step.unit == "day" or wall % DAY == 0:
            with_year = first and alone and step.unit == "day"
            label = dated_label(year, month, day, language) if with_year else day_label(month, day, language)
        else:
            label = hour_label(wall % DAY // 3600, language)
            if first and alone:
                label = f"{day_label(month, day, language)}, {label}"
        ticks.append(_Tick(part.x(instant), label))
    return ticks


def _boundaries(start: int, end: int, step: _Step) -> Iterator[int]:
    """Wall seconds of the step's boundaries from about ``start`` to ``end``; days count from the first."""
    if step.unit == "hour":
        size = step.count * 3600
        yield from range(-(-start // size) * size, end + 1, size)
    elif step.unit == "day":
        first = start // DAY
        if step.count % 7 == 0:
            first += -(first + 3) % 7  # the next Monday: 1970-01-01 was a Thursday
        yield from range(first * DAY, end + 1, step.count * DAY)
    else:
        months = step.count * (12 if step.unit == "year" else 1)
        year, month, _ = date_of(start // DAY)
        index = -(-(year * 12 + month - 1) // months) * months
        while (wall := day_number(index // 12, index % 12 + 1, 1) * DAY) <= end:
            yield wall
            index += months


def _clear(place: tuple[float, float], blocked: Sequence[tuple[float, float]]) -> bool:
    return all(place[1] + _GAP <= start or end + _GAP <= place[0] for start, end in blocked)


def _apart(ticks: Sequence[_Tick]) -> bool:
    places = [tick.extent() for tick in ticks]
    return all(one[1] + _GAP <= other[0] for one, other in pairwise(places))
