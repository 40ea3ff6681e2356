"""The overview strip as its macro draws it. Lengths along the time are in percent, all others in pixels.

Places are mirrored already where the page runs from right to left; ``start`` and ``end`` follow the page.
"""

from msgspec import Struct

from dateline.charts.ticks import TickView


class LaneView(Struct, frozen=True):
    """One lane: its name on top, its base line, and words where nothing can be drawn on it."""

    label: str
    href: str
    label_y: int
    base_y: int
    note: str
    note_y: int
    now_x: str = ""  # the day on which the record of this lane stands, where each has its own


class StrokeView(Struct, frozen=True, array_like=True):
    """A stroke along the time: ``range`` (dashed), ``window`` (solid), ``bar`` (thick) or ``tail``."""

    kind: str
    x1: str
    x2: str
    below: int = 0  # the mark's ``y``


class BoxView(Struct, frozen=True, array_like=True):
    """A rectangle as wide as the time it stands for."""

    x: str
    width: str
    below: int  # the mark's ``y``, negative above it
    height: int


class PathView(Struct, frozen=True, array_like=True):
    """A small path drawn in pixels around ``x`` and the mark's ``y``: an arrow head, a dotted end."""

    kind: str  # arrow or end
    x: str
    path: str


class MarkView(Struct, frozen=True, array_like=True):
    """One event on a lane, or several too near to each other (``more``, “+3”)."""

    status: str  # key of the status that colours it; “mixed” where ``more`` holds several
    x: str  # of its glyph and of its hit circle
    y: int  # in a lane's drawing from its base line, in the strip's from the top
    label: str  # empty on a dense strip, likewise
    href: str  # empty on a dense strip: the mark is then no link and hidden from assistive technology
    glyph: str  # id of a symbol; empty: the block or ``more`` is the mark
    more: str
    more_width: int
    blocks: tuple[BoxView, ...]
    lines: tuple[StrokeView, ...]
    caps: tuple[str, ...]  # where a whisker has end ticks
    paths: tuple[PathView, ...]
    statuses: str  # space-separated, for filters; likewise the next four
    kinds: str
    actors: str
    places: str
    crises: str


class SegmentView(Struct, frozen=True):
    """The events of one status in a density bar."""

    status: str
    y: str
    height: str


class BarView(Struct, frozen=True):
    """A bar of the density row; leads to its first event."""

    x: str
    width: str
    hit_x: str
    hit_width: str
    label: str
    href: str
    segments: tuple[SegmentView, ...]


class AsOfView(Struct, frozen=True):
    """The line on which the record stands."""

    x: str
    label: str
    anchor: str


class PanelView(Struct, frozen=True):
    """The tint under the episode of a two-part axis."""

    x: str
    width: str


class UndrawnView(Struct, frozen=True):
    """An event without a usable date, listed by name."""

    label: str
    href: str


class StripView(Struct, frozen=True):
    """The overview strip."""

    label: str  # what it shows, its span and its scale
    direction: str  # ltr or rtl
    edge: str  # where lines of text begin: 0% or 100%
    height: int
    top: int  # where the lanes begin
    bottom: int  # where they end
    labels_y: int  # base line of the labels of the axis
    tick_dashes: str  # dash pattern that leaves a short tick under each lane
    panel: PanelView | None
    lanes: tuple[LaneView, ...]
    ticks: tuple[TickView, ...]
    as_of: AsOfView | None
    bars: tuple[BarView, ...]  # of the density row; empty up to 24 events
    marks: tuple[MarkView, ...]  # in order of date
    notes: tuple[str, ...]  # sentences printed under the drawing
    undrawn: tuple[UndrawnView, ...]
    undrawn_text: str  # “One event has no usable date and isn’t drawn:”
    kind: str = "strip"
