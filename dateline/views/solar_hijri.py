"""A date in the Solar Hijri calendar, for pages in a language that has it: no more exact than it is known."""

from __future__ import annotations

from dateline.dates import PartialDate, Point, Precision, Shape
from dateline.dates.civil import days_in_month
from dateline.dates.solar_hijri import solar_hijri
from dateline.views.wording import Wording

_DAYS = (Precision.DAY, Precision.TIME)
_Day = tuple[int, int, int]


def in_solar_hijri(date: PartialDate, wording: Wording) -> str:
    """“۱۸ دی ۱۴۰۴”; empty where there is nothing honest to say.

    A Gregorian month or year lies in two of the other calendar, and both are named: “دی–بهمن ۱۴۰۴”, “۱۴۰۴–۱۴۰۵”.
    Nothing for seasons, decades, stretches between months or years, and years that calendars disagree about.
    """
    points = [point for point in (date.start, date.end) if point is not None]
    if not wording.language.solar_hijri_months or not points:
        return ""
    if len(points) == 2 and points[0] != points[1] and not all(point.precision in _DAYS for point in points):
        return ""
    ends = _ends(points[0])[0], _ends(points[-1])[1]
    first, last = (solar_hijri(*end) if end else None for end in ends)
    if first is None or last is None:
        return ""
    return _worded(first, last, points[0].precision, date.shape is Shape.WINDOW, wording)


def _ends(point: Point) -> tuple[_Day | None, _Day | None]:
    """The first and the last day of a day, month or year."""
    match point.precision:
        case Precision.DAY | Precision.TIME:
            day = (point.year, point.month or 1, point.day or 1)
            return day, day
        case Precision.MONTH:
            month = point.month or 1
            return (point.year, month, 1), (point.year, month, days_in_month(point.year, month))
        case Precision.YEAR:
            return (point.year, 1, 1), (point.year, 12, 31)
        case _:
            return None, None


def _worded(first: _Day, last: _Day, precision: Precision, within: bool, wording: Wording) -> str:
    language, words = wording.language, wording.words
    names = language.solar_hijri_months
    start, end = (names[day[1] - 1] for day in (first, last))
    years = [wording.figures(day[0]) for day in (first, last)]
    if precision is Precision.YEAR:
        return language.between(*years)
    if precision is Precision.MONTH:
        if first[0] == last[0]:
            return words.month.format(month=language.between(start, end), year=years[1])
        return language.between(
            words.month.format(month=start, year=years[0]), words.month.format(month=end, year=years[1])
        )
    days = [wording.figures(day[2]) for day in (first, last)]
    whole = words.day.format(day=days[1], month=end, year=years[1])
    if first == last:
        return whole
    pattern = words.window if within else words.span
    if first[:2] == last[:2]:
        return (words.window if within else words.days).format(start=days[0], end=whole)
    if first[0] == last[0]:
        return pattern.format(start=words.day_of_month.format(day=days[0], month=start), end=whole)
    return pattern.format(start=words.day.format(day=days[0], month=start, year=years[0]), end=whole)
