"""The pages of a long timeline: of a crisis, or of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from dateline.addresses import (
    TIMELINE,
    period_address,
)
from dateline.views.gather import periods
from dateline.views.gather.parts import period_part
from dateline.views.periods import period_page

if TYPE_CHECKING:
    from dateline.views.plan import Page, Plan


def period_pages(plan: Plan, address: str) -> Iterator[Page]:
    """The years, months and days of a long timeline that it does not tell in full itself."""
    full, pages = periods.told(plan.gatherer, address), dict(periods.with_pages(plan.gatherer, address))
    for depth in range(4):
        level = sorted(parts for parts in pages if len(parts) == depth)
        for older, parts, newer in zip(((), *level), level, (*level[1:], ()), strict=False):
            gather = partial(_period, plan, address, parts, pages[parts], full, older, newer)
            part = period_part(parts) if address == TIMELINE else ""
            counts = tuple((period.parts, len(period.entries)) for period in pages[parts])
            yield plan.page(
                period_address(address, parts),
                "pages/timeline.html",
                period_page,
                gather,
                part,
                partial(tuple, (counts, older, newer)),
            )


def _period(plan: Plan, *given: Any) -> tuple[Any, ...]:
    return (periods.period(plan.gatherer, *given),)
