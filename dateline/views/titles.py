"""How pages name things: a crisis in a few words, its status, its kinds, a title set large."""

from dateline.languages.tongues import bare
from dateline.model import Crisis
from dateline.views.composer import Composer
from dateline.views.inputs import Shared


def crisis_name(crisis: Crisis) -> str:
    """The short name for lists and breadcrumbs."""
    return crisis.name or crisis.place or crisis.title


def kinds_of(shared: Shared, crisis: Crisis) -> tuple[tuple[str, str], ...]:
    """(id, label) of the crisis's kinds, or of the site's that it uses, or of the words its events use."""
    used = dict.fromkeys(event.kind for story in crisis.stories for event in story.all_events if event.kind)
    declared = crisis.kinds or tuple(kind for kind in shared.settings.kinds if kind.id in used)
    return tuple((kind.id, kind.label) for kind in declared) or tuple((kind, kind) for kind in used)


def crisis_status(page: Composer, crisis: Crisis) -> str:
    """Whether it goes on, in a word."""
    words = {"ongoing": page.say("Ongoing"), "dormant": page.say("Dormant"), "ended": page.say("Ended")}
    return words[crisis.status]


def hold_short_start(title: str) -> str:
    """The title with a short first word held to the next, so that it never stands alone on a line."""
    first, space, rest = title.partition(" ")
    return f"{first}\u00a0{rest}" if space and len(bare(first)) <= 3 else title
