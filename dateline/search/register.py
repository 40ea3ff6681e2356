"""Everything that has a name, by letter: what is read where there is no script to search with."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Generic, TypeVar

from msgspec import Struct

from dateline.addresses import event_address, story_address
from dateline.dates import PartialDate
from dateline.languages.language import Language
from dateline.languages.tongues import bare, language_in
from dateline.model import Status
from dateline.search.cards import EventCard
from dateline.search.spelling import alphabetical, initial, script, without_article

MOST = 500
"""Lines on one page: a longer register has a page for each letter."""
MOST_ACTORS = 500
"""The same of the list of actors, which then has itself those in most events."""


T = TypeVar("T")


class Line(Struct, frozen=True):
    """One entry: a story, an event or an actor."""

    title: str
    address: str
    note: str  # the crisis, or the role of an actor
    date: PartialDate | None = None  # None: an actor
    date_text: str = ""
    status: Status | None = None


class LetterPage(Struct, Generic[T], frozen=True):
    """What begins with one letter, or as much of it as one page can hold."""

    letter: str
    number: int
    of: int  # how many pages the letter has
    lines: tuple[T, ...]


def lines_of(cards: Iterable[EventCard], name: str) -> tuple[Line, ...]:
    """The stories and events of a crisis, in the order of its cards; ``name``: of the crisis, beside each."""
    return tuple(
        Line(
            title=card.title,
            address=(story_address if card.is_story else event_address)(card.crisis, card.id),
            note=name,
            date=card.date,
            date_text=card.date_text,
            status=card.status,
        )
        for card in cards
    )


def by_letter(lines: Iterable[Line], language: Language) -> Mapping[str, tuple[Line, ...]]:
    """The lines under their letters, both as a register in ``language`` has them."""
    return under_letters(lines, language, lambda line: (line.title, line.address))


def under_letters(
    lines: Iterable[T], language: Language, named: Callable[[T], tuple[str, str]]
) -> Mapping[str, tuple[T, ...]]:
    """The same of anything else: ``named`` says its title and its address.

    An article does not count. Digits come first, then the letters that the language is written in, then those of other
    scripts, and last what begins with neither letter nor digit.
    """

    def sought(line: T) -> str:
        return _sought(named(line)[0], language)

    ordered = sorted(lines, key=lambda line: (*alphabetical(sought(line)), named(line)[1]))
    grouped = {
        letter: tuple(held) for letter, held in groupby(ordered, key=lambda line: initial(sought(line)))
    }
    own = script(language.name)
    later = {letter: (letter == "#", letter != "0" and script(letter) != own) for letter in grouped}
    return {letter: grouped[letter] for letter in sorted(grouped, key=lambda letter: later[letter])}


def pages_of(letters: Mapping[str, tuple[T, ...]], most: int = MOST) -> tuple[LetterPage[T], ...]:
    """The pages of a long register in the order of its letters, each of at most ``most`` lines; none where all fit on
    one page."""
    return tuple(
        LetterPage(letter, n, of, letters[letter][(n - 1) * most : n * most])
        for letter, n, of in numbered({letter: len(lines) for letter, lines in letters.items()}, most)
    )


def numbered(counts: Mapping[str, int], most: int = MOST) -> Iterator[tuple[str, int, int]]:
    """The same pages from how much there is under each letter: the letter, the number of the page, and of how many."""
    if sum(counts.values()) > most:
        for letter, count in counts.items():
            of = -(-count // most)
            yield from ((letter, n, of) for n in range(1, of + 1))


def initials(titles: Iterable[str], language: Language) -> Mapping[str, int]:
    """How many of these stand under each letter of a register in ``language``."""
    return Counter(initial(_sought(title, language)) for title in titles)


def _sought(title: str, language: Language) -> str:
    return without_article(bare(title), language_in(title) or language.code)
