"""Points of the calendar in the words of a language, and as ``<time datetime>`` values."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from dateline.dates import Point, Precision
from dateline.dates.partial import offset_seconds
from dateline.languages.language import DateWords, Language

# The zone database gives these clocks figures for a name.
_ZONE_NAMES = {
    ("America/Caracas", -4 * 60): "VET",
    ("Asia/Tehran", 3 * 60 + 30): "IRST",
    ("Asia/Tehran", 4 * 60 + 30): "IRDT",
}


class Wording(Struct, frozen=True):
    """Points of the calendar in the words of one language."""

    language: Language
    zone: tzinfo

    @property
    def words(self) -> DateWords:
        return self.language.dates

    def figures(self, number: int | str) -> str:
        return self.language.numerals(str(number))

    def year(self, year: int) -> str:
        """“2026”, “500 BCE” for the year -499, “44 CE”."""
        if year <= 0:
            return self.words.before_era.format(year=self.figures(1 - year))
        text = self.figures(year)
        return self.words.early_era.format(year=text) if year < 1000 else text

    def month(self, point: Point, short: bool) -> str:
        return (self.words.short_months if short else self.words.months)[(point.month or 1) - 1]

    def month_of_year(self, point: Point, short: bool) -> str:
        """“January 2026”."""
        pattern = self.words.short_month if short else self.words.month
        return pattern.format(month=self.month(point, short), year=self.year(point.year))

    def season(self, point: Point) -> tuple[str, str]:
        """The season and its year; a winter has two years."""
        number = (point.season or 21) - 21
        year = self.year(point.year)
        if number == 3 and point.year >= 1000:
            next_year = f"{(point.year + 1) % 100:02d}" if point.year % 100 != 99 else point.year + 1
            year = self.language.between(year, self.figures(next_year))
        return self.words.seasons[number], year

    @staticmethod
    def has_short_name(point: Point) -> bool:
        """Whether it is a decade like “the 2020s”; “the 2000s” can be a decade or a century."""
        return point.precision is Precision.DECADE and point.year % 100 != 0 and point.year >= 1000

    def period(self, point: Point) -> str:
        """A decade or century in few characters: “2020s”, “2000–2009”, “1900–1999”."""
        if self.has_short_name(point):
            return self.words.short_decade.format(year=self.year(point.year))
        years = 9 if point.precision is Precision.DECADE else 99
        return self.language.between(self.figures(point.year), self.year(point.year + years))

    def plain(self, point: Point, short: bool, time: bool = True) -> str:
        """The point in one line, without what ``~`` and ``?`` say."""
        match point.precision:
            case Precision.TIME | Precision.DAY:
                text = (self.words.short_day if short else self.words.day).format(
                    day=self.figures(point.day or 1),
                    month=self.month(point, short),
                    year=self.year(point.year),
                )
                if point.precision is Precision.TIME and time:
                    return self.words.at.format(date=text, time=self.clock(point))
                return text
            case Precision.MONTH:
                return self.month_of_year(point, short)
            case Precision.SEASON:
                season, year = self.season(point)
                return self.words.season.format(season=season, year=year)
            case Precision.YEAR:
                return self.year(point.year)
            case Precision.DECADE if self.has_short_name(point):
                pattern = self.words.short_decade if short else self.words.decade
                return pattern.format(year=self.year(point.year))
            case _ if point.approximate:
                return self.period(point)  # “about 2000–2009”
            case _:
                last = point.year + (9 if point.precision is Precision.DECADE else 99)
                return self.words.window.format(start=self.figures(point.year), end=self.year(last))

    def qualified(self, point: Point, short: bool, time: bool = True, within: str = "") -> str:
        """The point in one line, with “about” and “(uncertain)”.

        ``within``: what words stand before it, where any do: “phrase”, or “limit” for by and on or after.
        """
        text = self.plain(point, short, time)
        if point.day is not None and (within or point.approximate):
            text = self.words.day_within.format(date=text)
        elif within == "limit":
            text = self.words.longer_within.format(date=text)
        if point.approximate:
            text = (self.words.about_within if within else self.words.about).format(date=text)
        return self.words.uncertain.format(date=text) if point.uncertain else text

    def hour(self, point: Point) -> str:
        seconds = "" if point.second is None else f":{point.second:02d}"
        return self.figures(f"{point.hour:02d}:{point.minute:02d}{seconds}")

    def clock(self, point: Point) -> str:
        """The time of day with its zone: “14:05 VET”, “14:05 UTC+3”."""
        return self.words.clock.format(time=self.hour(point), zone=self.zone_name(point))

    def zone_name(self, point: Point) -> str:
        offset = _offset(point, self.zone)
        minutes = offset // timedelta(minutes=1)
        local = _wall(point, self.zone)
        here = local.utcoffset() if local is not None else None
        if local is not None and here == offset:
            key = getattr(self.zone, "key", "")
            if named := next((name for zone, name in self.words.zones if zone == key), ""):
                return named
            name = _ZONE_NAMES.get((key, minutes)) or local.tzname() or ""
            if name.isascii() and name.isalpha():
                return name
        hours, rest = divmod(abs(minutes), 60)
        sign = "" if minutes == 0 else "−" if minutes < 0 else "+"
        figures = "" if minutes == 0 else self.figures(f"{hours}:{rest:02d}" if rest else hours)
        return self.words.utc.format(offset=sign + figures)


def iso_value(point: Point, zone: tzinfo) -> str | None:
    """The point as ``<time datetime>`` and JSON-LD take it, no more exact than it is: ``2026-01``.

    A time has its offset, taken from ``zone`` where none was written. None for what HTML cannot say: years
    before 1, seasons, decades and centuries. What ``~`` and ``?`` say is not in it; callers decide whether
    that is honest.
    """
    if point.year < 1 or point.precision in (Precision.SEASON, Precision.DECADE, Precision.CENTURY):
        return None
    text = f"{point.year:04d}"
    if point.month is not None:
        text += f"-{point.month:02d}"
    if point.day is not None:
        text += f"-{point.day:02d}"
    if point.hour is None:
        return text
    text += f"T{point.hour:02d}:{point.minute:02d}" + ("" if point.second is None else f":{point.second:02d}")
    if point.offset is not None:
        return text + point.offset
    seconds = _offset(point, zone) // timedelta(seconds=1)
    if seconds % 60:  # local mean time, which no offset of hours and minutes can say
        return text
    hours, rest = divmod(abs(seconds) // 60, 60)
    return text + f"{'-' if seconds < 0 else '+'}{hours:02d}:{rest:02d}"


def _offset(point: Point, zone: tzinfo) -> timedelta:
    """How far the clock of a point is ahead of UTC."""
    if point.offset is not None:
        return timedelta(seconds=offset_seconds(point.offset))
    local = _wall(point, zone)
    return (local.utcoffset() if local is not None else None) or timedelta()


def _wall(point: Point, zone: tzinfo) -> datetime | None:
    """The point on the clock of ``zone``; None before the year 1."""
    if point.year < 1:
        return None
    return datetime(
        point.year,
        point.month or 1,
        point.day or 1,
        point.hour or 0,
        point.minute or 0,
        point.second or 0,
        tzinfo=zone,
    )
