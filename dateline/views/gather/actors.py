"""For the pages of actors, their feeds and the list of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dateline.languages import tongues
from dateline.model import Actor
from dateline.search.spelling import alphabetical
from dateline.views.gather.cuts import about_actor
from dateline.views.gather.gatherer import Gatherer
from dateline.views.gather.summary import Summary
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
        lines = []
        for id, actor in self.gatherer.site.actors.items():
            crises = self._crises_of(actor)
            events = sum(one.actors[id][0] for one in crises if id in one.actors)
            lines.append((self.gatherer.cards[id], events, tuple(one.card for one in crises)))
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
        found = []
        for crisis in self._crises_of(actor):
            slug = crisis.card.slug
            _, numbers = crisis.actors.get(id, (0, ()))
            stories = tuple(about_actor(self.gatherer.story(slug, number), id) for number in numbers)
            stances = tuple(one for one in actor.positions if one.crisis and one.crisis.id == slug)
            found.append(self.gatherer.appearance(crisis, stories, stances))
        return tuple(found)

    def _crises_of(self, actor: Actor) -> list[Summary]:
        """The crises in which an actor appears or holds something."""
        held = {one.crisis.id for one in actor.positions if one.crisis}
        return [one for one in self.gatherer.summaries if actor.id in one.actors or one.card.slug in held]
