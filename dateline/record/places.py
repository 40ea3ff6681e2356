"""The places of the record: texts as the desk writes them. All spellings with one slug are one place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from dateline.findings.positions import Position
from dateline.languages.tongues import language_in
from dateline.model import Crisis, Event, Story
from dateline.values.slugs import slugify


def place_id(place: str) -> str:
    """What a place is called in addresses and filters; empty for no place."""
    return slugify(place) if place else ""


def mentions_of_places(crisis: Crisis) -> Iterator[tuple[str, Position]]:
    """Every place as it is written in a crisis, and where in the files: its own, then those of events, in their order
    and as often as they have one."""
    if crisis.place:
        yield crisis.place, crisis.at
    for story in crisis.stories:
        yield from ((event.place, event.at) for event in story.all_events if event.place)


def spellings(crisis: Crisis) -> Mapping[str, tuple[str, ...]]:
    """By id: each place of a crisis, once for every time it is written."""
    found: dict[str, list[str]] = {}
    if crisis.place:
        found.setdefault(place_id(crisis.place_name), []).append(crisis.place)
    for story in crisis.stories:
        for event in story.all_events:
            if event.place:
                found.setdefault(place_id(event.place_name), []).append(event.place)
    return {id: tuple(written) for id, written in found.items()}


def name_of(written: Iterable[str]) -> str:
    """How a place is written most often, best in the language of the page; of several ways, the first in alphabetical
    order."""
    return min(Counter(written).items(), key=lambda item: (language_in(item[0]), -item[1], item[0]))[0]


def is_at(event: Event, place: str) -> bool:
    """Whether it happened at the place of this id."""
    return place_id(event.place_name) == place


def about_place(story: Story, place: str) -> Story:
    """A story with an event at a place, cut down to those.

    Its own point stays as the place of its claims, and loses them where it happened elsewhere.
    """
    here = is_at(story.event, place)
    return replace(
        story,
        figures=story.figures if here else (),
        events=tuple(event for event in story.events if is_at(event, place)),
    )
