"""What had another address before."""

from collections.abc import Iterator

from msgspec import Struct

from dateline.addresses import crisis_address, story_address
from dateline.findings.positions import Position
from dateline.model import Crisis


class Moved(Struct, frozen=True):
    """Something that had another address before."""

    at: Position
    old: str
    new: str
    title: str


def moved_of(crisis: Crisis) -> Iterator[Moved]:
    """The addresses that a crisis had before, then those of its stories, each with where it leads now."""
    for old in crisis.old_addresses:
        yield Moved(crisis.old_addresses_at or crisis.at, old, crisis_address(crisis.slug), crisis.title)
    for story in crisis.stories:
        at, new = story.old_addresses_at or story.at, story_address(crisis.slug, story.slug)
        for old in story.old_addresses:
            yield Moved(at, old, new, story.title)
