"""What a file such as ``closure.es.md`` says: the words of a story, crisis, actor or page in another language."""

from dataclasses import field

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.frozen import dataclass
from dateline.prose import Prose

Place = tuple[str, ...]
"""Where in a file something stands: ``("events", "first-ship-turns", "title")``. Items that have no id go by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in the language of the translation, as whichever of the three it is."""

    place: Place
    text: str = ""
    prose: Prose | None = None
    texts: tuple[str, ...] | None = None
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is no text: it may be repeated from the original, and must then be the same."""

    place: Place
    values: tuple[str, ...]
    names: str = ""  # what they name: actor, source, figure …
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The items of a list, by id or by number."""

    place: Place
    items: tuple[str, ...]
    by_id: bool
    at: tuple[Position, ...] = field(compare=False)  # of the list and of each item


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The words of one original in another language; what it leaves out is as in the original."""

    kind: str  # of the original: site · crisis · story · actor · page
    crisis: str = ""
    slug: str = ""
    language: str
    path: str
    translated: PartialDate | None = None  # the day of the version that was translated; None: not said
    translator: str = ""  # empty: the desk
    draft: bool = False
    words: tuple[Words, ...] = ()
    facts: tuple[Fact, ...] = ()
    lists: tuple[Listing, ...] = ()
    at: Position = field(compare=False)

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is a translation of: kind, crisis and slug."""
        return self.kind, self.crisis, self.slug

    @property
    def part(self) -> str:
        """The crisis that it belongs to; empty for none."""
        return self.slug if self.kind == "crisis" else self.crisis


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a text came to be on a page in another language than its own."""

    original: str  # the language in which it was written
    translated: bool = False
    version: PartialDate | None = None  # the day of the version that was translated
    translator: str = ""
