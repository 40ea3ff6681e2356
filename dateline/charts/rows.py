"""Claims side by side on one number axis: points, ranges, and promises with and without a number."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from dateline.charts.claims import ChartClaim, ChartFigure
from dateline.charts.place import anchor, percent, place, text_width
from dateline.charts.scale import NumberScale, number_scale
from dateline.languages.language import Language
from dateline.languages.tongues import capital
from dateline.values.quantities import Form, Quantity

_END = 94.0
"""Percent: where the last tick stands, so that its label and an arrow have room."""


class ValueTick(Struct, frozen=True):
    """A number on the axis below the rows; ``x`` in percent, mirrored."""

    x: str
    label: str
    anchor: str


class RowView(Struct, frozen=True):
    """One claim. Its drawing is 30 px high; lengths along it are in percent from the start edge, mirrored."""

    by: str
    when: str
    value: str
    status: str
    status_word: str
    form: str  # point, about, range, least, most, word, promise, unchecked, open or missing
    glyph: str  # id of a symbol at ``x``; empty: none
    x: str
    caps: tuple[str, ...]  # where a whisker or promise has end caps
    x1: str  # where its line or bar begins …
    x2: str  # … and ends
    bar_x: str  # the same as a rectangle: its left edge …
    width: str  # … and width; empty: none
    arrow: str  # path of an open arrow …
    arrow_x: str  # … around this place
    words: str  # in the drawing: “dozens”, “?”, “no number given”
    words_x: str
    words_y: int
    words_anchor: str
    hatch: str  # id of its hatching


class RowsView(Struct, frozen=True):
    """A figure as one row a claim, on a common axis of numbers."""

    label: str
    edge: str  # 0% or 100%
    rows: tuple[RowView, ...]
    ticks: tuple[ValueTick, ...]  # empty where no row has a number
    kind: str = "rows"


def draw_rows(figure: ChartFigure, claims: Sequence[ChartClaim], language: Language) -> RowsView:
    """A row for each claim, in their order."""
    largest = max((_largest(claim.value) for claim in claims), default=Decimal(0))
    scale = number_scale(largest)
    mirrored = language.direction == "rtl"
    rows = tuple(
        _row(claim, scale, f"{figure.id}-hatch-{number}", language, mirrored)
        for number, claim in enumerate(claims, start=1)
    )
    return RowsView(
        label=capital(figure.label),
        edge="100%" if mirrored else "0%",
        rows=rows,
        ticks=_ticks(scale, language, mirrored) if largest > 0 else (),
    )


def _largest(value: Quantity) -> Decimal:
    low, high = value.bounds
    return max(low or Decimal(0), high or Decimal(0))


def _ticks(scale: NumberScale, language: Language, mirrored: bool) -> tuple[ValueTick, ...]:
    found: list[ValueTick] = []
    for value in scale.ticks:
        x = _END * scale.share(Decimal(value))
        label = language.number(value)
        place = "start" if value == 0 else anchor(x, text_width(label))
        found.append(ValueTick(percent(100 - x if mirrored else x), label, place))
    return tuple(found)


class _Extent(Struct, frozen=True):
    form: str
    x: float | None = None
    start: float = 0.0
    end: float = 0.0
    arrow: int = 0  # 1: towards more, -1: towards less
    words: str = ""
    words_at: float = 0.0
    caps: tuple[float, ...] = ()


def _row(claim: ChartClaim, scale: NumberScale, hatch: str, language: Language, mirrored: bool) -> RowView:
    extent = _extent(claim, scale, language)

    back = -7 * extent.arrow * (-1 if mirrored else 1)
    wide = extent.end > extent.start
    return RowView(
        by=capital(claim.by),
        when=claim.when,
        value=_said(claim, language),
        status=claim.status,
        status_word=claim.status_word,
        form=extent.form,
        glyph="" if extent.x is None else f"g-{claim.status}",
        x="" if extent.x is None else place(extent.x, mirrored),
        caps=tuple(place(x, mirrored) for x in extent.caps),
        x1=place(extent.start, mirrored),
        x2=place(extent.end, mirrored),
        bar_x=place(extent.end if mirrored else extent.start, mirrored),
        width=percent(extent.end - extent.start) if wide else "",
        arrow=f"M{back}-6 0 0 {back} 6" if extent.arrow else "",
        arrow_x=place(extent.start if extent.arrow < 0 else extent.end, mirrored),
        words=extent.words,
        words_x=place(extent.words_at, mirrored),
        words_y=21 if extent.form == "open" else 29 if extent.form == "word" else 19,
        words_anchor="end" if extent.form == "open" else "start",
        hatch=hatch if extent.form in ("word", "promise") else "",
    )


def _said(claim: ChartClaim, language: Language) -> str:
    if claim.promised and claim.value.form is not Form.UNKNOWN:
        return language.gettext("%(value)s promised", value=claim.text)
    return claim.text


def _extent(claim: ChartClaim, scale: NumberScale, language: Language) -> _Extent:
    value = claim.value
    low, high = value.bounds
    least = _END * scale.share(low) if low is not None else 0.0
    most = _END * scale.share(high) if high is not None else 0.0
    match value.form:
        case Form.UNKNOWN if claim.promised:
            return _Extent("open", None, 2.4, 97.0, words="?", words_at=100.0)
        case Form.UNKNOWN:
            return _Extent("missing", words=language.gettext("no number given"))
        case Form.WORD:
            return _Extent("word", None, least, most, words=claim.text, words_at=least)
        case Form.EXACT | Form.ABOUT if claim.promised:
            # “Disputed” is the status of a claim of which a check found less.
            form = "promise" if claim.status == "disputed" else "unchecked"
            return _Extent(form, None, 0.0, most, caps=(most,))
        case Form.EXACT | Form.NONE:
            return _Extent("point", least)
        case Form.ABOUT:
            return _Extent("about", least)
        case Form.AT_LEAST:
            return _Extent("least", None, least, min(99.0, least + 10.0), arrow=1, caps=(least,))
        case Form.UP_TO:
            return _Extent("most", None, max(0.0, most - 10.0), most, arrow=-1, caps=(most,))
    # No glyph in the middle: nobody said that number.
    return _Extent("range", None, least, most, caps=(least, most))
