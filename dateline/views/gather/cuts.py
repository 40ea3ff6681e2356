"""Crises and stories cut down to what one kind of page reads: an edit of anything else leaves the page alone."""

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from dateline.findings.positions import Position
from dateline.model import Claim, Crisis, Event, Ref, Story
from dateline.prose import Prose
from dateline.record.changes import Change
from dateline.views.titles import crisis_name

_NOWHERE = Position("", 1, 1)


def by_its_name(event: Event) -> Event:
    """An event as short lists show it."""
    return Event(
        id=event.id,
        date=event.date,
        title=event.title,
        date_text=event.date_text,
        status=event.status,
        at=_NOWHERE,
        title_at=_NOWHERE,
        date_at=_NOWHERE,
    )


def as_stated(claim: Claim) -> Claim:
    """A claim by what is stated, by whom, and as of when."""
    return Claim(
        value=claim.value,
        by=claim.by and Ref(claim.by.id, at=_NOWHERE),
        as_of=claim.as_of,
        status=claim.status,
        promised=claim.promised,
        at=_NOWHERE,
        value_at=_NOWHERE,
    )


def named_by_changes(record: Crisis, told: Iterable[Change]) -> Crisis:
    """A crisis with what its changes name of it: the figures."""
    return _by_name(record, figures_named_by(told))


def figures_named_by(told: Iterable[Change]) -> set[str]:
    return {change.claim.figure.id for change in told if change.claim and change.claim.figure}


def stories_by_figure(record: Crisis) -> dict[str, tuple[Story, ...]]:
    """The stories of a crisis with claims for each figure."""
    found: dict[str, dict[str, Story]] = {}
    for story in record.stories:
        for claim in story.figures:
            if claim.figure:
                found.setdefault(claim.figure.id, {})[story.slug] = story
    return {id: tuple(stories.values()) for id, stories in found.items()}


def about_figure(record: Crisis, id: str, stories: tuple[Story, ...]) -> Crisis:
    """A crisis with one of its figures, and of these ``stories`` the claims for it and their corrections."""
    cut = tuple(_claims_alone(story, id) for story in stories)
    return replace(_by_name(record, (id,)), stories=cut, told=record.told)


def _by_name(record: Crisis, figures: Collection[str]) -> Crisis:
    """A crisis by its name, with these of its figures."""
    return Crisis(
        slug=record.slug,
        path=record.path,
        title=record.title,
        name=crisis_name(record),
        timezone=record.timezone,
        figures=tuple(one for one in record.figures if one.id in figures),
        body=Prose(),
        at=record.at,
    )


def _claims_alone(story: Story, figure: str) -> Story:
    """The story with its title, its claims for one figure, and what was corrected in it; nothing else."""
    event = story.event
    return Story(
        path=story.path,
        slug=story.slug,
        event=Event(
            id=event.id,
            date=event.date,
            title=event.title,
            at=event.at,
            title_at=event.title_at,
            date_at=event.date_at,
        ),
        published=story.published,
        figures=tuple(claim for claim in story.figures if claim.figure and claim.figure.id == figure),
        corrections=story.corrections_of(event.id),
        body=Prose(),
        at=story.at,
    )


def about_actor(story: Story, actor: str) -> Story:
    """A story in which an actor appears, of its further events those that concern the actor. Its own point stays, as
    the place of its claims."""
    events = tuple(event for event in story.events if actor in event.actor_ids)
    return story if len(events) == len(story.events) else replace(story, events=events)
