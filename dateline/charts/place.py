"""Places in a drawing: percentages of its width, and how much of it a text takes on a narrow screen."""

import unicodedata
from functools import lru_cache

NARROW = 350
"""Pixels a drawing is wide on a screen of 390: what does not overlap there overlaps nowhere."""

_OVERHANG = 2.0
"""Percent of a label that may stand in the page's margin."""


def percent(x: float) -> str:
    """``x`` as an SVG length in percent with at most two decimals: ``64.62%``, ``50%``, never ``-0%``."""
    text = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0%" if text == "-0" else f"{text}%"


def place(x: float, mirrored: bool) -> str:
    """``x`` percent from the side where lines of text begin, as an SVG length from the left."""
    return percent(100 - x if mirrored else x)


def pixels(y: float) -> str:
    """``y`` in pixels with at most two decimals, without a unit."""
    return percent(y)[:-1]


def text_width(text: str, size: float = 12.5) -> float:
    """Percent of a narrow drawing that ``text`` takes at most. Wide scripts count twice, accents nothing."""
    return _ems(text) * size * 100 / NARROW


@lru_cache(maxsize=4096)  # the same names stand beside many charts
def _ems(text: str) -> float:
    ems = 0.0
    for character in text:
        if unicodedata.combining(character):
            continue
        ems += 1.05 if unicodedata.east_asian_width(character) in "WF" else 0.57
    return ems


def anchor(x: float, width: float) -> str:
    """The ``text-anchor`` for a label of ``width`` percent centred on ``x``, turned inwards at the edges.

    A little may hang over: the page has a margin.
    """
    if x - width / 2 < -_OVERHANG:
        return "start"
    return "end" if x + width / 2 > 100 + _OVERHANG else "middle"


def extent(x: float, width: float) -> tuple[float, float]:
    """From where to where a label of ``width`` percent at ``x`` reaches, by its ``anchor``."""
    match anchor(x, width):
        case "start":
            return x, x + width
        case "end":
            return x - width, x
    return x - width / 2, x + width / 2
