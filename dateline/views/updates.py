"""Every change of the record, newest first: of one crisis, or of all."""

from itertools import groupby

from dateline.addresses import (
    FEED,
    HOME,
    UPDATES,
    crisis_address,
    crisis_feed,
    period_address,
    updates_address,
)
from dateline.views.changes import change_days
from dateline.views.components import ChangeYear, DayLink, MonthOfDays
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import feed_at, frame
from dateline.views.inputs import ChangesInputs, DayOfChange, Shared, UpdatesInputs
from dateline.views.pages import UpdatesPage
from dateline.views.periods import period_name, period_neighbour
from dateline.views.titles import crisis_name
from dateline.views.versions import day_view_date

MOST_DAYS = 60
"""On the page of all crises; older changes stand on the crises' own pages."""


def updates_page(shared: Shared, inputs: UpdatesInputs) -> UpdatesPage:
    """The changes of one crisis: of a long record the newest, or those of a year, a month or a day."""
    crisis, parts = inputs.crisis, inputs.parts
    updates = updates_address(crisis.slug)
    page = Composer(
        shared, period_address(updates, parts) if parts else updates, inputs.lookup, crisis.timezone
    )
    name = crisis_name(crisis)
    period = period_name(page, parts) if parts else ""
    title = (
        page.say("Updates: %(crisis)s, %(period)s", crisis=name, period=period)
        if period
        else page.say("Updates: %(crisis)s", crisis=name)
    )
    versions = shared.settings.publishes("as-known")
    if period:
        lede = page.say("What changed in this record, newest first.")
    elif versions:
        lede = page.say(
            "Every change of this record, newest first. Each day leads to the record as it was known then."
        )
    else:
        lede = page.say("Every change of this record, newest first.")
    feed = feed_at(page, "crisis-feeds", crisis_feed(crisis.slug))
    days = change_days(page, tuple((crisis, change) for change in inputs.told), versions, inputs.further)
    return UpdatesPage(
        frame=frame(page, title, lede, crumbs=_crumbs(page, inputs, name), feeds=((name, feed),)),
        title=title,
        lede=lede,
        crisis=page.link(name, crisis_address(crisis.slug)),
        days=days,
        feed=Link(page.say("Follow by feed"), page.href(feed)),
        empty="" if inputs.others else page.say("Nothing has been recorded yet."),
        index=_index(page, inputs) if not parts else (),
        others=_years(page, inputs),
        others_title=page.say("Earlier changes") if days and inputs.others else "",
        older=period_neighbour(page, updates, inputs.older),
        newer=period_neighbour(page, updates, inputs.newer),
    )


def all_updates_page(shared: Shared, inputs: ChangesInputs) -> UpdatesPage:
    """The changes of all crises, the last days of them."""
    page = Composer(shared, UPDATES, inputs.lookup)
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
        days=change_days(page, inputs.listed, versions=False, named=True),
        feed=Link(page.say("Follow by feed"), page.href(FEED)),
        empty=page.say("Nothing has been recorded yet."),
    )


def _crumbs(page: Composer, inputs: UpdatesInputs, name: str) -> tuple[Link, ...]:
    """The way to the list of all changes, and from there through the year and the month to this page."""
    slug, parts = inputs.crisis.slug, inputs.parts
    updates = page.say("Updates")
    above = [
        page.link(page.say("Crises"), HOME),
        page.link(name, crisis_address(slug)),
        page.link(updates, updates_address(slug)),
        *(
            page.link(period_name(page, parts[:depth]), period_address(updates_address(slug), parts[:depth]))
            for depth in range(1, len(parts) + 1)
        ),
    ]
    return (*above[:-1], Link(above[-1].text, current=True))


def _index(page: Composer, inputs: UpdatesInputs) -> tuple[Link, ...]:
    """The years of a long record, each leading to its page, or to its newest day on this one."""
    if not inputs.others:
        return ()
    address = updates_address(inputs.crisis.slug)
    counts: dict[int, int] = {}
    paged: set[int] = set()
    for change in inputs.told:
        year = int(change.day[:4])
        counts[year] = counts.get(year, 0) + 1
    for one in (*((inputs.further,) if inputs.further else ()), *inputs.others):
        year = int(one.day[:4])
        counts[year] = counts.get(year, 0) + one.changes
        paged.add(year)
    first = {int(change.day[:4]): change.day for change in reversed(inputs.told)}
    return tuple(
        page.link(
            period_name(page, (year,)),
            period_address(address, (year,)) if year in paged else f"{address}#{first[year]}",
            count,
        )
        for year, count in counts.items()
    )


def _years(page: Composer, inputs: UpdatesInputs) -> tuple[ChangeYear, ...]:
    """The days that are told elsewhere, by year and month."""
    updates = updates_address(inputs.crisis.slug)
    found = []
    for year, in_year in groupby(inputs.others, lambda one: one.day[:4]):
        listed = tuple(in_year)
        parts = (int(year),)
        months = tuple(
            MonthOfDays(
                period_name(page, (*parts, int(month[5:]))), tuple(_day(page, one) for one in in_month)
            )
            for month, in_month in groupby(listed, lambda one: one.day[:7])
        )
        address = period_address(updates, parts)
        found.append(
            ChangeYear(
                year=Link(period_name(page, parts), page.href(address) if address != page.address else ""),
                note=page.count("%(n)s change", "%(n)s changes", sum(one.changes for one in listed)),
                months=months,
            )
        )
    return tuple(found)


def _day(page: Composer, one: DayOfChange) -> DayLink:
    date = day_view_date(one.day)
    assert date is not None
    number = page.language.number(int(one.day[8:]))
    return DayLink(
        anchor=one.day,
        text=number,
        rest=page.date(date).text.removeprefix(number),
        href=page.href(f"{one.address}#{one.day}"),
    )
