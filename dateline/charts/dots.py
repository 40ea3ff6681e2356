"""Person dots: one dot a person, drawn by a pattern, so that two thousand cost no more than two."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from dateline.charts.claims import ChartClaim, ChartFigure
from dateline.languages.language import Language
from dateline.languages.tongues import capital
from dateline.values.quantities import Form

MOST_DOTS = 2_000
_WIDTH = 280
"""Pixels of a full row: what a screen of 320 has room for."""
_LARGE, _SMALL = 10, 7
"""Pixels from dot to dot; small ones where a group has more than twenty rows of large ones."""


class DotGroup(Struct, frozen=True):
    """One claimant's count. Groups may overlap, so they stand apart."""

    value: str  # “863”
    by: str
    when: str
    status: str
    status_word: str
    label: str  # “863 dots, one for each person”
    pattern: str  # id of its pattern; empty: a dashed box with ``missing`` in it
    missing: str
    width: int  # pixels
    height: int
    rows_height: int  # of the full rows
    rest_x: int  # the last, shorter row
    rest_width: int


class DotsView(Struct, frozen=True):
    """A figure as one dot a person, a group for each claim."""

    label: str
    cell: int  # pixels from dot to dot, the same in all groups
    groups: tuple[DotGroup, ...]
    note: str  # that groups may overlap
    kind: str = "dots"


def countable(claim: ChartClaim) -> bool:
    """Whether the claim is an exact number of people that can be drawn one by one."""
    low = claim.value.low
    if claim.value.form is not Form.EXACT or low is None:
        return False
    return low == low.to_integral_value() and 0 < low <= MOST_DOTS


def draw_dots(figure: ChartFigure, language: Language) -> DotsView:
    """A group for each current claim: dots for an exact count, an empty dashed box for any other."""
    counts = [int(claim.value.low or Decimal(0)) for claim in figure.current if countable(claim)]
    cell = _LARGE if max(counts, default=0) <= 20 * (_WIDTH // _LARGE) else _SMALL
    groups = tuple(
        _group(claim, f"{figure.id}-dots-{number}", cell, language)
        for number, claim in enumerate(figure.current, start=1)
    )
    return DotsView(
        label=capital(figure.label),
        cell=cell,
        groups=groups,
        note=_note(groups, language),
    )


def _group(claim: ChartClaim, pattern: str, cell: int, language: Language) -> DotGroup:
    if not countable(claim):
        vague, denies = claim.value.form is Form.UNKNOWN, claim.value.form is Form.NONE
        return DotGroup(
            value="" if vague or denies else claim.text,
            by=claim.by,
            when=claim.when,
            status=claim.status,
            status_word=claim.status_word,
            label=claim.text,
            pattern="",
            missing=capital(claim.text) if denies else _missing(vague, language),
            width=0,
            height=0,
            rows_height=0,
            rest_x=0,
            rest_width=0,
        )
    count = int(claim.value.low or Decimal(0))
    columns = min(_WIDTH // cell, count)
    rows, rest = divmod(count, columns)
    return DotGroup(
        value=claim.text,
        by=claim.by,
        when=claim.when,
        status=claim.status,
        status_word=claim.status_word,
        label=language.ngettext("%(n)s dot: one person", "%(n)s dots, one for each person", count),
        pattern=pattern,
        missing="",
        width=columns * cell,
        height=(rows + (rest > 0)) * cell,
        rows_height=rows * cell,
        rest_x=(columns - rest) * cell if language.direction == "rtl" else 0,
        rest_width=rest * cell,
    )


def _missing(unknown: bool, language: Language) -> str:
    return language.gettext("No figure given") if unknown else language.gettext("No exact count")


def _note(groups: Sequence[DotGroup], language: Language) -> str:
    drawn = [group for group in groups if group.pattern]
    if len(drawn) > 1:
        return language.gettext("Each dot is one person. The groups may overlap, so they don’t add up.")
    return language.gettext("Each dot is one person.")
