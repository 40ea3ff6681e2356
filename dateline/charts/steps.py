"""Competing claims over time: one step line for each claimant, never averaged and never joined across claimants."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from decimal import Decimal

from dateline.charts.axis import Reach, TimeAxis, choose_axis
from dateline.charts.calendar import DAY, Clock
from dateline.charts.claims import ChartClaim, ChartFigure
from dateline.charts.place import percent, pixels
from dateline.charts.scale import NumberScale, number_scale
from dateline.charts.ticks import TickView, time_ticks
from dateline.language import Language
from dateline.quantities import Form

HEIGHT = 200
"""Pixels of the plot, from the largest tick to zero."""
_TOP, _AXIS = 26, 30
_END = 72.0
"""Percent of the width that time takes: behind it stand the names of the lines."""
_LABEL = 34
"""Pixels between two labels at the end of lines."""


@dataclass(frozen=True, slots=True)
class StepSegment:
    """A claim while it holds: a flat stroke whose status is that of the claim."""

    status: str
    x1: str
    x2: str
    y: str
    rise: str  # y from which the line came, drawn at ``x1``; empty: the line begins here
    band: str  # height of the hatched range of a vague word, drawn up from ``y``; empty: a number
    arrow: str  # path of an open arrow at ``x1`` for “at least” and “up to”
    title: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """All that one claimant said."""

    order: int  # 1 to 3, for the colour
    segments: tuple[StepSegment, ...]
    cross: str  # x of the cross that ends a withdrawn claim; empty: none
    end_x: str
    end_y: str
    label_y: str
    by: str
    value: str
    methods: tuple[tuple[str, str, str], ...]  # (x, y, words) of changes of definition


@dataclass(frozen=True, slots=True)
class StepsView:
    label: str
    height: int
    top: int
    bottom: int
    labels_y: int
    edge: str
    label_x: str
    rules: tuple[tuple[str, str], ...]  # (y, words) of the ticks of value
    ticks: tuple[TickView, ...]
    lines: tuple[StepLine, ...]
    unplaced: tuple[str, ...]  # claims without a day, in words
    kind: str = "steps"


def placed(claim: ChartClaim) -> bool:
    """Whether a claim has a day and a value that can be drawn."""
    low, high = claim.value.drawn or (None, None)
    return claim.moment is not None and (low is not None or high is not None) and not claim.promised


def draw_steps(figure: ChartFigure, language: Language, zone: tzinfo) -> StepsView:
    """A line for each claimant with at least one dated value. Needs at least one such claim."""
    clock = Clock(zone)
    claims = [claim for claim in (*figure.current, *figure.earlier) if placed(claim)]
    names = list(dict.fromkeys(claim.by for claim in figure.current if placed(claim)))
    names += [name for name in dict.fromkeys(claim.by for claim in claims) if name not in names]
    reaches = [Reach(moment[0], moment[1] + 1) for claim in claims if (moment := claim.moment)]
    also = () if figure.as_of is None else (figure.as_of + 1,)
    axis = choose_axis(reaches, also, clock)
    scale = number_scale(max(_most(claim) for claim in claims))
    mirrored = language.direction == "rtl"
    lines = [
        _line(order, [claim for claim in claims if claim.by == name], axis, scale, figure.as_of, mirrored)
        for order, name in enumerate(names, start=1)
    ]
    bottom = _TOP + HEIGHT
    return StepsView(
        label=figure.label[:1].upper() + figure.label[1:],
        height=bottom + _AXIS,
        top=_TOP,
        bottom=bottom,
        labels_y=bottom + 20,
        edge="100%" if mirrored else "0%",
        label_x=_place(_END + 2, mirrored),
        rules=tuple((pixels(_y(Decimal(tick), scale)), language.number(tick)) for tick in scale.ticks),
        ticks=time_ticks(axis, clock, language, (), mirrored) if axis.end > axis.start else (),
        lines=tuple(_apart(lines)),
        unplaced=tuple(
            language.gettext("%(by)s: %(value)s, date not given", by=claim.by, value=claim.text)
            for claim in figure.current
            if not placed(claim) and claim.moment is None and claim.value.form is not Form.UNKNOWN
        ),
    )


def _most(claim: ChartClaim) -> Decimal:
    low, high = claim.value.drawn or (None, None)
    return max(low or Decimal(0), high or Decimal(0))


def _y(value: Decimal, scale: NumberScale) -> float:
    return _TOP + HEIGHT * (1 - scale.share(value))


def _place(x: float, mirrored: bool) -> str:
    return percent(100 - x if mirrored else x)


def _x(instant: int, axis: TimeAxis) -> float:
    return axis.x(min(max(instant, axis.start), axis.end)) * _END / 100


def _line(
    order: int,
    claims: Sequence[ChartClaim],
    axis: TimeAxis,
    scale: NumberScale,
    until: int | None,
    mirrored: bool,
) -> StepLine:
    """The claims of one claimant, oldest first: each holds until the next, the last until the record's day."""
    ordered = sorted(claims, key=lambda claim: claim.moment or (0, 0))
    segments: list[StepSegment] = []
    methods: list[tuple[str, str, str]] = []
    before: float | None = None
    end = 0.0
    y = 0.0
    for number, claim in enumerate(ordered):
        moment = claim.moment or (0, 0)
        start = _x((moment[0] + moment[1] + 1) // 2, axis)
        following = ordered[number + 1].moment if number + 1 < len(ordered) else None
        stop = claim.withdrawn_at if claim.withdrawn_at is not None else until
        end = _x(following[0] + DAY // 2 if following else stop if stop is not None else axis.end, axis)
        end = max(end, start + 0.5)
        low, high = claim.value.drawn or (None, None)
        bottom = low if low is not None else Decimal(0)
        ranged = claim.value.form in (Form.WORD, Form.BETWEEN) and high is not None
        y = _y(bottom if low is not None else high or Decimal(0), scale)
        arrow = {Form.AT_LEAST: "M-5 -6 0 -12 5 -6", Form.UP_TO: "M-5 6 0 12 5 6"}.get(claim.value.form, "")
        segments.append(
            StepSegment(
                status=claim.status,
                x1=_place(start, mirrored),
                x2=_place(end, mirrored),
                y=pixels(y),
                rise="" if before is None else pixels(before),
                band=pixels(y - _y(high or bottom, scale)) if ranged else "",
                arrow=arrow,
                title=f"{claim.when}: {claim.text}",
            )
        )
        if claim.method:
            methods.append((_place(start, mirrored), pixels(y), claim.method))
        before = y
    last = ordered[-1]
    return StepLine(
        order=min(order, 3),
        segments=tuple(segments),
        cross=_place(end, mirrored) if last.withdrawn else "",
        end_x=_place(end, mirrored),
        end_y=pixels(y),
        label_y=pixels(y),
        by=last.by,
        value=last.text,
        methods=tuple(methods),
    )


def _apart(lines: Sequence[StepLine]) -> list[StepLine]:
    """The lines with their labels moved apart where values are near to each other."""
    found: list[StepLine] = []
    floor = float("-inf")
    for line in sorted(lines, key=lambda line: float(line.end_y)):
        y = max(float(line.end_y), floor + _LABEL)
        floor = y
        found.append(replace(line, label_y=pixels(y)))
    return sorted(found, key=lambda line: line.order)
