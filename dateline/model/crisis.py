"""A thread of stories, and what the desk tracks in it."""

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.model.claim import Figure
from dateline.model.event import Foreign
from dateline.model.ref import Ref
from dateline.model.source import Source
from dateline.model.status import Status
from dateline.model.story import Correction, Story
from dateline.model.translation import Told
from dateline.prose import Prose
from dateline.values.written import Written


class Kind(Written, frozen=True, kw_only=True, eq=False):
    """A kind of event: a lane of the overview strip."""

    id: str
    label: str
    at: Position


class Phase(Written, frozen=True, kw_only=True, eq=False):
    """A titled stretch of time. Phases may overlap."""

    title: str
    date: PartialDate
    note: str = ""
    foreign: Foreign = ()
    at: Position


class KnownLine(Written, frozen=True, kw_only=True, eq=False):
    """A line of what is known, or of what is not."""

    text: Prose
    status: Status | None = None  # lines of what is not known carry none
    since: PartialDate | None = None
    until: PartialDate | None = None  # a not-known line that became known keeps its history
    sources: tuple[Ref, ...] = ()
    at: Position


class Question(Written, frozen=True, kw_only=True, eq=False):
    question: str
    answer: Prose
    at: Position


class Crisis(Written, frozen=True, kw_only=True, eq=False):
    """A crisis: its explainer and, once resolved, its stories."""

    slug: str
    path: str
    title: str
    name: str = ""  # a short name for lists and the breadcrumb; empty: the place, else the title
    summary: str = ""
    status: str = "ongoing"  # ongoing · dormant · ended
    place: str = ""
    place_as_written: str = ""  # the place as the original names it, where ``place`` is in other words
    started: PartialDate | None = None
    timezone: str = ""  # empty: the site's
    figures: tuple[Figure, ...] = ()
    phases: tuple[Phase, ...] = ()
    known: tuple[KnownLine, ...] = ()
    unknown: tuple[KnownLine, ...] = ()
    questions: tuple[Question, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sources: tuple[Source, ...] = ()
    cites: tuple[Ref, ...] = ()
    corrections: tuple[Correction, ...] = ()
    published: PartialDate | None = None
    draft: bool = False
    language: str = ""
    told: Told | None = None  # in another language than its own; None: as it was written
    old_addresses: tuple[str, ...] = ()
    foreign: Foreign = ()
    body: Prose
    stories: tuple[Story, ...] = ()
    at: Position
    old_addresses_at: Position | None = None
    timezone_at: Position | None = None

    @property
    def place_name(self) -> str:
        """The place by the name that is the same in every language of the site."""
        return self.place_as_written or self.place
