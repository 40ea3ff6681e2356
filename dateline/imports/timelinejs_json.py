"""TimelineJS JSON as slides: of today (``events``), and of the first versions (``timeline.date``)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from dateline.imports.brought import Notes
from dateline.imports.located_json import Located, read_json
from dateline.imports.slides import Deck, Slide, flat
from dateline.imports.timelinejs_dates import split_date
from dateline.read.text import ContentFile

_LEGACY = {
    "headline": "text.headline",
    "text": "text.text",
    "tag": "group",
    "asset.media": "media.url",
    "asset.caption": "media.caption",
    "asset.credit": "media.credit",
    "asset.thumbnail": "media.thumbnail",
    "startDate": "start_date",
    "endDate": "end_date",
}
"""Fields of the first versions, and what they are called today."""


def read_deck(file: ContentFile, notes: Notes) -> Deck | None:
    """The timeline in ``file``; None with the reason in ``notes`` where it is none."""
    found = read_json(file)
    if not isinstance(found, Located):
        at, refusal = found
        notes.say(at, "IMPORT001", refusal.reason, refusal.hint)
        return None
    for path in found.twice:
        notes.say(found.at(path), "IMPORT003", f"{path} is written twice; the last one counts")
    top = found.value
    if isinstance(top, dict) and isinstance(top.get("timeline"), dict):
        return _legacy(found, notes)
    if not isinstance(top, dict) or not isinstance(top.get("events"), list):
        hint = "a timeline has `events`, a list of slides; that of the first versions has `timeline.date`"
        notes.say(found.at(""), "IMPORT001", "this JSON is no timeline of TimelineJS", hint)
        return None
    title = top.pop("title", None)
    return Deck(
        title=_slide(found, notes, "title", title) if isinstance(title, dict) else None,
        slides=_slides(found, notes, "events", top.pop("events")),
        eras=_slides(found, notes, "eras", top.pop("eras", None) or []),
        rest=Slide("", flat(top) if top else {}, found.at, notes),
    )


def _slides(found: Located, notes: Notes, path: str, listed: Any) -> tuple[Slide, ...]:
    slides = []
    for number, one in enumerate(listed if isinstance(listed, list) else ()):
        place = f"{path}[{number}]"
        if isinstance(one, dict) and one:
            slides.append(_slide(found, notes, place, one))
        else:
            notes.say(found.at(place), "IMPORT005", f"{place} is no slide and was left out")
    return tuple(slides)


def _slide(found: Located, notes: Notes, path: str, fields: dict[str, Any]) -> Slide:
    return Slide(path, flat(fields), partial(_at, found, path), notes)


def _at(found: Located, path: str, key: str) -> Any:
    return found.at(f"{path}.{key}" if key else path)


def _legacy(found: Located, notes: Notes) -> Deck | None:
    timeline: dict[str, Any] = found.value["timeline"]
    dates, eras = timeline.pop("date", None), timeline.pop("era", None)
    if not isinstance(dates, list):
        notes.say(found.at("timeline"), "IMPORT001", "this timeline has no `date`, a list of slides")
        return None
    title = _renamed(_slide(found, notes, "timeline", timeline))
    slides = _slides(found, notes, "timeline.date", dates)
    of_eras = _slides(found, notes, "timeline.era", eras or [])
    beside = {key: value for key, value in found.value.items() if key != "timeline"}
    return Deck(
        title=title,
        slides=tuple(map(_renamed, slides)),
        eras=tuple(map(_renamed, of_eras)),
        rest=Slide("", flat(beside) if beside else {}, found.at, notes),
    )


def _renamed(slide: Slide) -> Slide:
    """A slide of the first versions with the names of today; dates in parts where they have one reading."""
    before: dict[str, str] = {}
    fields: dict[str, Any] = {}
    for key, value in slide.fields.items():
        name = _LEGACY.get(key, key)
        parts = split_date(str(value)) if name in ("start_date", "end_date") else None
        written = {f"{name}.{unit}": part for unit, part in parts.items()} if parts else {name: value}
        fields |= written
        before |= dict.fromkeys(written, key)
    return Slide(slide.name, fields, _under_old_name(slide, before), slide.notes)


def _under_old_name(slide: Slide, before: Mapping[str, str]) -> Any:
    return lambda key: slide.at(before.get(key, key))
