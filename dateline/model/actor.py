"""Who acts: a person, body, state or armed group."""

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.model.ref import Ref
from dateline.model.story import Image
from dateline.model.translation import Told
from dateline.prose import Prose
from dateline.values.written import Written


class Stance(Written, frozen=True, kw_only=True, eq=False):
    """One entry of ``positions``: what an actor says in a crisis."""

    text: Prose
    crisis: Ref | None = None
    date: PartialDate | None = None
    sources: tuple[Ref, ...] = ()
    at: Position


class Actor(Written, frozen=True, kw_only=True, eq=False):
    """An actor of one or more crises."""

    id: str
    path: str
    name: str
    kind: str = ""  # person · organisation · state · armed-group · court · media
    in_text: str = ""  # the name as it stands inside a sentence; empty: as it is
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # (language, name)
    role: str = ""
    group: str = ""  # in power · affected · counting and checking · outside
    positions: tuple[Stance, ...] = ()
    portrait: Image | None = None
    draft: bool = False
    told: Told | None = None  # in another language than its own; None: as it was written
    body: Prose
    at: Position
