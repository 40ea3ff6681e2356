"""The frame of a page: head, masthead, footer, the way back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.json import encode

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
    relative,
    root_of,
    text_address,
)
from dateline.languages import language_of
from dateline.model import Output, Told
from dateline.values.urls import check_url
from dateline.views.composer import Composer
from dateline.views.frame_data import Alternate, Frame, Link, Metadata
from dateline.views.share import site_picture

MAIN_TEXTS = ("method", "about")
"""Slugs of pages in content/pages/ that have a place of their own in the navigation."""


def absolute(page: Composer, address: str) -> str:
    """The address with the site's own before it; empty when the site's address is not known."""
    base = page.shared.settings.base_url
    return base + page.shared.locate(address).lstrip("/") if base else ""


def in_full(page: Composer, address: str) -> str:
    """The address with the site's own before it, where that is known."""
    return absolute(page, address) or address


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
    told: Told | None = None,
    notice: str = "",
    alone: bool = False,
) -> Frame:
    """The frame of the page. ``feeds``: (title, address); ``canonical``: an address other than the page's own;
    ``image``: the address of the picture that stands for it elsewhere, if not the site's; ``oembed``: whether what it
    is about can be embedded; ``told``: how its text came to be in this language; ``notice``: what to say of that
    instead; ``alone``: the page is in no other language."""
    settings = page.shared.settings
    others = () if alone else page.shared.languages
    if len(others) < 2 or not page.address.endswith("/"):
        others = ()
    picture = "" if robots else image or site_picture(page.shared)
    all_feeds = (*(one for one in feeds if one[1] != FEED), (settings.title, FEED))
    return Frame(
        site_title=settings.title,
        site_mark=settings.mark,
        language=page.language.code,
        direction=page.language.direction,
        root=root_of(page.shared.locate(page.address)),
        metadata=Metadata(
            title=title,
            description=description,
            canonical="" if robots and not canonical else absolute(page, canonical or page.address),
            robots=robots,
            kind=kind,
            image=absolute(page, picture) if picture else "",
            image_alt=title if image else settings.title,
            json_ld=encode(json_ld).decode() if json_ld else "",
            feeds=(
                *(one for name, address in all_feeds for one in _feeds(page, name, address)),
                *(_oembed(page, title) if oembed else ()),
            ),
            alternates=() if robots else alternates(page, others),
            locale=_LOCALES[page.shared.code] if others else "",
            other_locales=tuple(_LOCALES[one] for one in others if one != page.shared.code),
        ),
        navigation=_navigation(page),
        footer=_footer(page),
        home=page.href(HOME),
        record_as_of=record_as_of,
        crumbs=tuple(crumbs),
        languages=tuple(_in_language(page, one) for one in others),
        notice=notice or about_language(page, told),
        original=_in_language(page, told.original)
        if told and told.original in others and told.original != page.shared.code
        else None,
        numerals=settings.numerals,
        fonts=settings.fonts,
    )


_LOCALES = {"en": "en_GB", "es": "es_ES", "ar": "ar_AR", "fa": "fa_IR"}
"""Languages as the protocol of previews wants them: with a territory."""


def alternates(page: Composer, languages: Sequence[str]) -> tuple[Alternate, ...]:
    """The page in every language of the site, itself among them, then the one for readers of any other."""
    if not languages:
        return ()
    found = [Alternate(_alternate(page, one), one) for one in languages]
    return (*found, Alternate(_alternate(page, languages[0]), "x-default"))


def _alternate(page: Composer, language: str) -> str:
    address, base = page.shared.locate(page.address, language), page.shared.settings.base_url
    return base + address.lstrip("/") if base else relative(address, page.shared.locate(page.address))


def _in_language(page: Composer, language: str) -> Link:
    """The page in another language, by that language's own name."""
    here = page.shared.locate(page.address)
    return Link(
        text=language_of(language).name,
        href=relative(page.shared.locate(page.address, language), here),
        current=language == page.shared.code,
        language=language,
    )


def about_language(page: Composer, told: Told | None) -> str:
    """In one line, how the text of a page came to be in its language; empty on pages in the site's own, as written."""
    if told is None:
        if not page.shared.language:
            return ""
        return page.say("What has not been translated yet is shown in the language it was written in.")
    if not told.translated:
        return page.say("This has not been translated yet. It is shown in the language it was written in.")
    if told.version is None:
        words = page.say("Translated by %(translator)s.", translator=told.translator)
        return words if told.translator else page.say("Translated by the desk.")
    date = page.date(told.version).text
    if told.translator:
        return page.say(
            "Translated by %(translator)s, from the version of %(date)s.",
            translator=told.translator,
            date=date,
        )
    return page.say("Translated by the desk, from the version of %(date)s.", date=date)


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
