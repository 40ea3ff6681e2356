"""What the search holds of each event, and how a long record is divided for it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import groupby

from msgspec import Struct

from dateline.dates import FAR_FUTURE, FAR_PAST, UNKNOWN, PartialDate
from dateline.dates.clock import Clock
from dateline.model import Claim, Crisis, Status
from dateline.prose import Prose
from dateline.record.timeline import timeline
from dateline.values.quantities import Quantity

MOST = 70_000
"""About how many bytes of text and fields one part of the index holds: less than 30 KB once compressed."""
_BESIDE = 40
"""Bytes of an event or claim beside its words: date, status, numbers that stand for names."""

Years = tuple[int, ...]
"""The first and last year a date can mean, once where they are the same; empty for no date."""


class ClaimCard(Struct, frozen=True):
    """A claim as the search holds it."""

    figure: str
    label: str
    value: Quantity
    unit: str
    by: str  # empty: nobody is named
    as_of: PartialDate
    status: Status
    promised: bool
    withdrawn: bool
    years: Years


class EventCard(Struct, frozen=True):
    """An event as the search holds it."""

    crisis: str
    id: str
    is_story: bool
    title: str
    date: PartialDate
    date_text: str
    status: Status
    place: str
    actors: tuple[str, ...]
    statements: tuple[tuple[str, Prose], ...]
    tags: tuple[str, ...]  # of a story
    claims: tuple[ClaimCard, ...]
    years: Years
    month: tuple[int, ...]  # by which a long record is divided
    earliest: int
    latest: int

    @property
    def weight(self) -> int:
        """About how many bytes it takes in the index."""
        words = len(self.title.encode()) + len(self.id) + len(self.place)
        words += sum(
            len(label) + sum(len(p) for p in text.parts if isinstance(p, str))
            for label, text in self.statements
        )
        words += sum(len(tag.encode()) for tag in self.tags)
        return words + _BESIDE + len(self.claims) * _BESIDE


class Part(Struct, frozen=True):
    """A part of the index: the events of some months, newest first."""

    number: int  # 1 is the oldest
    cards: tuple[EventCard, ...]


def cards_of(crisis: Crisis, zone: tzinfo) -> tuple[EventCard, ...]:
    """Every event of the crisis, oldest first, a story's own with its claims; days by the clock of ``zone``."""
    clock = Clock(zone)
    tags = {story.slug: story.tags for story in crisis.stories}
    figures = {figure.id: (figure.label, figure.unit) for figure in crisis.figures}
    found = []
    for entry in timeline(crisis, zone):
        event = entry.event
        days = _days(entry.earliest, entry.latest, clock)
        found.append(
            EventCard(
                crisis=crisis.slug,
                id=event.id,
                is_story=entry.is_story,
                title=event.title,
                date=event.date,
                date_text=event.date_text,
                status=event.status,
                place=event.place,
                actors=tuple(
                    dict.fromkeys((*(one.actor.id for one in event.actors), *sorted(event.actor_ids)))
                ),
                statements=tuple((one.label, one.text) for one in event.statements),
                tags=tags[entry.story] if entry.is_story else (),
                claims=tuple(
                    _claim(claim, *figures.get(claim.figure.id, ("", "")), zone)
                    for claim in entry.claims
                    if claim.figure
                ),
                years=tuple(sorted({day[0] for day in days})),
                month=days[0][:2] if days else (),
                earliest=entry.earliest,
                latest=entry.latest,
            )
        )
    return tuple(found)


def _claim(claim: Claim, label: str, unit: str, zone: tzinfo) -> ClaimCard:
    as_of = claim.as_of or UNKNOWN
    days = _days(*as_of.bounds(zone), Clock(zone))
    return ClaimCard(
        figure=claim.figure.id if claim.figure else "",
        label=label,
        value=claim.value,
        unit=unit,
        by=claim.by.id if claim.by else "",
        as_of=as_of,
        status=claim.status,
        promised=claim.promised,
        withdrawn=claim.withdrawn is not None,
        years=tuple(sorted({day[0] for day in days})),
    )


def _days(first: int, last: int, clock: Clock) -> tuple[tuple[int, ...], ...]:
    """The first and last calendar day of a stretch; the one that is known, twice, of one with an open end."""
    if first <= FAR_PAST:
        first = last
    if last >= FAR_FUTURE:
        last = first
    return (clock.date(first), clock.date(last)) if FAR_PAST < first < FAR_FUTURE else ()


def parts_of(cards: Iterable[EventCard], most: int = MOST) -> tuple[Part, ...]:
    """The events of all crises in parts, the newest part first; a short record is one part.

    Parts are filled from the oldest month on and end with a month where that can be, so that what happens now changes
    the newest part alone.
    """
    listed = sorted(
        cards, key=lambda card: (not card.month, card.month, card.earliest, card.latest, card.crisis, card.id)
    )
    parts: list[list[EventCard]] = [[]]
    room = most
    for group in _fitting(listed, most):
        weight = sum(card.weight for card in group)
        if parts[-1] and weight > room:
            parts.append([])
            room = most
        parts[-1] += group
        room -= weight
    return tuple(
        Part(number, tuple(reversed(held))) for number, held in reversed(list(enumerate(parts, start=1)))
    )


def _fitting(cards: Sequence[EventCard], most: int) -> Iterator[list[EventCard]]:
    """The events of each month, in pieces where one part cannot hold them."""
    for _, month in groupby(cards, key=lambda card: card.month):
        piece: list[EventCard] = []
        room = most
        for card in month:
            if piece and card.weight > room:
                yield piece
                piece, room = [], most
            piece.append(card)
            room -= card.weight
        yield piece
