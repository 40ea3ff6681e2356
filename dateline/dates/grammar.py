"""The written forms of dates that are read: the subset of EDTF that the content format names, no more."""

from __future__ import annotations

import re
from datetime import UTC

from dateline.dates.civil import days_in_month
from dateline.dates.partial import UNKNOWN, PartialDate, Point, Precision, Shape, offset_seconds
from dateline.languages.language import ENGLISH
from dateline.values.refusal import Refusal

_POINT = re.compile(
    r"""(?P<year>-?\d{4}|\d{3}X|\d{2}XX)
        (?:-(?P<month>\d\d|XX)
           (?:-(?P<day>\d\d|XX)
              (?P<time>T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?
        (?P<mark>[~?%])?""",
    re.VERBOSE | re.ASCII,
)

# Two ends of which one says its offset and the other leaves it to the site may be a day of zones apart.
_SLACK = 26 * 3600


def read(text: str) -> PartialDate | Refusal | None:
    """The date; a refusal where the form is read but the date cannot be; None where the form is not ours."""
    found = _POINT.fullmatch(text)
    if found is not None:
        point = _point(found)
        return PartialDate.at(point) if isinstance(point, Point) else point
    if text == "unknown":
        return UNKNOWN
    if text.startswith("[") and text.endswith("]"):
        return _window(text)
    if "/" in text:
        return _interval(text)
    return None


def _interval(text: str) -> PartialDate | Refusal | None:
    first, _, last = text.partition("/")
    start = first if first == ".." else _end(first, 0)
    end = last if last == ".." else _end(last, len(first) + 1)
    if start is None or end is None:
        return None
    if isinstance(start, Refusal) or isinstance(end, Refusal):
        return start if isinstance(start, Refusal) else end if isinstance(end, Refusal) else None
    if isinstance(start, Point) and isinstance(end, Point):
        if _reversed(start, end):
            return Refusal("the interval ends before it begins", f"write {end}/{start}")
        return PartialDate(shape=Shape.SPAN, start=start, end=end)
    if isinstance(start, Point):
        return PartialDate(shape=Shape.SINCE, start=start)
    if isinstance(end, Point):
        return PartialDate(shape=Shape.UNTIL, end=end)
    return Refusal("an interval open at both ends says nothing", "write `unknown`")


def _window(text: str) -> PartialDate | Refusal | None:
    first, dots, last = text[1:-1].partition("..")
    if not dots:
        return None
    start = _end(first, 1) if first else ".."
    end = _end(last, len(first) + 3) if last else ".."
    if start is None or end is None:
        return None
    if isinstance(start, Refusal) or isinstance(end, Refusal):
        return start if isinstance(start, Refusal) else end if isinstance(end, Refusal) else None
    for point, begin, length in ((start, 1, len(first)), (end, len(first) + 3, len(last))):
        if isinstance(point, Point) and (point.approximate or point.uncertain):
            plain = str(point)[:-1]
            hint = f"write {plain} and let the window be as wide as the doubt"
            return Refusal(
                "a window between two dates already says that the date is not known", hint, begin, length
            )
    if isinstance(start, Point) and isinstance(end, Point):
        if _reversed(start, end):
            return Refusal("the window ends before it begins", f"write [{end}..{start}]", 1, len(text) - 2)
        return PartialDate(shape=Shape.WINDOW, start=start, end=end)
    if isinstance(start, Point):
        return PartialDate(shape=Shape.ON_OR_AFTER, start=start)
    if isinstance(end, Point):
        return PartialDate(shape=Shape.BY, end=end)
    return Refusal("a window open at both ends says nothing", "write `unknown`")


def _end(text: str, offset: int) -> Point | Refusal | None:
    """One end of an interval or window that is not open; None where it is not in our forms."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    point = _point(found, offset)
    if isinstance(point, Point) and "X" in text:
        return Refusal(
            f"“{text}” cannot be an end: X is read in single dates only", _whole(point), offset, len(text)
        )
    return point


def _whole(point: Point) -> str:
    """The hint that names the same end without X."""
    if point.precision is Precision.DECADE:
        return f"write the first or last year, {point.year:04d} or {point.year + 9:04d}"
    if point.precision is Precision.CENTURY:
        return f"write the first or last year, {point.year:04d} or {point.year + 99:04d}"
    return f"write {str(point).replace('-XX', '')}"


def _reversed(start: Point, end: Point) -> bool:
    """Whether the end lies before the start under any reading of the zone of the site."""
    if start.precision is end.precision is Precision.DAY:  # the common case, without instants
        return (end.year, end.month, end.day) < (start.year, start.month, start.day)
    slack = 0 if (start.offset is None) == (end.offset is None) else _SLACK
    return end.bounds(UTC)[1] + slack < start.bounds(UTC)[0]


def _point(found: re.Match[str], offset: int = 0) -> Point | Refusal:
    """The point that a match of ``_POINT`` means; ``offset`` is where the match stands in the whole text."""
    year_text, month_text, day_text, time, *_, mark = found.groups()
    approximate, uncertain = mark in ("~", "%"), mark in ("?", "%")

    def refuse(part: str, reason: str, hint: str) -> Refusal:
        start, end = found.span(part)
        return Refusal(reason, hint, offset + start, end - start)

    if "X" in year_text:
        if month_text is not None:
            return refuse("year", "a month needs a whole year", f"write {year_text} or a year of four digits")
        year = int(year_text.replace("X", "0"))
        if year == 0:
            hint = "write the years: 0001/0009" if year_text == "000X" else "write the years: 0001/0099"
            return refuse("year", f"“{year_text}” would begin before the year 1", hint)
        kind = Precision.CENTURY if year_text.endswith("XX") else Precision.DECADE
        return Point(precision=kind, year=year, approximate=approximate, uncertain=uncertain)
    if year_text == "-0000":
        return refuse("year", "the year 0 has no sign", "write 0000 for 1 BCE, or -0001 for 2 BCE")
    year = int(year_text)
    if month_text is None:
        return Point(precision=Precision.YEAR, year=year, approximate=approximate, uncertain=uncertain)
    if month_text == "XX":
        if day_text not in (None, "XX"):
            return refuse(
                "day", "a day needs its month", f"write {year_text} and say what is known in `date_text:`"
            )
        if time is not None:
            return refuse("time", "a time needs a day", f"write {year_text}")
        return Point(
            precision=Precision.YEAR,
            year=year,
            unspecified=1 if day_text is None else 2,
            approximate=approximate,
            uncertain=uncertain,
        )
    month = int(month_text)
    if 21 <= month <= 24:
        if day_text is not None:
            season = ENGLISH.dates.seasons[month - 21]
            return refuse(
                "day", f"{month} as a month means {season}, and a season has no days", "write month 01 to 12"
            )
        return Point(
            precision=Precision.SEASON, year=year, season=month, approximate=approximate, uncertain=uncertain
        )
    if not 1 <= month <= 12:
        return refuse("month", *_no_month(year_text, month, day_text))
    if day_text is None or day_text == "XX":
        if time is not None:
            return refuse("time", "a time needs a day", f"write {year_text}-{month_text}")
        return Point(
            precision=Precision.MONTH,
            year=year,
            month=month,
            unspecified=0 if day_text is None else 1,
            approximate=approximate,
            uncertain=uncertain,
        )
    day = int(day_text)
    if day == 0:
        hint = f"write {year_text}-{month_text} where the day is not known"
        return refuse("day", "there is no day 00", hint)
    if day > (length := days_in_month(year, month)):
        name = ENGLISH.dates.months[month - 1]
        return refuse("day", f"{name} {year_text} has {length} days", f"write a day from 01 to {length}")
    if time is None:
        return Point(
            precision=Precision.DAY,
            year=year,
            month=month,
            day=day,
            approximate=approximate,
            uncertain=uncertain,
        )
    if (problem := _time_problem(found)) is not None:
        return refuse(*problem)
    hour, minute, second, zone = found["hour"], found["minute"], found["second"], found["offset"]
    return Point(
        precision=Precision.TIME,
        year=year,
        month=month,
        day=day,
        hour=int(hour),
        minute=int(minute),
        second=None if second is None else int(second),
        offset=zone,
    )


def _no_month(year: str, month: int, day: str | None) -> tuple[str, str]:
    """Reason and hint for a month that is neither one of twelve nor a season."""
    reason = f"there is no month {month:02d}"
    if month == 0:
        return reason, f"write {year} where the month is not known"
    if day is not None and 1 <= int(day.replace("X", "9")) <= 12 and month <= 31:
        return reason, f"the month comes before the day: {year}-{day}-{month:02d}"
    if 33 <= month <= 36:
        first = (month - 33) * 3 + 1
        return "quarters are not read", f"write {year}-{first:02d}/{year}-{first + 2:02d}"
    return reason, "write 01 to 12, or 21 spring, 22 summer, 23 autumn, 24 winter"


def _time_problem(found: re.Match[str]) -> tuple[str, str, str] | None:
    """The part of a time at fault, with reason and hint; None for a time that exists."""
    hour, minute, offset = int(found["hour"]), int(found["minute"]), found["offset"]
    if found["mark"] is not None:
        day = f"{found['year']}-{found['month']}-{found['day']}"
        hint = f"write {day}{found['mark']} and keep the time in `date_text:`"
        return "mark", f"a time cannot carry “{found['mark']}”", hint
    if hour == 24:
        return "hour", "the day ends at 23:59", "write 00:00 on the following day"
    if hour > 23:
        return "hour", f"there is no hour {hour}", "write 00 to 23"
    if minute > 59:
        return "minute", f"there is no minute {minute}", "write 00 to 59"
    if found["second"] is not None and int(found["second"]) > 59:
        return "second", f"second {found['second']} is not read", "write 00 to 59"
    if offset is None or offset == "Z":
        return None
    if offset == "-00:00":
        return (
            "offset",
            "“-00:00” says that the offset is not known",
            "write Z for UTC, or leave the offset out",
        )
    if int(offset[4:]) > 59 or not -12 * 3600 <= offset_seconds(offset) <= 14 * 3600:
        return "offset", f"no clock is {offset} from UTC", "write an offset from -12:00 to +14:00"
    return None
