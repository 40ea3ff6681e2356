"""A timeline as the spreadsheet of TimelineJS, in CSV."""

import csv
from io import StringIO
from typing import Any

from dateline.data.tables import cell
from dateline.exports.timelinejs import Deck
from dateline.exports.timelinejs_kept import Flat
from dateline.imports.timelinejs_sheet import COLUMNS


def timelinejs_csv(deck: Deck) -> tuple[str, tuple[str, ...]]:
    """The table, and the names of the fields that it has no column for."""
    rows = [{**deck.title, "type": "title"}] if deck.title else []
    rows += [dict(one) for one in deck.slides]
    rows += [{**one, "type": "era"} for one in deck.eras]
    more = sorted({key for row in deck.slides for key, value in row.items() if _is_a_column(key, value)})
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *more))
    left: set[str] = set(deck.rest)
    for row in rows:
        cells = _cells(row)
        writer.writerow([cell(cells.pop(key, "")) for key in (*COLUMNS.values(), *more)])
        left |= cells.keys()
    return text.getvalue(), tuple(sorted(key for key in left if not key.startswith("x-dateline.")))


def _is_a_column(key: str, value: Any) -> bool:
    """Whether a field came from a column of somebody's own: it has a plain name and holds a text."""
    return (
        isinstance(value, str) and "." not in key and key not in (*COLUMNS.values(), "unique_id", "location")
    )


def _cells(row: Flat) -> Flat:
    """The fields of a slide by what the sheet calls them: times in one cell, one background."""
    cells = dict(row)
    for name in ("start_date", "end_date"):
        clock = [cells.pop(f"{name}.{unit}", None) for unit in ("hour", "minute", "second")]
        if clock[0] is not None:
            cells[f"{name}.time"] = ":".join(f"{int(one):02d}" for one in clock if one is not None)
    for kind in ("color", "url"):
        if (value := cells.pop(f"background.{kind}", None)) is not None:
            cells["background"] = value
    return cells
