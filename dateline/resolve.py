"""Drafts → one frozen Site: every name becomes the id of what it stands for, or a diagnostic with the nearest one.

A story is resolved against the names around it and nothing else, so that an edit resolves one story again and not
the site: see ``CrisisNames``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.diagnostics import Diagnostic
from dateline.model import (
    Actor,
    Claim,
    Correction,
    Crisis,
    Event,
    Figure,
    KnownLine,
    Question,
    Quote,
    Ref,
    Settings,
    Site,
    Source,
    Stance,
    Statement,
    Story,
    TextPage,
)
from dateline.names import fold, nearest
from dateline.parse import Parsed
from dateline.positions import Position
from dateline.prose import Kind, Prose, Reference
from dateline.slugs import slugify
from dateline.zones import is_zone

RESERVED_SLUGS = frozenset(
    (
        "as-of",
        "updates",
        "figures",
        "embed",
        "events",
        "feed",
        "record",
        "claims",
        "sources",
        "card",
        "oembed",
        "index",
    )
)
"""Addresses below a crisis that are ours; years are, too (DESIGN, section 2)."""

RESERVED_ANCHORS = frozenset(
    (
        "main",
        "brief",
        "figures",
        "timeline",
        "who",
        "background",
        "corrections",
        "sources",
        "stories",
        "strip",
        "key-events",
        "content",
        "claims",
        "says",
    )
)
"""Ids of the crisis page's own parts, which no event may take; nor anything shaped like ``f-…`` or ``s1``."""


@dataclass(frozen=True, slots=True)
class SiteNames:
    """The names every crisis shares. Equal names: nothing has to be resolved again."""

    actors: Mapping[str, str]  # folded name, alias or id → id
    actor_ids: frozenset[str]
    sources: frozenset[str]  # ids in sources.yaml
    crises: frozenset[str]
    stories: frozenset[str]  # “crisis/slug”
    events: frozenset[str]  # “crisis/id”
    figures: frozenset[str]  # “crisis/id”
    kinds: tuple[tuple[str, str], ...]  # (id, label) of site.yaml


@dataclass(frozen=True, slots=True)
class CrisisNames:
    """The names one crisis adds."""

    crisis: str
    figures: frozenset[str]
    events: frozenset[str]
    stories: frozenset[str]
    sources: Mapping[str, str]  # defined in the crisis's index.md: as written → site-wide id
    kinds: tuple[tuple[str, str], ...]  # (id, label)


@dataclass(frozen=True, slots=True)
class Drafts:
    """All parsed files by what they are, in the order of their paths."""

    settings: Settings
    sources: tuple[Source, ...]
    crises: Mapping[str, Crisis]
    stories: Mapping[str, tuple[Story, ...]]  # by crisis
    actors: Mapping[str, Actor]
    pages: Mapping[str, TextPage]


def collect(files: Iterable[Parsed]) -> Drafts:
    """The drafts of the site's own language; a file without a draft is left out."""
    settings, sources = Settings(), ()
    crises: dict[str, Crisis] = {}
    stories: dict[str, list[Story]] = {}
    actors: dict[str, Actor] = {}
    pages: dict[str, TextPage] = {}
    for file in sorted(files, key=lambda one: one.path):
        if file.place is not None and file.place.language:
            continue
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
    return Drafts(
        settings, sources, crises, {slug: tuple(found) for slug, found in stories.items()}, actors, pages
    )


def resolve(drafts: Drafts) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The linked site, and every name that leads nowhere."""
    found: list[Diagnostic] = []
    names = site_names(drafts, found)
    _check_settings(drafts, found)
    actors = {}
    for actor in drafts.actors.values():
        actors[actor.id], problems = resolve_actor(actor, names)
        found.extend(problems)
    crises: dict[str, Crisis] = {}
    for slug in sorted(drafts.crises):
        crises[slug], problems = resolve_crisis(drafts.crises[slug], drafts.stories.get(slug, ()), names)
        found.extend(problems)
    for slug in sorted(drafts.stories.keys() - drafts.crises.keys()):
        for story in drafts.stories[slug]:
            hint = f"add content/crises/{slug}/index.md with a `title:`"
            found.append(Diagnostic(story.at, "NAME006", f"the crisis “{slug}” has no index.md", hint))
    pages = {}
    for page in drafts.pages.values():
        resolver = Resolver(names, None, {})
        pages[page.slug] = replace(page, body=resolver.prose(page.body))
        found.extend(resolver.diagnostics)
    sources = {source.id: source for source in drafts.sources}
    for crisis in crises.values():
        sources.update((source.id, source) for source in crisis.sources)
        sources.update((source.id, source) for story in crisis.stories for source in story.sources)
    return Site(settings=drafts.settings, crises=crises, actors=actors, sources=sources, pages=pages), tuple(
        found
    )


def site_names(drafts: Drafts, found: list[Diagnostic]) -> SiteNames:
    """The names every crisis may use; ids and aliases given twice are reported."""
    actors: dict[str, str] = {}
    for actor in drafts.actors.values():
        actors[fold(actor.id)] = actor.id
    for actor in drafts.actors.values():
        for name in (actor.name, *actor.aliases):
            other = actors.setdefault(fold(name), actor.id)
            if other != actor.id:
                message = f"the name “{name}” already stands for {other}"
                found.append(Diagnostic(actor.at, "NAME005", message, "take one of the two names away"))
    first: dict[str, Source] = {}
    for source in drafts.sources:
        if source.id in first:
            message = f"a source “{source.id}” is already defined in line {first[source.id].at.line}"
            found.append(Diagnostic(source.at, "NAME004", message, "give one of them another id"))
        first.setdefault(source.id, source)
    return SiteNames(
        actors=actors,
        actor_ids=frozenset(drafts.actors),
        sources=frozenset(first),
        crises=frozenset(drafts.crises),
        stories=frozenset(
            f"{crisis}/{story.slug}" for crisis, stories in drafts.stories.items() for story in stories
        ),
        events=frozenset(
            f"{crisis}/{event.id}"
            for crisis, stories in drafts.stories.items()
            for story in stories
            for event in story.all_events
        ),
        figures=frozenset(
            f"{slug}/{figure.id}"
            for slug, crisis in drafts.crises.items()
            for figure in (*crisis.figures, *_figures_of_stories(crisis, drafts.stories.get(slug, ())))
        ),
        kinds=tuple((kind.id, kind.label) for kind in drafts.settings.kinds),
    )


def _check_settings(drafts: Drafts, found: list[Diagnostic]) -> None:
    settings = drafts.settings
    if not is_zone(settings.timezone):
        found.append(_no_zone(settings.timezone, settings.at))
    for crisis in drafts.crises.values():
        if crisis.timezone and not is_zone(crisis.timezone):
            found.append(_no_zone(crisis.timezone, crisis.at))


def _no_zone(name: str, at: Position) -> Diagnostic:
    return Diagnostic(
        at, "NAME007", f"“{name}” is not a time zone", "write an IANA name such as America/Caracas or UTC"
    )


class Resolver:
    """Links the names of one file; what leads nowhere is collected in ``diagnostics``."""

    def __init__(self, site: SiteNames, crisis: CrisisNames | None, sources: Mapping[str, str]) -> None:
        self.site = site
        self.crisis = crisis
        self.sources = sources  # defined in the file itself: as written → site-wide id
        self.diagnostics: list[Diagnostic] = []

    def _unknown(self, what: str, ref: Ref | Reference, known: Iterable[str]) -> None:
        near = nearest(ref.id, known)
        hint = f"did you mean {near}?" if near else _WHERE_TO_DEFINE[what]
        self.diagnostics.append(Diagnostic(ref.at, "NAME001", f"there is no {what} “{ref.id}”", hint))

    def _actor_id(self, ref: Ref | Reference) -> str | None:
        found = self.site.actors.get(fold(ref.id))
        if found is None:
            near = nearest(ref.id, (*self.site.actor_ids, *self.site.actors))
            self._unknown("actor", ref, [self.site.actors.get(near, near)] if near else ())
        return found

    def _source_id(self, ref: Ref | Reference) -> str | None:
        crisis = self.crisis.sources if self.crisis else {}
        found = (
            self.sources.get(ref.id)
            or crisis.get(ref.id)
            or (ref.id if ref.id in self.site.sources else None)
        )
        if found is None:
            self._unknown("source", ref, (*self.sources, *crisis, *sorted(self.site.sources)))
        return found

    def _figure_id(self, ref: Ref | Reference) -> str | None:
        figures = self.crisis.figures if self.crisis else frozenset()
        if ref.id in figures:
            return ref.id
        self._unknown("figure", ref, sorted(figures))
        return None

    def _within(
        self, ref: Ref | Reference, what: str, own: frozenset[str], everywhere: frozenset[str]
    ) -> str | None:
        """The “crisis/id” of a story, event or figure: of this crisis when no crisis is named."""
        if self.crisis and ref.id in own:
            return f"{self.crisis.crisis}/{ref.id}"
        if ref.id in everywhere:
            return ref.id
        self._unknown(what, ref, (*sorted(own), *sorted(everywhere)))
        return None

    def ref(self, ref: Ref | None, find: Callable[[Ref], str | None]) -> Ref | None:
        if ref is None or (found := find(ref)) is None:
            return None
        return ref if found == ref.id else Ref(found, ref.at)

    def actor(self, ref: Ref | None) -> Ref | None:
        return self.ref(ref, self._actor_id)

    def source_refs(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        return tuple(found for ref in refs if (found := self.ref(ref, self._source_id)) is not None)

    def reference(self, reference: Reference) -> str | None:
        """The id that a reference in a text stands for, or None with the reason reported."""
        none: frozenset[str] = frozenset()
        match reference.kind:
            case Kind.ACTOR:
                return self._actor_id(reference)
            case Kind.SOURCE:
                return self._source_id(reference)
            case Kind.FIGURE:
                return self._within(
                    reference, "figure", self.crisis.figures if self.crisis else none, self.site.figures
                )
            case Kind.EVENT:
                return self._within(
                    reference, "event", self.crisis.events if self.crisis else none, self.site.events
                )
            case Kind.STORY:
                return self._within(
                    reference, "story", self.crisis.stories if self.crisis else none, self.site.stories
                )
        return reference.id

    def prose(self, prose: Prose) -> Prose:
        """``prose`` with ids in its references; one that leads nowhere stays as written and is reported."""
        if not prose.references:
            return prose
        return prose.with_ids(tuple(self.reference(one) or one.id for one in prose.references))

    def quote(self, quote: Quote | None) -> Quote | None:
        return None if quote is None else replace(quote, by=self.actor(quote.by))

    def statement(self, statement: Statement) -> Statement:
        return replace(statement, text=self.prose(statement.text))

    def event(self, event: Event) -> Event:
        return replace(
            event,
            text=self.prose(event.text) if event.text else None,
            kind=self.kind(event),
            quote=self.quote(event.quote),
            statements=tuple(map(self.statement, event.statements)),
            actors=tuple(
                replace(one, actor=found)
                for one in event.actors
                if (found := self.actor(one.actor)) is not None
            ),
            sources=self.source_refs(event.sources),
        )

    def kind(self, event: Event) -> str:
        """The id of the event's kind, given by id or label. A crisis and site without kinds take any."""
        kinds = self.crisis.kinds if self.crisis else ()
        if not event.kind or not kinds:
            return event.kind
        for id, label in kinds:
            if event.kind in (id, label):
                return id
        self._unknown("kind", Ref(event.kind, event.title_at), [id for id, _ in kinds])
        return ""

    def claim(self, claim: Claim) -> Claim:
        figure = claim.figure or Ref(slugify(claim.label), claim.at)
        return replace(
            claim,
            figure=self.ref(figure, self._figure_id),
            by=self.actor(claim.by),
            sources=self.source_refs(claim.sources),
        )

    def correction(self, correction: Correction) -> Correction:
        if correction.event is None:
            return correction
        own = self.crisis.events if self.crisis else frozenset()
        if correction.event.id not in own:
            self._unknown("event", correction.event, sorted(own))
            return replace(correction, event=None)
        return correction

    def known(self, line: KnownLine) -> KnownLine:
        return replace(line, text=self.prose(line.text), sources=self.source_refs(line.sources))

    def question(self, question: Question) -> Question:
        return replace(question, answer=self.prose(question.answer))

    def stance(self, stance: Stance) -> Stance:
        crisis = stance.crisis
        if crisis is not None and crisis.id not in self.site.crises:
            self._unknown("crisis", crisis, sorted(self.site.crises))
            crisis = None
        return replace(
            stance, text=self.prose(stance.text), crisis=crisis, sources=self.source_refs(stance.sources)
        )


_WHERE_TO_DEFINE = {
    "actor": "add a file to content/actors/ with its `name:`",
    "source": "define it under `sources:` in this file or in content/sources.yaml",
    "figure": "define it under `figures:` in the crisis's index.md",
    "event": "an event is called by its `id:`, a story by its file name without the date",
    "story": "a story is called by its file name without the date",
    "crisis": "a crisis is called by its folder in content/crises/",
    "kind": "define it under `kinds:` in the crisis's index.md or in site.yaml",
}


def resolve_actor(actor: Actor, names: SiteNames) -> tuple[Actor, tuple[Diagnostic, ...]]:
    resolver = Resolver(names, None, {})
    resolved = replace(
        actor, positions=tuple(map(resolver.stance, actor.positions)), body=resolver.prose(actor.body)
    )
    return resolved, tuple(resolver.diagnostics)


def resolve_crisis(
    crisis: Crisis, stories: tuple[Story, ...], names: SiteNames
) -> tuple[Crisis, tuple[Diagnostic, ...]]:
    """A crisis with its stories, all linked."""
    found: list[Diagnostic] = []
    stories = _one_per_address(stories, found)
    own = crisis_names(crisis, stories, names, found)
    sources, scope = _with_site_wide_ids(crisis.sources, crisis.slug, found)
    resolver = Resolver(names, own, scope)
    resolved = replace(
        crisis,
        figures=(*crisis.figures, *_figures_of_stories(crisis, stories)),
        known=tuple(map(resolver.known, crisis.known)),
        unknown=tuple(map(resolver.known, crisis.unknown)),
        questions=tuple(map(resolver.question, crisis.questions)),
        sources=sources,
        cites=resolver.source_refs(crisis.cites),
        corrections=tuple(map(resolver.correction, crisis.corrections)),
        body=resolver.prose(crisis.body),
    )
    found.extend(resolver.diagnostics)
    linked = []
    for story in stories:
        one, problems = resolve_story(story, names, own)
        linked.append(one)
        found.extend(problems)
    return replace(resolved, stories=tuple(linked)), tuple(found)


def resolve_story(story: Story, names: SiteNames, own: CrisisNames) -> tuple[Story, tuple[Diagnostic, ...]]:
    """A story linked to the names of its crisis and of the site, and to nothing else."""
    found: list[Diagnostic] = []
    sources, scope = _with_site_wide_ids(story.sources, f"{own.crisis}/{story.slug}", found)
    resolver = Resolver(names, own, scope)
    resolved = replace(
        story,
        event=resolver.event(story.event),
        events=tuple(map(resolver.event, story.events)),
        figures=tuple(map(resolver.claim, story.figures)),
        sources=sources,
        cites=resolver.source_refs(story.cites),
        corrections=tuple(map(resolver.correction, story.corrections)),
        body=resolver.prose(story.body),
    )
    # A story's own point names the story's sources: each is reported once, not once a use.
    return resolved, (*found, *dict.fromkeys(resolver.diagnostics))


def crisis_names(
    crisis: Crisis, stories: tuple[Story, ...], names: SiteNames, found: list[Diagnostic]
) -> CrisisNames:
    """The names the crisis adds; an event or figure defined twice is reported at the second place."""
    events: dict[str, Position] = {}
    for story in stories:
        for event in story.all_events:
            if event.id in events:
                first = events[event.id]
                message = f"an event “{event.id}” is already defined in {first.path}:{first.line}"
                found.append(Diagnostic(event.at, "NAME002", message, "give one of them another `id:`"))
            elif event.id in RESERVED_ANCHORS or _looks_like_an_anchor_of_ours(event.id):
                message = f"the id “{event.id}” is one of the page's own"
                found.append(Diagnostic(event.at, "NAME008", message, "give the event another `id:`"))
            events.setdefault(event.id, event.at)
    figures: dict[str, Position] = {}
    for figure in crisis.figures:
        if figure.id in figures:
            message = f"a figure “{figure.id}” is already defined in line {figures[figure.id].line}"
            found.append(Diagnostic(figure.at, "NAME003", message, "give one of them another id"))
        figures.setdefault(figure.id, figure.at)
    of_stories = (figure.id for figure in _figures_of_stories(crisis, stories))
    kinds = tuple((kind.id, kind.label) for kind in crisis.kinds) or names.kinds
    return CrisisNames(
        crisis=crisis.slug,
        figures=frozenset((*figures, *of_stories)),
        events=frozenset(events),
        stories=frozenset(story.slug for story in stories),
        sources={source.id: f"{crisis.slug}/{source.id}" for source in crisis.sources},
        kinds=kinds,
    )


_OURS = re.compile(r"f-.*|[sq]\d+|c\d+-\d+|(phase|correction)-\d+|.*-title|h_.*")


def _looks_like_an_anchor_of_ours(id: str) -> bool:
    """Figures, sources, citations, questions, phases, corrections, titles of sections, headings of texts."""
    return _OURS.fullmatch(id) is not None


def _figures_of_stories(crisis: Crisis, stories: Iterable[Story]) -> tuple[Figure, ...]:
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


def _one_per_address(stories: tuple[Story, ...], found: list[Diagnostic]) -> tuple[Story, ...]:
    """The stories, without those whose address is taken or reserved."""
    by_slug: dict[str, Story] = {}
    for story in stories:
        if story.slug in RESERVED_SLUGS or (story.slug.isdecimal() and len(story.slug) == 4):
            message = f"the address “{story.slug}” is one of the site's own"
            found.append(Diagnostic(story.at, "ADDR002", message, "rename the file"))
        elif story.slug in by_slug:
            other = by_slug[story.slug].path
            message = f"{story.path} and {other} have the same address “{story.slug}”"
            found.append(Diagnostic(story.at, "ADDR001", message, "rename one of the two files"))
        else:
            by_slug[story.slug] = story
    return tuple(by_slug.values())


def _with_site_wide_ids(
    sources: tuple[Source, ...], prefix: str, found: list[Diagnostic]
) -> tuple[tuple[Source, ...], dict[str, str]]:
    """The sources defined in a file under ids unique in the site, and how the file may call them."""
    scope: dict[str, str] = {}
    kept: list[Source] = []
    for source in sources:
        if source.id in scope:
            found.append(
                Diagnostic(
                    source.at,
                    "NAME004",
                    f"a source “{source.id}” is already defined here",
                    "give one of them another id",
                )
            )
            continue
        scope[source.id] = f"{prefix}/{source.id}"
        kept.append(replace(source, id=scope[source.id]))
    return tuple(kept), scope
