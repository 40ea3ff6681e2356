"""For the pages and files of one crisis, its stories and its figures."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from dateline.data.inputs import DataInputs
from dateline.data.translated import Translated, cut_down
from dateline.dates import Shape
from dateline.model import Actor, Crisis, Story
from dateline.prose import Prose
from dateline.views.figures import figures_by_id
from dateline.views.gather.cuts import about_figure, stories_by_figure
from dateline.views.gather.gatherer import Gatherer
from dateline.views.inputs import CrisisInputs, FigureInputs, StoryInputs
from dateline.views.titles import card_of
from dateline.views.uses import Uses


def crisis(gatherer: Gatherer, record: Crisis) -> CrisisInputs:
    """For a crisis's page, its updates and its feed."""
    uses = Uses()
    uses.crisis(record)
    stances = gatherer.stances.get(record.slug, {})
    uses.stances(stances)
    return CrisisInputs(crisis=record, stances=tuple(stances.items()), lookup=gatherer.lookup(uses))


def data(gatherer: Gatherer, record: Crisis) -> DataInputs:
    """For the files of a crisis that other programs read."""
    whole = gatherer.site.crises[record.slug]
    uses = Uses()
    uses.crisis(whole)
    uses.sources.update(source.id for source in whole.sources)
    said = gatherer.stances.get(whole.slug, {})
    uses.stances(said)
    actors = (gatherer.site.actors[id] for id in sorted(uses.actors) if id in gatherer.site.actors)
    kept = tuple(replace(one, body=Prose(), portrait=None, positions=said.get(one.id, ())) for one in actors)
    return DataInputs(whole, kept, gatherer.lookup(uses), tuple(_translations(gatherer, whole, kept)))


def _translations(gatherer: Gatherer, crisis: Crisis, actors: tuple[Actor, ...]) -> Iterator[Translated]:
    """What there is in other languages of the site, a crisis, its stories and what is kept of its actors."""
    known = gatherer.site.translations
    of_crisis, of_others = known.get(crisis.slug, {}), known.get("", {})
    stories = {story.slug: story for story in crisis.stories}
    cut = {one.id: one for one in actors}
    others = (key for key in of_others if key[1] == "site" or (key[1] == "actor" and key[3] in cut))
    for key in sorted((*of_crisis, *others)):
        _, kind, _, slug = key
        if kind == "site":
            yield Translated(of_others[key], gatherer.site.settings)
        elif kind == "actor":
            whole = gatherer.site.actors[slug]
            numbers = [n for n, one in enumerate(whole.positions) if one in cut[slug].positions]
            yield Translated(cut_down(of_others[key], numbers), cut[slug])
        else:
            yield Translated(of_crisis[key], stories[slug] if kind == "story" else crisis)


MOST_RIVALS = 12
"""Claims for a figure above which its card stands on the crisis page alone, and is none of a story's inputs."""


def story(gatherer: Gatherer, record: Crisis, slug: str) -> StoryInputs:
    """For the page of a story."""
    whole = gatherer.site.crises[record.slug]
    story = gatherer.memo.make(("stories by slug", record.slug), _by_slug, whole)[slug]
    newer, older = gatherer.memo.make(
        ("neighbours", record.slug), _neighbours, whole, gatherer.order(record)
    )[slug]
    uses = Uses()
    uses.story(story)
    ids = dict.fromkeys(claim.figure.id for claim in story.figures if claim.figure)
    counted = tuple(found for id in ids if (found := gatherer.series_of(record, id)))
    drawn = tuple(one for one in counted if len(one.current) + len(one.earlier) <= MOST_RIVALS)
    for one in drawn:
        for _, claim in one.all:
            uses.claim(claim)
    return StoryInputs(
        crisis=card_of(record),
        kinds=gatherer.kinds(record),
        story=story,
        figures=tuple(figures_by_id([one.figure for one in counted]).items()),
        series=drawn,
        newer=newer,
        older=older,
        lookup=gatherer.lookup(uses),
        picture=gatherer.size(story.path, story.image),
    )


def _by_slug(crisis: Crisis) -> Mapping[str, Story]:
    return {one.slug: one for one in crisis.stories}


_Neighbours = tuple[tuple[str, str] | None, tuple[str, str] | None]
"""The newer and the older story, each by slug and title."""


def _neighbours(crisis: Crisis, order: tuple[str, ...]) -> Mapping[str, _Neighbours]:
    """By slug. Nothing is earlier or later than a story without a date."""
    by_slug = _by_slug(crisis)
    dated = [one for one in order if by_slug[one].event.date.shape is not Shape.UNKNOWN]
    links = [None, *((one, by_slug[one].title) for one in dated), None]
    found: dict[str, _Neighbours] = dict.fromkeys(by_slug, (None, None))
    found.update((one, (links[place + 2], links[place])) for place, one in enumerate(dated))
    return found


def figure(gatherer: Gatherer, record: Crisis, id: str) -> FigureInputs:
    """For the page of a figure, its data and its embed."""
    stories = gatherer.memo.make(("by figure", record.slug), stories_by_figure, record)
    cut = about_figure(record, id, stories.get(id, ()))
    uses = Uses()
    for story in cut.stories:
        for claim in story.figures:
            uses.claim(claim)
    return FigureInputs(cut, gatherer.day(record), gatherer.lookup(uses))
