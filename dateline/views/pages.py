"""The data of each page: one dataclass for one template in ``templates/pages/``."""

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.charts.strip_view import StripView
from dateline.views.components import (
    ChangeDay,
    ChangeYear,
    Choice,
    ClaimView,
    CorrectionView,
    CountView,
    EmbedCode,
    EventView,
    FigureView,
    FilterView,
    KeyEventView,
    KnownView,
    MediaView,
    PhaseView,
    PositionGroup,
    PositionText,
    QuestionView,
    QuoteView,
    RegisterGroup,
    SourceRef,
    SourceView,
    StatementView,
    StatusView,
    TakeAlongView,
)
from dateline.views.dates import DateView
from dateline.views.frame_data import Frame, Link

if TYPE_CHECKING:
    from markupsafe import Markup


class CrisisCardView(Struct, frozen=True):
    """A crisis on the home page."""

    kicker: str  # the place or short name
    title: str
    href: str
    summary: str
    counts: tuple[CountView, ...]
    as_of: DateView | None
    events_text: str  # “12 events”
    status: str  # “ongoing”, “dormant”, “ended”


class HomePage(Struct, frozen=True):
    """The lead crisis, the others as cards, all of them on one axis, and the latest events."""

    frame: Frame
    heading: str  # “Four ongoing crises: what is confirmed, reported and disputed”
    lead: CrisisCardView | None  # None: the site has no crisis yet
    strip: StripView | None  # of the lead crisis
    others: tuple[CrisisCardView, ...]
    side_by_side: StripView | None  # one lane per crisis
    side_by_side_note: str
    latest: tuple[KeyEventView, ...]
    statuses: tuple[StatusView, ...]  # “How to read the marks”
    named: tuple[Link, ...] = ()  # of very many crises those without a card, by name


class Version(Struct, frozen=True):
    """One “as known on” page, as listed on the crisis page."""

    date: DateView
    href: str
    summary: str
    iso: str
    current: bool = False


class VersionBanner(Struct, frozen=True):
    """On top of an as-known page."""

    date: DateView
    later: str  # “3 later changes are not shown.”
    live: str  # href of the live page


class CrisisPage(Struct, frozen=True):
    """A crisis, live or as known on a day."""

    frame: Frame
    title: str
    summary: str
    as_of: DateView | None
    events_text: str
    sources_text: str
    corrections_text: str  # “No corrections”, “2 corrections”
    ongoing: str  # “Ongoing”, “Dormant”, “Ended”, in words
    started: DateView | None
    place: Link | None
    counts: tuple[CountView, ...]
    strip: StripView | None
    versions: tuple[Version, ...]  # newest first
    since: tuple[Version, ...]  # days offered by “catch me up since”, newest first
    banner: VersionBanner | None
    sections: tuple[Link, ...]  # “On this page”
    known: tuple[KnownView, ...]
    unknown: tuple[KnownView, ...]
    key_events: tuple[KeyEventView, ...]  # empty when fewer than three
    figures: tuple[FigureView, ...]
    minor_figures: tuple[FigureView, ...]  # one claim each, told in a line
    filters: FilterView | None  # None on short or as-known timelines
    phases: tuple[PhaseView, ...]  # newest first; an undated group last
    stories: tuple[KeyEventView, ...]  # the explainers, newest first
    positions: tuple[PositionGroup, ...]
    body: "Markup | str"
    questions: tuple[QuestionView, ...]
    corrections: tuple[CorrectionView, ...]
    sources: tuple[SourceView, ...]
    updates: Link
    feed: Link
    index: tuple[Link, ...] = ()  # the years of a long timeline
    older_stories: tuple[Link, ...] = ()  # the years that tell them, with how many
    older_stories_text: str = ""
    older_corrections: Link | None = None  # all three where a long record does not name all of them here
    take_along: TakeAlongView | None = None  # not on versions as known on a day
    embeds: tuple[EmbedCode, ...] = ()  # of the timeline, then of key events


class StoryPage(Struct, frozen=True):
    """A story with its events, figures and sources, between its neighbours in time."""

    frame: Frame
    crisis: Link
    anchor: str
    title: str
    summary: str
    date: DateView
    status: StatusView
    kind: str
    key: bool
    place: Link | None
    published: DateView
    updated: DateView | None
    retraction: str
    text: "Markup | str"  # the body
    statements: tuple[StatementView, ...]
    quote: QuoteView | None
    image: MediaView | None
    media: MediaView | None
    actors: tuple[Link, ...]
    tags: tuple[Link, ...]  # to the stories of that tag in the search
    claims: tuple[ClaimView, ...]
    figures: tuple[FigureView, ...]  # charts of the figures this story has claims for
    events: tuple[EventView, ...]  # further dated points, oldest first
    sources: tuple[SourceView, ...]
    citations: tuple[SourceRef, ...]  # of the story itself
    corrections: tuple[CorrectionView, ...]
    revisions: tuple[ChangeDay, ...]
    newer: Link | None
    older: Link | None
    permalink: str
    embeds: tuple[EmbedCode, ...] = ()


class FigurePage(Struct, frozen=True):
    """A figure: what everybody says it is, and what they said before."""

    frame: Frame
    crisis: Link
    title: str  # the finding, in a sentence
    definition: str
    unit: str
    as_of: DateView | None  # the newest day that a current claim describes
    claims_text: str  # “3 claims”
    claimants_text: str  # “2 parties”
    figure: FigureView
    current: tuple[ClaimView, ...]  # newest first, each with its story and the day it became known
    earlier: tuple[ClaimView, ...]  # likewise: what was said before, and what was withdrawn
    methods: tuple[
        ClaimView, ...
    ]  # claims that count another way than their claimant did before, oldest first
    corrected: Link | None  # “Corrected 10 January 2026”
    sources: tuple[SourceView, ...]
    files: tuple[Link, ...]
    place: Link  # of the figure on the crisis page
    feed: Link
    embeds: tuple[EmbedCode, ...] = ()


class ActorPage(Struct, frozen=True):
    """An actor: what they say and take part in, crisis by crisis."""

    frame: Frame
    name: str
    names: tuple[Link, ...]  # in other languages and scripts
    aliases: tuple[str, ...]
    kind: str
    role: str
    portrait: MediaView | None
    text: "Markup | str"
    says: tuple["ActorCrisis", ...]
    phases: tuple[PhaseView, ...]  # their events, one group per crisis
    sources: tuple[SourceView, ...]
    feed: Link


class ActorCrisis(Struct, frozen=True):
    """What an actor says in one crisis: positions, quotes and claims, newest first."""

    crisis: Link
    positions: tuple[PositionText, ...]
    quotes: tuple[tuple[QuoteView, DateView, Link], ...]
    claims: tuple[ClaimView, ...]


class ActorLine(Struct, frozen=True):
    """An actor in the list of all."""

    actor: Link
    role: str
    kind: str
    events_text: str
    crises: tuple[Link, ...]


class ActorsPage(Struct, frozen=True):
    """All actors, by kind."""

    frame: Frame
    title: str
    lede: str
    groups: tuple[tuple[str, tuple[ActorLine, ...]], ...]  # by kind: People, Organisations, …
    letters: tuple[Link, ...] = ()  # of a long list
    back: Link | None = None
    on: Link | None = None  # the other pages of a letter that has several


class EmbedFrame(Struct, frozen=True):
    """What every embed has around its content. All ``href`` are relative to it."""

    site_title: str
    language: str
    direction: str
    numerals: str  # "latin", "native", or empty: those of the language (site.numerals)
    root: str
    canonical: str  # absolute; empty where the site's address is not known
    page: Link  # of the page that it is a part of
    record_as_of: DateView | None
    corrected: Link | None


class TimelineEmbed(Struct, frozen=True):
    """The newest events of a crisis on the page of somebody else: key events where there are enough."""

    frame: EmbedFrame
    title: str
    lines: tuple[KeyEventView, ...]  # newest first
    more: Link | None  # “All 48 events”


class EventEmbed(Struct, frozen=True):
    """A key event on the page of somebody else."""

    frame: EmbedFrame
    event: EventView
    sources: tuple[SourceView, ...]


class FigureEmbed(Struct, frozen=True):
    """A figure and its newest claims on the page of somebody else."""

    frame: EmbedFrame
    figure: FigureView
    claims: tuple[ClaimView, ...]  # the newest
    more: Link | None  # “All 12 claims”
    sources: tuple[SourceView, ...]


class PlacePage(Struct, frozen=True):
    """What happened at a place, in every crisis."""

    frame: Frame
    title: str
    also: tuple[str, ...]  # other ways in which it is written
    events_text: str
    crises: tuple[Link, ...]  # those that are about it
    phases: tuple[PhaseView, ...]  # one group per crisis
    sources: tuple[SourceView, ...]


class PlaceLine(Struct, frozen=True):
    """A place in the list of all."""

    place: Link
    events_text: str
    crises: tuple[Link, ...]


class PlacesPage(Struct, frozen=True):
    """All places, by name."""

    frame: Frame
    title: str
    lede: str
    places: tuple[PlaceLine, ...]  # by name


class TimelinePage(Struct, frozen=True):
    """All crises on one axis and in one list, or a year of it."""

    frame: Frame
    title: str
    lede: str
    strip: StripView | None
    filters: FilterView | None
    phases: tuple[PhaseView, ...]  # months, newest first
    sources: tuple[SourceView, ...]
    index: tuple[Link, ...] = ()  # the years of a long timeline; on a year, its months
    older: Link | None = None  # the neighbours of a year, month or day
    newer: Link | None = None


class UpdatesPage(Struct, frozen=True):
    """What changed in a crisis, or in all, day by day, newest first; or a year, a month or a day of it."""

    frame: Frame
    title: str
    lede: str
    crisis: Link | None
    days: tuple[ChangeDay, ...]
    feed: Link
    empty: str
    index: tuple[Link, ...] = ()  # the years of a long record
    others: tuple[ChangeYear, ...] = ()  # the days that have their changes on pages of their own
    others_title: str = ""  # empty where they are all there is
    older: Link | None = None
    newer: Link | None = None  # the neighbours of a year, a month or a day


class CorrectionsPage(Struct, frozen=True):
    """What was corrected on the site, newest first; or a year, a month or a day of it."""

    frame: Frame
    title: str
    lede: str
    corrections: tuple[CorrectionView, ...]
    feed: Link
    empty: str  # “No corrections have been made to this record.”; empty where others pages tell them
    index: tuple[Link, ...] = ()  # the years of a long list, or the months of a year
    older: Link | None = None
    newer: Link | None = None  # the neighbours of a year, a month or a day


class TextPage(Struct, frozen=True):
    """Method, About, and any other page of content/pages/."""

    frame: Frame
    title: str
    summary: str
    body: "Markup"
    statuses: tuple[StatusView, ...]  # printed on the method page, with their strokes


class SearchPage(Struct, frozen=True):
    """The search, which needs script, and the register under it, which does not."""

    frame: Frame
    title: str
    lede: str
    index: str  # href of what is searched in
    root: str  # href from which the addresses of results go on
    crises: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    words: tuple[Choice, ...]  # what one result is called, by kind
    statuses: tuple[StatusView, ...]  # for the results
    letters: tuple[Link, ...]
    groups: tuple[RegisterGroup, ...]  # empty where each letter has a page of its own


class RegisterPage(Struct, frozen=True):
    """A letter of a long register."""

    frame: Frame
    title: str
    lede: str
    letters: tuple[Link, ...]
    groups: tuple[RegisterGroup, ...]
    back: Link | None  # the pages of the same letter before and after
    on: Link | None


class MovedPage(Struct, frozen=True):
    """At an address that something had before."""

    frame: Frame
    title: str
    target: Link


class NotFoundPage(Struct, frozen=True):
    """In the place of a page that is not there: its links work from any address."""

    frame: Frame
    title: str
    text: str
    links: tuple[Link, ...]
