"""The corrections of a crisis, and the page of all of them."""

from collections.abc import Sequence

from dateline.addresses import CORRECTIONS, CORRECTIONS_FEED, HOME, crisis_address
from dateline.record.corrections import Made, correction_order
from dateline.views.claims import correction_view
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import CrisisCard, Shared
from dateline.views.pages import CorrectionsPage


def corrections_page(
    shared: Shared, crises: Sequence[tuple[CrisisCard, tuple[Made, ...]]]
) -> CorrectionsPage:
    """Every correction of the site, newest first. ``crises``: each with those of its own."""
    page = Composer(shared, CORRECTIONS)
    found: list[tuple[tuple[int, int], CrisisCard, Link, Made]] = []
    for crisis, made in crises:
        where, of_crisis = shared.zone(crisis.timezone), page.link(crisis.name, crisis_address(crisis.slug))
        found += ((correction_order(one.correction, where), crisis, of_crisis, one) for one in made)
    found.sort(key=lambda item: item[0], reverse=True)
    title = page.say("Corrections")
    lede = page.say(
        "What we published and had wrong: what it said, what it says now, and why. "
        "A corrected event keeps its address."
    )
    return CorrectionsPage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(page.link(page.say("Crises"), HOME), Link(title, current=True)),
            feeds=((title, CORRECTIONS_FEED),),
        ),
        title=title,
        lede=lede,
        corrections=tuple(
            correction_view(page, crisis.slug, one, number, of_crisis)
            for number, (_, crisis, of_crisis, one) in enumerate(found, start=1)
        ),
        feed=Link(page.say("Follow by feed"), page.href(CORRECTIONS_FEED)),
        empty=page.say("No corrections have been made to this record."),
    )
