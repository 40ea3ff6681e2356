"""The spreadsheet of TimelineJS, saved as CSV, as slides: with the columns of today or of the first versions."""

import re

from dateline.imports.brought import Notes
from dateline.imports.slides import Deck, Slide
from dateline.imports.tables import Row, read_rows
from dateline.imports.timelinejs_dates import split_date, split_time
from dateline.read.text import ContentFile

COLUMNS = {
    "Year": "start_date.year",
    "Month": "start_date.month",
    "Day": "start_date.day",
    "Time": "start_date.time",
    "End Year": "end_date.year",
    "End Month": "end_date.month",
    "End Day": "end_date.day",
    "End Time": "end_date.time",
    "Display Date": "display_date",
    "Headline": "text.headline",
    "Text": "text.text",
    "Media": "media.url",
    "Media Credit": "media.credit",
    "Media Caption": "media.caption",
    "Media Thumbnail": "media.thumbnail",
    "Alt Text": "media.alt",
    "Type": "type",
    "Group": "group",
    "Background": "background",
}
"""The columns of today in their order, and what a slide calls them."""
_EARLIER = {"Start Date": "start_date", "End Date": "end_date", "Tag": "group"}
_ADDRESS = re.compile(r"(?:https?:)?//?")


def read_sheet(file: ContentFile, notes: Notes) -> Deck | None:
    """The timeline in a CSV file; None with the reason in ``notes`` where it is none."""
    rows = read_rows(file, (*COLUMNS, *_EARLIER), notes, _missing)
    if rows is None:
        return None
    title: Slide | None = None
    slides, eras = [], []
    for row in rows:
        slide = _slide(row, notes)
        kind = slide.take("type").casefold()
        if kind == "era":
            eras.append(slide)
        elif kind == "title" and title is None:
            title = slide
        else:
            if kind == "title":
                notes.say(row.at, "IMPORT003", f"{row.name} is a second title; it became an event")
            elif kind:
                message = f"{row.name}: “{kind}” is no type; it became an event"
                notes.say(row.at, "IMPORT003", message, "write title, era or nothing")
            slides.append(slide)
    return Deck(title, tuple(slides), tuple(eras), Slide("", {}, lambda _: file.position(0), notes))


def _missing(names: set[str]) -> str:
    if names & {"Year", "Start Date"} and names & {"Headline", "Text"}:
        return ""
    return "this is no spreadsheet of TimelineJS: it has no column Year (or Start Date), or neither Headline nor Text"


def _slide(row: Row, notes: Notes) -> Slide:
    slide = Slide(row.name, {}, lambda _: row.at, notes)
    for column in sorted(row.cells, key=lambda column: column in ("Time", "End Time")):  # after their days
        text = row.cells[column]
        key = COLUMNS.get(column) or _EARLIER.get(column, column)
        if key == "background":
            slide.fields[f"background.{'url' if _ADDRESS.match(text) else 'color'}"] = text
        elif column in _EARLIER and key != "group":
            parts = split_date(text)
            slide.fields.update(
                {f"{key}.{unit}": part for unit, part in parts.items()} if parts else {key: text}
            )
        elif key.endswith(".time"):
            day = key.removesuffix(".time")
            parts = split_time(text) if any(one.startswith(f"{day}.") for one in slide.fields) else None
            if parts is None:
                slide.fields[key] = text
                slide.keep(key, "no time of a day can be read here; kept under `foreign:`")
            else:
                slide.fields.update({f"{day}.{unit}": part for unit, part in parts.items()})
        elif key.startswith(("start_date.", "end_date.")):
            slide.fields[key] = re.sub(r"[\s,]", "", text)
        else:
            slide.fields[key] = text
    return slide
