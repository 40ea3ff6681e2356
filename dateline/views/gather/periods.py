"""For the pages of a long timeline: a year, a month or a day each."""

from collections.abc import Iterator, Set

from dateline.addresses import TIMELINE
from dateline.record.periods import Parts, Period, divide, newest_in_full, pages_of
from dateline.record.timeline import Entry, in_order
from dateline.views.figures import figures_by_id
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import PeriodInputs
from dateline.views.uses import Uses


def divided(gatherer: Gatherer, address: str) -> tuple[Period[Entry], ...]:
    """The periods of a long timeline, newest first, by its address: of a crisis, or of all; none of a short one."""
    if address == TIMELINE:
        records = tuple(gatherer.records.values())
        zones = {record.slug: gatherer.where(record) for record in records}

        def all_of_them(*lists: tuple[Entry, ...]) -> tuple[Period[Entry], ...]:
            entries = in_order(entry for listed in lists for entry in listed)
            return divide(entries, lambda entry: zones[entry.crisis])

        name = ("divided", "", *sorted(map(str, zones.items())))
        return gatherer.memo.make(name, all_of_them, *map(gatherer.entries, records))
    slug = gatherer.slugs[address]
    record = gatherer.record(slug)
    return gatherer.memo.make(
        ("divided", slug),
        lambda entries, where: divide(entries, lambda _: where),
        gatherer.entries(record),
        gatherer.where(record),
    )


def told(gatherer: Gatherer, address: str) -> frozenset[Parts]:
    """The periods that need no page of their own, because the timeline at ``address`` tells them in full.

    None of all crises' timeline: what is newest there changes with every story.
    """
    return frozenset() if address == TIMELINE else newest_in_full(divided(gatherer, address))


def with_pages(gatherer: Gatherer, address: str) -> Iterator[tuple[Parts, tuple[Period[Entry], ...]]]:
    """The years, months and days of the timeline at ``address`` that have pages, with the periods they hold."""
    return pages_of(divided(gatherer, address), told(gatherer, address))


def period(
    gatherer: Gatherer,
    address: str,
    parts: Parts,
    held: tuple[Period[Entry], ...],
    told: Set[Parts],
    older: Parts,
    newer: Parts,
) -> PeriodInputs:
    """For a year, month or day of the timeline at ``address``, which holds these periods.

    Of the timeline of all crises a page tells its own period and no more than how many events the others have.
    """
    counts = tuple((period.parts, len(period.entries)) for period in held)
    if address == TIMELINE:
        held = tuple(period for period in held if period.parts == parts)
    entries = [entry for period in held for entry in period.entries]
    uses = Uses()
    for entry in entries:
        uses.event(entry.event)
        for claim in entry.claims:
            uses.claim(claim)
    records = [gatherer.record(slug) for slug in dict.fromkeys(sorted(entry.crisis for entry in entries))]
    return PeriodInputs(
        timeline=address,
        parts=parts,
        counts=counts,
        periods=held,
        told=tuple(period.parts for period in held if period.parts in told),
        older=older,
        newer=newer,
        crises=tuple(map(gatherer.crisis_card, records)),
        kinds=tuple(dict(kind for record in records for kind in gatherer.kinds(record)).items()),
        figures=tuple((one.slug, tuple(figures_by_id(one.figures).items())) for one in records),
        lookup=gatherer.lookup(uses),
    )
