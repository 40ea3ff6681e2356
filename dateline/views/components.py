"""The data of each component: one dataclass for one macro in ``templates/components/``.

Everything is decided here: words, order, numbers, addresses. A template only places it.
"""

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.views.dates import DateView
from dateline.views.frame_data import Link
from dateline.views.quantities import QuantityView

if TYPE_CHECKING:
    from markupsafe import Markup


class StatusView(Struct, frozen=True):
    """One status: its key for classes (“confirmed”), its word for people (“Confirmed”), its glyph in the sprite."""

    key: str  # confirmed · reported · disputed · retracted · not-stated
    word: str
    glyph: str  # id of the <symbol>: g-confirmed, …
    meaning: str = ""  # the definition, for keys and the method page


class SourceRef(Struct, frozen=True):
    """A superscript or “Source 1” that leads to the list of sources."""

    number: int
    href: str  # “#s1” on a page that lists its sources, else the address of one that does
    label: str  # “Source 1: Desk briefing: Venezuela”


class SourceView(Struct, frozen=True):
    """One entry of the list of sources. Made by position in ``Composer._source_view``."""

    number: int
    anchor: str  # “s1”
    title: str
    publisher: str = ""
    href: str = ""
    archived: str = ""
    published: DateView | None = None
    accessed: DateView | None = None
    kind: str = ""
    language: str = ""  # BCP 47, of the source itself
    note: str = ""
    withdrawn: str = ""  # why it was withdrawn; its text is then struck
    cited_from: tuple[Link, ...] = ()  # back to each place that cites it


class QuoteView(Struct, frozen=True):
    """Exact words and who said them."""

    text: str  # with quotation marks, those of the language it is in
    by: Link | None
    role: str = ""
    language: str = ""


class StatementView(Struct, frozen=True):
    """What is said inside an event, with its own status."""

    status: StatusView
    label: str  # with its colon
    text: "Markup"
    begin: str = ""  # the marks around both, where both are in one language that is not the page's
    end: str = ""


class ClaimView(Struct, frozen=True):
    """What somebody says a figure is. Made by position in ``claim_view``."""

    figure: str  # the figure's label; empty where it stands above the claim already
    value: QuantityView
    unit: str
    by: Link | None  # None: no claimant is named
    by_role: str
    status: StatusView
    as_of: DateView
    sources: tuple[SourceRef, ...]
    promised: bool = False
    note: "Markup | str" = ""
    quote: str = ""
    method: str = ""
    withdrawn: str = ""  # “Withdrawn 10 January 2026: reason”
    href: str = ""  # the story or event that carries it
    denies: bool = False  # the claimant says there are none at all
    figure_href: str = ""  # the figure's own page
    recorded: DateView | None = None  # when it became part of the record, where that is told
    told_in: Link | None = None  # likewise the story that reports it


class CountView(Struct, frozen=True):
    """One of the two to four central counts in the band."""

    value: QuantityView  # ``empty`` draws the dashed box
    label: str
    status: StatusView
    by: str  # “Foro Penal”, or “source not named”
    as_of: DateView | None  # None: the claim's own words say enough
    sources: tuple[SourceRef, ...]
    note: str = ""  # the rival claim in words: “the government denies holding any”
    href: str = ""  # the figure on the crisis page
    promised: bool = False


class CorrectionView(Struct, frozen=True):
    """What stood there, what stands there now, why and since when."""

    anchor: str
    date: DateView
    kind: str  # “Correction”, “Clarification”, “Update”, “Retraction”
    was: str
    now: str
    why: str
    where: Link  # the event or story
    crisis: Link | None = None


class MediaView(Struct, frozen=True):
    """A picture of ours (``src``), or a link to something elsewhere (``href``), never loaded from there."""

    alt: str
    credit: str
    caption: str
    src: str = ""
    width: int = 0
    height: int = 0
    href: str = ""


class EventView(Struct, frozen=True):
    """One event, as it stands in every list of events. Made by position in ``event_view``."""

    anchor: str
    old_anchors: tuple[str, ...]
    permalink: str
    href: str  # where the title leads: the story, or the event itself
    date: DateView
    status: StatusView
    kind: str  # the lane's label
    kind_id: str
    title: str
    text: "Markup | str"
    statements: tuple[StatementView, ...]
    claims: tuple[ClaimView, ...]
    more_claims: Link | None  # “all 7 claims” on the story page, where more than five
    quote: QuoteView | None
    sources: tuple[SourceRef, ...]
    actors: tuple[Link, ...]
    actor_ids: str  # space-separated, for data-actors
    place: Link | None
    place_id: str
    changed: str  # ISO day on which it was recorded or last changed, for “catch me up”
    corrected: Link | None = None  # “Corrected 10 January 2026”
    retraction: str = ""  # the reason, printed before the struck text
    media: MediaView | None = None
    crisis: Link | None = None  # on lists that mix crises
    crisis_id: str = ""  # … its slug, for data-crisis
    key: bool = False
    heading: int = 4  # level of its heading


class KeyEventView(Struct, frozen=True):
    """A line of a short list of events: key events, latest events, search-like lists."""

    date: DateView
    title: str
    href: str
    status: StatusView
    crisis: str = ""


class KnownView(Struct, frozen=True):
    """A line of what is known, or not known."""

    text: "Markup"
    status: StatusView | None  # not-known lines carry none
    since: DateView | None
    sources: tuple[SourceRef, ...]
    history: str = ""  # “Not known until 10 January 2026”


class PositionView(Struct, frozen=True):
    """One actor in “Who says what”."""

    actor: Link
    role: str
    texts: tuple["PositionText", ...]


class PositionText(Struct, frozen=True):
    """One thing an actor says, with its date and sources."""

    text: "Markup"
    date: DateView | None
    sources: tuple[SourceRef, ...]
    crisis: Link | None = None


class PositionGroup(Struct, frozen=True):
    """A group of “Who says what”: in power, affected, counting and checking, outside."""

    title: str
    actors: tuple[PositionView, ...]


class QuestionView(Struct, frozen=True):
    """One question of the background, answered in open text."""

    anchor: str
    question: str
    answer: "Markup"


class EventLineView(Struct, frozen=True):
    """An event of a long record in one line, where another page tells it in full.

    Made by position in ``event_line``.
    """

    anchor: str
    old_anchors: tuple[str, ...]
    href: str  # of the event told in full
    date: DateView
    title: str
    status: StatusView
    kind_id: str
    actor_ids: str
    place_id: str
    changed: str  # ISO day


class DayLink(Struct, frozen=True):
    """What is told on another page, by its day: an event or several, or all that changed in the record."""

    anchor: str  # id of the first event, or the ISO day
    text: str  # “14”, or the date in short where it is no more than that: “c. 14 Mar 2019”
    href: str
    rest: str = ""  # “ March 2019, 3 events”, for those who hear the link alone
    anchors: tuple[str, ...] = ()  # further ones of the same place: of the other events, and those they had
    events: int = 1
    statuses: tuple[StatusView, ...] = ()  # each once; none where all is confirmed
    retracted: bool = False  # everything that it leads to


class MonthOfDays(Struct, frozen=True):
    """A month with such days, newest first."""

    title: str  # empty where a heading says it, and for the undated: their link does
    days: tuple[DayLink, ...]


class PhaseView(Struct, frozen=True):
    """A stretch of the timeline: a phase of the crisis, a year or month of a long one, or the undated events."""

    anchor: str
    title: str
    note: str
    size: str  # class of the reserved height: "", "s", "m", "l", … (long timelines only)
    events: tuple[EventView, ...]
    lines: tuple[EventLineView, ...] = ()  # instead of events, where another page tells them
    months: tuple[MonthOfDays, ...] = ()  # of a long record: those that have no line
    more: Link | None = None  # to that page


class TableView(Struct, frozen=True):
    """The same data as a chart, as a table: header cells, then rows whose first cell is a row header."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()  # columns set at the end edge


class FigureView(Struct, frozen=True):
    """One figure with its rival claims side by side and its chart."""

    anchor: str  # “f-political-prisoners”
    label: str
    title: str  # a sentence that says the finding
    dek: str  # the definition, or what the reader must know
    unit: str
    claims: tuple[ClaimView, ...]  # the current one per claimant, newest as-of first
    earlier: tuple[ClaimView, ...]  # what the same claimants said before
    charts: tuple[object, ...]  # chart views of dateline.charts: each has ``kind`` naming its macro
    table: TableView | None
    source_line: str  # “Foro Penal; Jorge Rodríguez”
    permalink: str
    page: str = ""  # href of the figure's own page; empty on it
    as_of: DateView | None = None  # the newest day that a current claim describes
    empty: str = ""  # said instead of claims when nobody has given one
    changed: str = ""  # ISO day on which a claim was last added or withdrawn, for “catch me up”
    older: Link | None = (
        None  # to the earlier claims that only the figure's own page tells, with their number
    )


class ChangeView(Struct, frozen=True):
    """One entry of the list of updates."""

    date: DateView
    what: str  # “Event added”, “Figure revised”, “Status changed”, “Correction”
    text: str
    href: str
    note: str = ""  # the reason, for corrections and changes of status
    crisis: Link | None = None


class ChangeDay(Struct, frozen=True):
    """What changed on one day, for updates pages and “as known on”."""

    anchor: str  # ISO day
    date: DateView
    summary: str  # “2 events, 1 figure”
    changes: tuple[ChangeView, ...]
    version: str = ""  # href of the as-known page of that day
    more: Link | None = None  # what else the day brought, where that is too much for one page


class ChangeYear(Struct, frozen=True):
    """A year with such months, newest first, leading to its own page."""

    year: Link
    note: str  # “312 changes”
    months: tuple[MonthOfDays, ...]


class Choice(Struct, frozen=True):
    """One value of the filter bar."""

    value: str
    label: str
    count: int
    status: StatusView | None = None


class FilterView(Struct, frozen=True):
    """The filter bar of a timeline, and the rules that make it work without script."""

    statuses: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    places: tuple[Choice, ...]
    crises: tuple[Choice, ...]  # only where crises are mixed
    total: int
    total_text: str  # “All 12 events, newest first”
    some_text: str  # “{shown} of {total} events”, for what is chosen
    none_text: str  # where nothing on the page has what is chosen
    css: str  # for <noscript><style>


class RegisterLine(Struct, frozen=True):
    """A story, an event or an actor in the register from A to Z."""

    href: str
    title: str
    date: DateView | None  # None: an actor
    status: StatusView | None
    note: str  # the crisis, or the role of an actor


class RegisterGroup(Struct, frozen=True):
    """What begins with one letter."""

    anchor: str
    title: str  # the letter
    lines: tuple[RegisterLine, ...]


class EmbedCode(Struct, frozen=True):
    """What others copy into their page to show something of ours there."""

    title: str  # what it shows
    code: str  # HTML, shown as text
    href: str  # of the embed, to look at it first


class TakeAlongView(Struct, frozen=True):
    """How to cite a record, and the files it can be had as."""

    citation: str
    url: str  # absolute; empty where the site's address is not known
    bibtex: str
    files: tuple[Link, ...]
