"""The filter bar of a timeline, and the rules that make it work where there is no script."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.charts.strip_view import MarkView, StripView
from dateline.languages import tongues
from dateline.model import STATUSES
from dateline.record.places import name_of, place_id
from dateline.record.timeline import Entry
from dateline.search.spelling import alphabetical
from dateline.values.slugs import slugify
from dateline.views.components import Choice, FilterView
from dateline.views.composer import Composer
from dateline.views.inputs import ActorCard

MOST_ACTORS = 40
"""Above it, the select lists the most frequent; the others have pages of their own."""
FEWEST_EVENTS = 4
"""A shorter timeline needs no filter."""
_EVENT = ":is(.event,.brief)"
_MARK = ".strip__mark"


def filter_view(
    page: Composer,
    entries: Sequence[Entry],
    kinds: Sequence[tuple[str, str]],
    cast: Mapping[str, ActorCard],
    crises: Sequence[tuple[str, str]] = (),
    of: int = 0,
) -> FilterView | None:
    """The bar for these events; None where there is too little to filter. ``of``: how many there are, where the page
    leaves some to the pages of years, which have bars of their own."""
    if len(entries) < FEWEST_EVENTS:
        return None
    statuses = Counter(entry.event.status for entry in entries)
    by_kind = Counter(slugify(entry.event.kind) for entry in entries if entry.event.kind)
    by_place: dict[str, list[str]] = {}
    for entry in entries:
        if entry.event.place:
            by_place.setdefault(place_id(entry.event.place_name), []).append(entry.event.place)
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
            Choice(id, names[id], by_actor[id])
            for id in sorted(names, key=lambda id: alphabetical(tongues.bare(names[id])))
        ),
        places=tuple(
            Choice(id, name_of(written), len(written))
            for id, written in sorted(
                by_place.items(), key=lambda item: alphabetical(tongues.bare(name_of(item[1])))
            )
        ),
        crises=tuple(Choice(slug, name, by_crisis[slug]) for slug, name in crises if by_crisis[slug]),
        total=len(entries),
        total_text=_total(page, len(entries), of),
        some_text=_some(page, len(entries), of),
        none_text=page.say("No events match these filters. Clear them to see the whole timeline.")
        if len(entries) >= of
        else page.say("No event on this page matches these filters; the pages of the years keep the choice."),
        css="",
    )
    return replace(view, css=rules(view))


def faded_by(view: FilterView | None, strip: StripView | None) -> StripView | None:
    """The strip beside this bar: a number that stands for hundreds of events names of their actors, places and crises
    those that can be chosen, and where there is no bar, none."""
    if strip is None:
        return None
    choices = (view.actors, view.places, view.crises) if view else ((), (), ())
    offered = [frozenset(choice.value for choice in listed) for listed in choices]

    def among(values: str, known: frozenset[str]) -> str:
        return " ".join(value for value in values.split() if value in known)

    def seen(mark: MarkView) -> MarkView:
        actors, places, crises = map(among, (mark.actors, mark.places, mark.crises), offered)
        return replace(mark, actors=actors, places=places, crises=crises)

    return replace(strip, marks=tuple(map(seen, strip.marks)))


def _total(page: Composer, shown: int, of: int) -> str:
    events = page.count("%(n)s event", "%(n)s events", max(shown, of))
    if shown >= of:
        return page.say("%(events)s, newest first", events=events)
    return page.say(
        "%(shown)s of %(events)s; the page of each year has a filter of its own",
        shown=page.language.number(shown),
        events=events,
    )


def _some(page: Composer, shown: int, of: int) -> str:
    """The script puts in the numbers: how many match, out of how many on this page."""
    if shown >= of:
        return page.say("{shown} of {total} events")
    return page.say(
        "{shown} of {total} events on this page, of %(all)s in all; the pages of the years keep the choice",
        all=page.language.number(of),
    )


def rules(view: FilterView) -> str:
    """Events that lack a chosen value are not shown, and their marks fade: one of the values of each kind is enough."""
    boxes = (("status", view.statuses), ("kind", view.kinds))
    selects = (
        ("actor", view.actors, "[data-actors~={}]"),
        ("place", view.places, "[data-place={}]"),
        ("crisis", view.crises, "[data-crisis={}]"),
    )
    hidden = ",".join((*_not_ticked(boxes), *_not_selected(selects)))
    return (
        "@supports selector(:has(*)){timeline-filter{display:block;visibility:visible}"
        f"{hidden}{{display:none}}{''.join(_fading(boxes, selects[0]))}}}"
    )


def _not_ticked(boxes: Iterable[tuple[str, Sequence[Choice]]]) -> Iterator[str]:
    """Where some boxes of a kind are ticked: events with a value whose box is not, or with none."""
    for name, choices in boxes:
        some = f".page:has([name={name}]:checked)"
        if choices:
            yield f'{some} {_EVENT}[data-{name}=""]'
        for value in _values(choices):
            yield f"{some}:not(:has([name={name}][value={value}]:checked)) {_EVENT}[data-{name}={value}]"


def _not_selected(selects: Iterable[tuple[str, Sequence[Choice], str]]) -> Iterator[str]:
    for name, choices, match in selects:
        for value in _values(choices):
            yield f".page:has([name={name}] [value={value}]:checked) {_EVENT}:not({match.format(value)})"


def _fading(
    boxes: Iterable[tuple[str, Sequence[Choice]]], actors: tuple[str, Sequence[Choice], str]
) -> Iterator[str]:
    """A mark may stand for several events, so it fades unless it has one of the ticked values."""
    for name, choices in boxes:
        yield f".page:has([name={name}]:checked) {_MARK}{{--{name}:.18}}"
        for value in _values(choices):
            ticked = f".page:has([name={name}][value={value}]:checked)"
            yield f"{ticked} {_MARK}[data-{name}~={value}]{{--{name}:1}}"
    name, choices, match = actors
    for value in _values(choices):
        selected = f".page:has([name={name}] [value={value}]:checked)"
        yield f"{selected} {_MARK}:not({match.format(value)}){{--{name}:.18}}"
    yield f"{_MARK}{{opacity:min(var(--status,1),var(--kind,1),var(--actor,1))}}"


def _values(choices: Sequence[Choice]) -> Iterator[str]:
    """As CSS strings: slugs hold letters, digits, hyphens and nothing that could end one."""
    return (f'"{choice.value}"' for choice in choices if choice.count)
