"""Pages of plain text: Method, About and others of content/pages/; and the page for an address that leads nowhere."""

from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from dateline.addresses import ACTORS, HOME, TIMELINE, text_address
from dateline.model import STATUSES
from dateline.model import TextPage as Text
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import Lookup, Shared
from dateline.views.jsonld import about_json_ld
from dateline.views.pages import NotFoundPage, TextPage


def text_page(shared: Shared, text: Text, lookup: Lookup) -> TextPage:
    """A page of content/pages/; the method page also prints the statuses with their strokes."""
    page = Composer(shared, text_address(text.slug), lookup)
    return TextPage(
        frame=frame(
            page,
            text.title,
            text.summary or text.title,
            crumbs=(page.link(page.say("Crises"), HOME), Link(text.title, current=True)),
            json_ld=about_json_ld(page, text.title),
            told=text.told,
        ),
        title=text.title,
        summary=text.summary,
        body=page.prose(text.body),
        statuses=tuple(page.status(status) for status in STATUSES) if text.slug == "method" else (),
    )


class _FromAnywhere(Composer):
    """The page that hosts show at any address: its links cannot be relative to it."""

    def href(self, address: str) -> str:
        base = urlsplit(self.shared.settings.base_url).path or "/"
        return urljoin(base, address.lstrip("/"))


def not_found_page(shared: Shared) -> NotFoundPage:
    """``404.html``. Its links begin at the host's root, in the folder that ``base_url`` names."""
    page = _FromAnywhere(shared, "/404.html")
    title = page.say("This page is not here")
    text = page.say(
        "The address may be mistyped, or the page may have moved. Nothing that was published is deleted silently."
    )
    view = frame(page, title, text, robots="noindex")
    return NotFoundPage(
        frame=replace(view, root=page.href(HOME)),
        title=title,
        text=text,
        links=(
            page.link(page.say("All crises"), HOME),
            page.link(page.say("Timeline"), TIMELINE),
            page.link(page.say("Actors"), ACTORS),
        ),
    )
