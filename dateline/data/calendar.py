"""``events.ics``: the events of a crisis in a calendar (RFC 5545, 7986) that never makes a date look surer than it is.

A calendar knows days and moments only. What is known less exactly becomes the days it may have been, is marked as
tentative, and says in its title what is known; the date as written stands in ``X-EDTF``. Events without a date, and
those in years that calendars do not have, are left out and counted.
"""

from datetime import date, datetime, timedelta, tzinfo

from dateline.addresses import crisis_address, data_address, event_address
from dateline.data.written import bound
from dateline.dates import PartialDate, Precision, Shape
from dateline.languages.tongues import capital
from dateline.model import Crisis
from dateline.record.days import LONG_AGO
from dateline.record.timeline import Entry, timeline
from dateline.views.composer import Composer
from dateline.views.feeds import permanent_id
from dateline.views.frames import absolute
from dateline.views.inputs import Lookup, Shared
from dateline.views.titles import crisis_name, kinds_of

_LONGEST_LINE = 75
"""Bytes, without the line break."""


def events_ics(shared: Shared, crisis: Crisis, lookup: Lookup) -> str:
    """The calendar of a crisis, oldest event first."""
    page = Composer(shared, data_address(crisis.slug, "events.ics"), lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    entries = timeline(crisis, where)
    kinds = dict(kinds_of(shared, crisis))
    title = page.say("%(site)s: %(crisis)s", site=shared.settings.title, crisis=crisis_name(crisis))
    events = [event for entry in entries if (event := _event(page, crisis, entry, kinds, where))]
    note = crisis.summary or crisis.title
    if missing := len(entries) - len(events):
        left_out = page.count(
            "%(n)s event without a date is not in this calendar.",
            "%(n)s events without a date are not in this calendar.",
            missing,
        )
        note = f"{note} {left_out}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Record of a crisis//EN",
        "CALSCALE:GREGORIAN",
    ]
    for name in ("NAME", "X-WR-CALNAME"):
        lines.append(f"{name}:{_text(title)}")
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        lines.append(f"{name}:{_text(note)}")
    if url := absolute(page, crisis_address(crisis.slug)):
        lines.append(f"URL:{url}")
    for event in events:
        lines += event
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line))


def _event(
    page: Composer, crisis: Crisis, entry: Entry, kinds: dict[str, str], where: tzinfo
) -> list[str] | None:
    """The lines of one event; None where a calendar has no place for its date."""
    event = entry.event
    times = _times(event.date, where)
    if times is None:
        return None
    exact = _is_exact(event.date)
    when = page.date(event.date, event.date_text).text
    summary = event.title
    if not exact:
        summary = page.say("%(date)s: %(title)s", date=capital(when), title=event.title)
    status = page.status(event.status)
    told = page.plain(event.text) if event.text else entry.summary
    url = absolute(page, event_address(crisis.slug, event.id))
    description = "\n".join(
        part
        for part in (
            told,
            page.say("Date: %(date)s", date=f"{when} ({event.date_text})" if event.date_text else when),
            page.say("Status: %(status)s. %(meaning)s", status=status.word, meaning=status.meaning),
            event.retraction,
            url,
        )
        if part
    )
    changed = "19700101" if entry.changed == LONG_AGO else entry.changed.replace("-", "")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{permanent_id(page, event_address(crisis.slug, event.id)).removeprefix('urn:uuid:')}",
        f"DTSTAMP:{changed}T000000Z",
        f"LAST-MODIFIED:{changed}T000000Z",
        *times,
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(description)}",
        f"STATUS:{'CONFIRMED' if exact and event.status.value == 'confirmed' else _standing(event.status.value)}",
        "TRANSP:TRANSPARENT",
        f"X-EDTF:{_text(str(event.date))}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    if event.kind:
        lines.append(f"CATEGORIES:{_text(kinds.get(event.kind, event.kind))}")
    if url:
        lines.append(f"URL:{url}")
    return [*lines, "END:VEVENT"]


def _standing(status: str) -> str:
    """What a calendar calls an event that is not surely so."""
    return "CANCELLED" if status == "retracted" else "TENTATIVE"


def _is_exact(date: PartialDate) -> bool:
    """Whether the days or moments in a calendar say all that is known, and no more."""
    points = [point for point in (date.start, date.end) if point is not None]
    return (
        date.shape in (Shape.DAY, Shape.TIME, Shape.SPAN)
        and not (date.approximate or date.uncertain)
        and all(point.precision in (Precision.DAY, Precision.TIME) for point in points)
    )


def _times(when: PartialDate, where: tzinfo) -> tuple[str, ...] | None:
    """DTSTART and DTEND. Of a date that is open on one side the day it names."""
    first, last = (bound(instant, where) for instant in when.bounds(where))
    first, last = first or last, last or first
    if when.shape is Shape.UNKNOWN or first is None or last is None:
        return None
    if _is_exact(when) and when.start is not None and when.start.precision is Precision.TIME:
        start = f"DTSTART:{_moment(first)}"
        return (start, f"DTEND:{_moment(last)}") if when.end is not None else (start,)
    day, end = (date.fromisoformat(one[:10]) for one in (first, last))
    after = end + timedelta(days=1)  # the end is the first day that is not in it
    return f"DTSTART;VALUE=DATE:{_basic(day)}", f"DTEND;VALUE=DATE:{_basic(after)}"


def _moment(iso: str) -> str:
    """An instant as UTC."""
    moment = datetime.fromisoformat(iso)
    moment = moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())
    return f"{moment.replace(microsecond=0).isoformat().replace('-', '').replace(':', '')}Z"


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """A text value, with what ends one written otherwise."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def folded(line: str) -> list[str]:
    """The line in pieces of at most 75 bytes, each but the first with a space before it, no character divided."""
    rest, pieces = line.encode("utf-8", "surrogatepass"), []
    while len(rest) > _LONGEST_LINE:
        end = _LONGEST_LINE
        while rest[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(rest[:end])
        rest = b" " + rest[end:]
    return [piece.decode("utf-8", "surrogatepass") for piece in (*pieces, rest)]
