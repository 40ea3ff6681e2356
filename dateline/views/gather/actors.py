"""For the pages of actors, their feeds and the list of them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dateline.languages import tongues
from dateline.languages.language import Language
from dateline.model import Actor
from dateline.search.register import MOST_ACTORS, LetterPage, pages_of, under_letters
from dateline.search.spelling import alphabetical
from dateline.views.gather.cuts import about_actor
from dateline.views.gather.gatherer import Gatherer
from dateline.views.gather.summary import Summary
from dateline.views.inputs import (
    ActorCard,
    ActorEntry,
    ActorInputs,
    ActorsInputs,
    Appearance,
    Letters,
    Lookup,
)
from dateline.views.uses import Uses

MOST_IN_EVENTS = 100
MOST_CRISES = 3
"""Named beside an actor in the list."""


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

    def listed(self) -> ActorsInputs:
        """For the list of actors, by name."""
        actors = self.gatherer.site.actors.values()
        entries = sorted(map(self._entry, actors), key=lambda one: (*_by_name(one.card), one.card.id))
        if self.letter_pages:
            most = sorted(entries, key=lambda one: -one.events)[:MOST_IN_EVENTS]
            chosen = {one.card.id for one in most}
            entries = [one for one in entries if one.card.id in chosen]
        return ActorsInputs(tuple(entries), self.letters)

    def of_letter(self, page: LetterPage[ActorCard]) -> ActorsInputs:
        """For a page of a long list."""
        entries = (self._entry(self.gatherer.site.actors[card.id]) for card in page.lines)
        return ActorsInputs(tuple(entries), self.letters, page.letter, page.number, page.of)

    @cached_property
    def letter_pages(self) -> tuple[LetterPage[ActorCard], ...]:
        """The pages of a long list, each with whom it names; none where one page has all."""

        def divided(cards: Mapping[str, ActorCard], language: Language) -> tuple[LetterPage[ActorCard], ...]:
            letters = under_letters(cards.values(), language, lambda one: (one.name, one.id))
            return pages_of(letters, MOST_ACTORS)

        if len(self.gatherer.site.actors) <= MOST_ACTORS:
            return ()
        cards = self.gatherer.memo.same("cards", self.gatherer.cards)
        return self.gatherer.memo.make(("actors", ""), divided, cards, self.gatherer.shared.words)

    @cached_property
    def letters(self) -> Letters:
        """How many actors there are under each letter of a long list."""
        counts: Counter[str] = Counter()
        for page in self.letter_pages:
            counts[page.letter] += len(page.lines)
        return tuple(counts.items())

    def _entry(self, actor: Actor) -> ActorEntry:
        crises = self._crises_of(actor)
        events = {one.card.slug: one.actors[actor.id][0] for one in crises if actor.id in one.actors}
        if len(crises) > MOST_CRISES + 1:  # one more takes no more room than to say so
            crises.sort(key=lambda one: -events.get(one.card.slug, 0))
            named = crises[:MOST_CRISES]
        else:
            named = crises
        return ActorEntry(
            card=self.gatherer.cards[actor.id],
            events=sum(events.values()),
            crises=tuple(one.card for one in named),
            more=len(crises) - len(named),
        )

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


def _by_name(card: ActorCard) -> tuple[str, str]:
    return alphabetical(tongues.bare(card.name))
