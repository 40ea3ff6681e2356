"""A site as pages read it, in one language: the record of a crisis, one of its stories, what is derived from it.

Pages over several crises read of each no more than they show, so they ask here and never walk through the site.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from msgspec.structs import replace

from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import Crisis, Site, Source, Story
from dateline.prose import Prose
from dateline.record.localised import localised

T = TypeVar("T")


class Records(Protocol):
    """The records of a site as it is told in one language; equal as long as what they are made of is."""

    @property
    def site(self) -> Site:
        """The site, linked: a crisis of it when somebody asks for the bodies of its stories."""

    def record(self, crisis: str) -> Crisis:
        """A crisis without the bodies of its stories. Raises KeyError where there is none."""

    def story(self, crisis: str, path: str) -> Story:
        """The story of a crisis in the file at this path, without its body."""

    def source(self, id: str) -> Source | None:
        """A source by its site-wide id; None where there is none."""

    def derived(self, what: str, crisis: str, shape: type[T], make: Callable[..., T], *given: object) -> T:
        """``make(record, *given)``, made once while the crisis and the settings stay as they are: it may read nothing
        else of what is ``given``."""

    def remembered(self, what: str, crisis: str, shape: type[T], key: bytes, make: Callable[[], T]) -> T:
        """``make()``, made once while its ``key`` stays the same."""


@dataclass(frozen=True)
class LinkedRecords:
    """Those of a site that is at hand, linked. With a memo that was used before, what an edit did not touch comes as
    the objects it was."""

    linked: Site
    language: str
    """Empty: as it was written."""
    memo: Memo

    @cached_property
    def site(self) -> Site:
        return localised(self.linked, self.language, self.memo)

    def record(self, crisis: str) -> Crisis:
        whole = self.site.crises[crisis]

        def make(whole: Crisis) -> Crisis:
            stories = (self.memo.make(("without body", one.path), without_body, one) for one in whole.stories)
            return replace(whole, stories=tuple(stories))

        record = self.memo.make(("record", crisis), make, whole)
        return self.memo.same(("same record", crisis), record)

    def story(self, crisis: str, path: str) -> Story:
        return self._stories[crisis][path]

    @cached_property
    def _stories(self) -> Mapping[str, Mapping[str, Story]]:
        return OnDemand(self.linked.crises, lambda slug: {one.path: one for one in self.record(slug).stories})

    def source(self, id: str) -> Source | None:
        return self.site.sources.get(id)

    def derived(self, what: str, crisis: str, shape: type[T], make: Callable[..., T], *given: object) -> T:
        return self.memo.make(("derived", what, crisis), make, self.record(crisis), *given)

    def remembered(self, what: str, crisis: str, shape: type[T], key: bytes, make: Callable[[], T]) -> T:
        def made() -> tuple[bytes, T]:
            return key, make()

        return self.memo.make(("remembered", what, crisis), made, holds=lambda known: known[0] == key)[1]


def without_body(story: Story) -> Story:
    """The story as every page but its own reads it: its fields, and no text of the body."""
    return replace(story, body=Prose())
