"""The pages of a site: where each goes, which template it takes, and the inputs it is a pure function of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import cached_property
from typing import Any

from dateline.model import Actor, Crisis, Site, Stance, Story
from dateline.prose import Prose
from dateline.record.as_known import versions
from dateline.record.changes import record_day
from dateline.record.figures import Series, series
from dateline.record.timeline import entries_of, in_order
from dateline.views.actors import actor_page, actors_page
from dateline.views.addresses import (
    ACTORS,
    CORRECTIONS,
    HOME,
    TIMELINE,
    UPDATES,
    actor_address,
    as_known_address,
    crisis_address,
    crisis_feed,
    output_path,
    story_address,
    text_address,
    updates_address,
)
from dateline.views.corrections import corrections_page
from dateline.views.crisis import as_known_page, crisis_page
from dateline.views.feeds import crisis_feed_view, robots_view, site_feed_view, sitemap_view
from dateline.views.inputs import (
    ActorCard,
    ActorInputs,
    Appearance,
    CrisisCard,
    CrisisInputs,
    Lookup,
    Shared,
    StoryInputs,
)
from dateline.views.moved import moved_page
from dateline.views.overview import OverviewInputs, home_page, timeline_page
from dateline.views.story import story_page
from dateline.views.texts import not_found_page, text_page
from dateline.views.titles import crisis_name, kinds_of
from dateline.views.updates import all_updates_page, updates_page
from dateline.views.uses import Uses


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be. ``make(*inputs)`` gives its view; equal inputs give an equal view."""

    path: str  # below output/
    template: str
    make: Callable[..., Any]
    inputs: tuple[Any, ...]


@dataclass(frozen=True)
class Plan:
    """A site looked at page by page."""

    site: Site
    _series: dict[str, Series] = field(default_factory=dict)

    def pages(self) -> Iterator[Page]:
        """Every page, in the order of the site: crises first, what lists them last."""
        shared = self.shared
        for record in self.records.values():
            yield from self._crisis(record)
        for actor in self.site.actors.values():
            yield Page(
                output_path(actor_address(actor.id)),
                "pages/actor.html",
                actor_page,
                (shared, self._actor_inputs(actor)),
            )
        for text in self.site.pages.values():
            uses = Uses()
            uses.prose(text.body)
            yield Page(
                output_path(text_address(text.slug)),
                "pages/text.html",
                text_page,
                (shared, text, self.lookup(uses)),
            )
        for old, new, title in moved(self.site):
            yield Page(output_path(old), "pages/moved.html", moved_page, (shared, old, new, title))
        overview = self._overview()
        yield Page(output_path(ACTORS), "pages/actors.html", actors_page, (shared, self._actor_lines()))
        yield Page(output_path(TIMELINE), "pages/timeline.html", timeline_page, (shared, overview))
        yield Page(output_path(UPDATES), "pages/updates.html", all_updates_page, (shared, overview))
        crises = tuple((crisis_name(crisis), crisis) for crisis in overview.crises)
        yield Page(output_path(CORRECTIONS), "pages/corrections.html", corrections_page, (shared, crises))
        yield Page(output_path(HOME), "pages/home.html", home_page, (shared, overview))
        yield Page("404.html", "pages/not_found.html", not_found_page, (shared,))
        yield Page("feed.xml", "feeds/atom.xml", site_feed_view, (shared, overview))
        yield Page("robots.txt", "feeds/robots.txt", robots_view, (shared,))
        if self.site.settings.base_url:
            yield Page("sitemap.xml", "feeds/sitemap.xml", sitemap_view, (shared, self._sitemap()))

    @cached_property
    def shared(self) -> Shared:
        texts = tuple((page.slug, page.title) for page in self.site.pages.values())
        return Shared(self.site.settings, texts)

    @cached_property
    def records(self) -> Mapping[str, Crisis]:
        """The crises without the bodies of their stories: what every page but the story's own reads."""
        return {
            slug: replace(crisis, stories=tuple(replace(story, body=Prose()) for story in crisis.stories))
            for slug, crisis in self.site.crises.items()
        }

    @cached_property
    def cards(self) -> Mapping[str, ActorCard]:
        return {
            actor.id: ActorCard(actor.id, actor.name, actor.kind, actor.role, actor.group)
            for actor in self.site.actors.values()
        }

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of events and stories by “crisis/id”; a story is also an event."""
        return {
            f"{slug}/{event.id}": event.title
            for slug, crisis in self.site.crises.items()
            for story in crisis.stories
            for event in story.all_events
        }

    def crisis_card(self, crisis: Crisis) -> CrisisCard:
        return CrisisCard(crisis.slug, crisis_name(crisis), crisis.title, crisis.timezone)

    def where(self, crisis: Crisis) -> tzinfo:
        return self.shared.zone(crisis.timezone)

    def series_of(self, crisis: Crisis, figure: str) -> Series | None:
        """What everybody says a figure is."""
        key = f"{crisis.slug}/{figure}"
        if key not in self._series:
            found = next((one for one in crisis.figures if one.id == figure), None)
            if found is None:
                return None
            self._series[key] = series(crisis, found, self.where(crisis))
        return self._series[key]

    def lookup(self, uses: Uses) -> Lookup:
        """The words behind the ids in ``uses``."""
        quoted: dict[str, Series] = {}
        for key in sorted(uses.figures):
            slug, _, figure = key.partition("/")
            if slug in self.records and (found := self.series_of(self.records[slug], figure)):
                quoted[key] = found
                for _, claim in found.all:
                    uses.claim(claim)
        return Lookup(
            cast={id: self.cards[id] for id in sorted(uses.actors) if id in self.cards},
            sources={id: self.site.sources[id] for id in sorted(uses.sources) if id in self.site.sources},
            titles={id: self.titles[id] for id in sorted(uses.titles) if id in self.titles},
            series=quoted,
        )

    def _crisis(self, record: Crisis) -> Iterator[Page]:
        shared = self.shared
        inputs = self._crisis_inputs(record)
        where = self.where(record)
        yield Page(
            output_path(crisis_address(record.slug)), "pages/crisis.html", crisis_page, (shared, inputs)
        )
        yield Page(
            output_path(updates_address(record.slug)),
            "pages/updates.html",
            updates_page,
            (shared, record, inputs.lookup),
        )
        yield Page(
            output_path(crisis_feed(record.slug)),
            "feeds/atom.xml",
            crisis_feed_view,
            (shared, record, inputs.lookup),
        )
        for day in versions(record, where):
            path = output_path(as_known_address(record.slug, day))
            yield Page(path, "pages/crisis.html", as_known_page, (shared, inputs, day))
        order = [
            entry.story
            for entry in in_order(
                entry for story in record.stories for entry in entries_of(record.slug, story, where)[:1]
            )
        ]
        by_slug = {story.slug: story for story in self.site.crises[record.slug].stories}
        for number, slug in enumerate(order):
            newer = by_slug[order[number + 1]] if number + 1 < len(order) else None
            older = by_slug[order[number - 1]] if number else None
            yield Page(
                output_path(story_address(record.slug, slug)),
                "pages/story.html",
                story_page,
                (shared, self._story_inputs(record, by_slug[slug], newer, older)),
            )

    def _crisis_inputs(self, record: Crisis) -> CrisisInputs:
        uses = Uses()
        uses.crisis(record)
        stances = []
        for actor in self.site.actors.values():
            said = tuple(one for one in actor.positions if one.crisis and one.crisis.id == record.slug)
            if said:
                stances.append((actor.id, said))
                uses.actors.add(actor.id)
                for one in said:
                    uses.stance(one)
        return CrisisInputs(crisis=record, stances=tuple(stances), lookup=self.lookup(uses))

    def _story_inputs(
        self, record: Crisis, story: Story, newer: Story | None, older: Story | None
    ) -> StoryInputs:
        uses = Uses()
        uses.story(story)
        ids = dict.fromkeys(claim.figure.id for claim in story.figures if claim.figure)
        counted = tuple(found for id in ids if (found := self.series_of(record, id)))
        for one in counted:
            for _, claim in one.all:
                uses.claim(claim)
        return StoryInputs(
            crisis=self.crisis_card(record),
            kinds=kinds_of(self.shared, record),
            story=story,
            series=counted,
            newer=(newer.slug, newer.title) if newer else None,
            older=(older.slug, older.title) if older else None,
            lookup=self.lookup(uses),
        )

    @cached_property
    def appearances(self) -> Mapping[str, tuple[Appearance, ...]]:
        """By actor: their part of each crisis, in the order of the crises."""
        found: dict[str, list[Appearance]] = {id: [] for id in self.site.actors}
        for record in self.records.values():
            by_actor = _stories_by_actor(record)
            for actor in self.site.actors.values():
                stances = tuple(one for one in actor.positions if one.crisis and one.crisis.id == record.slug)
                stories = by_actor.get(actor.id, ())
                if stances or stories:
                    found[actor.id].append(self._appearance(record, stories, stances))
        return {id: tuple(listed) for id, listed in found.items()}

    def _appearance(
        self, record: Crisis, stories: tuple[Story, ...], stances: tuple[Stance, ...]
    ) -> Appearance:
        used = {claim.figure.id for story in stories for claim in story.figures if claim.figure}
        return Appearance(
            crisis=self.crisis_card(record),
            kinds=kinds_of(self.shared, record),
            stories=stories,
            stances=stances,
            figures=tuple((one.id, one.label, one.unit) for one in record.figures if one.id in used),
        )

    def _actor_inputs(self, actor: Actor) -> ActorInputs:
        uses = Uses()
        uses.actor(actor)
        appearances = self.appearances[actor.id]
        for appearance in appearances:
            for story in appearance.stories:
                uses.story(story)
        return ActorInputs(actor=actor, appearances=appearances, lookup=self.lookup(uses))

    def _actor_lines(self) -> tuple[tuple[ActorCard, int, tuple[CrisisCard, ...]], ...]:
        lines = []
        for id, card in self.cards.items():
            appearances = self.appearances[id]
            events = sum(
                any(one.actor.id == id for one in event.actors)
                for appearance in appearances
                for story in appearance.stories
                for event in story.all_events
            )
            lines.append((card, events, tuple(appearance.crisis for appearance in appearances)))
        return tuple(sorted(lines, key=lambda line: (line[0].name.casefold(), line[0].id)))

    def _overview(self) -> OverviewInputs:
        """The crises, the one that changed last first, then the one with most events."""
        uses = Uses()
        for record in self.records.values():
            uses.crisis(record)

        def rank(record: Crisis) -> tuple[str, int]:
            return record_day(record, self.where(record)), sum(
                len(story.all_events) for story in record.stories
            )

        ordered = sorted(self.records.values(), key=lambda record: record.slug)
        ordered.sort(key=rank, reverse=True)
        return OverviewInputs(crises=tuple(ordered), lookup=self.lookup(uses))

    def _sitemap(self) -> tuple[tuple[str, str], ...]:
        """(address, ISO day of the last change or empty) of every page a search engine should know."""
        found = [(HOME, ""), (TIMELINE, ""), (ACTORS, ""), (UPDATES, ""), (CORRECTIONS, "")]
        for record in self.records.values():
            day = record_day(record, self.where(record))
            found += [(crisis_address(record.slug), day), (updates_address(record.slug), day)]
            for story in record.stories:
                found.append(
                    (
                        story_address(record.slug, story.slug),
                        entries_of(record.slug, story, self.where(record))[0].changed,
                    )
                )
        found += [(actor_address(id), "") for id in self.site.actors]
        found += [(text_address(slug), "") for slug in self.site.pages]
        return tuple(sorted(found))


def _stories_by_actor(record: Crisis) -> dict[str, tuple[Story, ...]]:
    """The stories of a crisis in which each actor appears, cut down to the events and claims that concern them."""
    found: dict[str, list[Story]] = {}
    for story in record.stories:
        names = {one.actor.id for event in story.all_events for one in event.actors}
        names |= {event.quote.by.id for event in story.all_events if event.quote and event.quote.by}
        names |= {claim.by.id for claim in story.figures if claim.by}
        for name in names:
            found.setdefault(name, []).append(_cut_down(story, name))
    return {name: tuple(stories) for name, stories in found.items()}


def _cut_down(story: Story, actor: str) -> Story:
    """The story with the further events that concern the actor; its own point stays, as the place of its claims."""
    kept = tuple(
        event
        for event in story.events
        if any(one.actor.id == actor for one in event.actors)
        or (event.quote and event.quote.by and event.quote.by.id == actor)
    )
    return replace(story, events=kept)


def moved(site: Site) -> Iterator[tuple[str, str, str]]:
    """(old address, new address, title) of everything that had another address before."""
    for slug, crisis in site.crises.items():
        for old in crisis.old_addresses:
            yield old, crisis_address(slug), crisis.title
        for story in crisis.stories:
            for old in story.old_addresses:
                yield old, story_address(slug, story.slug), story.title
