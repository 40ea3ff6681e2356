"""``build.py export``: what is published of a crisis, in the format of another program."""

from dataclasses import dataclass
from functools import partial

from dateline import pipeline
from dateline.data.tables import EVENTS, Column, events_csv
from dateline.exports import Format
from dateline.exports.timelinejs import as_deck, timelinejs_json
from dateline.exports.timelinejs_sheet import timelinejs_csv
from dateline.imports.event_table import FORMAT as OF_TABLES
from dateline.model import Crisis
from dateline.options import Options
from dateline.progress import Progress
from dateline.record.timeline import Entry
from dateline.report import Report
from dateline.values.names import nearest
from dateline.values.refusal import Refusal
from dateline.views.gather import crises
from dateline.views.plan import Plan


@dataclass(frozen=True, slots=True)
class Exported:
    """The text, and what of the crisis is not in it."""

    text: str
    missing: tuple[str, ...] = ()


def export(kind: Format, slug: str, options: Options, progress: Progress) -> Exported | Report | Refusal:
    """The crisis in this format; the report where the content has errors, as nothing is published then."""
    found = pipeline.published(options, progress)
    report = pipeline.reported(found, options)
    if report.failed:
        return report
    site = pipeline.for_address(found.site, options)
    if slug not in site.crises:
        near = nearest(slug, site.crises)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(site.crises) or 'none'}"
        return Refusal(f"no crisis “{slug}” is published", hint)
    gatherer = Plan(site).as_written
    inputs = crises.data(gatherer, gatherer.record(slug))
    if kind == "csv":
        return Exported(events_csv(gatherer.shared, inputs, _own_columns(inputs.crisis)))
    deck = as_deck(gatherer.shared, inputs)
    if kind == "timelinejs":
        return Exported(timelinejs_json(deck), deck.missing)
    text, fields = timelinejs_csv(deck)
    lost = (f"the sheet has no column for {', '.join(fields)}",) if fields else ()
    return Exported(text, (*deck.missing, *lost))


def _own_columns(crisis: Crisis) -> tuple[Column, ...]:
    """The columns of somebody's own that came with a table of events and have no field here."""
    kept = [dict(event.foreign).get(OF_TABLES, ()) for story in crisis.stories for event in story.all_events]
    ours = {column.name for column in EVENTS}
    names = dict.fromkeys(name for one in kept for name, _ in one if name not in ours)
    return tuple(Column(name, "string", "", partial(_kept, name)) for name in names)


def _kept(name: str, sheet: object, entry: Entry) -> str:
    return dict(dict(entry.event.foreign).get(OF_TABLES, ())).get(name, "")
