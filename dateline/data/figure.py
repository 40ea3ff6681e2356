"""One figure for other programs: all its claims as CSV and as JSON, beside its page."""

from dateline.addresses import crisis_address, figure_page_address, story_address
from dateline.data.inputs import DataInputs
from dateline.data.json_text import json_text
from dateline.data.tables import claim_rows, claims_csv
from dateline.data.written import Writer
from dateline.parse import schema
from dateline.record.changes import claim_day
from dateline.record.days import LONG_AGO
from dateline.views.composer import Composer
from dateline.views.frames import in_full
from dateline.views.inputs import FigureInputs, Shared
from dateline.views.titles import crisis_name

FORMAT = "dateline-figure"
VERSION = 1
"""Raised when a reader of the version before could misread what is written."""


def figure_csv(shared: Shared, inputs: FigureInputs) -> str:
    """``claims.csv`` of the crisis, cut down to one figure: the same columns."""
    return claims_csv(shared, DataInputs(inputs.crisis, (), inputs.lookup))


def figure_json(shared: Shared, inputs: FigureInputs) -> str:
    """The figure with every claim in the words of ``record.json``, the newest of each claimant first."""
    crisis, figure = inputs.crisis, inputs.figure
    page = Composer(shared, figure_page_address(crisis.slug, figure.id))
    where = shared.zone(crisis.timezone)
    writer = Writer(where)

    def address(of: str) -> str:
        return in_full(page, of)

    claims = []
    for row in claim_rows(crisis, where):
        recorded = claim_day(row.claim, row.story, where)
        claims.append(
            {
                **writer.value(schema.CLAIM, row.claim),
                "source": [ref.id for ref in row.claim.sources],
                "current": row.current,
                "recorded": recorded if recorded != LONG_AGO else None,
                "corrected": row.corrected(where) or None,
                "story": {
                    "slug": row.story.slug,
                    "title": row.story.title,
                    "address": address(story_address(crisis.slug, row.story.slug)),
                },
            }
        )
    return json_text(
        {
            "format": FORMAT,
            "version": VERSION,
            "address": address(page.address),
            "changed": inputs.day or None,
            "publisher": shared.settings.published_by,
            "crisis": {
                "slug": crisis.slug,
                "name": crisis_name(crisis),
                "address": address(crisis_address(crisis.slug)),
            },
            "figure": writer.value(schema.FIGURE, figure),
            "claims": claims,
            "actors": [{"id": card.id, "name": card.name} for card in inputs.lookup.cast.values()],
            "sources": [
                {**writer.value(schema.SOURCE, source), "id": id}  # stories may call two sources the same
                for id, source in inputs.lookup.sources.items()
            ],
        }
    )
