"""Changes of the record in words, by day, each with the place it is about."""

from collections.abc import Sequence

from dateline.addresses import (
    as_known_address,
    crisis_address,
    event_address,
    figure_address,
    story_address,
)
from dateline.model import Crisis, Status
from dateline.record.changes import Change, What
from dateline.views.components import ChangeDay, ChangeView
from dateline.views.composer import Composer
from dateline.views.figures import one_claim
from dateline.views.frame_data import Link
from dateline.views.inputs import DayOfChange
from dateline.views.titles import crisis_name
from dateline.views.versions import change_summary, day_view_date


def change_days(
    page: Composer,
    listed: Sequence[tuple[Crisis, Change]],
    versions: bool,
    further: DayOfChange | None = None,
    named: bool = False,
) -> tuple[ChangeDay, ...]:
    """Changes by day. ``versions``: each day links to the record as known then; ``further``: what one of the days
    brought beside what is listed; ``named``: each change names its crisis."""
    by_day: dict[str, list[tuple[Crisis, Change]]] = {}
    for crisis, change in listed:
        by_day.setdefault(change.day, []).append((crisis, change))
    found = []
    for day, of_day in by_day.items():
        date = day_view_date(day)
        if date is None:
            continue
        found.append(
            ChangeDay(
                anchor=day,
                date=page.date(date),
                summary=change_summary(page, [change for _, change in of_day]),
                changes=tuple(change_view(page, crisis, change, named) for crisis, change in of_day),
                version=page.href(as_known_address(of_day[0][0].slug, day)) if versions else "",
                more=_further(page, further) if further and further.day == day else None,
            )
        )
    return tuple(found)


def _further(page: Composer, further: DayOfChange) -> Link:
    words = page.count("%(n)s more change on this day", "%(n)s more changes on this day", further.changes)
    return page.link(words, further.address)


def change_view(page: Composer, crisis: Crisis, change: Change, named: bool) -> ChangeView:
    """One change in words, with the place it is about."""
    text, address = about(page, crisis, change)
    words = {
        What.EVENT: page.say("Event added"),
        What.FIGURE: page.say("Figure recorded"),
        What.WITHDRAWN: page.say("Figure withdrawn"),
        What.STATUS: page.say("Status changed"),
        What.CORRECTION: page.say("Correction"),
        What.KNOWN: page.say("Known"),
        What.UNKNOWN: page.say("Not known"),
        What.UPDATE: page.say("Story updated"),
    }
    date = day_view_date(change.day)
    assert date is not None
    return ChangeView(
        date=page.date(date),
        what=words[change.what],
        text=text,
        href=page.href(address),
        note=change.note,
        crisis=page.link(crisis_name(crisis), crisis_address(crisis.slug)) if named else None,
    )


def about(page: Composer, crisis: Crisis, change: Change) -> tuple[str, str]:
    """What a change is about, in words, and the address of that."""
    if change.claim is not None and change.claim.figure is not None:
        figure = next(one for one in crisis.figures if one.id == change.claim.figure.id)
        return one_claim(page, change.claim, figure.label), figure_address(crisis.slug, figure.id)
    if change.text is not None:
        return page.plain(change.text), event_address(crisis.slug, "brief")
    title = change.title
    if change.what is What.STATUS:
        status = page.status(Status(change.status)).word.lower()
        title = page.say("%(title)s: now %(status)s", title=title, status=status)
    if change.event == change.story and change.story:
        return title, story_address(crisis.slug, change.story)
    return title, event_address(crisis.slug, change.event or "corrections")
