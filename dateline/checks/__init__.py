"""Editorial rules: one function each, in one tuple. A rule reads the linked site and yields diagnostics."""

from collections.abc import Callable, Iterator

from dateline.checks.actors import actors_have_one_file, actors_take_part
from dateline.checks.agreement import texts_agree_with_the_record
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
from dateline.diagnostics import Diagnostic
from dateline.model import Site
from dateline.read import Tree

RULES: tuple[Callable[[Site, Tree], Iterator[Diagnostic]], ...] = (
    images_exist,
    links_lead_somewhere,
    pages_have_addresses_of_their_own,
    old_addresses_are_free,
    histories_end_in_the_status,
)


def check(site: Site, tree: Tree) -> list[Diagnostic]:
    """Everything that the rules find, in their order."""
    return [found for rule in RULES for found in rule(site, tree)]


OF_THE_RECORD: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    parts_fit_the_whole,
    claims_are_in_one_unit,
    claims_can_be_checked,
    disputes_have_two_sides,
    retractions_have_reasons,
    quotes_have_speakers,
    key_events_say_when,
    events_are_within_their_crisis,
    events_are_told_once,
    events_have_sources,
    texts_agree_with_the_record,
    images_are_described,
    sources_are_archived,
    actors_take_part,
    actors_have_one_file,
)
"""Rules about all content, published or not: what is withheld now still counts as told."""


def check_record(site: Site) -> list[Diagnostic]:
    """Everything that the rules about the record find, in their order."""
    return [found for rule in OF_THE_RECORD for found in rule(site)]
