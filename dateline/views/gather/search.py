"""For the search: its page, its index in parts, and the register from A to Z."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from dateline.addresses import actor_address
from dateline.data.inputs import IndexInputs, PartInputs
from dateline.languages.language import Language
from dateline.search.cards import EventCard, Part, parts_of
from dateline.search.register import LetterPage, Line, by_letter, lines_of, pages_of
from dateline.search.spelling import alphabetical
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import ActorCard, Letters, SearchInputs
from dateline.views.uses import Uses


@dataclass(frozen=True)
class Search:
    """What can be searched of a site."""

    gatherer: Gatherer

    def page(self) -> SearchInputs:
        """For the page of the search."""
        cards = [card for part in self.parts for card in part.cards]
        held = Counter(card.crisis for card in cards)
        crises = (
            (one.slug, one.name, held[one.slug])
            for one in (summary.card for summary in self.gatherer.summaries)
            if held[one.slug]
        )
        return SearchInputs(
            crises=tuple(sorted(crises, key=lambda crisis: alphabetical(crisis[1]))),
            years=tuple(sorted({year for card in cards for year in _years(card)}, reverse=True)),
            letters=self._letter_counts,
            lines=() if pages_of(self.letters) else tuple(self.letters.items()),
        )

    def index(self) -> IndexInputs:
        """For what every search fetches first."""
        newest, *ahead = self.parts
        return IndexInputs(
            crises=tuple(
                (one.card.slug, one.card.name, one.card.title, one.place) for one in self.gatherer.summaries
            ),
            actors=tuple(
                (id, one.name, one.role, *one.aliases, *(name for _, name in one.names))
                for id, one in self.gatherer.site.actors.items()
            ),
            newest=replace(self.part(newest), unclaimed=self._unclaimed()),
            ahead=tuple(
                (
                    part.number,
                    tuple(sorted({card.crisis for card in part.cards})),
                    tuple(sorted({year for card in part.cards for year in _years(card)})),
                )
                for part in ahead
            ),
        )

    def part(self, part: Part) -> PartInputs:
        """For a part of the index."""
        uses = Uses()
        for card in part.cards:
            uses.prose(*(text for _, text in card.statements))
        return PartInputs(part, self.gatherer.lookup(uses))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the index of the search, the newest first; at least one."""

        def all_of_them(*lists: tuple[EventCard, ...]) -> tuple[Part, ...]:
            return parts_of(card for listed in lists for card in listed)

        return self.gatherer.memo.make(("search", ""), all_of_them, *self._cards)

    @cached_property
    def _cards(self) -> tuple[tuple[EventCard, ...], ...]:
        """By crisis, the events in their order."""
        return tuple(map(self.gatherer.searched, self.gatherer.site.crises))

    def _unclaimed(self) -> tuple[tuple[str, str, str], ...]:
        """The figures that nobody has given a number for."""
        claimed = {
            (card.crisis, claim.figure) for part in self.parts for card in part.cards for claim in card.claims
        }
        return tuple(
            (one.card.slug, id, label)
            for one in self.gatherer.summaries
            for id, label, _ in one.figures
            if (one.card.slug, id) not in claimed
        )

    @cached_property
    def letters(self) -> Mapping[str, tuple[Line, ...]]:
        """The register of stories, events and actors."""

        def all_of_them(
            cards: Mapping[str, ActorCard], language: Language, *lists: tuple[Line, ...]
        ) -> Mapping[str, tuple[Line, ...]]:
            actors = (Line(one.name, actor_address(id), one.role) for id, one in cards.items())
            return by_letter((*actors, *(line for listed in lists for line in listed)), language)

        memo = self.gatherer.memo
        lines = (
            memo.make(("register", one.card.slug), lines_of, held, one.card.name)
            for one, held in zip(self.gatherer.summaries, self._cards, strict=True)
        )
        cards = memo.same("cards", self.gatherer.cards)
        return memo.make(("register", ""), all_of_them, cards, self.gatherer.shared.words, *lines)

    def letter_pages(self) -> tuple[tuple[LetterPage[Line], Letters], ...]:
        """The pages of a long register, each with all the letters."""
        return tuple((page, self._letter_counts) for page in pages_of(self.letters))

    @cached_property
    def _letter_counts(self) -> Letters:
        return tuple((letter, len(lines)) for letter, lines in self.letters.items())


def _years(card: EventCard) -> Iterator[int]:
    """The years by which an event or one of its claims is found."""
    for years in (card.years, *(claim.years for claim in card.claims)):
        yield from range(years[0], years[-1] + 1) if years and years[-1] - years[0] <= 50 else years
