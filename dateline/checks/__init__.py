"""Editorial rules: one function each, in tuples. A rule reads the linked site and yields diagnostics.

A crisis is looked at by itself, with the crises that its texts name: what was found in it holds for as long as nobody
changes one of these, or the names that all share. Rules about the site as a whole read what was found in each.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.addresses import crisis_of
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
    claims_of_days_to_come,
    disputes_have_two_sides,
    parts_fit_the_whole,
)
from dateline.checks.events import (
    events_are_told_once,
    events_are_within_their_crisis,
    events_have_sources,
    events_to_come,
    key_events_say_when,
    quotes_have_speakers,
    retractions_have_reasons,
)
from dateline.checks.history import histories_end_in_the_status
from dateline.checks.letters import Initials
from dateline.checks.links import (
    InPeriods,
    addresses_of,
    addresses_of_the_rest,
    as_known_pages,
    files_of,
    files_of_the_rest,
    links_lead_somewhere,
    old_addresses_are_free,
    pages_have_addresses_of_their_own,
    period_pages,
)
from dateline.checks.media import images_are_described, images_exist, shown, sources_are_archived
from dateline.checks.mentions import Mentions, of_crisis, of_the_rest, with_translations
from dateline.checks.places import places_are_written_one_way, places_of
from dateline.checks.staleness import stale_figures
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.memory.memo import Memo
from dateline.model import Crisis, Site, Source
from dateline.record.moved import Moved, moved_of
from dateline.resolve.linker import Linked

RULES: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    pages_have_addresses_of_their_own,
    histories_end_in_the_status,
)
"""Rules about what readers get: they judge what is published, and what would be if nothing were withheld."""

OF_THE_RECORD: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    parts_fit_the_whole,
    claims_are_in_one_unit,
    claims_can_be_checked,
    retractions_have_reasons,
    quotes_have_speakers,
    key_events_say_when,
    events_are_told_once,
    events_have_sources,
    images_are_described,
    actors_have_one_file,
)
"""Rules about all content, published or not: what is withheld now still counts as told."""

OF_WHOLE_CRISES: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    disputes_have_two_sides,
    events_are_within_their_crisis,
)
"""Rules about a crisis that miss something: asked where all of it could be read, as what is missing may stand in the
rest."""


class Findings(Struct, frozen=True):
    """What was found in one crisis, or in all that belongs to none: findings, and what rules about the site ask for."""

    names: tuple[str, ...] = ()
    """The other crises that its texts name, whether they are there or not."""
    guessed: bool = False
    """Whether a hint names the nearest of all names there are."""
    since: int = 0
    """The instant at which it was found, in seconds since 1970: it says nothing about earlier ones."""
    for_readers: tuple[Diagnostic, ...] = ()
    of_the_record: tuple[Diagnostic, ...] = ()
    to_come: tuple[tuple[int, Diagnostic], ...] = ()
    """Findings that end at an instant."""
    stale: tuple[tuple[int, Diagnostic], ...] = ()
    """Findings that begin at an instant."""
    actors: frozenset[str] = frozenset()
    """Who is named."""
    links: tuple[tuple[Position, str], ...] = ()
    addresses: tuple[str, ...] = ()
    """Of the pages that texts may link to."""
    files: tuple[str, ...] = ()
    """Of what else they may link to: files for other programs, and embeds."""
    periods: tuple[str, ...] = ()
    """Of the pages of a long record's years, months and days."""
    as_known: tuple[str, ...] = ()
    """Of the pages of the record as known on a day."""
    moved: tuple[Moved, ...] = ()
    pictures: tuple[str, ...] = ()
    """The paths of the pictures that are shown."""
    places: tuple[tuple[str, Position], ...] = ()
    """As they are written first."""


class Around(Struct, frozen=True):
    """What is there beside the texts that are looked at."""

    site: Site
    actors: ActorNames
    memo: Memo
    """Of what was found in the same texts before."""
    pictures: Set[str]
    """The paths of the media files beside them."""
    now: int


def look_at_crisis(slug: str, linked: Linked[Crisis | None], around: Around) -> Findings:
    """What is found in a crisis; in a folder that is none only names that lead nowhere."""
    crisis, whole = linked.value, around.site
    if crisis is None:
        return replace(_NOTHING, since=around.now, for_readers=linked.diagnostics)
    part = replace(whole, crises={slug: crisis}, actors={}, pages={})
    sources = (*crisis.sources, *(one for story in crisis.stories for one in story.sources))
    named = with_translations(of_crisis(crisis), whole.translations.get(slug, {}).values())
    found = _found(part, named, linked, sources, around)
    rules = () if slug in whole.unread else OF_WHOLE_CRISES
    return replace(
        found,
        names=tuple(sorted({*found.names} - {slug})),
        of_the_record=(
            *found.of_the_record,
            *(one for rule in rules for one in rule(part)),
            *actors_in_texts_are_listed(crisis, around.actors, around.memo),
        ),
        addresses=tuple(addresses_of(whole.settings, crisis)),
        files=tuple(files_of(whole.settings, crisis)),
        periods=tuple(period_pages(whole, crisis)),
        as_known=tuple(as_known_pages(whole, crisis)),
        moved=tuple(moved_of(crisis)),
        places=tuple(places_of(crisis)),
    )


def look_at_the_rest(linked: Linked[None], sources: Iterable[Source], around: Around) -> Findings:
    """What is found in all that belongs to no crisis. ``sources``: those of the site."""
    part = replace(around.site, crises={})
    named = with_translations(of_the_rest(part), part.translations.get("", {}).values())
    found = _found(part, named, linked, sources, around)
    return replace(found, addresses=tuple(addresses_of_the_rest(part)), files=tuple(files_of_the_rest(part)))


def _found(
    part: Site, named: Mentions, linked: Linked[Any], sources: Iterable[Source], around: Around
) -> Findings:
    """What is found in a part of the site, as far as it takes the same looks at every part."""
    whole = around.site
    crises = {id.partition("/")[0] for _, id in linked.asked}
    crises |= {one.id.partition("/")[0] for one in named.beside}
    crises |= {crisis_of(address) for _, address, _ in named.anchors}
    return Findings(
        names=tuple(sorted(crises - {""})),
        guessed=linked.guessed,
        since=around.now,
        for_readers=(
            *linked.diagnostics,
            *images_exist(part, around.pictures),
            *anchors_are_there(whole, named),
            *(found for rule in RULES for found in rule(part)),
        ),
        of_the_record=(
            *(found for rule in OF_THE_RECORD for found in rule(part)),
            *sources_are_archived(sources),
            *texts_agree_with_the_record(whole, named),
        ),
        to_come=(*claims_of_days_to_come(part, around.now), *events_to_come(part, around.now)),
        stale=tuple(stale_figures(part)),
        actors=named.actors,
        links=named.links,
        pictures=tuple(shown(part)),
    )


_NOTHING = Findings()


def for_readers(
    site: Site, parts: Collection[Findings], crises: Callable[[], Iterable[InPeriods]], letters: Initials
) -> Iterator[Diagnostic]:
    """What the rules about what readers get find. ``parts``: what was found in each part of the site; ``crises``: tells
    what of each lies in which period; ``letters``: what stands under which letter of the register."""
    yield from (one for part in parts for one in part.for_readers)
    known = {address for part in parts for address in (*part.addresses, *part.files, *part.as_known)}
    periods = [address for part in parts for address in part.periods]
    links = (link for part in parts for link in part.links)
    yield from links_lead_somewhere(site, links, known, periods, crises, letters)
    moved = (one for part in parts for one in part.moved)
    yield from old_addresses_are_free(site.settings, moved, (*known, *periods))


def of_the_record(site: Site, parts: Collection[Findings], now: int, memo: Memo) -> Iterator[Diagnostic]:
    """What the rules about the record find at ``now``. ``memo``: of what the rules about the site found before."""
    for part in parts:
        yield from part.of_the_record
        yield from (one for until, one in part.to_come if now < until)
        yield from (one for due, one in part.stale if due <= now)
    places = (memo.same(("places", number), part.places) for number, part in enumerate(parts))
    yield from memo.make("places", _of_places, *places)
    actors = (memo.same(("actors", number), part.actors) for number, part in enumerate(parts))
    yield from actors_take_part(site, memo.make("actors", frozenset().union, *actors))


def _of_places(*places: Iterable[tuple[str, Position]]) -> tuple[Diagnostic, ...]:
    return tuple(places_are_written_one_way(chain.from_iterable(places)))


def next_change(parts: Iterable[Findings], now: int) -> int | None:
    """The next instant at which time alone changes what is found; None for never."""
    moments = (moment for part in parts for moment, _ in (*part.to_come, *part.stale))
    return min((moment for moment in moments if moment > now), default=None)
