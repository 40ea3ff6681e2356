"""The content linked and looked at, crisis by crisis: what was found in one is kept while it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic, Severity
from dateline.memory.ahead import make_ahead
from dateline.memory.database import Database
from dateline.memory.digests import digest
from dateline.memory.kept import Kept, Kind
from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import Actor, Crisis, Settings, Site, Story, Translation
from dateline.parse.contents import Content, Files
from dateline.parse.translations import BODY, languages_of
from dateline.record.pieces import Head, Piece
from dateline.record.records import without_body
from dateline.resolve import Drafts, Resolution, collect
from dateline.resolve.publishable import Outline, outline

if TYPE_CHECKING:
    from dateline.checks import Around, Findings
    from dateline.checks.actors import ActorNames
    from dateline.checks.links import InPeriods

T = TypeVar("T")


class More(Protocol):
    """What is made of each crisis, beside looking at it, while it is at hand: it is kept for whoever asks later."""

    def is_made(self, crisis: str) -> bool:
        """Whether a run before did."""

    def make(self, crisis: str) -> object:
        """Make it of a crisis without errors."""


REST = ""
"""The name of all that belongs to no crisis."""


class Examination:
    """All content, or the part of it that is published, linked and looked at."""

    def __init__(
        self, name: str, content: Content, kept: Kept, memo: Memo, now: int, wider: Examination | None = None
    ) -> None:
        """``name``: under which its findings are kept; ``wider``: the examination of more content: what is the same in
        both is looked at once."""
        self.content = content
        self._name = name
        self._kept = kept
        self._memo = memo
        self._now = now
        self._wider = wider
        self.outlines = OnDemand((REST, *content.crises), self._outline)
        self._findings = OnDemand(self.outlines, self._look)

    @cached_property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(slug for slug in self.content.crises if self.outlines[slug].index)

    @cached_property
    def _piece_keys(self) -> Mapping[str, bytes]:
        return OnDemand(self._slugs, lambda slug: self._key(slug, self._findings[slug]))

    @cached_property
    def _stories(self) -> Mapping[str, Mapping[str, Story]]:
        """By crisis and path: the stories, linked."""
        crises = self.site.crises
        return OnDemand(self._slugs, lambda slug: {one.path: one for one in crises[slug].stories})

    @property
    def site(self) -> Site:
        """The linked site; a crisis is linked when somebody asks for it."""
        return self._resolution.site

    @cached_property
    def records(self) -> Mapping[str, Crisis]:
        """The crises without the bodies of their stories, put together from the pieces that are kept: none has to be
        linked for them."""

        def record(slug: str) -> Crisis:
            head = self.head(slug)
            stories = (self.story(slug, path).story for path in head.stories.values())
            return replace(head.crisis, stories=tuple(stories))

        return OnDemand(self._slugs, record)

    @property
    def findings(self) -> tuple[Findings, ...]:
        """What was found in each crisis, and in all that belongs to none."""
        return tuple(self._findings.values())

    @property
    def pictures(self) -> frozenset[str]:
        """The paths of the pictures that are shown."""
        return frozenset(path for found in self.findings for path in found.pictures)

    def for_readers(self) -> Iterator[Diagnostic]:
        """What is wrong with names, and what readers would get wrong."""
        from dateline.checks import for_readers

        return for_readers(
            self.site, self.findings, lambda: map(self._in_periods, self._slugs), self._initials
        )

    def _initials(self, language: str) -> Iterator[Mapping[str, int]]:
        from dateline.checks.letters import in_its_words, initials_of, words_of

        site, words = in_its_words(self.site, language), words_of(self.site, language)
        for slug in self._slugs:
            yield self.derived(
                "initials",
                language,
                slug,
                dict[str, int],
                partial(lambda slug: dict(initials_of(site.crises[slug], words)), slug),
            )

    def _in_periods(self, crisis: str) -> InPeriods:
        from dateline.checks.links import InPeriods, in_periods

        return self.derived(
            "periods", "", crisis, InPeriods, lambda: in_periods(self.site, self.site.crises[crisis])
        )

    def of_the_record(self) -> Iterator[Diagnostic]:
        """What is wrong in single files, and in the record."""
        from dateline.checks import of_the_record

        for one in self.outlines.values():
            yield from one.diagnostics
        yield from of_the_record(self.site, self.findings, self._now, self._memo)

    def ahead(self, database: Database, jobs: int, more: More | None = None) -> None:
        """Look on all cores at the crises that nobody has looked at yet, and make ``more`` of them."""
        if jobs == 1:
            return
        sizes = {slug: len(files.digests) for slug, files in self.content.crises.items()}
        new = {slug: size for slug, size in sizes.items() if self._known_outline(slug) is None}
        make_ahead(database, new, self._outline, jobs)

        def is_new(slug: str) -> bool:
            return self._known_findings(slug) is None or (more is not None and not self._is_made(more, slug))

        def make(slug: str) -> None:
            self._look(slug)
            if self.outlines[slug].index:
                self._in_periods(slug)
            if more is not None and not self._is_made(more, slug):
                more.make(slug)

        make_ahead(database, {slug: size for slug, size in sizes.items() if is_new(slug)}, make, jobs)

    def _is_made(self, more: More, slug: str) -> bool:
        """Whether there is nothing left to make of a crisis; that it is looked at is part of the answer."""
        found = (*self._findings[slug].for_readers, *self.outlines[slug].diagnostics)
        wrong = any(one.severity is Severity.ERROR for one in found)
        return wrong or not self.outlines[slug].index or more.is_made(slug)

    def keeps(self, what: str, language: str, crisis: str) -> bool:
        """Whether what somebody ``derived`` from a crisis is kept."""
        return self._kept.has(self._kind(what, language), crisis, self._piece_keys[crisis])

    def _outline(self, name: str) -> Outline:
        files = self._files(name)
        return self._known_outline(name) or self._kept.keep(
            self._kind("outline"), name, files.digest, outline(*files.parsed)
        )

    def _known_outline(self, name: str) -> Outline | None:
        digest = self._files(name).digest
        if self._wider is not None and self._wider._files(name).digest == digest:
            return self._wider.outlines[name]
        return self._kept.known(self._kind("outline"), name, Outline, lambda _: digest)

    def _look(self, name: str) -> Findings:
        from dateline.checks import look_at_crisis, look_at_the_rest

        if (known := self._known_findings(name)) is not None:
            return known
        around = self._around(name)
        if name == REST:
            found = look_at_the_rest(self._resolution.of_the_rest(), self._resolution.sources, around)
        else:
            found = look_at_crisis(name, self._resolution.of_crisis(name), around)
        return self._kept.keep(self._kind("findings"), name, self._key(name, found), found)

    def _known_findings(self, name: str) -> Findings | None:
        from dateline.checks import Findings

        if self._wider is not None:
            known = self._wider._findings[name]
            if self._key(name, known) == self._wider._key(name, known):
                return known
        return self._kept.known(self._kind("findings"), name, Findings, lambda found: self._key(name, found))

    def _kind(self, what: str, language: str = "") -> Kind:
        return Kind(what, self._name, language)

    def head(self, crisis: str) -> Head:
        """A crisis without its stories."""

        def made() -> Head:
            whole = self.site.crises[crisis]
            told = self._translations_of(crisis, ("crisis", "", crisis))
            return Head(replace(whole, stories=()), told, {one.slug: one.path for one in whole.stories})

        return self._piece(Kind("head"), crisis, crisis, Head, made)

    def story(self, crisis: str, path: str) -> Piece:
        """A story of a crisis, without its body."""

        def made() -> Piece:
            story = self._stories[crisis][path]
            told = self._translations_of(crisis, ("story", crisis, story.slug))
            return Piece(without_body(story), tuple(map(_translated_without_body, told)))

        return self._piece(Kind("story"), crisis, path, Piece, made, held=False)

    def derived(self, what: str, language: str, crisis: str, shape: type[T], make: Callable[[], T]) -> T:
        """What ``make`` derives from a crisis as it is told in a language, and the settings; kept as ``what`` it is."""
        return self._piece(Kind(what, language=language), crisis, crisis, shape, make)

    def remembered(
        self, what: str, language: str, crisis: str, shape: type[T], key: bytes, make: Callable[[], T]
    ) -> T:
        """What ``make`` makes of a crisis, as long as its ``key`` stays the same; kept likewise."""
        return self._kept.make(self._kind(what, language), crisis, shape, lambda _: key, make)

    def _piece(
        self, kind: Kind, crisis: str, name: str, shape: type[T], make: Callable[[], T], held: bool = True
    ) -> T:
        """Something that is made of nothing but what the findings in the crisis were made from."""
        wider = self._wider
        if wider is not None and self._findings[crisis] is wider._findings[crisis]:
            return wider._piece(kind, crisis, name, shape, make, held)
        kind = kind._replace(extent=self._name)
        return self._kept.make(kind, name, shape, lambda _: self._piece_keys[crisis], make, held)

    def _translations_of(self, crisis: str, of: tuple[str, str, str]) -> tuple[Translation, ...]:
        return tuple(one for one in self.site.translations.get(crisis, {}).values() if one.of == of)

    def _key(self, name: str, found: Findings) -> bytes:
        """A digest of all that findings were made from; empty where they do not hold for this time."""
        if self._now < found.since:
            return b""
        crises = self.content.crises
        names = (one for one in crises if one != name) if found.guessed else found.names
        digests = (crises[one].digest if one in crises else b"" for one in names)
        pictures = "\n".join(sorted(self.content.pictures.get(name, ()))).encode("utf-8", "surrogateescape")
        return digest(self._files(name).digest, self._common, pictures, *digests)

    def _files(self, name: str) -> Files:
        return self.content.shared if name == REST else self.content.crises[name]

    @cached_property
    def _common(self) -> bytes:
        """A digest of what every crisis, and the rest, may ask for."""
        from msgspec.msgpack import encode

        shared = self._shared
        actors = [
            (
                one.id,
                one.name,
                one.aliases,
                one.kind,
                [said.crisis.id for said in one.positions if said.crisis],
            )
            for one in shared.actors.values()
        ]
        unread = sorted(self.outlines[REST].unread)
        return digest(encode((shared.settings, shared.sources, self._slugs, actors, unread)))

    @cached_property
    def _shared(self) -> Drafts:
        return collect(self.content.shared.parsed)

    @cached_property
    def _resolution(self) -> Resolution:
        crises = self.content.crises
        of_crisis = OnDemand(crises, lambda slug: self._memo.make(("drafts", slug), _drafts_of, crises[slug]))

        def crisis(slug: str) -> Crisis:
            return of_crisis[slug].crises[slug]

        def stories(slug: str) -> tuple[Story, ...]:
            return of_crisis[slug].stories.get(slug, ())

        def translations(name: str) -> tuple[Translation, ...]:
            drafts = of_crisis[name] if name else self._shared
            return drafts.translations.get(name, ())

        drafts = replace(
            self._shared,
            crises=OnDemand(self._slugs, crisis),
            stories=OnDemand(self.content.crises, stories),
            translations=OnDemand((REST, *self.content.crises), translations),
            unread={name: one.unread for name, one in self.outlines.items() if one.unread},
        )
        return Resolution(drafts, self._memo)

    def _around(self, name: str) -> Around:
        from dateline.checks import Around

        pictures = self.content.pictures.get(name, frozenset())
        return Around(self.site, self._actors, self._memo, pictures, self._now)

    @cached_property
    def _actors(self) -> ActorNames:
        from dateline.checks.actors import ActorNames

        def names(*actors: Actor) -> ActorNames:
            return ActorNames.of(actors)

        return self._memo.make("names of actors", names, *self.site.actors.values())


def forget_removed(kept: Kept, content: Content, gone: bool) -> None:
    """Forget what was kept of crises, stories and languages that are not there any more. ``gone``: whether files may be
    gone."""
    if gone:
        paths = (path for files in content.crises.values() for path in files.digests)
        kept.keep_names({REST, *content.crises, *paths})
    for file in content.shared.parsed:
        if isinstance(file.draft, Settings):
            kept.keep_languages(languages_of(file.draft))


def _drafts_of(files: Files) -> Drafts:
    return collect(files.parsed)


def _translated_without_body(one: Translation) -> Translation:
    return replace(one, words=tuple(words for words in one.words if words.place != BODY))
