"""A crisis in pieces, without the bodies of stories: pages over several crises read of each no more than they show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from msgspec import Struct

from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import Crisis, Site, Source, Story, Translation
from dateline.record.localised import localised, told_in, with_stories
from dateline.record.records import LinkedRecords

RECENT = 1_000
"""Stories without their bodies that a process holds for pages over several crises: not all of a long site."""
T = TypeVar("T")
Told = TypeVar("Told", Crisis, Story)


class Head(Struct, frozen=True, array_like=True):
    """A crisis without its stories."""

    crisis: Crisis
    translations: tuple[Translation, ...]
    stories: Mapping[str, str]
    """Their paths by slug, in their order."""


class Piece(Struct, frozen=True, array_like=True):
    """One of its stories."""

    story: Story
    translations: tuple[Translation, ...]


class Pieces(Protocol):
    """The crises of a site in pieces, each put together or read when somebody asks for it."""

    @property
    def records(self) -> Mapping[str, Crisis]:
        """The crises as they were written, without the bodies of stories: each put together when somebody asks."""

    def head(self, crisis: str) -> Head:
        """A crisis without its stories."""

    def story(self, crisis: str, path: str) -> Piece:
        """The story of a crisis in the file at this path."""

    def derived(self, what: str, language: str, crisis: str, shape: type[T], make: Callable[[], T]) -> T:
        """What ``make`` derives from a crisis as it is told in a language, and the settings; kept as ``what`` it is."""

    def remembered(
        self, what: str, language: str, crisis: str, shape: type[T], key: bytes, make: Callable[[], T]
    ) -> T:
        """What ``make`` makes of a crisis, as long as its ``key`` stays the same; kept likewise."""


@dataclass(frozen=True)
class KeptRecords:
    """The records of a site (``records.py``) of which pieces are kept: no crisis is linked for them."""

    pieces: Pieces
    linked: Site
    language: str
    """Empty: as it was written."""
    memo: Memo

    @cached_property
    def site(self) -> Site:
        return localised(self.linked, self.language, self.memo)

    def record(self, crisis: str) -> Crisis:
        return self._records[crisis] if self.language else self.pieces.records[crisis]

    @cached_property
    def _records(self) -> Mapping[str, Crisis]:
        def told(crisis: str) -> Crisis:
            whole = self.pieces.records[crisis]
            stories = (self._story_told(crisis, story) for story in whole.stories)
            return with_stories(self._head_told(crisis, whole), *stories)

        return OnDemand(self.linked.crises, told)

    def story(self, crisis: str, path: str) -> Story:
        return self._recent_stories(crisis, path)

    @cached_property
    def _recent_stories(self) -> Callable[[str, str], Story]:
        return lru_cache(RECENT)(
            lambda crisis, path: self._story_told(crisis, self.pieces.story(crisis, path).story)
        )

    def source(self, id: str) -> Source | None:
        """One that a crisis or a story defines is looked for there and nowhere else."""
        crisis, _, own = id.partition("/")
        if not own:
            return self.site.sources.get(id)
        if crisis not in self.linked.crises:
            return None
        story = own.rpartition("/")[0]
        head = self.pieces.head(crisis)
        if story and story not in head.stories:
            return None
        where = self.story(crisis, head.stories[story]) if story else self._heads[crisis]
        return next((one for one in where.sources if one.id == id), None)

    @cached_property
    def _heads(self) -> Mapping[str, Crisis]:
        return OnDemand(
            self.linked.crises, lambda crisis: self._head_told(crisis, self.pieces.head(crisis).crisis)
        )

    def derived(self, what: str, crisis: str, shape: type[T], make: Callable[..., T], *given: object) -> T:
        return self.pieces.derived(
            what, self.language, crisis, shape, lambda: make(self.record(crisis), *given)
        )

    def remembered(self, what: str, crisis: str, shape: type[T], key: bytes, make: Callable[[], T]) -> T:
        return self.pieces.remembered(what, self.language, crisis, shape, key, make)

    def _head_told(self, crisis: str, thing: Crisis) -> Crisis:
        return self._told(thing, ("crisis", "", crisis), lambda: self.pieces.head(crisis).translations)

    def _story_told(self, crisis: str, thing: Story) -> Story:
        def translations() -> tuple[Translation, ...]:
            return self.pieces.story(crisis, thing.path).translations

        return self._told(thing, ("story", crisis, thing.slug), translations)

    def _told(
        self, thing: Told, of: tuple[str, str, str], translations: Callable[[], tuple[Translation, ...]]
    ) -> Told:
        if not self.language:
            return thing

        def translation() -> Translation | None:
            found = (one for one in translations() if one.language == self.language and one.of == of)
            return next(found, None)

        return told_in(self.language, thing, of, translation, self.linked.settings, Memo())


@dataclass(frozen=True)
class HeldRecords(KeptRecords):
    """Likewise, for pages that are made when somebody asks: the record of a crisis is that of the linked one, so that
    after an edit what it did not touch comes as the objects it was."""

    @cached_property
    def _of_linked(self) -> LinkedRecords:
        return LinkedRecords(self.linked, self.language, self.memo)

    @cached_property
    def site(self) -> Site:
        return self._of_linked.site

    def record(self, crisis: str) -> Crisis:
        return self._of_linked.record(crisis)
