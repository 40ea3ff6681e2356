"""How many, exactly as somebody states it: a number, a bound, a range, or a word that stays a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from msgspec import Struct

from dateline.values.refusal import Refusal


class Form(Enum):
    """What kind of statement a quantity makes."""

    EXACT = "exact"  # 863
    ABOUT = "about"  # ~800
    AT_LEAST = "at-least"  # 1000+
    UP_TO = "up-to"  # up to 50
    BETWEEN = "between"  # 10..20
    WORD = "word"  # dozens
    UNKNOWN = "unknown"  # unknown
    NONE = "none"  # none: the claimant denies any


def _range(low: int, high: int) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


RANGES: Mapping[str, tuple[Decimal, Decimal]] = MappingProxyType(
    {
        "dozens": _range(24, 99),
        "hundreds": _range(200, 999),
        "thousands": _range(2_000, 9_999),
        "tens of thousands": _range(20_000, 99_999),
        "hundreds of thousands": _range(200_000, 999_999),
        "millions": _range(2_000_000, 9_999_999),
    }
)
"""Each word and the range it is drawn as: from two of its unit to the last number below ten of it, or to
the last one below a hundred for dozens.

A convention of ours for charts and comparisons; pages print the word.
"""

NUMBER = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<exact>{NUMBER})|~(?P<about>{NUMBER})|(?P<least>{NUMBER})\+|up\ to\ (?P<most>{NUMBER})"
    rf"|(?P<low>{NUMBER})\.\.(?P<high>{NUMBER})",
    re.ASCII,
)
LONGEST = 40


class Quantity(Struct, frozen=True, array_like=True):
    """What is claimed, as written in ``text``; ``low`` and ``high`` are the numbers written, no others.

    A bare or approximate number is both; “at least” has no ``high`` and “up to” no ``low``; words,
    unknown and none have neither.
    """

    text: str
    form: Form
    low: Decimal | None = None
    high: Decimal | None = None
    word: str = ""

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most it can mean, for comparing; None where it says nothing on that side.

        “About” is not widened: by how much would be our guess. None at all is 0; “up to 50” begins at 0.
        """
        match self.form:
            case Form.WORD:
                return RANGES[self.word]
            case Form.UP_TO:
                return Decimal(0), self.high
            case Form.NONE:
                return Decimal(0), Decimal(0)
            case _:
                return self.low, self.high

    @property
    def drawn(self) -> tuple[Decimal, Decimal | None] | None:
        """The range a chart draws; no upper end for “at least”, None for unknown, which draws nothing."""
        low, high = self.bounds
        return None if low is None else (low, high)

    @property
    def is_number(self) -> bool:
        """Whether it is one exact number, which alone may be added, divided or turned into a share."""
        return self.form is Form.EXACT

    def exceeds(self, other: Quantity) -> bool:
        """Whether this is more than ``other`` however either is read: its least is above the other's most."""
        least, most = self.bounds[0], other.bounds[1]
        return least is not None and most is not None and least > most


def parse_quantity(text: str) -> Quantity | Refusal:
    """The quantity that ``text`` states, or why it is none and what to write. Any text is answered."""
    found = _QUANTITY.fullmatch(text) if len(text) <= LONGEST else None
    if found is not None:
        return _number(text, found)
    if text in RANGES:
        return Quantity(text, Form.WORD, word=text)
    if text == "unknown":
        return Quantity(text, Form.UNKNOWN)
    if text == "none":
        return Quantity(text, Form.NONE)
    from dateline.values.quantity_refusals import explain  # only needed where something is wrong

    return explain(text)


def _number(text: str, found: re.Match[str]) -> Quantity | Refusal:
    match found.lastgroup:
        case "exact":
            return Quantity(text, Form.EXACT, Decimal(found["exact"]), Decimal(found["exact"]))
        case "about":
            return Quantity(text, Form.ABOUT, Decimal(found["about"]), Decimal(found["about"]))
        case "least":
            return Quantity(text, Form.AT_LEAST, Decimal(found["least"]), None)
        case "most":
            return Quantity(text, Form.UP_TO, None, Decimal(found["most"]))
    low, high = Decimal(found["low"]), Decimal(found["high"])
    if low > high:
        return Refusal(
            f"the range ends at {found['high']} and begins at {found['low']}",
            f"write {found['high']}..{found['low']}",
        )
    if low == high:
        return Refusal("the range begins and ends at the same number", f"write {found['low']}")
    return Quantity(text, Form.BETWEEN, low, high)
