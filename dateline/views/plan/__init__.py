"""The pages of a site: where each goes, which template it takes, and the inputs it is a pure function of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from msgspec import Struct

from dateline.addresses import output_path
from dateline.memory.memo import Memo
from dateline.model import Output, Site
from dateline.parse.translations import languages_of
from dateline.read.dimensions import Size
from dateline.record.records import LinkedRecords, Records
from dateline.views.gather.gatherer import Gatherer
from dateline.views.plan.crisis import crisis_pages
from dateline.views.plan.site import site_pages


class Page(Struct, frozen=True):
    """A page to be. ``make(*gather())`` gives its view; equal inputs give an equal view."""

    path: str  # below output/
    template: str  # empty where what ``make`` gives is the file's text itself
    make: Callable[..., Any]
    gather: Callable[[], tuple[Any, ...]]
    """Its inputs, put together when somebody asks for the page."""
    topic: str = ""
    """The topic on which crises contribute what they are made of (``topics.py``), with what all pages share and with
    ``beside``; empty where nobody has told."""
    beside: Callable[[], tuple[Any, ...]] = tuple


@dataclass(frozen=True)
class Plan:
    """A site looked at page by page."""

    site: Site
    memo: Memo = field(default_factory=Memo)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    """Pixels of the pictures, by path."""
    language: str = ""
    """The language of its pages; empty: the site's own, with what there is only once."""
    records: Callable[[Site, str, Memo], Records] = LinkedRecords
    """What pages read of the site in a language; of an empty one, as it was written."""

    def in_languages(self) -> tuple["Plan", ...]:
        """This plan, then one for each further language of the site."""
        others = languages_of(self.site.settings)[1:]
        return (self, *(replace(self, memo=self.memo.part(one), language=one) for one in others))

    @property
    def words(self) -> str:
        """The language of its words."""
        return self.language or self.site.settings.language

    @cached_property
    def gatherer(self) -> Gatherer:
        """For the pages that people read."""
        records = self.records(self.site, self.words, self.memo)
        return Gatherer(records, self.memo, self.sizes, self.language)

    @cached_property
    def as_written(self) -> Gatherer:
        """For the files that programs read: they are in the words of the originals. The memo is that of the other:
        what is the same in both is made once."""
        return Gatherer(self.records(self.site, "", self.memo), self.memo, self.sizes)

    def pages(self) -> Iterator[Page]:
        """Every page, in the order of the site: crises first, what lists them last; one language after the other."""
        for plan in self.in_languages():
            for slug in self.site.crises:
                yield from plan.of_crisis(slug)
            yield from plan.of_the_site()

    def of_crisis(self, slug: str) -> Iterator[Page]:
        """The pages of a crisis. They read its files, what all pages share, and what its texts name elsewhere."""
        return crisis_pages(self, slug)

    def of_the_site(self) -> Iterator[Page]:
        """The pages that are no crisis's own. Of a crisis they read its summary, and the stories that they show."""
        return site_pages(self)

    def publishes(self, kind: Output, address: str = "") -> bool:
        """Whether the site wants files of this kind; a JSON Feed at ``address`` is of two."""
        publishes = self.site.settings.publishes
        return publishes(kind) and (publishes("json-feeds") or not address.endswith("/feed.json"))

    def page(
        self,
        address: str,
        template: str,
        make: Callable[..., Any],
        gather: Callable[[], tuple[Any, ...]],
        topic: str = "",
        beside: Callable[[], tuple[Any, ...]] = tuple,
    ) -> Page:
        """A page whose inputs begin with what all pages share."""
        shared = self.gatherer.shared
        path = output_path(shared.locate(address))
        return Page(path, template, make, lambda: (shared, *gather()), topic, beside)

    def file(self, address: str, make: Callable[..., Any], gather: Callable[[], tuple[Any, ...]]) -> Page:
        """A file for programs."""
        shared = self.as_written.shared
        return Page(output_path(address), "", make, lambda: (shared, *gather()))
