"""Which charts a figure's claims can honestly fill. Often none: then the key number says it all."""

from datetime import UTC, tzinfo

from dateline.charts.claims import ChartClaim, ChartFigure
from dateline.charts.dots import DotsView, countable, draw_dots
from dateline.charts.rows import RowsView, draw_rows
from dateline.charts.shares import SharesView, draw_shares
from dateline.charts.steps import draw_steps
from dateline.charts.steps_view import StepsView
from dateline.languages.language import Language
from dateline.values.quantities import Form

ChartView = DotsView | RowsView | SharesView | StepsView

FEWEST_DOTS = 50
"""A smaller count is seen at once as a numeral."""


def choose(figure: ChartFigure, language: Language, zone: tzinfo = UTC) -> tuple[ChartView, ...]:
    """The charts, in the order in which they are printed.

    One of steps, rows and dots: steps where numbers were given for more than one time (and rows besides where
    something was promised), rows where a number was promised, dots for exact counts of people, rows again for other
    rivals. Then the parts of each claim.
    """
    charts: list[ChartView] = []
    stated = [claim for claim in figure.current if claim.value.form not in (Form.UNKNOWN, Form.NONE)]
    if _has_history(figure):
        charts.append(draw_steps(figure, language, zone))
        if any(
            claim.promised for claim in figure.current
        ):  # a promise is no count, and has no line among them
            charts.append(draw_rows(figure, figure.current, language))
    elif any(claim.promised for claim in stated) and any(
        claim.value.form is not Form.WORD for claim in stated
    ):
        charts.append(draw_rows(figure, figure.current, language))
    elif figure.persons and _many(stated):
        charts.append(draw_dots(figure, language))
    elif len(stated) > 1 and any(claim.value.form is not Form.WORD for claim in stated):
        charts.append(draw_rows(figure, figure.current, language))
    charts += [draw_shares(claim, language) for claim in figure.current if claim.parts]
    return tuple(charts)


def _has_history(figure: ChartFigure) -> bool:
    """Whether numbers were given for two times or more. A denial is no number: beside one it makes no history."""
    return len({claim.moment for claim in figure.dated() if claim.value.form is not Form.NONE}) > 1


def _many(claims: list[ChartClaim]) -> bool:
    """Whether dots show more than the numeral, and none of the exact counts is too large to be drawn.

    Beside the empty box of a count that is, the few would look like the many.
    """
    exact = [claim for claim in claims if claim.value.form is Form.EXACT]
    largest = max((claim.value.low for claim in exact if claim.value.low is not None), default=0)
    return largest >= FEWEST_DOTS and all(countable(claim) for claim in exact)
