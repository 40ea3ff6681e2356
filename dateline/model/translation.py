"""What a file such as ``closure.es.md`` says: the words of a story, crisis, actor or page in another language."""

from msgspec import Struct

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.prose import Prose
from dateline.values.written import Written

Place = tuple[str, ...]
"""Where in a file something stands: ``("events", "first-ship-turns", "title")``. Items that have no id go by number."""


class Words(Written, frozen=True, kw_only=True, eq=False):
    """One text in the language of the translation, as whichever of the three it is."""

    place: Place
    text: str = ""
    prose: Prose | None = None
    texts: tuple[str, ...] | None = None
    at: Position


class Fact(Written, frozen=True, kw_only=True, eq=False):
    """Something that is no text: it may be repeated from the original, and must then be the same."""

    place: Place
    values: tuple[str, ...]
    names: str = ""  # what they name: actor, source, figure …
    at: Position


class Listing(Written, frozen=True, kw_only=True, eq=False):
    """The items of a list, by id or by number."""

    place: Place
    items: tuple[str, ...]
    by_id: bool
    at: tuple[Position, ...]  # of the list and of each item


class Translation(Written, frozen=True, kw_only=True, eq=False):
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
    at: Position

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is a translation of: kind, crisis and slug."""
        return self.kind, self.crisis, self.slug

    @property
    def part(self) -> str:
        """The crisis that it belongs to; empty for none."""
        return self.slug if self.kind == "crisis" else self.crisis


class Told(Struct, frozen=True, kw_only=True, array_like=True):
    """How a text came to be on a page in another language than its own."""

    original: str  # the language in which it was written
    translated: bool = False
    version: PartialDate | None = None  # the day of the version that was translated
    translator: str = ""
