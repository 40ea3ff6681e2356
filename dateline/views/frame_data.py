"""What every page has around its content, as templates get it: head, masthead, footer. ``frames.py`` makes it."""

from msgspec import Struct


class Link(Struct, frozen=True):
    """A link as a template prints it. ``href`` is relative to the page it stands on, or empty: plain text."""

    text: str
    href: str = ""
    current: bool = False  # the page itself: aria-current
    count: int | None = None  # how many things are behind it, printed after the text
    language: str = ""  # BCP 47, where the text is not in the page's language


class Alternate(Struct, frozen=True):
    """The same page in another language, or a feed of it. ``href`` is absolute where the site's address is known."""

    href: str
    language: str = ""
    name: str = ""  # the language by its own name, or the feed's title
    type: str = ""  # of a feed


class Metadata(Struct, frozen=True):
    """What the head says about the page. Absolute addresses are empty when the site's address is not known."""

    title: str  # unique in the site, without the site's name
    description: str
    canonical: str = ""
    robots: str = ""  # "noindex" or empty
    kind: str = "website"  # og:type
    image: str = ""  # a picture of 1200 × 630, absolute
    image_alt: str = ""  # what is written in it
    json_ld: str = ""  # one JSON document; the filter `in_script` makes it safe inside a script element
    feeds: tuple[Alternate, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    locale: str = ""  # og:locale; empty in a site of one language
    other_locales: tuple[str, ...] = ()


class Frame(Struct, frozen=True):
    """The frame of one page. All ``href`` are relative to it."""

    site_title: str
    site_mark: str  # "strokes" draws the four strokes; anything else is set as text
    language: str  # BCP 47
    direction: str  # "ltr" or "rtl"
    root: str  # from this page to the site's root: "", "../", "../../", …
    metadata: Metadata
    navigation: tuple[Link, ...]  # Crises, Timeline, Actors, Method, Search
    footer: tuple[Link, ...]
    home: str  # href of the site's home
    record_as_of: str = ""  # “9 January 2026”, for the printed footer
    crumbs: tuple[Link, ...] = ()
    languages: tuple[Link, ...] = ()  # the language bar; empty in a site of one language
    notice: str = ""  # in what language the texts are, where that is not the page's
    original: Link | None = None  # the same page in the language it was written in
    numerals: str = ""  # "latin", "native", or empty: those of the language (site.numerals)
    fonts: str = "own"  # "own" or "system" (site.fonts)
