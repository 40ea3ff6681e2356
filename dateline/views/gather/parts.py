"""Which stories of a crisis the pages of actors, places and periods are made of: no other story can change them.

The inputs of such a page come from all crises, and to put them together costs far more than to ask whether a file of
these stories changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from msgspec import Struct

from dateline.model import Crisis, Story
from dateline.record.periods import Parts, parts_of
from dateline.record.places import place_id
from dateline.record.timeline import entries_of
from dateline.views.uses import Uses


def actor_part(id: str) -> str:
    return f"actor {id}"


def place_part(id: str) -> str:
    return f"place {id}"


def period_part(parts: Parts) -> str:
    return f"period {'-'.join(map(str, parts))}"


class CrisisParts(Struct, frozen=True):
    """What a crisis contributes to such pages."""

    paths: Mapping[str, tuple[str, ...]]
    """By the name of the part: the files of its stories. Without one it is made of the crisis's own words alone."""
    stories: frozenset[str]
    """The files of all stories."""
    referring: frozenset[str]
    """Those whose texts name an event, a story or a figure: what they say depends on more than the file."""


def parts_of_crisis(record: Crisis, where: tzinfo, holders: Iterable[str]) -> CrisisParts:
    """``holders``: the actors that hold something in the crisis."""
    paths: dict[str, dict[str, None]] = {actor_part(id): {} for id in holders}
    if record.place:
        paths[place_part(place_id(record.place_name))] = {}
    for story in record.stories:
        for part in _parts_of_story(record, story, where):
            paths.setdefault(part, {})[story.path] = None
    return CrisisParts(
        {part: tuple(found) for part, found in paths.items()},
        frozenset(story.path for story in record.stories),
        frozenset(story.path for story in record.stories if _refers(story)),
    )


def _parts_of_story(record: Crisis, story: Story, where: tzinfo) -> Iterator[str]:
    yield from map(actor_part, story.actor_ids)
    yield from (place_part(place_id(event.place_name)) for event in story.all_events if event.place)
    for entry in entries_of(record.slug, story, where):
        parts = parts_of(entry, where)
        yield from (period_part(parts[:depth]) for depth in range(min(1, len(parts)), len(parts) + 1))


def _refers(story: Story) -> bool:
    uses = Uses()
    uses.story(story)
    return bool(uses.titles or uses.figures)
