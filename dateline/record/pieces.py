"""A crisis in pieces, without the bodies of stories: pages over several crises read of each no more than they show."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from msgspec import Struct

from dateline.memory.memo import Memo
from dateline.model import Crisis, Settings, Story, Translation
from dateline.record.localised import told_in

RECENT = 1_000
"""Stories without their bodies that a process holds for pages over several crises: not all of a long site."""
T = TypeVar("T")
Told = TypeVar("Told", Crisis, Story)


class Head(Struct, frozen=True, array_like=True):
    """A crisis without its stories."""

    crisis: Crisis
    translations: tuple[Translation, ...]
    stories: tuple[str, ...]
    """Their paths, in their order."""


class Piece(Struct, frozen=True, array_like=True):
    """One of its stories."""

    story: Story
    translations: tuple[Translation, ...]


class Pieces(Protocol):
    """The crises of a site in pieces, each put together or read when somebody asks for it."""

    def head(self, crisis: str) -> Head:
        """A crisis without its stories."""

    def story(self, crisis: str, path: str) -> Piece:
        """The story of a crisis in the file at this path."""

    def derived(self, what: str, language: str, crisis: str, shape: type[T], make: Callable[[], T]) -> T:
        """What ``make`` derives from a crisis as it is told in a language, and the settings; kept as ``what`` it is."""


@dataclass(frozen=True)
class ToldPieces:
    """Pieces as they are told in one language."""

    pieces: Pieces
    settings: Settings
    """As they were written."""
    language: str
    memo: Memo

    def head(self, crisis: str) -> Crisis:
        """A crisis without its stories."""
        head = self.pieces.head(crisis)
        return self._told(head.crisis, ("crisis", "", crisis), head.translations, self.memo)

    def stories(self, crisis: str) -> tuple[str, ...]:
        """The paths of its stories, in their order."""
        return self.pieces.head(crisis).stories

    def story(self, crisis: str, path: str) -> Story:
        """The story of a crisis in the file at this path."""
        return self._recent_stories(crisis, path)

    @cached_property
    def _recent_stories(self) -> Callable[[str, str], Story]:
        return lru_cache(RECENT)(self._story)

    def _story(self, crisis: str, path: str) -> Story:
        piece = self.pieces.story(crisis, path)
        return self._told(piece.story, ("story", crisis, piece.story.slug), piece.translations, Memo())

    def derived(self, what: str, crisis: str, shape: type[T], make: Callable[[], T]) -> T:
        """What ``make`` derives from the crisis as it is told."""
        return self.pieces.derived(what, self.language, crisis, shape, make)

    def _told(
        self, thing: Told, of: tuple[str, str, str], translations: tuple[Translation, ...], memo: Memo
    ) -> Told:
        def translation() -> Translation | None:
            found = (one for one in translations if one.language == self.language and one.of == of)
            return next(found, None)

        return told_in(self.language, thing, of, translation, self.settings, memo)
