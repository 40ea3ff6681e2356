"""The corrections of all crises: one list, or of very many the newest and a page for each year."""

from dateline.addresses import CORRECTIONS, CORRECTIONS_FEED, HOME, crisis_address, period_address
from dateline.views.claims import correction_view
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import CorrectionsInputs, Shared
from dateline.views.pages import CorrectionsPage
from dateline.views.periods import pages_below, period_name, period_neighbour


def corrections_page(shared: Shared, inputs: CorrectionsInputs) -> CorrectionsPage:
    """The corrections, newest first, or those of a year, a month or a day."""
    parts = inputs.parts
    page = Composer(shared, CORRECTIONS if parts is None else period_address(CORRECTIONS, parts))
    list_title = page.say("Corrections")
    if parts is None:
        title = list_title
        lede = page.say(
            "What we published and had wrong: what it said, what it says now, and why. "
            "A corrected event keeps its address."
        )
    else:
        title = page.say("Corrections: %(period)s", period=period_name(page, parts))
        lede = page.count(
            "%(n)s correction: what we published, what it says now, and why.",
            "%(n)s corrections, newest first: what we published, what it says now, and why.",
            sum(count for _, count in inputs.counts),
        )
    above = [page.link(page.say("Crises"), HOME), page.link(list_title, CORRECTIONS)]
    if parts is not None:
        within = [parts[:depth] for depth in range(min(1, len(parts)), len(parts) + 1)]
        above += [page.link(period_name(page, one), period_address(CORRECTIONS, one)) for one in within]
    index = pages_below(page, inputs.counts, CORRECTIONS, parts or ()) if parts != () else ()
    return CorrectionsPage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(*above[:-1], Link(above[-1].text, current=True)),
            feeds=((list_title, CORRECTIONS_FEED),),
        ),
        title=title,
        lede=lede,
        corrections=tuple(
            correction_view(
                page, crisis.slug, made, number, page.link(crisis.name, crisis_address(crisis.slug))
            )
            for number, (crisis, made) in enumerate(inputs.told, start=1)
        ),
        feed=Link(page.say("Follow by feed"), page.href(CORRECTIONS_FEED)),
        empty="" if index else page.say("No corrections have been made to this record."),
        index=index,
        older=period_neighbour(page, CORRECTIONS, inputs.older),
        newer=period_neighbour(page, CORRECTIONS, inputs.newer),
    )
