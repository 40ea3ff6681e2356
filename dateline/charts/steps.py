"""Competing claims over time: one step line for each source, never joined across sources, never averaged."""

from collections.abc import Sequence
from datetime import UTC, tzinfo
from decimal import Decimal
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from dateline.charts.axis import TimeAxis, linear_axis
from dateline.charts.claims import ChartClaim, ChartFigure
from dateline.charts.place import percent, pixels, place
from dateline.charts.scale import NumberScale, number_scale
from dateline.charts.steps_labels import END, LineEnd, labelled, needed
from dateline.charts.steps_view import BlockView, LineView, NumberTick, SourceLine, StepsView, StepView
from dateline.charts.steps_words import with_words
from dateline.charts.strip_view import PathView
from dateline.charts.ticks import time_ticks
from dateline.dates.clock import DAY, Clock
from dateline.languages.language import Language
from dateline.languages.tongues import capital
from dateline.record.figures import counts_another_way
from dateline.values.quantities import Form

_TOP, _PLOT = 26, 180
"""Pixels above the last tick, and from there to zero."""
_SERIES = 3
"""Line colours: ink, ink-2, link; after that again."""
_WIDE = 2.0
"""Percent from which the time a claim describes is drawn as a stretch, not as a tick."""


class _Plot(Struct, frozen=True):
    axis: TimeAxis
    scale: NumberScale
    height: int
    mirrored: bool

    def x(self, instant: int) -> float:
        return self.axis.x(instant)

    def place(self, x: float) -> str:
        return place(x, self.mirrored)

    def y(self, value: Decimal) -> float:
        return _TOP + self.height * (1 - self.scale.share(value))


def draw_steps(figure: ChartFigure, language: Language, zone: tzinfo = UTC) -> StepsView:
    """A line for each source of ``figure.dated()``, which is not empty; a source without a number has none."""
    clock = Clock(zone)
    placed, unplaced = _sorted(figure)
    claims = [claim for own in placed.values() for claim in own]
    labels = [(by, _last_words(own, language)) for by, own in placed.items()]
    plot = _plot(figure, claims, needed(labels), clock, language.direction == "rtl")
    ends: list[LineEnd] = []
    sources: list[SourceLine] = []
    for number, (by, own) in enumerate(placed.items(), start=1):
        line, end = _source(by, own, plot, f"{figure.id}-steps-{number}", number, language)
        sources.append(line)
        ends.append(end)
    return StepsView(
        label=capital(figure.label),
        summary=_summary(figure, placed, language),
        edge="100%" if plot.mirrored else "0%",
        end=plot.place(END),
        height=_TOP + plot.height + 28,
        base_y=_TOP + plot.height,
        tick_y=_TOP + plot.height + 6,
        labels_y=_TOP + plot.height + 20,
        values=tuple(
            NumberTick(y, language.number(value), y - 4)
            for value, y in ((value, round(plot.y(Decimal(value)))) for value in plot.scale.ticks)
        ),
        ticks=time_ticks(plot.axis, clock, language, (), plot.mirrored),
        sources=labelled(
            with_words(sources, plot.mirrored), ends, _TOP - 12.0, _TOP + plot.height + 4.0, plot.mirrored
        ),
        notes=(*_notes(placed, language), *_left_out(figure, language)),
        unplaced=tuple(
            language.gettext("%(by)s: %(value)s", by=claim.by, value=claim.text) for claim in unplaced
        ),
        unplaced_text=language.gettext("Not drawn, because it isn’t known when they held:")
        if unplaced
        else "",
    )


def _sorted(figure: ChartFigure) -> tuple[dict[str, list[ChartClaim]], list[ChartClaim]]:
    """Dated claims by source, oldest first, sources as listed; and the claims without a usable date."""
    placed: dict[str, list[ChartClaim]] = {}
    unplaced: list[ChartClaim] = []
    for claim in (*figure.current, *figure.earlier):
        if claim.promised:
            continue
        if claim.moment is None:
            unplaced += [claim] * (claim.value.drawn is not None)
        else:
            placed.setdefault(claim.by, []).append(claim)
    # Silence ends a line, but does not make one.
    placed = {by: own for by, own in placed.items() if any(claim.value.drawn is not None for claim in own)}
    for own in placed.values():
        own.reverse()  # newest came first, and stays the last of its day
        own.sort(key=lambda claim: claim.moment or (0, 0))
    return placed, unplaced


def _plot(
    figure: ChartFigure, claims: Sequence[ChartClaim], labels: float, clock: Clock, mirrored: bool
) -> _Plot:
    moments = [claim.moment for claim in claims if claim.moment is not None]
    # A claim about “January” made on the tenth does not stretch the axis to the end of the month.
    ends = [
        (latest if figure.as_of is None else max(earliest, min(latest, figure.as_of))) + 1
        for earliest, latest in moments
    ]
    ends += [claim.withdrawn_at for claim in claims if claim.withdrawn_at is not None]
    if figure.as_of is not None:
        ends.append(figure.as_of + 1)
    bounds = [bound for claim in claims for bound in claim.value.bounds if bound is not None]
    return _Plot(
        axis=linear_axis(min(earliest for earliest, _ in moments), max(ends), clock, END),
        scale=number_scale(max(bounds, default=Decimal(0))),
        height=max(_PLOT, int(labels) - 16),
        mirrored=mirrored,
    )


def _source(
    by: str, claims: Sequence[ChartClaim], plot: _Plot, prefix: str, number: int, language: Language
) -> tuple[SourceLine, LineEnd]:
    steps: list[StepView] = []
    words = _last_words(claims, language)
    end = LineEnd(plot.x(plot.axis.end), plot.y(Decimal(0)), words)
    before: ChartClaim | None = None
    # In order of what they describe, and so never back in time.
    starts = list(accumulate((_start(claim) for claim in claims), max))
    for index, (claim, start, following) in enumerate(
        zip(claims, starts, [*starts[1:], plot.axis.end], strict=True), start=1
    ):
        until = following
        if claim.withdrawn:
            until = min(until, max(start, claim.withdrawn_at or start))
        step = _step(claim, start, until, plot, f"{prefix}-{index}")
        if before is not None and counts_another_way(before.method, claim.method):
            step = replace(step, changed=True)
        elif before is not None and not before.withdrawn:
            step = _with_riser(step, before, claim, plot)
        steps.append(step)
        if (drawn := claim.value.drawn) is not None:
            level = _level(claim)
            top, bottom = plot.y(drawn[0] if drawn[1] is None else drawn[1]), plot.y(drawn[0])
            end = LineEnd(plot.x(until), (top + bottom) / 2 if level is None else plot.y(level), words)
        before = claim
    last = next(index for index in reversed(range(len(steps))) if claims[index].value.drawn is not None)
    steps[last] = replace(steps[last], word="")  # the label says it
    return SourceLine(by, (number - 1) % _SERIES + 1, tuple(steps), f"{by} {words}"), end


def _last_words(claims: Sequence[ChartClaim], language: Language) -> str:
    """What a source said last that can be drawn; one of them can."""
    last = next(claim for claim in reversed(claims) if claim.value.drawn is not None)
    return language.gettext("%(value)s, withdrawn", value=last.text) if last.withdrawn else last.text


def _summary(figure: ChartFigure, placed: dict[str, list[ChartClaim]], language: Language) -> str:
    said = [
        language.gettext(
            "%(by)s: %(values)s", by=by, values=language.join([_dated(claim, language) for claim in own])
        )
        for by, own in placed.items()
    ]
    return language.gettext(
        "%(label)s over time. %(claims)s",
        label=capital(figure.label),
        claims=language.phrases(said),
    )


def _dated(claim: ChartClaim, language: Language) -> str:
    if not claim.when:
        return claim.text
    return language.gettext("%(value)s (%(when)s)", value=claim.text, when=claim.when)


def _start(claim: ChartClaim) -> int:
    """From when its line is drawn: the middle of a day, where the tick of that day stands; the begin of a month."""
    earliest, latest = claim.moment or (0, 0)
    return earliest if latest - earliest > DAY else (earliest + latest + 1) // 2


def _level(claim: ChartClaim) -> Decimal | None:
    """Where the claim's line is drawn; None for ranges, which have no line, and for no number at all."""
    match claim.value.form:
        case Form.WORD | Form.BETWEEN | Form.UNKNOWN:
            return None
        case Form.UP_TO:
            return claim.value.high
        case Form.NONE:
            return Decimal(0)
    return claim.value.low


def _step(claim: ChartClaim, since: int, until: int, plot: _Plot, hatch: str) -> StepView:
    start, end = plot.x(since), plot.x(until)
    earliest, latest = claim.moment or (0, 0)
    level, drawn = _level(claim), claim.value.drawn
    paths: list[PathView] = []
    band: BlockView | None = None
    y = plot.y(level) if level is not None else plot.y(Decimal(0))
    top = bottom = y
    if level is None and drawn is not None:
        top, bottom = plot.y(drawn[1] if drawn[1] is not None else drawn[0]), plot.y(drawn[0])
        y = (top + bottom) / 2
        left = end if plot.mirrored else start
        band = BlockView(
            plot.place(left), percent(max(end - start, 0.6)), pixels(top), pixels(max(bottom - top, 2))
        )
    if claim.value.form is Form.AT_LEAST:
        paths.append(PathView("arrow", plot.place(start), "M0-4V-14M-4-10 0-14 4-10"))
    elif claim.value.form is Form.UP_TO:
        paths.append(PathView("arrow", plot.place(start), "M0 4V14M-4 10 0 14 4 10"))
    if claim.withdrawn and drawn is not None:
        paths.append(PathView("cross", plot.place(end), "M-5-5 5 5M5-5-5 5"))
    stretch = None
    x1, x2 = plot.x(earliest), plot.x(latest + 1)
    if drawn is not None and latest - earliest > DAY and x2 - x1 > _WIDE:
        stretch = LineView("stretch", plot.place(x1), plot.place(x2), pixels(y))
    return StepView(
        lines=_strokes(claim.status, start, end, y, plot) if level is not None else (),
        band=band,
        hatch=hatch if band is not None else "",
        word=claim.text if band is not None else "",
        word_x="",
        word_y="",
        x=plot.place(start) if drawn is not None else "",
        y=pixels(y),
        day=f"M0-{pixels(max(y - top, 5))}V{pixels(max(bottom - y, 5))}",
        stretch=stretch,
        riser_x="",
        riser_y1="",
        riser_y2="",
        paths=tuple(paths),
        changed=False,
    )


def _strokes(status: str, start: float, end: float, y: float, plot: _Plot) -> tuple[LineView, ...]:
    x1, x2 = plot.place(start), plot.place(end)
    offsets = (-2, 2) if status == "disputed" else (0,)
    return tuple(LineView(status, x1, x2, pixels(y + offset)) for offset in offsets)


def _with_riser(step: StepView, before: ChartClaim, claim: ChartClaim, plot: _Plot) -> StepView:
    """``step`` joined to the one before it, where both have a line."""
    one, other = _level(before), _level(claim)
    if one is None or other is None or one == other:
        return step
    return replace(step, riser_x=step.x, riser_y1=pixels(plot.y(one)), riser_y2=pixels(plot.y(other)))


def _left_out(figure: ChartFigure, language: Language) -> tuple[str, ...]:
    """That a line may begin later than what it stands for."""
    if not figure.older:
        return ()
    return (
        language.ngettext(
            "%(n)s older claim is not drawn.", "%(n)s older claims are not drawn.", figure.older
        ),
    )


def _notes(placed: dict[str, list[ChartClaim]], language: Language) -> tuple[str, ...]:
    found = [
        (claim.moment or (0, 0), claim)
        for own in placed.values()
        for before, claim in pairwise(own)
        if counts_another_way(before.method, claim.method)
    ]
    found.sort(key=lambda item: item[0])
    return tuple(
        language.gettext(
            "%(by)s changed how it counts, %(when)s: %(method)s",
            by=claim.by,
            when=claim.when,
            method=claim.method,
        )
        for _, claim in found
    )
