"""Every change of the record, newest first: of one crisis, or of all."""

from collections.abc import Sequence

from dateline.addresses import (
    FEED,
    HOME,
    UPDATES,
    as_known_address,
    crisis_address,
    crisis_feed,
    event_address,
    figure_address,
    story_address,
    updates_address,
)
from dateline.model import Crisis, Status
from dateline.record.changes import Change, What, changes
from dateline.views.components import ChangeDay, ChangeView
from dateline.views.composer import Composer
from dateline.views.figures import one_claim
from dateline.views.frame_data import Link
from dateline.views.frames import feed_at, frame
from dateline.views.inputs import Lookup, OverviewInputs, Shared
from dateline.views.pages import UpdatesPage
from dateline.views.titles import crisis_name
from dateline.views.versions import change_summary, day_view_date

MOST_DAYS = 60
MOST_CHANGES = 300
"""On the page of all crises; older changes stand on the crises' own pages."""


def updates_page(shared: Shared, crisis: Crisis, lookup: Lookup) -> UpdatesPage:
    """The changes of one crisis."""
    page = Composer(shared, updates_address(crisis.slug), lookup, crisis.timezone)
    where = shared.zone(crisis.timezone)
    name = crisis_name(crisis)
    title = page.say("Updates: %(crisis)s", crisis=name)
    versions = shared.settings.publishes("as-known")
    lede = (
        page.say(
            "Every change of this record, newest first. Each day leads to the record as it was known then."
        )
        if versions
        else page.say("Every change of this record, newest first.")
    )
    feed = feed_at(page, "crisis-feeds", crisis_feed(crisis.slug))
    crumbs = (
        page.link(page.say("Crises"), HOME),
        page.link(name, crisis_address(crisis.slug)),
        Link(page.say("Updates"), current=True),
    )
    return UpdatesPage(
        frame=frame(page, title, lede, crumbs=crumbs, feeds=((name, feed),)),
        title=title,
        lede=lede,
        crisis=page.link(name, crisis_address(crisis.slug)),
        days=change_days(page, tuple((crisis, change) for change in changes(crisis, where)), versions),
        feed=Link(page.say("Follow by feed"), page.href(feed)),
        empty=page.say("Nothing has been recorded yet."),
    )


def all_updates_page(shared: Shared, inputs: OverviewInputs) -> UpdatesPage:
    """The changes of all crises, the last days of them."""
    page = Composer(shared, UPDATES, inputs.lookup)
    found = [
        (crisis, change)
        for crisis in inputs.crises
        for change in changes(crisis, shared.zone(crisis.timezone))
    ]
    found.sort(key=lambda item: item[1].day, reverse=True)
    shown = set(
        list(dict.fromkeys(change.day for _, change in found if day_view_date(change.day)))[:MOST_DAYS]
    )
    found = [item for item in found if item[1].day in shown][:MOST_CHANGES]
    title = page.say("Updates")
    lede = page.say(
        "What changed in the record last, newest first. Each crisis lists all of its own changes."
    )
    return UpdatesPage(
        frame=frame(
            page, title, lede, crumbs=(page.link(page.say("Crises"), HOME), Link(title, current=True))
        ),
        title=title,
        lede=lede,
        crisis=None,
        days=change_days(page, found, versions=False, named=True),
        feed=Link(page.say("Follow by feed"), page.href(FEED)),
        empty=page.say("Nothing has been recorded yet."),
    )


def change_days(
    page: Composer, listed: Sequence[tuple[Crisis, Change]], versions: bool, named: bool = False
) -> tuple[ChangeDay, ...]:
    """Changes by day. ``versions``: each day links to the record as known then; ``named``: each change names its
    crisis."""
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
            )
        )
    return tuple(found)


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
    """What a change is about, in words, and its address."""
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
