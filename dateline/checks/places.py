"""Rules about places."""

from collections.abc import Iterable, Iterator

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.model import Crisis
from dateline.record.places import mentions_of_places, place_id
from dateline.values.names import alike


def places_are_written_one_way(places: Iterable[tuple[str, Position]]) -> Iterator[Diagnostic]:
    """No two places have names that differ in one letter, or in what follows a comma: “Aleppo” and “Aleppo, Syria”.

    Spellings that make one address (“El Helicoide”, “el helicoide”) are one place anyway.
    """
    first = _each_once(places)
    found = {place_id(one[0]): other for one, other in alike((one, (one[0],)) for one in first.values())}
    for id, (place, at) in first.items():
        shorter = place_id(place.partition(",")[0])
        other = found.get(id) or (first.get(shorter) if shorter != id else None)
        if other is not None:
            message = f"the place “{place}” looks like “{other[0]}” in {other[1].path}"
            yield Diagnostic(at, "NAME010", message, f"if they are one place, write “{other[0]}” here, too")


def places_of(crisis: Crisis) -> Iterable[tuple[str, Position]]:
    """The places of a crisis, each where it is named first."""
    return _each_once(mentions_of_places(crisis)).values()


def _each_once(places: Iterable[tuple[str, Position]]) -> dict[str, tuple[str, Position]]:
    found: dict[str, tuple[str, Position]] = {}
    for place, at in places:
        found.setdefault(place_id(place), (place, at))
    return found
