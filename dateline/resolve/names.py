"""The names that files may use: those every crisis shares, those of one crisis, and those of the others."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.model import Actor, Crisis, Figure, Settings, Source, Story
from dateline.parse.salvage import is_among
from dateline.values.names import fold
from dateline.values.slugs import slugify

PARTS_OF_A_CRISIS = (
    "main",
    "brief",
    "figures",
    "timeline",
    "who",
    "background",
    "corrections",
    "sources",
    "stories",
    "content",
    "take-along",
)
"""Ids of the crisis page's own parts; their headings have ``-title`` behind it."""
RESERVED_ANCHORS = frozenset(
    (*PARTS_OF_A_CRISIS, "strip", "key-events", "claims", "events", "revisions", "says", "since")
)
"""Ids of parts of pages that tell events, which no event may take; nor anything shaped like ``f-…`` or ``s1``."""


class SiteNames(Struct, frozen=True):
    """The names every crisis shares. The same names: nothing has to be linked again."""

    actors: Mapping[str, str]  # folded name, alias or id → id
    actor_ids: tuple[str, ...]
    sources: frozenset[str]  # ids in sources.yaml
    crises: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]  # (id, label) of site.yaml
    unread: frozenset[str] = frozenset()  # what the files of the site would define that could not be read


class CrisisNames(Struct, frozen=True):
    """The names one crisis adds."""

    crisis: str
    figures: frozenset[str]
    events: frozenset[str]
    stories: frozenset[str]
    sources: Mapping[str, str]  # defined in the crisis's index.md: as written → site-wide id
    kinds: tuple[tuple[str, str], ...]  # (id, label)
    unread: frozenset[str] = frozenset()  # what its files would define that could not be read

    def of(self, what: str) -> frozenset[str]:
        """The crisis's ids of figures, events or stories."""
        return {"figure": self.figures, "event": self.events, "story": self.stories}[what]


class Elsewhere(Struct, frozen=True):
    """What texts may name in any crisis, as “crisis/id”."""

    crises: Mapping[str, CrisisNames]

    def has(self, what: str, id: str) -> bool:
        slug, _, inner = id.partition("/")
        return slug in self.crises and inner in self.crises[slug].of(what)

    def is_unread(self, id: str) -> bool:
        """Whether “crisis/id” can be something in a file that could not be read."""
        slug, _, inner = id.partition("/")
        return slug in self.crises and is_among(inner, self.crises[slug].unread)

    def every(self, what: str) -> Iterator[str]:
        for slug, names in self.crises.items():
            yield from (f"{slug}/{id}" for id in sorted(names.of(what)))


def site_names(
    settings: Settings,
    sources: tuple[Source, ...],
    crises: tuple[str, ...],
    unread: frozenset[str],
    *actors: Actor,
) -> tuple[SiteNames, tuple[Diagnostic, ...]]:
    """The names every crisis may use; ids and aliases given twice are reported."""
    found: list[Diagnostic] = []
    by_name = {fold(actor.id): actor.id for actor in actors}
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            other = by_name.setdefault(fold(name), actor.id)
            if other != actor.id:
                message = f"the name “{name}” already stands for {other}"
                found.append(Diagnostic(actor.at, "NAME005", message, "take one of the two names away"))
    first: dict[str, Source] = {}
    for source in sources:
        if source.id in first:
            message = f"a source “{source.id}” is already defined in line {first[source.id].at.line}"
            found.append(Diagnostic(source.at, "NAME004", message, "give one of them another id"))
        first.setdefault(source.id, source)
    names = SiteNames(
        actors=by_name,
        actor_ids=tuple(actor.id for actor in actors),
        sources=frozenset(first),
        crises=crises,
        kinds=tuple((kind.id, kind.label) for kind in settings.kinds),
        unread=unread,
    )
    return names, tuple(found)


def crisis_names(
    crisis: Crisis,
    stories: tuple[Story, ...],
    names: SiteNames,
    unread: frozenset[str],
    found: list[Diagnostic],
) -> CrisisNames:
    """The names the crisis adds; an event or figure defined twice is reported at the second place."""
    events: dict[str, Position] = {}
    for story in stories:
        for event in story.all_events:
            if event.id in events:
                first = events[event.id]
                message = f"an event “{event.id}” is already defined in {first.path}:{first.line}"
                found.append(Diagnostic(event.at, "NAME002", message, "give one of them another `id:`"))
            elif is_our_anchor(event.id):
                message = f"the id “{event.id}” is one of the page's own"
                found.append(Diagnostic(event.at, "NAME008", message, "give the event another `id:`"))
            events.setdefault(event.id, event.at)
    figures: dict[str, Position] = {}
    for figure in crisis.figures:
        if figure.id in figures:
            message = f"a figure “{figure.id}” is already defined in line {figures[figure.id].line}"
            found.append(Diagnostic(figure.at, "NAME003", message, "give one of them another id"))
        figures.setdefault(figure.id, figure.at)
    of_stories = (figure.id for figure in figures_of_stories(crisis, stories))
    kinds = tuple((kind.id, kind.label) for kind in crisis.kinds) or names.kinds
    return CrisisNames(
        crisis=crisis.slug,
        figures=frozenset((*figures, *of_stories)),
        events=frozenset(events),
        stories=frozenset(story.slug for story in stories),
        sources={source.id: f"{crisis.slug}/{source.id}" for source in crisis.sources},
        kinds=kinds,
        unread=unread,
    )


_NUMBERED = re.compile(r"[sq]\d+|c\d+-\d+|(phase|correction)-\d+|note(ref)?_\d+(_\d+)?")
_OURS = re.compile(rf"{_NUMBERED.pattern}|(f|g|pattern|filter)-.*|.*-title|h_.*")


def is_our_anchor(id: str) -> bool:
    """Whether the crisis page itself has this id, for a part of it or for figures, sources, citations, questions,
    phases, corrections, footnotes, titles of sections, headings of texts, choices of the filter, marks and patterns:
    no event may take it."""
    return id in RESERVED_ANCHORS or _OURS.fullmatch(id) is not None


def is_numbered_anchor(id: str) -> bool:
    """Whether it is of a source, citation, question, phase, correction or footnote: these go by their numbers."""
    return _NUMBERED.fullmatch(id) is not None


def figures_of_stories(crisis: Crisis, stories: Iterable[Story]) -> tuple[Figure, ...]:
    """Figures that a claim defines by its label, once each, where the crisis does not track them itself."""
    known = {figure.id for figure in crisis.figures}
    found: dict[str, Figure] = {}
    for story in stories:
        for claim in story.figures:
            id = slugify(claim.label)
            if claim.figure is None and id not in known:
                found.setdefault(
                    id, Figure(id=id, label=claim.label, unit=claim.unit, story=story.slug, at=claim.at)
                )
    return tuple(found.values())
