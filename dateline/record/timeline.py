"""The events of a crisis in order."""

from collections.abc import Iterable
from datetime import tzinfo
from operator import attrgetter

from msgspec import Struct

from dateline.dates import Shape
from dateline.memory.memo import of_the_same
from dateline.model import Claim, Correction, Crisis, Event, Story
from dateline.record.days import day_of

_BOUNDS = attrgetter("earliest", "latest")
_UNKNOWN = Shape.UNKNOWN


class Entry(Struct, frozen=True, array_like=True):
    """One event on a timeline, with what a list of events shows of its story. Made by position in ``entries_of``."""

    crisis: str
    story: str  # slug of the story that tells it
    event: Event
    summary: str  # of the story, on its own point only
    claims: tuple[Claim, ...]  # likewise
    corrections: tuple[Correction, ...]
    recorded: str  # ISO day on which it became part of the record
    changed: str  # ISO day on which it last changed
    earliest: int  # instants, for the order
    latest: int

    @property
    def is_story(self) -> bool:
        """Whether this is a story's own point: its title then leads to the story."""
        return self.event.id == self.story

    @property
    def dated(self) -> bool:
        """Whether anything is known of when it happened."""
        return self.event.date.shape is not Shape.UNKNOWN


def recorded_days(story: Story, zone: tzinfo) -> tuple[str, ...]:
    """The ISO days on which its events became known, its own point first: ``reported``, else when it was published."""
    published = day_of(story.published, zone)
    return tuple([day_of(one.reported, zone) if one.reported else published for one in story.all_events])


@of_the_same(500)
def entries_of(crisis: str, story: Story, zone: tzinfo) -> tuple[Entry, ...]:
    """The points of one story: its own first, then the others in the order of the file."""
    found = []
    for event, recorded in zip(story.all_events, recorded_days(story, zone), strict=True):
        own = event is story.event
        corrections = story.corrections_of(event.id)
        days = [recorded]
        days += [day_of(one.date, zone) for one in event.history]
        days += [day_of(one.date, zone) for one in corrections]
        if own:
            days += [day_of(claim.published, zone) for claim in story.figures]
        earliest, latest = event.date.bounds(zone)
        found.append(
            Entry(
                crisis,
                story.slug,
                event,
                story.summary if own else "",
                story.figures if own else (),
                corrections,
                recorded,
                max(days),
                earliest,
                latest,
            )
        )
    return tuple(found)


@of_the_same(4)
def timeline(crisis: Crisis, zone: tzinfo) -> tuple[Entry, ...]:
    """Every event of the crisis, oldest first; events whose date is unknown come last."""
    return in_order(entry for story in crisis.stories for entry in entries_of(crisis.slug, story, zone))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Oldest first, undated last. Equal dates keep the order they come in."""
    dated, undated = dated_and_undated(entries)
    dated.sort(key=_BOUNDS)
    return (*dated, *undated)


def dated_and_undated(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Those of which anything is known of when they happened, and the others."""
    dated: list[Entry] = []
    undated: list[Entry] = []
    for entry in entries:
        (undated if entry.event.date.shape is _UNKNOWN else dated).append(entry)
    return dated, undated
