"""Who acts: a person, body, state or armed group."""

from dataclasses import field

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.frozen import dataclass
from dateline.model.ref import Ref
from dateline.model.story import Image
from dateline.model.translation import Told
from dateline.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One entry of ``positions``: what an actor says in a crisis."""

    text: Prose
    crisis: Ref | None = None
    date: PartialDate | None = None
    sources: tuple[Ref, ...] = ()
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of one or more crises."""

    id: str
    path: str
    name: str
    kind: str = ""  # person · organisation · state · armed-group · court · media
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # (language, name)
    role: str = ""
    group: str = ""  # in power · affected · counting and checking · outside
    positions: tuple[Stance, ...] = ()
    portrait: Image | None = None
    draft: bool = False
    told: Told | None = None  # in another language than its own; None: as it was written
    body: Prose
    at: Position = field(compare=False)
