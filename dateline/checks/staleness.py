"""Figures that nobody has renewed for longer than the desk set: a matter of the clock, and for editors alone."""

from dateline.dates import FAR_FUTURE, Shape
from dateline.diagnostics import Diagnostic
from dateline.model import Site
from dateline.record.figures import series

DAY = 86_400


def stale_figures(site: Site, now: int) -> tuple[tuple[Diagnostic, ...], int | None]:
    """A figure's newest claim is no older than its ``review_after``.

    Also when the next figure will be stale, in seconds since 1970; None for never.

    Why: a number that was right in January is read in June as if somebody had counted since.
    """
    found, moments = [], []
    for crisis in site.crises.values():
        if crisis.slug in site.unread:
            continue  # the newest claim may stand in what could not be read
        where = site.zone_of(crisis)
        for figure in crisis.figures:
            if figure.review_after is None:
                continue
            current = (claim.as_of for _, claim in series(crisis, figure, where).current)
            days = [date.bounds(where)[1] for date in current if date and date.shape is not Shape.UNKNOWN]
            if not days or (newest := max(days)) >= FAR_FUTURE:
                continue
            due = newest + 1 + figure.review_after * DAY
            if due > now:
                moments.append(due)
                continue
            message = f"the newest claim for “{figure.label}” is more than {figure.review_after} days old"
            hint = "look for a newer one, or set `review_after:` higher"
            found.append(Diagnostic(figure.at, "STALE001", message, hint))
    return tuple(found), min(moments, default=None)
