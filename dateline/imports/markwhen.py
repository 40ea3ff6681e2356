"""A markwhen file as a crisis: a story for each event, a kind for each group or section, tags as tags."""

import re
from collections.abc import Set
from dataclasses import dataclass, field

from dateline.findings.positions import Position
from dateline.imports.brought import Brought, Fields, Kinds, Known, Notes, Slugs, Told, clean, title_after
from dateline.imports.markup import tidy_markdown
from dateline.imports.markwhen_dates import EVENT, Order, read_dates
from dateline.imports.timelinejs import web_address
from dateline.read.text import ContentFile
from dateline.values.refusal import Refusal
from dateline.values.zones import is_zone

FORMAT = "markwhen"
"""What ``foreign:`` calls it."""
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_OPENS = re.compile(r"\s*(?:group|section)\b\s*(.*)", re.IGNORECASE)
_CLOSES = re.compile(r"\s*end\s?(?:group|section)\s*", re.IGNORECASE)
_PAGE_BREAK = re.compile(r"\s*_-_-_break_-_-_\s*")
_PROPERTY = re.compile(r"\s*([A-Za-z][\w-]*)\s*:\s*(.+)")
_TAG = re.compile(r"(?<![\w#&/])#([\w-]*[^\W\d][\w-]*)")
_ID = re.compile(r"(?<![\w!])!([\w-]+)")
_PLACE = re.compile(r"\[([^\]\[]+)\]\((?:location|map)\)", re.IGNORECASE)
_PICTURE = re.compile(r"!\[([^\]\[]*)\]\(([^)\s]+)\)")
_DONE = re.compile(r"\s*(\[[ xX]?\]|\d{1,3}%)\s*")
_LONGEST_DATES = 300
"""Characters of a line in which the dates of an event are looked for."""


@dataclass(slots=True)
class _Entry:
    """One event while it is read: the line it begins on, and the lines below."""

    at: Position
    start: str
    end: str
    dates: str
    repeats: bool
    title: str
    group: str
    lines: list[str] = field(default_factory=list)
    properties: dict[str, tuple[str, Position]] = field(default_factory=dict)


def read_markwhen(file: ContentFile, crisis: str, notes: Notes, known: Known) -> Brought | None:
    """The crisis in a markwhen file; None with the reason in ``notes`` where there is no event in it."""
    header, entries = _parts(file, notes)
    if not entries:
        hint = "an event is a line such as `2020-05-04: Harbour closes`"
        notes.say(file.position(0), "IMPORT001", "there is no event in this file", hint)
        return None
    fields, order = _header(header, crisis, notes)
    kinds, slugs = Kinds(), Slugs()
    own = [_id(one) for one in entries]
    reserved = {id for id in own if id and slugs.can_be(id) and own.count(id) == 1}
    slugs.taken |= reserved
    stories = tuple(_story(one, order, kinds, slugs, reserved, notes) for one in entries)
    return Brought({**fields, "kinds": kinds.fields()}, "", stories, "title" in header)


def _parts(file: ContentFile, notes: Notes) -> tuple[dict[str, tuple[str, Position]], list[_Entry]]:
    """The properties of the header, and the events."""
    header: dict[str, tuple[str, Position]] = {}
    entries: list[_Entry] = []
    groups: list[tuple[int, str]] = []  # level of a heading, 0 for the old form; title
    begun = False
    offset = 0
    for line in file.text.split("\n"):
        at = file.position(offset, max(1, len(line)))
        offset += len(line) + 1
        if line.strip().startswith("//"):
            notes.say(at, "IMPORT002", "a comment has no place in the content and was left out")
            continue
        entry = entries[-1] if entries else None
        if (heading := _HEADING.fullmatch(line)) or _OPENS.fullmatch(line) or _CLOSES.fullmatch(line):
            begun = True
            _regroup(groups, line, heading)
            if _TAG.search(heading[2] if heading else line):
                notes.say(at, "IMPORT002", "the tags of a group have no field here and were left out")
        elif _PAGE_BREAK.fullmatch(line):
            notes.say(at, "IMPORT002", "a page break has no meaning here; the pages follow each other")
        elif found := EVENT.match(line[:_LONGEST_DATES]):
            begun = True
            group = groups[-1][1] if groups else ""
            dates, title = found[0].strip().removesuffix(":").strip(), line[found.end() :]
            entries.append(
                _Entry(at, found["start"], found["end"] or "", dates, bool(found["every"]), title, group)
            )
        elif not begun:
            _head_line(line, at, header, notes)
        elif entry is None:
            if line.strip():
                notes.say(at, "IMPORT005", "this line belongs to no event and was left out")
        elif (found := _PROPERTY.fullmatch(line)) and not any(one.strip() for one in entry.lines):
            entry.properties[found[1]] = (found[2].strip(), at)
        else:
            entry.lines.append(line)
    return header, entries


def _regroup(groups: list[tuple[int, str]], line: str, heading: re.Match[str] | None) -> None:
    if heading is not None:
        level = len(heading[1])
        while groups and groups[-1][0] >= level:
            groups.pop()
        groups.append((level, _TAG.sub("", heading[2]).strip()))
    elif _CLOSES.fullmatch(line):
        if groups:
            groups.pop()
    elif found := _OPENS.fullmatch(line):
        groups.append((0, _TAG.sub("", found[1]).strip()))


def _head_line(line: str, at: Position, header: dict[str, tuple[str, Position]], notes: Notes) -> None:
    key, colon, value = line.partition(":")
    if not line.strip() or line.strip() == "---":
        return
    if colon and key.strip() and not line[0].isspace():
        header[key.strip()] = (value.strip().strip("\"'"), at)
    else:
        notes.say(at, "IMPORT005", "this line of the header cannot be read and was left out")


def _header(header: dict[str, tuple[str, Position]], crisis: str, notes: Notes) -> tuple[Fields, Order]:
    fields: Fields = {"title": title_after(crisis)}
    kept: dict[str, str] = {}
    order = Order()
    for key, (value, at) in header.items():
        text = clean(value, at, notes)
        if key == "title" and 0 < len(text) <= 300:
            fields["title"] = text
        elif key == "description" and len(text) <= 500:
            fields["summary"] = text
        elif key in ("timezone", "tz") and is_zone(text):
            fields["timezone"] = text
        elif key == "dateFormat" and text.replace("y", "").lower() in ("d/m/", "d/m"):
            order = Order(day_first=True)
        elif text:
            kept[key] = text
            notes.say(
                at, "IMPORT002", f"{key}: the content format has no field for this; kept under `foreign:`"
            )
    if kept:
        fields["foreign"] = {FORMAT: kept}
    return fields, order


def _id(entry: _Entry) -> str:
    if "id" in entry.properties:
        return entry.properties["id"][0]
    found = _ID.search(_PICTURE.sub("", entry.title))
    return found[1] if found else ""


def _story(entry: _Entry, order: Order, kinds: Kinds, slugs: Slugs, reserved: Set[str], notes: Notes) -> Told:
    """``reserved``: the ids that one event alone has, which nothing else was given."""
    at = entry.at
    kept: dict[str, str] = {}
    fields = _date(entry, order, notes)
    text = clean("\n".join((entry.title, *entry.lines)), at, notes)
    if done := _DONE.match(text):
        kept["completion"] = done[1]
        text = text[done.end() :]
    tags = list(dict.fromkeys(_TAG.findall(text)))
    text = _TAG.sub("", text)
    if places := _PLACE.findall(text):
        fields["place"] = places[0] if len(places[0]) <= 200 else ""
        text = _PLACE.sub(lambda found: found[1], text)
    fields |= _media(text, at, notes)
    text = _PICTURE.sub("", text)
    id = _id(entry)
    text = _ID.sub(lambda found: "" if found[1] == id else found[0], text)
    title, body = _title_and_body(text, entry, notes)
    for key, (value, place) in entry.properties.items():
        if key != "id":
            kept[key] = clean(value, place, notes)
            notes.say(
                place, "IMPORT002", f"{key}: the content format has no field for this; kept under `foreign:`"
            )
    if "completion" in kept:
        notes.say(at, "IMPORT002", "how far a task has come has no field here; kept under `foreign:`")
    if len(entry.group) > 80:
        kept["group"] = entry.group
        notes.say(at, "IMPORT003", "the name of this group is too long for a kind; kept under `foreign:`")
    elif entry.group:
        fields["kind"] = kinds.of(clean(entry.group, at, notes), "")
    slug = id if id in reserved else slugs.free(title)
    if id and slug != id:
        kept["id"] = id
        notes.say(
            at, "IMPORT003", f"the id “{id}” is taken or cannot be part of an address; the story is “{slug}”"
        )
    story: Fields = {"title": title, **fields, "tags": [one for one in tags if len(one) <= 80]}
    return Told(slug, {**story, "foreign": {FORMAT: kept} if kept else {}}, body)


def _title_and_body(text: str, entry: _Entry, notes: Notes) -> tuple[str, str]:
    """The first line in plain words, and the rest as Markdown; a first line that says more is in both."""
    first, _, rest = text.partition("\n")
    told = tidy_markdown(first)
    title = " ".join(told.words.split())
    whole = f"{first}\n\n{rest}" if "](" in told.text or "](" in first or len(title) > 300 else rest
    body = tidy_markdown(whole)
    if lost := (*told.lost, *body.lost):
        listed = ", ".join(dict.fromkeys(lost))
        notes.say(entry.at, "IMPORT006", f"left out of the text: {listed}")
    if title and len(title) <= 300:
        return title, body.text
    title = f"{title[:100].rpartition(' ')[0] or title[:100]} …" if title else " ".join(entry.dates.split())
    notes.say(entry.at, "IMPORT003", f"this event has no title that can be used; it is “{title}” here")
    return title, body.text


def _date(entry: _Entry, order: Order, notes: Notes) -> Fields:
    fields: Fields = {"date": "unknown", "published": "unknown"}
    words = " ".join(entry.dates.split())
    date = read_dates(entry.start, entry.end, order)
    if isinstance(date, Refusal):
        message = f"the date cannot be taken over, because {date.reason}; it is `unknown` here"
        notes.say(entry.at, "IMPORT004", message, "write the date in the story, as far as it is known")
        fields["date_text"] = words[:200]
        return fields
    fields["date"] = date
    if entry.repeats:
        fields["date_text"] = words[:200]
        notes.say(entry.at, "IMPORT003", f"“{words}” happens again and again; here stands the first time")
    return fields


def _media(text: str, at: Position, notes: Notes) -> Fields:
    pictures = _PICTURE.findall(text)
    found: Fields = {}
    for alt, address in pictures:
        url = web_address(address)
        if isinstance(url, Refusal):
            notes.say(at, "IMPORT006", f"a picture was left out, because {url.reason}: {address}")
        elif found:
            notes.say(at, "IMPORT006", f"a story has one link to media; left out: {address}")
        else:
            words = " ".join(alt.split()) if len(alt) <= 500 else ""
            found = {"media": {"url": url, "alt": words} if words else {"url": url}}
    return found
