"""Drafts → one frozen Site: every name becomes the id of what it stands for, or a diagnostic with the nearest one."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from dateline.diagnostics import Diagnostic
from dateline.memo import Memo
from dateline.model import Actor, Crisis, Site, TextPage
from dateline.resolve.crisis import Gathered, gather, link_crisis
from dateline.resolve.drafts import Drafts, collect
from dateline.resolve.linker import Linked, Linker, linked
from dateline.resolve.names import CrisisNames, Elsewhere, SiteNames, site_names
from dateline.zones import is_zone

__all__ = ["Drafts", "collect", "resolve"]


def resolve(drafts: Drafts, memo: Memo | None = None) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The linked site, and every name that leads nowhere.

    With a ``memo`` that was used before, only what an edit concerns is linked again; the rest are the same objects.
    """
    memo = memo or Memo()
    settings = memo.same("settings", drafts.settings)
    slugs = memo.same("slugs", tuple(sorted(drafts.crises)))
    unread = {
        slug: memo.same(("unread", slug), drafts.unread.get(slug, frozenset())) for slug in ("", *slugs)
    }
    shared, problems = memo.make(
        "site names", site_names, settings, drafts.sources, slugs, unread[""], *drafts.actors.values()
    )
    names = memo.same("the names of the site", shared)
    found = [*problems, *_zones(drafts)]
    gathered: dict[str, Gathered] = {}
    own: dict[str, CrisisNames] = {}
    for slug in slugs:
        stories = drafts.stories.get(slug, ())
        gathered[slug] = memo.make(
            ("gathered", slug), gather, names, unread[slug], drafts.crises[slug], *stories
        )
        own[slug] = memo.same(("names", slug), gathered[slug].names)
        found.extend(gathered[slug].diagnostics)
    elsewhere = Elsewhere(own)
    crises: dict[str, Crisis] = {}
    for slug in slugs:
        inputs = gathered[slug], names, own[slug], memo
        crisis = linked(memo, ("crisis", slug), link_crisis, *inputs, elsewhere=elsewhere)
        crises[slug] = crisis.value
        found.extend(crisis.diagnostics)
    actors: dict[str, Actor] = {}
    for id, draft in drafts.actors.items():
        actor = linked(memo, ("actor", id), _link_actor, draft, names, elsewhere=elsewhere)
        actors[id] = actor.value
        found.extend(actor.diagnostics)
    pages: dict[str, TextPage] = {}
    for slug, text in drafts.pages.items():
        page = linked(memo, ("page", slug), _link_page, text, names, elsewhere=elsewhere)
        pages[slug] = page.value
        found.extend(page.diagnostics)
    found.extend(_without_index(drafts))
    sources = {source.id: source for source in drafts.sources}
    for one in crises.values():
        sources.update((source.id, source) for source in one.sources)
        sources.update((source.id, source) for story in one.stories for source in story.sources)
    site = Site(
        settings=settings,
        crises=crises,
        actors=actors,
        sources=sources,
        pages=pages,
        unread=MappingProxyType({slug: names for slug, names in unread.items() if names}),
    )
    return site, tuple(found)


def _link_actor(actor: Actor, names: SiteNames, elsewhere: Elsewhere) -> Linked[Actor]:
    linker = Linker(names, elsewhere)
    return linker.done(
        replace(actor, positions=tuple(map(linker.stance, actor.positions)), body=linker.prose(actor.body))
    )


def _link_page(page: TextPage, names: SiteNames, elsewhere: Elsewhere) -> Linked[TextPage]:
    linker = Linker(names, elsewhere)
    return linker.done(replace(page, body=linker.prose(page.body)))


def _without_index(drafts: Drafts) -> Iterator[Diagnostic]:
    """Stories in folders that are no crisis."""
    for slug in sorted(drafts.stories.keys() - drafts.crises.keys()):
        for story in drafts.stories[slug]:
            hint = f"add content/crises/{slug}/index.md with a `title:`"
            yield Diagnostic(story.at, "NAME006", f"the crisis “{slug}” has no index.md", hint)


def _zones(drafts: Drafts) -> Iterator[Diagnostic]:
    """Names of time zones that are none."""
    named = [(drafts.settings.timezone, drafts.settings.at)]
    named += [(crisis.timezone, crisis.at) for crisis in drafts.crises.values() if crisis.timezone]
    for name, at in named:
        if not is_zone(name):
            hint = "write an IANA name such as America/Caracas or UTC"
            yield Diagnostic(at, "NAME007", f"“{name}” is not a time zone", hint)
