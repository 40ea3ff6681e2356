"""What the files for other programs are made from."""

from dateline.frozen import dataclass
from dateline.model import Actor, Crisis, Source
from dateline.views.inputs import Lookup


@dataclass(frozen=True, slots=True)
class DataInputs:
    """A crisis with everything its pages say of it."""

    crisis: Crisis
    """With the bodies of its stories, where a file holds them."""
    actors: tuple[Actor, ...]
    """Those it names, without body and portrait and with their positions in this crisis only."""
    lookup: Lookup


@dataclass(frozen=True, slots=True)
class SourcesInputs:
    """What the files of a crisis's sources are made from."""

    crisis: str
    timezone: str
    sources: tuple[Source, ...]
    """By id."""
