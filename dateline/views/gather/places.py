"""For the pages of places and the list of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.languages import tongues
from dateline.record.places import about_place, name_of
from dateline.search.spelling import alphabetical
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import PlaceCard, PlaceInputs
from dateline.views.uses import Uses


@dataclass(frozen=True)
class Places:
    """The places of a site, and what happened at each."""

    gatherer: Gatherer

    @cached_property
    def cards(self) -> Mapping[str, PlaceCard]:
        """By id: every place of the site, in the order of their names."""
        cards = []
        for id, written in self._spellings.items():
            crises = [one for one in self.gatherer.summaries if id in one.places]
            events = sum(one.places[id].events for one in crises)
            cards.append(
                PlaceCard(id, name_of(written.elements()), events, tuple(one.card for one in crises))
            )
        return {
            card.id: card
            for card in sorted(cards, key=lambda card: (alphabetical(tongues.bare(card.name)), card.id))
        }

    def page(self, id: str) -> PlaceInputs:
        """For a place's page."""
        appearances = []
        for one in self.gatherer.summaries:
            if numbers := one.places[id].stories if id in one.places else ():
                stories = (self.gatherer.story(one.card.slug, number) for number in numbers)
                cut = tuple(about_place(story, id) for story in stories)
                appearances.append(self.gatherer.appearance(one, cut, ()))
        uses = Uses()
        for appearance in appearances:
            for story in appearance.stories:
                uses.story(story)
        return PlaceInputs(
            place=self.cards[id],
            spellings=self.spellings(id),
            about=tuple(one.card for one in self.gatherer.summaries if one.place_id == id),
            appearances=tuple(appearances),
            lookup=self.gatherer.lookup(uses),
        )

    def spellings(self, id: str) -> tuple[str, ...]:
        """How a place is written, each way once."""
        return tuple(sorted(self._spellings[id]))

    @cached_property
    def _spellings(self) -> Mapping[str, Counter[str]]:
        """By id of the place: how often it is written in which way."""
        found: dict[str, Counter[str]] = {}
        for crisis in self.gatherer.summaries:
            for id, place in crisis.places.items():
                found.setdefault(id, Counter()).update(dict(place.written))
        return found
