"""The corrections of a crisis, and the page of all of them."""

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.addresses import CORRECTIONS, CORRECTIONS_FEED, HOME, crisis_address
from dateline.model import Correction, Crisis
from dateline.views.claims import correction_anchor, correction_view
from dateline.views.components import CorrectionView
from dateline.views.composer import Composer
from dateline.views.frame import Link
from dateline.views.frames import frame
from dateline.views.inputs import Shared
from dateline.views.pages import CorrectionsPage


def corrections_of(
    page: Composer, crisis: Crisis, of_crisis: Link | None = None
) -> tuple[CorrectionView, ...]:
    """Every correction of a crisis and its stories, newest first."""
    found: list[tuple[Correction, str, str]] = [(one, "", crisis.title) for one in crisis.corrections]
    for story in crisis.stories:
        titles = {event.id: event.title for event in story.all_events}
        found += [
            (one, story.slug, titles.get(one.event.id if one.event else story.slug, story.title))
            for one in story.corrections
        ]
    found.sort(key=lambda item: str(item[0].date), reverse=True)
    return tuple(
        correction_view(page, one, crisis.slug, story, title, number, of_crisis)
        for number, (one, story, title) in enumerate(found, start=1)
    )


def corrections_page(shared: Shared, crises: Sequence[tuple[str, Crisis]]) -> CorrectionsPage:
    """Every correction of the site, newest first. ``crises``: each with its short name."""
    page = Composer(shared, CORRECTIONS)
    found: list[CorrectionView] = []
    for name, crisis in crises:
        found += corrections_of(page, crisis, page.link(name, crisis_address(crisis.slug)))
    found.sort(key=lambda one: one.date.iso or "", reverse=True)
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
        # Each was numbered within its crisis.
        corrections=tuple(
            replace(one, anchor=correction_anchor(number)) for number, one in enumerate(found, start=1)
        ),
        feed=Link(page.say("Follow by feed"), page.href(CORRECTIONS_FEED)),
        empty=page.say("No corrections have been made to this record."),
    )
