"""For the pages of actors, their feeds and the list of them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dateline.languages import tongues
from dateline.model import Actor, Crisis, Story
from dateline.search.spelling import alphabetical
from dateline.views.gather.cuts import stories_by_actor
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import ActorCard, ActorInputs, Appearance, CrisisCard, Lookup
from dateline.views.uses import Uses


@dataclass(frozen=True)
class Actors:
    """The actors of a site, and where each appears."""

    gatherer: Gatherer

    def page(self, actor: Actor) -> ActorInputs:
        """For the page of an actor."""
        uses = Uses()
        uses.actor(actor)
        appearances = self.appearances(actor)
        for appearance in appearances:
            for story in appearance.stories:
                uses.story(story)
        return ActorInputs(
            actor=actor,
            appearances=appearances,
            lookup=self.gatherer.lookup(uses),
            picture=self.gatherer.size(actor.path, actor.portrait),
        )

    def own_texts(self, actor: Actor) -> Lookup:
        """For the texts of an actor's own file."""
        uses = Uses()
        uses.actor(actor)
        return self.gatherer.lookup(uses)

    def lines(self) -> tuple[tuple[ActorCard, int, tuple[CrisisCard, ...]], ...]:
        """For the list of actors: each with the number of its events and its crises, by name."""
        cards = {slug: self.gatherer.crisis_card(record) for slug, record in self.gatherer.records.items()}
        counts = [
            self.gatherer.memo.make(("events of actors", slug), _events_of_actors, record)
            for slug, record in self.gatherer.records.items()
        ]
        lines = []
        for id, actor in self.gatherer.site.actors.items():
            events = sum(one.get(id, 0) for one in counts)
            lines.append(
                (self.gatherer.cards[id], events, tuple(cards[slug] for slug in self._crises_of(actor)))
            )
        return tuple(sorted(lines, key=lambda line: (alphabetical(tongues.bare(line[0].name)), line[0].id)))

    def appearances(self, actor: Actor) -> tuple[Appearance, ...]:
        """The actor's part of each crisis, in the order of the crises."""
        return self._last_appearances(actor.id)

    @cached_property
    def _last_appearances(self) -> Callable[[str], tuple[Appearance, ...]]:
        """Of one actor at a time: a page and its feeds ask one after the other."""
        return lru_cache(maxsize=1)(self._appearances)

    def _appearances(self, id: str) -> tuple[Appearance, ...]:
        actor = self.gatherer.site.actors[id]
        stories = self._by_actor.get(actor.id, {})
        return tuple(
            self.gatherer.appearance(
                self.gatherer.records[slug],
                stories.get(slug, ()),
                tuple(one for one in actor.positions if one.crisis and one.crisis.id == slug),
            )
            for slug in self._crises_of(actor)
        )

    def _crises_of(self, actor: Actor) -> list[str]:
        """The crises in which an actor appears or holds something."""
        slugs = {*self._by_actor.get(actor.id, ()), *(one.crisis.id for one in actor.positions if one.crisis)}
        return [slug for slug in sorted(slugs) if slug in self.gatherer.site.crises]

    @cached_property
    def _by_actor(self) -> Mapping[str, Mapping[str, tuple[Story, ...]]]:
        """By actor and crisis: the stories in which the actor appears, of their further events those that concern the
        actor. A story's own point stays, as the place of its claims."""
        found: dict[str, dict[str, tuple[Story, ...]]] = {}
        for slug, record in self.gatherer.records.items():
            for id, stories in self.gatherer.memo.make(("by actor", slug), stories_by_actor, record).items():
                found.setdefault(id, {})[slug] = stories
        return found


def _events_of_actors(record: Crisis) -> Mapping[str, int]:
    """In how many events of a crisis each actor takes part."""
    events = (event for story in record.stories for event in story.all_events)
    return Counter(id for event in events for id in {one.actor.id for one in event.actors})
