"""Pages over all crises: home and the merged timeline."""

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo

from dateline.addresses import HOME, TIMELINE, crisis_address
from dateline.charts.strip_view import StripView
from dateline.model import STATUSES
from dateline.record.timeline import Entry, timeline
from dateline.views.components import EventView, PhaseView
from dateline.views.composer import Composer
from dateline.views.events import (
    MANY,
    event_view,
    heading_of,
    key_event_view,
    labels,
    newest_first,
    size_class,
)
from dateline.views.figures import count_views
from dateline.views.filters import faded_by, filter_view
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import (
    CrisisCard,
    HomeCard,
    HomeInputs,
    Shared,
    TimelineInputs,
)
from dateline.views.jsonld import home_json_ld, list_json_ld
from dateline.views.pages import CrisisCardView, HomePage, TimelinePage
from dateline.views.periods import Told, pages_below, period_phases
from dateline.views.strips import MOST_CRISES, crisis_strip, on_page
from dateline.views.titles import crisis_status, hold_short_start, kinds_of
from dateline.views.versions import day_view_date

LATEST = 8
"""Events on the home page."""
MOST_CARDS = 60
"""Crises that the home page tells of; of very many it names the others."""


def home_page(shared: Shared, inputs: HomeInputs, all_crises: StripView | None) -> HomePage:
    """The lead crisis with its strip, the others, all side by side, the latest events, and the key to the marks."""
    page = Composer(shared, HOME, inputs.lookup)
    cards = tuple(_card(page, card) for card in inputs.cards)
    crises = (*(card.crisis for card in inputs.cards), *inputs.others)
    names = {crisis.slug: crisis.name for crisis in crises}
    latest = tuple(key_event_view(page, entry, names[entry.crisis]) for entry in inputs.latest)
    strip = None
    if lead := inputs.lead:
        as_of = day_view_date(inputs.cards[0].day)
        entries = timeline(lead, shared.zone(lead.timezone))
        strip = crisis_strip(page, lead, entries, kinds_of(shared, lead), as_of)
    heading = (
        page.count(
            "%(n)s ongoing crisis: what is confirmed, reported and disputed",
            "%(n)s ongoing crises: what is confirmed, reported and disputed",
            len(crises),
        )
        if crises
        else page.say("No crisis is on record yet")
    )
    items = _items(card.crisis for card in inputs.cards)
    title = shared.settings.tagline or heading
    return HomePage(
        frame=frame(
            page, title, shared.settings.tagline or heading, json_ld=home_json_ld(page, title, items)
        ),
        heading=_number_word(page, heading, len(crises)),
        lead=cards[0] if cards else None,
        strip=faded_by(None, strip),
        others=cards[1:],
        named=tuple(page.link(one.name, crisis_address(one.slug)) for one in inputs.others),
        side_by_side=faded_by(None, on_page(page, all_crises)) if len(cards) > 1 else None,
        side_by_side_note=page.say("All crises on one axis. Bars span the time a date could mean.")
        if len(crises) <= MOST_CRISES
        else page.say("The crises that changed last, on one axis. Bars span the time a date could mean."),
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


def _card(page: Composer, card: HomeCard) -> CrisisCardView:
    crisis, as_of = card.crisis, day_view_date(card.day)
    return CrisisCardView(
        kicker=crisis.name,
        title=hold_short_start(crisis.title),
        href=page.href(crisis_address(crisis.slug)),
        summary=card.summary,
        counts=count_views(page, crisis.slug, card.counts, cites=False),
        as_of=page.date(as_of) if as_of else None,
        events_text=page.count("%(n)s event", "%(n)s events", card.events),
        status=crisis_status(page, card.status),
    )


def _items(crises: Iterable[CrisisCard]) -> tuple[tuple[str, str], ...]:
    return tuple((one.title, crisis_address(one.slug)) for one in crises)


def timeline_page(shared: Shared, inputs: TimelineInputs, all_crises: StripView | None) -> TimelinePage:
    """All crises on one axis, then every event in one list by month; of a long list the newest, and its years."""
    page = Composer(shared, TIMELINE, inputs.lookup)
    by_slug = {crisis.slug: crisis for crisis in inputs.crises}
    figures = {slug: labels(known) for slug, known in inputs.figures}
    kinds = dict(inputs.kinds)

    def zone_of(entry: Entry) -> tzinfo:
        return shared.zone(by_slug[entry.crisis].timezone)

    def told(entry: Entry) -> EventView:
        crisis = by_slug[entry.crisis]
        link = page.link(crisis.name, crisis_address(crisis.slug))
        return event_view(page, entry, figures[entry.crisis], kinds, link)

    title = page.say("All crises on one timeline")
    lede = page.say(
        "Every event of the record, newest first. An event keeps the date its sources give and no more."
    )
    shown = [entry for period in inputs.periods for entry in period.entries]
    listed = tuple(Told(period, full=newest_first(period.entries)) for period in inputs.periods)
    filters = filter_view(
        page,
        shown,
        inputs.kinds,
        inputs.lookup.cast,
        tuple((crisis.slug, crisis.name) for crisis in inputs.crises),
    )
    return TimelinePage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(page.link(page.say("Crises"), HOME), Link(page.say("Timeline"), current=True)),
            json_ld=list_json_ld(page, title, _items(inputs.crises)),
        ),
        title=title,
        lede=lede,
        strip=faded_by(filters, on_page(page, all_crises)),
        filters=filters,
        phases=period_phases(page, listed, told, zone_of, TIMELINE)
        if inputs.counts
        else _months(page, shown, told, zone_of),
        sources=page.sources(),
        index=pages_below(page, inputs.counts, TIMELINE),
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
