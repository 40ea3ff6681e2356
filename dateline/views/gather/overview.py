"""For the pages over all crises: home, the timeline, and what changed or was corrected."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dateline.charts.strip_lane import LaneDrawing
from dateline.charts.strip_view import StripView
from dateline.record.corrections import Made
from dateline.record.periods import Period, newest_in_full
from dateline.record.timeline import in_order
from dateline.search.spelling import alphabetical
from dateline.views.events import newest_first
from dateline.views.gather.cuts import figures_named_by
from dateline.views.gather.gatherer import Gatherer
from dateline.views.gather.periods import divided, events_in, figures_in, in_full
from dateline.views.gather.summary import Summary
from dateline.views.inputs import (
    ChangesInputs,
    CrisisCard,
    CrisisLane,
    HomeInputs,
    Shared,
    TimelineInputs,
)
from dateline.views.overview import LATEST, MOST_CARDS
from dateline.views.strips import MOST_CRISES, crises_strip
from dateline.views.titles import named
from dateline.views.uses import Uses


@dataclass(frozen=True)
class Overview:
    """The crises of a site side by side."""

    gatherer: Gatherer

    @cached_property
    def crises(self) -> tuple[Summary, ...]:
        """The one that changed last first, then the one with most events."""
        ordered = sorted(self.gatherer.summaries, key=lambda one: one.card.slug)
        return tuple(sorted(ordered, key=lambda one: (one.home.day, one.home.events), reverse=True))

    @cached_property
    def strip(self) -> StripView | None:
        """Those that changed last on one axis."""
        records, memo = self.gatherer.records, self.gatherer.memo

        def lane(crisis: str, key: bytes, draw: Callable[[], LaneDrawing]) -> LaneDrawing:
            return records.remembered("lane", crisis, LaneDrawing, key, draw)

        def drawn(shared: Shared, lanes: tuple[CrisisLane, ...]) -> StripView | None:
            return crises_strip(shared, lanes, lane, left_out)

        left_out = max(0, len(self.crises) - MOST_CRISES)
        cards = [one.card for one in self.crises[:MOST_CRISES]]
        lanes = tuple(CrisisLane(one.slug, one.name, self.gatherer.lane(one.slug)) for one in cards)
        return memo.make(("strip", left_out), drawn, self.gatherer.shared, memo.same("lanes", lanes))

    def home(self) -> HomeInputs:
        """For the home page."""
        uses = Uses()
        cards, others = self.crises[:MOST_CARDS], self.crises[MOST_CARDS:]
        for one in cards:
            for series in one.home.counts:
                uses.actors.update(claim.by.id for _, claim in series.current if claim.by)
        latest = newest_first(in_order(entry for one in self.crises for entry in one.latest))
        return HomeInputs(
            cards=tuple(one.home for one in cards),
            others=tuple(
                sorted((one.card for one in others), key=lambda card: (*alphabetical(card.name), card.slug))
            ),
            lead=self.gatherer.record(self.crises[0].card.slug) if self.crises else None,
            latest=latest[:LATEST],
            lookup=self.gatherer.lookup(uses),
        )

    def timeline(self) -> TimelineInputs:
        """For the timeline of all crises."""
        periods = divided(self.gatherer)
        full = newest_in_full(periods)
        told = in_full(self.gatherer, (one for one in periods if one.parts in full), self.crises)
        if not periods:
            finest = (parts for one in self.crises for parts in one.periods)
            told = (Period((), events_in(self.gatherer, finest, self.crises)),)
        entries = [entry for period in told for entry in period.entries]
        uses = Uses()
        uses.entries(entries)
        return TimelineInputs(
            crises=tuple(one.card for one in self.crises),
            kinds=tuple(dict(kind for one in self.crises for kind in self.gatherer.kinds_in(one)).items()),
            counts=tuple((one.parts, one.events) for one in periods),
            periods=told,
            figures=figures_in(entries, self.crises),
            lookup=self.gatherer.lookup(uses),
        )

    def changes(self, most: int, days: int | None = None) -> ChangesInputs:
        """The newest changes, ``most`` of them; ``days``: no more than those of the last days with changes."""
        listed = {one.card.slug: dict(one.changed) for one in self.crises}
        wanted: Counter[str] = Counter()
        room = most
        for day in sorted({day for changed in listed.values() for day in changed}, reverse=True)[:days]:
            for slug, changed in listed.items():
                taken = min(changed.get(day, 0), room)
                wanted[slug] += taken
                room -= taken
            if not room:
                break
        shown = [one for one in self.crises if wanted[one.card.slug]]
        found = [
            (number, change)
            for number, one in enumerate(shown)
            for change in self.gatherer.changes(one.card.slug, wanted[one.card.slug])
        ]
        uses = Uses()
        for _, change in found:
            uses.prose(change.text)
            if change.claim and change.claim.by:
                uses.actors.add(change.claim.by.id)
        figures = figures_named_by(change for _, change in found)
        return ChangesInputs(
            crises=tuple(
                named(one.card, (figure for figure in one.figures if figure[0] in figures)) for one in shown
            ),
            changes=tuple(sorted(found, key=lambda item: item[1].day, reverse=True)),
            lookup=self.gatherer.lookup(uses),
        )

    def corrections(self) -> tuple[tuple[CrisisCard, tuple[Made, ...]], ...]:
        """What was corrected, by crises."""
        return tuple((one.card, one.corrections) for one in self.crises if one.corrections)
