"""What the record cites."""

from dataclasses import dataclass, field

from dateline.dates import PartialDate
from dateline.positions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document we cite.

    ``id`` is unique in the site: as written in ``sources.yaml``, or ``crisis/story/id`` for one that only a story has.
    """

    id: str
    title: str
    publisher: str = ""
    url: str = ""  # checked by dateline.urls
    archived: str = ""  # a copy that lasts
    published: PartialDate | None = None  # None: the field is missing, which a rule reports
    accessed: PartialDate | None = None
    kind: str = ""
    language: str = ""
    note: str = ""
    withdrawn: str = ""  # why; a withdrawn source stays in the list, struck
    at: Position = field(compare=False)
