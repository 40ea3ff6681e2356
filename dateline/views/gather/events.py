"""The events of a crisis as pages over several crises read them: year by year, and each by itself. Such a page shows
few events of a crisis, and for those no story has to be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Raw

from dateline.record.periods import Parts, parts_of
from dateline.record.timeline import Entry

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder

Year = dict[Parts, tuple[tuple[int, Raw], ...]]
"""By what ``parts_of`` says: events of a year, each with its place among all of the crisis."""


def year_of(parts: Parts) -> Parts:
    """The year of events; that of the undated is empty."""
    return parts[:1]


def by_year(entries: Iterable[Entry], where: tzinfo) -> Mapping[Parts, Year]:
    """The events of a crisis, oldest first."""
    from msgspec.msgpack import Encoder

    encode = Encoder().encode
    found: dict[Parts, dict[Parts, list[tuple[int, Raw]]]] = {}
    for place, entry in enumerate(entries):
        parts = parts_of(entry, where)
        of_year = found.setdefault(year_of(parts), {})
        of_year.setdefault(parts, []).append((place, Raw(encode(entry))))
    return {
        year: {parts: tuple(listed) for parts, listed in of_year.items()} for year, of_year in found.items()
    }


def read(packed: Iterable[tuple[int, Raw]]) -> Iterator[Entry]:
    """These events of one crisis, in its order."""
    decode = _decoder().decode
    return (decode(data) for _, data in sorted(packed, key=lambda one: one[0]))


@cache  # made once: it takes as long as a small event does
def _decoder() -> "Decoder[Entry]":
    from msgspec.msgpack import Decoder

    return Decoder(Entry)
