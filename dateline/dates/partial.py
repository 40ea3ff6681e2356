"""A date exactly as precise as it was written: one point of the calendar, a stretch, or nothing known."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from dateline.dates.civil import day_number, days_in_month

# Beyond every four-digit year on either side, and exact in JavaScript numbers too.
FAR_PAST = -(10**12)
FAR_FUTURE = 10**12

_SECOND = timedelta(seconds=1)
_FIRST_ORDINAL = 719_163  # date(1970, 1, 1).toordinal()


class Precision(Enum):
    """How exactly one point is known."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


class Shape(Enum):
    """What kind of statement a date makes. The first seven are one point; the rest relate to one or two."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    TIME = "time"
    SPAN = "span"  # a/b: it lasted from a to b
    WINDOW = "window"  # [a..b]: one moment between a and b
    SINCE = "since"  # a/..: it began at a and goes on
    UNTIL = "until"  # ../b: by then, the start is not known
    ON_OR_AFTER = "on-or-after"  # [a..]: one moment, not before a
    BY = "by"  # [..b]: one moment, not after b
    UNKNOWN = "unknown"


_SHAPE_OF = {precision: Shape(precision.value) for precision in Precision}
_EARLIEST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


class Point(Struct, frozen=True, kw_only=True, array_like=True):
    """One point of the calendar, no more exact than ``precision``; parts finer than that are None.

    Seasons are the months of the northern, meteorological year in the order of EDTF: 21 spring is March to
    May, 22 summer June to August, 23 autumn September to November, 24 winter December to February of the
    following year. A site in the south writes months instead.
    """

    precision: Precision
    year: int  # astronomical: 0 is 1 BCE; the first year of a decade or century
    season: int | None = None  # 21 to 24
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None  # None: known to the minute
    offset: str | None = None  # as written, "Z" or "-04:00"; None: the zone of the site
    unspecified: int = 0  # how many "-XX" were written after the known parts
    approximate: bool = False  # ~ or %
    uncertain: bool = False  # ? or %

    def __hash__(self) -> int:
        return hash((self.year, self.month, self.day, self.hour))  # a fifth of the time that all fields take

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        match self.precision:
            case Precision.CENTURY:
                text = year[:2] + "XX"
            case Precision.DECADE:
                text = year[:3] + "X"
            case Precision.YEAR:
                text = year
            case Precision.SEASON:
                text = f"{year}-{self.season}"
            case Precision.MONTH:
                text = f"{year}-{self.month:02d}"
            case Precision.DAY | Precision.TIME:
                text = f"{year}-{self.month:02d}-{self.day:02d}"
        if self.hour is not None:
            seconds = "" if self.second is None else f":{self.second:02d}"
            text += f"T{self.hour:02d}:{self.minute:02d}{seconds}{self.offset or ''}"
        mark = "%" if self.approximate and self.uncertain else "~" if self.approximate else "?"
        return text + "-XX" * self.unspecified + (mark if self.approximate or self.uncertain else "")

    def bounds(self, zone: tzinfo) -> tuple[int, int]:
        """The first and last second the point can mean, since 1970-01-01T00:00Z, both inclusive.

        ``~`` and ``?`` do not widen it. A wall-clock time that a change of clocks repeats or skips covers
        both readings.
        """
        if self.hour is not None:
            return self._time_bounds(zone)
        first, last = self._days()
        start = _instant(first, 0, zone, fold=0)
        return start, max(start, _instant(last, 86_399, zone, fold=1))

    def _days(self) -> tuple[int, int]:
        year = self.year
        if self.season is not None:
            month = _EARLIEST_MONTH[self.season]
            end_year, end_month = (year + 1, 2) if month == 12 else (year, month + 2)
            first, last = (year, month), (end_year, end_month)
        elif self.month is not None:
            if self.day is not None:
                number = day_number(year, self.month, self.day)
                return number, number
            first = last = (year, self.month)
        else:
            years = {Precision.CENTURY: 100, Precision.DECADE: 10}.get(self.precision, 1)
            first, last = (year, 1), (year + years - 1, 12)
        return day_number(*first, 1), day_number(*last, days_in_month(*last))

    def _time_bounds(self, zone: tzinfo) -> tuple[int, int]:
        seconds = (self.hour or 0) * 3600 + (self.minute or 0) * 60 + (self.second or 0)
        length = 59 if self.second is None else 0
        day, _ = self._days()
        if self.offset is not None:
            start = day * 86_400 + seconds - offset_seconds(self.offset)
            return start, start + length
        readings = [_instant(day, seconds, zone, fold) for fold in (0, 1)]
        return min(readings), max(readings) + length


def offset_seconds(offset: str) -> int:
    """Seconds ahead of UTC of an offset as written: "Z" or "-04:00"."""
    if offset == "Z":
        return 0
    seconds = int(offset[1:3]) * 3600 + int(offset[4:6]) * 60
    return -seconds if offset[0] == "-" else seconds


def _instant(day: int, seconds: int, zone: tzinfo, fold: int) -> int:
    """The instant of a wall-clock time.

    Where clocks change at midnight, a day begins exactly there with ``fold`` 0, and ends there with 1.
    """
    ordinal = min(max(day + _FIRST_ORDINAL, 1), date.max.toordinal())  # zones know no other years
    hour, rest = divmod(seconds, 3600)
    wall = datetime.fromordinal(ordinal).replace(
        hour=hour, minute=rest // 60, second=rest % 60, fold=fold, tzinfo=zone
    )
    ahead = wall.utcoffset()
    return day * 86_400 + seconds - (ahead // _SECOND if ahead is not None else 0)


class PartialDate(Struct, frozen=True, kw_only=True, array_like=True):
    """A date as an editor wrote it. ``str`` gives that writing back.

    ``start`` is the one point of a single date, or where a stretch begins; ``end`` is where a stretch ends.
    Each is None where nothing was said: both for ``unknown``, ``end`` for single dates.
    """

    shape: Shape
    start: Point | None = None
    end: Point | None = None

    def __hash__(self) -> int:
        point = self.start or self.end
        return 0 if point is None else point.year * 372 + (point.month or 0) * 31 + (point.day or 0)

    @staticmethod
    def at(point: Point) -> PartialDate:
        """The date that is this one point."""
        return PartialDate(shape=_SHAPE_OF[point.precision], start=point)

    @staticmethod
    def of(day: date, precision: Precision = Precision.DAY) -> PartialDate:
        """``day`` as known to the day, month or year (the only precisions a day can be cut to)."""
        known = precision in (Precision.DAY, Precision.MONTH), precision is Precision.DAY
        return PartialDate.at(
            Point(
                precision=precision,
                year=day.year,
                month=day.month if known[0] else None,
                day=day.day if known[1] else None,
            )
        )

    @property
    def approximate(self) -> bool:
        """Whether either end was marked as about (``~`` or ``%``)."""
        start, end = self.start, self.end
        return bool(start and start.approximate) or bool(end and end.approximate)

    @property
    def uncertain(self) -> bool:
        """Whether either end was marked as uncertain (``?`` or ``%``)."""
        start, end = self.start, self.end
        return bool(start and start.uncertain) or bool(end and end.uncertain)

    @property
    def vague(self) -> bool:
        """Whether either end was marked as approximate or uncertain."""
        return self.approximate or self.uncertain

    def bounds(self, zone: tzinfo) -> tuple[int, int]:
        """The earliest and latest instant it can mean: whole seconds since 1970-01-01T00:00Z, both inclusive.

        Open and unknown ends are FAR_PAST and FAR_FUTURE; the earliest is never after the latest.
        """
        return _bounds(self, zone)

    def __str__(self) -> str:
        start, end = self.start or "..", self.end or ".."
        match self.shape:
            case Shape.UNKNOWN:
                return "unknown"
            case Shape.SPAN | Shape.SINCE | Shape.UNTIL:
                return f"{start}/{end}"
            case Shape.WINDOW:
                return f"[{start}..{end}]"
            case Shape.ON_OR_AFTER:
                return f"[{start}..]"
            case Shape.BY:
                return f"[..{end}]"
            case _:
                return str(start)


UNKNOWN = PartialDate(shape=Shape.UNKNOWN)


@lru_cache(maxsize=16_384)
def _bounds(date: PartialDate, zone: tzinfo) -> tuple[int, int]:
    """``PartialDate.bounds``. Remembered: a record asks for the same few thousand days again and again."""
    earliest = date.start.bounds(zone)[0] if date.start is not None else FAR_PAST
    last = date.end if date.end is not None else date.start
    if last is None or date.shape in (Shape.SINCE, Shape.ON_OR_AFTER):
        return earliest, FAR_FUTURE
    return earliest, max(earliest, last.bounds(zone)[1])
