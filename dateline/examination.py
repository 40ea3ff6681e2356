"""The content linked and looked at, crisis by crisis: what was found in one is kept while it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic
from dateline.memory.ahead import make_ahead
from dateline.memory.database import Database
from dateline.memory.digests import digest
from dateline.memory.kept import Kept
from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import Crisis, Site, Sources, Story, Translation
from dateline.parse.contents import Content, Files
from dateline.parse.translations import BODY
from dateline.prose import Prose
from dateline.resolve import Drafts, Resolution, collect
from dateline.resolve.publishable import Outline, outline

if TYPE_CHECKING:
    from dateline.checks import Around, Findings
    from dateline.checks.actors import ActorNames

REST = ""
"""The name of all that belongs to no crisis."""


class Brief(Struct, frozen=True, array_like=True):
    """A crisis as pages read it that are not its own: without the bodies of its stories and of their translations."""

    crisis: Crisis
    translations: tuple[Translation, ...]


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
        self._parts = OnDemand(self.outlines, self._look)

    @cached_property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(slug for slug in self.content.crises if self.outlines[slug].index)

    @property
    def site(self) -> Site:
        """The linked site; a crisis is linked when somebody asks for it."""
        return self._resolution.site

    @cached_property
    def brief(self) -> Site:
        """The site without the bodies of its stories: what pages read that list several crises. It is kept crisis by
        crisis, as findings are, so that none has to be linked for them."""
        briefs = OnDemand(self._slugs, self._brief)
        crises = OnDemand(self._slugs, lambda slug: briefs[slug].crisis)
        whole = self.site.translations

        def translations(name: str) -> Mapping[tuple[str, str, str, str], Translation]:
            if name not in briefs:
                return whole[name]
            return {(one.language, one.kind, one.crisis, one.slug): one for one in briefs[name].translations}

        return replace(
            self.site,
            crises=crises,
            sources=Sources(self._shared.sources, crises),
            translations=OnDemand(whole, translations),
        )

    @property
    def parts(self) -> tuple[Findings, ...]:
        """What was found in each crisis, and in all that belongs to none."""
        return tuple(self._parts.values())

    @property
    def pictures(self) -> frozenset[str]:
        """The paths of the pictures that are shown."""
        return frozenset(path for part in self.parts for path in part.pictures)

    def for_readers(self) -> Iterator[Diagnostic]:
        """What is wrong with names, and what readers would get wrong."""
        from dateline.checks import for_readers

        return for_readers(self.site, self.parts)

    def of_the_record(self) -> Iterator[Diagnostic]:
        """What is wrong in single files, and in the record."""
        from dateline.checks import of_the_record

        for one in self.outlines.values():
            yield from one.diagnostics
        yield from of_the_record(self.site, self.parts, self._now, self._memo)

    def ahead(self, database: Database, jobs: int, briefs: bool) -> None:
        """Look on all cores at the crises that nobody has looked at yet; ``briefs``: and make these, too."""
        sizes = {slug: len(files.digests) for slug, files in self.content.crises.items()}
        new = {slug: size for slug, size in sizes.items() if self._known_outline(slug) is None}
        make_ahead(database, new, self._outline, jobs)
        new = {slug: size for slug, size in sizes.items() if self._known_findings(slug) is None}

        def look(slug: str) -> None:
            self._parts[slug]
            if briefs and self.outlines[slug].index:
                self._brief(slug)

        make_ahead(database, new, look, jobs)

    def _outline(self, name: str) -> Outline:
        return self._known_outline(name) or self._kept.make(
            f"outline of {self._name}",
            name,
            Outline,
            lambda _: self._files(name).digest,
            lambda: outline(*self._files(name).parsed),
        )

    def _known_outline(self, name: str) -> Outline | None:
        digest = self._files(name).digest
        if self._wider is not None and self._wider._files(name).digest == digest:
            return self._wider.outlines[name]
        return self._kept.known(f"outline of {self._name}", name, Outline, lambda _: digest)

    def _look(self, name: str) -> Findings:
        from dateline.checks import Findings, look_at_crisis, look_at_the_rest

        def made() -> Findings:
            if name == REST:
                sources = self._resolution.sources
                return look_at_the_rest(self._resolution.of_the_rest(), sources, self._around(name))
            return look_at_crisis(name, self._resolution.of_crisis(name), self._around(name))

        return self._known_findings(name) or self._kept.make(
            f"findings of {self._name}", name, Findings, lambda found: self._key(name, found), made
        )

    def _known_findings(self, name: str) -> Findings | None:
        from dateline.checks import Findings

        if self._wider is not None:
            known = self._wider._parts[name]
            if self._key(name, known) == self._wider._key(name, known):
                return known
        return self._kept.known(
            f"findings of {self._name}", name, Findings, lambda found: self._key(name, found)
        )

    def _brief(self, slug: str) -> Brief:
        found = self._parts[slug]
        if self._wider is not None and found is self._wider._parts[slug]:
            return self._wider._brief(slug)
        key = self._key(slug, found)

        def made() -> Brief:
            crisis, told = self.site.crises[slug], self.site.translations.get(slug, {})
            return Brief(
                replace(crisis, stories=tuple(replace(one, body=Prose()) for one in crisis.stories)),
                tuple(map(_without_body, told.values())),
            )

        return self._kept.make(f"brief of {self._name}", slug, Brief, lambda _: key, made)

    def _key(self, name: str, found: Findings) -> bytes:
        """A digest of all that the findings in a part were made from; empty where they do not hold for this time."""
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
        """A digest of what every part of the site may ask for."""
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

        return Around(self.site, self._actors, self.content.pictures.get(name, frozenset()), self._now)

    @cached_property
    def _actors(self) -> ActorNames:
        from dateline.checks.actors import ActorNames

        return ActorNames.of(self.site.actors.values())


def forget_removed(kept: Kept, crises: Collection[str]) -> None:
    """Forget what was kept of crises that are not among these, in every examination that a run makes."""
    for name in ("all", "published", "held back"):
        for kind in ("outline", "findings", "brief"):
            kept.keep_only(f"{kind} of {name}", (REST, *crises))
    kept.keep_only("lane", crises)


def _drafts_of(files: Files) -> Drafts:
    return collect(files.parsed)


def _without_body(one: Translation) -> Translation:
    return replace(one, words=tuple(words for words in one.words if words.place != BODY))
