"""The events of a crisis as pages over several crises read them: month by month, and each by itself. Such a page
shows few events of a crisis, and for those neither a story nor what happened in other months has to be read.
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

Month = dict[Parts, tuple[tuple[int, Raw], ...]]
"""By what ``parts_of`` says: events of a month, each with its place among all of the crisis."""


def month_of(parts: Parts) -> Parts:
    """The year and month of events; the year alone where no more is known, nothing of the undated."""
    return parts[:2]


def by_month(entries: Iterable[Entry], where: tzinfo) -> Mapping[Parts, Month]:
    """The events of a crisis, oldest first."""
    from msgspec.msgpack import Encoder

    encode = Encoder().encode
    found: dict[Parts, dict[Parts, list[tuple[int, Raw]]]] = {}
    for place, entry in enumerate(entries):
        parts = parts_of(entry, where)
        of_month = found.setdefault(month_of(parts), {})
        of_month.setdefault(parts, []).append((place, Raw(encode(entry))))
    return {month: {parts: tuple(listed) for parts, listed in told.items()} for month, told in found.items()}


def read(packed: Iterable[tuple[int, Raw]]) -> Iterator[Entry]:
    """These events of one crisis, in its order."""
    decode = _decoder().decode
    return (decode(data) for _, data in sorted(packed, key=lambda one: one[0]))


@cache  # made once: it takes as long as a small event does
def _decoder() -> "Decoder[Entry]":
    from msgspec.msgpack import Decoder

    return Decoder(Entry)
