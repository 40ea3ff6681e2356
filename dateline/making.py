"""The pages of a site made on all cores, crisis by crisis, by processes that hold no more than their crises.

What they make is written at once, beside the published site; to the process that publishes it go back what became of
each page, and the little that is kept for lists of several crises.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from dateline.addresses import crisis_address, output_path
from dateline.findings.diagnostics import Diagnostic
from dateline.memory.database import Database, Row
from dateline.memory.keys import Keys
from dateline.memory.units import Contribution
from dateline.render.design import Design
from dateline.views.plan import Page, Plan
from dateline.workers import spread
from dateline.write.publication import Publication, Staged

T = TypeVar("T")
_PAGES_OF_A_FILE = 4
"""In one language, about: it decides how crises are shared out, and nothing else."""
_FEW = 1000
"""Pages, about, that are looked at here where they were published before: most stand, and to see that takes less time
than to start workers."""
_WORTH = 10
"""What a page that does not stand weighs among those that do."""


class MadePage(Struct, frozen=True, array_like=True):
    """What became of a page. One without bytes stands as it was published."""

    path: str
    key: str
    staged: Staged | None = None
    problem: Diagnostic | None = None
    """What keeps it from being made."""

    @property
    def stands(self) -> bool:
        return self.staged is None and self.problem is None


class MadeCrisis(Struct, frozen=True, array_like=True):
    """What became of pages of a crisis in one language: all of them, or a share."""

    language: str
    slug: str
    pages: tuple[MadePage, ...]
    given: Contribution | None
    """To pages beyond it: with the first share alone."""


class Maker:
    """Makes pages of one build."""

    def __init__(
        self, design: Design, keys: Keys, publication: Publication, database: Database, jobs: int
    ) -> None:
        self._design = design
        self._keys = keys
        self._publication = publication
        self._database = database
        self._jobs = jobs

    def crises(self, plans: Mapping[str, Sequence[Plan]], files: Mapping[str, int]) -> Iterator[MadeCrisis]:
        """The pages of crises, each in the languages of its ``plans``; ``files``: how many each has. A long one
        is shared out."""
        weights = {slug: _PAGES_OF_A_FILE * len(told) * files[slug] for slug, told in plans.items()}
        total = sum(weights.values())
        if total < _FEW and all(self._publication.has(output_path(crisis_address(slug))) for slug in plans):
            for slug, told in plans.items():
                yield from (self._crisis_here(plan, slug) for plan in told)
            return
        shares = [
            (slug, number, among)
            for slug, weight in weights.items()
            for among in (_shares(weight, total, self._jobs),)
            for number in range(among)
        ]

        def work(share: tuple[str, int, int]) -> list[MadeCrisis]:
            slug, number, among = share
            return [self._crisis(plan, slug, number, among) for plan in plans[slug]]

        weighed = [max(weights[slug] // among, 1) for slug, _, among in shares]
        for made in self._spread(shares, work, list[MadeCrisis], weighed):
            yield from made

    def pages(self, pages: Sequence[tuple[Page, str]]) -> Iterator[MadePage]:
        """Pages, each with its key as far as that is known, in their order."""
        return self._spread(pages, lambda one: self._page(*one), MadePage)

    def _crisis(self, plan: Plan, slug: str, share: int, among: int) -> MadeCrisis:
        pages = tuple(self._page(page) for page in tuple(plan.of_crisis(slug))[share::among])
        return MadeCrisis(plan.language, slug, pages, None if share else self._given(plan, slug))

    def _crisis_here(self, plan: Plan, slug: str) -> MadeCrisis:
        """What became of a crisis of whose pages most stand: workers are started for many that do not."""
        found: dict[str, MadePage] = {}
        new: list[tuple[Page, tuple[Any, ...], str]] = []
        for page in plan.of_crisis(slug):
            inputs = page.gather()
            key = self._keys.of(page, inputs)
            found[page.path] = MadePage(page.path, key)
            if not self._publication.stands(page.path, key):
                new.append((page, inputs, key))
        for one in self._spread(new, lambda one: self._new(*one), MadePage, [_WORTH] * len(new)):
            found[one.path] = one
        return MadeCrisis(plan.language, slug, tuple(found.values()), self._given(plan, slug))

    def _given(self, plan: Plan, slug: str) -> Contribution:
        gatherer, record = plan.gatherer, plan.gatherer.record(slug)
        gatherer.keep(slug)  # here, where all of the crisis is at hand
        return Contribution(gatherer.named_by(slug), self._keys.of_record(record), gatherer.topics(record))

    def _page(self, page: Page, key: str = "") -> MadePage:
        inputs = page.gather()
        key = key or self._keys.of(page, inputs)
        if self._publication.stands(page.path, key):
            return MadePage(page.path, key)
        return self._new(page, inputs, key)

    def _new(self, page: Page, inputs: tuple[Any, ...], key: str) -> MadePage:
        """A page that is not published as it is now, made and staged."""
        made = self._design.make(page, inputs)
        if isinstance(made, Diagnostic):
            return MadePage(page.path, key, problem=made)
        return MadePage(page.path, key, self._publication.stage(page.path, made, key))

    def _spread(
        self, items: Sequence[T], work: Callable[[T], object], shape: Any, weights: Sequence[int] = ()
    ) -> Iterator[Any]:
        """What ``work`` gives for each item, of this ``shape``."""

        def packed(item: T) -> bytes:
            return encode((work(item), self._database.taken()))

        def prepare() -> None:
            self._database.save()  # what a worker puts there is then all that waits in it
            self._design.load()

        decode = Decoder(tuple[shape, list[Row]]).decode
        for data in spread(items, packed, self._jobs, weights, prepare):
            made, kept = decode(data)
            for row in kept:
                self._database.put(*row)
            yield made


def _shares(weight: int, total: int, jobs: int) -> int:
    """Into how many shares a crisis is divided: none works alone on the half of a site."""
    return max(1, min(jobs, 2 * jobs * weight // max(total, 1)))
