"""For the pages of a long timeline: a year, a month or a day each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from dateline.addresses import TIMELINE
from dateline.model import Claim
from dateline.record.periods import (
    Counted,
    Parts,
    Period,
    divide,
    divide_counted,
    pages_of,
    pages_of_crisis,
    wholly_told,
)
from dateline.record.timeline import Entry, in_order
from dateline.views.gather.events import month_of, read
from dateline.views.gather.gatherer import Gatherer
from dateline.views.gather.summary import Summary
from dateline.views.inputs import FiguresOfCrises, PeriodInputs
from dateline.views.uses import Uses

Held = Sequence[Period[Entry]] | Sequence[Counted]
"""The periods on a page: of a crisis with their events, of all crises with how many there are."""


def told(gatherer: Gatherer, address: str) -> frozenset[Parts]:
    """The periods that need no page of their own, because the timeline at ``address`` tells them in full.

    None of all crises' timeline: what is newest there changes with every story.
    """
    return frozenset() if address == TIMELINE else wholly_told(_divided(gatherer, address))


def with_pages(gatherer: Gatherer, address: str) -> Iterator[tuple[Parts, Held]]:
    """The years, months and days of the timeline at ``address`` that have pages, with the periods they hold."""
    if address == TIMELINE:
        return pages_of(divided(gatherer))
    return pages_of_crisis(_divided(gatherer, address))


def divided(gatherer: Gatherer) -> tuple[Counted, ...]:
    """The periods of the timeline of all crises, newest first; none of a short one."""

    def events_of(crisis: Summary) -> Mapping[Parts, int]:
        return crisis.periods

    events = gatherer.memo.sum("events of periods", events_of, *gatherer.summaries)
    return gatherer.memo.make(("divided", ""), divide_counted, events)


def in_full(
    gatherer: Gatherer, periods: Iterable[Counted], crises: Sequence[Summary]
) -> tuple[Period[Entry], ...]:
    """These periods of the timeline of all crises with their events; of those with equal dates the ones come first
    whose crisis does."""
    return tuple(Period(one.parts, events_in(gatherer, one.finest, crises)) for one in periods)


def events_in(gatherer: Gatherer, finest: Iterable[Parts], crises: Sequence[Summary]) -> tuple[Entry, ...]:
    """The events of these crises of which ``parts_of`` says so."""
    wanted = frozenset(finest)
    found: list[Entry] = []
    for one in crises:
        slug, told = one.card.slug, wanted & one.periods.keys()
        months = {month: gatherer.events(slug, month) for month in {*map(month_of, told)}}
        found += read(event for parts in told for event in months[month_of(parts)][parts])
    return in_order(found)


def figures_in(entries: Iterable[Entry], crises: Iterable[Summary]) -> FiguresOfCrises:
    """The figures that these events of crises have claims for."""
    claims: dict[str, list[Claim]] = {}
    for entry in entries:
        claims.setdefault(entry.crisis, []).extend(entry.claims)
    return tuple(
        (one.card.slug, one.figures_of(claims[one.card.slug])) for one in crises if one.card.slug in claims
    )


def _divided(gatherer: Gatherer, address: str) -> tuple[Period[Entry], ...]:
    """The periods of the long timeline of a crisis, newest first; none of a short one."""
    slug = gatherer.slugs[address]
    record = gatherer.record(slug)
    return gatherer.memo.make(
        ("divided", slug),
        lambda entries, where: divide(entries, lambda _: where),
        gatherer.entries(record),
        gatherer.where(record),
    )


def period(
    gatherer: Gatherer,
    address: str,
    parts: Parts,
    held: Held,
    told: Set[Parts],
    older: Parts,
    newer: Parts,
) -> PeriodInputs:
    """For a year, month or day of the timeline at ``address``, which holds these periods.

    Of the timeline of all crises a page tells its own period and no more than how many events the others have.
    """
    own = (one for one in held if isinstance(one, Counted) and one.parts == parts)
    periods = tuple(one for one in held if isinstance(one, Period)) or in_full(
        gatherer, own, gatherer.summaries
    )
    entries = [entry for period in periods for entry in period.entries]
    uses = Uses()
    uses.entries(entries)
    crises = [gatherer.summary(slug) for slug in sorted({entry.crisis for entry in entries})]
    return PeriodInputs(
        timeline=address,
        parts=parts,
        counts=tuple((period.parts, period.events) for period in held),
        periods=periods,
        told=tuple(period.parts for period in periods if period.parts in told),
        older=older,
        newer=newer,
        crises=tuple(one.card for one in crises),
        kinds=tuple(dict(kind for one in crises for kind in gatherer.kinds_in(one)).items()),
        figures=figures_in(entries, crises),
        lookup=gatherer.lookup(uses),
    )
