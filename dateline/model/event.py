"""Something that happened on a date, and what was said in it."""

from msgspec import Struct

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.model.ref import Ref
from dateline.model.status import Status
from dateline.prose import Prose
from dateline.values.written import Written

Foreign = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""What other formats say of something and ours has no field for: (format, ((field, text), …))."""


class Involvement(Struct, frozen=True, kw_only=True, array_like=True):
    """An actor that takes part, and as what."""

    actor: Ref
    role: str = ""


class Quote(Written, frozen=True, kw_only=True, eq=False):
    """Exact words and who said them."""

    text: str
    by: Ref | None = None  # an actor
    at: Position


class Statement(Written, frozen=True, kw_only=True, eq=False):
    """What is said inside an event, with its own status."""

    status: Status
    text: Prose
    label: str = ""
    at: Position


class StatusChange(Written, frozen=True, kw_only=True, eq=False):
    """One entry of ``history``: from ``date`` on, the status was ``status``."""

    date: PartialDate
    status: Status
    why: str = ""
    at: Position


class Media(Written, frozen=True, kw_only=True, eq=False):
    """A link to something elsewhere, never loaded from there."""

    url: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    at: Position


class Event(Written, frozen=True, kw_only=True, eq=False):
    """A point, a stretch or a window on the timeline. A story is itself one, with the story's slug as id."""

    id: str  # unique in its crisis: the anchor, never made from the date
    date: PartialDate
    title: str
    date_text: str = ""  # the source's own words for the date
    text: Prose | None = None
    status: Status = Status.REPORTED
    history: tuple[StatusChange, ...] = ()
    kind: str = ""
    place: str = ""
    place_as_written: str = ""  # the place as the original names it, where ``place`` is in other words
    key: bool = False
    quote: Quote | None = None
    statements: tuple[Statement, ...] = ()
    actors: tuple[Involvement, ...] = ()
    sources: tuple[Ref, ...] = ()
    reported: PartialDate | None = None  # when it became known; None: the story's `published`
    media: Media | None = None
    retraction: str = ""  # why it was withdrawn
    old_ids: tuple[str, ...] = ()
    foreign: Foreign = ()
    at: Position
    title_at: Position
    date_at: Position
    status_at: Position | None = None
    kind_at: Position | None = None

    @property
    def place_name(self) -> str:
        """The place by the name that is the same in every language of the site."""
        return self.place_as_written or self.place

    @property
    def actor_ids(self) -> set[str]:
        """Who takes part or is quoted."""
        found = {one.actor.id for one in self.actors}
        if self.quote and self.quote.by:
            found.add(self.quote.by.id)
        return found
