"""Editorial rules: one function each, in one tuple. A rule reads the linked site and yields diagnostics."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.checks.actors import (
    ActorNames,
    actors_have_one_file,
    actors_in_texts_are_listed,
    actors_take_part,
)
from dateline.checks.agreement import texts_agree_with_the_record
from dateline.checks.anchors import anchors_are_there
from dateline.checks.claims import (
    claims_are_in_one_unit,
    claims_can_be_checked,
    disputes_have_two_sides,
    parts_fit_the_whole,
)
from dateline.checks.events import (
    events_are_told_once,
    events_are_within_their_crisis,
    events_have_sources,
    key_events_say_when,
    quotes_have_speakers,
    retractions_have_reasons,
)
from dateline.checks.history import histories_end_in_the_status
from dateline.checks.links import (
    links_lead_somewhere,
    old_addresses_are_free,
    pages_have_addresses_of_their_own,
)
from dateline.checks.media import images_are_described, images_exist, sources_are_archived
from dateline.checks.mentions import mentions
from dateline.diagnostics import Diagnostic
from dateline.memo import Memo
from dateline.model import Crisis, Site
from dateline.read import Tree

RULES: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    pages_have_addresses_of_their_own,
    old_addresses_are_free,
    histories_end_in_the_status,
)
"""Rules about what readers get: they judge what is published, and what would be if nothing were withheld."""


def check(site: Site, tree: Tree, memo: Memo | None = None) -> list[Diagnostic]:
    """Everything that the rules about what readers get find."""
    named = mentions(site, memo)
    return [
        *images_exist(site, tree),
        *links_lead_somewhere(site, named),
        *anchors_are_there(site, named),
        *(found for rule in RULES for found in rule(site)),
    ]


OF_WHOLE_CRISES: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    disputes_have_two_sides,
    events_are_within_their_crisis,
)
"""Rules about one crisis that miss something: asked where all of it could be read, as what is missing may stand in the
rest."""

OF_A_CRISIS: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    parts_fit_the_whole,
    claims_are_in_one_unit,
    claims_can_be_checked,
    retractions_have_reasons,
    quotes_have_speakers,
    key_events_say_when,
    events_are_told_once,
    events_have_sources,
)
"""Rules about the record that look at one crisis at a time, with the sources and settings of the site: what they found
in a crisis still holds where nothing of those changed."""

OF_THE_RECORD: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    images_are_described,
    sources_are_archived,
    actors_have_one_file,
)
"""Rules about all content, published or not: what is withheld now still counts as told."""


def check_record(site: Site, memo: Memo | None = None) -> list[Diagnostic]:
    """Everything that the rules about the record find.

    With a ``memo`` that was used before, a crisis in which nothing changed is not looked at again.
    """
    memo = memo or Memo()
    settings = memo.same("settings", site.settings)
    # Those of a crisis and its stories are called “crisis/…”, and are part of it.
    sources = memo.same("sources", tuple(one for id, one in site.sources.items() if "/" not in id))
    # Rules about one crisis ask for the names of actors, not for what their files tell about them.
    told = tuple((one.id, one.name, one.aliases, one.kind) for one in site.actors.values())
    actors = memo.make("names of actors", ActorNames.of, memo.same("actors", told))
    found: list[Diagnostic] = []
    for slug, crisis in site.crises.items():

        def of_crisis(crisis: Crisis, unread: bool, *rest: object, slug: str = slug) -> list[Diagnostic]:
            alone = replace(site, crises={slug: crisis})
            rules = OF_A_CRISIS if unread else (*OF_A_CRISIS, *OF_WHOLE_CRISES)
            found = [one for rule in rules for one in rule(alone)]
            return [*found, *actors_in_texts_are_listed(crisis, actors)]

        found += memo.make(
            ("checked", slug), of_crisis, crisis, slug in site.unread, settings, sources, actors
        )
    named = mentions(site, memo)
    found += (*texts_agree_with_the_record(site, named), *actors_take_part(site, named))
    return [*found, *(one for rule in OF_THE_RECORD for one in rule(site))]
