"""The pages of long lists, letter by letter: those of the actors, and the register of the search."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from unicodedata import normalize
from urllib.parse import unquote

from dateline.addresses import ACTORS, SEARCH, actors_address, in_language, in_own_language, register_address
from dateline.languages import language_of
from dateline.languages.language import Language
from dateline.memory.memo import Memo
from dateline.model import Crisis, Site
from dateline.parse.translations import languages_of
from dateline.record.localised import localised
from dateline.search.register import MOST_ACTORS, initials, numbered
from dateline.search.spelling import initial

Initials = Callable[[str], Iterable[Mapping[str, int]]]
"""By language: of each crisis, how many of its stories and events stand under which letter of the register."""


def is_by_letter(site: Site, path: str) -> bool:
    """Whether an address can be that of such a page, in any language of the site."""
    own = in_own_language(path, languages_of(site.settings)[1:])
    return own.startswith(_BY_NAME) or (own.startswith(SEARCH) and own.endswith("/") and own != SEARCH)


def pages_by_letter(site: Site, paths: Iterable[str], of_crises: Initials) -> Iterator[str]:
    """The addresses of those of them that ``paths`` can be, as they are published in each language: languages differ in
    names and in their letters."""
    further = languages_of(site.settings)[1:]
    own = {in_own_language(path, further) for path in paths}
    register = any(path.startswith(SEARCH) for path in own) and site.settings.publishes("search")
    for code in ("", *further):
        actors = initials(
            (one.name for one in in_its_words(site, code).actors.values()), words_of(site, code)
        )
        pages = [actors_address(letter, number) for letter, number, _ in numbered(actors, MOST_ACTORS)]
        if register:
            counts = Counter(actors)
            for one in of_crises(code):
                counts.update(one)
            pages += [register_address(letter, number) for letter, number, _ in numbered(counts)]
        yield from (in_language(page, code) for page in pages)


def page_meant(site: Site, path: str, known: Set[str]) -> str | None:
    """What a link to such a page that is not there may mean: that of the letter, which may be written as a capital,
    with an accent, percent-encoded or as another language has it; where nothing stands under it, the list. None where
    the address names no letter."""
    own = in_own_language(path, languages_of(site.settings)[1:])
    folder, listed, address = (
        (_BY_NAME, ACTORS, actors_address) if own.startswith(_BY_NAME) else (SEARCH, SEARCH, register_address)
    )
    language = path.removesuffix(own)
    if name := own.removeprefix(folder):
        letter = _LETTER.fullmatch(normalize("NFC", unquote(name)))
        if letter is None:
            return None
        page = language + address(initial(letter[1]))
        if page in known:
            return page
    return language + listed if listed in known else None


def initials_of(crisis: Crisis, language: Language) -> Mapping[str, int]:
    """Of the stories and events of a crisis."""
    return initials((event.title for story in crisis.stories for event in story.all_events), language)


def in_its_words(site: Site, code: str) -> Site:
    """The site in a further language; empty: in its own."""
    return localised(site, code, Memo())


def words_of(site: Site, code: str) -> Language:
    """The words of that language."""
    return language_of(code or site.settings.language, site.settings.numerals)


_BY_NAME = f"{ACTORS}by-name/"
_LETTER = re.compile(r"(\w|0-9|other)/(?:[0-9]+/)?")
"""The end of such an address: a letter, digits or other signs, and which of several pages."""
