"""The claims made for one figure: which are current, which came before."""

from datetime import tzinfo

from msgspec import Struct

from dateline.dates import FAR_PAST, Shape
from dateline.model import Claim, Crisis, Figure


class Series(Struct, frozen=True):
    """A figure of a crisis with everything anybody has said it is."""

    figure: Figure
    current: tuple[tuple[str, Claim], ...]  # (story slug, claim): the newest of each claimant, newest first
    earlier: tuple[tuple[str, Claim], ...]  # what the same claimants said before, newest first

    @property
    def all(self) -> tuple[tuple[str, Claim], ...]:
        """(story slug, claim): what is current, then what was said before; each newest first."""
        return (*self.current, *self.earlier)


def as_of_order(claim: Claim, zone: tzinfo) -> tuple[int, int]:
    """Sorts claims by the day they describe; one without a day comes before every other."""
    if claim.as_of is None or claim.as_of.shape is Shape.UNKNOWN:
        return (FAR_PAST, FAR_PAST)
    return claim.as_of.bounds(zone)


def counts_another_way(before: str, method: str) -> bool:
    """Whether a claimant whose last claim had the method ``before`` begins another series with this one."""
    return bool(method) and method != before


def series(crisis: Crisis, figure: Figure, zone: tzinfo) -> Series:
    """The claims for ``figure``. Current is the newest ``as_of`` per claimant; what is promised and what is counted
    are two things, so one claimant may have both. A withdrawn claim is not current any more."""
    found = [
        (story.slug, claim)
        for story in crisis.stories
        for claim in story.figures
        if claim.figure is not None and claim.figure.id == figure.id
    ]
    found.sort(key=lambda item: as_of_order(item[1], zone), reverse=True)
    current: list[tuple[str, Claim]] = []
    earlier: list[tuple[str, Claim]] = []
    seen: set[tuple[str, bool]] = set()
    for item in found:
        claim = item[1]
        key = (claim.by.id if claim.by else "", claim.promised)
        if key in seen or claim.withdrawn is not None:
            earlier.append(item)
        else:
            current.append(item)
            seen.add(key)
    return Series(figure, tuple(current), tuple(earlier))


def all_series(crisis: Crisis, zone: tzinfo) -> tuple[Series, ...]:
    """Every figure of the crisis, in the order the desk lists them."""
    return tuple(series(crisis, figure, zone) for figure in crisis.figures)
