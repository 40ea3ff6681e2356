"""How pages name things: a crisis in a few words, its status, its kinds, a title set large."""

from collections.abc import Iterable, Sequence

from dateline.findings.positions import Position
from dateline.languages.tongues import bare
from dateline.model import Crisis, Figure, Kind, Story
from dateline.prose import Prose
from dateline.views.composer import Composer
from dateline.views.inputs import CrisisCard, Shared


def crisis_name(crisis: Crisis) -> str:
    """The short name for lists and breadcrumbs."""
    return crisis.name or crisis.place or crisis.title


def card_of(crisis: Crisis) -> CrisisCard:
    """A crisis as other pages mention it."""
    return CrisisCard(crisis.slug, crisis_name(crisis), crisis.title, crisis.timezone)


def named(
    crisis: CrisisCard, figures: Iterable[tuple[str, str, str]], stories: tuple[Story, ...] = ()
) -> Crisis:
    """A crisis as far as a page over several knows it, with its figures by id, label and unit."""
    at = Position("", 1, 1)
    return Crisis(
        slug=crisis.slug,
        path="",
        title=crisis.title,
        name=crisis.name,
        timezone=crisis.timezone,
        figures=tuple(Figure(id=id, label=label, unit=unit, at=at) for id, label, unit in figures),
        stories=stories,
        body=Prose(),
        at=at,
    )


def kinds_of(shared: Shared, crisis: Crisis) -> tuple[tuple[str, str], ...]:
    """(id, label) of the crisis's kinds, or of the site's that it uses, or of the words its events use."""
    return labelled_kinds(shared, crisis.kinds, used_kinds(crisis))


def labelled_kinds(shared: Shared, own: Sequence[Kind], used: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The same, from the kinds that a crisis has of its ``own``, and those that its events use."""
    declared = own or tuple(kind for kind in shared.settings.kinds if kind.id in used)
    return tuple((kind.id, kind.label) for kind in declared) or tuple((kind, kind) for kind in used)


def used_kinds(crisis: Crisis) -> tuple[str, ...]:
    """The kinds of its events, in the order in which they come."""
    used = (event.kind for story in crisis.stories for event in story.all_events if event.kind)
    return tuple(dict.fromkeys(used))


def crisis_status(page: Composer, status: str) -> str:
    """Whether it goes on, in a word."""
    words = {"ongoing": page.say("Ongoing"), "dormant": page.say("Dormant"), "ended": page.say("Ended")}
    return words[status]


def hold_short_start(title: str) -> str:
    """The title with a short first word held to the next, so that it never stands alone on a line."""
    first, space, rest = title.partition(" ")
    return f"{first}\u00a0{rest}" if space and len(bare(first)) <= 3 else title
