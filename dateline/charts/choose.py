"""Which charts the claims for a figure can honestly fill. Often none: then the key number says it all."""

from collections.abc import Sequence
from datetime import tzinfo

from dateline.charts.claims import ChartClaim, ChartFigure
from dateline.charts.dots import DotsView, countable, draw_dots
from dateline.charts.rows import RowsView, draw_rows
from dateline.charts.shares import SharesView, draw_shares
from dateline.charts.steps import StepsView, draw_steps, placed
from dateline.language import Language
from dateline.quantities import Form

ChartView = DotsView | RowsView | SharesView | StepsView

FEWEST_DOTS = 50
"""A smaller count is seen at once as a numeral."""


def choose(figure: ChartFigure, language: Language, zone: tzinfo) -> tuple[ChartView, ...]:
    """The charts, in the order in which they are printed."""
    found: list[ChartView] = []
    if _has_history(figure):
        found.append(draw_steps(figure, language, zone))
    elif any(claim.promised and claim.value.form is not Form.UNKNOWN for claim in figure.current):
        found.append(draw_rows(figure, figure.current, language))
    elif figure.persons and any(countable(claim) and _many(claim) for claim in figure.current):
        found.append(draw_dots(figure, language))
    elif len(_stated(figure.current)) > 1 and any(
        claim.value.form is not Form.WORD for claim in _stated(figure.current)
    ):
        found.append(draw_rows(figure, figure.current, language))
    found += [draw_shares(claim, language) for claim in figure.current if claim.parts]
    return tuple(found)


def _has_history(figure: ChartFigure) -> bool:
    """Whether a claimant revised a number, or two gave numbers for known days."""
    dated = [claim for claim in (*figure.current, *figure.earlier) if placed(claim)]
    return len({(claim.by, claim.moment) for claim in dated}) > 1


def _many(claim: ChartClaim) -> bool:
    return claim.value.low is not None and claim.value.low >= FEWEST_DOTS


def _stated(claims: Sequence[ChartClaim]) -> list[ChartClaim]:
    return [claim for claim in claims if claim.value.form not in (Form.UNKNOWN, Form.NONE)]
