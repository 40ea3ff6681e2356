"""Pages over all crises: home and the merged timeline."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from dateline.addresses import HOME, TIMELINE, crisis_address
from dateline.charts.strip_view import StripView
from dateline.model import STATUSES, Crisis
from dateline.record.figures import all_series
from dateline.record.periods import divide, newest_in_full
from dateline.record.timeline import Entry, in_order
from dateline.views.components import EventView, PhaseView
from dateline.views.composer import Composer
from dateline.views.events import MANY, event_view, heading_of, key_event_view, newest_first, size_class
from dateline.views.figures import count_views, figures_by_id
from dateline.views.filters import filter_view
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import OverviewInputs, Shared
from dateline.views.jsonld import home_json_ld, list_json_ld
from dateline.views.pages import CrisisCardView, HomePage, TimelinePage
from dateline.views.periods import pages_below, period_phases
from dateline.views.strips import CrisisLane, crises_strip, crisis_lane, crisis_strip, on_page
from dateline.views.titles import crisis_name, crisis_status, hold_short_start, kinds_of
from dateline.views.versions import day_view_date

LATEST = 8
"""Events on the home page."""


def home_page(shared: Shared, inputs: OverviewInputs) -> HomePage:
    """The lead crisis with its strip, the others, all side by side, the latest events, and the key to the marks."""
    page = Composer(shared, HOME, inputs.lookup)
    cards = tuple(_card(page, crisis, inputs) for crisis in inputs.crises)
    entries = _entries(shared, inputs)
    names = {crisis.slug: crisis_name(crisis) for crisis in inputs.crises}
    newest = [entry for entry in newest_first(entries) if entry.dated][:LATEST]
    latest = tuple(key_event_view(page, entry, names[entry.crisis]) for entry in newest)
    strip = None
    if inputs.crises:
        lead = inputs.crises[0]
        where = shared.zone(lead.timezone)
        as_of = day_view_date(inputs.day(lead, where))
        strip = crisis_strip(page, lead, inputs.entries(lead, where), kinds_of(shared, lead), as_of)
    heading = (
        page.count(
            "%(n)s ongoing crisis: what is confirmed, reported and disputed",
            "%(n)s ongoing crises: what is confirmed, reported and disputed",
            len(cards),
        )
        if cards
        else page.say("No crisis is on record yet")
    )
    items = tuple((crisis.title, crisis_address(crisis.slug)) for crisis in inputs.crises)
    title = shared.settings.tagline or heading
    return HomePage(
        frame=frame(
            page, title, shared.settings.tagline or heading, json_ld=home_json_ld(page, title, items)
        ),
        heading=_number_word(page, heading, len(cards)),
        lead=cards[0] if cards else None,
        strip=strip,
        others=cards[1:],
        side_by_side=_strip(page, inputs) if len(cards) > 1 else None,
        side_by_side_note=page.say("All crises on one axis. Bars span the time a date could mean."),
        latest=latest,
        statuses=tuple(page.status(status) for status in STATUSES),
    )


def _number_word(page: Composer, heading: str, n: int) -> str:
    """“Four ongoing crises”: numbers up to ten as words at the start of a heading."""
    pgettext = page.language.pgettext
    words = (
        "",
        pgettext("crises", "One"),
        pgettext("crises", "Two"),
        pgettext("crises", "Three"),
        pgettext("crises", "Four"),
        pgettext("crises", "Five"),
        pgettext("crises", "Six"),
        pgettext("crises", "Seven"),
        pgettext("crises", "Eight"),
        pgettext("crises", "Nine"),
        pgettext("crises", "Ten"),
    )
    number = page.language.number(n)
    if 0 < n < len(words) and heading.startswith(number):
        return words[n] + heading.removeprefix(number)
    return heading


def _card(page: Composer, crisis: Crisis, inputs: OverviewInputs) -> CrisisCardView:
    where = page.shared.zone(crisis.timezone)
    as_of = day_view_date(inputs.day(crisis, where))
    events = sum(len(story.all_events) for story in crisis.stories)
    return CrisisCardView(
        kicker=crisis_name(crisis),
        title=hold_short_start(crisis.title),
        href=page.href(crisis_address(crisis.slug)),
        summary=crisis.summary,
        counts=count_views(page, crisis.slug, all_series(crisis, where), cites=False),
        as_of=page.date(as_of) if as_of else None,
        events_text=page.count("%(n)s event", "%(n)s events", events),
        status=crisis_status(page, crisis),
    )


def _entries(shared: Shared, inputs: OverviewInputs) -> tuple[Entry, ...]:
    """The events of all crises, oldest first: put in order once for all pages that are given these inputs."""

    def entries(shared: Shared, crises: Sequence[Crisis]) -> tuple[Entry, ...]:
        return in_order(
            entry for crisis in crises for entry in inputs.entries(crisis, shared.zone(crisis.timezone))
        )

    return inputs.made.make("entries", entries, shared, inputs.crises)


def _strip(page: Composer, inputs: OverviewInputs) -> StripView | None:
    """All crises on one axis; likewise drawn once."""

    def lane(crisis: Crisis) -> CrisisLane:
        where = page.shared.zone(crisis.timezone)
        given = (inputs.entries(crisis, where), inputs.day(crisis, where), page.shared.zone())
        data = inputs.made.make(("lane", crisis.slug), crisis_lane, *given)
        return CrisisLane(crisis.slug, crisis_name(crisis), data)

    def strip(shared: Shared, crises: Sequence[Crisis]) -> StripView | None:
        return crises_strip(shared, tuple(map(lane, crises)), inputs.kept)

    return on_page(page, inputs.made.make("strip", strip, page.shared, inputs.crises))


def timeline_page(shared: Shared, inputs: OverviewInputs) -> TimelinePage:
    """All crises on one axis, then every event in one list by month; of a long list the newest, and its years."""
    page = Composer(shared, TIMELINE, inputs.lookup)
    entries = _entries(shared, inputs)
    by_slug = {crisis.slug: crisis for crisis in inputs.crises}
    figures = {crisis.slug: figures_by_id(crisis.figures) for crisis in inputs.crises}
    kinds: dict[str, str] = {}
    for crisis in inputs.crises:
        kinds.update(kinds_of(shared, crisis))

    def zone_of(entry: Entry) -> tzinfo:
        return shared.zone(by_slug[entry.crisis].timezone)

    def told(entry: Entry) -> EventView:
        crisis = by_slug[entry.crisis]
        link = page.link(crisis_name(crisis), crisis_address(crisis.slug))
        return event_view(page, entry, figures[entry.crisis], kinds, link)

    title = page.say("All crises on one timeline")
    lede = page.say(
        "Every event of the record, newest first. An event keeps the date its sources give and no more."
    )
    periods = divide(entries, zone_of)
    full = newest_in_full(periods)
    shown = [entry for period in periods if period.parts in full for entry in period.entries] or entries
    return TimelinePage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(page.link(page.say("Crises"), HOME), Link(page.say("Timeline"), current=True)),
            json_ld=list_json_ld(
                page, title, tuple((crisis.title, crisis_address(crisis.slug)) for crisis in inputs.crises)
            ),
        ),
        title=title,
        lede=lede,
        strip=_strip(page, inputs),
        filters=filter_view(
            page,
            shown,
            tuple(kinds.items()),
            inputs.lookup.cast,
            tuple((crisis.slug, crisis_name(crisis)) for crisis in inputs.crises),
        ),
        phases=period_phases(page, periods, told, zone_of, TIMELINE, full, lines=False)
        if periods
        else _months(page, entries, told, zone_of),
        sources=page.sources(),
        index=pages_below(page, ((one.parts, len(one.entries)) for one in periods), TIMELINE),
    )


def _months(
    page: Composer,
    entries: Sequence[Entry],
    told: Callable[[Entry], EventView],
    zone_of: Callable[[Entry], tzinfo],
) -> tuple[PhaseView, ...]:
    """The merged list by month, or as exactly as a date is known, newest first; the undated last."""
    groups: dict[str, list[Entry]] = {}
    for entry in newest_first(entries):
        title = heading_of(page, entry, zone_of(entry)) if entry.dated else page.say("Undated")
        groups.setdefault(title, []).append(entry)
    many = len(entries) > MANY
    return tuple(
        PhaseView(
            anchor=f"phase-{number}",
            title=title,
            note=page.count("%(n)s event", "%(n)s events", len(listed)),
            size=size_class(len(listed)) if many else "",
            events=tuple(map(told, listed)),
        )
        for number, (title, listed) in enumerate(groups.items(), start=1)
    )
