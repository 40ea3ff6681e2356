"""Events, claims and sources as CSV: one line each, no more exact than the record, and safe to open in a spreadsheet.

CSV of RFC 4180: UTF-8, a line of names first, CRLF. The columns are declared here once; ``package.py`` describes them.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from decimal import Decimal
from io import StringIO
from typing import Any

from msgspec import Struct

from dateline.addresses import data_address, event_address, story_address
from dateline.data.inputs import DataInputs, SourcesInputs
from dateline.data.written import bound
from dateline.dates import PartialDate
from dateline.model import Claim, Crisis, Ref, Story
from dateline.record.changes import claim_day
from dateline.record.corrections import last_corrected
from dateline.record.days import LONG_AGO, day_of
from dateline.record.figures import all_series
from dateline.record.timeline import Entry, timeline
from dateline.views.composer import Composer
from dateline.views.frames import in_full
from dateline.views.inputs import Shared

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula."""
SEPARATOR = "; "
"""Between the items of a cell that holds several."""


class Sheet(Struct, frozen=True):
    """What the cells of one crisis are made with."""

    page: Composer
    where: tzinfo
    slug: str

    def address(self, address: str) -> str:
        """Absolute where the site's own address is known."""
        return in_full(self.page, address)


class Column(Struct, frozen=True):
    """A column: its name, the type that Table Schema has for it, what it holds, and how a cell is found."""

    name: str
    type: str
    about: str
    cell: Callable[[Sheet, Any], object]


def _day(date: PartialDate | None, where: tzinfo, last: bool) -> str:
    """The first or last day a date can mean; empty where it is open or unknown."""
    found = bound(date.bounds(where)[last], where) if date is not None else None
    return found[:10] if found else ""


def _date_columns(name: str, about: str, get: Callable[[Any], PartialDate | None]) -> tuple[Column, ...]:
    return (
        Column(name, "string", f"{about}, as written (EDTF).", lambda sheet, row: get(row) or ""),
        Column(
            f"{name}_earliest",
            "date",
            "The first day that can be.",
            lambda sheet, row: _day(get(row), sheet.where, False),
        ),
        Column(
            f"{name}_latest",
            "date",
            "The last day that can be; empty where it is open.",
            lambda sheet, row: _day(get(row), sheet.where, True),
        ),
    )


def _ids(refs: Iterable[Ref]) -> str:
    return SEPARATOR.join(ref.id for ref in refs)


def _recorded(day: str) -> str:
    return "" if day == LONG_AGO else day


EVENTS: tuple[Column, ...] = (
    Column(
        "id", "string", "Unique in the crisis; the anchor of the event on its page.", lambda _, e: e.event.id
    ),
    Column(
        "address", "string", "Where it is told.", lambda s, e: s.address(event_address(s.slug, e.event.id))
    ),
    Column("story", "string", "The story that tells it.", lambda _, e: e.story),
    *_date_columns("date", "When it happened", lambda e: e.event.date),
    Column("precision", "string", "How exactly the date is known.", lambda _, e: e.event.date.shape.value),
    Column("approximate", "boolean", "The date is “about” this.", lambda _, e: e.event.date.approximate),
    Column("uncertain", "boolean", "The date itself is uncertain.", lambda _, e: e.event.date.uncertain),
    Column("date_text", "string", "The source's own words for the date.", lambda _, e: e.event.date_text),
    Column("title", "string", "What happened.", lambda _, e: e.event.title),
    Column(
        "text",
        "string",
        "What is told of it; of a story its summary.",
        lambda s, e: s.page.plain(e.event.text) if e.event.text else e.summary,
    ),
    Column(
        "status", "string", "confirmed, reported, disputed or retracted.", lambda _, e: e.event.status.value
    ),
    Column("kind", "string", "The kind of event.", lambda _, e: e.event.kind),
    Column("place", "string", "Where it happened.", lambda _, e: e.event.place),
    Column("key", "boolean", "A key event.", lambda _, e: e.event.key),
    Column(
        "actors", "string", "Who takes part: ids.", lambda _, e: _ids(one.actor for one in e.event.actors)
    ),
    Column(
        "statements",
        "string",
        "What is said inside it, each with its own status.",
        lambda s, e: SEPARATOR.join(
            f"{one.status.value}: {one.label + ': ' if one.label else ''}{s.page.plain(one.text)}"
            for one in e.event.statements
        ),
    ),
    Column("quote", "string", "Exact words.", lambda _, e: e.event.quote.text if e.event.quote else ""),
    Column(
        "quote_by",
        "string",
        "Who said them: an id.",
        lambda _, e: e.event.quote.by.id if e.event.quote and e.event.quote.by else "",
    ),
    Column(
        "media",
        "string",
        "A link to something elsewhere.",
        lambda _, e: e.event.media.url if e.event.media else "",
    ),
    Column("sources", "string", "Where it is said: ids of sources.", lambda _, e: _ids(e.event.sources)),
    Column("recorded", "date", "The day it became part of the record.", lambda _, e: _recorded(e.recorded)),
    Column("changed", "date", "The day it last changed.", lambda _, e: _recorded(e.changed)),
    Column("corrections", "integer", "How often it was corrected.", lambda _, e: len(e.corrections)),
    Column("retraction", "string", "Why it was withdrawn.", lambda _, e: e.event.retraction),
)


class ClaimRow(Struct, frozen=True):
    """A claim with the story that reports it."""

    story: Story
    claim: Claim
    label: str
    unit: str
    current: bool

    def corrected(self, where: tzinfo) -> str:
        """ISO day on which the story was last corrected; empty where it was not, or nobody knows when."""
        return _recorded(day_of(last_corrected(self.story.corrections_of(self.story.slug), where), where))


CLAIMS: tuple[Column, ...] = (
    Column("figure", "string", "What is counted: the id of the figure.", lambda _, c: c.claim.figure.id),
    Column("label", "string", "What is counted, in words.", lambda _, c: c.label),
    Column("unit", "string", "In what.", lambda _, c: c.unit),
    Column("value", "string", "What is claimed, as stated.", lambda _, c: c.claim.value.text),
    Column(
        "form",
        "string",
        "exact, about, at-least, up-to, between, word, …",
        lambda _, c: c.claim.value.form.value,
    ),
    Column("low", "number", "The least it can mean.", lambda _, c: c.claim.value.bounds[0]),
    Column("high", "number", "The most it can mean.", lambda _, c: c.claim.value.bounds[1]),
    Column(
        "by",
        "string",
        "Who says so: an id; empty where nobody is named.",
        lambda _, c: c.claim.by.id if c.claim.by else "",
    ),
    Column(
        "by_name", "string", "Who says so.", lambda s, c: s.page.actor_name(c.claim.by) if c.claim.by else ""
    ),
    *_date_columns("as_of", "The day it describes", lambda c: c.claim.as_of),
    Column(
        "status", "string", "confirmed, reported, disputed or retracted.", lambda _, c: c.claim.status.value
    ),
    Column("current", "boolean", "The newest of its claimant.", lambda _, c: c.current),
    Column("promised", "boolean", "A promise, not yet a count.", lambda _, c: c.claim.promised),
    Column(
        "recorded",
        "date",
        "The day it became part of the record.",
        lambda s, c: _recorded(claim_day(c.claim, c.story, s.where)),
    ),
    Column("sources", "string", "Where it is said: ids of sources.", lambda _, c: _ids(c.claim.sources)),
    Column("story", "string", "The story that reports it.", lambda _, c: c.story.slug),
    Column(
        "address",
        "string",
        "Where that story is.",
        lambda s, c: s.address(story_address(s.slug, c.story.slug)),
    ),
    Column("quote", "string", "The claimant's own words.", lambda _, c: c.claim.quote),
    Column("note", "string", "What a reader must know about it.", lambda _, c: c.claim.note),
    Column("method", "string", "A change of definition.", lambda _, c: c.claim.method),
    Column(
        "includes",
        "string",
        "Parts of it, which may overlap.",
        lambda _, c: SEPARATOR.join(f"{one.label}: {one.value}" for one in c.claim.includes),
    ),
    Column(
        "withdrawn",
        "string",
        "When the claimant took it back (EDTF).",
        lambda _, c: c.claim.withdrawn.date if c.claim.withdrawn else "",
    ),
    Column(
        "withdrawn_why", "string", "Why.", lambda _, c: c.claim.withdrawn.why if c.claim.withdrawn else ""
    ),
    Column("corrected", "date", "The day its story was last corrected.", lambda s, c: c.corrected(s.where)),
)

SOURCES: tuple[Column, ...] = (
    Column("id", "string", "Unique in the site.", lambda _, one: one.id),
    Column("title", "string", "What it is called.", lambda _, one: one.title),
    Column("publisher", "string", "Who published it.", lambda _, one: one.publisher),
    Column("url", "string", "Where it is.", lambda _, one: one.url),
    Column("archived", "string", "A copy that lasts.", lambda _, one: one.archived),
    *_date_columns("published", "When it was published", lambda one: one.published),
    Column("accessed", "string", "When we read it (EDTF).", lambda _, one: one.accessed or ""),
    Column("kind", "string", "What kind of source it is.", lambda _, one: one.kind),
    Column("language", "string", "The language it is in (BCP 47).", lambda _, one: one.language),
    Column("note", "string", "What a reader should know about it.", lambda _, one: one.note),
    Column("withdrawn", "string", "Why we no longer rely on it.", lambda _, one: one.withdrawn),
)


def events_csv(shared: Shared, inputs: DataInputs, more: tuple[Column, ...] = ()) -> str:
    """Every event, oldest first, those without a date last; with ``more`` columns behind ours."""
    sheet = _sheet(shared, inputs, "events.csv")
    rows: tuple[Entry, ...] = timeline(inputs.crisis, sheet.where)
    return _csv((*EVENTS, *more), sheet, rows)


def claims_csv(shared: Shared, inputs: DataInputs) -> str:
    """Every claim by figure, the newest first."""
    sheet = _sheet(shared, inputs, "claims.csv")
    return _csv(CLAIMS, sheet, claim_rows(inputs.crisis, sheet.where))


def sources_csv(shared: Shared, inputs: SourcesInputs) -> str:
    """Every source, by id."""
    page = Composer(shared, data_address(inputs.crisis, "sources.csv"), timezone=inputs.timezone)
    return _csv(SOURCES, Sheet(page, shared.zone(inputs.timezone), inputs.crisis), inputs.sources)


def claim_rows(crisis: Crisis, where: tzinfo) -> Iterator[ClaimRow]:
    """Every claim of a crisis, by figure, the newest first."""
    stories = {story.slug: story for story in crisis.stories}
    for series in all_series(crisis, where):
        figure = series.figure
        for claims, current in ((series.current, True), (series.earlier, False)):
            for slug, claim in claims:
                yield ClaimRow(stories[slug], claim, figure.label, figure.unit, current)


def _sheet(shared: Shared, inputs: DataInputs, name: str) -> Sheet:
    crisis = inputs.crisis
    page = Composer(shared, data_address(crisis.slug, name), inputs.lookup, crisis.timezone)
    return Sheet(page, shared.zone(crisis.timezone), crisis.slug)


def _csv(columns: tuple[Column, ...], sheet: Sheet, rows: Iterable[object]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([cell(column.cell(sheet, row)) for column in columns] for row in rows)
    return text.getvalue()


def unguarded(text: str) -> str:
    """The text of a cell without the apostrophe that ``cell`` puts before what a spreadsheet would run."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def cell(value: object) -> str:
    """A cell. One that a spreadsheet would run begins with an apostrophe instead."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, int | Decimal):
        return text
    return f"'{text}" if text.startswith(_FORMULA) else text
