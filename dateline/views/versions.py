"""Versions of a record: one for each day on which it changed."""

from collections.abc import Sequence

from dateline.addresses import as_known_address, crisis_address
from dateline.dates import PartialDate, parse_date
from dateline.model import Crisis
from dateline.record.changes import Change, What
from dateline.record.days import LONG_AGO
from dateline.values.refusal import Refusal
from dateline.views.composer import Composer
from dateline.views.pages import Version, VersionBanner


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
    """The versions of the record, newest first."""
    by_day: dict[str, list[Change]] = {}
    for change in history:
        by_day.setdefault(change.day, []).append(change)
    found = []
    for day, listed in by_day.items():
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
