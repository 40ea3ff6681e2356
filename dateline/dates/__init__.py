"""Partial dates: what is known of when something happened, and no more (a subset of EDTF, ISO 8601-2)."""

from __future__ import annotations

from functools import lru_cache

from dateline.dates.grammar import read
from dateline.dates.partial import (
    FAR_FUTURE,
    FAR_PAST,
    UNKNOWN,
    PartialDate,
    Point,
    Precision,
    Shape,
)
from dateline.values.refusal import Refusal

__all__ = ["FAR_FUTURE", "FAR_PAST", "UNKNOWN", "PartialDate", "Point", "Precision", "Shape", "parse_date"]


@lru_cache(maxsize=4096)  # what stands in many files, and often in one
def parse_date(text: str) -> PartialDate | Refusal:
    """The date that ``text`` is, or why it is none and what to write instead.

    Any text is answered; nothing is guessed from prose or from a form with two readings.
    """
    date = read(text)
    if date is not None:
        return date
    from dateline.dates.refusals import explain  # only needed where something is wrong

    return explain(text)
