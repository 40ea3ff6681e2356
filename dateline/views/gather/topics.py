"""What a crisis contributes to pages on a topic of several, an actor, a place or a period, in a few characters.

The list of actors is such a page, too.

The inputs of such a page come from all crises, and to put them together costs far more than to ask whether what each
contributes is what it was.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import tzinfo

from dateline.memory.digests import digest_of_bytes
from dateline.model import Crisis, Story
from dateline.record.periods import Parts, parts_of
from dateline.record.places import about_place, place_id
from dateline.record.timeline import Entry, entries_of
from dateline.views.gather.cuts import about_actor
from dateline.views.inputs import Lookup
from dateline.views.titles import card_of
from dateline.views.uses import Uses

LIST_OF_ACTORS = "actors"
"""The name of the topic that the list of all actors is."""


def actor_topic(id: str) -> str:
    """The name of the topic that an actor is."""
    return f"actor {id}"


def place_topic(id: str) -> str:
    """Likewise of a place."""
    return f"place {id}"


def period_topic(parts: Parts) -> str:
    """Likewise of a year, month or day of the timeline of all crises; ``parts`` as in ``record/periods.py``."""
    return f"period {'-'.join(map(str, parts))}"


def topics_of_crisis(
    record: Crisis,
    kinds: Sequence[tuple[str, str]],
    where: tzinfo,
    events: Mapping[str, int],
    holders: Collection[str],
    lookup: Callable[[Uses], Lookup],
) -> Mapping[str, str]:
    """By the name of the topic: a digest of all that its pages read of the crisis, and of what its texts there name in
    this one and others. ``kinds``: as pages name them; ``events``: how many each actor takes part in, of those who
    appear; ``holders``: the actors that hold something in the crisis."""
    from msgspec.msgpack import Encoder

    encode = Encoder(order="deterministic").encode
    figures = [(one.id, one.label, one.unit) for one in record.figures]
    common = digest_of_bytes(encode((card_of(record), kinds, figures, record.sources)))
    found: dict[str, list[bytes]] = {actor_topic(id): [] for id in holders}
    if record.place:
        found[place_topic(place_id(record.place_name))] = []
    for story in record.stories:
        names = _named(story, lookup) is not None
        for contributed, topics in _contributions(record, story, where):
            named = _named(contributed, lookup) if names else None
            made_of = digest_of_bytes(encode((contributed, story.sources, named)))
            for topic in topics:
                found.setdefault(topic, []).append(made_of)
    found[LIST_OF_ACTORS] = [digest_of_bytes(encode((events, sorted(holders))))]
    return {topic: digest_of_bytes(b"".join([common, *made_of])).hex() for topic, made_of in found.items()}


def _contributions(
    record: Crisis, story: Story, where: tzinfo
) -> Iterator[tuple[Story | Entry, tuple[str, ...]]]:
    """What a story contributes, each with the topics to which it does."""
    for id in sorted(story.actor_ids):
        yield about_actor(story, id), (actor_topic(id),)
    for id in dict.fromkeys(place_id(event.place_name) for event in story.all_events if event.place):
        yield about_place(story, id), (place_topic(id),)
    for entry in entries_of(record.slug, story, where):
        parts = parts_of(entry, where)
        depths = range(min(1, len(parts)), len(parts) + 1)
        yield entry, tuple(period_topic(parts[:depth]) for depth in depths)


def _named(contributed: Story | Entry, lookup: Callable[[Uses], Lookup]) -> object:
    """The titles and figures that texts name, as far as they do."""
    uses = Uses()
    if isinstance(contributed, Story):
        uses.story(contributed)
    else:
        uses.entries([contributed])
    if not uses.titles and not uses.figures:
        return None
    found = lookup(Uses(titles=uses.titles, figures=uses.figures))
    return found.titles, found.series, found.sources
