"""A place across crises, and the list of all places."""

from collections.abc import Sequence

from dateline.addresses import HOME, PLACES, crisis_address, place_address
from dateline.languages.tongues import bare
from dateline.record.places import is_at
from dateline.views.appearances import entries_in, phases_in
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import PlaceCard, PlaceInputs, Shared
from dateline.views.jsonld import list_json_ld, place_json_ld
from dateline.views.pages import PlaceLine, PlacePage, PlacesPage


def place_page(shared: Shared, inputs: PlaceInputs) -> PlacePage:
    """What happened at a place, crisis by crisis, and the crises that are about it."""
    place = inputs.place
    page = Composer(shared, place_address(place.id), inputs.lookup)
    phases = tuple(
        phase
        for one in inputs.appearances
        if (entries := [entry for entry in entries_in(page, one) if is_at(entry.event, place.id)])
        for phase in phases_in(page, one, entries, f"place={place.id}")
    )
    events = page.count("%(n)s event", "%(n)s events", place.events)
    return PlacePage(
        frame=frame(
            page,
            place.name,
            page.say(
                "%(place)s in the record: %(events)s, with dates, status and sources.",
                place=place.name,
                events=events,
            ),
            crumbs=(page.link(page.say("Places"), PLACES), Link(place.name, current=True)),
            json_ld=place_json_ld(page, place.name),
        ),
        title=place.name,
        also=tuple(one for one in inputs.spellings if bare(one) != bare(place.name)),
        events_text=events,
        crises=tuple(page.link(one.title, crisis_address(one.slug)) for one in inputs.about),
        phases=phases,
        sources=page.sources(),
    )


def places_page(shared: Shared, places: Sequence[PlaceCard]) -> PlacesPage:
    """All places by name, each with its events and crises."""
    page = Composer(shared, PLACES)
    title = page.say("Places")
    lede = page.say("Everywhere the record says something happened.")
    return PlacesPage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(page.link(page.say("Crises"), HOME), Link(title, current=True)),
            json_ld=list_json_ld(page, title, tuple((one.name, place_address(one.id)) for one in places)),
        ),
        title=title,
        lede=lede,
        places=tuple(
            PlaceLine(
                place=page.link(one.name, place_address(one.id)),
                events_text=page.count("%(n)s event", "%(n)s events", one.events) if one.events else "",
                crises=tuple(page.link(crisis.name, crisis_address(crisis.slug)) for crisis in one.crises),
            )
            for one in places
        ),
    )
