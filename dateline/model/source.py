"""What the record cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.memory.ondemand import OnDemand
from dateline.values.written import Written

if TYPE_CHECKING:
    from dateline.model.crisis import Crisis


class Source(Written, frozen=True, kw_only=True, eq=False):
    """A document we cite.

    ``id`` is unique in the site: as written in ``sources.yaml``, or ``crisis/story/id`` for one that only a story has.
    """

    id: str
    title: str
    publisher: str = ""
    url: str = ""  # checked by dateline.values.urls
    archived: str = ""  # a copy that lasts
    published: PartialDate | None = None  # None: the field is missing, which a rule reports
    accessed: PartialDate | None = None
    kind: str = ""
    language: str = ""
    note: str = ""
    withdrawn: str = ""  # why; a withdrawn source stays in the list, struck
    at: Position


class Sources(Mapping[str, Source]):
    """Every source by its site-wide id: those of the site, then those that crises and stories define, in whose names
    theirs begin."""

    def __init__(self, sources: Iterable[Source], crises: Mapping[str, Crisis]) -> None:
        self.own = {source.id: source for source in sources}
        self._crises = crises
        self._of_crises = OnDemand(crises, lambda slug: {one.id: one for one in _sources_of(crises[slug])})

    def __getitem__(self, id: str) -> Source:
        if id in self.own:
            return self.own[id]
        return self._of_crises[id.partition("/")[0]][id]

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        for slug in self._crises:
            yield from self._of_crises[slug]

    def __len__(self) -> int:
        return len(self.own) + sum(map(len, self._of_crises.values()))


def _sources_of(crisis: Crisis) -> Iterator[Source]:
    yield from crisis.sources
    for story in crisis.stories:
        yield from story.sources
