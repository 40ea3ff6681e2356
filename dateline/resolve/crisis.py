"""A crisis with its stories: gathered under its names, then linked.

A story is linked to the names around it and to nothing else, so that an edit links one story again and not the site.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from dateline.addresses import is_our_address
from dateline.findings.diagnostics import Diagnostic
from dateline.memory.memo import Memo
from dateline.model import Crisis, Story
from dateline.resolve.linker import Linked, Linker, linked
from dateline.resolve.names import CrisisNames, Elsewhere, SiteNames, crisis_names, figures_of_stories


class Gathered(Struct, frozen=True):
    """The files of a crisis and the names in them."""

    crisis: Crisis
    stories: tuple[Story, ...]
    names: CrisisNames
    diagnostics: tuple[Diagnostic, ...]


def gather(site: SiteNames, unread: frozenset[str], crisis: Crisis, *stories: Story) -> Gathered:
    """The stories of a crisis that have an address, and every name they and the crisis define."""
    found: list[Diagnostic] = []
    kept = _one_per_address(stories, found)
    return Gathered(crisis, kept, crisis_names(crisis, kept, site, unread, found), tuple(found))


def link_crisis(
    gathered: Gathered, site: SiteNames, names: CrisisNames, memo: Memo, elsewhere: Elsewhere
) -> Linked[Crisis]:
    """A crisis with its stories, all linked."""
    crisis = gathered.crisis
    linker = Linker(site, elsewhere, names)
    sources = linker.define(crisis.sources, crisis.slug)
    resolved = replace(
        crisis,
        figures=(*crisis.figures, *figures_of_stories(crisis, gathered.stories)),
        known=tuple(map(linker.known, crisis.known)),
        unknown=tuple(map(linker.known, crisis.unknown)),
        questions=tuple(map(linker.question, crisis.questions)),
        sources=sources,
        cites=linker.source_refs(crisis.cites),
        corrections=tuple(map(linker.correction, crisis.corrections)),
        body=linker.prose(crisis.body),
    )
    stories = []
    for story in gathered.stories:
        one = linked(memo, ("story", story.path), link_story, story, site, names, elsewhere=elsewhere)
        stories.append(one.value)
        linker.take(one)
    return linker.done(replace(resolved, stories=tuple(stories)))


def link_story(story: Story, site: SiteNames, names: CrisisNames, elsewhere: Elsewhere) -> Linked[Story]:
    """A story linked to the names of its crisis, of the site and of other crises."""
    linker = Linker(site, elsewhere, names)
    sources = linker.define(story.sources, f"{names.crisis}/{story.slug}")
    return linker.done(
        replace(
            story,
            event=linker.event(story.event),
            events=tuple(map(linker.event, story.events)),
            figures=tuple(map(linker.claim, story.figures)),
            sources=sources,
            cites=linker.source_refs(story.cites),
            corrections=tuple(map(linker.correction, story.corrections)),
            body=linker.prose(story.body),
        )
    )


def _one_per_address(stories: Iterable[Story], found: list[Diagnostic]) -> tuple[Story, ...]:
    """The stories, without those whose address is taken or reserved."""
    by_slug: dict[str, Story] = {}
    for story in stories:
        if is_our_address(story.slug):
            message = f"the address “{story.slug}” is one of the site's own"
            found.append(Diagnostic(story.at, "ADDR002", message, "rename the file"))
        elif story.slug in by_slug:
            other = by_slug[story.slug].path
            message = f"{story.path} and {other} have the same address “{story.slug}”"
            found.append(Diagnostic(story.at, "ADDR001", message, "rename one of the two files"))
        else:
            by_slug[story.slug] = story
    return tuple(by_slug.values())
