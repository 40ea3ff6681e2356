"""Versions of a record: one for each day on which it changed."""

from collections.abc import Sequence

from dateline.addresses import as_known_address, crisis_address
from dateline.dates import PartialDate, parse_date
from dateline.model import Crisis
from dateline.record.changes import Change, What
from dateline.record.days import LONG_AGO
from dateline.record.periods import MOST
from dateline.record.timeline import Entry
from dateline.values.refusal import Refusal
from dateline.views.components import PhaseView
from dateline.views.composer import Composer
from dateline.views.events import newest_first
from dateline.views.pages import Version, VersionBanner

MOST_VERSIONS = 60
"""Days that a page names of those on which the record changed."""


def day_view_date(day: str) -> PartialDate | None:
    """An ISO day of the record as a date; None for “no day”."""
    if not day or day == LONG_AGO:
        return None
    date = parse_date(day)
    return None if isinstance(date, Refusal) else date


def change_summary(page: Composer, listed: Sequence[Change]) -> str:
    """“2 events, 1 figure”: what one day brought."""
    events = sum(change.what is What.EVENT for change in listed)
    figures = sum(change.what in (What.FIGURE, What.WITHDRAWN) for change in listed)
    corrections = sum(change.what is What.CORRECTION for change in listed)
    others = len(listed) - events - figures - corrections
    parts = (
        page.count("%(n)s event", "%(n)s events", events) if events else "",
        page.count("%(n)s figure", "%(n)s figures", figures) if figures else "",
        page.count("%(n)s correction", "%(n)s corrections", corrections) if corrections else "",
        page.count("%(n)s other change", "%(n)s other changes", others) if others else "",
    )
    return page.say(", ").join(part for part in parts if part)


def version_list(
    page: Composer, crisis: Crisis, history: Sequence[Change], current: str
) -> tuple[Version, ...]:
    """The versions of the record, newest first. Of very many the newest, or those around the ``current`` one, where
    the list of updates has the others."""
    by_day: dict[str, list[Change]] = {}
    for change in history:
        by_day.setdefault(change.day, []).append(change)
    days = list(by_day)
    if page.shared.settings.publishes("updates"):
        place = days.index(current) if current in by_day else 0
        start = max(0, min(place - MOST_VERSIONS // 2, len(days) - MOST_VERSIONS))
        days = days[start : start + MOST_VERSIONS]
    found = []
    for day in days:
        listed = by_day[day]
        date = day_view_date(day)
        if date is not None:
            found.append(
                Version(
                    date=page.date(date),
                    href=page.href(as_known_address(crisis.slug, day)),
                    summary=change_summary(page, listed),
                    iso=day,
                    current=day == current,
                )
            )
    return tuple(found)


def version_banner(
    page: Composer, crisis: Crisis, history: Sequence[Change], day: str
) -> VersionBanner | None:
    date = day_view_date(day)
    if date is None:
        return None
    later = sum(change.day > day for change in history)
    text = (
        page.count("%(n)s later change is not shown.", "%(n)s later changes are not shown.", later)
        if later
        else page.say("Nothing has changed since.")
    )
    return VersionBanner(date=page.date(date), later=text, live=page.href(crisis_address(crisis.slug)))


def named_then(entries: tuple[Entry, ...], live: Crisis) -> tuple[Entry, ...]:
    """The events that the record as known on a day names: the newest, and of the others those that had another status.

    There is a page for each day of change: to name all events on each would make a record of thousands grow with
    their square.
    """
    now = {event.id: event.status for story in live.stories for event in story.all_events}
    newest = {id(entry) for entry in newest_first(entries)[:MOST]}
    return tuple(
        entry for entry in entries if id(entry) in newest or entry.event.status is not now[entry.event.id]
    )


def earlier_then(page: Composer, phases: int, crisis: Crisis, events: int) -> tuple[PhaseView, ...]:
    """In the place of the events that are not named: how many, and where they are told."""
    if not events:
        return ()
    more = page.link(
        page.say("Read them in the record as it is now"), f"{crisis_address(crisis.slug)}#timeline"
    )
    title = page.say("Earlier events, with the status that they have now")
    note = page.count("%(n)s event", "%(n)s events", events)
    return (PhaseView(f"phase-{phases + 1}", title, note, size="", events=(), more=more),)
