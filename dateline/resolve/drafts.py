"""All parsed files by what they are."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from dateline.findings.positions import Position
from dateline.model import Actor, Crisis, Settings, Source, Story, TextPage, Translation
from dateline.parse.file import Parsed
from dateline.prose import Prose


class Drafts(Struct, frozen=True):
    """All parsed files by what they are, in the order of their paths."""

    settings: Settings
    sources: tuple[Source, ...]
    crises: Mapping[str, Crisis]
    stories: Mapping[str, tuple[Story, ...]]  # by crisis
    actors: Mapping[str, Actor]
    pages: Mapping[str, TextPage]
    unread: Mapping[str, frozenset[str]]
    """Names that files would define of which a part could not be read, by crisis; those of the site under “”."""
    translations: Mapping[str, tuple[Translation, ...]]
    """By crisis; those of the site under “”."""


def collect(files: Iterable[Parsed]) -> Drafts:
    """The drafts; a file without one is left out."""
    settings, sources = Settings(), ()
    crises: dict[str, Crisis] = {}
    stories: dict[str, list[Story]] = {}
    actors: dict[str, Actor] = {}
    pages: dict[str, TextPage] = {}
    translations: dict[str, tuple[Translation, ...]] = {}
    unread: dict[str, frozenset[str]] = {}
    for file in sorted(files, key=lambda one: one.path):
        if file.place is not None and file.lost:
            of = file.place.slug if file.place.kind == "crisis" else file.place.crisis
            unread[of] = unread.get(of, frozenset()) | file.lost
            if file.place.kind == "crisis" and file.draft is None:
                crises[of] = _stand_in(of, file.path)
        match file.draft:
            case Settings() as found:
                settings = found
            case tuple() as found:
                sources = found
            case Crisis() as found:
                crises[found.slug] = found
            case Story() as found if file.place is not None:
                stories.setdefault(file.place.crisis, []).append(found)
            case Actor() as found:
                actors[found.id] = found
            case TextPage() as found:
                pages[found.slug] = found
            case Translation() as found:
                translations[found.part] = (*translations.get(found.part, ()), found)
    return Drafts(
        settings=settings,
        sources=sources,
        crises=crises,
        stories={slug: tuple(found) for slug, found in stories.items()},
        actors=actors,
        pages=pages,
        unread=unread,
        translations=translations,
    )


def _stand_in(slug: str, path: str) -> Crisis:
    """What gathers the stories of a crisis whose own file cannot be read, so that they are looked through, too."""
    return Crisis(slug=slug, path=path, title=slug, body=Prose(), at=Position(path, 1, 1))
