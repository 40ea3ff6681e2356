"""Puts together what each page may read: from the site, the small part that one page is a function of."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import cached_property, lru_cache

from dateline.addresses import (
    ACTORS,
    CORRECTIONS,
    HOME,
    PLACES,
    SEARCH,
    TIMELINE,
    UPDATES,
    actor_address,
    crisis_address,
    event_embed,
    figure_embed,
    figure_page_address,
    period_address,
    place_address,
    story_address,
    text_address,
    timeline_embed,
    updates_address,
)
from dateline.data.inputs import DataInputs
from dateline.data.search_index import IndexInputs, PartInputs
from dateline.dates import Shape
from dateline.languages import tongues
from dateline.languages.language import Language
from dateline.memory.memo import Memo
from dateline.model import Actor, Crisis, Event, Image, Site, Stance, Story, TextPage
from dateline.prose import Prose
from dateline.read.dimensions import UNKNOWN, Size
from dateline.record.as_known import versions
from dateline.record.changes import record_day
from dateline.record.days import day_of
from dateline.record.figures import Series, series
from dateline.record.periods import Parts, Period, divide, newest_in_full, pages_of
from dateline.record.places import is_at, name_of, place_id, spellings, stories_by_place
from dateline.record.timeline import Entry, entries_of, in_order, timeline
from dateline.search.cards import EventCard, Part, cards_of, parts_of
from dateline.search.register import Line, by_letter, lines_of
from dateline.search.register import Page as Letter
from dateline.search.register import pages_of as letter_pages
from dateline.search.spelling import alphabetical
from dateline.views.embeds import chosen
from dateline.views.figures import figures_by_id
from dateline.views.inputs import (
    ActorCard,
    ActorInputs,
    Appearance,
    CrisisCard,
    CrisisInputs,
    EmbedLine,
    EventEmbedInputs,
    FigureInputs,
    Lookup,
    OEmbedInputs,
    PeriodInputs,
    PlaceCard,
    PlaceInputs,
    Shared,
    StoryInputs,
    TimelineEmbedInputs,
)
from dateline.views.overview import OverviewInputs
from dateline.views.search import Letters, SearchInputs
from dateline.views.share import MOST_COUNTS, ShareInputs, is_number, picture_of
from dateline.views.titles import crisis_name, kinds_of
from dateline.views.uses import Uses
from dateline.views.wording import iso_value

MOST_ADDRESSES = 50_000
"""In one sitemap, says the protocol."""
_MOST_PAGES_OF_AN_EVENT = 8
"""Its story, its place, and the year, month and day on two timelines, with some to spare."""


@dataclass(frozen=True)
class Gatherer:
    """A site, asked for the inputs of its pages. With a ``memo`` that was used before, what an edit did not touch
    comes as the objects it was."""

    site: Site
    memo: Memo = field(default_factory=Memo)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    """Pixels of the pictures, by path."""
    language: str = ""
    """The language of its pages; empty: the site's own."""
    brief: Site | None = None
    """The site without the bodies of its stories, where somebody has it: no crisis is linked for its record then."""

    @cached_property
    def shared(self) -> Shared:
        texts = tuple((page.slug, page.title) for page in self.site.pages.values())
        # What no page says: `removed:` is told to hosts alone, rules to editors, at these places.
        settings = replace(self.site.settings, rules=(), removed=(), removed_at=None, timezone_at=None)
        return self.memo.same("shared", Shared(settings, texts, self.language))

    @cached_property
    def records(self) -> Mapping[str, Crisis]:
        """The crises without the bodies of their stories: what every page but the story's own reads."""
        return {slug: self.record(slug) for slug in self.site.crises}

    def record(self, slug: str) -> Crisis:
        """One of the ``records``, made when somebody asks for it."""
        if self.brief is not None:
            return self.brief.crises[slug]
        crisis = self.site.crises[slug]

        def make(crisis: Crisis) -> Crisis:
            stories = (
                self.memo.make(("without body", one.path), _without_body, one) for one in crisis.stories
            )
            return replace(crisis, stories=tuple(stories))

        record = self.memo.make(("record", crisis.slug), make, crisis)
        return self.memo.same(("same record", crisis.slug), record)

    @cached_property
    def cards(self) -> Mapping[str, ActorCard]:
        return {
            actor.id: ActorCard(
                *(actor.id, actor.name, actor.kind, actor.role, actor.group),
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

    def crisis_card(self, crisis: Crisis) -> CrisisCard:
        return CrisisCard(crisis.slug, crisis_name(crisis), crisis.title, crisis.timezone)

    def kinds(self, record: Crisis) -> tuple[tuple[str, str], ...]:
        """The kinds of a crisis's events: (id, label)."""
        return self.memo.make(("kinds", record.slug), kinds_of, self.shared, record)

    def where(self, crisis: Crisis) -> tzinfo:
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
        sources = (self.brief or self.site).sources
        for key in sorted(uses.figures):
            slug, _, figure = key.partition("/")
            if slug in self.site.crises and (found := self.series_of(self.record(slug), figure)):
                quoted[key] = found
                for _, claim in found.all:
                    uses.claim(claim)
        return Lookup(
            cast={id: self.cards[id] for id in sorted(uses.actors) if id in self.cards},
            sources={id: sources[id] for id in sorted(uses.sources) if id in sources},
            titles={id: title for id in sorted(uses.titles) if (title := self.title(id)) is not None},
            series=quoted,
        )

    def crisis(self, record: Crisis) -> CrisisInputs:
        """For a crisis's page, its updates and its feed."""
        uses = Uses()
        uses.crisis(record)
        stances = self._stances.get(record.slug, {})
        uses.stances(stances)
        return CrisisInputs(crisis=record, stances=tuple(stances.items()), lookup=self.lookup(uses))

    @cached_property
    def _stances(self) -> Mapping[str, Mapping[str, tuple[Stance, ...]]]:
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
        uses.stances(self._stances.get(slug, {}))
        named = {id.partition("/")[0] for id in (*uses.titles, *uses.figures)}
        return tuple(sorted(named - {slug}))

    def data(self, record: Crisis) -> DataInputs:
        """For the files of a crisis that other programs read."""
        whole = self.site.crises[record.slug]
        uses = Uses()
        uses.crisis(whole)
        uses.sources.update(source.id for source in whole.sources)
        said = self._stances.get(whole.slug, {})
        uses.stances(said)
        actors = (self.site.actors[id] for id in sorted(uses.actors) if id in self.site.actors)
        kept = (replace(one, body=Prose(), portrait=None, positions=said.get(one.id, ())) for one in actors)
        return DataInputs(whole, tuple(kept), self.lookup(uses))

    def entries(self, record: Crisis) -> tuple[Entry, ...]:
        """The events of a crisis, oldest first."""
        return self.memo.make(("entries", record.slug), timeline, record, self.where(record))

    def divided(self, address: str) -> tuple[Period, ...]:
        """The periods of a long timeline, newest first, by its address: of a crisis, or of all; none of a short one."""
        if address == TIMELINE:
            records = tuple(self.records.values())
            zones = {record.slug: self.where(record) for record in records}

            def all_of_them(*lists: tuple[Entry, ...]) -> tuple[Period, ...]:
                entries = in_order(entry for listed in lists for entry in listed)
                return divide(entries, lambda entry: zones[entry.crisis])

            name = ("divided", "", *sorted(map(str, zones.items())))
            return self.memo.make(name, all_of_them, *map(self.entries, records))
        slug = self._slugs[address]
        record = self.record(slug)
        return self.memo.make(
            ("divided", slug),
            lambda entries, where: divide(entries, lambda _: where),
            self.entries(record),
            self.where(record),
        )

    @cached_property
    def _slugs(self) -> Mapping[str, str]:
        """The crises by their addresses."""
        return {crisis_address(slug): slug for slug in self.site.crises}

    def told(self, address: str) -> frozenset[Parts]:
        """The periods that need no page of their own, because the timeline at ``address`` tells them in full.

        None of all crises' timeline: what is newest there changes with every story.
        """
        return frozenset() if address == TIMELINE else newest_in_full(self.divided(address))

    def period_pages(self, address: str) -> Iterator[tuple[Parts, tuple[Period, ...]]]:
        """The years, months and days of the timeline at ``address`` that have pages, with the periods they hold."""
        return pages_of(self.divided(address), self.told(address))

    def period(
        self,
        address: str,
        parts: Parts,
        held: tuple[Period, ...],
        told: Set[Parts],
        older: Parts,
        newer: Parts,
    ) -> PeriodInputs:
        """For a year, month or day of the timeline at ``address``, which holds these periods.

        Of the timeline of all crises a page tells its own period and no more than how many events the others have.
        """
        counts = tuple((period.parts, len(period.entries)) for period in held)
        if address == TIMELINE:
            held = tuple(period for period in held if period.parts == parts)
        entries = [entry for period in held for entry in period.entries]
        uses = Uses()
        for entry in entries:
            uses.event(entry.event)
            for claim in entry.claims:
                uses.claim(claim)
        records = [self.record(slug) for slug in dict.fromkeys(sorted(entry.crisis for entry in entries))]
        return PeriodInputs(
            timeline=address,
            parts=parts,
            counts=counts,
            periods=held,
            told=tuple(period.parts for period in held if period.parts in told),
            older=older,
            newer=newer,
            crises=tuple(map(self.crisis_card, records)),
            kinds=tuple(dict(kind for record in records for kind in self.kinds(record)).items()),
            figures=tuple((one.slug, tuple(figures_by_id(one.figures).items())) for one in records),
            lookup=self.lookup(uses),
        )

    def story(self, record: Crisis, slug: str) -> StoryInputs:
        by_slug = {story.slug: story for story in self.site.crises[record.slug].stories}
        story, order = by_slug[slug], self.order(record)
        # Nothing is earlier or later than a story without a date.
        dated = [one for one in order if by_slug[one].event.date.shape is not Shape.UNKNOWN]
        place = dated.index(slug) if slug in dated else len(dated)
        newer = by_slug[dated[place + 1]] if place + 1 < len(dated) else None
        older = by_slug[dated[place - 1]] if 0 < place < len(dated) else None
        uses = Uses()
        uses.story(story)
        ids = dict.fromkeys(claim.figure.id for claim in story.figures if claim.figure)
        counted = tuple(found for id in ids if (found := self.series_of(record, id)))
        for one in counted:
            for _, claim in one.all:
                uses.claim(claim)
        return StoryInputs(
            crisis=self.crisis_card(record),
            kinds=self.kinds(record),
            story=story,
            series=counted,
            newer=(newer.slug, newer.title) if newer else None,
            older=(older.slug, older.title) if older else None,
            lookup=self.lookup(uses),
            picture=self._size(story.path, story.image),
        )

    def _size(self, path: str, image: Image | None) -> Size:
        """Pixels of the picture that the file at ``path`` shows."""
        return self.sizes.get(image.beside(path), UNKNOWN) if image else UNKNOWN

    def figure(self, record: Crisis, id: str) -> FigureInputs:
        """For the page of a figure, its data and its embed."""
        stories = self.memo.make(("by figure", record.slug), _stories_by_figure, record)
        figure = next(one for one in record.figures if one.id == id)
        cut = Crisis(
            slug=record.slug,
            path=record.path,
            title=record.title,
            name=crisis_name(record),
            timezone=record.timezone,
            figures=(figure,),
            stories=tuple(_claims_alone(story, id) for story in stories.get(id, ())),
            body=Prose(),
            told=record.told,
            at=record.at,
        )
        uses = Uses()
        for story in cut.stories:
            for claim in story.figures:
                uses.claim(claim)
        return FigureInputs(cut, self.day(record), self.lookup(uses))

    def timeline_embed(self, record: Crisis) -> TimelineEmbedInputs:
        """For the embed of a crisis's timeline: its key events, else its newest."""
        entries = self.entries(record)
        lines = chosen(entries)
        corrections = [*record.corrections, *(one for story in record.stories for one in story.corrections)]
        return TimelineEmbedInputs(
            crisis=self.crisis_card(record),
            day=self.day(record),
            lines=tuple(
                EmbedLine(one.id, one.date, one.date_text, one.title, one.status)
                for one in (entry.event for entry in lines)
            ),
            events=len(entries),
            corrected=tuple(one.date for one in corrections),
        )

    def event_embed(self, record: Crisis, entry: Entry) -> EventEmbedInputs:
        uses = Uses()
        uses.event(entry.event)
        for claim in entry.claims:
            uses.claim(claim)
        used = {claim.figure.id for claim in entry.claims if claim.figure}
        figures = figures_by_id([figure for figure in record.figures if figure.id in used])
        return EventEmbedInputs(
            crisis=self.crisis_card(record),
            day=self.day(record),
            kinds=tuple(kind for kind in self.kinds(record) if kind[0] == entry.event.kind),
            figures=tuple(figures.items()),
            entry=entry,
            lookup=self.lookup(uses),
        )

    def embeddable(self, record: Crisis) -> Iterator[OEmbedInputs]:
        """The pages of a crisis that are about something which can be embedded."""
        settings, slug, name = self.site.settings, record.slug, crisis_name(record)
        page, title = crisis_address(slug), record.title
        picture = picture_of(self.shared, page, name, title)
        yield OEmbedInputs("timeline", page, timeline_embed(slug), title, picture)
        for story in record.stories:
            if story.event.key:
                page = story_address(slug, story.slug)
                picture = picture_of(self.shared, page, name, story.title)
                yield OEmbedInputs("event", page, event_embed(slug, story.slug), story.title, picture)
        for figure in record.figures if settings.publishes("figure-pages") else ():
            page = figure_page_address(slug, figure.id)
            yield OEmbedInputs("figure", page, figure_embed(slug, figure.id), figure.label, "")

    def share(self, record: Crisis, story: Story | None = None) -> ShareInputs:
        """For the picture of a crisis, or of a story with what it counts itself."""
        labels = {one.id: one.label for one in record.figures}
        if story is not None:
            claims = [claim for claim in story.figures if claim.figure and claim.figure.id in labels]
        else:
            leads = (self.series_of(record, one.id) for one in record.figures if one.lead)
            newest = (next((c for _, c in one.current if is_number(c)), None) for one in leads if one)
            claims = [claim for claim in newest if claim]
        shown = tuple((one, labels[one.figure.id]) for one in claims if one.figure and is_number(one))[
            :MOST_COUNTS
        ]
        uses = Uses()
        for claim, _ in shown:
            uses.claim(claim)
        address = story_address(record.slug, story.slug) if story else crisis_address(record.slug)
        title = story.title if story else record.title
        return ShareInputs(address, crisis_name(record), title, shown, self.lookup(uses))

    def actor(self, actor: Actor) -> ActorInputs:
        uses = Uses()
        uses.actor(actor)
        appearances = self.appearances(actor)
        for appearance in appearances:
            for story in appearance.stories:
                uses.story(story)
        return ActorInputs(
            actor=actor,
            appearances=appearances,
            lookup=self.lookup(uses),
            picture=self._size(actor.path, actor.portrait),
        )

    def place(self, id: str) -> PlaceInputs:
        """For a place's page."""
        appearances = tuple(
            self._appearance(record, stories, ())
            for record in self.records.values()
            if (stories := self._stories_at(record).get(id))
        )
        uses = Uses()
        for appearance in appearances:
            for story in appearance.stories:
                uses.story(story)
        about = (record for record in self.records.values() if place_id(record.place_name) == id)
        return PlaceInputs(
            place=self.places[id],
            spellings=tuple(sorted(set(self._spellings[id]))),
            about=tuple(map(self.crisis_card, about)),
            appearances=appearances,
            lookup=self.lookup(uses),
        )

    @cached_property
    def places(self) -> Mapping[str, PlaceCard]:
        """By id: every place of the site, in the order of their names."""
        cards = []
        for id, written in self._spellings.items():
            there = [(record, self._stories_at(record).get(id, ())) for record in self.records.values()]
            events = sum(is_at(event, id) for _, found in there for one in found for event in one.all_events)
            crises = (record for record, found in there if found or place_id(record.place_name) == id)
            cards.append(PlaceCard(id, name_of(written), events, tuple(map(self.crisis_card, crises))))
        return {
            card.id: card
            for card in sorted(cards, key=lambda card: (alphabetical(tongues.bare(card.name)), card.id))
        }

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, ...]]:
        """By id of the place: how it is written, once for every time it is."""
        found: dict[str, tuple[str, ...]] = {}
        for slug, record in self.records.items():
            for id, written in self.memo.make(("spellings", slug), spellings, record).items():
                found[id] = (*found.get(id, ()), *written)
        return found

    def _stories_at(self, record: Crisis) -> Mapping[str, tuple[Story, ...]]:
        return self.memo.make(("by place", record.slug), stories_by_place, record)

    def text(self, page: TextPage) -> Lookup:
        """For a page of ``content/pages/``."""
        uses = Uses()
        uses.prose(page.body)
        return self.lookup(uses)

    def appearances(self, actor: Actor) -> tuple[Appearance, ...]:
        """The actor's part of each crisis, in the order of the crises."""
        return self._last_appearances(actor.id)

    @cached_property
    def _last_appearances(self) -> Callable[[str], tuple[Appearance, ...]]:
        """Of one actor at a time: a page and its feeds ask one after the other."""
        return lru_cache(maxsize=1)(self._appearances)

    def _appearances(self, id: str) -> tuple[Appearance, ...]:
        actor = self.site.actors[id]
        stories = self._by_actor.get(actor.id, {})
        return tuple(
            self._appearance(
                self.records[slug],
                stories.get(slug, ()),
                tuple(one for one in actor.positions if one.crisis and one.crisis.id == slug),
            )
            for slug in self._crises_of(actor)
        )

    def _crises_of(self, actor: Actor) -> list[str]:
        """The crises in which an actor appears or holds something."""
        slugs = {*self._by_actor.get(actor.id, ()), *(one.crisis.id for one in actor.positions if one.crisis)}
        return [slug for slug in sorted(slugs) if slug in self.site.crises]

    @cached_property
    def _by_actor(self) -> Mapping[str, Mapping[str, tuple[Story, ...]]]:
        """By actor and crisis: the stories in which the actor appears, of their further events those that concern the
        actor. A story's own point stays, as the place of its claims."""
        found: dict[str, dict[str, tuple[Story, ...]]] = {}
        for slug, record in self.records.items():
            for id, stories in self.memo.make(("by actor", slug), _stories_by_actor, record).items():
                found.setdefault(id, {})[slug] = stories
        return found

    def _appearance(
        self, record: Crisis, stories: tuple[Story, ...], stances: tuple[Stance, ...]
    ) -> Appearance:
        used = {claim.figure.id for story in stories for claim in story.figures if claim.figure}
        return Appearance(
            crisis=self.crisis_card(record),
            kinds=self.kinds(record),
            stories=stories,
            stances=stances,
            figures=tuple((one.id, one.label, one.unit) for one in record.figures if one.id in used),
        )

    def actor_lines(self) -> tuple[tuple[ActorCard, int, tuple[CrisisCard, ...]], ...]:
        """For the list of actors: each with the number of its events and its crises, by name."""
        cards = {slug: self.crisis_card(record) for slug, record in self.records.items()}
        counts = [
            self.memo.make(("events of actors", slug), _events_of_actors, record)
            for slug, record in self.records.items()
        ]
        lines = []
        for id, actor in self.site.actors.items():
            events = sum(one.get(id, 0) for one in counts)
            lines.append((self.cards[id], events, tuple(cards[slug] for slug in self._crises_of(actor))))
        return tuple(sorted(lines, key=lambda line: (alphabetical(tongues.bare(line[0].name)), line[0].id)))

    def corrections(self) -> tuple[tuple[str, Crisis], ...]:
        """The crises of the ``overview`` by their names, each cut down to what was corrected in it."""
        return tuple(
            (crisis_name(record), self.memo.make(("corrected", record.slug), _corrected, record))
            for record in self.overview.crises
        )

    @cached_property
    def overview(self) -> OverviewInputs:
        """The crises, the one that changed last first, then the one with most events."""
        uses = Uses()
        for record in self.records.values():
            uses.crisis(record)

        def rank(record: Crisis) -> tuple[str, int]:
            events = sum(len(story.all_events) for story in record.stories)
            return self.day(record), events

        ordered = sorted(self.records.values(), key=lambda record: record.slug)
        ordered.sort(key=rank, reverse=True)
        return OverviewInputs(crises=tuple(ordered), lookup=self.lookup(uses))

    @cached_property
    def search_parts(self) -> tuple[Part, ...]:
        """The parts of the index of the search, the newest first; at least one."""

        def all_of_them(*lists: tuple[EventCard, ...]) -> tuple[Part, ...]:
            return parts_of(card for listed in lists for card in listed)

        cards = (
            self.memo.make(("search", slug), cards_of, record, self.where(record))
            for slug, record in self.records.items()
        )
        return self.memo.make(("search", ""), all_of_them, *cards)

    def search_part(self, part: Part) -> PartInputs:
        uses = Uses()
        for card in part.cards:
            uses.prose(*(text for _, text in card.statements))
        return PartInputs(part, self.lookup(uses))

    def search_index(self) -> IndexInputs:
        """For what every search fetches first."""
        newest, *ahead = self.search_parts
        return IndexInputs(
            crises=tuple((one.slug, crisis_name(one), one.title, one.place) for one in self.records.values()),
            actors=tuple(
                (id, one.name, one.role, *one.aliases, *(name for _, name in one.names))
                for id, one in self.site.actors.items()
            ),
            newest=replace(self.search_part(newest), unclaimed=self._unclaimed()),
            ahead=tuple(
                (
                    part.number,
                    tuple(sorted({card.crisis for card in part.cards})),
                    tuple(sorted({year for card in part.cards for year in _years(card)})),
                )
                for part in ahead
            ),
        )

    def _unclaimed(self) -> tuple[tuple[str, str, str], ...]:
        """The figures that nobody has given a number for."""
        claimed = {
            (card.crisis, claim.figure)
            for part in self.search_parts
            for card in part.cards
            for claim in card.claims
        }
        return tuple(
            (slug, figure.id, figure.label)
            for slug, record in self.records.items()
            for figure in record.figures
            if (slug, figure.id) not in claimed
        )

    @cached_property
    def letters(self) -> Mapping[str, tuple[Line, ...]]:
        """The register of stories, events and actors."""

        def all_of_them(
            cards: Mapping[str, ActorCard], language: Language, *lists: tuple[Line, ...]
        ) -> Mapping[str, tuple[Line, ...]]:
            actors = (Line(one.name, actor_address(id), one.role) for id, one in cards.items())
            return by_letter((*actors, *(line for listed in lists for line in listed)), language)

        lines = (
            self.memo.make(("register", slug), lines_of, record, crisis_name(record), self.where(record))
            for slug, record in self.records.items()
        )
        cards = self.memo.same("cards", self.cards)
        return self.memo.make(("register", ""), all_of_them, cards, self.shared.words, *lines)

    def letter_pages(self) -> tuple[tuple[Letter, Letters], ...]:
        """The pages of a long register, each with all the letters."""
        return tuple((page, self._letter_counts) for page in letter_pages(self.letters))

    @cached_property
    def _letter_counts(self) -> Letters:
        return tuple((letter, len(lines)) for letter, lines in self.letters.items())

    def search(self) -> SearchInputs:
        """For the page of the search."""
        cards = [card for part in self.search_parts for card in part.cards]
        held = Counter(card.crisis for card in cards)
        crises = ((slug, crisis_name(one), held[slug]) for slug, one in self.records.items() if held[slug])
        return SearchInputs(
            crises=tuple(sorted(crises, key=lambda crisis: alphabetical(crisis[1]))),
            years=tuple(sorted({year for card in cards for year in _years(card)}, reverse=True)),
            letters=self._letter_counts,
            lines=() if letter_pages(self.letters) else tuple(self.letters.items()),
        )

    @property
    def sitemap_parts(self) -> int:
        """How many sitemaps the addresses need: a protocol allows so many in one. Short records are not counted out."""
        stories = (story for record in self.records.values() for story in record.stories)
        events = sum(len(story.all_events) for story in stories)
        if _MOST_PAGES_OF_AN_EVENT * (events + len(self.site.actors) + 100) <= MOST_ADDRESSES:
            return 1
        return -(-len(self._sitemap) // MOST_ADDRESSES)

    def sitemap(self, part: int) -> tuple[tuple[str, str], ...]:
        """(address, ISO day of the last change or empty) of the pages a search engine should know, in parts from 0."""
        return self._sitemap[part * MOST_ADDRESSES : (part + 1) * MOST_ADDRESSES]

    @cached_property
    def _sitemap(self) -> tuple[tuple[str, str], ...]:
        found = [(one, "") for one in (HOME, TIMELINE, ACTORS, CORRECTIONS)]
        updates = self.site.settings.publishes("updates")
        found += [(UPDATES, "")] if updates else []
        found += [(SEARCH, "")] if self.site.settings.publishes("search") else []
        for slug, record in self.records.items():
            day = self.day(record)
            changed = {entry.story: entry.changed for entry in self.entries(record) if entry.is_story}
            found += [(crisis_address(slug), day)]
            found += [(updates_address(slug), day)] if updates else []
            found += ((story_address(slug, one.slug), changed[one.slug]) for one in record.stories)
            if self.site.settings.publishes("figure-pages"):
                found += ((figure_page_address(slug, figure.id), day) for figure in record.figures)
        for address in (*self._slugs, TIMELINE):
            found += ((period_address(address, parts), "") for parts, _ in self.period_pages(address))
        found += [(actor_address(id), "") for id in self.site.actors]
        found += [(text_address(slug), "") for slug in self.site.pages]
        if self.site.settings.publishes("place-pages"):
            found += [(PLACES, ""), *((place_address(id), "") for id in self.places)]
        return tuple(sorted(found))

    def news(self) -> tuple[tuple[str, str, str], ...]:
        """(address, ISO day or moment of publication, title) of the newest stories: those of the last two days on
        which anything was published, by the record's own dates, since a build knows no clock."""
        found = []
        for slug, record in self.records.items():
            where = self.where(record)
            for story in record.stories:
                point = story.published.start if story.published else None
                iso = iso_value(point, where) if point else None
                if story.published and iso:
                    day = day_of(story.published, where)
                    found.append((day, story_address(slug, story.slug), iso, story.title))
        newest = sorted({day for day, *_ in found})[-2:]
        return tuple((address, iso, title) for day, address, iso, title in sorted(found) if day in newest)[
            -1000:
        ]


def _years(card: EventCard) -> Iterator[int]:
    """The years by which an event or one of its claims is found."""
    for years in (card.years, *(claim.years for claim in card.claims)):
        yield from range(years[0], years[-1] + 1) if years and years[-1] - years[0] <= 50 else years


def _corrected(record: Crisis) -> Crisis:
    """A crisis with the stories in which something was corrected, and of them what corrections name."""
    stories = []
    for story in record.stories:
        if story.corrections:
            named = {one.event.id for one in story.corrections if one.event}
            events = tuple(_bare(event) for event in story.events if event.id in named)
            stories.append(replace(story, event=_bare(story.event), events=events, figures=(), sources=()))
    return replace(
        record, figures=(), phases=(), known=(), unknown=(), questions=(), sources=(), stories=tuple(stories)
    )


def _bare(event: Event) -> Event:
    """An event by its name."""
    return replace(event, text=None, history=(), quote=None, statements=(), actors=(), sources=(), media=None)


def _without_body(story: Story) -> Story:
    return replace(story, body=Prose())


def _titles(record: Crisis) -> dict[str, str]:
    return {event.id: event.title for story in record.stories for event in story.all_events}


def _order(record: Crisis, shared: Shared) -> tuple[str, ...]:
    where = shared.zone(record.timezone)
    entries = (entry for story in record.stories for entry in entries_of(record.slug, story, where)[:1])
    return tuple(entry.story for entry in in_order(entries))


def _stories_by_actor(record: Crisis) -> dict[str, tuple[Story, ...]]:
    """The stories of a crisis in which each actor appears, cut down to what concerns the actor."""
    found: dict[str, list[Story]] = {}
    for story in record.stories:
        events = [(event, event.actor_ids) for event in story.events]
        for name in story.actor_ids:
            kept = tuple(event for event, there in events if name in there)
            whole = len(kept) == len(events)
            found.setdefault(name, []).append(story if whole else replace(story, events=kept))
    return {name: tuple(stories) for name, stories in found.items()}


def _stories_by_figure(record: Crisis) -> dict[str, tuple[Story, ...]]:
    """The stories of a crisis with claims for each figure."""
    found: dict[str, dict[str, Story]] = {}
    for story in record.stories:
        for claim in story.figures:
            if claim.figure:
                found.setdefault(claim.figure.id, {})[story.slug] = story
    return {id: tuple(stories.values()) for id, stories in found.items()}


def _claims_alone(story: Story, figure: str) -> Story:
    """The story with its title, its claims for one figure, and what was corrected in it; nothing else."""
    event = story.event
    return Story(
        path=story.path,
        slug=story.slug,
        event=Event(
            id=event.id,
            date=event.date,
            title=event.title,
            at=event.at,
            title_at=event.title_at,
            date_at=event.date_at,
        ),
        published=story.published,
        figures=tuple(claim for claim in story.figures if claim.figure and claim.figure.id == figure),
        corrections=story.corrections_of(event.id),
        body=Prose(),
        at=story.at,
    )


def _events_of_actors(record: Crisis) -> Mapping[str, int]:
    """In how many events of a crisis each actor takes part."""
    events = (event for story in record.stories for event in story.all_events)
    return Counter(id for event in events for id in {one.actor.id for one in event.actors})
