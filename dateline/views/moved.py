"""A page at an address that something had before: it leads on, and reads without script."""

from dateline.addresses import HOME
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import Shared
from dateline.views.pages import MovedPage


def moved_page(shared: Shared, old: str, new: str, title: str) -> MovedPage:
    """The page at ``old`` for what is now at ``new``."""
    page = Composer(shared, old)
    heading = page.say("This page has moved")
    return MovedPage(
        frame=frame(
            page,
            page.say("Moved: %(title)s", title=title),
            heading,
            crumbs=(page.link(page.say("Crises"), HOME), Link(heading, current=True)),
            robots="noindex",
            canonical=new,
            alone=True,
        ),
        title=heading,
        target=page.link(title, new),
    )
