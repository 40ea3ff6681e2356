"""The events that one crisis contributes to a page across crises: an actor's, a place's."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.addresses import crisis_address, period_address
from dateline.record.periods import MOST, NEWEST, parts_of
from dateline.record.timeline import Entry, entries_of, in_order
from dateline.views.components import PhaseView
from dateline.views.composer import Composer
from dateline.views.events import event_line, event_view, labels, newest_first
from dateline.views.frame_data import Link
from dateline.views.inputs import Appearance, CrisisCard
from dateline.views.periods import period_name


def entries_in(page: Composer, appearance: Appearance) -> tuple[Entry, ...]:
    """The events of what a crisis contributes, oldest first."""
    where = page.shared.zone(appearance.crisis.timezone)
    return in_order(
        entry for story in appearance.stories for entry in entries_of(appearance.crisis.slug, story, where)
    )


MOST_NAMED = 800
"""Events of a crisis that such a page names, in full or in a line: about as much to load as a page may be."""


def phases_in(
    page: Composer, appearance: Appearance, entries: Sequence[Entry], filtered: str
) -> tuple[PhaseView, ...]:
    """These events of a crisis, newest first; of very many the newest in full, others in a line each, and the oldest
    on the pages of their years alone. ``filtered``: the choice there that leaves no others.
    """
    if not entries:
        return ()
    crisis = appearance.crisis
    figures = labels(appearance.figures)
    kinds, of_crisis = dict(appearance.kinds), page.link(crisis.name, crisis_address(crisis.slug))
    newest = newest_first(entries)
    told = newest if len(newest) <= MOST else newest[:NEWEST]
    rest = newest[len(told) :]
    named = rest[: MOST_NAMED - len(told)]
    first = PhaseView(
        anchor=f"in-{crisis.slug}",
        title=crisis.name,
        note=page.count("%(n)s event", "%(n)s events", len(entries)),
        size="",
        events=tuple(event_view(page, entry, figures, kinds, of_crisis) for entry in told),
    )
    if not rest:
        return (first,)
    earlier = PhaseView(
        anchor=f"in-{crisis.slug}-earlier",
        title=page.say("%(crisis)s, earlier", crisis=crisis.name),
        note=page.count("%(n)s event", "%(n)s events", len(named)),
        size="",
        events=(),
        lines=tuple(
            replace(line, anchor=f"{crisis.slug}.{line.anchor}", old_anchors=())
            for line in (event_line(page, entry, crisis_address(crisis.slug)) for entry in named)
        ),
    )
    return (first, earlier, *_years(page, crisis, rest[len(named) :], filtered))


def _years(
    page: Composer, crisis: CrisisCard, entries: Sequence[Entry], filtered: str
) -> Iterator[PhaseView]:
    """How many events there are in each year, and the way to its page. It has one: none of these events is among the
    newest of the crisis, which its own page tells, and that page can filter those alone."""
    where = page.shared.zone(crisis.timezone)
    years = Counter(parts_of(entry, where)[:1] for entry in entries)
    for year, count in years.items():
        period = period_name(page, year)
        address = page.href(period_address(crisis_address(crisis.slug), year))
        yield PhaseView(
            anchor="",
            title=page.say("%(crisis)s, %(period)s", crisis=crisis.name, period=period),
            note=page.count("%(n)s event", "%(n)s events", count),
            size="",
            events=(),
            more=Link(page.say("Read %(period)s in full", period=period), f"{address}?{filtered}#timeline"),
        )
