"""Drafts → one frozen Site: every name becomes the id of what it stands for, or a diagnostic with the nearest one."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec.structs import replace

from dateline.findings.diagnostics import Diagnostic
from dateline.memory.memo import Memo
from dateline.memory.ondemand import OnDemand
from dateline.model import Actor, Crisis, Settings, Site, Source, Sources, TextPage
from dateline.resolve.crisis import Gathered, gather, link_crisis
from dateline.resolve.drafts import Drafts, collect
from dateline.resolve.linker import Linked, Linker, linked
from dateline.resolve.names import CrisisNames, Elsewhere, SiteNames, site_names
from dateline.resolve.translations import Originals, Translations, link_translations
from dateline.values.zones import is_zone, nearest_zone

T = TypeVar("T")

__all__ = ["Drafts", "Resolution", "collect", "resolve"]


def resolve(drafts: Drafts) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The linked site, and every name that leads nowhere."""
    found = Resolution(drafts, Memo())
    return found.site, tuple(found.diagnostics())


class Resolution:
    """A site, linked part by part when somebody asks.

    With a ``memo`` that was used before, only what an edit concerns is linked again; the rest are the same objects.
    """

    def __init__(self, drafts: Drafts, memo: Memo) -> None:
        self._drafts = drafts
        self._memo = memo
        settings = memo.same("settings", drafts.settings)
        self._slugs = memo.same("slugs", tuple(sorted(drafts.crises)))
        self._unread = {
            slug: memo.same(("unread", slug), drafts.unread.get(slug, frozenset()))
            for slug in ("", *self._slugs)
        }
        inputs = settings, drafts.sources, self._slugs, self._unread[""], *drafts.actors.values()
        shared, self._problems = memo.make("site names", site_names, *inputs)
        self.names = memo.same("the names of the site", shared)
        self._elsewhere = Elsewhere(OnDemand(self._slugs, self._names_of))
        self._told: dict[str, Linked[Translations]] = {}

    @cached_property
    def site(self) -> Site:
        """The site. Its crises are linked when somebody asks for them."""
        crises = OnDemand(self._slugs, lambda slug: self.crisis(slug).value)
        return Site(
            settings=self._drafts.settings,
            crises=crises,
            actors=self._memo.make("actors", _values, self._actors),
            sources=Sources(self._drafts.sources, crises),
            pages={slug: one.value for slug, one in self._pages.items()},
            unread=MappingProxyType({slug: names for slug, names in self._unread.items() if names}),
            translations=OnDemand(self._drafts.translations, lambda slug: self._translations(slug).value),
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that belong to no crisis."""
        return self._drafts.sources

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Every name that leads nowhere: all is linked for it."""
        yield from self.of_the_rest().diagnostics
        others = {
            *self._drafts.stories,
            *filter(None, self._drafts.translations),
        } - self._drafts.crises.keys()
        for slug in (*self._slugs, *sorted(others)):
            yield from self.of_crisis(slug).diagnostics

    def crisis(self, slug: str) -> Linked[Crisis]:
        """A crisis with its stories."""
        inputs = self._gathered(slug), self.names, self._names_of(slug), self._memo
        return linked(self._memo, ("crisis", slug), link_crisis, *inputs, elsewhere=self._elsewhere)

    def of_crisis(self, slug: str) -> "Linked[Crisis | None]":
        """What is wrong with the names in a crisis's folder, and what they ask of other crises."""
        told = self._translations(slug)
        if slug not in self._drafts.crises:
            return Linked(None, (*_without_index(slug, self._drafts), *told.diagnostics), {}, told.guessed)
        crisis = self.crisis(slug)
        zone = _zone(crisis.value.timezone, crisis.value) if crisis.value.timezone else ()
        wrong = (*zone, *self._gathered(slug).diagnostics, *crisis.diagnostics, *told.diagnostics)
        return Linked(crisis.value, wrong, {**crisis.asked, **told.asked}, crisis.guessed or told.guessed)

    def of_the_rest(self) -> Linked[None]:
        """The same of everything that is no crisis's own."""
        parts: list[Linked[Any]] = [*self._actors.values(), *self._pages.values(), self._translations("")]
        wrong = [*self._problems, *_zone(self._drafts.settings.timezone, self._drafts.settings)]
        asked: dict[tuple[str, str], bool] = {}
        for one in parts:
            wrong += one.diagnostics
            asked.update(one.asked)
        return Linked(None, tuple(wrong), asked, any(one.guessed for one in parts))

    def _translations(self, slug: str) -> Linked[Translations]:
        """The translations of a crisis and its stories, or of all that belongs to none."""
        if slug not in self._told:
            crisis = self.crisis(slug).value if slug in self._drafts.crises else None
            names = self._names_of(slug) if crisis else None
            self._told[slug] = link_translations(
                self._drafts.translations.get(slug, ()),
                Originals(
                    self._drafts.settings, crisis, self._drafts.actors, self._drafts.pages, self._slugs
                ),
                Linker(self.names, self._elsewhere, names),
                self._memo,
            )
        return self._told[slug]

    def _gathered(self, slug: str) -> Gathered:
        stories = self._drafts.stories.get(slug, ())
        inputs = self.names, self._unread[slug], self._drafts.crises[slug], *stories
        return self._memo.make(("gathered", slug), gather, *inputs)

    def _names_of(self, slug: str) -> CrisisNames:
        return self._memo.same(("names", slug), self._gathered(slug).names)

    @cached_property
    def _actors(self) -> Mapping[str, Linked[Actor]]:
        memo, names, elsewhere = self._memo, self.names, self._elsewhere

        def all_linked(*_: object) -> Mapping[str, Linked[Actor]]:
            return {
                id: linked(memo, ("actor", id), _link_actor, draft, names, elsewhere=elsewhere)
                for id, draft in self._drafts.actors.items()
            }

        def hold(known: Mapping[str, Linked[Actor]]) -> bool:
            return all(one.holds(elsewhere) for one in known.values() if one.asked or one.guessed)

        return memo.make("linked actors", all_linked, names, *self._drafts.actors.values(), holds=hold)

    @cached_property
    def _pages(self) -> Mapping[str, Linked[TextPage]]:
        memo, names, elsewhere = self._memo, self.names, self._elsewhere
        return {
            slug: linked(memo, ("page", slug), _link_page, draft, names, elsewhere=elsewhere)
            for slug, draft in self._drafts.pages.items()
        }


def _values(of: Mapping[str, Linked[T]]) -> dict[str, T]:
    return {name: one.value for name, one in of.items()}


def _link_actor(actor: Actor, names: SiteNames, elsewhere: Elsewhere) -> Linked[Actor]:
    linker = Linker(names, elsewhere)
    return linker.done(
        replace(actor, positions=tuple(map(linker.stance, actor.positions)), body=linker.prose(actor.body))
    )


def _link_page(page: TextPage, names: SiteNames, elsewhere: Elsewhere) -> Linked[TextPage]:
    linker = Linker(names, elsewhere)
    return linker.done(replace(page, body=linker.prose(page.body)))


def _without_index(slug: str, drafts: Drafts) -> Iterator[Diagnostic]:
    """Stories in a folder that is no crisis."""
    for story in drafts.stories.get(slug, ()):
        hint = f"add content/crises/{slug}/index.md with a `title:`"
        yield Diagnostic(story.at, "NAME006", f"the crisis “{slug}” has no index.md", hint)


def _zone(name: str, where: Crisis | Settings) -> Iterator[Diagnostic]:
    """The name of a time zone that is none."""
    if not is_zone(name):
        near = nearest_zone(name)
        hint = f"did you mean {near}?" if near else "write an IANA name such as America/Caracas or UTC"
        yield Diagnostic(where.timezone_at or where.at, "NAME007", f"“{name}” is not a time zone", hint)
