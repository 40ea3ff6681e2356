"""Figures that nobody has renewed for longer than the desk set: a matter of the clock, and for editors alone."""

from collections.abc import Iterator

from dateline.dates import FAR_FUTURE, Shape
from dateline.findings.diagnostics import Diagnostic
from dateline.model import Site
from dateline.record.figures import series

DAY = 86_400


def stale_figures(site: Site) -> Iterator[tuple[int, Diagnostic]]:
    """A figure's newest claim is no older than its ``review_after``. With the instant from which it is older, in
    seconds since 1970.

    Why: a number that was right in January is read in June as if somebody had counted since.
    """
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
            message = f"the newest claim for “{figure.label}” is more than {figure.review_after} days old"
            hint = "look for a newer one, or set `review_after:` higher"
            due = newest + 1 + figure.review_after * DAY
            yield due, Diagnostic(figure.at, "STALE001", message, hint)
