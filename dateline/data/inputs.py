"""What the files for other programs are made from."""

from msgspec import Struct

from dateline.data.translated import Translated
from dateline.model import Actor, Crisis, Source
from dateline.search.cards import Part, Years
from dateline.views.inputs import Lookup


class DataInputs(Struct, frozen=True):
    """A crisis with everything its pages say of it."""

    crisis: Crisis
    """With the bodies of its stories, where a file holds them."""
    actors: tuple[Actor, ...]
    """Those it names, without body and portrait and with their positions in this crisis only."""
    lookup: Lookup
    translations: tuple[Translated, ...] = ()
    """Of the site, the crisis, its stories and these actors, by language."""


class SourcesInputs(Struct, frozen=True):
    """What the files of a crisis's sources are made from."""

    crisis: str
    timezone: str
    sources: tuple[Source, ...]
    """By id."""


class PartInputs(Struct, frozen=True):
    """A part of the index of the search, with the words behind what its statements name."""

    part: Part
    lookup: Lookup
    unclaimed: tuple[tuple[str, str, str], ...] = ()
    """Crisis, id and label of figures that nobody has given a number for; in the newest part."""


class IndexInputs(Struct, frozen=True):
    """What every search needs first."""

    crises: tuple[tuple[str, ...], ...]  # slug, name, title, place
    actors: tuple[tuple[str, ...], ...]  # id, name, role, then every other name
    newest: PartInputs
    ahead: tuple[
        tuple[int, tuple[str, ...], Years], ...
    ]  # of every other part: number, crises, first and last year
