"""Where everything lives on the site, and how one page leads to another.

An address is absolute within the site (``/crises/aleppo/``). Pages link to each other relatively, so that the site
works from the root or a subfolder of any host.
"""

import re
from collections.abc import Collection
from urllib.parse import quote

HOME = "/"
ACTORS = "/actors/"
SEARCH = "/search/"
SEARCH_INDEX = "/search/index.json"
PLACES = "/places/"
TIMELINE = "/timeline/"
UPDATES = "/updates/"
CORRECTIONS = "/corrections/"
FEED = "/feed.xml"
CORRECTIONS_FEED = "/corrections/feed.xml"
EMBED_SCRIPT = "/embed.js"
UNDATED = "undated"
RESERVED = frozenset(
    (
        "404.html",
        "actors",
        "assets",
        "corrections",
        "crises",
        "embed",
        "embed.js",
        "feed.json",
        "feed.xml",
        "figures",
        "index.html",
        "media",
        "places",
        "robots.txt",
        "search",
        "sitemap-news.xml",
        "sitemap.xml",
        "timeline",
        "updates",
    )
)
"""First parts of addresses that are ours: no page of ``content/pages/`` and nothing that moved may have them."""
RESERVED_OF_A_CRISIS = frozenset(("as-of", "figures", "index", "updates", UNDATED))
"""Folders beside the stories of a crisis that are ours; hosts take ``index`` for the page of the crisis itself."""
_YEAR = re.compile(r"[0-9]{4}|bce-[0-9]+")
_IN_EVERY_LANGUAGE = ("feed.xml", "feed.json", "oembed.json")


def sitemap_part(number: int) -> str:
    """The name of one of several sitemaps, which ``sitemap.xml`` then lists; ``number`` from 0."""
    return f"sitemap-{number + 1}.xml"


def crisis_address(crisis: str) -> str:
    """The page of a crisis, by its slug here and below. Addresses of pages end in ``/``."""
    return f"/crises/{crisis}/"


def crisis_of(address: str) -> str:
    """The slug of the crisis at or below whose address this one lies; empty for none."""
    first, _, rest = address.removeprefix("/").partition("/")
    return rest.partition("/")[0] if first == "crises" else ""


def is_our_address(slug: str) -> bool:
    """Whether an address below every crisis is the site's own, so that no story may take it."""
    return slug in RESERVED_OF_A_CRISIS or _YEAR.fullmatch(slug) is not None


def story_address(crisis: str, story: str) -> str:
    """The page of a story, by its slug."""
    return f"/crises/{crisis}/{story}/"


def event_address(crisis: str, event: str) -> str:
    """The permalink of an event: its anchor on the crisis page."""
    return f"/crises/{crisis}/#{event}"


def figure_address(crisis: str, figure: str) -> str:
    """The permalink of a figure: its anchor on the crisis page."""
    return f"/crises/{crisis}/#f-{figure}"


def figure_page_address(crisis: str, figure: str) -> str:
    """The page of a figure: everything anybody has said it is."""
    return f"/crises/{crisis}/figures/{figure}/"


def figure_file(crisis: str, figure: str, name: str) -> str:
    """A file for other programs beside the page of a figure."""
    return f"{figure_page_address(crisis, figure)}{name}"


def as_known_address(crisis: str, day: str) -> str:
    """The record as it was known on an ISO day."""
    return f"/crises/{crisis}/as-of/{day}/"


def period_address(timeline: str, parts: tuple[int, ...]) -> str:
    """A stretch of a long timeline: the timeline's own address, then ``2019/``, ``2019/03/`` or ``undated/``."""
    if not parts:
        return f"{timeline}{UNDATED}/"
    year = f"{parts[0]:04d}" if parts[0] > 0 else f"bce-{1 - parts[0]}"
    return f"{timeline}{'/'.join((year, *(f'{part:02d}' for part in parts[1:])))}/"


def updates_address(crisis: str) -> str:
    """What changed in a crisis."""
    return f"/crises/{crisis}/updates/"


def crisis_feed(crisis: str) -> str:
    """The Atom feed of a crisis."""
    return f"/crises/{crisis}/feed.xml"


def actor_address(actor: str) -> str:
    """The page of an actor, by id."""
    return f"/actors/{actor}/"


def actor_feed(actor: str) -> str:
    """The Atom feed of an actor."""
    return f"/actors/{actor}/feed.xml"


def place_address(place: str) -> str:
    """The page of a place, by what ``place_id`` made of its name."""
    return f"{PLACES}{place}/"


def data_address(crisis: str, name: str) -> str:
    """A file for other programs beside a crisis's page: ``record.json``, ``events.csv``, …"""
    return f"/crises/{crisis}/{name}"


FIGURE_FILES = ("claims.csv", "claims.json")
"""The files for other programs beside the page of a figure."""


def json_feed(feed: str) -> str:
    """The JSON Feed beside an Atom feed."""
    return f"{feed.removesuffix('.xml')}.json"


def search_part(number: int) -> str:
    """A part of the index of the search that is fetched when the newest part has not enough."""
    return f"{SEARCH}{number}.json"


def register_address(letter: str, number: int = 1) -> str:
    """What begins with a letter in a long register; ``number`` where one letter has several pages."""
    return f"{SEARCH}{_of_letter(letter, number)}"


def actors_address(letter: str, number: int = 1) -> str:
    """The same of a long list of actors. One may be called as the folder is: nothing else is in there."""
    return f"{ACTORS}by-name/{_of_letter(letter, number)}"


def _of_letter(letter: str, number: int) -> str:
    name = {"0": "0-9", "#": "other"}.get(letter, letter)
    return f"{name}/" if number == 1 else f"{name}/{number}/"


def text_address(slug: str) -> str:
    """A page of ``content/pages/``."""
    return f"/{slug}/"


def media_address(path: str) -> str:
    """A file of ours by its path below ``content/``; names may hold any sign, so they are percent-encoded."""
    return f"/media/{quote(path)}"


def timeline_embed(crisis: str) -> str:
    """The timeline of a crisis, small, for the pages of others."""
    return f"/embed/{crisis}/timeline/"


def event_embed(crisis: str, event: str) -> str:
    """A key event, by id, for the pages of others."""
    return f"/embed/{crisis}/event/{event}/"


def figure_embed(crisis: str, figure: str) -> str:
    """A figure, by id, for the pages of others."""
    return f"/embed/{crisis}/figure/{figure}/"


def oembed_address(page: str) -> str:
    """What programs are told that want to embed what a page is about."""
    return f"{page}oembed.json"


def share_address(page: str) -> str:
    """The picture that stands for a page where its address is shared."""
    return f"{page}share.png"


def in_language(address: str, language: str) -> str:
    """Where something of the site is in another language than the site's own: ``/fa/crises/aleppo/``.

    Pages, feeds and what the search fetches are there in every language, any other file once. ``language``: empty for
    the site's own.
    """
    if not language or not address.startswith("/"):
        return address
    path = address.partition("#")[0]
    everywhere = (
        path.endswith("/") or path.rpartition("/")[2] in _IN_EVERY_LANGUAGE or path.startswith(SEARCH)
    )
    return f"/{language}{address}" if everywhere else address


def in_own_language(path: str, languages: Collection[str]) -> str:
    """The address in the site's own language of what is at ``path`` in one of its further ``languages``."""
    language, _, rest = path.removeprefix("/").partition("/")
    own = f"/{rest}"
    return own if language in languages and in_language(own, language) == path else path


def output_path(address: str) -> str:
    """The file that answers an address: ``/actors/`` → ``actors/index.html``."""
    path = address.partition("#")[0].lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def relative(address: str, page: str) -> str:
    """``address`` as written on the page at ``page``; a fragment alone for a place on the page itself."""
    if not address.startswith("/"):
        return address
    path, hash, fragment = address.partition("#")
    if path == page and hash:
        return f"#{fragment}"
    if not page.startswith(path[: path.find("/", 1) + 1]):  # they have not even the first folder in common
        return f"{root_of(page)}{address[1:]}"
    folder, up = page[: page.rfind("/") + 1], ""
    while not path.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
    href = f"{up}{path[len(folder) :]}" or "./"
    return f"{href}{hash}{fragment}"


def root_of(page: str) -> str:
    """From a page to the site's root: ``../../`` for ``/crises/aleppo/``, empty for ``/``."""
    return "../" * (page.count("/") - 1)
