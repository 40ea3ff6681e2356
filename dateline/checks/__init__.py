"""Editorial rules: one function each, in one tuple. A rule reads the linked site and yields diagnostics."""

from collections.abc import Callable, Iterator

from dateline.checks.history import histories_end_in_the_status
from dateline.checks.links import (
    links_lead_somewhere,
    old_addresses_are_free,
    pages_have_addresses_of_their_own,
)
from dateline.checks.media import images_exist
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
