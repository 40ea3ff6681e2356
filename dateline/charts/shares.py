"""Shares of a count: one bar for each part, never stacked, because parts may overlap."""

from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from dateline.charts.claims import ChartClaim, ChartPart
from dateline.charts.place import percent
from dateline.languages.language import Language


class ShareView(Struct, frozen=True):
    """One part."""

    value: str  # “105”; empty where the part is no number
    label: str  # “women”; with the words for the part where it is no number
    share: str  # “12.2% of 863”; empty where whole or part is not exact
    x: str  # where its bar begins, from the left edge
    width: str  # of its bar, in percent; empty: no bar


class SharesView(Struct, frozen=True):
    """The parts of a claim, each as a bar beside the whole."""

    label: str
    shares: tuple[ShareView, ...]
    note: str
    kind: str = "shares"


def draw_shares(claim: ChartClaim, language: Language) -> SharesView:
    """The parts of a claim that has some, in their order."""
    exact = claim.value.is_number
    by = claim.by_in_text or claim.by
    shares = tuple(_share(part, claim, language) for part in claim.parts)
    note = language.gettext("The groups can overlap, so they don’t add up.") if len(shares) > 1 else ""
    return SharesView(
        label=language.gettext("Parts of %(value)s, according to %(by)s", value=claim.text, by=by)
        if exact
        else language.gettext("Among them, according to %(by)s", by=by),
        shares=shares,
        note=note,
    )


def _share(part: ChartPart, claim: ChartClaim, language: Language) -> ShareView:
    whole, value = claim.value.low, part.value.low
    if not part.value.is_number:  # words: “minors: not stated”
        return ShareView(
            "", language.gettext("%(label)s: %(value)s", label=part.label, value=part.text), "", "", ""
        )
    if not (claim.value.is_number and part.value.is_number) or not whole or value is None or value > whole:
        return ShareView(part.text, part.label, "", "", "")
    exact = value * 100 / whole
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = language.gettext(
        "%(share)s%% of %(whole)s", share=language.number(_plain(rounded)), whole=claim.text
    )
    width = float(exact)
    start = 100 - width if language.direction == "rtl" else 0.0  # bars grow from the start edge
    return ShareView(part.text, part.label, text, percent(start), percent(width))


def _plain(value: Decimal) -> Decimal:
    """``value`` without a trailing zero: 50, not 50.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value
