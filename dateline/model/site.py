"""The whole record, linked: what every later stage reads."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Literal, get_args

from msgspec import Struct, field

from dateline.findings.positions import Position
from dateline.model.actor import Actor
from dateline.model.crisis import Crisis, Kind
from dateline.model.source import Source
from dateline.model.translation import Told, Translation
from dateline.prose import Prose
from dateline.values.written import Written
from dateline.values.zones import zone

Output = Literal[
    "as-known",
    "updates",
    "crisis-feeds",
    "actor-feeds",
    "json-feeds",
    "data",
    "calendars",
    "share-images",
    "figure-pages",
    "search",
    "place-pages",
    "embeds",
]
OUTPUTS: tuple[Output, ...] = get_args(Output)
"""Kinds of files that a site may leave out; nothing links to one that is."""


class Settings(Written, frozen=True, kw_only=True, eq=False):
    """``site.yaml``."""

    title: str = "Untitled site"
    tagline: str = ""
    mark: str = "strokes"
    base_url: str = ""  # absolute, ends with “/”; empty: not known
    timezone: str = "UTC"
    language: str = "en"
    languages: tuple[str, ...] = ()
    publisher: str = ""
    contact: str = ""
    numerals: str = ""  # empty: the language's own
    fonts: str = "own"  # own · system
    leave_out: tuple[Output, ...] = ()  # kinds of files that are not published
    kinds: tuple[Kind, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()  # (code, level)
    removed: tuple[str, ...] = ()  # addresses of what was taken down for good
    at: Position = Position("content/site.yaml", 1, 1)
    removed_at: Position | None = None
    timezone_at: Position | None = None

    @property
    def published_by(self) -> str:
        """Who answers for the site: the publisher, or the site itself where none is named."""
        return self.publisher or self.title

    def publishes(self, kind: Output) -> bool:
        """Whether the site has files of this kind."""
        return kind not in self.leave_out


class TextPage(Written, frozen=True, kw_only=True, eq=False):
    """A page of ``content/pages/``: Method, About, …"""

    slug: str
    path: str
    title: str
    summary: str = ""
    draft: bool = False
    told: Told | None = None  # in another language than its own; None: as it was written
    body: Prose
    at: Position


class Site(Struct, frozen=True, kw_only=True):
    """Everything, by id, in order: crises and actors by id, stories of a crisis by address."""

    settings: Settings
    crises: Mapping[str, Crisis]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]  # every source by its site-wide id
    pages: Mapping[str, TextPage]
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Names in files that could not be read, by crisis, those of the site under “”. Empty in all that is published."""
    translations: Mapping[str, Mapping[tuple[str, str, str, str], Translation]] = field(default_factory=dict)
    """By crisis, those of the site under “”; then by language, and kind, crisis and slug of their original."""

    def zone_of(self, crisis: Crisis) -> tzinfo:
        """The time zone of a crisis: its own, else the site's."""
        return zone(crisis.timezone or self.settings.timezone)
