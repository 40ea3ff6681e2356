"""Markdown bodies and short texts as safe HTML, in two phases.

``read_prose`` does the slow part and depends on the text alone, so that its result can be cached: HTML
in pieces, with references to figures, actors, events, stories, sources and pages of the site between
them. ``fill`` puts the answers in, for one page in one language. Nowhere else is content made ``Markup``.
"""

from dateline.prose.fill import Answer, fill, plain_text
from dateline.prose.parts import Heading, Kind, Link, Prose, Reference
from dateline.prose.read import LONGEST_TEXT, read_prose
from dateline.prose.said import DATE, day_of, number, slips

__all__ = [
    "DATE",
    "LONGEST_TEXT",
    "Answer",
    "Heading",
    "Kind",
    "Link",
    "Prose",
    "Reference",
    "day_of",
    "fill",
    "number",
    "plain_text",
    "read_prose",
    "slips",
]
