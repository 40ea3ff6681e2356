"""What pages over several crises read of one: small, made once, and kept for as long as the crisis stays as it is.

Of its events only the newest are in it, and how many each period has; and which stories tell those of an actor or a
place: a page reads these and no others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Raw, Struct
from msgspec.structs import replace

from dateline.model import Claim, Crisis, Kind
from dateline.record.changes import Change, changes
from dateline.record.corrections import Made, made_in_crisis
from dateline.record.days import day_of
from dateline.record.figures import Series, all_series
from dateline.record.moved import moved_of
from dateline.record.periods import (
    Parts,
    divide_counted,
    pages_of_crisis,
    parts_of,
)
from dateline.record.places import place_id, spellings
from dateline.record.timeline import Entry, timeline
from dateline.record.updates import MOST_CHANGES, divided_updates, pages_of_updates
from dateline.views.events import newest_first
from dateline.views.figures import MOST_COUNTS, is_counted
from dateline.views.gather.cuts import as_stated, by_its_name
from dateline.views.inputs import CrisisCard, HomeCard, Shared
from dateline.views.overview import LATEST
from dateline.views.titles import card_of, used_kinds
from dateline.views.wording import iso_value

Stories = tuple[int, ...]
"""Stories by their numbers in the crisis."""


class StoryLine(Struct, frozen=True, array_like=True):
    """A story of the crisis."""

    path: str
    slug: str
    changed: str  # ISO day


class News(Struct, frozen=True, array_like=True):
    """A story as a sitemap of news lists it."""

    day: str
    story: str
    published: str  # ISO day or moment
    title: str


class AtPlace(Struct, frozen=True, array_like=True):
    """What happened at a place."""

    written: tuple[tuple[str, int], ...]  # how it is written, and how often
    events: int
    stories: Stories


class Summary(Struct, frozen=True):
    """A crisis in short, in one language."""

    home: HomeCard
    place: str
    place_id: str  # empty for none
    own_kinds: tuple[Kind, ...]
    used_kinds: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]  # id, label, unit
    stories: tuple[StoryLine, ...]
    news: tuple[News, ...]  # of the last two days on which anything was published
    latest: tuple[Entry, ...]  # the newest events, oldest first, each by its name
    changed: tuple[tuple[str, int], ...]  # day and number of the newest changes, newest first
    changes: int
    updates: tuple[Parts, ...]  # the periods of its list of changes that have pages
    corrections: tuple[Made, ...]  # newest first
    moved: tuple[tuple[str, str, str], ...]  # old address, new address, title
    periods: Mapping[Parts, int]  # how many events, by what ``parts_of`` says
    pages: tuple[Parts, ...]  # the periods of its own timeline that have pages
    actors: Mapping[
        str, tuple[int, Stories]
    ]  # in how many events it takes part, and the stories in which it appears
    places: Mapping[str, AtPlace]

    def figures_of(self, claims: Iterable[Claim]) -> tuple[tuple[str, str, str], ...]:
        """Those of its figures that claims are about."""
        used = {claim.figure.id for claim in claims if claim.figure}
        return tuple([one for one in self.figures if one[0] in used]) if used else ()

    @property
    def card(self) -> CrisisCard:
        return self.home.crisis


def summary_of(record: Crisis, shared: Shared) -> Summary:
    """The summary of a crisis as it is told. Of what all pages share it takes time zones and no words: those may be
    others in each language, and the summary would not notice."""
    where = shared.zone(record.timezone)
    entries = timeline(record, where)
    found = changes(record, where)
    day = max((change.day for change in found), default="")
    own = {entry.story: entry for entry in entries if entry.is_story}
    newest = [entry for entry in newest_first(entries) if entry.dated][:LATEST]
    periods = Counter(parts_of(entry, where) for entry in entries)
    updates = divided_updates(found)
    divided = divide_counted(periods)
    return Summary(
        home=HomeCard(
            crisis=card_of(record),
            summary=record.summary,
            status=record.status,
            day=day,
            events=len(entries),
            counts=_counts(all_series(record, where)),
        ),
        place=record.place,
        place_id=place_id(record.place_name),
        own_kinds=record.kinds,
        used_kinds=used_kinds(record),
        figures=tuple((one.id, one.label, one.unit) for one in record.figures),
        stories=tuple(StoryLine(one.path, one.slug, own[one.slug].changed) for one in record.stories),
        news=_news(record, shared),
        latest=tuple(
            replace(entry, event=by_its_name(entry.event), summary="", claims=())
            for entry in reversed(newest)
        ),
        changed=tuple(Counter(change.day for change in found[:MOST_CHANGES]).items()),
        changes=len(found),
        updates=tuple(parts for parts, _ in pages_of_updates(updates)),
        corrections=made_in_crisis(record, where),
        moved=tuple((one.old, one.new, one.title) for one in moved_of(record)),
        periods=periods,
        pages=tuple(parts for parts, _ in pages_of_crisis(divided)),
        actors=_actors(record),
        places=_places(record),
    )


def changes_of(record: Crisis, shared: Shared) -> tuple[Raw, ...]:
    """The newest changes of a crisis, newest first: to be read one by one, as pages over several crises show few."""
    from msgspec.msgpack import encode

    found = changes(record, shared.zone(record.timezone))[:MOST_CHANGES]
    return tuple(Raw(encode(change)) for change in found)


def newest_changes(packed: tuple[Raw, ...], most: int) -> tuple[Change, ...]:
    """So many of what ``changes_of`` gives."""
    from msgspec.msgpack import Decoder

    return tuple(map(Decoder(Change).decode, packed[:most]))


def _counts(all_of_them: Iterable[Series]) -> tuple[Series, ...]:
    """What is counted on top of the crisis, without what was said before, and no more of a claim than is told there."""
    counted = [one for one in all_of_them if is_counted(one)][:MOST_COUNTS]
    return tuple(
        replace(one, current=tuple((story, as_stated(claim)) for story, claim in one.current), earlier=())
        for one in counted
    )


def _news(record: Crisis, shared: Shared) -> tuple[News, ...]:
    where = shared.zone(record.timezone)
    found = []
    for story in record.stories:
        point = story.published.start if story.published else None
        if iso := iso_value(point, where) if point else None:
            found.append(News(day_of(story.published, where), story.slug, iso, story.title))
    newest = sorted({one.day for one in found})[-2:]
    return tuple(one for one in found if one.day in newest)


def _actors(record: Crisis) -> Mapping[str, tuple[int, Stories]]:
    events = Counter(
        id
        for story in record.stories
        for event in story.all_events
        for id in {one.actor.id for one in event.actors}
    )
    stories: dict[str, list[int]] = {}
    for number, story in enumerate(record.stories):
        for id in sorted(story.actor_ids):
            stories.setdefault(id, []).append(number)
    return {id: (events[id], tuple(numbers)) for id, numbers in stories.items()}


def _places(record: Crisis) -> Mapping[str, AtPlace]:
    events: dict[str, list[int]] = {}
    for number, story in enumerate(record.stories):
        for event in story.all_events:
            if event.place:
                events.setdefault(place_id(event.place_name), []).append(number)
    return {
        id: AtPlace(
            tuple(Counter(written).items()), len(events.get(id, ())), tuple(sorted({*events.get(id, ())}))
        )
        for id, written in spellings(record).items()
    }
