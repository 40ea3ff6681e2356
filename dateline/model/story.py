"""One explainer text with its front matter."""

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.ref import Ref
from dateline.model.source import Source
from dateline.model.translation import Told
from dateline.prose import Prose
from dateline.values.written import Written


class Correction(Written, frozen=True, kw_only=True, eq=False):
    """What a published text said, what it says now, and why. Appended, never edited."""

    date: PartialDate
    was: str
    now: str
    why: str = ""
    kind: str = "correction"  # correction · clarification · update · retraction
    event: Ref | None = None  # the event it concerns; None: the story
    at: Position


class Image(Written, frozen=True, kw_only=True, eq=False):
    """A picture of ours: a file beside the story."""

    file: str  # path below content/
    alt: str = ""
    credit: str = ""
    caption: str = ""
    at: Position

    def beside(self, path: str) -> str:
        """Its path, where the file at ``path`` shows it."""
        return f"{path.rpartition('/')[0]}/{self.file}"


class Story(Written, frozen=True, kw_only=True, eq=False):
    """A story as written (a draft: names unresolved) or as linked (the model: names are ids)."""

    path: str
    slug: str
    event: Event  # the story's own point on the timeline
    summary: str = ""
    published: PartialDate | None = None  # None: asked for by a diagnostic
    updated: PartialDate | None = None
    publish_at: PartialDate | None = None  # an embargo
    expires: PartialDate | None = None
    draft: bool = False
    figures: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()  # further dated points, in the order of the file
    sources: tuple[Source, ...] = ()  # defined by this story
    cites: tuple[Ref, ...] = ()  # named from sources.yaml
    corrections: tuple[Correction, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    old_addresses: tuple[str, ...] = ()
    language: str = ""  # empty: the site's own
    told: Told | None = None  # in another language than its own; None: as it was written
    body: Prose
    at: Position
    old_addresses_at: Position | None = None

    @property
    def title(self) -> str:
        return self.event.title

    @property
    def all_events(self) -> tuple[Event, ...]:
        """The story's own point, then the further ones."""
        return (self.event, *self.events)

    def corrections_of(self, event: str) -> tuple[Correction, ...]:
        """Those of one of its points; a correction that names none is of the story's own."""
        if not self.corrections:
            return ()
        named = ((one.event.id if one.event else self.slug, one) for one in self.corrections)
        return tuple(one for id, one in named if id == event)

    @property
    def actor_ids(self) -> set[str]:
        """Who takes part in its events, is quoted or claims something; texts apart."""
        found = {claim.by.id for claim in self.figures if claim.by}
        return found.union(*(event.actor_ids for event in self.all_events))
