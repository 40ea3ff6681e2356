"""The frame of a page: head, masthead, footer, the way back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.addresses import (
    ACTORS,
    CORRECTIONS,
    FEED,
    HOME,
    PLACES,
    SEARCH,
    TIMELINE,
    UPDATES,
    json_feed,
    oembed_address,
    root_of,
    text_address,
)
from dateline.model import Output
from dateline.urls import check_url
from dateline.views.composer import Composer
from dateline.views.frame import Alternate, Frame, Link, Metadata

MAIN_TEXTS = ("method", "about")
"""Slugs of pages in content/pages/ that have a place of their own in the navigation."""


def absolute(page: Composer, address: str) -> str:
    """The address with the site's own before it; empty when the site's address is not known."""
    base = page.shared.settings.base_url
    return base + address.lstrip("/") if base else ""


def frame(
    page: Composer,
    title: str,
    description: str,
    *,
    crumbs: Sequence[Link] = (),
    record_as_of: str = "",
    robots: str = "",
    kind: str = "website",
    json_ld: Mapping[str, Any] | None = None,
    feeds: Sequence[tuple[str, str]] = (),
    canonical: str = "",
    image: str = "",
    oembed: bool = False,
) -> Frame:
    """The frame of the page. ``feeds``: (title, address); ``canonical``: an address other than the page's own;
    ``image``: the address of the picture that stands for it elsewhere; ``oembed``: whether what it is about can be
    embedded."""
    settings = page.shared.settings
    all_feeds = (*(one for one in feeds if one[1] != FEED), (settings.title, FEED))
    return Frame(
        site_title=settings.title,
        site_mark=settings.mark,
        language=page.language.code,
        direction=page.language.direction,
        root=root_of(page.address),
        metadata=Metadata(
            title=title,
            description=description,
            canonical="" if robots and not canonical else absolute(page, canonical or page.address),
            robots=robots,
            kind=kind,
            image=absolute(page, image) if image else "",
            json_ld=script_json(json_ld) if json_ld else "",
            feeds=(
                *(one for name, address in all_feeds for one in _feeds(page, name, address)),
                *(_oembed(page, title) if oembed else ()),
            ),
        ),
        navigation=_navigation(page),
        footer=_footer(page),
        home=page.href(HOME),
        record_as_of=record_as_of,
        crumbs=tuple(crumbs),
        fonts=settings.fonts,
    )


def _feeds(page: Composer, name: str, address: str) -> Iterator[Alternate]:
    """An Atom feed and the JSON Feed beside it."""
    yield Alternate(href=page.href(address), name=name, type="application/atom+xml")
    if page.shared.settings.publishes("json-feeds"):
        yield Alternate(href=page.href(json_feed(address)), name=name, type="application/feed+json")


def _oembed(page: Composer, title: str) -> Iterator[Alternate]:
    """What programs ask that want to embed what the page is about; it names whole addresses, so it needs one."""
    settings = page.shared.settings
    if settings.base_url and settings.publishes("embeds"):
        href = absolute(page, oembed_address(page.address))
        yield Alternate(href=href, name=title, type="application/json+oembed")


def feed_at(page: Composer, kind: Output, address: str) -> str:
    """The feed at ``address``; the site's own where the site leaves out those of this kind."""
    return address if page.shared.settings.publishes(kind) else FEED


def _text_links(page: Composer, slugs: Sequence[str]) -> list[Link]:
    """Links to pages in content/pages/; the two that every site should have go by a short word."""
    titles = {**dict(page.shared.texts), **_short_words(page)}
    there = dict(page.shared.texts)
    return [page.link(titles[slug], text_address(slug)) for slug in slugs if slug in there]


def _short_words(page: Composer) -> dict[str, str]:
    return {"method": page.say("Method"), "about": page.say("About")}


def _navigation(page: Composer) -> tuple[Link, ...]:
    crises = page.link(page.say("Crises"), HOME)
    if page.address.startswith("/crises/"):
        crises = Link(crises.text, crises.href, current=True)
    actors = page.link(page.say("Actors"), ACTORS)
    if page.address.startswith(ACTORS):
        actors = Link(actors.text, actors.href, current=True)
    search: tuple[Link, ...] = ()
    if page.shared.settings.publishes("search"):
        link = page.link(page.say("Search"), SEARCH)
        search = (Link(link.text, link.href, current=page.address.startswith(SEARCH)),)
    timeline = page.link(page.say("Timeline"), TIMELINE)
    return (crises, timeline, actors, *_text_links(page, ("method",)), *search)


def _contact(page: Composer) -> tuple[Link, ...]:
    """Where errors are reported: an address to write to, one to open, or words."""
    contact = page.shared.settings.contact
    if not contact:
        return ()
    address = check_url(contact if ":" in contact else f"mailto:{contact}") if " " not in contact else ""
    text = page.say("Report an error: %(contact)s", contact=contact.removeprefix("mailto:"))
    return (Link(text, address if isinstance(address, str) else ""),)


def _footer(page: Composer) -> tuple[Link, ...]:
    others = sorted(slug for slug, _ in page.shared.texts if slug not in MAIN_TEXTS)
    return (
        *_text_links(page, ("about", "method", *others)),
        page.link(page.say("Corrections"), CORRECTIONS),
        *((page.link(page.say("Updates"), UPDATES),) if page.shared.settings.publishes("updates") else ()),
        page.link(page.say("All crises timeline"), TIMELINE),
        *((page.link(page.say("Places"), PLACES),) if page.shared.settings.publishes("place-pages") else ()),
        Link(page.say("Feed"), page.href(FEED)),
        *_contact(page),
    )


def script_json(value: Mapping[str, Any]) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
