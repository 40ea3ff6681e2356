"""Events as views: in full, as a line of a short list, grouped into phases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from msgspec.structs import replace

from dateline.addresses import event_address, story_address
from dateline.dates import PartialDate, Point, Precision, Shape
from dateline.languages.tongues import capital
from dateline.model import Crisis, Involvement, Status
from dateline.record.corrections import last_corrected
from dateline.record.days import LONG_AGO
from dateline.record.places import place_id
from dateline.record.timeline import Entry, dated_and_undated
from dateline.values.slugs import slugify
from dateline.views.claims import claim_view, corrected_link, media_view, quote_view, statement_view
from dateline.views.components import EventLineView, EventView, KeyEventView, PhaseView
from dateline.views.composer import Composer
from dateline.views.frame_data import Link

MOST_CLAIMS = 5
"""Claims an event shows in a list; the rest stand on the story's page."""

SIZES = ((8, "s"), (16, "m"), (32, "l"), (64, "xl"))
"""Classes of reserved height for groups of at most so many events, in timelines of more than ``MANY`` events."""
MANY = 60

WINTER = 24
"""The season that lies in two years."""

_NONE = ("", "")
"""Label and unit of no figure."""


def event_view(
    page: Composer,
    entry: Entry,
    figures: Mapping[str, tuple[str, str]],
    kinds: Mapping[str, str],
    crisis: Link | None = None,
    heading: int = 4,
    on_story: bool = False,
    here: str = "",
) -> EventView:
    """One event. ``figures``: label and unit by id; ``kinds``: label by id; ``crisis`` on lists that mix crises.

    ``on_story``: the event stands on its story's page, where its title needs no link to it. ``here``: the address of
    the page that tells it in full, where that is not the crisis's own.
    """
    event, story = entry.event, story_address(entry.crisis, entry.story)
    permalink = page.href(event_address(entry.crisis, event.id))
    anchor = f"{entry.crisis}.{event.id}" if crisis else event.id  # two crises may use one id
    place = Link(event.title, f"#{anchor}")
    if entry.is_story and not on_story:
        href = page.href(story)
    else:
        href = page.href(f"{here}#{event.id}") if here else permalink
    claims = [
        claim_view(
            page, claim, *figures.get(claim.figure.id if claim.figure else "", _NONE), place, entry.crisis
        )
        for claim in entry.claims[:MOST_CLAIMS]
    ]
    more_claims = None
    if len(entry.claims) > MOST_CLAIMS:
        text = page.say("all %(n)s claims", n=page.language.number(len(entry.claims)))
        more_claims = page.link(text, f"{story}#claims")
    corrected = None
    if entry.corrections:
        day = last_corrected(entry.corrections, page.shared.zone(page.timezone))
        corrected = corrected_link(page, entry.crisis, day)
    return EventView(  # by position: its 27 names would be a quarter of what an event costs
        anchor,
        () if crisis else event.old_ids,
        permalink,
        href,
        page.date(event.date, event.date_text),
        page.status(event.status),
        kinds.get(event.kind, event.kind),
        slugify(event.kind) if event.kind else "",
        event.title,
        page.prose(event.text, place) if event.text else entry.summary,
        tuple([statement_view(page, one, place) for one in event.statements]),
        tuple(claims),
        more_claims,
        quote_view(page, event.quote) if event.quote else None,
        page.cite(event.sources, place),
        tuple([_in_role(page, one) if one.role else page.actor(one.actor.id) for one in event.actors]),
        " ".join(dict.fromkeys([one.actor.id for one in event.actors])),
        page.place(event.place, event.place_name),
        place_id(event.place_name),
        "" if entry.changed == LONG_AGO else entry.changed,
        corrected,
        event.retraction if event.status is Status.RETRACTED else "",
        media_view(event.media) if event.media else None,
        crisis,
        entry.crisis if crisis else "",
        event.key,
        heading,
    )


def labels(figures: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """Label and unit of figures by id, as views of events need them."""
    return {id: (label, unit) for id, label, unit in figures}


def _in_role(page: Composer, one: Involvement) -> Link:
    """An actor of an event, and as what."""
    link = page.actor(one.actor.id)
    return replace(link, text=page.say_whole("%(name)s (%(role)s)", name=link.text, role=one.role))


def key_event_view(page: Composer, entry: Entry, crisis: str = "") -> KeyEventView:
    """A line of a short list; leads to the event."""
    return KeyEventView(
        date=page.date(entry.event.date, entry.event.date_text),
        title=entry.event.title,
        href=page.href(event_address(entry.crisis, entry.event.id)),
        status=page.status(entry.event.status),
        crisis=crisis,
    )


def story_line(page: Composer, entry: Entry) -> KeyEventView:
    """A line of a short list that leads to the story instead."""
    href = page.href(story_address(entry.crisis, entry.story))
    return replace(key_event_view(page, entry), href=href)


def event_line(page: Composer, entry: Entry, address: str) -> EventLineView:
    """An event of a long record in one line; ``address``: of the page that has more of it."""
    event = entry.event
    return EventLineView(
        event.id,
        event.old_ids,
        f"{page.href(address)}#{event.id}",
        page.date(event.date, event.date_text),
        event.title,
        page.status(event.status),
        slugify(event.kind) if event.kind else "",
        " ".join(dict.fromkeys([one.actor.id for one in event.actors])),
        place_id(event.place_name),
        "" if entry.changed == LONG_AGO else entry.changed,
    )


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Newest first; the undated stay last. Takes them oldest first, as ``record.timeline`` gives them."""
    dated, undated = dated_and_undated(entries)
    return (*reversed(dated), *undated)


def phase_groups(
    page: Composer, crisis: Crisis, entries: Sequence[Entry]
) -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """(title, note, events newest first) for the desk's phases, newest phase first; undated events last.

    An event belongs to the last phase in which it surely was, or began; one in none stands under its year. A crisis
    without phases is divided by year, or not at all when it has a single one.
    """
    where = page.shared.zone(crisis.timezone)
    bounds = [(phase.date.bounds(where), phase) for phase in crisis.phases]
    bounds.sort(key=lambda item: item[0])
    groups: dict[str, tuple[str, list[Entry]]] = {}
    dated, undated = dated_and_undated(entries)
    for entry in reversed(dated):
        title, note = heading_of(page, entry, where, Precision.YEAR), ""
        latest = _listed_by(entry.event.date).bounds(where)[1]
        for (start, end), phase in bounds:
            if start <= entry.earliest and latest <= end:
                title, note = phase.title, phase.note or page.date(phase.date).text
        groups.setdefault(title, (note, []))[1].append(entry)
    found = [(title, note, tuple(listed)) for title, (note, listed) in groups.items()]
    if undated:
        found.append((page.say("Undated"), page.say("the sources give no usable date"), tuple(undated)))
    return tuple(found)


def heading_of(page: Composer, entry: Entry, where: tzinfo, finest: Precision = Precision.MONTH) -> str:
    """The heading of a dated event in a list by month or by year, never finer than its date.

    “January 2024”; “2024” for one known to the year; “By March 2024”. What lasted stands where it began; one moment
    within a window under the month or year that holds all of it, or else under “Between 2023 and 2024”.
    """
    return capital(page.date(_heading(entry.event.date, finest, where)).text)


@lru_cache(maxsize=4096)  # the events of a list have few headings
def _heading(date: PartialDate, finest: Precision, where: tzinfo) -> PartialDate:
    return _coarse(_listed_by(date), finest, where)


def _listed_by(date: PartialDate) -> PartialDate:
    """Of what lasted, when it began; of all else, the whole date."""
    lasted = date.shape in (Shape.SPAN, Shape.SINCE)
    return PartialDate.at(date.start) if lasted and date.start is not None else date


def _coarse(date: PartialDate, finest: Precision, where: tzinfo) -> PartialDate:
    """``date`` to the month or year at most, and without its doubts: those stand with the event."""
    start, end = (point and _coarse_point(point, finest, where) for point in (date.start, date.end))
    if date.shape is Shape.WINDOW and start != end and finest is not Precision.YEAR:
        return _coarse(date, Precision.YEAR, where)
    if start is not None and (start == end or date.shape not in (Shape.WINDOW, Shape.ON_OR_AFTER)):
        return PartialDate.at(start)
    return replace(date, start=start, end=end)


def _coarse_point(point: Point, finest: Precision, where: tzinfo) -> Point:
    precision, year, month = point.precision, point.year, point.month
    if precision is Precision.TIME and 0 < year < 9999:
        day = datetime.fromtimestamp(point.bounds(where)[0], UTC).astimezone(where)
        year, month = day.year, day.month
    if precision in (Precision.DAY, Precision.TIME, Precision.MONTH):
        precision = finest
    elif precision is Precision.SEASON and finest is Precision.YEAR and point.season != WINTER:
        precision = Precision.YEAR  # a winter lies in two years
    if precision is Precision.YEAR:
        return Point(precision=precision, year=year)
    if precision is Precision.MONTH:
        return Point(precision=precision, year=year, month=month)
    return replace(point, approximate=False, uncertain=False)


def phase_views(
    page: Composer,
    crisis: Crisis,
    entries: Sequence[Entry],
    figures: Mapping[str, tuple[str, str]],
    kinds: Mapping[str, str],
) -> tuple[PhaseView, ...]:
    """The timeline of a crisis in groups, newest first."""
    many = len(entries) > MANY
    return tuple(
        PhaseView(
            anchor=f"phase-{number}",
            title=title,
            note=note,
            size=size_class(len(listed)) if many else "",
            events=tuple(event_view(page, entry, figures, kinds) for entry in listed),
        )
        for number, (title, note, listed) in enumerate(phase_groups(page, crisis, entries), start=1)
    )


def size_class(events: int) -> str:
    """The class of reserved height for a group of so many events."""
    return next((name for most, name in SIZES if events <= most), "xxl")
