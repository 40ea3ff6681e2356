"""The corrections of a story and of a crisis in order, and the day of the last."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from msgspec import Struct

from dateline.dates import PartialDate
from dateline.model import Correction, Crisis, Story
from dateline.record.periods import Counted, Parts, by_number, divide_counted, pages_of, parts_of_date


class Made(Struct, frozen=True):
    """A correction with what it concerns."""

    correction: Correction
    story: str  # slug; empty for the crisis itself
    about: str  # id of the event, or the slug of the story; empty for the crisis itself
    title: str


MOST_CORRECTIONS = 300
"""Those that one page tells: with both wordings and the reason each is as much to load as an event in a line or two."""


def correction_parts(made: Made, zone: tzinfo) -> Parts:
    """The year, the month or the day of a correction, where a list of very many is divided by those."""
    return parts_of_date(made.correction.date, zone)


def pages_of_corrections(counts: Mapping[Parts, int]) -> Iterator[Parts]:
    """The years, months and days that have pages of their own, where there are very many; ``counts``: how many are of
    each ``correction_parts``."""
    periods = [
        Counted(parts, len(range(period.events)[piece]), ())
        for period in divide_counted(counts, MOST_CORRECTIONS)
        for parts, piece in by_number(period, MOST_CORRECTIONS)
    ]
    return (parts for parts, _ in pages_of(periods))


def correction_order(one: Correction, zone: tzinfo) -> tuple[int, int]:
    """Sorts corrections by when they were made; one whose day is not known comes before every other."""
    return one.date.bounds(zone)


def last_corrected(corrections: Iterable[Correction], zone: tzinfo) -> PartialDate | None:
    """When the last correction was made; None where nothing was corrected."""
    last = max(corrections, key=lambda one: correction_order(one, zone), default=None)
    return last.date if last else None


def all_corrections(crisis: Crisis) -> Iterator[Correction]:
    """Those of a crisis and of its stories, as they come in its files."""
    yield from crisis.corrections
    for story in crisis.stories:
        yield from story.corrections


def made_in_story(story: Story, zone: tzinfo) -> tuple[Made, ...]:
    """Every correction of a story, newest first."""
    return _newest_first(_of_story(story), zone)


def made_in_crisis(crisis: Crisis, zone: tzinfo) -> tuple[Made, ...]:
    """Every correction of a crisis and its stories, newest first."""
    own = [Made(one, "", "", crisis.title) for one in crisis.corrections]
    return _newest_first([*own, *(one for story in crisis.stories for one in _of_story(story))], zone)


def _of_story(story: Story) -> list[Made]:
    titles = {event.id: event.title for event in story.all_events}
    found = []
    for one in story.corrections:
        about = one.event.id if one.event else story.slug
        found.append(Made(one, story.slug, about, titles.get(about, story.title)))
    return found


def _newest_first(made: list[Made], zone: tzinfo) -> tuple[Made, ...]:
    """Corrections are appended: of two that were made at the same time the one written later comes first."""
    found = sorted(made, key=lambda one: correction_order(one.correction, zone))
    return tuple(found[::-1])
