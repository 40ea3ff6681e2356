"""What changed in the record of a crisis, and on which day."""

from datetime import tzinfo
from enum import StrEnum

from msgspec import Struct

from dateline.memory.memo import of_the_same
from dateline.model import Claim, Correction, Crisis, Event, Story
from dateline.prose import Prose
from dateline.record.corrections import Made, made_in_crisis
from dateline.record.days import LONG_AGO, day_of
from dateline.record.timeline import recorded_days


class What(StrEnum):
    """The kinds of change, in the order in which one day lists them."""

    EVENT = "event"
    FIGURE = "figure"
    WITHDRAWN = "withdrawn"
    STATUS = "status"
    CORRECTION = "correction"
    KNOWN = "known"
    UNKNOWN = "unknown"
    UPDATE = "update"


_ORDER = {what: place for place, what in enumerate(What)}


class Change(Struct, frozen=True):
    """One change. What it is about is named by ids; the view finds the words."""

    day: str  # ISO
    what: What
    story: str  # slug; empty for the crisis itself
    event: str = ""  # id
    title: str = ""  # of the event or story
    text: Prose | None = None  # of a known line
    claim: Claim | None = None
    correction: Correction | None = None
    status: str = ""  # the new one
    note: str = ""  # why


def claim_day(claim: Claim, story: Story, zone: tzinfo) -> str:
    """The day a claim became known: its own ``reported``, else its ``published``, else its story's."""
    return day_of(claim.reported or claim.published or story.published, zone)


@of_the_same(4)
def changes(crisis: Crisis, zone: tzinfo) -> tuple[Change, ...]:
    """Every change of the crisis's record, newest day first, in a fixed order within a day."""
    found: list[Change] = []
    start = first_day(crisis, zone)
    for lines, what in ((crisis.known, What.KNOWN), (crisis.unknown, What.UNKNOWN)):
        for line in lines:
            day = day_of(line.since, zone) if line.since else start
            found.append(Change(day if day != LONG_AGO else start, what, "", text=line.text))
    found += (correction_made(made, zone) for made in made_in_crisis(crisis, zone))
    for story in crisis.stories:
        found += _of_story(story, zone)
    listed = [change for change in found if change.day != LONG_AGO]
    listed.sort(key=lambda change: _ORDER[change.what])
    listed.sort(key=lambda change: change.day, reverse=True)
    return tuple(listed)


def correction_made(made: Made, zone: tzinfo) -> Change:
    """A correction as a change of the record."""
    return Change(
        day_of(made.correction.date, zone),
        What.CORRECTION,
        made.story,
        made.about,
        made.title,
        correction=made.correction,
        note=made.correction.why,
    )


def record_day(crisis: Crisis, zone: tzinfo) -> str:
    """The last day on which the record of a crisis changed; empty for a record without a day."""
    days = [change.day for change in changes(crisis, zone) if change.day != LONG_AGO]
    return max(days, default="")


def first_day(crisis: Crisis, zone: tzinfo) -> str:
    """The day the record of a crisis begins; ``LONG_AGO`` when nothing in it has one."""
    days = [day_of(crisis.published, zone), *(day_of(story.published, zone) for story in crisis.stories)]
    return min((day for day in days if day != LONG_AGO), default=LONG_AGO)


@of_the_same(500)
def _of_story(story: Story, zone: tzinfo) -> tuple[Change, ...]:
    found: list[Change] = []
    for event, recorded in zip(story.all_events, recorded_days(story, zone), strict=True):
        found += _of_event(event, recorded, story, zone)
    for claim in story.figures:
        found.append(Change(claim_day(claim, story, zone), What.FIGURE, story.slug, claim=claim))
        if claim.withdrawn:
            day = day_of(claim.withdrawn.date, zone)
            found.append(Change(day, What.WITHDRAWN, story.slug, claim=claim, note=claim.withdrawn.why))
    updated, published = day_of(story.updated, zone), day_of(story.published, zone)
    if updated > published:
        found.append(Change(updated, What.UPDATE, story.slug, story.slug, story.title))
    return tuple(found)


def _of_event(event: Event, recorded: str, story: Story, zone: tzinfo) -> list[Change]:
    found = [Change(recorded, What.EVENT, story.slug, event.id, event.title)]
    for change in event.history:
        day = day_of(change.date, zone)
        if day > recorded:
            found.append(
                Change(
                    day, What.STATUS, story.slug, event.id, event.title, status=change.status, note=change.why
                )
            )
    return found
