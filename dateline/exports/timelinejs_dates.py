"""Our dates as TimelineJS has them: numbers for a beginning and an end, on the clock of the crisis.

It knows points and stretches. Of anything vaguer it gets the days that may be meant, and the words to show instead.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from dateline.data.written import bound
from dateline.dates import PartialDate, Point, Precision, Shape

Parts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Dated:
    """The parts of both ends; empty where there is none. ``exact``: they say all that is known and no more."""

    start: Parts = field(default_factory=dict)
    end: Parts = field(default_factory=dict)
    exact: bool = True


def as_parts(date: PartialDate, where: tzinfo, whole: bool = False) -> Dated:
    """A date in parts. ``whole``: a month or year as the days from its first to its last, since an era has two ends."""
    first, last = (_day(bound(instant, where)) for instant in date.bounds(where))
    if date.shape is Shape.UNKNOWN:
        return Dated(exact=False)
    vague = date.approximate or date.uncertain
    if date.shape is Shape.SPAN and date.start and date.end:
        if _plain(date.start) and _plain(date.end):
            return Dated(_parts(date.start, where), _parts(date.end, where), not vague)
        return Dated(first, last, exact=False)
    if date.start is not None and date.shape.value == date.start.precision.value:
        if _plain(date.start) and not whole:
            return Dated(_parts(date.start, where), {}, not vague and not date.start.unspecified)
        return Dated(
            first, last if last != first or not whole else {**last, "hour": 23, "minute": 59}, exact=False
        )
    if date.shape is Shape.WINDOW:
        return Dated(first, last, exact=False)
    one = date.start or date.end  # open on one side
    start = _parts(one, where) if one is not None and _plain(one) else first or last
    return Dated(start, {}, exact=False)


def _plain(point: Point) -> bool:
    """Whether TimelineJS has numbers for it: seasons, decades and centuries it does not know."""
    return point.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.TIME)


def _parts(point: Point, where: tzinfo) -> Parts:
    year, month, day, hour, minute = point.year, point.month, point.day, point.hour, point.minute
    if point.offset is not None and 1 < year < 9999:
        there = datetime.fromtimestamp(point.bounds(where)[0], UTC).astimezone(where)
        year, month, day, hour, minute = there.year, there.month, there.day, there.hour, there.minute
    parts = {"month": month, "day": day, "hour": hour, "minute": minute, "second": point.second}
    return {"year": _their_year(year), **{unit: part for unit, part in parts.items() if part is not None}}


def _their_year(year: int) -> int:
    """Years before our era without a year 0: our 0 is their -1."""
    return year if year > 0 else year - 1


def _day(iso: str | None) -> Parts:
    if iso is None:
        return {}
    year, month, day = iso[:10].split("-")
    return {"year": int(year), "month": int(month), "day": int(day)}
