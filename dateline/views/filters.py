"""The filter bar of a timeline, and the rules that make it work where there is no script (DESIGN, section 10)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.model import STATUSES
from dateline.record.timeline import Entry
from dateline.slugs import slugify
from dateline.views.components import Choice, FilterView
from dateline.views.composer import Composer
from dateline.views.inputs import ActorCard

MOST_ACTORS = 40
"""Above it, the select lists the most frequent; the others have pages of their own."""
FEWEST_EVENTS = 4
"""A shorter timeline needs no filter."""


def filter_view(
    page: Composer,
    entries: Sequence[Entry],
    kinds: Sequence[tuple[str, str]],
    cast: Mapping[str, ActorCard],
    crises: Sequence[tuple[str, str]] = (),
) -> FilterView | None:
    """The bar for these events; None where there is too little to filter."""
    if len(entries) < FEWEST_EVENTS:
        return None
    statuses = Counter(entry.event.status for entry in entries)
    by_kind = Counter(slugify(entry.event.kind) for entry in entries if entry.event.kind)
    by_place = Counter(
        (slugify(entry.event.place), entry.event.place) for entry in entries if entry.event.place
    )
    by_actor = Counter(actor for entry in entries for actor in {one.actor.id for one in entry.event.actors})
    by_crisis = Counter(entry.crisis for entry in entries)
    actors = sorted(by_actor, key=lambda id: (-by_actor[id], id))[:MOST_ACTORS]
    names = {id: cast[id].name for id in actors if id in cast}
    view = FilterView(
        statuses=tuple(
            Choice(status.value, page.status(status).word, statuses[status], page.status(status))
            for status in STATUSES
        ),
        kinds=tuple(
            Choice(slugify(id), label, by_kind[slugify(id)]) for id, label in kinds if by_kind[slugify(id)]
        ),
        actors=tuple(
            Choice(id, names[id], by_actor[id]) for id in sorted(names, key=lambda id: names[id].casefold())
        ),
        places=tuple(
            Choice(id, name, n)
            for (id, name), n in sorted(by_place.items(), key=lambda item: item[0][1].casefold())
        ),
        crises=tuple(Choice(slug, name, by_crisis[slug]) for slug, name in crises if by_crisis[slug]),
        total=len(entries),
        total_text=page.say(
            "%(events)s, newest first", events=page.count("%(n)s event", "%(n)s events", len(entries))
        ),
        css="",
    )
    return replace(view, css=rules(view))


def rules(view: FilterView) -> str:
    """One rule per value: what does not match a chosen value is not shown, and its mark fades."""
    facets = (
        ("status", view.statuses, "[data-status~={}]"),
        ("kind", view.kinds, "[data-kind~={}]"),
        ("actor", view.actors, "[data-actors~={}]"),
        ("place", view.places, "[data-place={}]"),
        ("crisis", view.crises, "[data-crisis={}]"),
    )
    hidden = ",".join(_selectors(facets, ":is(.event,.brief)"))
    faded = ",".join(_selectors(facets[:3], ".strip__mark"))
    return (
        "@supports selector(:has(*)){timeline-filter{display:block;visibility:visible}"
        f"{hidden}{{display:none}}{faded}{{opacity:.18}}}}"
    )


def _selectors(facets: Iterable[tuple[str, Sequence[Choice], str]], what: str) -> Iterable[str]:
    for name, choices, match in facets:
        for choice in choices:
            if choice.count:
                value = _quoted(choice.value)
                chosen = f":is([name={name}][value={value}]:checked,[name={name}] [value={value}]:checked)"
                yield f".page:has({chosen}) {what}:not({match.format(value)})"


def _quoted(value: str) -> str:
    """A slug as a CSS string: slugs hold letters, digits, hyphens and nothing that could end it."""
    return f'"{value}"'
