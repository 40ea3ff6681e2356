"""Rules about texts that say in their own words what the record says, too."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from msgspec import Struct

from dateline.checks.mentions import Mentions
from dateline.dates import FAR_FUTURE, FAR_PAST, Shape
from dateline.findings.diagnostics import Diagnostic
from dateline.model import Crisis, Event, Site
from dateline.prose import DATE, Kind, Reference, day_of, number
from dateline.values.quantities import Form, Quantity


def texts_agree_with_the_record(site: Site, named: Mentions) -> Iterator[Diagnostic]:
    """A number beside a figure is one that is claimed for it; a date beside an event can be that of the event."""
    looked: dict[str, _Told] = {}
    for reference in named.beside:
        slug = reference.id.partition("/")[0]
        if slug not in site.crises:
            continue
        if slug not in looked:
            looked[slug] = _told(site.crises[slug])
        told = looked[slug]
        if reference.kind is Kind.FIGURE:
            yield from _number(reference, told.claimed.get(reference.id, []))
        elif reference.id in told.events:
            yield from _date(site, reference, site.crises[slug], told.events[reference.id])


class _Told(Struct, frozen=True):
    """What a crisis says, by “crisis/id”."""

    claimed: dict[str, list[Quantity]]
    events: dict[str, Event]


def _told(crisis: Crisis) -> _Told:
    told = _Told({}, {})
    for story in crisis.stories:
        for claim in story.figures:
            if claim.figure:
                known = told.claimed.setdefault(f"{crisis.slug}/{claim.figure.id}", [])
                known += (
                    claim.value,
                    *(part.value for part in claim.includes if part.value.form is not Form.UNKNOWN),
                )
        told.events.update((f"{crisis.slug}/{event.id}", event) for event in story.all_events)
    return told


def _number(reference: Reference, claimed: list[Quantity]) -> Iterator[Diagnostic]:
    said = Decimal(number(reference.said))
    if not claimed or any(_can_be(one, said) for one in claimed) or reference.said_at is None:
        return
    message = (
        f"the text says {reference.said}, and the figure {' or '.join(map(str, dict.fromkeys(claimed)))}"
    )
    yield Diagnostic(
        reference.said_at, "FIG007", message, "leave the number to the figure, or mend one of them"
    )


def _can_be(claimed: Quantity, said: Decimal) -> bool:
    low, high = claimed.bounds
    return claimed.form is Form.UNKNOWN or ((low is None or low <= said) and (high is None or said <= high))


def _date(site: Site, reference: Reference, crisis: Crisis, event: Event) -> Iterator[Diagnostic]:
    found = DATE.fullmatch(reference.said)
    if event.date.shape is Shape.UNKNOWN or found is None or reference.said_at is None:
        return
    first, last = (_day(instant, site, crisis) for instant in event.date.bounds(site.zone_of(crisis)))
    year, month, day = day_of(found)
    years = (year,) if year else range(first[0], last[0] + 1)
    if last[0] - first[0] > 1 and not year:
        return  # any day of any year can be meant
    if any(first <= (one, month, day or 31) and (one, month, day or 1) <= last for one in years):
        return
    message = f"the text says {reference.said}, and “{event.title}” is of {event.date}"
    yield Diagnostic(reference.said_at, "EVENT004", message, "mend the date that is wrong")


def _day(instant: int, site: Site, crisis: Crisis) -> tuple[int, int, int]:
    """Year, month and day of an instant where the crisis is; years 1 and 9999 stand for all beyond."""
    if instant <= FAR_PAST:
        return 1, 1, 1
    if instant >= FAR_FUTURE:
        return 9999, 12, 31
    there = datetime.fromtimestamp(instant, UTC).astimezone(site.zone_of(crisis))
    return there.year, there.month, there.day
