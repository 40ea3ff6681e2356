"""Step lines as their macro draws them: percent along the time, mirrored already; pixels along the value."""

from msgspec import Struct

from dateline.charts.strip_view import PathView
from dateline.charts.ticks import TickView


class LineView(Struct, frozen=True):
    """A stroke along the time."""

    kind: str
    x1: str
    x2: str
    y: str
    y2: str = ""  # where it ends at another height


class BlockView(Struct, frozen=True):
    """A rectangle as wide as the time it stands for."""

    x: str
    width: str
    y: str
    height: str


class NumberTick(Struct, frozen=True):
    """A number on the axis at the side, in pixels from the top."""

    y: int
    label: str
    label_y: int


class StepView(Struct, frozen=True):
    """What a source says until it says something else. Empty strings: not drawn."""

    lines: tuple[LineView, ...]  # ``kind`` is the status; two for disputed
    band: BlockView | None  # of a range or a vague word, hatched
    hatch: str  # id of the hatching
    word: str  # written in the band or beside it; empty where the label at the end says it
    word_x: str
    word_y: str
    x: str  # of the tick: the day it describes
    y: str
    day: str  # path of the tick around ``y``: as high as the band where there is one
    stretch: LineView | None  # drawn for the tick where it describes more than a day
    riser_x: str  # the step from the claim before, where the same was counted the same way
    riser_y1: str
    riser_y2: str
    paths: tuple[PathView, ...]  # arrows of “at least” and “up to” at the tick, the cross of a withdrawal
    changed: bool  # the definition changed here


class LabelLine(Struct, frozen=True):
    """One line of a label."""

    text: str
    y: str


class SourceLine(Struct, frozen=True):
    """One source."""

    by: str
    series: int  # 1 to 3: its colour
    steps: tuple[StepView, ...]
    label: str  # “Harbour office 40”
    label_x: str = ""
    names: tuple[LabelLine, ...] = ()  # who, in as many lines as it takes …
    values: tuple[LabelLine, ...] = ()  # … and what they say last
    leaders: tuple[LineView, ...] = ()  # from where the line ends to its label


class StepsView(Struct, frozen=True):
    """A figure over time: a line for each source, level until it says something else."""

    label: str
    summary: str  # what a reader hears: each source and what it says last
    edge: str
    end: str  # where the plot ends and the labels begin
    height: int
    base_y: int
    tick_y: int
    labels_y: int
    values: tuple[NumberTick, ...]
    ticks: tuple[TickView, ...]
    sources: tuple[SourceLine, ...]
    notes: tuple[str, ...]  # changes of definition, in order of time
    unplaced: tuple[str, ...]  # claims of which it is not known when they held
    unplaced_text: str
    kind: str = "steps"
