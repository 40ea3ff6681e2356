"""What a lane of the strip is drawn from: its events, and what of them the whole strip has to know.

The events of a lane are needed only where it is drawn. What chooses the axis and the words around the drawing is told
once for all of them, so that many lanes stand side by side without a look at each event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from dateline.charts.axis import Reach, Spread, spread_of
from dateline.dates import FAR_FUTURE, FAR_PAST, PartialDate, Shape
from dateline.dates.clock import DAY
from dateline.memory.digests import digest

_IMPRECISE = frozenset(
    (Shape.MONTH, Shape.SEASON, Shape.YEAR, Shape.DECADE, Shape.CENTURY, Shape.WINDOW),
)
_TAILS = frozenset((Shape.ON_OR_AFTER, Shape.BY, Shape.UNTIL))
_COARSE = frozenset((Shape.DECADE, Shape.CENTURY))


When = tuple[int, int, int]
"""The earliest and latest instant of an event, and its number among those with the same date."""


class AsOf(Struct, frozen=True):
    """The day or moment on which the record stands, both instants inclusive. ``label``: else “8 Jan”."""

    earliest: int
    latest: int
    label: str = ""

    @property
    def middle(self) -> int:
        """The instant half way, in seconds since 1970: where the line of the record stands."""
        return (self.earliest + self.latest + 1) // 2


class Lane(Struct, frozen=True):
    """A row of the strip: a kind of event, or a crisis."""

    id: str
    label: str
    href: str = ""
    note: str = ""  # said where nothing can be drawn; empty: our words for that
    as_of: AsOf | None = None  # the day of this lane alone, where lanes are of different records
    crisis: str = ""  # of its events, for filters
    rank: int = 0  # of events with the same date those of the lane with the lower one come first

    def order(self, when: When) -> tuple[int, int, int, int]:
        """Where an event of this lane comes among those of all."""
        earliest, latest, number = when
        return earliest, latest, self.rank, number


class Mark(Struct, frozen=True, kw_only=True, array_like=True):
    """An event to draw. Instants: seconds since 1970 in UTC, inclusive; open ends FAR_PAST, FAR_FUTURE."""

    id: str
    title: str
    date: PartialDate
    earliest: int
    latest: int
    status: str  # confirmed, reported, disputed or retracted
    number: int = 0  # of marks with the same date that with the lower one comes first
    kind: str = ""  # this and the following for filters; actors and places space-separated
    actors: str = ""
    place: str = ""

    @property
    def when(self) -> When:
        """Its place in time among other marks."""
        return self.earliest, self.latest, self.number

    @property
    def usable(self) -> bool:
        """Whether its date can be drawn."""
        far = self.earliest <= FAR_PAST and self.latest >= FAR_FUTURE
        return not far and self.date.shape is not Shape.UNKNOWN

    @property
    def reach(self) -> Reach:
        """The time it speaks of, where its date is usable; an open end cut off after a day."""
        if self.latest >= FAR_FUTURE:
            return Reach(self.earliest, self.earliest + DAY)
        if self.earliest <= FAR_PAST:
            return Reach(self.latest + 1 - DAY, self.latest + 1)
        return Reach(self.earliest, max(self.earliest, self.latest) + 1)


class Drawn(Struct, frozen=True):
    """A mark with a usable date."""

    mark: Mark
    reach: Reach
    cut: bool = False  # the date could mean later than is drawn


class Facts(Struct, frozen=True):
    """What the whole strip has to know of the events of a lane."""

    drawn: int  # how many have a usable date
    undrawn: int
    as_of: AsOf | None  # where the record stands that they are of
    now: int | None  # the middle of that day, where its glyphs stand, or a later moment known on it
    fine: Spread
    coarse: Spread  # of what is known to a decade or century
    imprecise: bool  # whether any spans the time a date could mean; likewise:
    tails: bool
    vague: bool


class LaneData(Struct, frozen=True):
    """The events of one record, as small as they can be kept for a strip that shows many."""

    facts: Facts
    events: bytes  # those with a usable date, to be read where the lane is drawn
    digest: bytes  # of the events and their day

    @property
    def marks(self) -> list[Mark]:
        """Those with a usable date, in order of date."""
        return _MARKS.decode(self.events)


_MARKS: Decoder[list[Mark]] = Decoder(list[Mark])


def lane_data(marks: Sequence[Mark], as_of: AsOf | None) -> LaneData:
    """``marks`` in order of date, those without one left out but for their number."""
    drawn = drawn_marks(marks, as_of)
    events = encode([one.mark for one in drawn])
    return LaneData(facts_of(drawn, len(marks) - len(drawn), as_of), events, digest(events, encode((as_of,))))


def drawn_marks(marks: Iterable[Mark], as_of: AsOf | None) -> list[Drawn]:
    """Those with a usable date, in order of date, each cut off where the record stands: what it tells of had happened
    by then. Otherwise an event of “2026” recorded in January would stretch the axis to December."""
    found: list[Drawn] = []
    for mark in marks:
        if not mark.usable:
            continue
        reach = mark.reach
        if (
            as_of is None
            or mark.date.shape not in _IMPRECISE
            or not reach.start <= as_of.latest < reach.end - 1
        ):
            found.append(Drawn(mark, reach))
        else:
            found.append(Drawn(mark, Reach(reach.start, as_of.latest + 1), cut=True))
    return sorted(found, key=lambda one: one.mark.when)


def facts_of(drawn: Sequence[Drawn], undrawn: int, as_of: AsOf | None) -> Facts:
    """What the strip has to know of marks that are drawn; ``undrawn``: how many others there are."""
    dates = [one.mark.date for one in drawn]
    now = None
    if as_of is not None:
        later = [one.reach.middle for one in drawn if as_of.middle < one.reach.middle <= as_of.latest]
        now = max([as_of.middle, *later])
    return Facts(
        drawn=len(drawn),
        undrawn=undrawn,
        as_of=as_of,
        now=now,
        fine=spread_of([one.reach for one in drawn if one.mark.date.shape not in _COARSE]),
        coarse=spread_of([one.reach for one in drawn if one.mark.date.shape in _COARSE]),
        imprecise=any(date.shape in _IMPRECISE for date in dates),
        tails=any(date.shape in _TAILS for date in dates),
        vague=any(date.vague for date in dates),
    )
