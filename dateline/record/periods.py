"""A long record divided by time: by year, a crowded year by month, a crowded month by day."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import tzinfo
from functools import lru_cache
from itertools import accumulate
from typing import Any, Generic, TypeVar

from msgspec import Struct

from dateline.dates import FAR_FUTURE, FAR_PAST, PartialDate, Shape
from dateline.dates.clock import Clock
from dateline.record.timeline import Entry

MOST = 200
"""Events that one page tells in full: the weight for which the budgets of a page are made."""
NEWEST = 80
"""Events that the timeline of a divided record tells in full itself, beside its figures and all else."""
MOST_LINES = 100
"""Those that it names in a line: of the others those that changed last, so that readers find what is new to them."""
MOST_AS_KNOWN = 60
"""Events told in full of the record as known on a day: there is a page for each day on which it changed."""

T = TypeVar("T")
Parts = tuple[int, ...]
"""A year, a year and a month, or a day: (2019,), (2019, 3), (2019, 3, 14). Empty for what has no usable date."""


class Period(Struct, Generic[T], frozen=True):
    """What is told on one page: events, oldest first, or changes of the record, newest first."""

    parts: Parts
    entries: tuple[T, ...]

    @property
    def events(self) -> int:
        """How many there are."""
        return len(self.entries)


class Counted(Struct, frozen=True):
    """A period by the number of its events, for whoever needs no more of them."""

    parts: Parts
    events: int
    finest: tuple[Parts, ...]
    """What ``parts_of`` says of them."""


P = TypeVar("P", bound=Period[Any] | Counted)


def divide(
    entries: Sequence[Entry], zone_of: Callable[[Entry], tzinfo], most: int = MOST
) -> tuple[Period[Entry], ...]:
    """``entries``, oldest first, in periods, newest first; the undated last. Nothing for a record of one page.

    A period is a year. One with more than ``most`` events is divided further; what is known to the year alone then
    stays in the period of the year, after its months.
    """
    return by_period(entries, lambda entry: parts_of(entry, zone_of(entry)), most)


def by_period(entries: Sequence[T], parts: Callable[[T], Parts], most: int) -> tuple[Period[T], ...]:
    """The same of anything that has days; in each period the order stays."""
    if len(entries) <= most:
        return ()
    known: dict[Parts, list[int]] = {}
    for place, entry in enumerate(entries):
        known.setdefault(parts(entry), []).append(place)
    # A period is put together from finer groups: its events come back into the order of the record.
    return tuple(
        Period(
            one.parts, tuple(entries[n] for n in sorted(n for finest in one.finest for n in known[finest]))
        )
        for one in divide_counted({parts: len(places) for parts, places in known.items()}, most)
    )


def divide_counted(events: Mapping[Parts, int], most: int = MOST) -> tuple[Counted, ...]:
    """The same periods, from how many events there are of each ``parts_of``."""
    if sum(events.values()) <= most:
        return ()
    found: dict[Parts, list[Parts]] = {}
    _divide(events, events, 1, most, found)
    listed = sorted(found, key=lambda parts: (bool(parts), (*parts, 0, 0)), reverse=True)
    return tuple(
        Counted(parts, sum(events[one] for one in found[parts]), tuple(found[parts])) for parts in listed
    )


def by_period_and_number(
    entries: Sequence[T], parts: Callable[[T], Parts], most: int
) -> tuple[Period[T], ...]:
    """The same of what may be brought in by the thousand on one day: that is divided ``by_number``."""
    return tuple(
        Period(piece, period.entries[part])
        for period in by_period(entries, parts, most)
        for piece, part in by_number(period, most)
    )


def by_number(period: P, most: int) -> Iterator[tuple[Parts, slice]]:
    """A period in pieces of at most ``most`` where it is a day, which no calendar divides further: the day itself is
    its first piece, (2019, 3, 14, 2) the next. What is known to a year or a month alone stays together."""
    if len(period.parts) != 3 or period.events <= most:
        yield period.parts, slice(period.events)
        return
    for number, start in enumerate(range(0, period.events, most), start=1):
        yield (*period.parts, number)[: 3 if number == 1 else 4], slice(start, start + most)


def newest_in_full(periods: Sequence[P], most: int = MOST) -> frozenset[Parts]:
    """The newest periods, as many as one page can tell; at least one."""
    told = 0
    chosen: list[Parts] = []
    for period in periods:
        told += period.events
        if chosen and told > most:
            break
        chosen.append(period.parts)
    return frozenset(chosen)


def wholly_told(periods: Sequence[P], most: int = NEWEST) -> frozenset[Parts]:
    """The newest periods of which no event is left out where the newest ``most`` are told in full."""
    ends = accumulate(period.events for period in periods)
    return frozenset(period.parts for period, end in zip(periods, ends, strict=True) if end <= most)


def pages_of(
    periods: Sequence[P], told: frozenset[Parts] = frozenset()
) -> Iterator[tuple[Parts, tuple[P, ...]]]:
    """The pages of a divided record and the periods each holds, newest first: every period and the years and months
    that hold several. An address stays when its year grows too long for one page.

    ``told``: the periods that the timeline itself tells in full. A page of nothing else is not needed.
    """
    found: dict[Parts, list[P]] = {}
    for period in periods:
        for depth in range(min(1, len(period.parts)), len(period.parts) + 1):
            found.setdefault(period.parts[:depth], []).append(period)
    for parts, held in found.items():
        if not told.issuperset(one.parts for one in held):
            yield parts, tuple(held)


def pages_of_crisis(periods: Sequence[P]) -> Iterator[tuple[Parts, tuple[P, ...]]]:
    """Those of the record of one crisis: its own page tells the newest events."""
    return pages_of(periods, wholly_told(periods))


def _divide(
    finest: Collection[Parts],
    events: Mapping[Parts, int],
    depth: int,
    most: int,
    found: dict[Parts, list[Parts]],
) -> None:
    groups: dict[Parts, list[Parts]] = {}
    for one in finest:
        groups.setdefault(one[:depth], []).append(one)
    for parts, group in groups.items():
        finer = [one for one in group if len(one) > depth]
        if finer and sum(events[one] for one in group) > most:
            if parts in group:
                found[parts] = [parts]
            _divide(finer, events, depth + 1, most, found)
        else:
            found[parts] = group


def parts_of(entry: Entry, zone: tzinfo) -> Parts:
    """As much of a calendar day as the date leaves no doubt about; at least a year, that of the earliest day."""
    return _parts(entry.event.date, (entry.earliest, entry.latest), zone)


def parts_of_date(date: PartialDate, zone: tzinfo) -> Parts:
    """The same of what happened on a date."""
    return _parts(date, date.bounds(zone), zone)


def _parts(date: PartialDate, bounds: tuple[int, int], zone: tzinfo) -> Parts:
    if date.shape in (Shape.SPAN, Shape.SINCE) and date.start is not None:
        return _between(*date.start.bounds(zone), zone)  # what lasted stands where it began
    return _between(*bounds, zone)


@lru_cache(maxsize=100_000)
def _between(first: int, last: int, zone: tzinfo) -> Parts:
    """The same of two instants."""
    if first <= FAR_PAST:
        first = last
    if last >= FAR_FUTURE:
        last = first
    if not FAR_PAST < first < FAR_FUTURE:
        return ()
    clock = Clock(zone)
    first_day, last_day = clock.date(first), clock.date(last)
    return (
        next(first_day[:depth] for depth in (3, 2, 1, 0) if first_day[:depth] == last_day[:depth])
        or first_day[:1]
    )
