"""What a page may read: small frozen cards, never the whole site.

A page is a pure function of its inputs. Two inputs that are equal give the same page, so an edit touches exactly
the pages whose inputs it changes, and nobody has to keep a list of what depends on what. ``views/gather/`` puts them
together; those of files for other programs lie in ``data/inputs.py``.
"""

from collections.abc import Mapping
from datetime import tzinfo

from msgspec import Struct

from dateline.addresses import in_language
from dateline.charts.strip_data import LaneData
from dateline.dates import PartialDate
from dateline.languages import language_of
from dateline.languages.language import Language
from dateline.model import Actor, Claim, Crisis, Figure, Settings, Source, Stance, Status, Story
from dateline.parse.translations import languages_of
from dateline.read.dimensions import UNKNOWN, Size
from dateline.record.changes import Change
from dateline.record.corrections import Made
from dateline.record.figures import Series
from dateline.record.periods import Parts, Period
from dateline.record.timeline import Entry
from dateline.search.register import Line
from dateline.values.zones import zone


class Shared(Struct, frozen=True):
    """What every page shows of the site."""

    settings: Settings
    texts: tuple[tuple[str, str], ...]  # (slug, title) of the pages in content/pages/
    language: str = ""  # that the page is told in; empty: the site's own

    @property
    def code(self) -> str:
        """The language of the page."""
        return self.language or self.settings.language

    @property
    def words(self) -> Language:
        """Its words."""
        return language_of(self.code, self.settings.numerals)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the site, its own first."""
        return languages_of(self.settings)

    def locate(self, address: str, language: str = "") -> str:
        """An address of the site in the language of the page, or in another one of the site.

        Everything that a page leads to goes through here: views name addresses as if there were one language.
        """
        code = language or self.language
        return in_language(address, code if code != self.settings.language else "")

    def zone(self, timezone: str = "") -> tzinfo:
        """The zone of this name, of a crisis say; the site's where there is none."""
        return zone(timezone or self.settings.timezone)


class ActorCard(Struct, frozen=True):
    """An actor as other pages mention one."""

    id: str
    name: str
    kind: str
    role: str
    group: str
    in_text: str = ""
    names: tuple[
        tuple[str, str], ...
    ] = ()  # (language, name), where the page is in another language than the file


class CrisisCard(Struct, frozen=True):
    """A crisis as other pages mention one."""

    slug: str
    name: str
    title: str
    timezone: str


class Lookup(Struct, frozen=True):
    """The words behind the ids that one page uses, and no others."""

    cast: Mapping[str, ActorCard]
    sources: Mapping[str, Source]
    titles: Mapping[str, str]  # of events and stories in references, by “crisis/id”
    series: Mapping[str, Series]  # of figures in references, by “crisis/id”


class CrisisInputs(Struct, frozen=True):
    """A crisis page. The stories come without their bodies: a typo in one leaves this page as it is."""

    crisis: Crisis
    stances: tuple[tuple[str, tuple[Stance, ...]], ...]  # (actor id, positions in this crisis)
    lookup: Lookup


FiguresOfCrises = tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
"""By crisis: id, label and unit of figures."""


class PeriodInputs(Struct, frozen=True):
    """A year, month or day of a long timeline: of a crisis, or of all of them."""

    timeline: str  # address of the whole timeline
    parts: Parts
    counts: tuple[tuple[Parts, int], ...]  # of the events in each period it holds, newest first
    periods: tuple[
        Period[Entry], ...
    ]  # newest first; the page tells one in full and names the events of the others
    told: tuple[Parts, ...]  # those of them that the timeline tells in full: they have no page of their own
    older: Parts
    newer: Parts  # both empty for none
    crises: tuple[CrisisCard, ...]
    kinds: tuple[tuple[str, str], ...]
    figures: FiguresOfCrises
    lookup: Lookup


class DayOfChange(Struct, frozen=True):
    """A day on which the record changed, and the page that tells what changed."""

    day: str  # ISO
    address: str
    changes: int


class UpdatesInputs(Struct, frozen=True):
    """The changes of a crisis: all of them, or those of a year, month or day of a long record."""

    crisis: Crisis
    """Cut down to its name and the figures that the changes name."""
    parts: Parts  # empty for the list of all
    told: tuple[Change, ...]  # in full, newest first
    further: DayOfChange | None  # what the last day told in full brought beside that
    others: tuple[DayOfChange, ...]  # the days that are told elsewhere, newest first
    older: Parts
    newer: Parts  # both empty for none
    lookup: Lookup


class CorrectionsInputs(Struct, frozen=True):
    """The corrections of all crises: the newest, or those of a year, month or day of very many."""

    parts: Parts | None  # None for the list, empty for those that were made on no day that is known
    told: tuple[tuple[CrisisCard, Made], ...]  # newest first
    counts: tuple[tuple[Parts, int], ...]  # of each period it leads to; empty where it tells all
    older: Parts
    newer: Parts  # both empty for none


class StoryInputs(Struct, frozen=True):
    """A story page."""

    crisis: CrisisCard
    kinds: tuple[tuple[str, str], ...]
    story: Story
    figures: tuple[tuple[str, tuple[str, str]], ...]  # those it makes claims about: (id, (label, unit))
    series: tuple[Series, ...]  # of these, as far as the page draws them
    newer: tuple[str, str] | None  # (slug, title)
    older: tuple[str, str] | None
    lookup: Lookup
    picture: Size = UNKNOWN  # pixels of its image


class FigureInputs(Struct, frozen=True):
    """A figure's page and its data."""

    crisis: Crisis
    """Cut down to the figure and, of the stories, to their claims for it and their corrections."""
    day: str
    """ISO day on which the record of the crisis stands; empty where it has none."""
    lookup: Lookup

    @property
    def figure(self) -> Figure:
        """The one figure that is left of the crisis."""
        return self.crisis.figures[0]


class Appearance(Struct, frozen=True):
    """What one crisis contributes to an actor's page: its stories cut down to what concerns the actor."""

    crisis: CrisisCard
    kinds: tuple[tuple[str, str], ...]
    stories: tuple[Story, ...]
    stances: tuple[Stance, ...]
    figures: tuple[tuple[str, str, str], ...]  # (id, label, unit) of the figures in those stories


class EmbedLine(Struct, frozen=True):
    """An event as the embed of a timeline names it."""

    id: str
    date: PartialDate
    date_text: str
    title: str
    status: Status


class TimelineEmbedInputs(Struct, frozen=True):
    """The embed of a crisis's timeline."""

    crisis: CrisisCard
    day: str  # ISO day on which the record stands
    lines: tuple[EmbedLine, ...]  # newest first
    events: int  # in all
    corrected: PartialDate | None  # when the last correction was made


class EventEmbedInputs(Struct, frozen=True):
    """The embed of one event."""

    crisis: CrisisCard
    day: str
    kinds: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, tuple[str, str]], ...]  # (id, (label, unit))
    entry: Entry
    lookup: Lookup


class OEmbedInputs(Struct, frozen=True):
    """What a page is about, for programs that embed it."""

    kind: str  # timeline, event or figure
    page: str  # address
    embed: str  # address
    title: str
    picture: str  # its address; empty where the page has none


class PlaceCard(Struct, frozen=True):
    """A place as the list of places mentions it."""

    id: str
    name: str
    events: int
    crises: tuple[CrisisCard, ...]


class PlaceInputs(Struct, frozen=True):
    """A place's page."""

    place: PlaceCard
    spellings: tuple[str, ...]  # in alphabetical order
    about: tuple[CrisisCard, ...]  # the crises that have it as theirs
    appearances: tuple[Appearance, ...]
    lookup: Lookup


class ActorInputs(Struct, frozen=True):
    """An actor's page."""

    actor: Actor
    appearances: tuple[Appearance, ...]
    lookup: Lookup
    picture: Size = UNKNOWN  # pixels of the portrait


Letters = tuple[tuple[str, int], ...]
"""Each letter of a register with how many lines it has."""


class ActorEntry(Struct, frozen=True):
    """An actor in the list of actors."""

    card: ActorCard
    events: int
    crises: tuple[CrisisCard, ...]  # of many those in which it takes part most often
    more: int  # how many others there are


class ActorsInputs(Struct, frozen=True):
    """The list of actors: all of them, those in most events of very many, or those of a letter."""

    entries: tuple[ActorEntry, ...]  # by name
    letters: Letters  # empty where one page has all
    letter: str = ""  # empty for the list itself
    number: int = 1
    of: int = 1  # of how many pages of the letter this is which


class HomeCard(Struct, frozen=True):
    """A crisis as the home page shows it."""

    crisis: CrisisCard
    summary: str
    status: str
    day: str  # ISO day on which its record stands; empty where it has none
    events: int
    counts: tuple[Series, ...]  # what is counted on top of it, without what was said before


class HomeInputs(Struct, frozen=True):
    """The home page; the crisis that changed last comes first."""

    cards: tuple[HomeCard, ...]
    others: tuple[CrisisCard, ...]  # those that changed before them, of very many, by name
    lead: Crisis | None
    """The record of the first, without the bodies of its stories."""
    latest: tuple[Entry, ...]  # the newest events of all, newest first, each by its name
    lookup: Lookup


class TimelineInputs(Struct, frozen=True):
    """The timeline of all crises, in the order of the home page."""

    crises: tuple[CrisisCard, ...]
    kinds: tuple[tuple[str, str], ...]
    counts: tuple[
        tuple[Parts, int], ...
    ]  # of the events in each period, newest first; empty where it is not divided
    periods: tuple[
        Period[Entry], ...
    ]  # those that are told in full; all events in one where it is not divided
    figures: FiguresOfCrises
    lookup: Lookup


class CrisisLane(Struct, frozen=True):
    """A crisis on the axis of all crises."""

    slug: str
    name: str
    data: LaneData


class ChangesInputs(Struct, frozen=True):
    """The newest changes of several crises, newest first."""

    crises: tuple[Crisis, ...]
    """Those that changed, cut down to their names and figures."""
    changes: tuple[tuple[int, Change], ...]
    """Each with the number of its crisis."""
    lookup: Lookup

    @property
    def listed(self) -> tuple[tuple[Crisis, Change], ...]:
        return tuple((self.crises[number], change) for number, change in self.changes)


class SearchInputs(Struct, frozen=True):
    """What is there to search in; ``lines`` where all of them fit on the page, by letter."""

    crises: tuple[tuple[str, str, int], ...]  # slug, name, number of events
    years: tuple[int, ...]  # newest first
    letters: Letters
    lines: tuple[tuple[str, tuple[Line, ...]], ...]


class ShareInputs(Struct, frozen=True):
    """What a picture may show."""

    address: str  # of the page it stands for
    kicker: str
    title: str
    claims: tuple[tuple[Claim, str], ...]  # with the label of the figure; MOST_COUNTS of them at most
    lookup: Lookup
