"""Claims, quotes, statements and corrections as views."""

from dateline.addresses import event_address, story_address
from dateline.dates import UNKNOWN, PartialDate, Shape
from dateline.languages import tongues
from dateline.model import Claim, Media, Quote, Statement
from dateline.record.corrections import Made
from dateline.values.quantities import Form
from dateline.views.components import (
    ClaimView,
    CorrectionView,
    MediaView,
    QuoteView,
    StatementView,
)
from dateline.views.composer import Composer
from dateline.views.frame_data import Link

__all__ = ["claim_view", "corrected_link", "correction_view", "media_view", "quote_view", "statement_view"]


def claim_view(
    page: Composer, claim: Claim, label: str, unit: str, place: Link | None = None, crisis: str = ""
) -> ClaimView:
    """A claim for the figure called ``label``; ``place`` is where its source is cited from.

    ``crisis``: the slug of the crisis in which the label leads to the figure's own page; none where that is near.
    """
    withdrawn = ""
    if claim.withdrawn:
        when = page.date(claim.withdrawn.date).text
        withdrawn = (
            page.say("Withdrawn %(date)s: %(why)s", date=when, why=claim.withdrawn.why)
            if claim.withdrawn.why
            else page.say("Withdrawn %(date)s", date=when)
        )
    return ClaimView(  # by position, as an ``EventView``
        label,
        page.quantity(claim.value),
        unit,
        page.actor(claim.by.id) if claim.by else None,
        page.role(claim.by),
        page.status(claim.status),
        page.date(claim.as_of or UNKNOWN),
        page.cite(claim.sources, place),
        claim.promised,
        claim.note,
        page.say_whole("“%(words)s”", words=claim.quote) if claim.quote else "",
        claim.method,
        withdrawn,
        place.href if place else "",
        claim.value.form is Form.NONE,
        page.figure(crisis, claim.figure.id) if crisis and claim.figure else "",
    )


def quote_view(page: Composer, quote: Quote) -> QuoteView:
    return QuoteView(
        text=page.say_whole("“%(words)s”", words=quote.text),
        by=page.actor(quote.by.id) if quote.by else None,
        role=page.role(quote.by),
    )


def statement_view(page: Composer, statement: Statement, place: Link | None) -> StatementView:
    label = page.say_whole("%(label)s:", label=statement.label) if statement.label else ""
    text = page.prose(statement.text, place)
    code = tongues.whole_in(text) if not label or tongues.whole_in(label) == tongues.whole_in(text) else ""
    return StatementView(
        status=page.status(statement.status),
        label=label,
        text=text,
        begin=tongues.begin(code) if code else "",
        end=tongues.END if code else "",
    )


def media_view(media: Media) -> MediaView:
    return MediaView(alt=media.alt, credit=media.credit, caption=media.caption, href=media.url)


def correction_anchor(number: int) -> str:
    """The place of the ``number``-th correction of a page on it."""
    return f"correction-{number}"


def correction_view(
    page: Composer, crisis: str, made: Made, number: int, of_crisis: Link | None = None
) -> CorrectionView:
    """The ``number``-th correction of a page."""
    correction = made.correction
    if not made.story:
        address = event_address(crisis, "brief")
    elif made.about == made.story:
        address = story_address(crisis, made.story)
    else:
        address = event_address(crisis, made.about)
    kinds = {
        "correction": page.say("Correction"),
        "clarification": page.say("Clarification"),
        "update": page.say("Update"),
        "retraction": page.say("Retraction"),
    }
    return CorrectionView(
        anchor=correction_anchor(number),
        date=page.date(correction.date),
        kind=kinds[correction.kind],
        was=correction.was,
        now=correction.now,
        why=correction.why,
        where=page.link(made.title, address),
        crisis=of_crisis,
    )


def corrected_link(page: Composer, crisis: str, date: PartialDate | None) -> Link | None:
    """When something of a crisis was last corrected; leads to the corrections of the crisis."""
    if date is None:
        return None
    if date.shape is Shape.UNKNOWN:
        text = page.say("Corrected")
    else:
        text = page.say("Corrected %(date)s", date=page.date(date).text)
    return Link(text, page.href(event_address(crisis, "corrections")))
