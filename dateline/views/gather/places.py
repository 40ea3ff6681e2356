"""For the pages of places and the list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.languages import tongues
from dateline.model import Crisis, Story
from dateline.record.places import is_at, name_of, place_id, spellings, stories_by_place
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
            there = [
                (record, self._stories_at(record).get(id, ())) for record in self.gatherer.records.values()
            ]
            events = sum(is_at(event, id) for _, found in there for one in found for event in one.all_events)
            crises = (record for record, found in there if found or place_id(record.place_name) == id)
            cards.append(
                PlaceCard(id, name_of(written), events, tuple(map(self.gatherer.crisis_card, crises)))
            )
        return {
            card.id: card
            for card in sorted(cards, key=lambda card: (alphabetical(tongues.bare(card.name)), card.id))
        }

    def page(self, id: str) -> PlaceInputs:
        """For a place's page."""
        appearances = tuple(
            self.gatherer.appearance(record, stories, ())
            for record in self.gatherer.records.values()
            if (stories := self._stories_at(record).get(id))
        )
        uses = Uses()
        for appearance in appearances:
            for story in appearance.stories:
                uses.story(story)
        about = (record for record in self.gatherer.records.values() if place_id(record.place_name) == id)
        return PlaceInputs(
            place=self.cards[id],
            spellings=self.spellings(id),
            about=tuple(map(self.gatherer.crisis_card, about)),
            appearances=appearances,
            lookup=self.gatherer.lookup(uses),
        )

    def spellings(self, id: str) -> tuple[str, ...]:
        """How a place is written, each way once."""
        return tuple(sorted(set(self._spellings[id])))

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, ...]]:
        """By id of the place: how it is written, once for every time it is."""
        found: dict[str, tuple[str, ...]] = {}
        for slug, record in self.gatherer.records.items():
            for id, written in self.gatherer.memo.make(("spellings", slug), spellings, record).items():
                found[id] = (*found.get(id, ()), *written)
        return found

    def _stories_at(self, record: Crisis) -> Mapping[str, tuple[Story, ...]]:
        return self.gatherer.memo.make(("by place", record.slug), stories_by_place, record)
