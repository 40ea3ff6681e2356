"""For the corrections of a site: one list, or of very many the newest, and a page for each year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from dateline.record.corrections import MOST_CORRECTIONS, Made, correction_order, correction_parts
from dateline.record.periods import Parts, Period, by_period_and_number, newest_in_full, pages_of
from dateline.views.gather.overview import Overview
from dateline.views.inputs import CorrectionsInputs, CrisisCard

Listed = tuple[CrisisCard, Made]
Periods = tuple[Period[Listed], ...]


@dataclass(frozen=True)
class Corrections:
    """What was corrected in a site."""

    overview: Overview

    def newest(self) -> CorrectionsInputs:
        """For the list: all of them, or the newest in full."""
        if not self._periods:
            return _inputs(None, (Period((), self._listed),), ())
        told = newest_in_full(self._periods, MOST_CORRECTIONS)
        further = next((one.parts for one in self._periods if one.parts not in told), ())
        return _inputs(None, [one for one in self._periods if one.parts in told], self._periods, further)

    def with_pages(self) -> Iterator[tuple[Parts, Periods]]:
        """The years, months and days that have pages, with the periods they hold. Those that the list itself tells
        have one, too: what is newest there changes with every correction."""
        return pages_of(self._periods)

    @cached_property
    def _listed(self) -> tuple[Listed, ...]:
        """All of them, newest first."""
        found = []
        for crisis, made in self.overview.corrections():
            where = self.overview.gatherer.shared.zone(crisis.timezone)
            found += [(correction_order(one.correction, where), crisis, one) for one in made]
        found.sort(key=itemgetter(0), reverse=True)
        return tuple((crisis, one) for _, crisis, one in found)

    @cached_property
    def _periods(self) -> Periods:
        """Newest first; none where all fit one page."""
        zone = self.overview.gatherer.shared.zone
        return by_period_and_number(
            self._listed, lambda one: correction_parts(one[1], zone(one[0].timezone)), MOST_CORRECTIONS
        )


def corrections_of_period(parts: Parts, held: Periods, older: Parts, newer: Parts) -> CorrectionsInputs:
    """For the page of a year, a month or a day, which holds these periods."""
    return _inputs(parts, [one for one in held if one.parts == parts], held, older, newer)


def _inputs(
    parts: Parts | None, told: Sequence[Period[Listed]], held: Periods, older: Parts = (), newer: Parts = ()
) -> CorrectionsInputs:
    return CorrectionsInputs(
        parts=parts,
        told=tuple(one for period in told for one in period.entries),
        counts=tuple((period.parts, period.events) for period in held),
        older=older,
        newer=newer,
    )
