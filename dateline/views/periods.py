"""Long timelines: the newest events in full, others in a line or by their day, and pages for all."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from itertools import accumulate, groupby

from msgspec import Struct

from dateline.addresses import HOME, TIMELINE, crisis_address, period_address
from dateline.dates import PartialDate, Point, Precision, Shape
from dateline.model import STATUSES, Status
from dateline.record.periods import Parts, Period, parts_of
from dateline.record.timeline import Entry
from dateline.views.components import DayLink, EventView, MonthOfDays, PhaseView
from dateline.views.composer import Composer
from dateline.views.events import event_line, event_view, heading_of, labels, newest_first, size_class
from dateline.views.filters import filter_view
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import PeriodInputs, Shared
from dateline.views.pages import TimelinePage


def period_page(shared: Shared, inputs: PeriodInputs) -> TimelinePage:
    """A year, month or day of a timeline: its own events in full, those of its months or days as in a long timeline."""
    of_all = inputs.timeline == TIMELINE
    address = period_address(inputs.timeline, inputs.parts)
    page = Composer(shared, address, inputs.lookup, "" if of_all else inputs.crises[0].timezone)
    by_slug = {crisis.slug: crisis for crisis in inputs.crises}
    figures = {slug: labels(known) for slug, known in inputs.figures}
    kinds = dict(inputs.kinds)
    links = {one.slug: page.link(one.name, crisis_address(one.slug)) for one in inputs.crises if of_all}

    def zone_of(entry: Entry) -> tzinfo:
        return shared.zone(by_slug[entry.crisis].timezone)

    def told(entry: Entry) -> EventView:
        here = "" if of_all else address
        return event_view(page, entry, figures[entry.crisis], kinds, links.get(entry.crisis), here=here)

    period = period_name(page, inputs.parts)
    name = page.say("Timeline") if of_all else by_slug[inputs.crises[0].slug].name
    title = page.say("%(timeline)s: %(period)s", timeline=name, period=period)
    shown = [entry for one in inputs.periods for entry in one.entries]
    listed = tuple(
        Told(one, full=newest) if one.parts == inputs.parts else Told(one, lines=newest)
        for one in inputs.periods
        for newest in (newest_first(one.entries),)
    )
    phases = period_phases(page, listed, told, zone_of, inputs.timeline, unpaged=inputs.told)
    total = sum(count for _, count in inputs.counts)
    lede = page.count("%(n)s event, newest first", "%(n)s events, newest first", total)
    crumbs = [page.link(page.say("Crises"), HOME)]
    crumbs.append(page.link(name, inputs.timeline))
    crumbs += (
        page.link(
            period_name(page, inputs.parts[:depth]), period_address(inputs.timeline, inputs.parts[:depth])
        )
        for depth in range(1, len(inputs.parts))
    )
    crumbs.append(Link(period, current=True))
    names = tuple((crisis.slug, crisis.name) for crisis in inputs.crises) if of_all else ()
    return TimelinePage(
        frame=frame(page, title, lede, crumbs=crumbs),
        title=title,
        lede=lede,
        strip=None,
        filters=filter_view(page, shown, inputs.kinds, inputs.lookup.cast, names),
        phases=phases,
        sources=page.sources(),
        index=pages_below(page, inputs.counts, inputs.timeline, inputs.parts)
        if of_all
        else index_of(page, inputs.periods, phases, len(inputs.parts) + 1),
        older=period_neighbour(page, inputs.timeline, inputs.older),
        newer=period_neighbour(page, inputs.timeline, inputs.newer),
    )


class Told(Struct, frozen=True):
    """How a page tells the events of a period, each of them newest first."""

    period: Period[Entry]
    full: tuple[Entry, ...] = ()
    lines: tuple[Entry, ...] = ()
    days: tuple[Entry, ...] = ()  # no more than a link each, by its day


def newest_told(periods: Sequence[Period[Entry]], full: int, lines: int) -> tuple[Told, ...]:
    """The newest events ``full``, as many as that; of the others those that changed last in a line."""
    listed = [(number, entry) for number, one in enumerate(periods) for entry in newest_first(one.entries)]
    rest = sorted(listed[full:], key=lambda item: item[1].changed, reverse=True)
    named = {id(entry) for _, entry in rest[:lines]}
    ways: list[tuple[list[Entry], list[Entry], list[Entry]]] = [([], [], []) for _ in periods]
    for place, (number, entry) in enumerate(listed):
        ways[number][0 if place < full else 1 if id(entry) in named else 2].append(entry)
    return tuple(Told(one, *map(tuple, way)) for one, way in zip(periods, ways, strict=True))


def period_phases(
    page: Composer,
    listed: Sequence[Told],
    told: Callable[[Entry], EventView],
    zone_of: Callable[[Entry], tzinfo],
    address: str,
    unpaged: Collection[Parts] = (),
) -> tuple[PhaseView, ...]:
    """The events of periods: those in full as ``told``.

    ``address``: of the timeline, whose periods have pages, except the ``unpaged``: it has an anchor for each event.
    """
    found: list[PhaseView] = []
    begun: set[Parts] = set()  # years of which something is told already
    for held in _together(listed):
        one, year = held[0], held[0].period.parts[:1]
        for title, entries in _headed(page, one, zone_of).items():
            events = tuple(told(entry) for entry in entries)
            note = page.count("%(n)s event", "%(n)s events", len(events))
            found.append(_phase(len(found), title, note, size_class(len(events)), events))
        if one.lines or one.days:
            whole = one.period.parts if len(held) == 1 else year
            place = address if whole in unpaged else period_address(address, whole)
            earlier = bool(one.full) or (len(held) > 1 and year in begun)
            found.append(_in_brief(page, len(found), held, zone_of, address, whole, place, earlier))
        begun.add(year)
    return tuple(found)


def _in_brief(
    page: Composer,
    number: int,
    held: Sequence[Told],
    zone_of: Callable[[Entry], tzinfo],
    address: str,
    whole: Parts,
    place: str,
    earlier: bool,
) -> PhaseView:
    """Events that the page at ``place``, of the period ``whole``, tells in full: in a line, or by their days.

    ``address``: of the timeline. ``earlier``: something of the same period is told before them.
    """
    lines = held[0].lines  # those held together have none
    name = period_name(page, whole)
    if whole:
        words = page.say("Read %(period)s in full", period=name)
        months = _by_month(page, held, zone_of, address, whole)
    else:
        words = page.say("Read the undated events in full")
        months = _undated(page, held[0].days, place)
    count = sum(len(each.lines) + len(each.days) for each in held)
    return PhaseView(
        anchor=f"phase-{number + 1}",
        title=page.say("%(period)s, earlier", period=name) if earlier else name,
        note=page.count("%(n)s event", "%(n)s events", count),
        size=size_class(len(lines) + len(months)),
        events=(),
        lines=tuple(event_line(page, entry, place) for entry in lines),
        months=months,
        more=None if place == address or (months and not whole) else page.link(words, place),
    )


def _together(listed: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """Each period by itself; but months and days of a year together, as long as none of their events is more than a
    link: a heading for each of them would hide what is under it."""

    def group(numbered: tuple[int, Told]) -> Parts | int:
        number, one = numbered
        return number if one.full or one.lines or not one.period.parts else one.period.parts[:1]

    for _, held in groupby(enumerate(listed), group):
        yield tuple(one for _, one in held)


def _headed(page: Composer, one: Told, zone_of: Callable[[Entry], tzinfo]) -> Mapping[str, Sequence[Entry]]:
    """What is told in full of a period by its headings, none of them finer than its dates. A day heads its own."""
    parts = one.period.parts
    finest = Precision.YEAR if len(parts) < 2 else Precision.MONTH
    groups: dict[str, list[Entry]] = {}
    for entry in one.full:
        if not entry.dated:
            title = page.say("Undated")
        elif len(parts) > 2:
            title = period_name(page, parts)
        else:
            title = heading_of(page, entry, zone_of(entry), finest)
        groups.setdefault(title, []).append(entry)
    return groups


def _by_month(
    page: Composer, held: Sequence[Told], zone_of: Callable[[Entry], tzinfo], address: str, heading: Parts
) -> tuple[MonthOfDays, ...]:
    """Events by their days, newest first, each day leading to the page that tells it, of a period of the timeline at
    ``address``. What the period named by the ``heading`` over them says already, no month repeats.

    Only an exact day is told by its number. Those of a day share a link, apart from what was retracted.
    """
    months: dict[Parts, list[DayLink]] = {}
    for one in held:
        href = page.href(period_address(address, one.period.parts))
        days: dict[tuple[Parts, str, str, bool], list[Entry]] = {}
        for entry in one.days:
            date, parts = entry.event.date, parts_of(entry, zone_of(entry))
            exact = date.shape in (Shape.DAY, Shape.TIME) and not date.vague and len(parts) > 2
            text = page.language.number(parts[2]) if exact else page.date(date).short
            rest = period_name(page, parts).removeprefix(text) if exact else ""
            of_day = (parts[:2], text, rest, entry.event.status is Status.RETRACTED)
            days.setdefault(of_day, []).append(entry)
        for (month, text, rest, retracted), entries in days.items():
            months.setdefault(month, []).append(_day_link(page, text, rest, retracted, entries, href))
    alone = months.keys() == {heading[:2]}
    return tuple(
        MonthOfDays("" if alone else period_name(page, month), tuple(links))
        for month, links in months.items()
    )


def _day_link(
    page: Composer, text: str, rest: str, retracted: bool, entries: Sequence[Entry], href: str
) -> DayLink:
    """Events of one day; the link leads to the first of them."""
    told = {entry.event.status for entry in entries}
    statuses = (
        tuple(page.status(one) for one in STATUSES if one in told) if told != {Status.CONFIRMED} else ()
    )
    count = (page.count("%(n)s event", "%(n)s events", len(entries)),) if len(entries) > 1 else ()
    said = page.say(", ").join((rest, *count))
    anchors = _anchors(entries)
    return DayLink(
        anchors[0], text, f"{href}#{anchors[0]}", said, anchors[1:], len(entries), statuses, retracted
    )


def _undated(page: Composer, entries: Sequence[Entry], address: str) -> tuple[MonthOfDays, ...]:
    """Undated events in one link to the page at ``address`` that tells them."""
    if not entries:
        return ()
    words = page.count("%(n)s undated event", "%(n)s undated events", len(entries))
    anchors = _anchors(entries)
    link = DayLink(anchors[0], words, page.href(address), anchors=anchors[1:], events=len(entries))
    return (MonthOfDays("", (link,)),)


def _anchors(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(anchor for entry in entries for anchor in (entry.event.id, *entry.event.old_ids))


def index_of(
    page: Composer, periods: Sequence[Period[Entry]], phases: Sequence[PhaseView], depth: int = 1
) -> tuple[Link, ...]:
    """The years of a timeline (at ``depth`` 1; its months at 2) that stand on this page, with what each holds.

    Each leads to the first of its phases; ``phases`` were made from ``periods``, with no period left out.
    """
    anchors: dict[Parts, str] = {}
    counts: dict[Parts, int] = {}
    starts = list(accumulate(map(_events_in, phases), initial=0))
    before = 0
    for period in periods:
        parts = period.parts[:depth]
        anchors.setdefault(parts, f"#{phases[bisect_right(starts, before) - 1].anchor}")
        counts[parts] = counts.get(parts, 0) + len(period.entries)
        before += len(period.entries)
    if len(counts) < 2:
        return ()
    return tuple(Link(period_name(page, parts), href, count=counts[parts]) for parts, href in anchors.items())


def _events_in(phase: PhaseView) -> int:
    by_day = sum(day.events for month in phase.months for day in month.days)
    return len(phase.events) + len(phase.lines) + by_day


def pages_below(
    page: Composer, periods: Iterable[tuple[Parts, int]], address: str, parts: Parts = ()
) -> tuple[Link, ...]:
    """The years of a timeline, or the months or days of ``parts``, each leading to its own page.

    ``periods``: each with the number of its events.
    """
    depth = len(parts) + 1
    counts: dict[Parts, int] = {}
    for period, events in periods:
        if len(period) >= depth or not parts:
            counts[period[:depth]] = counts.get(period[:depth], 0) + events
    return tuple(
        page.link(period_name(page, one), period_address(address, one), count)
        for one, count in counts.items()
    )


def period_name(page: Composer, parts: Parts) -> str:
    """“2019”, “March 2019”, “14 March 2019”, “14 March 2019, part 2”, “49 BCE”."""
    if not parts:
        return page.say("Undated")
    if len(parts) > 3:
        number = page.language.number(parts[3])
        return page.say("%(day)s, part %(number)s", day=period_name(page, parts[:3]), number=number)
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    year, month, day = (*parts, None, None)[:3]
    assert year is not None
    return page.date(PartialDate.at(Point(precision=precision, year=year, month=month, day=day))).text


def period_neighbour(page: Composer, address: str, parts: Parts) -> Link | None:
    """The earlier or the later period of what is at ``address``; nothing where ``parts`` is."""
    return page.link(period_name(page, parts), period_address(address, parts)) if parts else None


def _phase(number: int, title: str, note: str, size: str, events: tuple[EventView, ...]) -> PhaseView:
    return PhaseView(f"phase-{number + 1}", title, note, size, events)
