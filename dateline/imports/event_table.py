"""A table of events with our own columns, as in ``events.csv`` or a spreadsheet: ``date`` and ``title`` are enough."""

import re
from collections.abc import Callable

from dateline.data.tables import EVENTS, SEPARATOR, unguarded
from dateline.dates import PartialDate, Shape, parse_date
from dateline.imports.brought import Brought, Fields, Kinds, Known, Notes, Slugs, Told, clean, title_after
from dateline.imports.markup import words_as_markdown
from dateline.imports.tables import Row, read_rows
from dateline.imports.timelinejs import web_address
from dateline.read.text import ContentFile
from dateline.values.refusal import Refusal

FORMAT = "csv"
"""What ``foreign:`` calls it."""
_DERIVED = ("address", "date_earliest", "date_latest", "precision", "approximate", "uncertain", "changed")
"""Columns that follow from others: nothing is lost without them."""
_STATUSES = ("confirmed", "reported", "disputed", "retracted")
_STATEMENT = re.compile(r"(confirmed|reported|disputed|retracted|not-stated): (.+)", re.DOTALL)
_BETWEEN = re.compile(r";\s+(?=(?:confirmed|reported|disputed|retracted|not-stated): )")
_TRUE, _FALSE = ("true", "yes", "x", "1", "✓"), ("false", "no", "0", "-")


def read_events(file: ContentFile, crisis: str, notes: Notes, known: Known) -> Brought | None:
    """The stories in a table; None with the reason in ``notes`` where it is none."""
    rows = read_rows(file, [column.name for column in EVENTS], notes, _missing)
    if rows is None:
        return None
    reader = _Reader(notes, known)
    stories = reader.stories(rows)
    if not stories:
        notes.say(file.position(0), "IMPORT005", "there is no event in this table")
    return Brought({"title": title_after(crisis), "kinds": reader.kinds.fields()}, "", stories, False)


def _missing(names: set[str]) -> str:
    missing = [one for one in ("date", "title") if one not in names]
    return f"this table has no column {' and no column '.join(missing)}" if missing else ""


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, notes: Notes, known: Known) -> None:
        self.kinds = Kinds()
        self._notes, self._known = notes, known
        self._slugs = Slugs()
        self._own: set[str] = set()  # the ids that one row alone has, and that an event can go by

    def stories(self, rows: list[Row]) -> tuple[Told, ...]:
        """Each story with the events that it tells, in the order of the table."""
        ids = [row.cells.get("id", "") for row in rows]
        own = self._own = {id for id in ids if id and self._slugs.can_be(id) and ids.count(id) == 1}
        self._slugs.taken |= own
        tells: dict[str, list[Row]] = {}
        alone = []
        for row in rows:
            story, id = row.cells.get("story", ""), row.cells.get("id", "")
            if story in own and story != id:
                tells.setdefault(story, []).append(row)
            else:
                alone.append(row)
        found = []
        for row in alone:
            story, id = row.cells.get("story", ""), row.cells.get("id", "")
            if story and story != id:
                message = (
                    f"{row.name}: the story “{story}” has no row of its own, so this event is a story itself"
                )
                self._notes.say(row.at, "IMPORT003", message)
            further = tells.get(id, []) if id in own else []
            if told := self._story(row, id if id in own else "", further):
                found.append(told)
        return tuple(found)

    def _story(self, row: Row, id: str, further: list[Row]) -> Told | None:
        fields = self._event(row)
        if fields is None:
            for one in further:
                self._notes.say(one.at, "IMPORT005", f"{one.name} was left out with its story in {row.name}")
            return None
        slug = id or self._slugs.free(fields["title"])
        recorded = self._day(row, "recorded")
        text = self._take(row, "text")
        body = ""
        if len(text) <= 500:
            fields["summary"] = text
        else:
            body = words_as_markdown(text)
        first = {"title": fields.pop("title"), "date": fields.pop("date"), "published": recorded or "unknown"}
        events = []
        for one in further:
            event = self._event(one)
            if event is None:
                continue
            day = self._day(one, "recorded")
            words = words_as_markdown(self._take(one, "text"))
            name = one.cells.get("id", "")
            events.append(
                {
                    "id": name if name in self._own else self._slugs.free(event["title"]),
                    **{key: event[key] for key in ("date", "title")},
                    "text": words,
                    "reported": day if day != recorded else "",
                    **event,
                    "foreign": self._rest(one),
                }
            )
        given = [
            {key: value for key, value in event.items() if value not in ("", [], {})} for event in events
        ]
        return Told(slug, {**first, **fields, "events": given, "foreign": self._rest(row)}, body)

    def _event(self, row: Row) -> Fields | None:
        """What the columns that stories and events share say of a row; None where it says nothing."""
        title = self._take(row, "title")
        if not title:
            self._notes.say(row.at, "IMPORT005", f"{row.name} has no title and was left out")
            return None
        if len(title) > 300:
            self._notes.say(
                row.at, "IMPORT003", f"{row.name}: title: {len(title)} characters are too many; it was cut"
            )
            title = title[:298].rpartition(" ")[0] + " …"
        fields: Fields = {"title": title, **self._date(row)}
        if (status := self._take(row, "status")) in _STATUSES:
            fields["status"] = status
        elif status:
            self._say(row, "status", f"“{status}” is none of {', '.join(_STATUSES)}")
        if kind := self._take(row, "kind", 80):
            fields["kind"] = self.kinds.of(kind, kind)
        fields["place"] = self._take(row, "place", 200)
        if key := self._take(row, "key").casefold():
            if key in _TRUE:
                fields["key"] = True
            elif key not in _FALSE:
                self._say(row, "key", f"“{key}” is neither true nor false")
        fields["actors"] = self._names(row, "actors", self._known.actor)
        fields["statements"] = self._statements(row)
        if quote := self._take(row, "quote", 2000):
            by = self._names(row, "quote_by", self._known.actor)
            fields["quote"] = {"text": quote, "by": by[0]} if by else {"text": quote}
        fields |= self._media(row)
        fields["sources"] = self._names(row, "sources", self._known.source)
        retraction = self._take(row, "retraction", 500)
        if fields.get("status") == "retracted" and not retraction:
            message = f"{row.name} is retracted without a reason in `retraction`, and was left out"
            self._notes.say(row.at, "IMPORT005", message)
            return None
        fields["retraction"] = retraction
        return fields

    def _date(self, row: Row) -> Fields:
        written = self._take(row, "date")
        words = self._take(row, "date_text", 200)
        date = certain(written) if written else None
        if date is not None:
            if date != written:
                self._notes.say(row.at, "IMPORT003", f"{row.name}: date: “{written}” is written {date} here")
            return {"date": date, "date_text": words}
        why = f"“{written[:60]}” has no one reading" if written else "nothing is given"
        self._notes.say(
            row.at,
            "IMPORT004",
            f"{row.name}: the date is `unknown` here, because {why}",
            "write the date in the story, as far as it is known",
        )
        if words and written:
            row.cells["date"] = written  # kept with the rest
        return {"date": "unknown", "date_text": words or written[:200]}

    def _day(self, row: Row, column: str) -> str:
        """A full day or moment; empty where there is none."""
        text = row.cells.get(column, "")
        date = parse_date(text) if text else None
        if isinstance(date, PartialDate) and date.shape in (Shape.DAY, Shape.TIME):
            row.cells.pop(column, None)
            return text
        return ""

    def _names(self, row: Row, column: str, known: Callable[[str], bool]) -> list[str]:
        """The names in a cell that the site knows; the others stay in the row."""
        listed = [one.strip() for one in row.cells.pop(column, "").split(SEPARATOR.strip()) if one.strip()]
        found = [one for one in listed if known(one)]
        if missing := [one for one in listed if not known(one)]:
            row.cells[column] = SEPARATOR.join(missing)
            self._say(row, column, f"not known in this site: {SEPARATOR.join(missing)}")
        return found

    def _statements(self, row: Row) -> list[Fields]:
        cell = self._take(row, "statements")
        found = []
        for one in _BETWEEN.split(cell) if cell else ():
            match = _STATEMENT.fullmatch(one.strip())
            if match is None:
                row.cells["statements"] = cell
                self._say(row, "statements", "each begins with its status and a colon")
                return []
            text = words_as_markdown(match[2])
            found.append({"status": match[1], "text": text})
        return found

    def _media(self, row: Row) -> Fields:
        cell = self._take(row, "media")
        url = web_address(cell) if cell else ""
        if isinstance(url, Refusal):
            row.cells["media"] = cell
            self._say(row, "media", f"not a link, because {url.reason}")
            return {}
        return {"media": {"url": url}} if url else {}

    def _take(self, row: Row, column: str, longest: int = 100_000) -> str:
        """The text of a cell, on one line; one that is too long stays in the row."""
        text = " ".join(clean(unguarded(row.cells.get(column, "")), row.at, self._notes).split())
        if len(text) > longest:
            self._say(
                row, column, f"{len(text)} characters are too many for its field, which takes {longest}"
            )
            return ""
        row.cells.pop(column, None)
        return text

    def _rest(self, row: Row) -> Fields:
        """What is left in a row, for ``foreign:``."""
        if row.cells.pop("corrections", "0") not in ("0", ""):
            self._say(
                row,
                "corrections",
                "how often it was corrected is in the table, and what was corrected is not",
            )
        kept: dict[str, str] = {}
        for column, cell in row.cells.items():
            if column in _DERIVED or column in ("id", "story", "recorded"):
                continue
            kept[column] = clean(unguarded(cell), row.at, self._notes)
            if column not in {one.name for one in EVENTS}:
                message = (
                    f"{row.name}: {column}: the content format has no field for this; kept under `foreign:`"
                )
                self._notes.say(row.at, "IMPORT002", message)
        return {FORMAT: kept} if kept else {}

    def _say(self, row: Row, column: str, why: str) -> None:
        self._notes.say(row.at, "IMPORT003", f"{row.name}: {column}: {why}")


def certain(text: str) -> str | None:
    """A date as the content format writes it, where ``text`` has one reading: “4 May 2020” has, 4/5/2020 has not."""
    date = parse_date(text)
    if isinstance(date, Refusal):
        return date.instead or None
    return text
