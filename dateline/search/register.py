"""Everything that has a name, by letter: what is read where there is no script to search with."""

from collections.abc import Iterable, Mapping
from itertools import groupby

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


class Line(Struct, frozen=True):
    """One entry: a story, an event or an actor."""

    title: str
    address: str
    note: str  # the crisis, or the role of an actor
    date: PartialDate | None = None  # None: an actor
    date_text: str = ""
    status: Status | None = None


class LetterPage(Struct, frozen=True):
    """The lines of one letter, or of those that one page can hold."""

    letter: str
    number: int
    of: int  # how many pages the letter has
    lines: tuple[Line, ...]


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
    """The lines under their letters, both as a register in ``language`` has them.

    An article does not count. Digits come first, then the letters that the language is written in, then those of other
    scripts, and last what begins with neither letter nor digit.
    """

    def sought(line: Line) -> str:
        return without_article(bare(line.title), language_in(line.title) or language.code)

    ordered = sorted(lines, key=lambda line: (*alphabetical(sought(line)), line.address))
    grouped = {
        letter: tuple(held) for letter, held in groupby(ordered, key=lambda line: initial(sought(line)))
    }
    own = script(language.name)
    later = {letter: (letter == "#", letter != "0" and script(letter) != own) for letter in grouped}
    return {letter: grouped[letter] for letter in sorted(grouped, key=lambda letter: later[letter])}


def pages_of(letters: Mapping[str, tuple[Line, ...]], most: int = MOST) -> tuple[LetterPage, ...]:
    """The pages of a long register in the order of its letters, each of at most ``most`` lines; none where all fit on
    the page of the search."""
    if sum(map(len, letters.values())) <= most:
        return ()
    found = []
    for letter, lines in letters.items():
        of = -(-len(lines) // most)
        found += [LetterPage(letter, n, of, lines[(n - 1) * most : n * most]) for n in range(1, of + 1)]
    return tuple(found)
