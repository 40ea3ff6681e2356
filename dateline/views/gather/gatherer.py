"""What several pages read of a site: summaries of its crises, the order of their events, the words behind ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property
from typing import TypeVar

from msgspec import Raw
from msgspec.structs import replace

from dateline.addresses import crisis_address
from dateline.charts.strip_data import LaneData
from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import Crisis, Image, Site, Stance, Story, TextPage
from dateline.read.dimensions import UNKNOWN, Size
from dateline.record.as_known import versions
from dateline.record.changes import Change, record_day
from dateline.record.figures import Series, series
from dateline.record.periods import Parts
from dateline.record.records import Records
from dateline.record.timeline import Entry, entries_of, in_order, timeline
from dateline.search.cards import EventCard, cards_of
from dateline.views.gather.events import Month, by_month, month_of
from dateline.views.gather.summary import Summary, changes_of, newest_changes, summary_of
from dateline.views.gather.topics import topics_of_crisis
from dateline.views.inputs import ActorCard, Appearance, Lookup, Shared
from dateline.views.strips import crisis_lane
from dateline.views.titles import kinds_of, labelled_kinds
from dateline.views.uses import Uses

T = TypeVar("T")


@dataclass(frozen=True)
class Gatherer:
    """A site, asked for what pages read. With a ``memo`` that was used before, what an edit did not touch
    comes as the objects it was."""

    records: Records
    memo: Memo = field(default_factory=Memo)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    """Pixels of the pictures, by path."""
    language: str = ""
    """The language of its pages; empty: the site's own."""

    @property
    def site(self) -> Site:
        """The site, linked: a crisis of it for whoever needs bodies of stories."""
        return self.records.site

    @cached_property
    def shared(self) -> Shared:
        """What every page of this language may read."""
        texts = tuple((page.slug, page.title) for page in self.site.pages.values())
        # What no page says: `removed:` is told to hosts alone, rules to editors, at these places.
        settings = replace(self.site.settings, rules=(), removed=(), removed_at=None, timezone_at=None)
        return self.memo.same("shared", Shared(settings, texts, self.language))

    def record(self, slug: str) -> Crisis:
        """A crisis without the bodies of its stories: what every page of its own but the story's reads."""
        return self.records.record(slug)

    @cached_property
    def cards(self) -> Mapping[str, ActorCard]:
        """Every actor by id."""
        return {
            actor.id: ActorCard(
                *(actor.id, actor.name, actor.kind, actor.role, actor.group),
                in_text=actor.in_text,
                names=actor.names if actor.told else (),
            )
            for actor in self.site.actors.values()
        }

    def title(self, key: str) -> str | None:
        """The title of an event or story, by “crisis/id”; a story is also an event."""
        slug, _, id = key.partition("/")
        if slug not in self.site.crises:
            return None
        return self.memo.make(("titles", slug), _titles, self.record(slug)).get(id)

    def kinds(self, record: Crisis) -> tuple[tuple[str, str], ...]:
        """The kinds of a crisis's events: (id, label)."""
        return self.memo.make(("kinds", record.slug), kinds_of, self.shared, record)

    def kinds_in(self, crisis: Summary) -> tuple[tuple[str, str], ...]:
        """The same of a crisis in short."""
        return labelled_kinds(self.shared, crisis.own_kinds, crisis.used_kinds)

    def where(self, crisis: Crisis) -> tzinfo:
        """The zone in which the days of a crisis begin and end."""
        return self.shared.zone(crisis.timezone)

    def order(self, record: Crisis) -> tuple[str, ...]:
        """The slugs of a crisis's stories, oldest first, undated last."""
        return self.memo.make(("order", record.slug), _order, record, self.shared)

    def versions(self, record: Crisis) -> tuple[str, ...]:
        """The days on which the record changed, newest first."""
        return self.memo.make(("versions", record.slug), versions, record, self.where(record))

    def day(self, record: Crisis) -> str:
        """The ISO day on which the record stands; empty where it has none."""
        return self.memo.make(("day", record.slug), record_day, record, self.where(record))

    def series_of(self, record: Crisis, id: str) -> Series | None:
        """What everybody says a figure is."""
        figure = next((one for one in record.figures if one.id == id), None)
        if figure is None:
            return None
        return self.memo.make(("series", record.slug, id), series, record, figure, self.where(record))

    def lookup(self, uses: Uses) -> Lookup:
        """The words behind the ids in ``uses``."""
        quoted: dict[str, Series] = {}
        for key in sorted(uses.figures):
            slug, _, figure = key.partition("/")
            if slug in self.site.crises and (found := self.series_of(self.record(slug), figure)):
                quoted[key] = found
                for _, claim in found.all:
                    uses.claim(claim)
        return Lookup(
            cast={id: self.cards[id] for id in sorted(uses.actors) if id in self.cards},
            sources={
                id: source for id in sorted(uses.sources) if (source := self.records.source(id)) is not None
            },
            titles={id: title for id in sorted(uses.titles) if (title := self.title(id)) is not None},
            series=quoted,
        )

    @cached_property
    def stances(self) -> Mapping[str, Mapping[str, tuple[Stance, ...]]]:
        """By crisis and actor, in the order of the actors: what each holds there."""
        found: dict[str, dict[str, tuple[Stance, ...]]] = {}
        for actor in self.site.actors.values():
            for stance in actor.positions:
                if stance.crisis:
                    of_crisis = found.setdefault(stance.crisis.id, {})
                    of_crisis[actor.id] = (*of_crisis.get(actor.id, ()), stance)
        return found

    def named_by(self, slug: str) -> tuple[str, ...]:
        """The other crises that the texts on a crisis's pages name."""
        uses = Uses()
        uses.crisis(self.site.crises[slug])
        uses.stances(self.stances.get(slug, {}))
        named = {id.partition("/")[0] for id in (*uses.titles, *uses.figures)}
        return tuple(sorted(named - {slug}))

    def topics(self, record: Crisis) -> Mapping[str, str]:
        """By topic: digests of what a crisis contributes to the pages of actors, places and periods."""
        holders = self.stances.get(record.slug, ())
        events = {id: count for id, (count, _) in self.summary(record.slug).actors.items()}
        return topics_of_crisis(record, self.kinds(record), self.where(record), events, holders, self.lookup)

    def entries(self, record: Crisis) -> tuple[Entry, ...]:
        """The events of a crisis, oldest first."""
        return self.memo.make(("entries", record.slug), timeline, record, self.where(record))

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The crises by their addresses."""
        return {crisis_address(slug): slug for slug in self.site.crises}

    def size(self, path: str, image: Image | None) -> Size:
        """Pixels of the picture that the file at ``path`` shows."""
        return self.sizes.get(image.beside(path), UNKNOWN) if image else UNKNOWN

    def text(self, page: TextPage) -> Lookup:
        """For a page of ``content/pages/``."""
        uses = Uses()
        uses.prose(page.body)
        return self.lookup(uses)

    def appearance(
        self, crisis: Summary, stories: tuple[Story, ...], stances: tuple[Stance, ...]
    ) -> Appearance:
        """What a crisis contributes to a page across crises."""
        return Appearance(
            crisis=crisis.card,
            kinds=self.kinds_in(crisis),
            stories=stories,
            stances=stances,
            figures=crisis.figures_of(claim for story in stories for claim in story.figures),
        )

    def summary(self, slug: str) -> Summary:
        """A crisis in short."""
        return self._summaries[slug]

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """Every crisis in short."""
        return tuple(self._summaries.values())

    @cached_property
    def _summaries(self) -> Mapping[str, Summary]:
        return OnDemand(self.site.crises, lambda slug: self._derived("summary", slug, Summary, summary_of))

    def changes(self, slug: str, most: int) -> tuple[Change, ...]:
        """The newest changes of a crisis, at most so many, and no more than a summary counts."""
        return newest_changes(self._derived("changes", slug, tuple[Raw, ...], changes_of), most)

    def events(self, slug: str, month: Parts) -> Month:
        """The events of a crisis in a month, by ``parts_of``."""

        def of_month(record: Crisis, _: Shared) -> Month:
            where = self.where(record)
            return self.memo.make(("by month", slug), by_month, self.entries(record), where)[month]

        return self._derived(f"events {'-'.join(map(str, month))}", slug, Month, of_month)

    def lane(self, slug: str) -> LaneData:
        """The events of a crisis for the strip of all crises."""

        def made(record: Crisis, shared: Shared) -> LaneData:
            return crisis_lane(self.entries(record), self.summary(slug).home.day, shared.zone())

        return self._derived("marks", slug, LaneData, made)

    def searched(self, slug: str) -> tuple[EventCard, ...]:
        """What the search holds of a crisis."""
        return self._derived("searched", slug, tuple[EventCard, ...], _searched)

    def keep(self, slug: str) -> None:
        """Make what pages over several crises read of one, for whoever asks for it later or in another process."""
        for month in {month_of(parts) for parts in self.summary(slug).periods}:
            self.events(slug, month)
        self.changes(slug, 0)
        self.lane(slug)
        if self.site.settings.publishes("search"):
            self.searched(slug)

    def _derived(self, what: str, slug: str, shape: type[T], make: Callable[[Crisis, Shared], T]) -> T:
        """Something small that is made of a crisis and the settings: for that no record is put together again."""
        return self.records.derived(what, slug, shape, make, self.shared)

    def story(self, slug: str, number: int) -> Story:
        """A story of a crisis, by its number there, without its body."""
        return self.records.story(slug, self.summary(slug).stories[number].path)


def _searched(record: Crisis, shared: Shared) -> tuple[EventCard, ...]:
    return cards_of(record, shared.zone(record.timezone))


def _titles(record: Crisis) -> dict[str, str]:
    return {event.id: event.title for story in record.stories for event in story.all_events}


def _order(record: Crisis, shared: Shared) -> tuple[str, ...]:
    where = shared.zone(record.timezone)
    entries = (entry for story in record.stories for entry in entries_of(record.slug, story, where)[:1])
    return tuple(entry.story for entry in in_order(entries))
