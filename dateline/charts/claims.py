"""What charts of a figure are made from: claims in words and numbers, without names to resolve."""

from __future__ import annotations

from msgspec import Struct

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.values.quantities import Quantity


class ChartPart(Struct, frozen=True):
    """A part of a claim's value: “105 women”."""

    label: str
    value: Quantity
    text: str  # the value in words: “105”


class ChartClaim(Struct, frozen=True, kw_only=True):
    """What somebody says the figure is. Words are in the page's language."""

    by: str  # the claimant; claims of the same name make one line
    by_in_text: str = ""  # the same inside a sentence; empty: likewise
    value: Quantity
    text: str  # the value in words: “at least 1,000”
    status: str  # key of a status
    status_word: str = ""  # the same in words
    as_of: tuple[int, int] | None = None  # instants, inclusive; None: not known when
    when: str = ""  # the same in words
    promised: bool = False
    withdrawn: bool = False
    withdrawn_at: int | None = None  # None: not known when
    method: str = ""  # how it was counted, where that changed
    parts: tuple[ChartPart, ...] = ()

    @property
    def moment(self) -> tuple[int, int] | None:
        """The first and last second of the day or time it describes; an open end is the end that is known."""
        if self.as_of is None:
            return None
        earliest, latest = self.as_of
        if earliest <= FAR_PAST and latest >= FAR_FUTURE:
            return None
        if latest >= FAR_FUTURE:
            return earliest, earliest
        if earliest <= FAR_PAST:
            return latest, latest
        return earliest, max(earliest, latest)


class ChartFigure(Struct, frozen=True, kw_only=True):
    """A figure with all its claims."""

    id: str  # unique on the page: the prefix of ids in drawings
    label: str
    current: tuple[ChartClaim, ...]  # the newest of each claimant, newest first
    earlier: tuple[ChartClaim, ...] = ()
    persons: bool = False  # whether it counts people
    as_of: int | None = None  # the last second of the day on which the record stands
    older: int = 0  # claims that came before and are left to another page

    def dated(self) -> tuple[ChartClaim, ...]:
        """Claims with a known time and something to draw, promises apart, in the order given."""
        return tuple(
            claim
            for claim in (*self.current, *self.earlier)
            if claim.moment is not None and claim.value.drawn is not None and not claim.promised
        )
