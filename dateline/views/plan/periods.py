"""The pages of a long timeline, of a crisis or of all of them, and those of what was changed and corrected in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from dateline.addresses import (
    CORRECTIONS,
    TIMELINE,
    period_address,
    updates_address,
)
from dateline.record.periods import Parts
from dateline.views.corrections import corrections_page
from dateline.views.gather import periods, updates
from dateline.views.gather.corrections import Corrections, corrections_of_period
from dateline.views.gather.overview import Overview
from dateline.views.gather.topics import period_topic
from dateline.views.periods import period_page
from dateline.views.updates import updates_page

if TYPE_CHECKING:
    from dateline.views.plan import Page, Plan


def period_pages(plan: Plan, address: str) -> Iterator[Page]:
    """The years, months and days of a long timeline that it does not tell in full itself."""
    full, pages = periods.told(plan.gatherer, address), dict(periods.with_pages(plan.gatherer, address))
    for older, parts, newer in _beside_each_other(pages):
        gather = partial(_period, plan, address, parts, pages[parts], full, older, newer)
        topic = period_topic(parts) if address == TIMELINE else ""
        counts = tuple((period.parts, period.events) for period in pages[parts])
        yield plan.page(
            period_address(address, parts),
            "pages/timeline.html",
            period_page,
            gather,
            topic,
            partial(tuple, (counts, older, newer)),
        )


def update_pages(plan: Plan, slug: str) -> Iterator[Page]:
    """The list of changes of a crisis, and the years, months and days that a long one leads to."""
    if not plan.publishes("updates"):
        return
    gatherer, record = plan.gatherer, plan.gatherer.record(slug)
    address, template = updates_address(slug), "pages/updates.html"
    yield plan.page(address, template, updates_page, lambda: (updates.updates(gatherer, record),))
    pages = dict(updates.with_pages(gatherer, record))
    for older, parts, newer in _beside_each_other(pages):
        gather = partial(_updates, plan, slug, parts, pages[parts], older, newer)
        yield plan.page(period_address(address, parts), template, updates_page, gather)


def correction_pages(plan: Plan, overview: Overview) -> Iterator[Page]:
    """The list of corrections of all crises, and the years, months and days that a long one leads to."""
    template = "pages/corrections.html"
    listed = Corrections(overview)
    yield plan.page(CORRECTIONS, template, corrections_page, lambda: (listed.newest(),))
    pages = dict(listed.with_pages())
    for older, parts, newer in _beside_each_other(pages):
        gather = partial(_corrections, parts, pages[parts], older, newer)
        yield plan.page(period_address(CORRECTIONS, parts), template, corrections_page, gather)


def _beside_each_other(pages: Collection[Parts]) -> Iterator[tuple[Parts, Parts, Parts]]:
    """Each period with the older and the newer one that is as long, or nothing. The parts of a day have no neighbours:
    none of them is older than another."""
    for depth in range(4):
        level = sorted(parts for parts in pages if len(parts) == depth)
        yield from zip(((), *level), level, (*level[1:], ()), strict=False)
    yield from (((), parts, ()) for parts in pages if len(parts) == 4)


def _updates(plan: Plan, slug: str, *given: Any) -> tuple[Any, ...]:
    return (updates.updates_of_period(plan.gatherer, plan.gatherer.record(slug), *given),)


def _corrections(*given: Any) -> tuple[Any, ...]:
    return (corrections_of_period(*given),)


def _period(plan: Plan, *given: Any) -> tuple[Any, ...]:
    return (periods.period(plan.gatherer, *given),)
